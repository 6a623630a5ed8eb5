// Today at a glance, and the list of orders.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/config/local_time.h"
#include "app/config/setup.h"
#include "app/flow/console_desk.h"
#include "app/flow/console_words.h"
#include "app/flow/mail_sheet.h"
#include "app/flow/sent_in.h"
#include "app/flow/standing.h"
#include "app/flow/status.h"
#include "core/plain_number.h"

namespace enclosure::app {
namespace {

using console::Tile;
using console::Tone;
using messaging::MessageState;

constexpr int kDays = 30;
constexpr std::size_t kOpenShown = 5;
constexpr std::size_t kOrdersOfAPage = 50;

/// The first page of what came last.
PageAt newest(std::size_t most) {
  return {most, std::nullopt, Direction::kNewestFirst};
}

/// What the store holds for the home page, read in one go.
struct Numbers {
  Status status;
  std::vector<MessageCount> messages;
  std::vector<ListedOrder> open;
  std::vector<ListedOrder> deadlines;
  std::vector<WaitingSentIn> sent_in;
  std::size_t due = 0;
  std::size_t due_deadlines = 0;
  std::vector<Instant> days;  ///< bounds
  std::vector<std::size_t> orders, documents, mails;
  std::vector<console::ReasonCount> bounces;
};

/// Midnights of the last days and the one to come.
std::vector<Instant> day_bounds(const TimeZone& zone, Instant now) {
  std::vector<Instant> bounds;
  const std::chrono::sys_days today{zone.date_of(now)};
  for (int back = kDays - 1; back >= -1; --back)
    bounds.push_back(begin_of(zone, today - std::chrono::days{back}));
  return bounds;
}

void count_bounces(StoreTransaction& tx, Instant now, Numbers& numbers) {
  for (const char* name : {"hard", "soft", "opted_out", "not_registered", "too_large", "unknown"}) {
    const std::size_t count = tx.count_bounces(name, now - std::chrono::days{kDays});
    if (count > 0) numbers.bounces.push_back({name, std::string(bounce_told(name)), count});
  }
}

Numbers numbers_of(StoreTransaction& tx, const Shop& shop, Instant now) {
  Numbers numbers;
  numbers.status = status_of(tx);
  numbers.messages = tx.count_messages();
  for (const Standing standing : {Standing::kRefused, Standing::kHeld}) {
    OrderFilter filter;
    filter.standing = standing;
    for (ListedOrder& row : tx.list_orders(filter, newest(kOpenShown)).rows)
      numbers.open.push_back(std::move(row));
  }
  numbers.sent_in = waiting_sent_in(shop, tx, now);
  numbers.deadlines = tx.list_deadlines(kOpenShown * 2);
  numbers.due_deadlines = tx.count_deadlines(now + std::chrono::hours{24});
  numbers.due = tx.count_due_messages(now);
  numbers.days = day_bounds(shop.config.time_zone, now);
  numbers.orders = tx.orders_between(numbers.days);
  numbers.documents = tx.documents_between(numbers.days);
  numbers.mails = tx.sent_between(numbers.days);
  count_bounces(tx, now, numbers);
  return numbers;
}

std::size_t count_of(const std::vector<MessageCount>& counts, MessageState state,
                     std::string_view reason = {}) {
  std::size_t sum = 0;
  for (const MessageCount& one : counts) {
    if (one.state == state && (reason.empty() || one.reason == reason)) sum += one.count;
  }
  return sum;
}

std::size_t count_of(const Status& status, Standing standing) {
  const auto at = status.standings.find(standing);
  return at == status.standings.end() ? 0 : at->second;
}

std::string channels_told(const Status& status) {
  std::string text;
  for (const auto& [channel, count] : status.orders_by_channel)
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, channel);
  return text;
}

Tile tile(std::string id, std::string label, std::size_t value, std::string note, std::string href,
          Tone when_any) {
  return {std::move(id),   std::move(label), std::to_string(value),
          std::move(note), std::move(href),  value == 0 ? Tone::kPlain : when_any};
}

Tile sent_in_tile(const std::vector<WaitingSentIn>& waiting) {
  const std::size_t sellers = count_sellers(waiting);
  return tile("sent-in", "Sent in by buyers", waiting.size(),
              fmt::format("{} for you, {} for VIES", sellers, waiting.size() - sellers),
              waiting.empty() ? "" : "#sent-in", sellers > 0 ? Tone::kBad : Tone::kWarn);
}

console::OrderLine sent_in_line(const WaitingSentIn& waiting) {
  console::OrderLine line;
  line.order = waiting.request.order.to_string();
  line.standing_told = waiting.is_sellers ? "waits for you" : "waits for VIES";
  line.tone = waiting.is_sellers ? Tone::kBad : Tone::kWarn;
  line.fault = waiting.told;
  return line;
}

std::vector<Tile> tiles_of(const Numbers& numbers) {
  const Status& status = numbers.status;
  std::size_t bounced = 0;
  for (const auto& one : numbers.bounces) bounced += one.count;
  const std::size_t suppressed = count_of(numbers.messages, MessageState::kCancelled);
  const std::size_t in_doubt =
      count_of(numbers.messages, MessageState::kRetryable, "T:in_doubt") +
      count_of(numbers.messages, MessageState::kFailed, "T:outcome_unknown");
  std::vector<Tile> tiles{
      tile("orders", "Orders", status.orders, channels_told(status), "/console/orders",
           Tone::kPlain),
      tile("new", "New", count_of(status, Standing::kNew),
           "the dispatcher looks at them next; nothing to do for you",
           "/console/orders?standing=new", Tone::kPlain),
      tile("invoices", "Invoices", status.invoices,
           fmt::format("languages: {}, credit notes: {}", status.invoices_by_language.size(),
                       status.credit_notes),
           "/console/orders?standing=issued", Tone::kPlain),
      tile("refused", "Wait for you", count_of(status, Standing::kRefused),
           "not invoiced before you settle something", "/console/orders?standing=refused",
           Tone::kBad),
      tile("held", "Held", count_of(status, Standing::kHeld), "looked at again by itself",
           "/console/orders?standing=held", Tone::kWarn),
      sent_in_tile(numbers.sent_in),
      tile("deadlines", "Due within a day", numbers.due_deadlines, "invoices to businesses",
           "#deadlines", Tone::kBad),
      tile("due", "Mails due", numbers.due, "to be sent now", "/console/messages?state=scheduled",
           Tone::kPlain),
      tile("sent", "Mails sent", count_of(numbers.messages, MessageState::kSent),
           fmt::format("{} today", numbers.mails.empty() ? 0 : numbers.mails.back()),
           "/console/messages?state=sent", Tone::kGood),
      tile("suppressed", "Suppressed", suppressed, "by rule", "/console/messages?state=cancelled",
           Tone::kPlain),
      tile("failed", "Failed", count_of(numbers.messages, MessageState::kFailed), "mails given up",
           "/console/messages?state=failed", Tone::kBad),
      tile("doubt", "In doubt", in_doubt, "nobody knows whether they went out",
           "/console/messages?state=failed&reason=T%3Aoutcome_unknown", Tone::kBad),
      tile("bounced", "Came back", bounced, "in the last 30 days", "/console/bounces",
           Tone::kWarn)};
  if (const auto& refunds = status.refunded_without_credit_note; !refunds.empty())
    tiles.push_back(tile("refunds", "Refunds without credit note", refunds.size(),
                         "say, " + refunds.front().to_string(),
                         "/console/orders/" + refunds.front().to_string(), Tone::kBad));
  return tiles;
}

std::vector<console::FirstStep> steps_of(const Numbers& numbers, bool is_set_up) {
  const Status& status = numbers.status;
  if (count_of(numbers.messages, MessageState::kSent) > 0) return {};
  return {{"Say who you are",
           "Put your firm into enclosure.json; the checks name what is missing there.",
           "/console/settings#checks", "See the checks", is_set_up},
          {"Import orders", "A report of Amazon, WooCommerce's orders, or our own JSON.",
           "/console/import", "Import", status.orders > 0},
          {"Issue the first invoice",
           "What has left is issued by the dispatcher; look at what is held.", "/console/do/issue",
           "Issue what is due", status.invoices > 0},
          {"Send the first mail",
           "The dispatcher sends what is due. Look at what buyers will get before.",
           "/console/messages", "See the plan", false}};
}

}  // namespace

