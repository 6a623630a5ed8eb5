#pragma once
// What stands around every page for buyers. For app/web only.

#include <string>

#include "core/language.h"

namespace enclosure::app::web {

/// From the doctype to `</head>`; `title` and `stylesheet` (a relative address) are HTML.
[[nodiscard]] std::string page_head(const LanguageTag& language, const std::string& title,
                                    const std::string& stylesheet);

}  // namespace enclosure::app::web
