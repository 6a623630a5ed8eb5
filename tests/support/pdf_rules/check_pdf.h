#pragma once
// A judge of PDF/A-3a (ISO 19005-3), PDF/UA-1 (ISO 14289-1) and of the PDF around a Factur-X
// invoice, as far as our files use PDF: a rule for everything that a validator asks of such a file.
// Reads with libqpdf, so that nothing of the program under test judges itself.

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace enclosure::support {

/// A rule that a file breaks. The rule is named by its clause: "A-6.1.3" of PDF/A-3, "UA-7.5" of
/// PDF/UA-1, "FX-6.2" of Factur-X; "PDF" where the file is no PDF at all.
struct Violation {
  std::string rule;
  std::string what;

  friend std::ostream& operator<<(std::ostream& out, const Violation& violation) {
    return out << violation.rule << ": " << violation.what;
  }
};

/// Everything that is wrong with the file, in no particular order. Empty: it conforms.
[[nodiscard]] std::vector<Violation> check_pdf(std::string_view bytes);

}  // namespace enclosure::support
