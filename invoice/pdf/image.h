#pragma once
// A picture as PDF embeds it.

#include <cstdint>
#include <string>
#include <vector>

namespace enclosure::invoice::pdf {

/// Rows of 8 bit RGB, top to bottom, without padding.
struct Bitmap {
  int width = 0;
  int height = 0;
  std::vector<unsigned char> rgb;
};

/// An image XObject (ISO 32000-1, 8.9.5), all but the length of its stream.
struct EncodedImage {
  int width = 0;
  int height = 0;
  std::string entries;  ///< of its dictionary: colour space, bits, filter
  std::string stream;   ///< compressed
};

/// How fine a picture is kept, and how hard it is compressed.
struct ImageQuality {
  int most_columns = 0;
  int most_rows = 0;
  int level = 6;  ///< see deflate.h
};

/// 600 dpi in the place of a logo, 62 by 18 mm; made once for each logo.
inline constexpr ImageQuality kLogoQuality{1500, 450, 12};

/// Encodes `bitmap`: with a palette where 256 colours show it so that no eye sees a difference,
/// else as RGB with PNG predictors. What is finer than `quality` is averaged down first. The same
/// bitmap gives the same bytes.
[[nodiscard]] EncodedImage encode_image(const Bitmap& bitmap,
                                        const ImageQuality& quality = kLogoQuality);

}  // namespace enclosure::invoice::pdf
