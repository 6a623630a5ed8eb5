#include "invoice/pdf/product_picture.h"

#include "invoice/pdf/logo.h"

namespace enclosure::invoice {
namespace {

constexpr pdf::ImageQuality kPictureQuality{500, 400, 6};  // 35 by 28 mm at 360 dpi

Fault unusable(std::string why) {
  return {"SHEET-001", "picture", std::move(why),
          "save it as PNG, or as upright JPEG in RGB of at most 300 KB"};
}

}  // namespace

Result<ProductPicture> ProductPicture::decode(std::string_view bytes) {
  const auto made = [](pdf::EncodedImage image) {
    auto encoded = std::make_shared<const Encoded>(Encoded{std::move(image)});
    return ProductPicture(encoded->image.width, encoded->image.height, encoded);
  };
  if (bytes.starts_with("\xFF\xD8")) {
    auto image = pdf::encode_jpeg(bytes);
    if (!image) return unusable(image.faults().front().message);
    return made(*std::move(image));
  }
  const auto bitmap = pdf::decode_png(bytes);
  if (!bitmap) return unusable(bitmap.faults().front().message);
  return made(pdf::encode_image(*bitmap, kPictureQuality));
}

}  // namespace enclosure::invoice
