#pragma once
// Characters that a font lacks, put into letters that it has.

#include <functional>
#include <string>
#include <string_view>

namespace enclosure::locales {

/// `utf8` with everything that `is_shown` refuses written otherwise: letters of other scripts in
/// Latin ones (山田 becomes "shān tián"), else in plain ASCII; signs by their Unicode name in
/// brackets ("[wrapped present]"), flags by their country ("[DE]"), what has no name by its number
/// ("[U+E000]"). Nothing is dropped but ayn and hamza inside a word that is put into ASCII. Control
/// characters stay what they are: they are no text. `utf8` must be UTF-8. The same text gives the
/// same result on every machine with the same ICU. Slow, for texts that need it alone; safe to call
/// from every thread.
[[nodiscard]] std::string respell(std::string_view utf8,
                                  const std::function<bool(char32_t)>& is_shown);

/// The letters and digits of `utf8` in plain Latin ones, small and without accents: "São-Paulo "
/// and "SAO PAULO" become "saopaulo", "Αθήνα" becomes "athena". For comparing what people type with
/// what is known; never to be shown. `utf8` must be UTF-8; safe to call from every thread.
[[nodiscard]] std::string folded(std::string_view utf8);

}  // namespace enclosure::locales
