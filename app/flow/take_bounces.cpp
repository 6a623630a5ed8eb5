#include "app/flow/take_bounces.h"

#include <algorithm>

#include "app/flow/buyer_events.h"
#include "app/flow/recipients.h"
#include "app/store/files.h"
#include "locales/mail_address.h"
#include "messaging/bounce/data.h"
#include "messaging/bounce/report.h"

namespace enclosure::app {
namespace {

namespace bounce = messaging::bounce;
using bounce::ReportClass;
using messaging::BuyerEvent;
using messaging::BuyerEventType;

constexpr const char* kLastReading = "bounces.read_at";
constexpr std::chrono::minutes kBetweenReadings{5};

/// Compiled in; a damaged one is a defect of the build and shows in the tests.
const bounce::Rules& rules() {
  static const bounce::Rules all = *bounce::Rules::load(bounce_data::files());
  return all;
}

/// The message that a report is about, as far as it is one of ours.
struct Found {
  OrderId order;
  std::optional<messaging::Stage> stage;
  std::string recipient_key;
};

Found find_message(const bounce::Report& report, const Shop& shop, StoreTransaction& tx) {
  Found found;
  const auto address = locales::parse_mail_address(report.recipient);
  if (address) found.recipient_key = recipient_key(*address, shop);
  std::optional<MessageKey> message = tx.message_by_id(report.message_id);
  if (message) {
    found.order = message->order;
    found.stage = message->stage;
  } else if (const auto order = OrderId::parse(report.order); order && tx.order(*order)) {
    found.order = *order;
  } else if ((message = tx.last_message_to(found.recipient_key))) {
    found.order = message->order;
    found.stage = message->stage;
  }
  if (!found.order.empty()) {  // the address as the order has it: servers may name another one
    if (const auto stored = tx.order(found.order); stored && !stored->order.buyer.email.empty())
      found.recipient_key = recipient_key(stored->order.buyer.email, shop);
  }
  return found;
}

/// Whether a mail of ours went out for `order`, or may have.
bool was_mailed(const OrderId& order, StoreTransaction& tx) {
  const auto all = tx.messages_of(order);
  return std::any_of(all.begin(), all.end(), [](const StoredMessage& message) {
    return message.sent_at || !message.message_id.empty();
  });
}

/// Whether `report` may pause a whole channel: anybody can write it, so it has to be about an order
/// that a mail of ours went out for (docs/decisions/0212).
bool may_pause(const bounce::Report& report, const Found& found, StoreTransaction& tx) {
  return report.report_class != ReportClass::kNotRegistered ||
         (!found.order.empty() && was_mailed(found.order, tx));
}

/// The event that follows from a report; nothing for a mere delay, which may still end well.
std::optional<BuyerEvent> event_of(const bounce::Report& report, const StoredBounce& stored) {
  if (stored.order.empty() || report.rule == "delayed") return std::nullopt;
  BuyerEvent event;
  event.id = *EventId::parse("bounce-" + stored.id.substr(0, 40));
  event.order = stored.order;
  event.at = stored.read_at;
  event.stage = stored.stage;
  event.detail = stored.detail;
  const bool complaint = report.rule == "complaint";
  event.type = complaint ? BuyerEventType::kOptedOut : BuyerEventType::kBounced;
  if (complaint) {
    event.stage.reset();
    return event;
  }
  const auto known = messaging::parse_bounce_class(stored.bounce_class);
  if (!known) return std::nullopt;
  event.bounce = *known;
  return event;
}

/// Whether the server says that the mailbox does not exist: by the code (RFC 3463: 5.1 addressing,
/// 5.2 mailbox), or by its words where the code says nothing else.
bool says_nobody_is_there(const bounce::Report& report) {
  if (report.report_class != ReportClass::kHard) return false;
  const std::string subject = report.status.substr(0, 4);
  return subject.empty() || subject == "5.0." || subject == "5.1." || subject == "5.2.";
}

}  // namespace

std::optional<BuyerEvent> event_of_refusal(const StoredMessage& message, std::string_view reply,
                                           Instant now) {
  if (reply.empty()) return std::nullopt;
  const bounce::Report report = bounce::read_refusal(reply, rules());
  if (!says_nobody_is_there(report)) return std::nullopt;
  BuyerEvent event;
  event.id = *EventId::parse("refused-" + sha256_hex(message.message_id).substr(0, 40));
  event.order = message.plan.order;
  event.type = BuyerEventType::kBounced;
  event.at = now;
  event.bounce = messaging::BounceClass::kHard;
  event.stage = message.plan.stage;
  event.detail = report.detail;
  return event;
}

BounceReading& BounceReading::operator+=(const BounceReading& other) {
  mails += other.mails;
  reports += other.reports;
  foreign += other.foreign;
  for (const auto& [name, count] : other.classes) classes[name] += count;
  return *this;
}

TakenBounce take_bounce(std::string_view mail, const Shop& shop, StoreTransaction& tx,
                        Instant now) {
  const bounce::Report report = bounce::read_report(mail, rules());
  const Found found =
      report.report_class == ReportClass::kNone ? Found{} : find_message(report, shop, tx);
  TakenBounce taken;
  taken.bounce = {sha256_hex(mail), now,           std::string(to_string(report.report_class)),
                  report.rule,      report.status, report.detail,
                  found.order,      found.stage,   found.recipient_key};
  taken.is_new = tx.add_bounce(taken.bounce);
  if (!taken.is_new || report.report_class == ReportClass::kNone) return taken;
  if (!may_pause(report, found, tx)) return taken;
  if (const auto event = event_of(report, taken.bounce)) record_buyer_event(*event, tx, now);
  return taken;
}

BounceReading take_bounces(const Shop& shop, Store& store, Mailbox& mailbox, Instant now) {
  BounceReading reading;
  store.write([&](StoreTransaction& tx) { tx.put_setting(kLastReading, to_string(now)); });
  const auto uid_of = [&](const std::string& name) { return sha256_hex("mailbox:" + name); };
  const auto wanted = [&](const std::string& name) {
    return store.read<bool>([&](StoreTransaction& tx) { return !tx.knows_mail(uid_of(name)); });
  };
  const auto take = [&](const std::string& name, std::string_view mail) {
    const auto taken = store.write<TakenBounce>([&](StoreTransaction& tx) {
      tx.note_mail(uid_of(name), now);
      return take_bounce(mail, shop, tx, now);
    });
    ++reading.mails;
    const bool is_report = taken.bounce.bounce_class != "none";
    if (is_report && taken.is_new) {
      ++reading.reports;
      ++reading.classes[taken.bounce.bounce_class];
      reading.foreign += taken.bounce.order.empty();
    }
    return is_report;
  };
  mailbox.read(wanted, take);
  return reading;
}

Instant next_bounce_reading(Store& store, Instant now) {
  const std::string text =
      store.read<std::string>([](StoreTransaction& tx) { return tx.setting(kLastReading); });
  const auto last = parse_instant(text);
  return last && *last <= now ? *last + kBetweenReadings : now;
}

}  // namespace enclosure::app
