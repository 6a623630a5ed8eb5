#include "app/flow/dispatch.h"

#include <algorithm>
#include <deque>
#include <set>

#include "app/flow/hand_over.h"
#include "app/flow/pause.h"
#include "app/flow/policy_gate.h"
#include "app/flow/prepare_mail.h"
#include "messaging/reasons.h"

namespace enclosure::app {
namespace {

using messaging::MessageState;
using messaging::Stage;

/// So many mails are composed and archived together, with one wait for the disk.
constexpr std::size_t kMailsInAGroup = 16;

std::set<Channel> paused_channels(Store& store) {
  return store.read<std::set<Channel>>([](StoreTransaction& tx) {
    std::set<Channel> paused;
    for (const Channel channel : {Channel::kAmazon, Channel::kShop}) {
      if (pause_of(tx, channel)) paused.insert(channel);
    }
    return paused;
  });
}

/// Takes the first of `open` that make a group: no order twice, so that what became of one message
/// is known when the next one is looked at.
std::vector<StoredMessage> next_group(std::deque<StoredMessage>& open) {
  std::vector<StoredMessage> group;
  std::set<OrderId> orders;
  while (!open.empty() && group.size() < kMailsInAGroup &&
         orders.insert(open.front().plan.order).second) {
    group.push_back(std::move(open.front()));
    open.pop_front();
  }
  return group;
}

/// A message as it stands now, unless another process has taken it up or settled it.
std::optional<StoredMessage> still_open(const OrderId& order, Stage stage, Store& store) {
  const auto all = store.read<std::vector<StoredMessage>>(
      [&](StoreTransaction& tx) { return tx.messages_of(order); });
  const auto found = std::find_if(all.begin(), all.end(), [&](const StoredMessage& one) {
    return one.plan.stage == stage && (one.plan.state == MessageState::kScheduled ||
                                       one.plan.state == MessageState::kRetryable);
  });
  return found == all.end() ? std::nullopt : std::optional(*found);
}

/// Composes what is due of the next ones of `open`, then hands it over. What changed while the
/// mails before it left is looked at once more in this pass.
void dispatch_group(DispatchRound& round, std::deque<StoredMessage>& open, HandingOver& handing,
                    DispatchReport& report) {
  std::vector<ReadyMail> ready;
  std::vector<StoredMessage> waiting;
  round.recipients.clear();
  round.now = std::max(round.now, round.clock());
  for (const StoredMessage& message : next_group(open)) {
    Prepared prepared = prepare_mail(round, message);
    if (prepared.mail) ready.push_back(*std::move(prepared.mail));
    if (prepared.must_wait) waiting.push_back(message);
    report += prepared.report;
  }
  open.insert(open.begin(), waiting.begin(), waiting.end());
  if (ready.empty()) return;
  round.shop.archive().sync();
  for (ReadyMail& mail : ready) {
    const auto message = std::pair(mail.message.plan.order, mail.message.plan.stage);
    if (handing.is_way_shut() || handing.hand_over(std::move(mail))) continue;
    if (!round.looked_at_again.insert(message).second) continue;
    if (auto again = still_open(message.first, message.second, round.store))
      open.push_front(*std::move(again));
  }
  handing.finish();
  round.is_way_shut = handing.is_way_shut();
}

}  // namespace

DispatchReport& DispatchReport::operator+=(const DispatchReport& other) {
  sent += other.sent;
  moved += other.moved;
  suppressed += other.suppressed;
  revived += other.revived;
  retried += other.retried;
  failed += other.failed;
  shadowed += other.shadowed;
  return *this;
}

DispatchReport dispatch_due(const Shop& shop, Store& store, MailTransport& transport,
                            std::optional<Instant> since, Instant now,
                            const std::function<Instant()>& clock) {
  DispatchReport report;
  if (is_paused(store)) return report;
  if (take_resumed(store)) since.reset();
  const auto found = store.read<std::vector<StoredMessage>>(
      [&](StoreTransaction& tx) { return tx.messages_to_look_at(since, now); });
  std::deque<StoredMessage> open(found.begin(), found.end());
  DispatchRound round{shop,
                      store,
                      transport,
                      now,
                      clock ? clock : [now] { return now; },
                      {},
                      {},
                      paused_channels(store)};
  HandingOver handing(store, transport, now, round.clock);
  while (!open.empty()) dispatch_group(round, open, handing, report);
  transport.rest();
  return report += handing.report();
}

std::optional<Instant> next_due(Store& store, Instant now) {
  return store.read<std::optional<Instant>>([&](StoreTransaction& tx) {
    const auto event = tx.next_event_after(now);
    const auto message = tx.next_message_moment_after(now);
    const auto lease = tx.next_lease_end_after(now);
    std::optional<Instant> next;
    for (const auto& moment : {event, message, lease}) {
      if (moment && (!next || *moment < *next)) next = moment;
    }
    return next;
  });
}

std::string explain_message_reason(const std::string& code) {
  if (code == "T:outcome_unknown") {
    return "The program or the connection ended while the message was being handed over, and "
           "nobody knows whether it went out; it is not sent again by itself.";
  }
  if (code == "T:in_doubt") {
    return "Nobody knows whether the message went out; as it carries an invoice it is sent again, "
           "with the same Message-ID.";
  }
  if (code == "T:no_transport")
    return "The way out was shut: no room on the disk, or the server refuses the account or "
           "the sender (mail.from); nothing is lost, `enclosure doctor` tells more.";
  if (code.starts_with("B:"))
    return "A report about the mail came back: " + code.substr(2) + " (docs/bounces.md).";
  if (const bool is_reply = code.size() > 2 && code[2] >= '2' && code[2] <= '5';
      code.starts_with("T:"))
    return (is_reply ? "The mail server answered: " : "The mail could not be handed over: ") +
           code.substr(2);
  if (code.starts_with("F:"))
    return "The message cannot be written: fault " + code.substr(2) +
           "; `enclosure why ORDER` and `enclosure doctor` tell more.";
  if (std::string sentence = explain_gate(code); !sentence.empty()) return sentence;
  return messaging::explain_reason(code);
}

bool is_paused(Store& store) {
  return store.read<bool>(
      [](StoreTransaction& tx) { return tx.setting("dispatcher") == "paused"; });
}

}  // namespace enclosure::app
