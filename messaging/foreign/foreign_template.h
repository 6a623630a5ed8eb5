#pragma once
// The text of another tool as one of ours.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "messaging/foreign/placeholder_table.h"

namespace enclosure::messaging {

/// What was made of a foreign text.
struct ImportedText {
  std::string system;   ///< its id
  std::string subject;  ///< ours; of a first line "Subject: …", or empty
  std::string text;     ///< ours: what `messages/<tag>/<stage>.txt` holds below the subject
  /// Of a text that came as HTML with something bold in it: the same as reduced HTML. Else empty:
  /// then the HTML that is made of `text` says as much.
  std::string html;
  std::size_t filled = 0;  ///< placeholders that a slot of ours says
  /// FOREIGN-005: a placeholder without counterpart stays in the text as [[name]], so that the
  /// checker refuses it (R20) until the seller has mended it; path "line 3, column 14" of the file
  /// as it came. FOREIGN-006: marks of ours that would have become slots were taken apart.
  Faults notices;
};

/// Which system a text is of, by the placeholders that it uses: the one that knows most of them.
/// Fault FOREIGN-003: none, or two that know as many.
[[nodiscard]] Result<std::string> recognise_system(std::string_view text,
                                                   const PlaceholderTable& table);

/// Reads `bytes`, plain text or HTML, with the placeholders of `system`. Any bytes, linear time.
/// Faults: FOREIGN-002 no such system, FOREIGN-004 not UTF-8, a control character, larger than
/// 100 KB, or empty.
[[nodiscard]] Result<ImportedText> import_template(std::string_view bytes, std::string_view system,
                                                   const PlaceholderTable& table);

/// Reads a subject line in the same way: `subject` is filled, `text` empty. One that names a slot
/// of ours is ours already and stays as it is. Faults: as above.
[[nodiscard]] Result<ImportedText> import_subject(std::string_view line, std::string_view system,
                                                  const PlaceholderTable& table);

}  // namespace enclosure::messaging
