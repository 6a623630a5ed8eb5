#include "app/flow/hand_over.h"

#include <algorithm>
#include <utility>

#include "app/errors.h"
#include "app/flow/buyer_events.h"
#include "app/flow/pause.h"
#include "app/flow/take_bounces.h"
#include "app/store/files.h"
#include "core/hex.h"
#include "messaging/reasons.h"
#include "messaging/retry.h"

namespace enclosure::app {
namespace {

using messaging::MessageState;
using messaging::Stage;

/// Of temporary refusals, where no window ends the trying.
constexpr int kMaxRefusals = 8;
/// What the log calls a message that waits for the way out: no attempt of its own.
constexpr const char* kHeldBack = "held";
constexpr const char* kNoTransport = "T:no_transport";
/// How often an invoice mail whose fate is unknown goes out again.
constexpr int kMaxDoubts = 3;
/// Longer than any server may take for one message: connecting, the envelope, and ten minutes for
/// the last answer (RFC 5321, 4.5.3.2).
constexpr std::chrono::minutes kLease{20};

}  // namespace

MailFacts mail_facts(const OrderId& order, const std::string& recipient_key, StoreTransaction& tx) {
  MailFacts facts;
  auto stored = tx.order(order);
  if (!stored) return facts;
  const EmailAddress& address = stored->order.buyer.email;
  facts.happened = tx.events_of(order).size() + tx.buyer_events_of(order).size() +
                   tx.buyer_events_to(address).size() + tx.invoices_of(order).size();
  for (const messaging::Block& block : tx.blocks_of(stored->order))
    facts.blocked = std::max(facts.blocked, block.reach);
  facts.last_sent_at = tx.last_sent_to(recipient_key, order);
  facts.order = std::move(stored->order);
  return facts;
}

HandingOver::HandingOver(Store& store, MailTransport& transport, Instant now,
                         std::function<Instant()> clock)
    : store_(store),
      transport_(transport),
      now_(now),
      clock_(std::move(clock)),
      owner_(to_hex(random_bytes(8))),
      shut_(store.read<std::optional<ShutWay>>([](StoreTransaction& tx) { return shut_way(tx); })) {
}

HandingOver::~HandingOver() {
  try {
    finish();
  } catch (const std::exception&) {  // then nobody knows, once its lease has run out
  }
}

void HandingOver::doubt(StoredMessage& message, int times_before, Instant next) {
  const bool again = message.plan.stage == Stage::kDocuments && times_before < kMaxDoubts;
  message.plan.state = again ? MessageState::kRetryable : MessageState::kFailed;
  message.plan.reason = again ? "T:in_doubt" : "T:outcome_unknown";
  if (again) message.plan.due_at = next;
}

/// Whether nothing has happened to the message since it was read.
bool HandingOver::is_untouched(const ReadyMail& mail, StoreTransaction& tx) const {
  const OrderId& order = mail.message.plan.order;
  const auto all = tx.messages_of(order);
  const auto stored = std::find_if(all.begin(), all.end(), [&](const StoredMessage& one) {
    return one.plan.stage == mail.message.plan.stage;
  });
  return stored != all.end() && stored->plan.state == mail.state_before &&
         stored->attempts + 1 == mail.message.attempts && !is_paused(tx, mail.channel) &&
         mail_facts(order, mail.message.recipient_key, tx) == mail.facts;
}

/// Asked before the message is begun: a way that is shut is no attempt of it, and counts for no
/// pace (P06).
bool HandingOver::reaches_the_other_side(const ReadyMail& mail) {
  std::string why;
  try {
    why = transport_.why_unreachable();
  } catch (const WorldError& error) {
    wait_untried(mail, kNoTransport, error.what());
    throw;
  }
  if (!why.empty()) wait_untried(mail, "T:" + why, why);
  return why.empty();
}

void HandingOver::wait_untried(const ReadyMail& mail, const std::string& reason,
                               const std::string& detail) {
  finish();
  Settled held = held_back(mail.message, reason, detail);
  --held.message.attempts;
  held.message.updated_at = now_;
  store_.write([&](StoreTransaction& tx) {
    put_way(held, tx);
    if (!is_untouched(mail, tx)) return;
    tx.update_message(held.message);
    tx.log({held.message.plan.order, held.message.plan.stage, now_, held.decision, reason});
  });
}

/// In one transaction: what became of the mail before, and that this one is ours now. False where
/// it has changed since it was read, or its time is over.
bool HandingOver::claim(const ReadyMail& mail) {
  const auto& [order, stage] = std::tie(mail.message.plan.order, mail.message.plan.stage);
  const bool ours = store_.write<bool>([&](StoreTransaction& tx) {
    if (pending_) put(*pending_, tx);
    look_at_the_clock();  // it may have waited for its turn to write
    if (!mail.may_leave(now_) || !is_untouched(mail, tx) ||
        !tx.begin_hand_over(
            {order, stage, mail.message.attempts, mail.channel, owner_, now_, now_ + kLease}))
      return false;
    tx.update_message(mail.message);
    tx.log({order, stage, now_, "sending", mail.message.plan.reason});
    tx.keep_enclosures(order, stage, mail.kept, now_);
    if (stage == Stage::kDocuments)
      tx.keep_notes(order, stage, mail.message.attempts, mail.composed.notes, now_);
    return true;
  });
  pending_.reset();
  return ours;
}

bool HandingOver::hand_over(ReadyMail mail) {
  look_at_the_clock();
  if (!reaches_the_other_side(mail)) return true;
  if (!claim(mail)) return false;
  const Instant left_at = now_;
  const messaging::ComposedMessage& composed = mail.composed.message;
  const std::string name = mail.message.plan.order.to_string() + "-" +
                           std::to_string(static_cast<int>(mail.message.plan.stage));
  DispatchOutcome outcome;
  try {
    outcome = transport_.send({composed.reverse_path, composed.forward_path}, name, composed.bytes);
  } catch (const WorldError& error) {
    // Nothing was handed over: it waits until the disk has room or the server takes our mail again.
    pending_ = held_back(std::move(mail.message), kNoTransport, error.what());
    finish();
    throw;
  }
  look_at_the_clock();
  pending_ = conclude(std::move(mail.message), outcome, left_at);
  return true;
}

/// The way is shut, which says nothing of this message: it waits, as long as its window is open.
HandingOver::Settled HandingOver::held_back(StoredMessage message, const std::string& reason,
                                            const std::string& detail) {
  is_way_shut_ = true;
  ++report_.retried;
  const Instant since = shut_ ? std::min(shut_->since, now_) : now_;
  message.plan.due_at = now_ + messaging::way_wait(message.message_id, now_ - since);
  message.plan.reason = reason;
  message.plan.state = MessageState::kRetryable;
  return {std::move(message), kHeldBack, HandOverEnd::kRetry, {}, detail};
}

/// How often a server refused `message` for a time: what was held back by the way does not count.
int HandingOver::refusals_of(const StoredMessage& message) {
  return store_.read<int>([&](StoreTransaction& tx) {
    const auto log = tx.log_of(message.plan.order);
    return static_cast<int>(
        std::count_if(log.begin(), log.end(), [&](const MessageLogEntry& entry) {
          return entry.stage == message.plan.stage && entry.decision == "retry" &&
                 entry.reason.starts_with("T:");
        }));
  });
}

HandingOver::Settled HandingOver::conclude(StoredMessage message, const DispatchOutcome& outcome,
                                           Instant left_at) {
  if (outcome.kind == DispatchOutcome::Kind::kNoWay)
    return held_back(std::move(message), "T:" + outcome.detail, outcome.detail);
  const bool goes_again = outcome.kind == DispatchOutcome::Kind::kRetryAt ||
                          outcome.kind == DispatchOutcome::Kind::kUnknown;
  const int refusals = goes_again ? refusals_of(message) + 1 : 0;
  const auto next = messaging::retry_at(message.message_id, refusals, now_, message.plan.closes_at);
  HandOverEnd end = HandOverEnd::kFailed;
  message.plan.state = MessageState::kFailed;
  message.plan.reason = "T:" + outcome.detail;
  switch (outcome.kind) {
    case DispatchOutcome::Kind::kSent:
      message.sent_at = left_at;
      message.plan.reason.clear();
      message.plan.state = MessageState::kSent;
      ++report_.sent;
      return {std::move(message), "sent", HandOverEnd::kSent};
    case DispatchOutcome::Kind::kShadow:
      message.plan.reason = std::string(messaging::reason::kShadow);
      message.plan.state = MessageState::kCancelled;
      ++report_.shadowed;
      return {std::move(message), "shadow", HandOverEnd::kSent};
    case DispatchOutcome::Kind::kRetryAt:
      if (!next || (!message.plan.closes_at && refusals >= kMaxRefusals)) break;
      message.plan.due_at = next;
      message.plan.state = MessageState::kRetryable;
      end = HandOverEnd::kRetry;
      break;
    case DispatchOutcome::Kind::kNoWay:
    case DispatchOutcome::Kind::kRefused:
      break;
    case DispatchOutcome::Kind::kUnknown: {
      const int before = store_.read<int>([&](StoreTransaction& tx) {
        return tx.unknown_hand_overs(message.plan.order, message.plan.stage);
      });
      doubt(message, next ? before : kMaxDoubts, next.value_or(now_));
      end = HandOverEnd::kUnknown;
      break;
    }
  }
  const bool again = message.plan.state == MessageState::kRetryable;
  ++(again ? report_.retried : report_.failed);
  return {std::move(message), again ? "retry" : "failed", end, outcome.recipient_refusal};
}

/// Where our lease ran out while the mail was on its way, another process may have taken the
/// message up: then it is theirs, and only that it was sent after all still counts.
bool HandingOver::is_still_ours(const Settled& settled, StoreTransaction& tx) const {
  const auto& [order, stage] = std::tie(settled.message.plan.order, settled.message.plan.stage);
  if (const auto open = tx.open_hand_over(order, stage)) return open->owner == owner_;
  const auto all = tx.messages_of(order);
  const bool was_sent = std::any_of(all.begin(), all.end(), [&](const StoredMessage& one) {
    return one.plan.stage == settled.message.plan.stage && one.plan.state == MessageState::kSent;
  });
  return settled.end == HandOverEnd::kSent && !was_sent;
}

void HandingOver::put(const Settled& settled, StoreTransaction& tx) {
  StoredMessage message = settled.message;
  message.updated_at = now_;
  if (is_still_ours(settled, tx)) {
    tx.update_message(message);
    tx.end_hand_over(message.plan.order, message.plan.stage, settled.end);
  }
  tx.log({message.plan.order, message.plan.stage, now_, settled.decision, message.plan.reason});
  put_way(settled, tx);
  if (const auto event = event_of_refusal(message, settled.recipient_refusal, now_))
    record_buyer_event(*event, tx, now_);
}

/// What the hand-over showed of the way: one that was shut and answers again is open.
void HandingOver::put_way(const Settled& settled, StoreTransaction& tx) const {
  if (!settled.shut_by.empty()) {
    note_shut(tx, now_, settled.shut_by);
  } else if (shut_ && settled.end != HandOverEnd::kUnknown) {
    note_open(tx);
  }
}

void HandingOver::finish() {
  if (!pending_) return;
  store_.write([&](StoreTransaction& tx) { put(*pending_, tx); });
  pending_.reset();
}

}  // namespace enclosure::app
