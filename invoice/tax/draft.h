#pragma once
// A tax decision while it is being written: each row of the decision table says what it holds, one
// word after the other, and `done` gives the decision or every fault at once.

#include <string>
#include <string_view>

#include "core/result.h"
#include "invoice/tax/decide.h"
#include "invoice/tax/facts.h"

namespace enclosure::invoice {

/// Builds one decision out of `facts`, which must outlive it.
class Draft {
 public:
  Draft(const Facts& facts, std::string_view scenario);

  /// Place of supply, scheme for the books, state whose invoicing rules apply.
  Draft& supply(std::string_view state, std::string_view scheme, std::string_view rules_of);
  /// The seller's VAT number of `state`; fault TAX-004 when there is none.
  Draft& under_number_of(std::string_view state);
  /// The same, but without a number where there is none: a small enterprise may lack it.
  Draft& under_any_number_of(std::string_view state);
  /// Every line at its rate in `place` (S, or Z at zero); fault TAX-003. Margin goods keep to their
  /// scheme (`done`).
  Draft& taxed_in(const VatPlace& place);
  /// Every line in `category`, without VAT.
  Draft& untaxed(VatCategory category, std::string_view vatex = "");
  /// A legal mention, by its key.
  Draft& say(std::string_view phrase);
  Draft& exemption_text(std::string text);
  Draft& warn(std::string_view warning);
  Draft& warn_if(bool condition, std::string_view warning);
  /// One step of reasoning; `statement` is called only when somebody wants to read it.
  template <typename Statement>
  Draft& because(const Statement& statement, std::string_view source) {
    facts_.note(statement, source);
    return *this;
  }
  /// The buyer's VAT number must not be printed (BR-O-02).
  Draft& without_buyer_id();

  /// The decision, with what is common to all: the buyer's number, the second currency, the
  /// warnings about numbers and national systems.
  [[nodiscard]] Result<TaxDecision> done();

 private:
  void add_margin_goods();
  void add_buyer_id();
  void add_vat_currency();
  void add_national_system();
  [[nodiscard]] std::string registrations_for(std::string_view state) const;

  const Facts& facts_;
  TaxDecision decision_;
  Faults faults_;
  bool buyer_id_allowed_ = true;
  bool is_registered_ = true;
};

}  // namespace enclosure::invoice
