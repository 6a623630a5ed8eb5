#pragma once
// Lengths on the page.

#include <cstdint>

namespace enclosure::invoice::layout {

/// A length or a place on the page in thousandths of a point (1 pt = 1/72 inch).
///
/// A whole number, so that every machine and compiler sets a text at the very same place.
using Length = std::int32_t;

inline namespace literals {

/// Points: `9.5_pt`.
consteval Length operator""_pt(long double points) {
  return static_cast<Length>(points * 1000.0L + 0.5L);
}
consteval Length operator""_pt(unsigned long long points) {
  return static_cast<Length>(points * 1000);
}

/// Millimetres: `45_mm`.
consteval Length operator""_mm(long double millimetres) {
  return static_cast<Length>(millimetres * 360000.0L / 127.0L + 0.5L);
}
consteval Length operator""_mm(unsigned long long millimetres) {
  return static_cast<Length>((millimetres * 360000 + 63) / 127);
}

}  // namespace literals
}  // namespace enclosure::invoice::layout
