#pragma once
// The types of documents (BT-3) that are credit notes: UBL has a root of its own for them.

#include <algorithm>
#include <array>
#include <string_view>

namespace enclosure::invoice::en16931 {

/// Whether UNTDID 1001 `code` is a credit note in the sense of BR-CL-01.
[[nodiscard]] constexpr bool is_credit_note(std::string_view code) {
  constexpr std::array<std::string_view, 13> kCreditNotes{
      "81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "502", "503", "532"};
  return std::find(kCreditNotes.begin(), kCreditNotes.end(), code) != kCreditNotes.end();
}

}  // namespace enclosure::invoice::en16931
