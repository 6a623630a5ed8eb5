#pragma once
// What XML 1.0 forbids and a lenient parser lets pass: every other reader would refuse the file.

#include <optional>
#include <string>
#include <string_view>

namespace enclosure::invoice::xml {

/// Why a text is no XML that is read here.
struct Refusal {
  bool is_own_entity = false;  ///< a reference to an entity that XML itself does not have
  std::string message;         ///< what and in which line
};

/// Looks through all of `text`, which a parser has taken and which has no document type: characters
/// (production 2, also by reference), references (66 to 68), comments (15), "<" in attribute values
/// (10), "]]>" in text (14), text outside of the root, a declaration that is not at the beginning.
/// `text` is what was UTF-8, or made to be, without a byte order mark.
[[nodiscard]] std::optional<Refusal> find_refusal(std::string_view text);

}  // namespace enclosure::invoice::xml
