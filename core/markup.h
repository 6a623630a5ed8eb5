#pragma once
// Texts inside of XML and HTML.

#include <string>
#include <string_view>

namespace enclosure {

/// Where a text stands: quotes mean something between quotes alone.
enum class MarkupPlace { kContent, kAnywhere };

/// `text` with what markup would take for its own as references: & < >, and both quotes unless it
/// is content. Other bytes stay as they are, so XML needs a text that it can hold.
[[nodiscard]] std::string escape_markup(std::string_view text,
                                        MarkupPlace place = MarkupPlace::kAnywhere);

}  // namespace enclosure
