#pragma once
// The page behind an invoice link: HTML without scripts, in the buyer's language, from 280 px to a
// wide screen, on paper and by ear (WCAG 2.2 AA). Safe to call from every thread.

#include <string>
#include <string_view>

#include "app/web/buyer_view.h"

namespace enclosure::app::web {

/// Where the HTML is served: its links are relative, so that it works below any path of a reverse
/// proxy, and lead one step further up below the answer to a form.
enum class PageAddress {
  kOwn,   ///< /i/{token}
  kForm,  ///< /i/{token}/unlock, /i/{token}/details: the answer to a POST
};

/// The page for `page`, reached under `token`. Every text is escaped. The words are those of
/// `page.language` or, where the program does not speak it, of English; a page without `words` is
/// our bug: `std::bad_optional_access`.
///
/// What it links to, below /i/: `{token}/` and the paths of `page`, `{token}/everything.zip`,
/// `{token}?lang=<tag>` for each of `page.languages`, `../assets/style.css`. Its forms, both
/// application/x-www-form-urlencoded with the hidden field `lang`:
///
///   POST {token}/unlock   postcode (which is the town where `panel.asks_city`)
///   POST {token}/details  company, vat_id, street, postcode, city, country ("DE"), name, reference
///
/// `panel.faults` names a field of the second form (or "postcode" of the first) and one of the keys
/// "required", "too_long", "characters", "postcode", "country", "vat_format",
/// "vat_check_digits"; another key asks to check the entry. Without documents the page says that
/// there is no invoice yet or, while it asks for the second factor, that they are locked. A
/// document without `pdf` gets no button. A path that does not stay below the token, and a link
/// that is not https or names a user, is shown as text (R09). The Content-Security-Policy must
/// allow `form-action 'self'` and `style-src 'self'`, nothing else.
[[nodiscard]] std::string buyer_page(const BuyerPage& page, std::string_view token,
                                     PageAddress address = PageAddress::kOwn);

}  // namespace enclosure::app::web
