#pragma once
// A text as a reader sees it: tags off, entities decoded, NFKC, without invisible letters. Every
// letter remembers where it came from.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace enclosure::messaging::policy {

/// A letter of the plain text and the bytes it stands for.
struct Letter {
  char32_t code = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// A tag of the source: `name` in lower case, with its attributes as they stand.
struct Tag {
  std::string name;
  std::string_view attributes;
  bool closes = false;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// Letters and tags of one text. Views point into the source.
struct PlainText {
  std::string_view source;
  std::vector<Letter> letters;
  std::vector<Tag> tags;
  bool well_formed = true;  ///< false: the source is not UTF-8

  /// The letters from `from` to before `to`, in UTF-8.
  [[nodiscard]] std::string utf8(std::size_t from, std::size_t to) const;
  /// Where the letters come from, as a view of the source.
  [[nodiscard]] std::string_view quote(std::size_t from, std::size_t to) const;
  /// The first letter that comes from `byte` of the source or from behind it, or their number.
  [[nodiscard]] std::size_t letter_at(std::uint32_t byte) const;
};

/// Reads `source` in linear time; it must stay alive. Bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] PlainText plain_text(std::string_view source);

/// The value of an attribute ("href") or empty; entities are decoded.
[[nodiscard]] std::string attribute(std::string_view attributes, std::string_view name);

}  // namespace enclosure::messaging::policy
