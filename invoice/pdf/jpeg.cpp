// JPEG (ISO 10918-1, Annex B) as PDF takes it: the filter DCTDecode reads the file itself.

#include <cstdint>
#include <optional>

#include "invoice/pdf/product_picture.h"

namespace enclosure::invoice::pdf {
namespace {

constexpr std::size_t kMostBytes = 300'000;
constexpr unsigned kMostPixelsASide = 4000;

constexpr unsigned kStartOfScan = 0xDA;
constexpr unsigned kEndOfImage = 0xD9;
constexpr unsigned kFirstRemark = 0xE0;  // APP0
constexpr unsigned kCamera = 0xE1;       // APP1: Exif
constexpr unsigned kAdobe = 0xEE;        // APP14: whether colours are YCbCr or RGB
constexpr unsigned kLastRemark = 0xEF;
constexpr unsigned kComment = 0xFE;

/// A number of `size` bytes, big end first unless `little`; 0 beyond the end.
unsigned number(std::string_view bytes, std::size_t at, std::size_t size, bool little = false) {
  if (at > bytes.size() || size > bytes.size() - at) return 0;
  unsigned value = 0;
  for (std::size_t i = 0; i < size; ++i) {
    value = value << 8U | static_cast<unsigned char>(bytes[at + (little ? size - 1 - i : i)]);
  }
  return value;
}

/// Whether an Exif segment says that the picture lies on its side (tag 0x0112 of the first
/// directory).
bool is_turned(std::string_view segment) {
  constexpr std::string_view kExif("Exif\0\0", 6);
  constexpr unsigned kOrientation = 0x0112;
  constexpr unsigned kUpright = 1;
  if (!segment.starts_with(kExif)) return false;
  const std::string_view tiff = segment.substr(kExif.size());
  const bool little = tiff.starts_with("II");
  const std::size_t directory = number(tiff, 4, 4, little);
  const unsigned entries = number(tiff, directory, 2, little);
  for (unsigned i = 0; i < entries; ++i) {
    const std::size_t entry = directory + 2 + std::size_t{12} * i;
    if (entry + 12 > tiff.size()) return false;
    if (number(tiff, entry, 2, little) != kOrientation) continue;
    const unsigned value = number(tiff, entry + 8, 2, little);
    return value > kUpright && value <= 8;
  }
  return false;
}

/// Goes from segment to segment and keeps what a picture is made of.
class JpegReader {
 public:
  explicit JpegReader(std::string_view bytes) : bytes_(bytes) {}

  Result<EncodedImage> read() {
    if (bytes_.size() > kMostBytes) return fault("it has more than 300,000 bytes");
    image_.stream = bytes_.substr(0, at_);  // the mark of its start
    while (!is_whole_) {
      if (const auto why = step()) return fault(*why);
    }
    if (!has_scan_) return fault("the JPEG shows nothing");
    return std::move(image_);
  }

 private:
  static Fault fault(std::string why) { return {"SHEET-001", "picture", std::move(why), ""}; }

  /// Takes one segment; gives what is wrong with it.
  std::optional<std::string> step() {
    const std::string cut = "the JPEG is cut short or damaged";
    if (number(bytes_, at_, 1) != 0xFF) return cut;
    while (number(bytes_, at_ + 1, 1) == 0xFF) ++at_;  // filled up
    const unsigned marker = number(bytes_, at_ + 1, 1);
    if (marker == kEndOfImage) {
      image_.stream += bytes_.substr(at_, 2);
      is_whole_ = true;
      return std::nullopt;
    }
    const std::size_t length = number(bytes_, at_ + 2, 2);
    if (length < 2 || at_ + 2 + length > bytes_.size()) return cut;
    const std::string_view content = bytes_.substr(at_ + 4, length - 2);
    if (const auto why = look_at(marker, content)) return why;
    std::size_t end = at_ + 2 + length;
    if (marker == kStartOfScan) end = end_of_scan(end);
    if (!is_remark(marker)) image_.stream += bytes_.substr(at_, end - at_);
    at_ = end;
    return std::nullopt;
  }

  std::optional<std::string> look_at(unsigned marker, std::string_view content) {
    if (marker == kCamera && is_turned(content)) return "the picture lies on its side";
    if (marker == kStartOfScan) {
      if (image_.width == 0) return "the JPEG has no size";
      has_scan_ = true;
    }
    const bool is_frame =
        marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (!is_frame) return std::nullopt;
    if (marker > 0xC2) return "it is a JPEG of a rare kind";
    if (image_.width != 0) return "the JPEG has two sizes";
    return take_frame(content);
  }

  std::optional<std::string> take_frame(std::string_view content) {
    const unsigned bits = number(content, 0, 1);
    const unsigned height = number(content, 1, 2);
    const unsigned width = number(content, 3, 2);
    const unsigned components = number(content, 5, 1);
    if (bits != 8 || (components != 1 && components != 3)) {
      return "its colours are neither grey nor RGB with 8 bits";
    }
    if (width == 0 || height == 0) return "the JPEG has no size";
    if (width > kMostPixelsASide || height > kMostPixelsASide) {
      return std::to_string(width) + " x " + std::to_string(height) + " pixels are too many";
    }
    image_.width = static_cast<int>(width);
    image_.height = static_cast<int>(height);
    image_.entries = std::string("/ColorSpace/") + (components == 1 ? "DeviceGray" : "DeviceRGB") +
                     "/BitsPerComponent 8/Filter/DCTDecode";
    return std::nullopt;
  }

  /// Remarks tell about camera, place and program; only that of Adobe changes what is seen.
  static bool is_remark(unsigned marker) {
    return (marker >= kFirstRemark && marker <= kLastRemark && marker != kAdobe) ||
           marker == kComment;
  }

  /// The place of the marker behind the packed data, in which FF stands before 00 or a restart.
  [[nodiscard]] std::size_t end_of_scan(std::size_t at) const {
    for (; at + 1 < bytes_.size(); ++at) {
      const unsigned next = number(bytes_, at + 1, 1);
      const bool is_data = next == 0 || (next >= 0xD0 && next <= 0xD7);
      if (number(bytes_, at, 1) == 0xFF && !is_data) return at;
    }
    return bytes_.size();
  }

  std::string_view bytes_;
  std::size_t at_ = 2;
  EncodedImage image_;
  bool has_scan_ = false;
  bool is_whole_ = false;
};

}  // namespace

Result<EncodedImage> encode_jpeg(std::string_view jpeg) {
  return JpegReader(jpeg).read();
}

}  // namespace enclosure::invoice::pdf
