#pragma once
// What buyers see behind their link: HTML without scripts, in the buyer's language.

#include <array>
#include <string>
#include <string_view>

#include "app/http/buyer_desk.h"

namespace enclosure::app::web {

/// A word or sentence of the buyer's page.
struct PageWord {
  std::string_view key;
  std::string_view english;  ///< for whoever translates it
  bool needed = true;        ///< a page without it is not made; the others are left out
};

/// All words of the page; `BuyerPage::words` brings them in the buyer's language.
inline constexpr std::array<PageWord, 10> kPageWords = {{
    {"title", "Your documents"},
    {"order_number", "Order number"},
    {"invoice", "Invoice"},
    {"date", "Date"},
    {"total", "Total"},
    {"download", "Download"},
    {"manuals", "Manuals"},
    {"drivers", "Drivers"},
    {"intro", "Here you find the documents that belong to your order.", false},
    {"footer", "This link is for you alone. Please do not pass it on.", false},
}};

/// The page for `page`, reached under `token`. Every text is escaped. A link that is neither
/// "manuals/<number>" nor https without user information is shown as text (R09). Links of the page
/// are relative, so that it works below any path of a reverse proxy.
///
/// Throws std::logic_error when a needed word is missing: half a translation is our bug.
[[nodiscard]] std::string buyer_page(const BuyerPage& page, std::string_view token);

/// The page on which a buyer ends review requests and check-ups, in the buyer's language or in
/// English: with a button, or the word that it is done.
[[nodiscard]] std::string opt_out_page(const OptOutPage& page);

/// The page for a link that leads nowhere, in all languages: nobody knows whose it was.
[[nodiscard]] std::string_view not_found_page();

/// The stylesheet of both pages.
[[nodiscard]] std::string_view stylesheet();

/// The description of the HTTP interface (OpenAPI 3.1, JSON).
[[nodiscard]] std::string_view openapi_document();

/// `text` for HTML, in content and in quoted attributes; control characters become U+FFFD.
[[nodiscard]] std::string escape_html(std::string_view text);

}  // namespace enclosure::app::web
