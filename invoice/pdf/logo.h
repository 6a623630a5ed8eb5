#pragma once
// What is inside of a `Logo`. For invoice/pdf.

#include "invoice/pdf/image.h"
#include "invoice/render.h"

namespace enclosure::invoice {
namespace pdf {

/// The pixels of a PNG, flattened on white. Faults as `Logo::decode`.
[[nodiscard]] Result<Bitmap> decode_png(std::string_view png);

}  // namespace pdf

struct Logo::Pixels {
  pdf::Bitmap bitmap;
  pdf::EncodedImage encoded;
};

}  // namespace enclosure::invoice
