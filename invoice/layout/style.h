#pragma once
// The style of a text.

#include "invoice/layout/length.h"
#include "invoice/layout/page.h"

namespace enclosure::invoice::layout {

/// How a text looks.
struct Style {
  Weight weight = Weight::kRegular;
  Length size = 0;
  Length leading = 0;  ///< from one baseline to the next
  Colour colour;
};

}  // namespace enclosure::invoice::layout
