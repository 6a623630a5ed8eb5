// <rsm:CrossIndustryInvoice>, elements in the order of the schema.

#include "core/einvoice.h"
#include "invoice/xml/write.h"
#include "invoice/xml/xml_text.h"

namespace enclosure::invoice::xml {
namespace {

using namespace en16931;

/// "20261121", format 102 of UNTDID 2379.
std::string compact(Date date) {
  std::string text = to_string(date);
  std::erase(text, '-');
  return text;
}

/// UNTDID 2005 (BT-8) as UNTDID 2475, which CII uses.
std::string_view tax_point_in_cii(std::string_view code) {
  if (code == "3") return "5";
  if (code == "35") return "29";
  if (code == "432") return "72";
  return code;
}

class CiiWriter {
 public:
  explicit CiiWriter(const EInvoice& invoice) : invoice_(invoice) {}

  Result<std::string> write() {
    xml_.raw(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rsm:CrossIndustryInvoice"
        " xmlns:rsm=\"urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100\""
        " xmlns:ram=\"urn:un:unece:uncefact:data:standard:"
        "ReusableAggregateBusinessInformationEntity:100\""
        " xmlns:qdt=\"urn:un:unece:uncefact:data:standard:QualifiedDataType:100\""
        " xmlns:udt=\"urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100\">");
    context();
    document();
    {
      const Element transaction(xml_, "rsm:SupplyChainTradeTransaction");
      for (const Line& line : invoice_.lines) write_line(line);
      agreement();
      delivery();
      settlement();
    }
    xml_.close("rsm:CrossIndustryInvoice");
    return std::move(xml_).take();
  }

 private:
  void day(std::string_view name, const std::optional<Date>& date,
           std::string_view leaf = "udt:DateTimeString") {
    if (date) xml_.wrapped(name, leaf, compact(*date), {"format", "102"});
  }

  /// Identifiers with a scheme are global ones; those without stand before them.
  void ids(const std::vector<Identifier>& all) {
    for (const Identifier& one : all) {
      if (one.scheme.empty()) xml_.leaf("ram:ID", one.id);
    }
    for (const Identifier& one : all) {
      if (!one.scheme.empty()) xml_.leaf("ram:GlobalID", one.id, {"schemeID", one.scheme});
    }
  }

  void context() {
    const Element element(xml_, "rsm:ExchangedDocumentContext");
    xml_.wrapped("ram:BusinessProcessSpecifiedDocumentContextParameter", "ram:ID",
                 invoice_.process);
    xml_.wrapped("ram:GuidelineSpecifiedDocumentContextParameter", "ram:ID",
                 invoice_.specification);
  }

  void document() {
    const Element element(xml_, "rsm:ExchangedDocument");
    xml_.leaf("ram:ID", invoice_.number);
    xml_.leaf("ram:TypeCode", invoice_.type_code);
    day("ram:IssueDateTime", invoice_.issue_date);
    for (const Note& note : invoice_.notes) {
      const Element one(xml_, "ram:IncludedNote");
      xml_.leaf("ram:Content", note.text);
      xml_.leaf("ram:SubjectCode", note.subject);
    }
  }

  void write_line(const Line& line) {
    const Element element(xml_, "ram:IncludedSupplyChainTradeLineItem");
    {
      const Element head(xml_, "ram:AssociatedDocumentLineDocument");
      xml_.leaf("ram:LineID", line.id);
      xml_.wrapped("ram:IncludedNote", "ram:Content", line.note);
    }
    product(line);
    line_agreement(line);
    {
      const Element delivered(xml_, "ram:SpecifiedLineTradeDelivery");
      xml_.leaf("ram:BilledQuantity", line.quantity, {"unitCode", line.unit});
    }
    line_settlement(line);
  }

  void product(const Line& line) {
    const Element element(xml_, "ram:SpecifiedTradeProduct");
    xml_.leaf("ram:GlobalID", line.standard_id.id, {"schemeID", line.standard_id.scheme});
    xml_.leaf("ram:SellerAssignedID", line.sellers_id);
    xml_.leaf("ram:BuyerAssignedID", line.buyers_id);
    xml_.leaf("ram:Name", line.name);
    xml_.leaf("ram:Description", line.description);
    for (const Attribute& attribute : line.attributes) {
      const Element one(xml_, "ram:ApplicableProductCharacteristic");
      xml_.leaf("ram:Description", attribute.name);
      xml_.leaf("ram:Value", attribute.value);
    }
    for (const Classification& one : line.classifications) {
      const Element wrapper(xml_, "ram:DesignatedProductClassification");
      xml_.leaf("ram:ClassCode", one.code, {"listID", one.list}, {"listVersionID", one.version});
    }
    xml_.wrapped("ram:OriginTradeCountry", "ram:ID", line.origin_country);
  }

