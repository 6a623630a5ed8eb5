#pragma once
// Makes PNG files of every kind for the tests of the logo.

#include <cstdint>
#include <string>
#include <vector>

namespace enclosure::invoice::png {

/// PNG colour types (PNG, table 11.1).
enum class Kind : std::uint8_t { kGrey = 0, kRgb = 2, kPalette = 3, kGreyAlpha = 4, kRgba = 6 };

struct Picture {
  Kind kind = Kind::kRgb;
  int bits = 8;  ///< 1, 2, 4, 8 or 16 a sample
  bool interlaced = false;
  int width = 0;
  int height = 0;
  std::vector<std::uint16_t> samples;  ///< pixel by pixel, as many a pixel as `kind` has
  std::string palette;                 ///< RGB triples
  std::string palette_alpha;           ///< chunk tRNS
};

/// How many samples a pixel has.
int channels(Kind kind);

std::string encode(const Picture& picture);

/// One chunk: length, type, data, checksum.
std::string chunk(const std::string& type, const std::string& data);

}  // namespace enclosure::invoice::png
