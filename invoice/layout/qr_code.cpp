#include "invoice/layout/qr_code.h"

#include <qrencode.h>

#include <cerrno>
#include <memory>
#include <new>
#include <string>

namespace enclosure::invoice::layout {
namespace {

constexpr std::size_t kMostBytes = 2331;  // version 40, level M, byte mode

Fault does_not_fit(std::string_view bytes) {
  if (bytes.empty()) return {"QR-001", "", "a QR code of nothing", "give it a text"};
  return {"QR-001", "", std::to_string(bytes.size()) + " bytes are too many for a QR code",
          "shorten the text to " + std::to_string(kMostBytes) + " bytes"};
}

}  // namespace

Result<QrCode> QrCode::encode(std::string_view bytes) {
  if (bytes.empty() || bytes.size() > kMostBytes) return does_not_fit(bytes);
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeData(static_cast<int>(bytes.size()),
                        reinterpret_cast<const unsigned char*>(bytes.data()),
                        /*version=*/0, QR_ECLEVEL_M),
      &QRcode_free);
  if (!code) {
    if (errno == ERANGE) return does_not_fit(bytes);
    throw std::bad_alloc();
  }
  const auto modules =
      static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
  std::vector<bool> dark(modules);
  for (std::size_t i = 0; i < modules; ++i) dark[i] = (code->data[i] & 1U) != 0;
  return QrCode(code->width, std::move(dark));
}

std::vector<QrCode::Bar> QrCode::bars() const {
  std::vector<Bar> bars;
  for (int row = 0; row < size_; ++row) {
    for (int column = 0; column < size_; ++column) {
      if (!is_dark(row, column)) continue;
      const int begin = column;
      while (column < size_ && is_dark(row, column)) ++column;
      bars.push_back({row, begin, column - begin});
    }
  }
  return bars;
}

}  // namespace enclosure::invoice::layout
