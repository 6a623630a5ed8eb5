#include "app/flow/webhooks.h"

#include <fmt/format.h>
#include <Poco/Base64Decoder.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>
#include <utility>

#include "app/fetch/https_client.h"
#include "app/fetch/public_address.h"
#include "app/import/json_reader.h"
#include "app/net/ip_address.h"
#include "app/store/files.h"
#include "core/hex.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

constexpr std::size_t kLongestUrl = 2000;
constexpr std::string_view kSecretPrefix = "whsec_";

/// Base64 with padding (RFC 4648, 4).
std::string base64(std::string_view bytes) {
  std::string text = base64url(bytes);
  std::replace(text.begin(), text.end(), '-', '+');
  std::replace(text.begin(), text.end(), '_', '/');
  text.append((4 - text.size() % 4) % 4, '=');
  return text;
}

std::string base64_decoded(std::string_view text) {
  std::istringstream in{std::string(text)};
  Poco::Base64Decoder decoder(in);
  return {std::istreambuf_iterator<char>(decoder), std::istreambuf_iterator<char>()};
}

/// The part of `url` that says whom to connect to: "https://shop.example:8443".
std::string_view service_of(std::string_view url) {
  const std::size_t host = url.find("://");
  if (host == std::string_view::npos) return {};
  return url.substr(0, url.find_first_of("/?", host + 3));
}

/// Whether `host` is a name that a machine can have, or an address.
bool may_be_host(const std::string& host) {
  if (net::IpAddress::parse(host)) return true;
  static constexpr std::string_view kOfNames =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
  constexpr std::size_t kLongestName = 253;
  return host.size() <= kLongestName && host.find_first_not_of(kOfNames) == std::string::npos &&
         !host.starts_with('.') && host.find("..") == std::string::npos;
}

/// Whether a sender could connect there: what cannot be told is refused when it is said, not three
/// days later.
bool may_be_told(std::string_view url, bool private_addresses) {
  if (url.empty() || url.size() > kLongestUrl || !is_visible_ascii(url)) return false;
  if (url.find_first_of("#@\"<>\\`{}|^") != std::string_view::npos) return false;
  const auto service = ServiceUrl::parse(service_of(url));
  if (!service || !may_be_host(service->host())) return false;
  if (private_addresses) return true;
  const bool closed = service->host() == "localhost" || (net::IpAddress::parse(service->host()) &&
                                                         !is_public_address(service->host()));
  return service->is_secure() && !closed;
}

std::optional<std::vector<std::string>> events_of(const Reader& reader) {
  if (!reader.has("events")) return std::nullopt;
  std::vector<std::string> wanted;
  const std::vector<std::string> named = reader.texts("events");
  for (const std::string& event : named) {
    if (std::find(kWebhookEvents.begin(), kWebhookEvents.end(), event) == kWebhookEvents.end()) {
      reader.fault("WEBHOOK-003", "events", "there is no such event",
                   "docs/api.md lists those there are");
    } else if (std::find(wanted.begin(), wanted.end(), event) == wanted.end()) {
      wanted.push_back(event);
    }
  }
  if (named.empty())
    reader.fault("WEBHOOK-003", "events", "the webhook wants to be told nothing",
                 "name at least one event");
  return wanted;
}

void apply(const WebhookWish& wish, Webhook& webhook, Instant now) {
  if (wish.url) webhook.url = *wish.url;
  if (wish.events) webhook.events = *wish.events;
  if (wish.description) webhook.description = *wish.description;
  if (!wish.enabled) return;
  webhook.failures = 0;
  webhook.failing_since.reset();
  webhook.rests_until.reset();
  webhook.disabled_because = *wish.enabled ? "" : "you disabled it";
  if (*wish.enabled) {
    webhook.disabled_at.reset();
  } else if (!webhook.disabled_at) {
    webhook.disabled_at = now;
  }
}

