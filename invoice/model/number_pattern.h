#pragma once
// How the numbers of a series look: "R-{year}-{number:6}" is R-2026-000001.

#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/result.h"

namespace enclosure::invoice {

/// A pattern of invoice numbers (BT-1): letters, digits, `-`, `.`, `_`, `/`, one `{number}` or
/// `{number:6}` (that many digits at least) and, where the series begins anew each year, `{year}`
/// or `{year:2}`. Immutable.
class NumberPattern {
 public:
  /// Faults, all at once: NUMBER-001 no `{number}`, or two; NUMBER-002 an unknown placeholder, a
  /// width out of range (`{number:1}` to `{number:12}`, `{year:2}`, `{year:4}`), an unclosed brace;
  /// NUMBER-003 a character that numbers may not have, or a number too long.
  static Result<NumberPattern> parse(std::string_view text);

  /// The number of `sequence` (1, 2, 3, …) in `year`.
  [[nodiscard]] InvoiceNumber number(int year, std::int64_t sequence) const;

  /// The name of the series in `year`: "R-2026" for "R-{year}-{number:6}", "{number}/P1/1" for
  /// "{number}/P1/1". Another width is the same series; other text never is.
  [[nodiscard]] std::string series(int year) const;

  [[nodiscard]] bool begins_anew_each_year() const;
  [[nodiscard]] const std::string& text() const { return text_; }

  /// Whether this pattern and another could ever print the same number. `/` and `-` count as one:
  /// file names cannot tell them apart.
  [[nodiscard]] bool can_meet(const NumberPattern& other) const;

  friend bool operator==(const NumberPattern& a, const NumberPattern& b) {
    return a.text_ == b.text_;
  }

 private:
  struct Part {
    enum class Kind { kText, kYear, kNumber };
    Kind kind = Kind::kText;
    std::string text;
    std::size_t width = 0;
  };
  [[nodiscard]] std::string filled(int year, const std::string& number) const;

  std::string text_;
  std::vector<Part> parts_;
};

/// Whether the numbers of `pattern` have the national `form` (NumberingRule::form): "ten_digits",
/// "three_parts" (number/premises/device). Forms that no pattern can break are always met. Gives
/// what is wrong and how it would be right, or an empty text.
[[nodiscard]] std::string national_form_missed(const NumberPattern& pattern, std::string_view form);

}  // namespace enclosure::invoice