  void line_agreement(const Line& line) {
    const Element element(xml_, "ram:SpecifiedLineTradeAgreement");
    const Price& price = line.price;
    xml_.wrapped("ram:BuyerOrderReferencedDocument", "ram:LineID", line.order_line);
    if (price.gross) {
      const Element gross(xml_, "ram:GrossPriceProductTradePrice");
      xml_.leaf("ram:ChargeAmount", price.gross);
      xml_.leaf("ram:BasisQuantity", price.base_quantity, {"unitCode", price.base_unit});
      if (price.discount) {
        const Element discount(xml_, "ram:AppliedTradeAllowanceCharge");
        xml_.wrapped("ram:ChargeIndicator", "udt:Indicator", "false");
        xml_.leaf("ram:ActualAmount", price.discount);
      }
    }
    const Element net(xml_, "ram:NetPriceProductTradePrice");
    xml_.leaf("ram:ChargeAmount", price.net);
    xml_.leaf("ram:BasisQuantity", price.base_quantity, {"unitCode", price.base_unit});
  }

  void line_settlement(const Line& line) {
    const Element element(xml_, "ram:SpecifiedLineTradeSettlement");
    category("ram:ApplicableTradeTax", line.vat_category, line.vat_rate);
    if (line.period) period(*line.period);
    for (const AllowanceCharge& one : line.allowances_charges) allowance_charge(one, false);
    {
      const Element sum(xml_, "ram:SpecifiedTradeSettlementLineMonetarySummation");
      xml_.leaf("ram:LineTotalAmount", line.net);
    }
    if (!line.object.empty()) {
      const Element object(xml_, "ram:AdditionalReferencedDocument");
      xml_.leaf("ram:IssuerAssignedID", line.object.id);
      xml_.leaf("ram:TypeCode", "130");
      xml_.leaf("ram:ReferenceTypeCode", line.object.scheme);
    }
    xml_.wrapped("ram:ReceivableSpecifiedTradeAccountingAccount", "ram:ID", line.accounting);
  }

  void category(std::string_view name, std::string_view code, const std::optional<Percent>& rate) {
    const Element element(xml_, name);
    xml_.leaf("ram:TypeCode", "VAT");
    xml_.leaf("ram:CategoryCode", code);
    xml_.leaf("ram:RateApplicablePercent", rate);
  }

  void period(const Period& period) {
    const Element element(xml_, "ram:BillingSpecifiedPeriod");
    day("ram:StartDateTime", period.start);
    day("ram:EndDateTime", period.end);
  }

  void allowance_charge(const AllowanceCharge& one, bool of_document) {
    const Element element(xml_, "ram:SpecifiedTradeAllowanceCharge");
    xml_.wrapped("ram:ChargeIndicator", "udt:Indicator", one.is_charge ? "true" : "false");
    xml_.leaf("ram:CalculationPercent", one.percent);
    xml_.leaf("ram:BasisAmount", one.base);
    xml_.leaf("ram:ActualAmount", one.amount);
    xml_.leaf("ram:ReasonCode", one.reason_code);
    xml_.leaf("ram:Reason", one.reason);
    if (of_document) category("ram:CategoryTradeTax", one.vat_category, one.vat_rate);
  }

  void agreement() {
    const Element element(xml_, "ram:ApplicableHeaderTradeAgreement");
    xml_.leaf("ram:BuyerReference", invoice_.buyer_reference);
    party("ram:SellerTradeParty", invoice_.seller);
    party("ram:BuyerTradeParty", invoice_.buyer);
    if (invoice_.tax_representative) {
      const TaxRepresentative& one = *invoice_.tax_representative;
      const Element representative(xml_, "ram:SellerTaxRepresentativeTradeParty");
      xml_.leaf("ram:Name", one.name);
      if (one.address) address(*one.address);
      xml_.wrapped("ram:SpecifiedTaxRegistration", "ram:ID", one.vat_id, {"schemeID", "VA"});
    }
    constexpr std::string_view kId = "ram:IssuerAssignedID";
    xml_.wrapped("ram:SellerOrderReferencedDocument", kId, invoice_.sales_order);
    xml_.wrapped("ram:BuyerOrderReferencedDocument", kId, invoice_.purchase_order);
    xml_.wrapped("ram:ContractReferencedDocument", kId, invoice_.contract);
    for (const SupportingDocument& one : invoice_.documents) supporting_document(one);
    referenced(invoice_.tender, "50", "");
    referenced(invoice_.object.id, "130", invoice_.object.scheme);
    if (!invoice_.project.empty()) {
      const Element project(xml_, "ram:SpecifiedProcuringProject");
      xml_.leaf("ram:ID", invoice_.project);
      xml_.leaf("ram:Name", "Project reference");
    }
  }

