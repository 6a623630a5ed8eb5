// Payment, VAT and sums of a CrossIndustryInvoice.

#include <tuple>

#include "invoice/xml/read_cii_parts.h"

namespace enclosure::invoice::xml::cii {
namespace {

/// UNTDID 2475 as UNTDID 2005 (BT-8).
std::string tax_point_of(const std::string& code) {
  if (code == "5") return "3";
  if (code == "29") return "35";
  if (code == "72") return "432";
  return code;
}

/// EXTENDED: a charge by another name.
void logistics(const Elements& parent, const Node& node, EInvoice& invoice) {
  const Elements in = parent.into(node);
  AllowanceCharge& one = invoice.allowances_charges.emplace_back();
  one.is_charge = true;
  one.reason = in.text("ram:Description");
  one.amount = in.decimal("ram:AppliedAmount");
  if (const Node* tax = in.first("ram:AppliedTradeTax")) {
    std::tie(one.vat_category, one.vat_rate) = category(in.into(*tax));
  }
}

void payment_means(const Elements& in, PaymentInstructions& payment) {
  const std::string code = in.text("ram:TypeCode");
  if (!payment.means.empty() && payment.means != code) {
    in.log().error("CII-SR-467", in.path(), "all means of payment have one code");
  }
  payment.means = code;
  if (const Node* text = in.first("ram:Information")) payment.means_text = text->text;
  if (const Node* one = in.one("ram:ApplicableTradeSettlementFinancialCard")) {
    const Elements card = in.into(*one);
    payment.card = PaymentCard{card.text("ram:ID"), card.text("ram:CardholderName")};
  }
  const std::string debtor = in.text("ram:PayerPartyDebtorFinancialAccount", "ram:IBANID");
  if (!debtor.empty()) {
    if (!payment.debit) payment.debit.emplace();
    payment.debit->account = debtor;
  }
  if (const Node* one = in.one("ram:PayeePartyCreditorFinancialAccount")) {
    const Elements account = in.into(*one);
    CreditTransfer transfer;
    const std::string iban = account.text("ram:IBANID");
    const std::string other = account.text("ram:ProprietaryID");
    transfer.account = iban.empty() ? other : iban;
    transfer.holder = account.text("ram:AccountName");
    if (const Node* bank = in.one("ram:PayeeSpecifiedCreditorFinancialInstitution"))
      transfer.bic = in.into(*bank).text("ram:BICID");
    payment.transfers.push_back(std::move(transfer));
  } else if (code == "30" || code == "58") {
    in.log().error("CII-SR-470", in.path(), "a transfer without an account (BT-84)");
  }
}

void payment(const Elements& in, EInvoice& invoice) {
  const auto means = in.all("ram:SpecifiedTradeSettlementPaymentMeans");
  const std::string creditor = in.text("ram:CreditorReferenceID");
  const std::string remittance = in.text("ram:PaymentReference");
  if (!means.empty()) invoice.payment.emplace();
  for (const Node* one : means) payment_means(in.into(*one), *invoice.payment);
  std::string mandate;
  for (const Node* one : in.all("ram:SpecifiedTradePaymentTerms")) {
    const Elements terms = in.into(*one);
    if (const Node* text = terms.first("ram:Description")) invoice.payment_terms += text->text;
    if (const auto due = day(terms, "ram:DueDateDateTime")) invoice.due_date = due;
    const std::string id = terms.text("ram:DirectDebitMandateID");
    if (!id.empty()) mandate = id;
  }
  if (!invoice.payment) return;
  invoice.payment->remittance = remittance;
  if (creditor.empty() && mandate.empty() && !invoice.payment->debit) return;
  if (!invoice.payment->debit) invoice.payment->debit.emplace();
  invoice.payment->debit->creditor = creditor;
  invoice.payment->debit->mandate = mandate;
}

void vat_group(const Elements& parent, const Node& node, EInvoice& invoice) {
  const Elements in = parent.into(
      node, {"ram:CalculatedAmount", "ram:TypeCode", "ram:ExemptionReason", "ram:BasisAmount",
             "ram:LineTotalBasisAmount", "ram:AllowanceChargeBasisAmount", "ram:CategoryCode",
             "ram:ExemptionReasonCode", "ram:TaxPointDate", "ram:DueDateTypeCode",
             "ram:RateApplicablePercent"});
  VatBreakdown& group = invoice.breakdown.emplace_back();
  std::tie(group.category, group.rate) = category(in);
  group.tax = in.decimal("ram:CalculatedAmount");
  group.taxable = in.decimal("ram:BasisAmount");
  group.reason = in.text("ram:ExemptionReason");
  group.reason_code = in.text("ram:ExemptionReasonCode");
  if (const auto date = day(in, "ram:TaxPointDate")) invoice.tax_point_date = date;
  const std::string code = in.text("ram:DueDateTypeCode");
  if (!code.empty()) invoice.tax_point_code = tax_point_of(code);
}

void totals(const Elements& parent, const Node& node, EInvoice& invoice) {
  const Elements in =
      parent.into(node, {"ram:LineTotalAmount", "ram:ChargeTotalAmount", "ram:AllowanceTotalAmount",
                         "ram:TaxBasisTotalAmount", "ram:TaxTotalAmount", "ram:RoundingAmount",
                         "ram:GrandTotalAmount", "ram:TotalPrepaidAmount", "ram:DuePayableAmount"});
  Totals& totals = invoice.totals;
  totals.line_net_total = in.decimal("ram:LineTotalAmount");
  totals.charge_total = in.decimal("ram:ChargeTotalAmount");
  totals.allowance_total = in.decimal("ram:AllowanceTotalAmount");
  totals.total_without_vat = in.decimal("ram:TaxBasisTotalAmount");
  for (const Node* tax : in.all("ram:TaxTotalAmount")) {
    const std::string_view currency = tax->attribute("currencyID");
    const auto amount = in.decimal_of(*tax);
    if (currency == invoice.currency || (currency.empty() && !totals.vat_total)) {
      if (totals.vat_total)
        in.log().error("XML-006", in.path_of(*tax), "two totals in one currency");
      totals.vat_total = amount;
    } else {
      totals.vat_total_in_currency = amount;
    }
  }
  totals.rounding = in.decimal("ram:RoundingAmount");
  totals.total_with_vat = in.decimal("ram:GrandTotalAmount");
  totals.paid = in.decimal("ram:TotalPrepaidAmount");
  totals.amount_due = in.decimal("ram:DuePayableAmount");
}

}  // namespace

void settlement(const Elements& parent, const Node& node, EInvoice& invoice) {
  const Elements in = parent.into(
      node,
      {"ram:CreditorReferenceID", "ram:PaymentReference", "ram:TaxCurrencyCode",
       "ram:InvoiceCurrencyCode", "ram:PayeeTradeParty", "ram:SpecifiedTradeSettlementPaymentMeans",
       "ram:ApplicableTradeTax", "ram:BillingSpecifiedPeriod", "ram:SpecifiedTradeAllowanceCharge",
       "ram:SpecifiedLogisticsServiceCharge", "ram:SpecifiedTradePaymentTerms",
       "ram:SpecifiedTradeSettlementHeaderMonetarySummation", "ram:InvoiceReferencedDocument",
       "ram:ReceivableSpecifiedTradeAccountingAccount"});
  invoice.vat_currency = in.text("ram:TaxCurrencyCode");
  invoice.currency = in.text("ram:InvoiceCurrencyCode");
  if (const Node* one = in.one("ram:PayeeTradeParty")) {
    const Party payee = party(in, *one);
    invoice.payee = {payee.name, payee.ids.empty() ? Identifier() : payee.ids.front(),
                     payee.legal_id};
  }
  payment(in, invoice);
  for (const Node* one : in.all("ram:ApplicableTradeTax")) vat_group(in, *one, invoice);
  invoice.period = period(in);
  for (const Node* one : in.all("ram:SpecifiedTradeAllowanceCharge")) {
    invoice.allowances_charges.push_back(allowance_charge(in, *one));
  }
  for (const Node* one : in.all("ram:SpecifiedLogisticsServiceCharge"))
    logistics(in, *one, invoice);
  if (const Node* one = in.need("ram:SpecifiedTradeSettlementHeaderMonetarySummation"))
    totals(in, *one, invoice);
  for (const Node* one : in.all("ram:InvoiceReferencedDocument")) {
    const Elements before = in.into(*one);
    invoice.preceding.push_back(
        {before.text("ram:IssuerAssignedID"), day(before, "ram:FormattedIssueDateTime")});
  }
  if (const Node* one = in.first("ram:ReceivableSpecifiedTradeAccountingAccount"))
    invoice.accounting = in.into(*one).text("ram:ID");
}

}  // namespace enclosure::invoice::xml::cii
