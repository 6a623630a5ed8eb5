#pragma once
// A buyer changes company and VAT number by the link: checked, confirmed by the register where that
// matters, and then the invoice is cancelled and issued anew. What the register leaves open waits
// in the store and is finished by the dispatcher.

#include <string>
#include <string_view>

#include "app/flow/buyer_details.h"
#include "app/flow/changeable.h"
#include "app/flow/shop.h"
#include "app/ports/store.h"
#include "app/ports/vat_registry.h"

namespace enclosure::app {

/// The note of a request whose number would have to be confirmed by the register, while nobody may
/// be asked.
inline constexpr std::string_view kNobodyIsAsked = "VIES-002";
/// The note of one that came after kMostNumbersADay others.
inline constexpr std::string_view kTooManyNumbers = "VIES-007";
/// VAT numbers of one order that the register is asked about within a day by the buyer's doing,
/// since it is asked in the seller's name.
inline constexpr std::size_t kMostNumbersADay = 10;

/// What became of it.
struct ChangeOutcome {
  BuyerDetailsPanel::State state = BuyerDetailsPanel::State::kSellerOnly;
  Faults faults;  ///< of kFaulty those of `checked_change`; else what the seller would be told
  InvoiceNumber invoice;  ///< of kCorrected, as far as this call made them
  InvoiceNumber credit_note;
};

/// Takes what the buyer of `order` sent in. Everything that stands is corrected, each invoice in
/// one transaction; twice the same (a double click, two tabs, two processes) corrects once. The
/// register is asked where the VAT depends on the number, outside of any transaction, and only when
/// all fields are in order; null, or an answer that says it was not asked: not now, so the request
/// waits for the dispatcher. After kMostNumbersADay numbers of the order further ones are kept for
/// the seller. Throws WorldError.
///
/// What is accepted, refused or done stays in the store (`DetailsRequest`).
[[nodiscard]] ChangeOutcome change_details(const OrderId& order, const DetailsInput& input,
                                           const Shop& shop, Store& store, VatRegistry* registry,
                                           Instant now);

/// What a round over the waiting ones did.
struct FinishReport {
  std::size_t asked = 0;
  std::size_t answered = 0;
  std::size_t settled = 0;
  std::size_t corrected = 0;
};

/// Asks the register about every change that is due, and finishes those that it decides. Each is
/// settled in the transaction of its correction, so that two processes correct once. A register
/// that is overloaded or silent is asked no more in this round. Throws WorldError of the store.
FinishReport finish_details(const Shop& shop, Store& store, VatRegistry& registry, Instant now);

}  // namespace enclosure::app
