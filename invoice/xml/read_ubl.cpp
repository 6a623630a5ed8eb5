// <Invoice> and <CreditNote> of UBL 2.1.

#include "invoice/xml/read_syntax.h"
#include "invoice/xml/read_ubl_parts.h"

namespace enclosure::invoice::xml {
namespace {

using namespace en16931;

/// "#AAA#text" (BT-21, BT-22).
Note note_of(const std::string& text) {
  if (text.size() > 4 && text[0] == '#' && text[4] == '#')
    return {text.substr(1, 3), text.substr(5)};
  return {"", text};
}

std::string id_of(const Elements& in, std::string_view name) {
  const Node* node = in.first(name);
  return node == nullptr ? std::string() : in.into(*node).text("cbc:ID");
}

void head(const Elements& in, bool is_credit, EInvoice& invoice) {
  in.skip("cbc:UBLVersionID");
  invoice.specification = in.text("cbc:CustomizationID");
  invoice.process = in.text("cbc:ProfileID");
  invoice.number = in.text("cbc:ID");
  invoice.issue_date = in.date("cbc:IssueDate");
  invoice.due_date = in.date("cbc:DueDate");
  invoice.type_code = in.text(is_credit ? "cbc:CreditNoteTypeCode" : "cbc:InvoiceTypeCode");
  for (const Node* note : in.all("cbc:Note")) invoice.notes.push_back(note_of(note->text));
  invoice.tax_point_date = in.date("cbc:TaxPointDate");
  invoice.currency = in.text("cbc:DocumentCurrencyCode");
  invoice.vat_currency = in.text("cbc:TaxCurrencyCode");
  invoice.accounting = in.text("cbc:AccountingCost");
  invoice.buyer_reference = in.text("cbc:BuyerReference");
  if (const Node* node = in.first("cac:InvoicePeriod")) {
    const Elements inner = in.into(*node);
    Period period{inner.date("cbc:StartDate"), inner.date("cbc:EndDate")};
    invoice.tax_point_code = inner.text("cbc:DescriptionCode");
    if (period != Period() || invoice.tax_point_code.empty()) invoice.period = period;
  }
}

void additional(const Elements& parent, const Node& node, bool is_credit, EInvoice& invoice) {
  const Elements in = parent.into(
      node, {"cbc:ID", "cbc:DocumentTypeCode", "cbc:DocumentDescription", "cac:Attachment"});
  const std::string type = in.text("cbc:DocumentTypeCode");
  Identifier id = in.identifier("cbc:ID");
  if (type == "130") {
    invoice.object = std::move(id);
    return;
  }
  if (type == "50" && is_credit) {
    invoice.project = id.id;
    return;
  }
  SupportingDocument document;
  document.reference = id.id;
  if (const Node* text = in.first("cbc:DocumentDescription")) document.description = text->text;
  if (const Node* node_of_attachment = in.one("cac:Attachment")) {
    const Elements attachment = in.into(*node_of_attachment);
    if (const Node* content = attachment.one("cbc:EmbeddedDocumentBinaryObject")) {
      document.has_content = true;
      document.mime = content->attribute("mimeCode");
      document.file_name = content->attribute("filename");
      if (document.file_name.empty()) {
        in.log().error("UBL-DT-07", attachment.path(), "an attachment has a file name");
      }
    }
    document.url = attachment.text("cac:ExternalReference", "cbc:URI");
  }
  invoice.documents.push_back(std::move(document));
}

void references(const Elements& in, bool is_credit, EInvoice& invoice) {
  if (const Node* node = in.one("cac:OrderReference")) {
    const Elements order = in.into(*node, {"cbc:ID", "cbc:SalesOrderID"});
    invoice.purchase_order = order.text("cbc:ID");
    invoice.sales_order = order.text("cbc:SalesOrderID");
  }
  for (const Node* node : in.all("cac:BillingReference")) {
    const Elements reference = in.into(*node);
    const Node* inner = reference.first("cac:InvoiceDocumentReference");
    if (inner == nullptr) {
      in.log().error("UBL-SR-07", in.path_of(*node), "a billing reference names an invoice");
      continue;
    }
    const Elements before = reference.into(*inner, {"cbc:ID", "cbc:IssueDate"});
    invoice.preceding.push_back({before.text("cbc:ID"), before.date("cbc:IssueDate")});
  }
  invoice.despatch_advice = id_of(in, "cac:DespatchDocumentReference");
  invoice.receiving_advice = id_of(in, "cac:ReceiptDocumentReference");
  invoice.tender = id_of(in, "cac:OriginatorDocumentReference");
  invoice.contract = id_of(in, "cac:ContractDocumentReference");
  invoice.project = id_of(in, "cac:ProjectReference");
  for (const Node* node : in.all("cac:AdditionalDocumentReference"))
    additional(in, *node, is_credit, invoice);
}

}  // namespace

EInvoice read_ubl(const Node& root, FindingLog& log) {
  // The two roots differ in where some children stand; those are left out of the order.
  const Elements in(root, "/" + root.name, log,
                    {"ext:UBLExtensions",
                     "cbc:UBLVersionID",
                     "cbc:CustomizationID",
                     "cbc:ProfileID",
                     "cbc:ID",
                     "cbc:CopyIndicator",
                     "cbc:UUID",
                     "cbc:IssueDate",
                     "cbc:IssueTime",
                     "cbc:DueDate",
                     "cbc:InvoiceTypeCode",
                     "cbc:Note",
                     "cbc:DocumentCurrencyCode",
                     "cbc:TaxCurrencyCode",
                     "cbc:PricingCurrencyCode",
                     "cbc:PaymentCurrencyCode",
                     "cbc:PaymentAlternativeCurrencyCode",
                     "cbc:AccountingCostCode",
                     "cbc:AccountingCost",
                     "cbc:LineCountNumeric",
                     "cbc:BuyerReference",
                     "cac:InvoicePeriod",
                     "cac:OrderReference",
                     "cac:BillingReference",
                     "cac:DespatchDocumentReference",
                     "cac:ReceiptDocumentReference",
                     "cac:AccountingSupplierParty",
                     "cac:AccountingCustomerParty",
                     "cac:PayeeParty",
                     "cac:TaxRepresentativeParty",
                     "cac:Delivery",
                     "cac:PaymentMeans",
                     "cac:PaymentTerms",
                     "cac:AllowanceCharge",
                     "cac:TaxTotal",
                     "cac:LegalMonetaryTotal",
                     "cac:InvoiceLine",
                     "cac:CreditNoteLine"});
  const bool is_credit = root.name == "cn:CreditNote";
  EInvoice invoice;
  head(in, is_credit, invoice);
  references(in, is_credit, invoice);
  const std::string sepa_creditor = ubl::parties(in, invoice);
  if (const Node* node = in.first("cac:Delivery")) ubl::delivery(in, *node, invoice);
  ubl::payment(in, sepa_creditor, invoice);
  for (const Node* node : in.all("cac:AllowanceCharge")) {
    invoice.allowances_charges.push_back(ubl::allowance_charge(in, *node));
  }
  ubl::tax_totals(in, invoice);
  if (const Node* node = in.need("cac:LegalMonetaryTotal")) {
    ubl::totals(in, *node, invoice.totals);
  }
  for (const Node* node : in.all(is_credit ? "cac:CreditNoteLine" : "cac:InvoiceLine")) {
    invoice.lines.push_back(ubl::line(in, *node, is_credit));
  }
  return invoice;
}

}  // namespace enclosure::invoice::xml
