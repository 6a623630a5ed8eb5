#include "app/rates/unzip.h"

#include <libdeflate.h>

#include <cstdint>
#include <memory>

namespace enclosure::app {
namespace {

constexpr std::string_view kEndRecord("PK\x05\x06", 4);
constexpr std::string_view kEntry("PK\x01\x02", 4);
constexpr std::string_view kLocal("PK\x03\x04", 4);
constexpr std::size_t kEndRecordBytes = 22;
constexpr std::size_t kEntryBytes = 46;
constexpr std::size_t kLocalBytes = 30;

/// A number of `count` bytes, the low one first; `at` lies inside.
std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint32_t value = 0;
  for (std::size_t i = count; i-- > 0;)
    value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

bool has(std::string_view bytes, std::size_t at, std::string_view signature, std::size_t size) {
  return at <= bytes.size() && bytes.size() - at >= size &&
         bytes.substr(at, signature.size()) == signature;
}

std::optional<std::string> inflate(std::string_view packed, std::size_t size) {
  const std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> decompressor(
      libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
  if (!decompressor) return std::nullopt;
  std::string content(size, '\0');
  std::size_t got = 0;
  const auto result = libdeflate_deflate_decompress(decompressor.get(), packed.data(),
                                                    packed.size(), content.data(), size, &got);
  if (result != LIBDEFLATE_SUCCESS || got != size) return std::nullopt;
  return content;
}

}  // namespace

std::optional<std::string> unzip_first(std::string_view bytes, std::size_t max_bytes) {
  const std::size_t end = bytes.rfind(kEndRecord);
  if (end == std::string_view::npos || !has(bytes, end, kEndRecord, kEndRecordBytes))
    return std::nullopt;
  const std::size_t entry = number(bytes, end + 16, 4);
  if (!has(bytes, entry, kEntry, kEntryBytes)) return std::nullopt;
  const bool encrypted = (number(bytes, entry + 8, 2) & 1U) != 0;
  const std::uint32_t method = number(bytes, entry + 10, 2);
  const std::uint32_t crc = number(bytes, entry + 16, 4);
  const std::size_t packed_size = number(bytes, entry + 20, 4);
  const std::size_t size = number(bytes, entry + 24, 4);
  const std::size_t local = number(bytes, entry + 42, 4);
  if (encrypted || size > max_bytes || !has(bytes, local, kLocal, kLocalBytes)) return std::nullopt;
  const std::size_t data =
      local + kLocalBytes + number(bytes, local + 26, 2) + number(bytes, local + 28, 2);
  if (data > bytes.size() || bytes.size() - data < packed_size) return std::nullopt;
  const std::string_view packed = bytes.substr(data, packed_size);
  std::optional<std::string> content;
  if (method == 0 && packed_size == size) content = std::string(packed);
  if (method == 8) content = inflate(packed, size);
  if (content && libdeflate_crc32(0, content->data(), content->size()) != crc) return std::nullopt;
  return content;
}

}  // namespace enclosure::app