console::HomeView StoreConsoleDesk::home() {
  const Instant now = tools_.clock();
  const auto numbers =
      store_.read<Numbers>([&](StoreTransaction& tx) { return numbers_of(tx, shop_, now); });
  console::HomeView view;
  view.steps = steps_of(numbers, open_setup(shop_.config).empty());
  view.tiles = tiles_of(numbers);
  for (const ListedOrder& row : numbers.open) view.open.push_back(line_of(row, now));
  view.waiting_for_you = count_of(numbers.status, Standing::kRefused);
  view.held = count_of(numbers.status, Standing::kHeld);
  for (const WaitingSentIn& one : numbers.sent_in) view.sent_in.push_back(sent_in_line(one));
  for (const ListedOrder& row : numbers.deadlines) view.deadlines.push_back(line_of(row, now));
  for (int day = 0; day < kDays; ++day)
    view.chart.days.push_back(
        to_string(shop_.config.time_zone.date_of(numbers.days[static_cast<std::size_t>(day)])));
  view.chart.orders = numbers.orders;
  view.chart.documents = numbers.documents;
  view.chart.mails = numbers.mails;
  view.stages = stages_of(numbers.messages);
  view.suppressed = reasons_of(numbers.messages, MessageState::kCancelled);
  view.bounces = numbers.bounces;
  for (const DoctorFinding& finding : checks()) append(view.checks, finding.defects);
  return view;
}

