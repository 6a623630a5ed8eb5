// Any bytes as the manifest of the fonts: faults, or ranges in order.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "invoice/pdf/font_manifest.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace enclosure;
  const auto manifest =
      invoice::pdf::read_font_manifest({reinterpret_cast<const char*>(data), size});
  if (!manifest) {
    for (const Fault& fault : manifest.faults()) {
      if (fault.code != "FONT-002" || fault.message.empty()) std::abort();
    }
    return 0;
  }
  char32_t next = 0;
  for (const auto& range : manifest->characters) {
    if (range.first < next || range.last < range.first || range.last > 0x10FFFF) std::abort();
    if (!manifest->has(range.first) || !manifest->has(range.last)) std::abort();
    if (range.first > next && manifest->has(range.first - 1)) std::abort();
    next = range.last + 1;
  }
  return 0;
}
