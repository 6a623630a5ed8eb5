#pragma once
// How an order stands on its way to an invoice, as the last look at it left it.

#include <optional>
#include <string>
#include <string_view>

#include "app/ports/words.h"
#include "core/date.h"
#include "core/fault.h"

namespace enclosure::app {

/// How an order stands on its way to an invoice, as `issue` saw it last.
enum class Standing {
  kNew,           ///< nobody has looked since it was imported
  kWaiting,       ///< it has not left
  kHeld,          ///< waits for something that comes by itself
  kRefused,       ///< waits for the seller
  kPartlyIssued,  ///< some shipments have their invoice, the others have not left
  kIssued,
  kNoDocument,   ///< the law wants none
  kMarketplace,  ///< the marketplace makes the invoice
  kCancelled,
};

/// Each with its word.
inline constexpr WordTable<Standing, 9> kStandings{{
    {Standing::kNew, "new"},
    {Standing::kWaiting, "waiting"},
    {Standing::kHeld, "held"},
    {Standing::kRefused, "refused"},
    {Standing::kPartlyIssued, "partly_issued"},
    {Standing::kIssued, "issued"},
    {Standing::kNoDocument, "no_document"},
    {Standing::kMarketplace, "marketplace"},
    {Standing::kCancelled, "cancelled"},
}};

[[nodiscard]] constexpr std::string_view word_of(Standing standing) {
  return word_in(kStandings, standing);
}

[[nodiscard]] constexpr std::optional<Standing> parse_standing(std::string_view text) {
  return value_in(kStandings, text);
}

/// What a look at an order left.
struct OrderStanding {
  Standing standing = Standing::kNew;
  std::optional<Instant> due_by;  ///< the invoice must be out by then; none once it is
  std::string due_rule;           ///< "amazon_business", "intra_community"; or empty
  Faults faults;                  ///< kHeld, kRefused

  friend bool operator==(const OrderStanding&, const OrderStanding&) = default;
};

}  // namespace enclosure::app
