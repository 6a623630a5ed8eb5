#pragma once
// QR codes (ISO/IEC 18004) as modules, before anybody draws them.

#include <cstddef>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace enclosure::invoice::layout {

/// The modules of a QR code, dark and light. The quiet zone around it is not among them.
class QrCode {
 public:
  /// How many light modules belong around the code on every side.
  static constexpr int kQuietZone = 4;

  /// Dark modules side by side in one row.
  struct Bar {
    int row = 0;
    int column = 0;
    int length = 0;

    friend bool operator==(const Bar&, const Bar&) = default;
  };

  /// `bytes`, read by everybody as UTF-8, in the smallest code that holds them; a seventh of it may
  /// be damaged (error correction level M). The same bytes give the same code; safe to call from
  /// every thread. Fault QR-001: nothing to encode, or more than the largest code holds.
  static Result<QrCode> encode(std::string_view bytes);

  /// How many modules a side has, 21 to 177.
  [[nodiscard]] int size() const { return size_; }
  /// Rows count from the top, columns from the left.
  [[nodiscard]] bool is_dark(int row, int column) const {
    return dark_[static_cast<std::size_t>(row * size_ + column)];
  }
  /// All dark modules, row by row: what a drawing fills.
  [[nodiscard]] std::vector<Bar> bars() const;

 private:
  QrCode(int size, std::vector<bool> dark) : size_(size), dark_(std::move(dark)) {}

  int size_ = 0;
  std::vector<bool> dark_;
};

}  // namespace enclosure::invoice::layout
