// A logo that a seller hands in: any bytes at all. They are tried as they come, and once more with
// the checksum of every chunk put right, so that mutations get past the first check.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "invoice/render.h"

namespace {

constexpr std::size_t kSignature = 8;
constexpr std::size_t kFrame = 12;  // length, type and checksum of a chunk

std::uint32_t checksum(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1U ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  return ~crc;
}

std::string with_checksums(std::string png) {
  for (std::size_t at = kSignature; at + kFrame <= png.size();) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < 4; ++i)
      length = length << 8U | static_cast<unsigned char>(png[at + i]);
    if (length > png.size() - at - kFrame) break;
    const std::uint32_t crc = checksum(std::string_view(png).substr(at + 4, length + 4));
    for (std::size_t i = 0; i < 4; ++i) {
      png[at + 8 + length + i] = static_cast<char>(crc >> (24U - 8U * i) & 0xFFU);
    }
    at += length + kFrame;
  }
  return png;
}

void decode(std::string_view bytes) {
  const auto logo = enclosure::invoice::Logo::decode(bytes);
  if (!logo) return;
  const auto width = static_cast<std::size_t>(logo->width());
  const auto height = static_cast<std::size_t>(logo->height());
  if (logo->rgb().size() != 3 * width * height) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  decode(bytes);
  decode(with_checksums(bytes));
  return 0;
}
