// <Invoice> and <CreditNote> of UBL 2.1, elements in the order of the schemas.

#include "invoice/en16931/types.h"
#include "invoice/xml/write.h"
#include "invoice/xml/xml_text.h"

namespace enclosure::invoice::xml {
namespace {

using namespace en16931;

constexpr std::string_view kCommon =
    " xmlns:cac=\"urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2\""
    " xmlns:cbc=\"urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2\">";

class UblWriter {
 public:
  explicit UblWriter(const EInvoice& invoice)
      : invoice_(invoice), is_credit_(is_credit_note(invoice.type_code)) {}

  Result<std::string> write() {
    const std::string root = is_credit_ ? "CreditNote" : "Invoice";
    xml_.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + root +
             " xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:" + root + "-2\"");
    xml_.raw(kCommon);
    head();
    references();
    parties();
    if (invoice_.delivery) delivery(*invoice_.delivery);
    payment();
    for (const AllowanceCharge& one : invoice_.allowances_charges) allowance_charge(one, true);
    tax_totals();
    totals();
    for (const Line& line : invoice_.lines) write_line(line);
    xml_.close(root);
    return std::move(xml_).take();
  }

 private:
  void amount(std::string_view name, const std::optional<Decimal>& value) {
    xml_.leaf(name, value, {"currencyID", invoice_.currency});
  }

  void head() {
    xml_.leaf("cbc:CustomizationID", invoice_.specification);
    xml_.leaf("cbc:ProfileID", invoice_.process);
    xml_.leaf("cbc:ID", invoice_.number);
    xml_.leaf("cbc:IssueDate", invoice_.issue_date);
    if (is_credit_) {
      xml_.leaf("cbc:TaxPointDate", invoice_.tax_point_date);
      xml_.leaf("cbc:CreditNoteTypeCode", invoice_.type_code);
    } else {
      xml_.leaf("cbc:DueDate", invoice_.due_date);
      xml_.leaf("cbc:InvoiceTypeCode", invoice_.type_code);
    }
    for (const Note& note : invoice_.notes) {
      xml_.leaf("cbc:Note",
                note.subject.empty() ? note.text : "#" + note.subject + "#" + note.text);
    }
    if (!is_credit_) xml_.leaf("cbc:TaxPointDate", invoice_.tax_point_date);
    xml_.leaf("cbc:DocumentCurrencyCode", invoice_.currency);
    xml_.leaf("cbc:TaxCurrencyCode", invoice_.vat_currency);
    xml_.leaf("cbc:AccountingCost", invoice_.accounting);
    xml_.leaf("cbc:BuyerReference", invoice_.buyer_reference);
    if (invoice_.period || !invoice_.tax_point_code.empty()) {
      period(invoice_.period.value_or(Period()), invoice_.tax_point_code);
    }
  }

  void period(const Period& period, std::string_view tax_point_code) {
    const Element element(xml_, "cac:InvoicePeriod");
    xml_.leaf("cbc:StartDate", period.start);
    xml_.leaf("cbc:EndDate", period.end);
    xml_.leaf("cbc:DescriptionCode", tax_point_code);
  }

  void references() {
    if (!invoice_.purchase_order.empty() || !invoice_.sales_order.empty()) {
      const Element order(xml_, "cac:OrderReference");
      // The schema wants an id here; NA is what Peppol writes where only the seller has one.
      xml_.leaf("cbc:ID", invoice_.purchase_order.empty() ? "NA" : invoice_.purchase_order);
      xml_.leaf("cbc:SalesOrderID", invoice_.sales_order);
    }
    for (const PrecedingInvoice& before : invoice_.preceding) {
      const Element reference(xml_, "cac:BillingReference");
      const Element document(xml_, "cac:InvoiceDocumentReference");
      xml_.leaf("cbc:ID", before.number);
      xml_.leaf("cbc:IssueDate", before.issue_date);
    }
    xml_.wrapped("cac:DespatchDocumentReference", "cbc:ID", invoice_.despatch_advice);
    xml_.wrapped("cac:ReceiptDocumentReference", "cbc:ID", invoice_.receiving_advice);
    if (!is_credit_) xml_.wrapped("cac:OriginatorDocumentReference", "cbc:ID", invoice_.tender);
    xml_.wrapped("cac:ContractDocumentReference", "cbc:ID", invoice_.contract);
    for (const SupportingDocument& one : invoice_.documents) supporting_document(one);
    typed_document(invoice_.object.id, invoice_.object.scheme, "130");
    if (is_credit_) {
      typed_document(invoice_.project, "", "50");
      xml_.wrapped("cac:OriginatorDocumentReference", "cbc:ID", invoice_.tender);
    } else {
      xml_.wrapped("cac:ProjectReference", "cbc:ID", invoice_.project);
    }
  }

