#include "invoice/pdf/palette.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <tuple>
#include <utility>

namespace enclosure::invoice::pdf {
namespace {

constexpr std::size_t kMostColours = 256;
constexpr std::size_t kMostDistinct = 60000;  // more: a photograph
constexpr std::size_t kChannels = 3;
/// How far a pixel may move in a channel, of 255: what a printer or an eye does not tell apart at
/// an edge; and how far all of them on average, so that a gradient does not fall into bands.
constexpr std::array kTolerances{12, 6, 3};
constexpr double kMostMovement = 0.75;

/// A colour and how many pixels have it.
using Counted = std::pair<Rgb, std::uint64_t>;

std::optional<std::vector<Counted>> histogram(const Bitmap& bitmap) {
  std::map<Rgb, std::uint64_t> counts;
  for (std::size_t i = 0; i + kChannels <= bitmap.rgb.size(); i += kChannels) {
    ++counts[{bitmap.rgb[i], bitmap.rgb[i + 1], bitmap.rgb[i + 2]}];
    if (counts.size() > kMostDistinct) return std::nullopt;
  }
  return std::vector<Counted>(counts.begin(), counts.end());
}

/// A box of the colour cube: colours [begin, end) of the histogram.
struct CubeBox {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t channel = 0;  // the longest side
  int length = 0;
};

CubeBox measured(const std::vector<Counted>& colours, std::size_t begin, std::size_t end) {
  CubeBox box{begin, end};
  for (std::size_t channel = 0; channel < kChannels; ++channel) {
    int least = 255;
    int most = 0;
    for (std::size_t i = begin; i < end; ++i) {
      least = std::min<int>(least, colours[i].first[channel]);
      most = std::max<int>(most, colours[i].first[channel]);
    }
    if (most - least > box.length)
      std::tie(box.channel, box.length) = std::pair{channel, most - least};
  }
  return box;
}

/// Halves the longest box until none is longer than `tolerance`, or until there are enough: what
/// counts is how far a pixel moves at most.
std::vector<CubeBox> cut(std::vector<Counted>& colours, int tolerance) {
  std::vector<CubeBox> boxes{measured(colours, 0, colours.size())};
  while (boxes.size() < kMostColours) {
    const auto longest =
        std::max_element(boxes.begin(), boxes.end(),
                         [](const CubeBox& a, const CubeBox& b) { return a.length < b.length; });
    if (longest->length <= tolerance) break;
    const CubeBox box = *longest;
    const auto first = colours.begin() + static_cast<std::ptrdiff_t>(box.begin);
    const auto last = colours.begin() + static_cast<std::ptrdiff_t>(box.end);
    int least = 255;
    for (auto at = first; at != last; ++at) least = std::min<int>(least, at->first[box.channel]);
    const int half = least + box.length / 2;
    const auto middle = std::stable_partition(
        first, last, [&](const Counted& one) { return one.first[box.channel] <= half; });
    const auto border = static_cast<std::size_t>(middle - colours.begin());
    *longest = measured(colours, box.begin, border);
    boxes.push_back(measured(colours, border, box.end));
  }
  return boxes;
}

/// What stands for all colours of a box: the most frequent one, so that flat areas keep theirs,
/// unless it lies at the edge of the box.
Rgb representative(const std::vector<Counted>& colours, const CubeBox& box, int tolerance) {
  std::array<std::uint64_t, kChannels> sums{};
  std::uint64_t pixels = 0;
  const Counted* most = &colours[box.begin];
  for (std::size_t i = box.begin; i < box.end; ++i) {
    pixels += colours[i].second;
    if (colours[i].second > most->second) most = &colours[i];
    for (std::size_t c = 0; c < kChannels; ++c) sums[c] += colours[i].first[c] * colours[i].second;
  }
  if (box.length <= tolerance) return most->first;
  Rgb mean{};
  for (std::size_t c = 0; c < kChannels; ++c) {
    mean[c] = static_cast<unsigned char>((sums[c] + pixels / 2) / pixels);
  }
  return mean;
}

double pixels_of(const Bitmap& bitmap) {
  return static_cast<double>(bitmap.width) * bitmap.height;
}

int distance(const Rgb& a, const Rgb& b) {
  int most = 0;
  for (std::size_t c = 0; c < kChannels; ++c) most = std::max(most, std::abs(a[c] - b[c]));
  return most;
}

/// Colours, and which of them stands for each of the picture's.
struct Palette {
  std::vector<Rgb> colours;
  std::map<Rgb, char> index_of;
  double movement = 0;  // by how much all pixels together move
};

/// Nothing where a pixel would move by more than `tolerance` in a channel.
std::optional<Palette> palette_within(std::vector<Counted> colours, int tolerance) {
  Palette palette;
  for (const CubeBox& box : cut(colours, tolerance)) {
    const Rgb colour = representative(colours, box, tolerance);
    for (std::size_t i = box.begin; i < box.end; ++i) {
      const auto& [from, pixels] = colours[i];
      const int moved = distance(from, colour);
      if (moved > tolerance) return std::nullopt;
      palette.movement += static_cast<double>(pixels) * moved;
      palette.index_of.emplace(from, static_cast<char>(palette.colours.size()));
    }
    palette.colours.push_back(colour);
  }
  return palette;
}

PalettePicture indexed(const Bitmap& bitmap, const Palette& palette) {
  PalettePicture picture{palette.colours, {}};
  for (std::size_t i = 0; i + kChannels <= bitmap.rgb.size(); i += kChannels) {
    picture.indices += palette.index_of.at({bitmap.rgb[i], bitmap.rgb[i + 1], bitmap.rgb[i + 2]});
  }
  return picture;
}

}  // namespace

std::optional<PalettePicture> reduce_colours(const Bitmap& bitmap) {
  const auto colours = histogram(bitmap);
  if (!colours || colours->empty()) return std::nullopt;
  if (colours->size() <= kMostColours) return indexed(bitmap, *palette_within(*colours, 0));
  for (const int tolerance : kTolerances) {
    const auto palette = palette_within(*colours, tolerance);
    if (palette && palette->movement <= kMostMovement * pixels_of(bitmap)) {
      return indexed(bitmap, *palette);
    }
  }
  return std::nullopt;
}

}  // namespace enclosure::invoice::pdf
