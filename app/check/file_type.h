#pragma once
// What bytes are, by what they hold. Names lie.

#include <string>
#include <string_view>

namespace enclosure::app {

/// What may be enclosed, and what never is.
enum class Content {
  kEmpty,
  kPdf,
  kJpeg,
  kPng,
  kText,
  kMarkup,      ///< HTML, SVG, XML: it may hold scripts
  kArchive,     ///< also Office documents, which are archives
  kExecutable,  ///< a program or a script of any system
  kUnknown,
};

struct ContentGuess {
  Content content = Content::kUnknown;
  std::string_view name;  ///< for people: "a ZIP archive", "a program for Windows"
};

/// Looks at the first bytes and, for TAR, at the place of its mark. What is left is text where it
/// is UTF-8 without control characters.
[[nodiscard]] ContentGuess content_of(std::string_view bytes);

/// Whether an unpacker that looks for the end of a ZIP archive, as all of them do, finds one here,
/// whatever the bytes begin with.
[[nodiscard]] bool ends_as_zip(std::string_view bytes);

/// Whether a file of that name is started by some system when it is opened: "setup.exe", "a.js".
[[nodiscard]] bool is_name_of_program(std::string_view name);

/// Text that a plain viewer shows: UTF-8, no control characters but line ends, tabs, form feeds.
[[nodiscard]] bool is_plain_text(std::string_view bytes);

/// Where the bytes of a file that ended at `end` go on with something: the first one that is
/// neither blank nor zero; npos: nowhere.
[[nodiscard]] std::size_t tail_after(std::string_view bytes, std::size_t end);

}  // namespace enclosure::app
