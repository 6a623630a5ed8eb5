#pragma once
// How letters are compared: without case, accents and disguise.

#include <string>
#include <string_view>
#include <unordered_map>

#include "core/result.h"

namespace enclosure::messaging::policy {

/// Folds letters for detection: small, without marks; letters of other scripts that look like
/// Latin ones become those (policy, section 7).
class Folding {
 public:
  /// Reads `letters.json`: {"look_alikes": {"а": "a"}, "in_words": {"3": ["e"], "1": ["i", "l"]}}.
  static Result<Folding> parse(std::string_view json);

  /// Appends the folded form of `code`. With `across_scripts` look-alikes become Latin.
  void append(std::string& text, char32_t code, bool across_scripts = true) const;
  [[nodiscard]] std::string fold(std::string_view utf8) const;

  /// What a digit or sign may stand for between letters ("3" for "e"); empty when for nothing.
  [[nodiscard]] std::string_view disguise_of(char sign) const;

 private:
  std::unordered_map<char32_t, std::string> look_alikes_;
  std::unordered_map<char, std::string> disguises_;
};

[[nodiscard]] bool is_letter(char32_t code);
[[nodiscard]] bool is_digit(char32_t code);
[[nodiscard]] bool is_blank(char32_t code);  ///< without line breaks
[[nodiscard]] bool is_break(char32_t code);
[[nodiscard]] bool is_upper(char32_t code);
[[nodiscard]] bool is_lower(char32_t code);

}  // namespace enclosure::messaging::policy