console::OrderLine StoreConsoleDesk::line_of(const ListedOrder& row, Instant now) const {
  console::OrderLine line;
  line.order = row.order.to_string();
  line.channel = channel_told(row.fulfilment);
  line.standing = word_of(row.standing);
  line.standing_told = standing_told(row.standing);
  line.tone = tone_of(row.standing);
  line.imported_at = moment(row.imported_at);
  const bool open = row.standing == Standing::kHeld || row.standing == Standing::kRefused;
  if (open) line.fault = {row.fault_code, "", row.fault_message, row.fault_hint};
  if (row.due_by) {
    line.due_by = moment(*row.due_by);
    line.due_told = distance_told(*row.due_by, now);
    line.due_rule = deadline_told(row.due_rule);
    line.is_late = *row.due_by < now;
  }
  return line;
}

std::optional<console::OrderListView> StoreConsoleDesk::orders(const std::string& number,
                                                               const std::string& standing,
                                                               const std::string& behind) {
  const Instant now = tools_.clock();
  console::OrderListView view;
  view.number = number;
  view.standing = standing;
  view.first = behind.empty();
  OrderFilter filter;
  filter.number = number;
  filter.standing = parse_standing(standing);
  PageAt page = newest(kOrdersOfAPage);
  if (!behind.empty()) page.behind = plain_number(behind);
  const bool odd = (!standing.empty() && !filter.standing) || (!behind.empty() && !page.behind);
  if (odd) return std::nullopt;
  store_.read([&](StoreTransaction& tx) {
    view.all = tx.count_orders();
    for (const auto& [one, count] : tx.count_standings())
      view.standings.push_back(
          {{std::string(word_of(one)), std::string(standing_told(one))}, count});
    auto listed = tx.list_orders(filter, page);
    const auto invoice_number = InvoiceNumber::parse(number);
    const auto invoice =
        listed.rows.empty() && invoice_number ? tx.invoice(*invoice_number) : std::nullopt;
    if (invoice) {
      filter.number = invoice->order.to_string();
      listed = tx.list_orders(filter, page);
    }
    if (listed.more) view.next = std::to_string(listed.rows.back().position);
    for (const ListedOrder& row : listed.rows) view.orders.push_back(line_of(row, now));
  });
  return view;
}

}  // namespace enclosure::app
