#pragma once
// What a buyer sends in about the firm, checked against what stands on the invoice.

#include <string>
#include <string_view>
#include <utility>

#include "app/flow/correct.h"
#include "app/http/buyer_desk.h"
#include "app/web/buyer_view.h"
#include "core/order.h"
#include "core/result.h"

namespace enclosure::app {

/// The buyer of an order as the form shows it; several lines of the street are one, with commas.
[[nodiscard]] BuyerDetails details_of(const Order& order);

/// `details` with what was sent in put over it, as it was written.
[[nodiscard]] BuyerDetails with_input(BuyerDetails details, const DetailsInput& input);

/// `details` with a change that was accepted put over it.
[[nodiscard]] BuyerDetails with_change(BuyerDetails details, const BuyerChange& change);

/// `input` less what a form began with empty and was left so: it says nothing about an invoice that
/// has something there.
[[nodiscard]] DetailsInput without_blanks(DetailsInput input, const BuyerDetails& shown);

/// What is different, empty where nothing is. A VAT number without its country gets that of the
/// address. Faults, all at once, each with its field as path: DETAILS-001 a field that must not be
/// empty (a name or a company, street, post code, town, country), DETAILS-002 too long, DETAILS-003
/// a character that cannot stand on an invoice, DETAILS-004 no post code of that country,
/// COUNTRY-001, VATID-001, VATID-002.
[[nodiscard]] Result<BuyerChange> checked_change(const DetailsInput& input,
                                                 const BuyerDetails& current);

/// What of `change` is not so yet; what only looks the same to a machine is so.
[[nodiscard]] BuyerChange still_to_do(BuyerChange change, const BuyerDetails& current);

/// `change` with what `later` changes put over it.
[[nodiscard]] BuyerChange with_later(BuyerChange change, const BuyerChange& later);

/// By field the key of the page's sentence (app/web/buyer_page.h).
[[nodiscard]] std::vector<std::pair<std::string, std::string>> told_by_field(const Faults& faults);

}  // namespace enclosure::app
