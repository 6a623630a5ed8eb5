#pragma once
// The seller as one document shows it.

#include <optional>
#include <string_view>

#include "core/date.h"
#include "invoice/model/seller.h"
#include "invoice/tax/decide.h"
#include "invoice/tax/law.h"
#include "locales/locale.h"

namespace enclosure::invoice {

/// `seller` with what this document bears besides: the particulars of the state whose invoicing
/// rules apply (`rules_of`) and those that go with the firm, the individual number of the scheme
/// for small enterprises as tax registration (BT-32, never as BT-31) where the decision asks for
/// it, and the tax representative of the state of the VAT (Art. 226(15)). All are then among the
/// registrations; the configuration they came from is left out.
[[nodiscard]] Seller printed_seller(Seller seller, const TaxDecision& decision,
                                    std::string_view rules_of, Date day, const TaxLaw& law,
                                    const locales::Locale& locale);

/// Who represents `seller` for the VAT of this supply (BG-11), if anyone.
[[nodiscard]] std::optional<TaxRepresentative> representative_of(const Seller& seller,
                                                                 const TaxDecision& decision);

}  // namespace enclosure::invoice
