// Any bytes as a font: refused with a fault, or a face whose every character can be measured, cut
// out and embedded.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "invoice/layout/font_face.h"
#include "invoice/pdf/font_subset.h"

namespace {

using namespace enclosure::invoice;

void require(bool condition) {
  if (!condition) std::abort();
}

/// Some of the characters that the face has, from all over the plane.
std::vector<char16_t> characters_of(const layout::FontFace& face) {
  constexpr std::size_t kMost = 64;
  std::vector<char16_t> characters;
  for (char32_t c = 1; c <= 0xFFFF && characters.size() < kMost; ++c) {
    if (face.glyph(c) == layout::kNoGlyph) continue;
    require(face.advance(face.glyph(c)) >= 0);
    characters.push_back(static_cast<char16_t>(c));
  }
  return characters;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto face =
      layout::FontFace::load({"fuzz.ttf", {reinterpret_cast<const char*>(data), size}});
  if (!face) {
    for (const auto& fault : face.faults()) require(!fault.message.empty() && !fault.path.empty());
    return 0;
  }
  require(!face->post_script_name().empty() && face->metrics().units_per_em > 0);
  require(face->width("Aé1€ Ωж", 9000) >= 0);
  try {
    const auto subset = pdf::make_subset(*face, characters_of(*face));
    require(!subset.name.empty() && !subset.file.empty());
  } catch (const std::runtime_error&) {  // HarfBuzz cannot cut it
  }
  return 0;
}
