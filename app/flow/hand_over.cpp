#include "app/flow/hand_over.h"

#include <algorithm>
#include <utility>

#include "app/errors.h"
#include "app/flow/pause.h"
#include "app/store/files.h"
#include "core/hex.h"
#include "messaging/reasons.h"
#include "messaging/retry.h"

namespace enclosure::app {
namespace {

using messaging::MessageState;
using messaging::Stage;

constexpr int kMaxAttempts = 8;
/// How often an invoice mail whose fate is unknown goes out again.
constexpr int kMaxDoubts = 3;
/// Longer than any server may take for one message: connecting, the envelope, and ten minutes for
/// the last answer (RFC 5321, 4.5.3.2).
constexpr std::chrono::minutes kLease{20};

}  // namespace

std::size_t count_facts(const OrderId& order, const EmailAddress& address, StoreTransaction& tx) {
  return tx.events_of(order).size() + tx.buyer_events_of(order).size() +
         tx.buyer_events_to(address).size() + tx.invoices_of(order).size();
}

HandingOver::HandingOver(Store& store, MailTransport& transport, Instant now,
                         std::function<Instant()> clock)
    : store_(store),
      transport_(transport),
      now_(now),
      clock_(std::move(clock)),
      owner_(to_hex(random_bytes(8))) {}

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

/// In one transaction: what became of the mail before, and that this one is ours now. False where
/// it has changed since it was read.
bool HandingOver::claim(const ReadyMail& mail) {
  const auto& [order, stage] = std::tie(mail.message.plan.order, mail.message.plan.stage);
  const bool ours = store_.write<bool>([&](StoreTransaction& tx) {
    if (pending_) put(*pending_, tx);
    const auto all = tx.messages_of(order);
    const auto stored = std::find_if(all.begin(), all.end(), [&](const StoredMessage& one) {
      return one.plan.stage == mail.message.plan.stage;
    });
    const bool untouched = stored != all.end() && stored->plan.state == mail.state_before &&
                           stored->attempts + 1 == mail.message.attempts &&
                           !is_paused(tx, mail.channel) &&
                           tx.last_sent_to(mail.message.recipient_key) == mail.last_sent_at &&
                           count_facts(order, mail.composed.message.forward_path, tx) == mail.facts;
    const Instant begun_at = std::max(now_, clock_());
    if (!untouched || !tx.begin_hand_over({order, stage, mail.message.attempts, mail.channel,
                                           owner_, begun_at, begun_at + kLease}))
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

void HandingOver::hand_over(ReadyMail mail) {
  if (!claim(mail)) return;
  const messaging::ComposedMessage& composed = mail.composed.message;
  const std::string name = mail.message.plan.order.to_string() + "-" +
                           std::to_string(static_cast<int>(mail.message.plan.stage));
  try {
    pending_ = conclude(
        mail.message,
        transport_.send({composed.reverse_path, composed.forward_path}, name, composed.bytes));
  } catch (const WorldError&) {
    // Nothing was handed over: it waits until the disk has room or the server takes our mail again.
    mail.message.plan.due_at =
        now_ + messaging::retry_wait(mail.message.message_id, mail.message.attempts);
    mail.message.plan.reason = "T:no_transport";
    mail.message.plan.state = MessageState::kRetryable;
    pending_ = Settled{std::move(mail.message), "retry", HandOverEnd::kRetry};
    finish();
    throw;
  }
}

HandingOver::Settled HandingOver::conclude(StoredMessage message, const DispatchOutcome& outcome) {
  const auto next =
      messaging::retry_at(message.message_id, message.attempts, now_, message.plan.closes_at);
  HandOverEnd end = HandOverEnd::kFailed;
  message.plan.state = MessageState::kFailed;
  message.plan.reason = "T:" + outcome.detail;
  switch (outcome.kind) {
    case DispatchOutcome::Kind::kSent:
      message.sent_at = now_;
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
      if (!next || message.attempts >= kMaxAttempts) break;
      message.plan.due_at = next;
      message.plan.state = MessageState::kRetryable;
      end = HandOverEnd::kRetry;
      break;
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
  return {std::move(message), again ? "retry" : "failed", end};
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
}

void HandingOver::finish() {
  if (!pending_) return;
  store_.write([&](StoreTransaction& tx) { put(*pending_, tx); });
  pending_.reset();
}

}  // namespace enclosure::app
