#include "core/visible.h"

#include <algorithm>
#include <array>

#include "core/text.h"

namespace enclosure {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

/// In rising order. Sources: Unicode 15, DerivedCoreProperties.txt (Default_Ignorable_Code_Point)
/// and UnicodeData.txt (Cc, Zs, Zl, Zp); the empty pattern of braille besides.
constexpr std::array<Range, 23> kUnseen{{
    {0x00, 0x20},       {0x7F, 0xA0},       {0xAD, 0xAD},       {0x34F, 0x34F},
    {0x61C, 0x61C},     {0x115F, 0x1160},   {0x1680, 0x1680},   {0x17B4, 0x17B5},
    {0x180B, 0x180F},   {0x2000, 0x200F},   {0x2028, 0x202F},   {0x205F, 0x206F},
    {0x2800, 0x2800},   {0x3000, 0x3000},   {0x3164, 0x3164},   {0xFE00, 0xFE0F},
    {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},   {0xFFF0, 0xFFF8},   {0x1BCA0, 0x1BCA3},
    {0x1D159, 0x1D159}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
}};

}  // namespace

bool is_visible(char32_t c) {
  return std::none_of(kUnseen.begin(), kUnseen.end(),
                      [c](const Range& range) { return range.first <= c && c <= range.last; });
}

bool has_visible(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (is_visible(next_code_point(text, at))) return true;
  }
  return false;
}

bool is_silent_mark(char32_t c) {
  return c == 0x200B || c == 0x200E || c == 0x200F || c == 0x61C;
}

}  // namespace enclosure
