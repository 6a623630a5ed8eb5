#pragma once
// Looking through the letters of a plain text, without regular expressions: linear, no recursion.

#include <string>
#include <string_view>

#include "messaging/policy/letters.h"
#include "messaging/policy/plain_text.h"

namespace enclosure::messaging::policy {

/// The letters as one string; indices are those of `PlainText::letters`.
[[nodiscard]] inline std::u32string codes_of(const PlainText& plain) {
  std::u32string codes;
  codes.reserve(plain.letters.size());
  for (const Letter& letter : plain.letters) codes += letter.code;
  return codes;
}

[[nodiscard]] inline char32_t at_or_blank(std::u32string_view codes, std::size_t at) {
  return at < codes.size() ? codes[at] : U' ';
}

[[nodiscard]] inline bool is_word_letter(char32_t code) {
  return is_letter(code) || is_digit(code) || code == '_';
}

/// Behind the last letter in a row that `fits`.
template <typename Fits>
[[nodiscard]] std::size_t run_end(std::u32string_view codes, std::size_t at, Fits fits) {
  while (at < codes.size() && fits(codes[at])) ++at;
  return at;
}

/// ASCII in lower case; other letters become '?'.
[[nodiscard]] inline std::string ascii_of(std::u32string_view codes) {
  std::string text;
  for (const char32_t code : codes) {
    if (code >= 0x80)
      text += '?';
    else
      text += static_cast<char>(code >= 'A' && code <= 'Z' ? code + 32 : code);
  }
  return text;
}

}  // namespace enclosure::messaging::policy
