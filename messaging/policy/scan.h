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

/// `codes` with "x" for the letters, dashes and escapes ("%20") of addresses. What stands in one is
/// no word and no style of the text: the token of an invoice link may hold any row of dashes.
/// Brackets stay: a slot may have been left in an address, too.
[[nodiscard]] inline std::u32string without_addresses(std::u32string codes) {
  const auto is_hex = [](char32_t c) {
    return is_digit(c) || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
  };
  for (auto at = codes.find(U"://"); at != std::u32string::npos; at = codes.find(U"://", at)) {
    for (at += 3; at < codes.size() && !is_blank(codes[at]) && !is_break(codes[at]); ++at) {
      const bool escape = codes[at] == '%' && at + 2 < codes.size() && is_hex(codes[at + 1]) &&
                          is_hex(codes[at + 2]);
      if (escape || is_word_letter(codes[at]) || codes[at] == '-') codes[at] = 'x';
    }
  }
  return codes;
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
