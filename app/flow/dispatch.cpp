#include "app/flow/dispatch.h"

#include <algorithm>
#include <set>

#include "app/errors.h"
#include "app/flow/contact_facts.h"
#include "app/flow/cover_sheet.h"
#include "app/flow/enclosures.h"
#include "app/flow/pause.h"
#include "app/store/files.h"
#include "core/text.h"
#include "messaging/reasons.h"

namespace enclosure::app {
namespace {

using messaging::MessageState;
using messaging::Stage;

constexpr int kMaxAttempts = 8;

/// Later with each attempt: 5 minutes, 10, 20, … at most 6 hours.
std::chrono::seconds backoff(int attempts) {
  const auto wait = std::chrono::minutes{5} * (1 << std::min(attempts, 7));
  return std::min<std::chrono::seconds>(wait, std::chrono::hours{6});
}

/// What a hand-over needs, read in one go.
struct Case : MailCase {
  messaging::OrderHistory history;
};

Case read_case(const OrderId& id, const Shop& shop, StoreTransaction& tx, Instant now) {
  auto known = mail_case(id, shop, tx, now);
  if (!known)
    throw WorldError(kExitUnavailable, "order " + id.to_string() + " has messages but is gone",
                     "restore enclosure.db from a backup");
  auto history = contact_facts(known->order, tx.events_of(id), !known->invoices.empty(),
                               selection_for(known->order, shop, now), shop, tx, now);
  return {*std::move(known), std::move(history)};
}

/// One message on its way out.
class Dispatch {
 public:
  Dispatch(const Shop& shop, Store& store, MailTransport& transport,
           const std::set<Channel>& paused, Instant now)
      : shop_(shop), store_(store), transport_(transport), paused_(paused), now_(now) {}

  DispatchReport run(StoredMessage message) {
    const Case known = store_.read<Case>(
        [&](StoreTransaction& tx) { return read_case(message.plan.order, shop_, tx, now_); });
    if (paused_.contains(known.order.channel)) return report_;
    if (message.plan.state == MessageState::kSending) return recover(std::move(message), known);
    if (!reconsidered(message, known)) return report_;
    deliver(std::move(message), known);
    return report_;
  }

 private:
  /// A message that was being handed over when the program died.
  DispatchReport recover(StoredMessage message, const Case& known) {
    if (transport_.is_idempotent()) {
      deliver(std::move(message), known);
    } else {
      message.plan.reason = "T:outcome_unknown";
      settle(message, MessageState::kFailed, "failed");
      ++report_.failed;
    }
    return report_;
  }

  /// Plans again with what is known now; true when the message is due and may go.
  bool reconsidered(StoredMessage& message, const Case& known) {
    if (message.plan.state == MessageState::kRetryable && message.plan.due_at &&
        *message.plan.due_at > now_)
      return false;
    const auto before = message.plan;
    message.plan =
        messaging::reconsider(before, known.order, known.history, shop_.config.messages, now_);
    if (message.plan.state == MessageState::kCancelled) {
      settle(message, MessageState::kCancelled, "suppressed");
      ++report_.suppressed;
      return false;
    }
    if (message.plan.due_at && *message.plan.due_at <= now_) keep_one_a_day(message, known);
    const bool due = message.plan.due_at && *message.plan.due_at <= now_ &&
                     message.plan.state != MessageState::kCancelled;
    if (!due && !(message.plan == before) && message.plan.state != MessageState::kCancelled) {
      save(message, "moved");
      ++report_.moved;
    }
    return due;
  }

  /// P04: at most one message per address and day; the later one moves, unless its window closes.
  void keep_one_a_day(StoredMessage& message, const Case& known) {
    message.recipient_key = recipient_key(known.order);
    const auto last = store_.read<std::optional<Instant>>(
        [&](StoreTransaction& tx) { return tx.last_sent_to(message.recipient_key); });
    message.plan =
        messaging::keep_one_a_day(message.plan, last, known.order, shop_.config.messages, now_);
    if (message.plan.state != MessageState::kCancelled) return;
    settle(message, MessageState::kCancelled, "suppressed");
    ++report_.suppressed;
  }

  std::string recipient_key(const Order& order) const {
    return sha256_hex(
        hmac_sha256(shop_.link_key, "recipient:" + to_lower_ascii(order.buyer.email.to_string())));
  }

  void deliver(StoredMessage message, const Case& known) {
    auto composed = compose_message(message.plan, known, shop_, now_);
    if (!composed) {
      hold(std::move(message), composed.faults());
      return;
    }
    ++message.attempts;
    message.message_id = composed->message.message_id;
    message.recipient_key = recipient_key(known.order);
    message.eml_sha256 = shop_.archive().put(composed->message.bytes);
    message.plan.state = MessageState::kSending;
    save_attempt(message, keep_new(*composed, known), composed->notes);
    hand_over(std::move(message), composed->message);
  }

  using Kept = std::vector<KeptEnclosure>;

  /// The rows that this attempt adds to those that are there.
  Kept keep_new(const ComposedMail& composed, const Case& known) {
    if (known.kept.empty()) return keep(composed.enclosures);
    if (!composed.drops_kept_sheet) return {};
    const auto& all = composed.enclosures;
    const bool has_sheet = !all.empty() && all.back().kept.kind == kCoverSheetKind;
    return has_sheet ? keep({all.back()}) : Kept{withdrawn(known.kept.back())};
  }

  /// Puts the files into the archive before a row names them.
  Kept keep(const std::vector<LoadedEnclosure>& enclosures) {
    Kept kept;
    for (const LoadedEnclosure& one : enclosures) {
      shop_.archive().put(one.bytes);
      kept.push_back(one.kept);
    }
    return kept;
  }

