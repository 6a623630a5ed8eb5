#pragma once
// What is inside of a `Logo`. For invoice/pdf.

#include "invoice/pdf/image.h"
#include "invoice/render.h"

namespace enclosure::invoice {

struct Logo::Pixels {
  pdf::Bitmap bitmap;
  pdf::EncodedImage encoded;
};

}  // namespace enclosure::invoice
