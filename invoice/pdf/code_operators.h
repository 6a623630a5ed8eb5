#pragma once
// The operators that draw a QR code.

#include <string>
#include <vector>

#include "invoice/layout/page.h"

namespace enclosure::invoice::pdf {

/// Appends `code` as one black path, marked as the content of its figure.
void draw_code(std::string& out, const layout::MatrixCode& code, const layout::Layout& layout,
               std::vector<layout::ElementId>& marked);

}  // namespace enclosure::invoice::pdf
