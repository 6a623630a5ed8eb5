// What is sent at all: pauses and the block list at the console.

#include "app/flow/console_action.h"
#include "app/flow/pause.h"
#include "messaging/block_list.h"

namespace enclosure::app::action {
namespace {

const std::vector<console::Choice>& channels() {
  static const std::vector<console::Choice> all{
      {"", "all of them"}, {"amazon", "to Amazon's buyers"}, {"shop", "of the own shop"}};
  return all;
}

Field channel_field(const ConsoleFields& given) {
  return choice("channel", "Mails", given, channels());
}

/// Nothing: all of them.
std::optional<Channel> channel_in(const ConsoleFields& fields, Faults& faults) {
  constexpr std::optional<Channel> kChannels[] = {std::nullopt, Channel::kAmazon, Channel::kShop};
  return kChannels[chosen(fields, "channel", channels(), faults)];
}

bool has_pause(StoreTransaction& tx, const std::optional<Channel>& channel) {
  if (channel) return pause_of(tx, channel).has_value();
  return pause_of(tx, std::nullopt) || pause_of(tx, Channel::kAmazon) ||
         pause_of(tx, Channel::kShop);
}

std::optional<ActionView> pause_form(const Desk&, const std::optional<OrderId>&,
                                     const ConsoleFields& given) {
  ActionView view;
  view.title = "Pause sending";
  view.button = "Pause";
  view.danger = true;
  view.told = {
      "Nothing is lost: mails wait, as long as their windows are open. Invoices are issued "
      "all the same."};
  view.fields = {channel_field(given), text("reason", "Reason", given, "shown where mails wait")};
  return view;
}

Result<Ran> pause_now(const Desk& desk, const std::optional<OrderId>&, const ConsoleFields& fields,
                      bool) {
  Faults faults;
  const std::string because = reason_in(fields, kLongestReason, faults);
  const auto channel = channel_in(fields, faults);
  if (!faults.empty()) return faults;
  desk.store.write([&](StoreTransaction& tx) { pause(tx, channel, desk.now, because); });
  return Ran{"paused", {}};
}

std::optional<ActionView> resume_form(const Desk&, const std::optional<OrderId>&,
                                      const ConsoleFields& given) {
  ActionView view;
  view.title = "Let mails go on";
  view.button = "Let them go";
  view.told = {"What is due and whose window is open is sent, at the pace of each channel."};
  view.fields = {channel_field(given)};
  return view;
}

Result<Ran> resume_now(const Desk& desk, const std::optional<OrderId>&, const ConsoleFields& fields,
                       bool) {
  Faults faults;
  const auto channel = channel_in(fields, faults);
  if (!faults.empty()) return faults;
  return desk.store.transaction<Ran>([&](StoreTransaction& tx) -> Result<Ran> {
    if (!has_pause(tx, channel))
      return Fault{"CONSOLE-008", "channel", "there is no such pause",
                   "what is paused stands on top of every page"};
    resume(tx, channel);
    return Ran{"resumed", {}};
  });
}

const std::vector<console::Choice>& reaches() {
  static const std::vector<console::Choice> all{
      {"", "what is usual: everything, of a product review requests alone"},
      {"asking", "review requests and check-ups"},
      {"all", "all messages, invoices among them"}};
  return all;
}

std::optional<ActionView> block_form(const Desk&, const std::optional<OrderId>& order,
                                     const ConsoleFields& given) {
  ConsoleFields values = given;
  if (order && field_in(given, "entry").empty()) {
    std::erase_if(values, [](const auto& one) { return one.first == "entry"; });
    values.emplace_back("entry", "order:" + order->to_string());
  }
  ActionView view;
  view.title = "Write no more";
  view.button = "Put it on the block list";
  view.told = {
      "Messages that are planned and fall under the entry are not sent. Those that were "
      "taken off the plan stay so, even when the entry goes."};
  view.fields = {
      text("entry", "Entry", values,
           "an address, @domain, order:NUMBER, or sku:SKU (* stands for anything)", true),
      choice("stops", "Stops", values, reaches()),
      text("reason", "Reason", values, "kept with the entry")};
  return view;
}

Result<Ran> block_now(const Desk& desk, const std::optional<OrderId>&, const ConsoleFields& fields,
                      bool) {
  using messaging::Blocked;
  constexpr std::optional<Blocked> kReaches[] = {std::nullopt, Blocked::kAsking, Blocked::kAll};
  Faults faults;
  const auto parsed = messaging::parse_block(field_in(fields, "entry"));
  if (!parsed) append(faults, under("entry", parsed.faults()));
  const std::string because = reason_in(fields, kLongestReason, faults);
  const auto reach = kReaches[chosen(fields, "stops", reaches(), faults)];
  if (!faults.empty()) return faults;
  messaging::Block block = *parsed;
  if (reach) block.reach = *reach;
  block.because = because;
  block.added_at = desk.now;
  desk.store.write([&](StoreTransaction& tx) { tx.put_block(block); });
  return Ran{"blocked", {}};
}

std::optional<ActionView> unblock_form(const Desk&, const std::optional<OrderId>&,
                                       const ConsoleFields& given) {
  ActionView view;
  view.title = "Take off the block list";
  view.button = "Take it off";
  view.told = {
      "From now on orders that the entry covered are written to again. Messages that were "
      "taken off the plan stay so."};
  view.fields = {text("entry", "Entry", given, "", true)};
  return view;
}

Result<Ran> unblock_now(const Desk& desk, const std::optional<OrderId>&,
                        const ConsoleFields& fields, bool) {
  const auto parsed = messaging::parse_block(field_in(fields, "entry"));
  if (!parsed) return under("entry", parsed.faults());
  const bool removed = desk.store.write<bool>(
      [&](StoreTransaction& tx) { return tx.remove_block(parsed->kind, parsed->value); });
  if (!removed)
    return Fault{"CONSOLE-005", "entry", "the block list has no such entry",
                 "open the list again: somebody may have taken it off"};
  return Ran{"unblocked", {}};
}

}  // namespace

constexpr Action kPause{"pause", false, false, pause_form, pause_now};
constexpr Action kResume{"resume", false, false, resume_form, resume_now};
constexpr Action kBlockOrder{"block", true, false, block_form, block_now};
constexpr Action kBlock{"block", false, false, block_form, block_now};
constexpr Action kUnblock{"unblock", false, false, unblock_form, unblock_now};

}  // namespace enclosure::app::action