  void hand_over(StoredMessage message, const messaging::ComposedMessage& composed) {
    const std::string name =
        message.plan.order.to_string() + "-" + std::to_string(static_cast<int>(message.plan.stage));
    DispatchOutcome outcome;
    try {
      outcome =
          transport_.send({composed.reverse_path, composed.forward_path}, name, composed.bytes);
    } catch (const WorldError&) {
      // Nothing was handed over: it waits until the disk has room or the server takes our mail
      // again.
      message.plan.due_at = now_ + backoff(message.attempts);
      message.plan.reason = "T:no_transport";
      settle(message, MessageState::kRetryable, "retry");
      throw;
    }
    conclude(std::move(message), outcome);
  }

  /// What cannot be composed now waits for the seller to mend it, as long as its window is open.
  void hold(StoredMessage message, const Faults& faults) {
    ++message.attempts;
    message.plan.due_at = now_ + backoff(message.attempts);
    message.plan.reason = "F:" + faults.front().code;
    settle(message, MessageState::kRetryable, "retry");
    ++report_.retried;
  }

  void conclude(StoredMessage message, const DispatchOutcome& outcome) {
    switch (outcome.kind) {
      case DispatchOutcome::Kind::kSent:
        message.sent_at = now_;
        message.plan.reason.clear();
        settle(message, MessageState::kSent, "sent");
        ++report_.sent;
        return;
      case DispatchOutcome::Kind::kRetryAt:
        message.plan.due_at = now_ + backoff(message.attempts);
        message.plan.reason = "T:" + outcome.detail;
        if (message.attempts >= kMaxAttempts) break;
        settle(message, MessageState::kRetryable, "retry");
        ++report_.retried;
        return;
      case DispatchOutcome::Kind::kRefused:
        message.plan.reason = "T:" + outcome.detail;
        break;
      case DispatchOutcome::Kind::kUnknown:
        message.plan.reason = "T:outcome_unknown";
        break;
    }
    settle(message, MessageState::kFailed, "failed");
    ++report_.failed;
  }

  void settle(StoredMessage& message, MessageState state, const std::string& decision) {
    message.plan.state = state;
    save(message, decision);
  }

  void save(StoredMessage& message, const std::string& decision) {
    message.updated_at = now_;
    store_.write([&](StoreTransaction& tx) { put(message, decision, tx); });
  }

  /// What goes out, before it goes.
  void save_attempt(StoredMessage& message, const Kept& kept, const KeptNotes& notes) {
    message.updated_at = now_;
    store_.write([&](StoreTransaction& tx) {
      const auto& [order, stage] = std::tie(message.plan.order, message.plan.stage);
      put(message, "sending", tx);
      tx.keep_enclosures(order, stage, kept, now_);
      if (stage == Stage::kDocuments) tx.keep_notes(order, stage, message.attempts, notes, now_);
    });
  }

  void put(const StoredMessage& message, const std::string& decision, StoreTransaction& tx) {
    tx.update_message(message);
    tx.log({message.plan.order, message.plan.stage, now_, decision, message.plan.reason});
  }

  const Shop& shop_;
  Store& store_;
  MailTransport& transport_;
  const std::set<Channel>& paused_;
  Instant now_;
  DispatchReport report_;
};

std::set<Channel> paused_channels(Store& store) {
  return store.read<std::set<Channel>>([](StoreTransaction& tx) {
    std::set<Channel> paused;
    for (const Channel channel : {Channel::kAmazon, Channel::kShop}) {
      if (pause_of(tx, channel)) paused.insert(channel);
    }
    return paused;
  });
}

}  // namespace

DispatchReport& DispatchReport::operator+=(const DispatchReport& other) {
  sent += other.sent;
  moved += other.moved;
  suppressed += other.suppressed;
  retried += other.retried;
  failed += other.failed;
  return *this;
}

DispatchReport dispatch_due(const Shop& shop, Store& store, MailTransport& transport,
                            std::optional<Instant> since, Instant now) {
  DispatchReport report;
  if (is_paused(store)) return report;
  const auto paused = paused_channels(store);
  const auto open = store.read<std::vector<StoredMessage>>(
      [&](StoreTransaction& tx) { return tx.messages_to_look_at(since, now); });
  for (const StoredMessage& message : open) {
    report += Dispatch(shop, store, transport, paused, now).run(message);
  }
  return report;
}

std::optional<Instant> next_due(Store& store, Instant now) {
  return store.read<std::optional<Instant>>([&](StoreTransaction& tx) {
    const auto event = tx.next_event_after(now);
    const auto message = tx.next_message_moment_after(now);
    return event && message ? std::min(event, message) : (event ? event : message);
  });
}

std::string explain_message_reason(const std::string& code) {
  if (code == "T:outcome_unknown") {
    return "The program ended while the message was being handed over, and nobody knows whether it "
           "went out; it is not sent again by itself.";
  }
  if (code == "T:no_transport")
    return "The way out was shut: no room on the disk, or the server refuses this sender.";
  if (code.starts_with("T:")) return "The mail server answered: " + code.substr(2);
  if (code.starts_with("F:"))
    return "The message cannot be written: fault " + code.substr(2) +
           "; `enclosure why ORDER` and `enclosure doctor` tell more.";
  return messaging::explain_reason(code);
}

bool is_paused(Store& store) {
  return store.read<bool>(
      [](StoreTransaction& tx) { return tx.setting("dispatcher") == "paused"; });
}

}  // namespace enclosure::app
