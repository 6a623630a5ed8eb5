#include "invoice/pdf/logo.h"

#include <png.h>

#include <utility>

namespace enclosure::invoice {
namespace {

constexpr png_uint_32 kMostPixelsASide = 4000;

Fault damaged(const std::string& why) {
  return {"LOGO-001", "logo", "not a PNG that can be read: " + why,
          "save the logo as PNG once more"};
}

/// libpng's simple reader; it reports errors as values and never aborts or jumps out of a call.
class PngReader {
 public:
  PngReader() { image_.version = PNG_IMAGE_VERSION; }
  ~PngReader() { png_image_free(&image_); }
  PngReader(const PngReader&) = delete;
  PngReader& operator=(const PngReader&) = delete;

  Result<pdf::Bitmap> read(std::string_view png) {
    if (png_image_begin_read_from_memory(&image_, png.data(), png.size()) == 0) {
      return damaged(image_.message);
    }
    if (image_.width > kMostPixelsASide || image_.height > kMostPixelsASide) {
      return Fault{"LOGO-002", "logo",
                   std::to_string(image_.width) + " x " + std::to_string(image_.height) +
                       " pixels are too many",
                   "save the logo with at most 4000 pixels a side; 1500 x 450 is plenty"};
    }
    image_.format = PNG_FORMAT_RGB;
    image_.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
    pdf::Bitmap bitmap{static_cast<int>(image_.width), static_cast<int>(image_.height), {}};
    bitmap.rgb.resize(PNG_IMAGE_SIZE(image_));
    constexpr png_color kWhite{255, 255, 255};
    if (png_image_finish_read(&image_, &kWhite, bitmap.rgb.data(), 0, nullptr) == 0) {
      return damaged(image_.message);
    }
    return bitmap;
  }

 private:
  png_image image_{};
};

}  // namespace

Result<Logo> Logo::decode(std::string_view png) {
  auto bitmap = PngReader().read(png);
  if (!bitmap) return std::move(bitmap).faults();
  pdf::EncodedImage encoded = pdf::encode_image(*bitmap);
  return Logo(std::make_shared<const Pixels>(Pixels{*std::move(bitmap), std::move(encoded)}));
}

int Logo::width() const {
  return pixels_->bitmap.width;
}

int Logo::height() const {
  return pixels_->bitmap.height;
}

std::span<const unsigned char> Logo::rgb() const {
  return pixels_->bitmap.rgb;
}

}  // namespace enclosure::invoice
