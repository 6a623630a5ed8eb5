#include "app/flow/standing.h"

#include <algorithm>
#include <chrono>

#include "app/config/local_time.h"

namespace enclosure::app {
namespace {

using Kind = IssueOutcome::Kind;
using std::chrono::days;
using std::chrono::sys_days;

/// The same hour of the next business day.
Instant next_business_day(Instant from, const TimeZone& zone) {
  Instant at = from;
  do {
    at += days{1};
    const std::chrono::weekday day{sys_days{zone.date_of(at)}};
    if (day != std::chrono::Saturday && day != std::chrono::Sunday) return at;
  } while (true);
}

Instant end_of_the_15th_after(Date supply, const TimeZone& zone) {
  const auto month = supply.year() / supply.month() + std::chrono::months{1};
  return begin_of(zone, month / std::chrono::day{16});
}

bool goes_to_another_member_state(const Order& order, const Config& config) {
  const auto from = order.dispatch_from ? order.dispatch_from : config.dispatch_from;
  const CountryCode to = order.deliver_to.country;
  return from && from->country != to && from->country.is_member_state() && to.is_member_state();
}

bool has(const std::vector<IssueOutcome>& outcomes, Kind kind) {
  return std::any_of(outcomes.begin(), outcomes.end(),
                     [&](const IssueOutcome& one) { return one.kind == kind; });
}

Standing standing_of_outcomes(const std::vector<IssueOutcome>& outcomes, const Order& order) {
  if (has(outcomes, Kind::kRefused)) return Standing::kRefused;
  if (has(outcomes, Kind::kHeld)) return Standing::kHeld;
  if (outcomes.size() == 1 && outcomes.front().kind == Kind::kNotDue) {
    const std::string& reason = outcomes.front().reason;
    if (reason == "cancelled") return Standing::kCancelled;
    return reason == "marketplace_issues_invoice" ? Standing::kMarketplace : Standing::kWaiting;
  }
  const bool all = outcomes.size() >= std::max<std::size_t>(1, order.shipments.size());
  if (has(outcomes, Kind::kIssued) || has(outcomes, Kind::kIssuedBefore))
    return all ? Standing::kIssued : Standing::kPartlyIssued;
  return all ? Standing::kNoDocument : Standing::kWaiting;
}

}  // namespace

std::optional<InvoiceDeadline> invoice_deadline(const Order& order, Instant shipped_at,
                                                const Config& config) {
  if (!order.buyer.is_business && order.buyer.vat_id.empty()) return std::nullopt;
  const TimeZone& zone = config.time_zone;
  const Date supply = zone.date_of(shipped_at);
  std::optional<InvoiceDeadline> nearest;
  if (order.channel == Channel::kAmazon)
    nearest = InvoiceDeadline{next_business_day(shipped_at, zone), "amazon_business"};
  if (goes_to_another_member_state(order, config)) {
    const InvoiceDeadline law{end_of_the_15th_after(supply, zone), "intra_community"};
    if (!nearest || law.at < nearest->at) nearest = law;
  }
  return nearest;
}

OrderStanding standing_after(const std::vector<IssueOutcome>& outcomes, const Order& order,
                             const Config& config) {
  OrderStanding standing;
  standing.standing = standing_of_outcomes(outcomes, order);
  for (const IssueOutcome& outcome : outcomes) {
    append(standing.faults, outcome.faults);
    if (outcome.kind != Kind::kHeld && outcome.kind != Kind::kRefused) continue;
    for (const Shipment& shipment : order.shipments) {
      const bool concerns = outcome.shipment.empty() || outcome.shipment == shipment.id;
      if (!concerns || !shipment.shipped_at) continue;
      const auto deadline = invoice_deadline(order, *shipment.shipped_at, config);
      if (!deadline || (standing.due_by && *standing.due_by <= deadline->at)) continue;
      standing.due_by = deadline->at;
      standing.due_rule = deadline->rule;
    }
  }
  return standing;
}

std::string deadline_told(const std::string& rule) {
  if (rule == "amazon_business")
    return "Amazon wants the invoice of a business order within one business day of shipping";
  if (rule == "intra_community")
    return "an invoice to a business in another Member State must be out by the 15th of the month "
           "after the supply (Art. 222)";
  return rule;
}

}  // namespace enclosure::app
