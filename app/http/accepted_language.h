#pragma once
// Which language somebody reads, by what the browser says.

#include <span>
#include <string_view>

#include "core/language.h"

namespace enclosure::app::http {

/// The language among `spoken` that an Accept-Language field (RFC 9110, 12.5.4) likes best: by
/// weight, then by place; regions do not count. Null where it likes none of them, or cannot be
/// read. Allocates nothing.
[[nodiscard]] const LanguageTag* accepted_language(std::string_view field,
                                                   std::span<const LanguageTag> spoken);

}  // namespace enclosure::app::http