  void typed_document(std::string_view id, std::string_view scheme, std::string_view type) {
    if (id.empty()) return;
    const Element element(xml_, "cac:AdditionalDocumentReference");
    xml_.leaf("cbc:ID", id, {"schemeID", scheme});
    xml_.leaf("cbc:DocumentTypeCode", type);
  }

  void supporting_document(const SupportingDocument& one) {
    const Element element(xml_, "cac:AdditionalDocumentReference");
    xml_.leaf("cbc:ID", one.reference);
    xml_.leaf("cbc:DocumentDescription", one.description);
    if (one.url.empty()) return;
    const Element attachment(xml_, "cac:Attachment");
    xml_.wrapped("cac:ExternalReference", "cbc:URI", one.url);
  }

  void parties() {
    {
      const Element supplier(xml_, "cac:AccountingSupplierParty");
      party(invoice_.seller, invoice_.payment && invoice_.payment->debit
                                 ? invoice_.payment->debit->creditor
                                 : std::string());
    }
    {
      const Element customer(xml_, "cac:AccountingCustomerParty");
      party(invoice_.buyer, "");
    }
    if (invoice_.payee) {
      const Element payee(xml_, "cac:PayeeParty");
      xml_.wrapped("cac:PartyIdentification", "cbc:ID", invoice_.payee->id.id,
                   {"schemeID", invoice_.payee->id.scheme});
      xml_.wrapped("cac:PartyName", "cbc:Name", invoice_.payee->name);
      xml_.wrapped("cac:PartyLegalEntity", "cbc:CompanyID", invoice_.payee->legal_id.id,
                   {"schemeID", invoice_.payee->legal_id.scheme});
    }
    if (invoice_.tax_representative) {
      const TaxRepresentative& one = *invoice_.tax_representative;
      const Element representative(xml_, "cac:TaxRepresentativeParty");
      xml_.wrapped("cac:PartyName", "cbc:Name", one.name);
      if (one.address) address("cac:PostalAddress", *one.address);
      tax_scheme(one.vat_id, "VAT");
    }
  }

  void party(const Party& party, std::string_view sepa_creditor) {
    const Element element(xml_, "cac:Party");
    xml_.leaf("cbc:EndpointID", party.electronic_address.id,
              {"schemeID", party.electronic_address.scheme});
    for (const Identifier& one : party.ids) {
      xml_.wrapped("cac:PartyIdentification", "cbc:ID", one.id, {"schemeID", one.scheme});
    }
    xml_.wrapped("cac:PartyIdentification", "cbc:ID", sepa_creditor, {"schemeID", "SEPA"});
    xml_.wrapped("cac:PartyName", "cbc:Name", party.trading_name);
    if (party.address) address("cac:PostalAddress", *party.address);
    tax_scheme(party.vat_id, "VAT");
    tax_scheme(party.tax_number, "FC");
    {
      const Element legal(xml_, "cac:PartyLegalEntity");
      xml_.leaf("cbc:RegistrationName", party.name);
      xml_.leaf("cbc:CompanyID", party.legal_id.id, {"schemeID", party.legal_id.scheme});
      xml_.leaf("cbc:CompanyLegalForm", party.legal_info);
    }
    if (!party.contact) return;
    const Element contact(xml_, "cac:Contact");
    xml_.leaf("cbc:Name", party.contact->name);
    xml_.leaf("cbc:Telephone", party.contact->phone);
    xml_.leaf("cbc:ElectronicMail", party.contact->email);
  }

  void tax_scheme(std::string_view number, std::string_view scheme) {
    if (number.empty()) return;
    const Element element(xml_, "cac:PartyTaxScheme");
    xml_.leaf("cbc:CompanyID", number);
    xml_.wrapped("cac:TaxScheme", "cbc:ID", scheme);
  }

