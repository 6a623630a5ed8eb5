#pragma once
// What is inside of a `Typesetting` for drawing: things that all documents share.

#include <string>

#include "invoice/pdf/embedded_font.h"

namespace enclosure::invoice {

struct Typesetting::Drawing {
  explicit Drawing(const Data& data);

  pdf::FontsByLanguage fonts;
  std::string colour_profile;  ///< compressed
};

}  // namespace enclosure::invoice