  void referenced(std::string_view id, std::string_view type, std::string_view scheme) {
    if (id.empty()) return;
    const Element element(xml_, "ram:AdditionalReferencedDocument");
    xml_.leaf("ram:IssuerAssignedID", id);
    xml_.leaf("ram:TypeCode", type);
    xml_.leaf("ram:ReferenceTypeCode", scheme);
  }

  void supporting_document(const SupportingDocument& one) {
    const Element element(xml_, "ram:AdditionalReferencedDocument");
    xml_.leaf("ram:IssuerAssignedID", one.reference);
    xml_.leaf("ram:URIID", one.url);
    xml_.leaf("ram:TypeCode", "916");
    xml_.leaf("ram:Name", one.description);
  }

  void party(std::string_view name, const Party& party) {
    const Element element(xml_, name);
    ids(party.ids);
    xml_.leaf("ram:Name", party.name);
    xml_.leaf("ram:Description", party.legal_info);
    if (!party.legal_id.empty() || !party.trading_name.empty()) {
      const Element legal(xml_, "ram:SpecifiedLegalOrganization");
      xml_.leaf("ram:ID", party.legal_id.id, {"schemeID", party.legal_id.scheme});
      xml_.leaf("ram:TradingBusinessName", party.trading_name);
    }
    if (party.contact) contact(*party.contact);
    if (party.address) address(*party.address);
    xml_.wrapped("ram:URIUniversalCommunication", "ram:URIID", party.electronic_address.id,
                 {"schemeID", party.electronic_address.scheme});
    xml_.wrapped("ram:SpecifiedTaxRegistration", "ram:ID", party.vat_id, {"schemeID", "VA"});
    xml_.wrapped("ram:SpecifiedTaxRegistration", "ram:ID", party.tax_number, {"schemeID", "FC"});
  }

  void contact(const Contact& contact) {
    const Element element(xml_, "ram:DefinedTradeContact");
    xml_.leaf("ram:PersonName", contact.name);
    xml_.wrapped("ram:TelephoneUniversalCommunication", "ram:CompleteNumber", contact.phone);
    xml_.wrapped("ram:EmailURIUniversalCommunication", "ram:URIID", contact.email);
  }

  void address(const PostalAddress& address) {
    const Element element(xml_, "ram:PostalTradeAddress");
    xml_.leaf("ram:PostcodeCode", address.postcode);
    xml_.leaf("ram:LineOne", address.lines[0]);
    xml_.leaf("ram:LineTwo", address.lines[1]);
    xml_.leaf("ram:LineThree", address.lines[2]);
    xml_.leaf("ram:CityName", address.city);
    xml_.leaf("ram:CountryID", address.country);
    xml_.leaf("ram:CountrySubDivisionName", address.subdivision);
  }

  void delivery() {
    const Element element(xml_, "ram:ApplicableHeaderTradeDelivery");
    if (invoice_.delivery) {
      const Delivery& delivery = *invoice_.delivery;
      if (!delivery.name.empty() || !delivery.location.empty() || delivery.address) {
        const Element to(xml_, "ram:ShipToTradeParty");
        ids({delivery.location});
        xml_.leaf("ram:Name", delivery.name);
        if (delivery.address) address(*delivery.address);
      }
      if (delivery.date) {
        const Element event(xml_, "ram:ActualDeliverySupplyChainEvent");
        day("ram:OccurrenceDateTime", delivery.date);
      }
    }
    constexpr std::string_view kId = "ram:IssuerAssignedID";
    xml_.wrapped("ram:DespatchAdviceReferencedDocument", kId, invoice_.despatch_advice);
    xml_.wrapped("ram:ReceivingAdviceReferencedDocument", kId, invoice_.receiving_advice);
  }

  void settlement() {
    const Element element(xml_, "ram:ApplicableHeaderTradeSettlement");
    const auto& payment = invoice_.payment;
    if (payment && payment->debit) xml_.leaf("ram:CreditorReferenceID", payment->debit->creditor);
    if (payment) xml_.leaf("ram:PaymentReference", payment->remittance);
    xml_.leaf("ram:TaxCurrencyCode", invoice_.vat_currency);
    xml_.leaf("ram:InvoiceCurrencyCode", invoice_.currency);
    if (invoice_.payee) payee(*invoice_.payee);
    if (payment) payment_means(*payment);
    for (const VatBreakdown& group : invoice_.breakdown) vat_group(group);
    if (invoice_.period) period(*invoice_.period);
    for (const AllowanceCharge& one : invoice_.allowances_charges) allowance_charge(one, true);
    payment_terms();
    totals();
    for (const PrecedingInvoice& before : invoice_.preceding) {
      const Element reference(xml_, "ram:InvoiceReferencedDocument");
      xml_.leaf("ram:IssuerAssignedID", before.number);
      day("ram:FormattedIssueDateTime", before.issue_date, "qdt:DateTimeString");
    }
    xml_.wrapped("ram:ReceivableSpecifiedTradeAccountingAccount", "ram:ID", invoice_.accounting);
  }

