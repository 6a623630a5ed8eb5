#include "app/check/picture.h"

#include <array>
#include <cstdint>
#include <string>

#include "app/check/file_type.h"

namespace enclosure::app {
namespace {

std::uint32_t big_endian(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < size; ++i)
    value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

void damaged(std::string_view why, FileFaults& faults) {
  faults.add("FILE-030", "", "the picture is damaged: " + std::string(why),
             "open it and save it anew");
}

void judge_size(PictureSize size, const EnclosureLimits& limits, FileFaults& faults) {
  if (is_showable(size, limits)) return;
  faults.add("FILE-031", "",
             "the picture has " + std::to_string(size.width_px) + " by " +
                 std::to_string(size.height_px) + " pixels",
             "make it smaller: at most " + std::to_string(limits.side_px) + " a side and " +
                 std::to_string(limits.area_px / 1'000'000) + " million in all");
}

void judge_tail(std::string_view bytes, std::size_t end, FileFaults& faults) {
  const std::size_t tail = tail_after(bytes, end);
  if (tail == std::string_view::npos) return;
  faults.add("FILE-025", "",
             "behind the end of the picture, at byte " + std::to_string(tail) + ", is " +
                 std::string(content_of(bytes.substr(tail)).name),
             "open the picture and save it anew");
}

// JPEG (ISO 10918-1, Annex B): segments of a marker, a length and what it holds.

constexpr unsigned kStartOfScan = 0xDA;
constexpr unsigned kEndOfImage = 0xD9;

bool is_frame(unsigned marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

bool stands_alone(unsigned marker) {
  return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
}

struct Segment {
  unsigned marker = 0;
  std::string_view content;
};

/// Goes from segment to segment.
class JpegSegments {
 public:
  explicit JpegSegments(std::string_view bytes) : bytes_(bytes) {}

  /// Nothing: the file ends, or goes on with something else.
  std::optional<Segment> next() {
    if (at_ + 1 >= bytes_.size() || byte(at_) != 0xFF) return std::nullopt;
    while (at_ + 1 < bytes_.size() && byte(at_ + 1) == 0xFF) ++at_;  // filled up with FF
    if (at_ + 1 >= bytes_.size()) return std::nullopt;
    const unsigned marker = byte(at_ + 1);
    at_ += 2;
    if (marker == kEndOfImage || stands_alone(marker)) return Segment{marker, {}};
    if (at_ + 2 > bytes_.size()) return std::nullopt;
    const std::size_t length = big_endian(bytes_, at_, 2);
    if (length < 2 || length > bytes_.size() - at_) return std::nullopt;
    const Segment segment{marker, bytes_.substr(at_ + 2, length - 2)};
    at_ += length;
    if (marker == kStartOfScan) skip_scan();
    return segment;
  }

  [[nodiscard]] std::size_t at() const { return at_; }

 private:
  [[nodiscard]] unsigned byte(std::size_t at) const {
    return static_cast<unsigned char>(bytes_[at]);
  }

  /// To the marker behind the packed data, in which FF stands before 00 or a restart alone.
  void skip_scan() {
    for (; at_ + 1 < bytes_.size(); ++at_) {
      at_ = bytes_.find('\xFF', at_);
      if (at_ == std::string_view::npos || at_ + 1 >= bytes_.size()) break;
      const unsigned marker = byte(at_ + 1);
      if (marker != 0 && marker != 0xFF && !(marker >= 0xD0 && marker <= 0xD7)) return;
    }
    at_ = bytes_.size();
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
};

std::optional<PictureSize> size_in(const Segment& segment) {
  if (!is_frame(segment.marker) || segment.content.size() < 6) return std::nullopt;
  return PictureSize{big_endian(segment.content, 3, 2), big_endian(segment.content, 1, 2)};
}

// PNG (ISO 15948, clause 5): chunks of a length, a type, what it holds and its CRC.

constexpr std::size_t kPngMark = 8;
constexpr std::size_t kMostOfAText = std::size_t{1} << 20U;

std::uint32_t crc32(std::string_view bytes) {
  static const auto table = [] {
    std::array<std::uint32_t, 256> all{};
    for (std::uint32_t i = 0; i < all.size(); ++i) {
      std::uint32_t value = i;
      for (int bit = 0; bit < 8; ++bit) value = value >> 1U ^ (value & 1U ? 0xEDB88320U : 0U);
      all[i] = value;
    }
    return all;
  }();
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char c : bytes) crc = table[(crc ^ static_cast<unsigned char>(c)) & 0xFFU] ^ crc >> 8U;
  return ~crc;
}

struct Chunk {
  std::string_view type;
  std::string_view content;
};

/// The chunk at `at`, which moves behind it; nothing where it is cut short or its CRC is wrong.
std::optional<Chunk> next_chunk(std::string_view bytes, std::size_t& at) {
  if (bytes.size() - at < 12) return std::nullopt;
  const std::size_t length = big_endian(bytes, at, 4);
  if (length > bytes.size() - at - 12) return std::nullopt;
  const std::string_view checked = bytes.substr(at + 4, 4 + length);
  if (crc32(checked) != big_endian(bytes, at + 8 + length, 4)) return std::nullopt;
  at += 12 + length;
  return Chunk{checked.substr(0, 4), checked.substr(4)};
}

/// Whether depth and colour of a PNG's head go together (table 11.1).
bool is_head(std::string_view head) {
  if (head.size() != 13) return false;
  const std::uint32_t depth = big_endian(head, 8, 1);
  const bool is_power = depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
  const bool is_known = head[10] == 0 && head[11] == 0 && (head[12] == 0 || head[12] == 1);
  switch (head[9]) {
    case 0:
      return is_known && is_power;
    case 3:
      return is_known && is_power && depth <= 8;
    case 2:
    case 4:
    case 6:
      return is_known && (depth == 8 || depth == 16);
    default:
      return false;
  }
}

}  // namespace

bool is_showable(PictureSize size, const EnclosureLimits& limits) {
  return size.width_px > 0 && size.height_px > 0 && size.width_px <= limits.side_px &&
         size.height_px <= limits.side_px && size.width_px * size.height_px <= limits.area_px;
}

std::optional<PictureSize> jpeg_size(std::string_view bytes) {
  JpegSegments segments(bytes);
  while (const auto segment = segments.next()) {
    if (const auto size = size_in(*segment)) return size;
    if (segment->marker == kStartOfScan || segment->marker == kEndOfImage) break;
  }
  return std::nullopt;
}

std::optional<PictureSize> check_jpeg(std::string_view bytes, const EnclosureLimits& limits,
                                      FileFaults& faults) {
  JpegSegments segments(bytes);
  std::optional<PictureSize> size;
  bool has_scan = false;
  while (const auto segment = segments.next()) {
    if (!size) size = size_in(*segment);
    has_scan |= segment->marker == kStartOfScan;
    if (segment->marker != kEndOfImage) continue;
    if (!size || !has_scan) break;
    judge_size(*size, limits, faults);
    judge_tail(bytes, segments.at(), faults);
    return size;
  }
  damaged(!size ? "it has no size" : "it is cut short", faults);
  return std::nullopt;
}

std::optional<PictureSize> check_png(std::string_view bytes, const EnclosureLimits& limits,
                                     FileFaults& faults) {
  std::size_t at = kPngMark;
  auto chunk = next_chunk(bytes, at);
  if (!chunk || chunk->type != "IHDR" || !is_head(chunk->content)) {
    damaged("its head is not that of a PNG", faults);
    return std::nullopt;
  }
  const PictureSize size{big_endian(chunk->content, 0, 4), big_endian(chunk->content, 4, 4)};
  bool has_data = false;
  while ((chunk = next_chunk(bytes, at))) {
    has_data |= chunk->type == "IDAT";
    const bool is_packed_text =
        chunk->type == "zTXt" || chunk->type == "iTXt" || chunk->type == "iCCP";
    if (is_packed_text && chunk->content.size() > kMostOfAText) {
      damaged("a remark of more than 1 MiB", faults);
    }
    if (chunk->type != "IEND") continue;
    if (!has_data) break;
    judge_size(size, limits, faults);
    judge_tail(bytes, at, faults);
    return size;
  }
  damaged("it is cut short, or a part of it was changed", faults);
  return std::nullopt;
}

}  // namespace enclosure::app
