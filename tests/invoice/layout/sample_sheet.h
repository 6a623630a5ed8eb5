#pragma once
// Cover sheets for the tests of layout and drawing.

#include <string>

#include "invoice/cover_sheet.h"

namespace enclosure::invoice::sample {

/// A sheet in `language` with everything that one can have: something to read and to install before
/// the first use, two products with steps, documents in several languages, attached and online,
/// downloads, a picture, the buyer's page.
[[nodiscard]] CoverSheet sheet(const std::string& language);

/// A plain one in German with `products` products, each with three steps, two documents and a
/// download; every other one has a picture.
[[nodiscard]] CoverSheet long_sheet(int products);

/// A small lamp, JPEG.
[[nodiscard]] const ProductPicture& picture();

}  // namespace enclosure::invoice::sample
