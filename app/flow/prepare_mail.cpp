#include "app/flow/prepare_mail.h"

#include <algorithm>

#include "app/errors.h"
#include "app/flow/contact_facts.h"
#include "app/flow/cover_sheet.h"
#include "app/flow/enclosures.h"
#include "app/flow/policy_gate.h"
#include "app/flow/recipients.h"
#include "messaging/reasons.h"
#include "messaging/retry.h"

namespace enclosure::app {
namespace {

using messaging::MessageState;
using messaging::Stage;

/// What a hand-over needs, read in one go.
struct Case : MailCase {
  messaging::OrderHistory history;
  MailFacts facts;
};

Case read_case(const OrderId& id, const Shop& shop, StoreTransaction& tx, Instant now) {
  auto known = mail_case(id, shop, tx, now);
  if (!known)
    throw WorldError(kExitUnavailable, "order " + id.to_string() + " has messages but is gone",
                     "restore enclosure.db from a backup");
  auto history = contact_facts(known->order, tx.events_of(id), !known->invoices.empty(),
                               selection_for(known->order, shop, now), shop, tx, now);
  auto facts = mail_facts(id, recipient_key(known->order.buyer.email, shop), tx);
  return {*std::move(known), std::move(history), std::move(facts)};
}

/// One message on its way out.
class Preparing {
 public:
  explicit Preparing(DispatchRound& round)
      : round_(round), shop_(round.shop), store_(round.store), now_(round.now) {}

  /// The mail, ready to be handed over, where it is due and can be written.
  std::optional<ReadyMail> prepare(StoredMessage message) {
    const Case known = store_.read<Case>(
        [&](StoreTransaction& tx) { return read_case(message.plan.order, shop_, tx, now_); });
    if (round_.paused.contains(known.order.channel)) return std::nullopt;
    before_ = message;
    // P04 looks at what was sent, so a second mail to an address waits until the first one was.
    must_wait_ = round_.recipients.contains(recipient_key(known.order));
    if (must_wait_) return std::nullopt;
    if (message.plan.state == MessageState::kSending && !recovered(message)) return std::nullopt;
    const bool is_due =
        message.plan.state == MessageState::kSending || reconsidered(message, known);
    if (!is_due || round_.is_way_shut) return std::nullopt;
    if (message.plan.state != MessageState::kSending && !has_its_turn(message, known))
      return std::nullopt;
    return composed(std::move(message), known);
  }

  /// Whether it was left as it is until the mails that are ready have left.
  [[nodiscard]] bool must_wait() const { return must_wait_; }
  [[nodiscard]] const DispatchReport& report() const { return report_; }

 private:
  /// A message that was being handed over: while the lease runs, by another process. Then nobody
  /// knows whether it went out; where the same again is harmless it is simply sent. False: nothing
  /// is to be done with it now.
  bool recovered(StoredMessage& message) {
    const auto& [order, stage] = std::tie(message.plan.order, message.plan.stage);
    bool goes = false;
    store_.write([&](StoreTransaction& tx) {
      if (!is_as_read(tx)) return;
      const auto open = tx.open_hand_over(order, stage);
      if (open && open->leased_until > std::max(now_, round_.clock())) return;
      tx.end_hand_over(order, stage, HandOverEnd::kUnknown);
      goes = true;
      if (round_.transport.is_idempotent()) return;
      HandingOver::doubt(message, tx.unknown_hand_overs(order, stage) - 1, now_);
      goes = message.plan.state == MessageState::kRetryable;
      message.updated_at = now_;
      put(message, goes ? "retry" : "failed", tx);
      ++(goes ? report_.retried : report_.failed);
    });
    return goes;
  }