/// What an attempt at `now` changes. Gives the notice of a webhook that is disabled by it.
std::optional<Fault> settle(Webhook& webhook, Delivery& delivery, const WebhookAnswer& answer,
                            Instant now, double spread) {
  constexpr int kGone = 410;
  const bool taken = answer.status >= 200 && answer.status < 300;
  ++delivery.attempts;
  delivery.tried_at = now;
  delivery.status = answer.status;
  delivery.trouble = answer.trouble.substr(0, 300);
  if (taken) {
    delivery.state = DeliveryState::kDelivered;
    webhook.failures = 0;
    webhook.failing_since.reset();
    webhook.rests_until.reset();
    return std::nullopt;
  }
  if (delivery.attempts >= kMostAttempts) delivery.state = DeliveryState::kFailed;
  ++webhook.failures;
  if (!webhook.failing_since) webhook.failing_since = now;
  const double rest = static_cast<double>(rest_after(webhook.failures).count());
  webhook.rests_until =
      now + std::chrono::seconds{static_cast<std::int64_t>(rest * (0.8 + 0.4 * spread)) + 1};
  const bool gone = answer.status == kGone;
  if (!gone && now - *webhook.failing_since < kDisabledAfter) return std::nullopt;
  webhook.disabled_at = now;
  webhook.disabled_because =
      gone ? "the receiver says that it is gone (410)" : "nothing but failures for three days";
  return Fault{"WEBHOOK-005", webhook.id, "the webhook is disabled: " + webhook.disabled_because,
               "mend the receiver, then enable it again through the API"};
}

/// Sends one delivery and writes what came of it; false when nothing is owed, or it failed.
class Round {
 public:
  Round(Store& store, WebhookSender& sender, const std::function<Instant()>& clock,
        const std::function<double()>& spread)
      : store_(store), sender_(sender), clock_(clock), spread_(spread) {}

  bool step(const std::string& id, WebhookReport& report) {
    const Instant begun = clock_();
    Next owed = next(id, begun);
    if (!owed.first || !owed.second) return false;
    Delivery& delivery = *owed.second;
    const WebhookAnswer answer = sender_.send(message_of(delivery, *owed.first, begun));
    const Instant ended = clock_();
    bool goes_on = false;
    store_.write([&](StoreTransaction& tx) {
      auto current = tx.webhook(id);
      if (!current) return;  // removed meanwhile
      const auto notice = settle(*current, delivery, answer, ended, spread_ ? spread_() : 0.5);
      tx.put_webhook(*current);
      tx.update_delivery(delivery);
      goes_on = delivery.state == DeliveryState::kDelivered;
      if (notice) report.notices.push_back(*notice);
    });
    ++(goes_on ? report.delivered : report.failed);
    return goes_on;
  }

 private:
  using Next = std::pair<std::optional<Webhook>, std::optional<Delivery>>;

  Next next(const std::string& id, Instant now) {
    return store_.read<Next>([&](StoreTransaction& tx) -> Next {
      auto webhook = tx.webhook(id);
      if (!webhook || webhook->disabled_at) return {};
      if (webhook->rests_until && *webhook->rests_until > now) return {};
      return {std::move(webhook), tx.next_delivery(id)};
    });
  }

  Store& store_;
  WebhookSender& sender_;
  const std::function<Instant()>& clock_;
  const std::function<double()>& spread_;
};

}  // namespace

Result<WebhookWish> webhook_wish_from_json(std::string_view json, bool private_addresses) {
  static constexpr std::string_view kKnown[] = {"url", "events", "description", "enabled"};
  FaultLog log;
  WebhookWish wish;
  if (const auto value = parse_json(json, "", 1, log)) {
    if (const auto reader = Reader::of(*value, "", log)) {
      reader->allow_only(kKnown);
      if (reader->has("url")) {
        wish.url = reader->text("url", Need::kOptional, kLongestUrl);
        if (!may_be_told(*wish.url, private_addresses))
          reader->fault("WEBHOOK-002", "url", "no address that may be told",
                        "use https to a host on the open net, without login and fragment");
      }
      wish.events = events_of(*reader);
      if (reader->has("description"))
        wish.description = reader->text("description", Need::kOptional, 200);
      wish.enabled = reader->flag("enabled");
    }
  }
  if (!log.empty()) return std::move(log).release();
  return wish;
}

