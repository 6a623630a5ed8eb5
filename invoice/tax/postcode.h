#pragma once
// Post codes and the shapes that the law's data gives them.

#include <string>
#include <string_view>
#include <vector>

namespace enclosure::invoice {

/// Whether `postcode` has the shape `pattern`: '#' stands for a digit, '@' for a capital letter,
/// '*' at the end for whatever follows, everything else for itself.
[[nodiscard]] bool has_shape(std::string_view postcode, std::string_view pattern);

/// The same for any of `patterns`.
[[nodiscard]] bool has_one_shape(std::string_view postcode,
                                 const std::vector<std::string>& patterns);

/// `postcode` as the patterns want it: capitals, no blanks, and without the letters that some write
/// in front of the digits ("D-78266") unless `letters_count`. No code is longer than 16 characters;
/// what is longer is cut off.
[[nodiscard]] std::string comparable_postcode(std::string_view postcode, bool letters_count);

}  // namespace enclosure::invoice
