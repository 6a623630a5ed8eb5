// BR-01 to BR-20, BR-29, BR-49 to BR-63: what a document must name.

#include <algorithm>
#include <array>
#include <tuple>

#include "core/visible.h"
#include "invoice/rules/judge.h"

namespace enclosure::invoice::rules {
namespace {

using namespace en16931;

bool is_blank(std::string_view text) {
  return !has_visible(text);
}

void judge_address(Judge& judge, const std::optional<PostalAddress>& address,
                   std::string_view group, std::string_view group_rule,
                   std::string_view country_rule) {
  judge.require(address.has_value(), group_rule, {group, Place::kNoIndex, "address"},
                "the postal address is missing", "add the address");
  judge.require(!address || !is_blank(address->country), country_rule,
                {group, Place::kNoIndex, "address.country"}, "the address has no country",
                "add the country code of ISO 3166-1");
}

void judge_payee(Judge& judge) {
  const auto& payee = judge.invoice.payee;
  if (!payee) return;
  const Party& seller = judge.invoice.seller;
  const bool same_id =
      !payee->id.id.empty() && std::any_of(seller.ids.begin(), seller.ids.end(),
                                           [&](const auto& id) { return id.id == payee->id.id; });
  judge.require(!is_blank(payee->name) && payee->name != seller.name && !same_id, "BR-17",
                at("payee.name"), "a payee has a name and is somebody else than the seller");
}

void judge_representative(Judge& judge) {
  const auto& one = judge.invoice.tax_representative;
  if (!one) return;
  judge.require(!is_blank(one->name), "BR-18", at("tax_representative.name"),
                "the tax representative has no name");
  judge_address(judge, one->address, "tax_representative", "BR-19", "BR-20");
  judge.require(!is_blank(one->vat_id), "BR-56", at("tax_representative.vat_id"),
                "the tax representative has no VAT identifier (BT-63)");
}

/// BR-CO-09: a VAT identifier begins with the state that gave it.
void judge_prefix(Judge& judge, const std::string& vat_id, std::string_view path) {
  if (vat_id.empty() || judge.data.has(CodeList::kVatPrefix, vat_id.substr(0, 2), judge.day))
    return;
  judge.add(Weight::kError, "BR-CO-09", at(path),
            "a VAT identifier begins with the code of its state (EL for Greece)");
}

bool is_identified(const Party& seller) {
  return !seller.vat_id.empty() || !seller.legal_id.id.empty() ||
         std::any_of(seller.ids.begin(), seller.ids.end(),
                     [](const Identifier& id) { return !id.id.empty(); });
}

/// The profiles of Factur-X and ZUGFeRD are known by their whole identifiers.
void judge_identifier(Judge& judge) {
  struct Row {
    Claim claim;
    std::string_view before;
    std::string_view name;
  };
  constexpr std::string_view kCompliant = "urn:cen.eu:en16931:2017#compliant#";
  constexpr std::string_view kConformant = "urn:cen.eu:en16931:2017#conformant#";
  constexpr std::array<Row, 4> kRows{{{Claim::kMinimum, "", "minimum"},
                                      {Claim::kBasicWl, "", "basicwl"},
                                      {Claim::kBasic, kCompliant, "basic"},
                                      {Claim::kExtended, kConformant, "extended"}}};
  for (const Row& row : kRows) {
    if (judge.claim != row.claim) continue;
    const auto is = [&](std::string_view owner) {
      return judge.invoice.specification ==
             std::string(row.before) + std::string(owner) + std::string(row.name);
    };
    judge.require(is("urn:factur-x.eu:1p0:") || is("urn:zugferd.de:2p0:"), "FACTUR-X-BT-24",
                  at("specification"), "Factur-X has no profile of this identifier");
  }
}

}  // namespace

void judge_head(Judge& judge) {
  const EInvoice& invoice = judge.invoice;
  judge_identifier(judge);
  judge.require(!is_blank(invoice.specification), "BR-01", at("specification"),
                "the specification identifier (BT-24) is missing");
  judge.require(!is_blank(invoice.number), "BR-02", at("number"), "the number (BT-1) is missing");
  judge.require(invoice.issue_date.has_value(), "BR-03", at("issue_date"),
                "the date of issue (BT-2) is missing");
  judge.require(!is_blank(invoice.type_code), "BR-04", at("type_code"),
                "the type of the document (BT-3) is missing");
  judge.require(!is_blank(invoice.currency), "BR-05", at("currency"),
                "the currency (BT-5) is missing");
  judge.require(!invoice.tax_point_date || invoice.tax_point_code.empty(), "BR-CO-03",
                at("tax_point_date"), "a date and a code of the tax point exclude each other");
  for (std::size_t i = 0; i < invoice.preceding.size(); ++i) {
    judge.require(!is_blank(invoice.preceding[i].number), "BR-55", at("preceding", i, "number"),
                  "the reference to a preceding invoice names no number (BT-25)");
  }
  for (std::size_t i = 0; i < invoice.documents.size(); ++i) {
    judge.require(!is_blank(invoice.documents[i].reference), "BR-52",
                  at("documents", i, "reference"),
                  "a supporting document has no reference (BT-122)");
  }
  if (const auto& period = invoice.period) {
    judge.require(!period->start || !period->end || *period->start <= *period->end, "BR-29",
                  at("period.end"), "the period ends before it begins");
    judge.require(period->start || period->end, "BR-CO-19", at("period"),
                  "a period has a start, an end or both");
  }
}

void judge_parties(Judge& judge) {
  const EInvoice& invoice = judge.invoice;
  const Party& seller = invoice.seller;
  const Party& buyer = invoice.buyer;
  judge.require(!is_blank(seller.name), "BR-06", at("seller.name"), "the seller has no name");
  judge.require(!is_blank(buyer.name), "BR-07", at("buyer.name"), "the buyer has no name");
  judge_address(judge, seller.address, "seller", "BR-08", "BR-09");
  if (judge.claim != Claim::kMinimum) {
    judge_address(judge, buyer.address, "buyer", "BR-10", "BR-11");
  }
  judge.require(is_identified(seller), "BR-CO-26", at("seller"),
                "the seller has neither identifier (BT-29), registration (BT-30) nor VAT "
                "identifier (BT-31)",
                "add seller.vat_ids, seller.legal_id or seller.tax_number");
  judge_prefix(judge, seller.vat_id, "seller.vat_id");
  judge_prefix(judge, buyer.vat_id, "buyer.vat_id");
  if (invoice.tax_representative) {
    judge_prefix(judge, invoice.tax_representative->vat_id, "tax_representative.vat_id");
  }
  for (const auto& [party, rule, path] :
       {std::tuple{&seller, "BR-62", "seller.electronic_address"},
        std::tuple{&buyer, "BR-63", "buyer.electronic_address"}}) {
    judge.require(party->electronic_address.id.empty() || !party->electronic_address.scheme.empty(),
                  rule, at(path), "an electronic address names its scheme");
  }
  judge_payee(judge);
  judge_representative(judge);
  if (invoice.delivery && invoice.delivery->address) {
    judge.require(!is_blank(invoice.delivery->address->country), "BR-57",
                  at("delivery.address.country"), "the place of delivery has no country");
  }
}

void judge_payment(Judge& judge) {
  const EInvoice& invoice = judge.invoice;
  const bool is_open = Decimal() < value(invoice.totals.amount_due);
  // Dropped from the rules in 1.3.16, still in the norm and in Factur-X EXTENDED.
  if (is_open && !invoice.due_date && invoice.payment_terms.empty()) {
    const bool refused = judge.claim == Claim::kExtended;
    judge.add(refused ? Weight::kError : Weight::kWarning, "BR-CO-25", at("due_date"),
              "something is due, and neither a day (BT-9) nor terms (BT-20) say when");
  }
  if (!invoice.payment) return;
  const PaymentInstructions& payment = *invoice.payment;
  judge.require(!payment.means.empty(), "BR-49", at("payment.means"),
                "the means of payment (BT-81) is missing");
  const bool is_transfer = payment.means == "30" || payment.means == "58";
  judge.require(!is_transfer || !payment.transfers.empty(), "BR-61", at("payment.transfers"),
                "a credit transfer needs the account (BT-84)", "add seller.bank");
  for (std::size_t i = 0; i < payment.transfers.size(); ++i) {
    judge.require(!payment.transfers[i].account.empty(), "BR-50",
                  {"payment.transfers", i, "account"}, "the account (BT-84) is missing");
  }
  if (payment.card) {
    const bool short_enough = payment.card->number.size() <= 10;
    const char* message = "of a card at most the first six and last four digits are told";
    if (judge.syntax == Syntax::kCii) {
      judge.require(short_enough, "BR-51", at("payment.card.number"), message);
    } else {
      judge.warn(short_enough, "BR-51", at("payment.card.number"), message);
    }
  }
}

}  // namespace enclosure::invoice::rules
