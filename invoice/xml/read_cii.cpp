// <rsm:CrossIndustryInvoice>, D16B and D22B.

#include "invoice/xml/read_cii_parts.h"
#include "invoice/xml/read_syntax.h"

namespace enclosure::invoice::xml {
namespace {

using namespace en16931;

void context(const Elements& in, EInvoice& invoice) {
  invoice.process = in.text("ram:BusinessProcessSpecifiedDocumentContextParameter", "ram:ID");
  invoice.specification = in.text("ram:GuidelineSpecifiedDocumentContextParameter", "ram:ID");
}

void document(const Elements& in, EInvoice& invoice) {
  invoice.number = in.text("ram:ID");
  invoice.type_code = in.text("ram:TypeCode");
  invoice.issue_date = cii::day(in, "ram:IssueDateTime");
  for (const Node* node : in.all("ram:IncludedNote")) {
    const Elements note = in.into(*node);
    const Node* content = note.first("ram:Content");
    invoice.notes.push_back({note.text("ram:SubjectCode"), content ? content->text : ""});
  }
}

void transaction(const Elements& root, const Node& node, EInvoice& invoice) {
  const Elements in =
      root.into(node, {"ram:IncludedSupplyChainTradeLineItem", "ram:ApplicableHeaderTradeAgreement",
                       "ram:ApplicableHeaderTradeDelivery", "ram:ApplicableHeaderTradeSettlement"});
  for (const Node* one : in.all("ram:IncludedSupplyChainTradeLineItem")) {
    if (auto line = cii::line(in, *one)) invoice.lines.push_back(std::move(*line));
  }
  if (const Node* part = in.need("ram:ApplicableHeaderTradeAgreement"))
    cii::agreement(in, *part, invoice);
  if (const Node* part = in.need("ram:ApplicableHeaderTradeDelivery"))
    cii::delivery(in, *part, invoice);
  if (const Node* part = in.need("ram:ApplicableHeaderTradeSettlement"))
    cii::settlement(in, *part, invoice);
}

/// CII-DT-031: amounts are in the currency of the document, so they name none.
void judge_attributes(const Node& node, const std::string& path, FindingLog& log) {
  const std::string place = path + "/" + node.name;
  if (node.name.ends_with("Amount") && node.name != "ram:TaxTotalAmount" &&
      node.name.starts_with("ram:") && !node.attribute("currencyID").empty()) {
    log.error("CII-DT-031", place, "only the VAT totals name a currency");
  }
  for (const Node& child : node.children) judge_attributes(child, place, log);
}

/// What MINIMUM leaves out.
void judge_minimum(const EInvoice& invoice, FindingLog& log) {
  const auto& address = invoice.seller.address;
  if (address && !address->postcode.empty()) {
    log.error("XML-006", "/rsm:CrossIndustryInvoice",
              "MINIMUM knows the country of a seller alone");
  }
  if (!invoice.preceding.empty()) {
    log.error("XML-006", "/rsm:CrossIndustryInvoice", "MINIMUM names no preceding invoice");
  }
}

}  // namespace

EInvoice read_cii(const Node& root, FindingLog& log) {
  EInvoice invoice;
  const Elements in(
      root, "/" + root.name, log,
      {"rsm:ExchangedDocumentContext", "rsm:ExchangedDocument", "rsm:SupplyChainTradeTransaction"});
  if (const Node* node = in.need("rsm:ExchangedDocumentContext")) context(in.into(*node), invoice);
  if (const Node* node = in.need("rsm:ExchangedDocument")) document(in.into(*node), invoice);
  if (const Node* node = in.need("rsm:SupplyChainTradeTransaction"))
    transaction(in, *node, invoice);
  if (cii::has_rules_of_cii(invoice)) judge_attributes(root, "", log);
  if (rules::claim_of(invoice.specification) == rules::Claim::kMinimum) judge_minimum(invoice, log);
  return invoice;
}

}  // namespace enclosure::invoice::xml
