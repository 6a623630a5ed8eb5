#pragma once
// From the places of the layout, which count from the top, to those of PDF.

#include <string>

#include "invoice/layout/page.h"
#include "invoice/pdf/syntax.h"

namespace enclosure::invoice::pdf {

/// Hundredths of a point, which is finer than any printer; half goes away from zero.
[[nodiscard]] constexpr layout::Length hundredths(layout::Length length) {
  return (length + (length < 0 ? -5 : 5)) / 10;
}

/// Appends left, bottom, right and top of `box` on a page of that height.
inline void append_box(std::string& out, const layout::Box& box, layout::Length page_height) {
  append_hundredths(out, hundredths(box.x));
  out += ' ';
  append_hundredths(out, hundredths(page_height - box.y - box.height));
  out += ' ';
  append_hundredths(out, hundredths(box.x + box.width));
  out += ' ';
  append_hundredths(out, hundredths(page_height - box.y));
}

}  // namespace enclosure::invoice::pdf
