#pragma once
// What is thrown when a page cannot be drawn.

#include <stdexcept>

namespace enclosure::invoice::pdf {

/// The page could not be drawn: libharu or HarfBuzz failed, or a character has no glyph.
struct DrawingError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace enclosure::invoice::pdf
