#include "invoice/pdf/logo.h"

#include <png.h>

#include <array>
#include <csetjmp>
#include <cstring>
#include <new>
#include <utility>
#include <vector>

namespace enclosure::invoice {
namespace {

constexpr png_uint_32 kMostPixelsASide = 4000;
constexpr std::size_t kRgba = 4;

/// Whether each chunk up to the last one is as long as it says. libpng takes memory for what a
/// chunk promises, up to 2 GB, before it looks whether it is there.
bool holds_its_chunks(std::string_view png) {
  constexpr std::size_t kSignature = 8;
  constexpr std::size_t kFrame = 12;  // length, type and checksum
  for (std::size_t at = kSignature; at + kFrame <= png.size();) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      length = length << 8U | static_cast<unsigned char>(png[at + i]);
    }
    if (length > png.size() - at - kFrame) return false;
    if (png.substr(at + 4, 4) == "IEND") return true;
    at += kFrame + length;
  }
  return false;
}

Fault unreadable(const std::string& why) {
  return {"LOGO-001", "logo", "not a PNG that can be read: " + why,
          "save the logo as PNG once more"};
}

/// Reads one PNG. libpng's simple interface would be shorter, but 1.6.39 garbles 16 bit pictures
/// that are interlaced.
///
/// libpng jumps out of its calls when something is wrong; the functions that it jumps back to hold
/// nothing that must be destroyed.
class PngReader {
 public:
  explicit PngReader(std::string_view png)
      : rest_(png),
        png_(png_create_read_struct(PNG_LIBPNG_VER_STRING, this, &on_error, &on_warning)),
        info_(png_ == nullptr ? nullptr : png_create_info_struct(png_)) {
    if (info_ == nullptr) {
      png_destroy_read_struct(&png_, nullptr, nullptr);
      throw std::bad_alloc();
    }
    png_set_read_fn(png_, this, &on_read);
  }
  ~PngReader() { png_destroy_read_struct(&png_, &info_, nullptr); }
  PngReader(const PngReader&) = delete;
  PngReader& operator=(const PngReader&) = delete;

  Result<pdf::Bitmap> read() {
    if (!read_header()) return damaged();
    const png_uint_32 width = png_get_image_width(png_, info_);
    const png_uint_32 height = png_get_image_height(png_, info_);
    if (width > kMostPixelsASide || height > kMostPixelsASide) {
      return Fault{"LOGO-002", "logo",
                   std::to_string(width) + " x " + std::to_string(height) + " pixels are too many",
                   "save the logo with at most 4000 pixels a side; 1500 x 450 is plenty"};
    }
    if (!ask_for_rgba()) return damaged();
    std::vector<png_byte> pixels(kRgba * width * height);
    std::vector<png_bytep> rows;
    for (png_uint_32 y = 0; y < height; ++y) rows.push_back(&pixels[kRgba * width * y]);
    if (!read_rows(rows.data())) return damaged();
    return pdf::Bitmap{static_cast<int>(width), static_cast<int>(height), flattened(pixels)};
  }

 private:
  bool read_header() {
    if (setjmp(png_jmpbuf(png_)) != 0) return false;  // NOLINT(cert-err52-cpp): libpng's way
    png_read_info(png_, info_);
    return true;
  }

  bool ask_for_rgba() {
    if (setjmp(png_jmpbuf(png_)) != 0) return false;  // NOLINT(cert-err52-cpp)
    png_set_expand(png_);
    png_set_scale_16(png_);
    png_set_gray_to_rgb(png_);
    png_set_add_alpha(png_, 0xFF, PNG_FILLER_AFTER);
    png_set_interlace_handling(png_);
    png_read_update_info(png_, info_);
    return png_get_rowbytes(png_, info_) == kRgba * png_get_image_width(png_, info_);
  }

  bool read_rows(png_bytepp rows) {
    if (setjmp(png_jmpbuf(png_)) != 0) return false;  // NOLINT(cert-err52-cpp)
    png_read_image(png_, rows);
    png_read_end(png_, nullptr);
    return true;
  }

  /// On white, as a browser shows it.
  static std::vector<unsigned char> flattened(const std::vector<png_byte>& pixels) {
    std::vector<unsigned char> rgb;
    rgb.reserve(pixels.size() / kRgba * 3);
    for (std::size_t i = 0; i < pixels.size(); i += kRgba) {
      const unsigned alpha = pixels[i + 3];
      for (std::size_t channel = 0; channel < 3; ++channel) {
        const unsigned mixed = pixels[i + channel] * alpha + 255 * (255 - alpha);
        rgb.push_back(static_cast<unsigned char>((mixed + 127) / 255));
      }
    }
    return rgb;
  }

  [[nodiscard]] Fault damaged() const { return unreadable(message_.data()); }

  static void on_read(png_structp png, png_bytep bytes, std::size_t size) {
    auto& reader = *static_cast<PngReader*>(png_get_io_ptr(png));
    if (reader.rest_.size() < size) png_error(png, "it is cut short");
    std::memcpy(bytes, reader.rest_.data(), size);
    reader.rest_.remove_prefix(size);
  }

  [[noreturn]] static void on_error(png_structp png, png_const_charp message) {
    auto& reader = *static_cast<PngReader*>(png_get_error_ptr(png));
    std::strncpy(reader.message_.data(), message, reader.message_.size() - 1);
    png_longjmp(png, 1);
  }

  static void on_warning(png_structp, png_const_charp) {}

  std::string_view rest_;
  std::array<char, 120> message_{};
  png_structp png_;
  png_infop info_;
};

}  // namespace

Result<pdf::Bitmap> pdf::decode_png(std::string_view png) {
  if (!holds_its_chunks(png)) return unreadable("it is cut short, or no PNG at all");
  return PngReader(png).read();
}

Result<Logo> Logo::decode(std::string_view png) {
  auto bitmap = pdf::decode_png(png);
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
