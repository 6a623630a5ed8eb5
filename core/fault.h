#pragma once
// A fault: what is wrong with data, where, and what to do about it. The stable codes are listed in
// docs/faults.md.

#include <string>
#include <string_view>
#include <vector>

namespace enclosure {

/// One defect of a datum. Faults are values: readers collect all of them and never stop at the
/// first.
struct Fault {
  std::string code;     ///< stable and documented: "TAX-004"
  std::string path;     ///< where: "lines[2].sku", or "orders.txt:17 item-vat-rate"
  std::string message;  ///< what: "no VAT rate for FI on 1993-05-01"
  std::string hint;     ///< next step: "add the rate to invoice/data/vat/fi.json"

  friend bool operator==(const Fault&, const Fault&) = default;
};

using Faults = std::vector<Fault>;

/// Puts `prefix` in front of every path, joined with a dot unless the path begins with a bracket.
[[nodiscard]] Faults under(std::string_view prefix, Faults faults);

/// Appends `more` to `faults`.
void append(Faults& faults, Faults more);

}  // namespace enclosure
