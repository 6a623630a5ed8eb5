#pragma once
// The small pages for buyers and what all pages share: HTML without scripts. The page behind an
// invoice link is buyer_page.h.

#include <string>
#include <string_view>

#include "app/http/buyer_desk.h"
#include "app/web/html.h"

namespace enclosure::app::web {

/// The page on which a buyer ends review requests and check-ups, in the buyer's language or in
/// English: with a button, or the word that it is done.
[[nodiscard]] std::string opt_out_page(const OptOutPage& page);

/// The page for a link that leads nowhere, in all languages: nobody knows whose it was.
[[nodiscard]] std::string_view not_found_page();

/// The page for a link that is asked for too often, in all languages.
[[nodiscard]] std::string_view too_many_page();

/// The stylesheet of all pages for buyers.
[[nodiscard]] std::string_view stylesheet();

/// The description of the HTTP interface (OpenAPI 3.1, JSON).
[[nodiscard]] std::string_view openapi_document();

}  // namespace enclosure::app::web
