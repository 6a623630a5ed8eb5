#include "invoice/pdf/code_operators.h"

#include "invoice/pdf/geometry.h"
#include "invoice/pdf/syntax.h"
#include "invoice/pdf/text_operators.h"

namespace enclosure::invoice::pdf {

/// Counts in modules, from the upper edge of the code: the path is all small whole numbers.
void draw_code(std::string& out, const layout::MatrixCode& code, const layout::Layout& layout,
               std::vector<layout::ElementId>& marked) {
  begin_element(out, code.element, layout.structure, marked);
  out += "q\n";
  append_hundredths(out, hundredths(code.module));
  out += " 0 0 ";
  append_hundredths(out, -hundredths(code.module));
  out += ' ';
  append_hundredths(out, hundredths(code.box.x));
  out += ' ';
  append_hundredths(out, hundredths(layout.height - code.box.y));
  out += " cm\n0 0 0 rg\n";
  for (const layout::QrCode::Bar& bar : code.bars) {
    for (const int number : {bar.column, bar.row, bar.length}) {
      append_number(out, number);
      out += ' ';
    }
    out += "1 re\n";
  }
  out += "f\nQ\nEMC\n";
}

}  // namespace enclosure::invoice::pdf
