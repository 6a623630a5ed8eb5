// Payment, VAT and sums of UBL.

#include <tuple>

#include "invoice/xml/read_ubl_parts.h"

namespace enclosure::invoice::xml::ubl {
namespace {

void payment_means(const Elements& parent, const Node& node, EInvoice& invoice) {
  const Elements in =
      parent.into(node, {"cbc:ID", "cbc:PaymentMeansCode", "cbc:PaymentDueDate",
                         "cbc:PaymentChannelCode", "cbc:InstructionID", "cbc:InstructionNote",
                         "cbc:PaymentID", "cac:CardAccount", "cac:PayerFinancialAccount",
                         "cac:PayeeFinancialAccount", "cac:CreditAccount", "cac:PaymentMandate"});
  PaymentInstructions& payment = *invoice.payment;
  const std::string code = in.text("cbc:PaymentMeansCode");
  if (!payment.means.empty() && payment.means != code) {
    in.log().error("UBL-SR-47", in.path(), "all means of payment have one code");
  }
  payment.means = code;
  if (const Node* one = in.first("cbc:PaymentMeansCode"))
    payment.means_text = one->attribute("name");
  if (const Node* due = in.first("cbc:PaymentDueDate")) invoice.due_date = in.date_of(*due);
  if (const Node* id = in.first("cbc:PaymentID")) payment.remittance = id->text;
  if (const Node* one = in.one("cac:CardAccount")) {
    const Elements card =
        in.into(*one, {"cbc:PrimaryAccountNumberID", "cbc:NetworkID", "cbc:HolderName"});
    card.skip("cbc:NetworkID");
    payment.card =
        PaymentCard{card.text("cbc:PrimaryAccountNumberID"), card.text("cbc:HolderName")};
  }
  if (const Node* one = in.one("cac:PayeeFinancialAccount")) {
    const Elements account =
        in.into(*one, {"cbc:ID", "cbc:Name", "cac:FinancialInstitutionBranch"});
    CreditTransfer transfer{account.text("cbc:ID"), account.text("cbc:Name"),
                            account.text("cac:FinancialInstitutionBranch", "cbc:ID")};
    payment.transfers.push_back(std::move(transfer));
  }
  if (const Node* one = in.one("cac:PaymentMandate")) {
    const Elements mandate = in.into(*one, {"cbc:ID", "cac:PayerFinancialAccount"});
    payment.debit = DirectDebit{mandate.text("cbc:ID"), "",
                                mandate.text("cac:PayerFinancialAccount", "cbc:ID")};
  }
}

VatBreakdown vat_group(const Elements& parent, const Node& node) {
  const Elements in = parent.into(node, {"cbc:TaxableAmount", "cbc:TaxAmount", "cac:TaxCategory"});
  VatBreakdown group;
  group.taxable = amount(in, "cbc:TaxableAmount");
  group.tax = amount(in, "cbc:TaxAmount");
  const Node* category = in.need("cac:TaxCategory");
  if (category == nullptr) return group;
  const Elements tax = tax_category(in, *category);
  std::tie(group.category, group.rate) = code_and_rate(tax);
  group.reason_code = tax.text("cbc:TaxExemptionReasonCode");
  if (const Node* reason = tax.first("cbc:TaxExemptionReason")) group.reason = reason->text;
  return group;
}

}  // namespace

void payment(const Elements& in, const std::string& sepa_creditor, EInvoice& invoice) {
  const auto means = in.all("cac:PaymentMeans");
  if (!means.empty()) invoice.payment.emplace();
  for (const Node* one : means) payment_means(in, *one, invoice);
  for (const Node* one : in.all("cac:PaymentTerms")) {
    invoice.payment_terms += in.into(*one).text("cbc:Note");
  }
  if (invoice.payment && invoice.payment->debit) invoice.payment->debit->creditor = sepa_creditor;
}

void tax_totals(const Elements& in, EInvoice& invoice) {
  for (const Node* node : in.all("cac:TaxTotal")) {
    const Elements total = in.into(*node, {"cbc:TaxAmount", "cac:TaxSubtotal"});
    const Node* leaf = total.need("cbc:TaxAmount");
    const auto sum = amount(total, "cbc:TaxAmount");
    const std::string_view currency =
        leaf == nullptr ? std::string_view() : leaf->attribute("currencyID");
    const bool in_own = invoice.vat_currency.empty() || invoice.vat_currency == invoice.currency ||
                        currency == invoice.currency;
    std::optional<Decimal>& to =
        in_own ? invoice.totals.vat_total : invoice.totals.vat_total_in_currency;
    if (to) in.log().error("BR-CO-15", total.path(), "two VAT totals in one currency");
    to = sum;
    for (const Node* group : total.all("cac:TaxSubtotal"))
      invoice.breakdown.push_back(vat_group(total, *group));
  }
}

void totals(const Elements& parent, const Node& node, Totals& totals) {
  const Elements in = parent.into(
      node, {"cbc:LineExtensionAmount", "cbc:TaxExclusiveAmount", "cbc:TaxInclusiveAmount",
             "cbc:AllowanceTotalAmount", "cbc:ChargeTotalAmount", "cbc:PrepaidAmount",
             "cbc:PayableRoundingAmount", "cbc:PayableAmount"});
  totals.line_net_total = amount(in, "cbc:LineExtensionAmount");
  totals.total_without_vat = amount(in, "cbc:TaxExclusiveAmount");
  totals.total_with_vat = amount(in, "cbc:TaxInclusiveAmount");
  totals.allowance_total = amount(in, "cbc:AllowanceTotalAmount");
  totals.charge_total = amount(in, "cbc:ChargeTotalAmount");
  totals.paid = amount(in, "cbc:PrepaidAmount");
  totals.rounding = amount(in, "cbc:PayableRoundingAmount");
  totals.amount_due = amount(in, "cbc:PayableAmount");
}

}  // namespace enclosure::invoice::xml::ubl
