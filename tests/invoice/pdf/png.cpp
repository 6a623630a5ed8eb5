#include "png.h"

#include <libdeflate.h>

#include <array>

#include "invoice/pdf/deflate.h"

namespace enclosure::invoice::png {
namespace {

std::string number(std::uint32_t value) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 0xFF);
  return bytes;
}

/// One row of a pass: filter type 0 and the samples, packed.
std::string row(const Picture& picture, int y, int first, int step) {
  std::string bytes(1, '\0');
  unsigned byte = 0;
  int filled = 0;
  const int per_pixel = channels(picture.kind);
  for (int x = first; x < picture.width; x += step) {
    for (int channel = 0; channel < per_pixel; ++channel) {
      const auto at = static_cast<std::size_t>((y * picture.width + x) * per_pixel + channel);
      const unsigned sample = picture.samples[at];
      if (picture.bits == 16) {
        bytes += static_cast<char>(sample >> 8);
        bytes += static_cast<char>(sample & 0xFF);
        continue;
      }
      byte = byte << picture.bits | sample;
      filled += picture.bits;
      if (filled == 8) {
        bytes += static_cast<char>(byte);
        byte = 0;
        filled = 0;
      }
    }
  }
  if (filled > 0) bytes += static_cast<char>(byte << (8 - filled));
  return bytes;
}

struct Pass {
  int x, y, step_x, step_y;
};

std::string rows(const Picture& picture) {
  constexpr std::array<Pass, 7> kAdam7{{{0, 0, 8, 8},
                                        {4, 0, 8, 8},
                                        {0, 4, 4, 8},
                                        {2, 0, 4, 4},
                                        {0, 2, 2, 4},
                                        {1, 0, 2, 2},
                                        {0, 1, 1, 2}}};
  std::string bytes;
  if (!picture.interlaced) {
    for (int y = 0; y < picture.height; ++y) bytes += row(picture, y, 0, 1);
    return bytes;
  }
  for (const Pass& pass : kAdam7) {
    if (pass.x >= picture.width) continue;
    for (int y = pass.y; y < picture.height; y += pass.step_y) {
      bytes += row(picture, y, pass.x, pass.step_x);
    }
  }
  return bytes;
}

}  // namespace

int channels(Kind kind) {
  switch (kind) {
    case Kind::kGreyAlpha:
      return 2;
    case Kind::kRgb:
      return 3;
    case Kind::kRgba:
      return 4;
    default:
      return 1;
  }
}

std::string chunk(const std::string& type, const std::string& data) {
  const std::string body = type + data;
  return number(static_cast<std::uint32_t>(data.size())) + body +
         number(libdeflate_crc32(0, body.data(), body.size()));
}

std::string encode(const Picture& picture) {
  std::string header = number(static_cast<std::uint32_t>(picture.width)) +
                       number(static_cast<std::uint32_t>(picture.height));
  header += static_cast<char>(picture.bits);
  header += static_cast<char>(picture.kind);
  header += std::string(2, '\0');
  header += picture.interlaced ? '\1' : '\0';
  std::string png = "\x89PNG\r\n\x1a\n" + chunk("IHDR", header);
  if (!picture.palette.empty()) png += chunk("PLTE", picture.palette);
  if (!picture.palette_alpha.empty()) png += chunk("tRNS", picture.palette_alpha);
  return png + chunk("IDAT", pdf::deflate(rows(picture))) + chunk("IEND", "");
}

}  // namespace enclosure::invoice::png
