#pragma once
// The particulars that states ask for besides Art. 226: which of them a seller must give, and which
// are printed on a document. Pure.

#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/result.h"
#include "invoice/model/seller.h"
#include "invoice/tax/law.h"

namespace enclosure::invoice {

/// A particular that the seller has not given.
struct MissingParticular {
  std::string state;
  Particular particular;
  /// Whether it is asked for in any case, by a source. Otherwise the seller must judge: it hangs on
  /// facts that are not known here, or no source confirms it.
  bool is_due = false;
};

/// The states whose rules may apply to the seller's invoices: the seat, then those of its VAT
/// numbers, each once.
[[nodiscard]] std::vector<std::string> states_of(const Seller& seller);

/// Whether the seller is established in `state`, or only registered.
[[nodiscard]] Bound bound_in(std::string_view state, const Seller& seller);

/// What every state of the seller asks for on `day` and `seller.particulars` does not have.
[[nodiscard]] std::vector<MissingParticular> missing_particulars(const Seller& seller, Date day,
                                                                 const TaxLaw& law);

/// Faults: CONFIG-007 in `particulars.DE.weeee`: an id that the state does not have, or one that
/// the program sees to by itself.
[[nodiscard]] Faults check_particulars(const Seller& seller, const TaxLaw& law);

/// What is printed of `seller.particulars` on a document under the rules of `rules_of`: all of that
/// state, and those of the seat that go with the firm (its register, its management).
[[nodiscard]] std::vector<Registration> printed_particulars(const Seller& seller,
                                                            std::string_view rules_of, Date day,
                                                            const TaxLaw& law);

}  // namespace enclosure::invoice
