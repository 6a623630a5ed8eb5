#pragma once
// An e-invoice as a list of its business terms.

#include <iosfwd>
#include <string>
#include <vector>

#include "invoice/en16931/einvoice.h"

namespace enclosure::invoice::test {

/// One term that has a value.
struct Term {
  std::string number;  ///< "BT-131"; the scheme of an identifier has "-1" behind it
  std::string path;    ///< "lines[2].net"
  std::string text;    ///< as it stands in the file
};
void PrintTo(const Term& term, std::ostream* out);

/// All terms of `invoice` that have a value. A member that is new in `EInvoice` breaks the
/// compilation of this until it is walked, too.
[[nodiscard]] std::vector<Term> terms_of(const EInvoice& invoice);

}  // namespace enclosure::invoice::test