  /// P06: moved to the next moment that the channel's pace leaves, unless its window closes.
  bool has_its_turn(StoredMessage& message, const Case& known) {
    messaging::Pace& pace = round_.pace_of(known.order.channel);
    const Instant turn = pace.next(now_);
    const bool too_late = message.plan.closes_at && turn > *message.plan.closes_at;
    if (!too_late) pace.take(turn);
    if (turn <= now_) return true;
    message.plan.due_at = turn;
    message.plan.reason = std::string(messaging::reason::kThrottled);
    if (too_late) {
      report_.suppressed += settle(message, MessageState::kCancelled, "suppressed");
    } else {
      report_.moved += save(message, "moved");
    }
    return false;
  }

  /// Plans again with what is known now; true when the message is due and may go.
  bool reconsidered(StoredMessage& message, const Case& known) {
    if (message.plan.state == MessageState::kRetryable && message.plan.due_at &&
        *message.plan.due_at > now_)
      return false;
    auto before = message.plan;
    message.plan =
        messaging::reconsider(before, known.order, known.history, shop_.config.messages, now_);
    // What was held until its window closed says what held it, not that it came too late.
    const bool was_held = before.reason.starts_with("F:") || before.reason.starts_with("T:") ||
                          before.reason.ends_with(":refused");
    if (was_held && message.plan.reason == messaging::reason::kWindowClosed)
      message.plan.reason = before.reason;
    if (message.plan.state == MessageState::kCancelled) {
      if (!(message.plan == before))
        report_.suppressed += settle(message, MessageState::kCancelled, "suppressed");
      return false;
    }
    if (before.state == MessageState::kCancelled) {
      if (!revived(message)) return false;
      before = message.plan;
    }
    if (message.plan.due_at && *message.plan.due_at <= now_) keep_one_a_day(message, known);
    const bool due = message.plan.due_at && *message.plan.due_at <= now_ &&
                     message.plan.state != MessageState::kCancelled;
    if (!due && !(message.plan == before) && message.plan.state != MessageState::kCancelled) {
      report_.moved += save(message, "moved");
    }
    return due;
  }

  /// What it was cancelled for has come: it stands in the plan again. False where somebody was
  /// faster.
  bool revived(StoredMessage& message) {
    if (!save(message, "revived")) return false;
    ++report_.revived;
    return true;
  }

  /// P04: at most one message per address and day; the later one moves, unless its window closes.
  void keep_one_a_day(StoredMessage& message, const Case& known) {
    message.recipient_key = recipient_key(known.order);
    message.plan = messaging::keep_one_a_day(message.plan, known.facts.last_sent_at, known.order,
                                             shop_.config.messages, now_);
    if (message.plan.state != MessageState::kCancelled) return;
    report_.suppressed += settle(message, MessageState::kCancelled, "suppressed");
  }

  std::string recipient_key(const Order& order) const {
    return app::recipient_key(order.buyer.email, shop_);
  }

  /// The whole mail and all its files in the archive, not yet synced.
  std::optional<ReadyMail> composed(StoredMessage message, const Case& known) {
    auto mail = compose_message(message.plan, known, shop_, now_);
    if (!mail) {
      hold(std::move(message), mail.faults());
      return std::nullopt;
    }
    if (!passes_gate(message, *mail, known)) return std::nullopt;
    ReadyMail ready{std::move(message),
                    before_.plan.state,
                    known.facts,
                    known.order.channel,
                    *std::move(mail),
                    {},
                    {}};
    ready.may_leave = time_of(ready.message.plan, known);
    ++ready.message.attempts;
    ready.message.message_id = ready.composed.message.message_id;
    ready.message.recipient_key = recipient_key(known.order);
    ready.message.eml_sha256 = shop_.archive().put_unsynced(ready.composed.message.bytes);
    ready.message.plan.state = MessageState::kSending;
    ready.message.updated_at = now_;
    ready.kept = keep_new(ready.composed, known);
    round_.recipients.insert(ready.message.recipient_key);
    return ready;
  }