  void payee(const Payee& payee) {
    const Element element(xml_, "ram:PayeeTradeParty");
    ids({payee.id});
    xml_.leaf("ram:Name", payee.name);
    xml_.wrapped("ram:SpecifiedLegalOrganization", "ram:ID", payee.legal_id.id,
                 {"schemeID", payee.legal_id.scheme});
  }

  void payment_means(const PaymentInstructions& payment) {
    if (payment.transfers.empty()) return means_of(payment, nullptr);
    for (const CreditTransfer& transfer : payment.transfers) means_of(payment, &transfer);
  }

  void means_of(const PaymentInstructions& payment, const CreditTransfer* transfer) {
    const Element element(xml_, "ram:SpecifiedTradeSettlementPaymentMeans");
    xml_.leaf("ram:TypeCode", payment.means);
    xml_.leaf("ram:Information", payment.means_text);
    if (payment.card) {
      const Element card(xml_, "ram:ApplicableTradeSettlementFinancialCard");
      xml_.leaf("ram:ID", payment.card->number);
      xml_.leaf("ram:CardholderName", payment.card->holder);
    }
    if (payment.debit) {
      xml_.wrapped("ram:PayerPartyDebtorFinancialAccount", "ram:IBANID", payment.debit->account);
    }
    if (transfer == nullptr) return;
    {
      const Element account(xml_, "ram:PayeePartyCreditorFinancialAccount");
      const bool iban = is_iban(transfer->account);
      xml_.leaf("ram:IBANID", iban ? transfer->account : "");
      xml_.leaf("ram:AccountName", transfer->holder);
      xml_.leaf("ram:ProprietaryID", iban ? "" : transfer->account);
    }
    xml_.wrapped("ram:PayeeSpecifiedCreditorFinancialInstitution", "ram:BICID", transfer->bic);
  }

  void vat_group(const VatBreakdown& group) {
    const Element element(xml_, "ram:ApplicableTradeTax");
    xml_.leaf("ram:CalculatedAmount", group.tax);
    xml_.leaf("ram:TypeCode", "VAT");
    xml_.leaf("ram:ExemptionReason", group.reason);
    xml_.leaf("ram:BasisAmount", group.taxable);
    xml_.leaf("ram:CategoryCode", group.category);
    xml_.leaf("ram:ExemptionReasonCode", group.reason_code);
    day("ram:TaxPointDate", invoice_.tax_point_date, "udt:DateString");
    xml_.leaf("ram:DueDateTypeCode", tax_point_in_cii(invoice_.tax_point_code));
    xml_.leaf("ram:RateApplicablePercent", group.rate);
  }

  void payment_terms() {
    const std::string mandate =
        invoice_.payment && invoice_.payment->debit ? invoice_.payment->debit->mandate : "";
    if (invoice_.payment_terms.empty() && !invoice_.due_date && mandate.empty()) return;
    const Element element(xml_, "ram:SpecifiedTradePaymentTerms");
    xml_.leaf("ram:Description", invoice_.payment_terms);
    day("ram:DueDateDateTime", invoice_.due_date);
    xml_.leaf("ram:DirectDebitMandateID", mandate);
  }

  void totals() {
    const Element element(xml_, "ram:SpecifiedTradeSettlementHeaderMonetarySummation");
    const Totals& totals = invoice_.totals;
    xml_.leaf("ram:LineTotalAmount", totals.line_net_total);
    xml_.leaf("ram:ChargeTotalAmount", totals.charge_total);
    xml_.leaf("ram:AllowanceTotalAmount", totals.allowance_total);
    xml_.leaf("ram:TaxBasisTotalAmount", totals.total_without_vat);
    xml_.leaf("ram:TaxTotalAmount", totals.vat_total, {"currencyID", invoice_.currency});
    xml_.leaf("ram:TaxTotalAmount", totals.vat_total_in_currency,
              {"currencyID", invoice_.vat_currency});
    xml_.leaf("ram:RoundingAmount", totals.rounding);
    xml_.leaf("ram:GrandTotalAmount", totals.total_with_vat);
    xml_.leaf("ram:TotalPrepaidAmount", totals.paid);
    xml_.leaf("ram:DuePayableAmount", totals.amount_due);
  }

  const EInvoice& invoice_;
  XmlText xml_;
};

}  // namespace

Result<std::string> write_cii(const EInvoice& invoice) {
  return CiiWriter(invoice).write();
}

}  // namespace enclosure::invoice::xml
