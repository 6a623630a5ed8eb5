#pragma once
// Few colours in the place of many.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "invoice/pdf/image.h"

namespace enclosure::invoice::pdf {

using Rgb = std::array<unsigned char, 3>;

/// A picture as indices into at most 256 colours.
struct PalettePicture {
  std::vector<Rgb> colours;
  std::string indices;  ///< a byte a pixel
};

/// `bitmap` with a palette: exactly, where it has no more than 256 colours; else with the colours
/// that median cut finds, where no eye sees a difference: pixels at the edges of shapes may move a
/// little, areas and gradients stay what they are. Nothing where that does not do: a photograph.
/// The same bitmap gives the same palette.
[[nodiscard]] std::optional<PalettePicture> reduce_colours(const Bitmap& bitmap);

}  // namespace enclosure::invoice::pdf