  /// When the message may leave, with all that is known now: mails before it may take long.
  std::function<bool(Instant)> time_of(messaging::PlannedMessage plan, const Case& known) {
    return [plan = std::move(plan), order = known.order, history = known.history,
            &policy = shop_.config.messages, composed_at = now_](Instant moment) {
      if (moment <= composed_at || plan.state == MessageState::kSending) return true;
      return messaging::is_due(messaging::reconsider(plan, order, history, policy, moment), moment);
    };
  }

  /// What the rules for messages refuse is not handed over; it waits to be mended, as long as its
  /// window is open.
  bool passes_gate(StoredMessage& message, const ComposedMail& composed, const Case& known) {
    const GateAnswer answer = ask_gate(composed, message.plan, known, shop_);
    if (!answer.warned.empty()) {
      store_.write([&](StoreTransaction& tx) {
        tx.log({message.plan.order, message.plan.stage, now_, "warned", answer.warned});
      });
    }
    if (answer.refused.empty()) return true;
    ++message.attempts;
    message.plan.due_at =
        now_ + messaging::retry_wait(message.plan.order.to_string(), message.attempts);
    message.plan.reason = answer.refused;
    report_.retried += settle(message, MessageState::kRetryable, "refused");
    return false;
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
      shop_.archive().put_unsynced(one.bytes);
      kept.push_back(one.kept);
    }
    return kept;
  }

  /// What cannot be composed now waits for the seller to mend it, as long as its window is open.
  void hold(StoredMessage message, const Faults& faults) {
    ++message.attempts;
    message.plan.due_at =
        now_ + messaging::retry_wait(message.plan.order.to_string(), message.attempts);
    message.plan.reason = "F:" + faults.front().code;
    report_.retried += settle(message, MessageState::kRetryable, "retry");
  }

  bool settle(StoredMessage& message, MessageState state, const std::string& decision) {
    message.plan.state = state;
    return save(message, decision);
  }

  /// False, and nothing is written, where another process has taken up the message since it was
  /// read.
  bool save(StoredMessage& message, const std::string& decision) {
    message.updated_at = now_;
    bool written = false;
    store_.write([&](StoreTransaction& tx) {
      written = is_as_read(tx);
      if (written) put(message, decision, tx);
    });
    return written;
  }

  [[nodiscard]] bool is_as_read(StoreTransaction& tx) const {
    const auto all = tx.messages_of(before_.plan.order);
    return std::any_of(all.begin(), all.end(), [&](const StoredMessage& one) {
      return one.plan == before_.plan && one.attempts == before_.attempts;
    });
  }

  void put(const StoredMessage& message, const std::string& decision, StoreTransaction& tx) {
    before_ = message;
    tx.update_message(message);
    tx.log({message.plan.order, message.plan.stage, now_, decision, message.plan.reason});
  }

  DispatchRound& round_;
  const Shop& shop_;
  Store& store_;
  Instant now_;
  StoredMessage before_;  ///< as it stands in the store, as far as this pass knows
  bool must_wait_ = false;
  DispatchReport report_;
};

}  // namespace

messaging::Pace& DispatchRound::pace_of(Channel channel) {
  const auto found = paces.find(channel);
  if (found != paces.end()) return found->second;
  const messaging::Throttle& limits = shop.config.mail.of(channel).throttle;
  return store.read<std::reference_wrapper<messaging::Pace>>([&](StoreTransaction& tx) {
    const bool any = limits.limits_anything();
    return std::ref(
        paces
            .emplace(channel,
                     messaging::Pace(limits,
                                     any ? tx.hand_overs_since(channel, now - std::chrono::days{1})
                                         : std::vector<Instant>{},
                                     any ? tx.first_hand_over(channel) : std::nullopt))
            .first->second);
  });
}

Prepared prepare_mail(DispatchRound& round, const StoredMessage& message) {
  Preparing preparing(round);
  Prepared prepared;
  prepared.mail = preparing.prepare(message);
  prepared.must_wait = preparing.must_wait();
  prepared.report = preparing.report();
  return prepared;
}

}  // namespace enclosure::app
