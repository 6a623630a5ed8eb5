#include "app/flow/words.h"

#include <algorithm>
#include <array>

namespace enclosure::app {
namespace {

struct Meaning {
  std::string_view code;
  std::string_view sentence;
};

constexpr std::array kWarnings{
    Meaning{"business_without_vat_id",
            "The buyer is a firm, but shows no valid VAT number: it is taxed like a consumer."},
    Meaning{"ioss_number_to_carrier_only",
            "Give your IOSS number to the carrier or the customs agent only; it is not printed."},
    Meaning{"print_ex_number",
            "The invoice bears your number with the suffix EX: keep seller.ex_number up to date."},
    Meaning{"proof_of_export", "Keep the proof that the goods have left the EU."},
    Meaning{"proof_of_transport",
            "Keep the proof of transport to the other state (Art. 45a of Regulation 282/2011)."},
    Meaning{"recapitulative_statement",
            "Report this supply in the recapitulative statement (EC sales list)."},
    Meaning{"vat_id_checksum",
            "The buyer's VAT number is malformed or fails its check digits: ask the buyer."},
    Meaning{"vat_id_of_dispatch_country",
            "The buyer's VAT number is of the state where transport begins."},
    Meaning{"vat_id_of_other_country",
            "The buyer's VAT number is not of the state where the goods arrive."},
};

constexpr std::array kNoDocument{
    Meaning{"no_consideration", "nothing was paid"},
    Meaning{"deemed_supplier_14a_1",
            "the marketplace is the supplier of this import and issues the invoice"},
    Meaning{"deemed_supplier_14a_2",
            "the marketplace is the supplier, as the seller is not established in the EU"},
};

template <typename List>
std::string_view sentence_for(std::string_view code, const List& list) {
  const auto at =
      std::find_if(list.begin(), list.end(), [&](const Meaning& one) { return one.code == code; });
  return at == list.end() ? code : at->sentence;
}

}  // namespace

std::string warning_told(std::string_view code) {
  constexpr std::string_view kNational = "national_system:";
  std::string sentence(sentence_for(code, kWarnings));
  if (code.starts_with(kNational)) {
    sentence = std::string(code.substr(kNational.size())) +
               " runs a clearance or reporting system that this program does not speak.";
  }
  constexpr std::string_view kStock = "no_vat_number_of_dispatch:";
  if (code.starts_with(kStock)) {
    sentence =
        "Your goods leave " + std::string(code.substr(kStock.size())) +
        ", where you have no VAT number: moving stock there is a supply of its own; register "
        "there or ask a tax adviser.";
  }
  return sentence + (sentence == code ? "" : " [" + std::string(code) + "]");
}

std::string_view state_told(std::string_view state) {
  static constexpr std::array kStates{
      Meaning{"cancelled", "cancelled"},
      Meaning{"credited", "invoiced, and credited in full: no invoice stands"},
      Meaning{"held", "held: VIES has to confirm a VAT number first"},
      Meaning{"issued", "invoiced"},
      Meaning{"marketplace_issues_invoice", "the marketplace makes the invoice"},
      Meaning{"no_document", "no document is due"},
      Meaning{"not_shipped", "not shipped yet"},
      Meaning{"ready", "ready to be invoiced"},
      Meaning{"refused", "not invoiced, and it will not be before this is settled"}};
  return sentence_for(state, kStates);
}

std::string no_document_told(std::string_view reason) {
  return std::string(sentence_for(reason, kNoDocument));
}

}  // namespace enclosure::app
