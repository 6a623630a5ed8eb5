// Any text as a pattern of invoice numbers: refused, or it prints numbers that are valid and new.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "invoice/model/number_pattern.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using enclosure::invoice::NumberPattern;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto pattern = NumberPattern::parse(text);
  if (!pattern) return 0;
  const auto first = pattern->number(2026, 1);
  if (first == pattern->number(2026, 2)) std::abort();
  if (!pattern->can_meet(*pattern)) std::abort();
  if (pattern->begins_anew_each_year() != (pattern->series(2026) != pattern->series(2027)))
    std::abort();
  for (const char* form : {"ten_digits", "three_parts", ""})
    (void)enclosure::invoice::national_form_missed(*pattern, form);
  return 0;
}
