#pragma once
// How an order stands once `issue` has looked at it, and until when its invoice must be out.

#include <optional>
#include <string>
#include <vector>

#include "app/config/config.h"
#include "app/flow/issue.h"
#include "app/ports/standing.h"

namespace enclosure::app {

/// A moment by which an invoice to a business is owed, and why.
struct InvoiceDeadline {
  Instant at{};
  std::string rule;  ///< "amazon_business" or "intra_community"
};

/// The nearest deadline of a part of an order that has left at `shipped_at` and has no invoice; for
/// consumers none. Amazon wants the invoice of a business order within one business day of shipping
/// (Seller Central, business invoicing policy): the same hour of the next day that is no Saturday
/// and no Sunday. For goods that go to a business in another Member State it is the end of the 15th
/// of the month after the supply (Art. 222 of Directive 2006/112/EC), in the seller's zone.
[[nodiscard]] std::optional<InvoiceDeadline> invoice_deadline(const Order& order,
                                                              Instant shipped_at,
                                                              const Config& config);

/// What `outcomes`, those of one look at `order` (as of now), leave of it.
[[nodiscard]] OrderStanding standing_after(const std::vector<IssueOutcome>& outcomes,
                                           const Order& order, const Config& config);

/// What a rule of deadlines is, as the end of a sentence; the rule itself when it is not known.
[[nodiscard]] std::string deadline_told(const std::string& rule);

}  // namespace enclosure::app
