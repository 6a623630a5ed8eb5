#include "invoice/pdf/image.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

#include "invoice/pdf/deflate.h"
#include "invoice/pdf/palette.h"
#include "invoice/pdf/syntax.h"

namespace enclosure::invoice::pdf {
namespace {

constexpr std::size_t kChannels = 3;

/// Averages squares of `factor` pixels; a rest at the right and lower edges is averaged over what
/// is there.
Bitmap shrink(const Bitmap& bitmap, int factor) {
  Bitmap small{(bitmap.width + factor - 1) / factor, (bitmap.height + factor - 1) / factor, {}};
  small.rgb.reserve(static_cast<std::size_t>(small.width) * static_cast<std::size_t>(small.height) *
                    kChannels);
  for (int top = 0; top < bitmap.height; top += factor) {
    for (int left = 0; left < bitmap.width; left += factor) {
      const int bottom = std::min(top + factor, bitmap.height);
      const int right = std::min(left + factor, bitmap.width);
      const auto pixels = static_cast<unsigned>((bottom - top) * (right - left));
      for (std::size_t channel = 0; channel < kChannels; ++channel) {
        unsigned sum = pixels / 2;
        for (int y = top; y < bottom; ++y) {
          for (int x = left; x < right; ++x) {
            sum +=
                bitmap.rgb[(static_cast<std::size_t>(y) * static_cast<std::size_t>(bitmap.width) +
                            static_cast<std::size_t>(x)) *
                               kChannels +
                           channel];
          }
        }
        small.rgb.push_back(static_cast<unsigned char>(sum / pixels));
      }
    }
  }
  return small;
}

EncodedImage encode_indexed(const Bitmap& bitmap, const PalettePicture& palette, int level) {
  std::string table;
  for (const Rgb& colour : palette.colours) {
    for (const unsigned char value : colour) append_byte(table, value);
  }
  return {bitmap.width, bitmap.height,
          "/ColorSpace[/Indexed/DeviceRGB " + std::to_string(palette.colours.size() - 1) + "(" +
              table + ")]/BitsPerComponent 8/Filter/FlateDecode",
          deflate(palette.indices, level)};
}

int paeth(int left, int above, int corner) {
  const int guess = left + above - corner;
  const int to_left = std::abs(guess - left);
  const int to_above = std::abs(guess - above);
  const int to_corner = std::abs(guess - corner);
  if (to_left <= to_above && to_left <= to_corner) return left;
  return to_above <= to_corner ? above : corner;
}

/// One row under PNG filter `type` (PNG, section 9): 0 none, 1 left, 2 above, 4 Paeth.
std::string filtered(const Bitmap& bitmap, int row, int type) {
  const std::size_t stride = static_cast<std::size_t>(bitmap.width) * kChannels;
  const unsigned char* line = bitmap.rgb.data() + static_cast<std::size_t>(row) * stride;
  std::string out(1, static_cast<char>(type));
  for (std::size_t i = 0; i < stride; ++i) {
    const int left = i < kChannels ? 0 : line[i - kChannels];
    const int above = row == 0 ? 0 : *(line + i - stride);
    const int corner = row == 0 || i < kChannels ? 0 : *(line + i - stride - kChannels);
    const int guess = type == 1   ? left
                      : type == 2 ? above
                      : type == 4 ? paeth(left, above, corner)
                                  : 0;
    out += static_cast<char>(static_cast<unsigned char>(line[i] - guess));
  }
  return out;
}

/// The smaller, the better it is likely to compress.
std::uint64_t roughness(const std::string& row) {
  std::uint64_t sum = 0;
  for (const char c : row) sum += static_cast<std::uint64_t>(std::abs(static_cast<signed char>(c)));
  return sum;
}

EncodedImage encode_rgb(const Bitmap& bitmap, int level) {
  std::string rows;
  for (int row = 0; row < bitmap.height; ++row) {
    std::string best;
    std::uint64_t least = std::numeric_limits<std::uint64_t>::max();
    for (const int type : {0, 1, 2, 4}) {
      std::string candidate = filtered(bitmap, row, type);
      if (const std::uint64_t sum = roughness(candidate); sum < least) {
        least = sum;
        best = std::move(candidate);
      }
    }
    rows += best;
  }
  return {bitmap.width, bitmap.height,
          "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode"
          "/DecodeParms<</Predictor 15 /Colors 3 /Columns " +
              std::to_string(bitmap.width) + ">>",
          deflate(rows, level)};
}

}  // namespace

EncodedImage encode_image(const Bitmap& bitmap, const ImageQuality& quality) {
  const int factor = std::max((bitmap.width + quality.most_columns - 1) / quality.most_columns,
                              (bitmap.height + quality.most_rows - 1) / quality.most_rows);
  if (factor > 1) return encode_image(shrink(bitmap, factor), quality);
  if (const auto palette = reduce_colours(bitmap)) {
    return encode_indexed(bitmap, *palette, quality.level);
  }
  return encode_rgb(bitmap, quality.level);
}

}  // namespace enclosure::invoice::pdf
