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

/// Appends red, green and blue from 0 to 1, each followed by a blank.
inline void append_colour(std::string& out, layout::Colour colour) {
  for (const int channel : {colour.red, colour.green, colour.blue}) {
    const int thousandths = (channel * 1000 + 127) / 255;
    if (thousandths % 1000 == 0) {
      out += thousandths == 0 ? '0' : '1';
    } else {
      out += '.';
      for (int rest = thousandths, place = 100; rest != 0; rest %= place, place /= 10) {
        out += static_cast<char>('0' + rest / place);
      }
    }
    out += ' ';
  }
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
