#pragma once
// What is inside of a `ProductPicture`. For invoice/pdf.

#include "invoice/cover_sheet.h"
#include "invoice/pdf/image.h"

namespace enclosure::invoice {

struct ProductPicture::Encoded {
  pdf::EncodedImage image;
};

namespace pdf {

/// A JPEG (ISO 10918-1) as an image XObject: the file itself without its remarks, position and
/// camera among them. The fault's message says what is wrong.
[[nodiscard]] Result<EncodedImage> encode_jpeg(std::string_view jpeg);

}  // namespace pdf
}  // namespace enclosure::invoice
