#pragma once
// The short numeric date of a language.

#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/result.h"

namespace enclosure::locales {

/// A pattern like "dd.MM.yyyy", read once. Immutable; safe to use from every thread.
///
/// ICU could do it, but its short dates print two digits of the year in half of the languages, and
/// its formatters may not be shared between threads.
class ShortDate {
 public:
  /// `pattern` has each of day (`d`, `dd`), month (`M`, `MM`) and year (`yyyy`) once, and between
  /// them punctuation and blanks. Fault: LOCALE-004.
  static Result<ShortDate> parse(std::string_view pattern);

  /// "05.03.2026". Blanks of the pattern come out as no-break spaces: a date stays on its line.
  [[nodiscard]] std::string format(Date date) const;

 private:
  enum class Field { kText, kDay, kMonth, kYear };
  struct Token {
    Field field;
    std::size_t width;
    std::string text;
  };
  static Token token_of(std::string_view run);

  std::vector<Token> tokens_;
};

}  // namespace enclosure::locales