Result<Webhook> add_webhook(const WebhookWish& wish, StoreTransaction& tx, Instant now) {
  Faults faults;
  const auto missing = [&](const char* name) {
    faults.push_back({"IMPORT-004", name, "the member is missing", "say it"});
  };
  if (!wish.url) missing("url");
  if (!wish.events) missing("events");
  if (!faults.empty()) return faults;
  if (tx.webhooks().size() >= kMostWebhooks)
    return Fault{"WEBHOOK-004", "", "there are twenty webhooks already",
                 "remove one that nobody needs any more"};
  constexpr std::size_t kIdBytes = 6;
  Webhook webhook;
  webhook.id = to_hex(random_bytes(kIdBytes));
  webhook.secret = new_webhook_secret();
  webhook.created_at = now;
  apply(wish, webhook, now);
  tx.put_webhook(webhook);
  return webhook;
}

Result<Webhook> change_webhook(const std::string& id, const WebhookWish& wish, StoreTransaction& tx,
                               Instant now) {
  auto webhook = tx.webhook(id);
  if (!webhook) return Fault{"WEBHOOK-001", "", "no such webhook", "list them to see their ids"};
  apply(wish, *webhook, now);
  tx.put_webhook(*webhook);
  return *std::move(webhook);
}

std::string new_webhook_secret() {
  constexpr std::size_t kSecretBytes = 24;
  return std::string(kSecretPrefix) + base64(random_bytes(kSecretBytes));
}

std::string webhook_signature(std::string_view secret, std::string_view id,
                              std::string_view timestamp, std::string_view body) {
  const std::string key =
      base64_decoded(secret.substr(std::min(kSecretPrefix.size(), secret.size())));
  std::string text;
  text.append(id).append(".").append(timestamp).append(".").append(body);
  return "v1," + base64(hmac_sha256(key, text));
}

WebhookMessage message_of(const Delivery& delivery, const Webhook& webhook, Instant now) {
  nlohmann::ordered_json body{{"type", delivery.type},
                              {"timestamp", to_string(delivery.happened_at)},
                              {"sequence", delivery.event},
                              {"data", nlohmann::ordered_json::parse(delivery.data)}};
  WebhookMessage message;
  message.url = webhook.url;
  message.body = body.dump();
  const std::string id = fmt::format("evt_{}_{}", webhook.id, delivery.event);
  const std::string timestamp = std::to_string(now.time_since_epoch().count());
  message.headers = {
      {"webhook-id", id},
      {"webhook-timestamp", timestamp},
      {"webhook-signature", webhook_signature(webhook.secret, id, timestamp, message.body)}};
  return message;
}

std::chrono::seconds rest_after(int failures) {
  static constexpr std::array<int, 9> kSeconds{5, 30, 120, 600, 1800, 3600, 7200, 14400, 28800};
  const int step = std::clamp(failures - 1, 0, static_cast<int>(kSeconds.size()) - 1);
  return std::chrono::seconds{kSeconds[static_cast<std::size_t>(step)]};
}

WebhookReport deliver_webhooks(Store& store, WebhookSender& sender,
                               const std::function<Instant()>& clock,
                               const std::function<double()>& spread) {
  // How long one receiver may keep a pass, by a clock that no --now stops.
  constexpr std::chrono::seconds kTimeForOne{5};
  WebhookReport report;
  Round round(store, sender, clock, spread);
  const auto all =
      store.read<std::vector<Webhook>>([](StoreTransaction& tx) { return tx.webhooks(); });
  for (const Webhook& webhook : all) {
    const auto begun = std::chrono::steady_clock::now();
    while (round.step(webhook.id, report) &&
           std::chrono::steady_clock::now() - begun < kTimeForOne) {
    }
  }
  if (report.delivered + report.failed > 0)
    store.write([&](StoreTransaction& tx) { tx.forget_deliveries(clock() - kDeliveriesKept); });
  return report;
}

std::optional<Instant> next_webhook(Store& store, Instant now) {
  return store.read<std::optional<Instant>>([&](StoreTransaction& tx) -> std::optional<Instant> {
    const auto at = tx.next_delivery_at(now);
    return at ? std::optional(std::max(*at, now + std::chrono::seconds{1})) : std::nullopt;
  });
}

}  // namespace enclosure::app
