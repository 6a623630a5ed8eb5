#pragma once
// The pages that tell a buyer why a request goes no further, and what to do next. They know nothing
// of orders: all of them are made at start, in every language of the program.

#include <span>
#include <string>
#include <string_view>

#include "core/language.h"

namespace enclosure::app::web {

/// Why it goes no further, as far as that makes a difference to whoever reads the page.
enum class RefusalReason {
  kForeign,     ///< a form that another site sends
  kTooLarge,    ///< more than any form of ours
  kUnreadable,  ///< not what a browser sends from our pages
  kTooSlow,     ///< it did not arrive in time
  kLongHead,    ///< the address, or the cookies with it, are too long
  kOurFault,    ///< noted; later it may work
  kBusy,        ///< in a moment it will work
};

/// Where such a page is served. Both parts go into HTML as they are, so they hold nothing but
/// letters, digits, "/", ".", "-" and "_".
struct RefusalPlace {
  std::string_view up;    ///< from there to what /i/ and /assets/ lie below: "../../"
  std::string_view page;  ///< from there to the buyer's page: "i/TOKEN"; empty: no link to it
};

/// The languages that there are, sorted.
[[nodiscard]] std::span<const LanguageTag> refusal_languages();

/// The page in `language`, or in English where it is none of those. One allocation; safe for many
/// threads.
[[nodiscard]] std::string refusal_page(RefusalReason reason, const LanguageTag& language,
                                       const RefusalPlace& place);

/// Makes all of them, which the first call of the others would do otherwise: a server calls this
/// before it has no time.
void prepare_refusal_pages();

}  // namespace enclosure::app::web
