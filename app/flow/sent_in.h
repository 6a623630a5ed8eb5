#pragma once
// What a buyer sent in through the page of the link, told to the seller.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/flow/correct.h"
#include "app/flow/shop.h"
#include "app/ports/link_store.h"
#include "core/fault.h"

namespace enclosure::app {

/// Names of what `change` would change, as people say them: "company, VAT number".
[[nodiscard]] std::string fields_told(const BuyerChange& change);

/// What became of it, a sentence.
[[nodiscard]] std::string outcome_told(const DetailsRequest& request);

/// Name (as in JSON) and value of each member of `change` that there is.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> values_of(const BuyerChange& change);

/// Of `order` what is not done yet, else what was sent in last.
[[nodiscard]] std::optional<DetailsRequest> sent_in_of(const OrderId& order, LinkTransaction& tx);

/// Whether the register has left a pending request open for longer than `vies.give_up_after_hours`:
/// from then on it is asked once a day, and the seller is told.
[[nodiscard]] bool is_left_open(const DetailsRequest& request, const Shop& shop, Instant now);

/// What was sent in and is not done yet.
struct WaitingSentIn {
  DetailsRequest request;
  bool is_sellers = false;  ///< the seller must do something; else it is done by itself
  Fault told;               ///< DETAILS-020 of the seller's, DETAILS-021 of what is done by itself
};
[[nodiscard]] WaitingSentIn waiting_of(DetailsRequest request, const Shop& shop, Instant now);
/// Of all orders, by the time of its coming.
[[nodiscard]] std::vector<WaitingSentIn> waiting_sent_in(const Shop& shop, LinkTransaction& tx,
                                                         Instant now);
[[nodiscard]] std::size_t count_sellers(const std::vector<WaitingSentIn>& waiting);

/// The note of what ends a request that the seller has answered otherwise than by a correction.
inline constexpr std::string_view kAnsweredBySeller = "answered";
/// The seller has answered the buyer of `order`: nothing that was sent in waits any more. Fault
/// DETAILS-022: nothing does.
Result<Done> answer_sent_in(const OrderId& order, LinkTransaction& tx, Instant now);

}  // namespace enclosure::app
