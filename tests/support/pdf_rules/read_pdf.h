#pragma once
// What a sound PDF says to programs: its texts by the structure tree, and the files inside of it.
// Reads with libqpdf.

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace enclosure::support {

/// A piece of one page that belongs to an element of the structure tree.
struct ReadText {
  std::string element;  ///< its type: "/P", "/TD"
  std::size_t page = 0;
  std::string text;  ///< UTF-8; empty for a picture
};

/// The texts of the document as a screen reader comes to them: in the order of the structure tree.
/// Throws where the file has no such tree.
[[nodiscard]] std::vector<ReadText> texts_in_order_of_structure(std::string_view bytes);

/// The embedded files, by name.
[[nodiscard]] std::map<std::string, std::string> embedded_files(std::string_view bytes);

/// What `qpdf --check` says of `file` when it is not clean; empty when it is.
[[nodiscard]] std::string complaints_of_qpdf(const std::string& file);

}  // namespace enclosure::support