  void address(std::string_view name, const PostalAddress& address) {
    const Element element(xml_, name);
    xml_.leaf("cbc:StreetName", address.lines[0]);
    xml_.leaf("cbc:AdditionalStreetName", address.lines[1]);
    xml_.leaf("cbc:CityName", address.city);
    xml_.leaf("cbc:PostalZone", address.postcode);
    xml_.leaf("cbc:CountrySubentity", address.subdivision);
    xml_.wrapped("cac:AddressLine", "cbc:Line", address.lines[2]);
    xml_.wrapped("cac:Country", "cbc:IdentificationCode", address.country);
  }

  void delivery(const Delivery& delivery) {
    const Element element(xml_, "cac:Delivery");
    xml_.leaf("cbc:ActualDeliveryDate", delivery.date);
    if (!delivery.location.empty() || delivery.address) {
      const Element location(xml_, "cac:DeliveryLocation");
      xml_.leaf("cbc:ID", delivery.location.id, {"schemeID", delivery.location.scheme});
      if (delivery.address) address("cac:Address", *delivery.address);
    }
    if (delivery.name.empty()) return;
    const Element party(xml_, "cac:DeliveryParty");
    xml_.wrapped("cac:PartyName", "cbc:Name", delivery.name);
  }

  void payment() {
    const auto& payment = invoice_.payment;
    if (payment && payment->transfers.empty()) payment_means(*payment, nullptr);
    if (payment) {
      for (const CreditTransfer& transfer : payment->transfers) payment_means(*payment, &transfer);
    }
    xml_.wrapped("cac:PaymentTerms", "cbc:Note", invoice_.payment_terms);
  }

  void payment_means(const PaymentInstructions& payment, const CreditTransfer* transfer) {
    const Element element(xml_, "cac:PaymentMeans");
    xml_.leaf("cbc:PaymentMeansCode", payment.means, {"name", payment.means_text});
    if (is_credit_) xml_.leaf("cbc:PaymentDueDate", invoice_.due_date);
    xml_.leaf("cbc:PaymentID", payment.remittance);
    if (payment.card) {
      const Element card(xml_, "cac:CardAccount");
      xml_.leaf("cbc:PrimaryAccountNumberID", payment.card->number);
      xml_.leaf("cbc:NetworkID", "NA");
      xml_.leaf("cbc:HolderName", payment.card->holder);
    }
    if (transfer != nullptr) {
      const Element account(xml_, "cac:PayeeFinancialAccount");
      xml_.leaf("cbc:ID", transfer->account);
      xml_.leaf("cbc:Name", transfer->holder);
      xml_.wrapped("cac:FinancialInstitutionBranch", "cbc:ID", transfer->bic);
    }
    if (payment.debit) {
      const Element mandate(xml_, "cac:PaymentMandate");
      xml_.leaf("cbc:ID", payment.debit->mandate);
      xml_.wrapped("cac:PayerFinancialAccount", "cbc:ID", payment.debit->account);
    }
  }

  void category(std::string_view name, std::string_view code, const std::optional<Percent>& rate,
                std::string_view reason_code = {}, std::string_view reason = {}) {
    const Element element(xml_, name);
    xml_.leaf("cbc:ID", code);
    xml_.leaf("cbc:Percent", rate);
    xml_.leaf("cbc:TaxExemptionReasonCode", reason_code);
    xml_.leaf("cbc:TaxExemptionReason", reason);
    xml_.wrapped("cac:TaxScheme", "cbc:ID", "VAT");
  }

  void allowance_charge(const AllowanceCharge& one, bool of_document) {
    const Element element(xml_, "cac:AllowanceCharge");
    xml_.leaf("cbc:ChargeIndicator", one.is_charge ? "true" : "false");
    xml_.leaf("cbc:AllowanceChargeReasonCode", one.reason_code);
    xml_.leaf("cbc:AllowanceChargeReason", one.reason);
    xml_.leaf("cbc:MultiplierFactorNumeric", one.percent);
    amount("cbc:Amount", one.amount);
    amount("cbc:BaseAmount", one.base);
    if (of_document) category("cac:TaxCategory", one.vat_category, one.vat_rate);
  }

  void tax_totals() {
    {
      const Element element(xml_, "cac:TaxTotal");
      amount("cbc:TaxAmount", invoice_.totals.vat_total);
      for (const VatBreakdown& group : invoice_.breakdown) {
        const Element subtotal(xml_, "cac:TaxSubtotal");
        amount("cbc:TaxableAmount", group.taxable);
        amount("cbc:TaxAmount", group.tax);
        category("cac:TaxCategory", group.category, group.rate, group.reason_code, group.reason);
      }
    }
    if (!invoice_.totals.vat_total_in_currency) return;
    const Element element(xml_, "cac:TaxTotal");
    xml_.leaf("cbc:TaxAmount", invoice_.totals.vat_total_in_currency,
              {"currencyID", invoice_.vat_currency});
  }

  void totals() {
    const Element element(xml_, "cac:LegalMonetaryTotal");
    const Totals& totals = invoice_.totals;
    amount("cbc:LineExtensionAmount", totals.line_net_total);
    amount("cbc:TaxExclusiveAmount", totals.total_without_vat);
    amount("cbc:TaxInclusiveAmount", totals.total_with_vat);
    amount("cbc:AllowanceTotalAmount", totals.allowance_total);
    amount("cbc:ChargeTotalAmount", totals.charge_total);
    amount("cbc:PrepaidAmount", totals.paid);
    amount("cbc:PayableRoundingAmount", totals.rounding);
    amount("cbc:PayableAmount", totals.amount_due);
  }

  void write_line(const Line& line) {
    const Element element(xml_, is_credit_ ? "cac:CreditNoteLine" : "cac:InvoiceLine");
    xml_.leaf("cbc:ID", line.id);
    xml_.leaf("cbc:Note", line.note);
    xml_.leaf(is_credit_ ? "cbc:CreditedQuantity" : "cbc:InvoicedQuantity", line.quantity,
              {"unitCode", line.unit});
    amount("cbc:LineExtensionAmount", line.net);
    xml_.leaf("cbc:AccountingCost", line.accounting);
    if (line.period) period(*line.period, "");
    xml_.wrapped("cac:OrderLineReference", "cbc:LineID", line.order_line);
    if (!line.object.empty()) {
      const Element object(xml_, "cac:DocumentReference");
      xml_.leaf("cbc:ID", line.object.id, {"schemeID", line.object.scheme});
      xml_.leaf("cbc:DocumentTypeCode", "130");
    }
    for (const AllowanceCharge& one : line.allowances_charges) allowance_charge(one, false);
    item(line);
    price(line.price);
  }

  void item(const Line& line) {
    const Element element(xml_, "cac:Item");
    xml_.leaf("cbc:Description", line.description);
    xml_.leaf("cbc:Name", line.name);
    xml_.wrapped("cac:BuyersItemIdentification", "cbc:ID", line.buyers_id);
    xml_.wrapped("cac:SellersItemIdentification", "cbc:ID", line.sellers_id);
    xml_.wrapped("cac:StandardItemIdentification", "cbc:ID", line.standard_id.id,
                 {"schemeID", line.standard_id.scheme});
    xml_.wrapped("cac:OriginCountry", "cbc:IdentificationCode", line.origin_country);
    for (const Classification& one : line.classifications) {
      const Element commodity(xml_, "cac:CommodityClassification");
      xml_.leaf("cbc:ItemClassificationCode", one.code, {"listID", one.list},
                {"listVersionID", one.version});
    }
    category("cac:ClassifiedTaxCategory", line.vat_category, line.vat_rate);
    for (const Attribute& attribute : line.attributes) {
      const Element property(xml_, "cac:AdditionalItemProperty");
      xml_.leaf("cbc:Name", attribute.name);
      xml_.leaf("cbc:Value", attribute.value);
    }
  }

  void price(const Price& price) {
    const Element element(xml_, "cac:Price");
    amount("cbc:PriceAmount", price.net);
    xml_.leaf("cbc:BaseQuantity", price.base_quantity, {"unitCode", price.base_unit});
    if (!price.gross) return;
    const Element allowance(xml_, "cac:AllowanceCharge");
    xml_.leaf("cbc:ChargeIndicator", "false");
    amount("cbc:Amount", price.discount.value_or(Decimal()));
    amount("cbc:BaseAmount", price.gross);
  }

  const EInvoice& invoice_;
  bool is_credit_;
  XmlText xml_;
};

}  // namespace

Result<std::string> write_ubl(const EInvoice& invoice) {
  return UblWriter(invoice).write();
}

}  // namespace enclosure::invoice::xml
