// <Invoice> and <CreditNote> of UBL 2.1.

#include <tuple>

#include "invoice/xml/read_syntax.h"

namespace enclosure::invoice::xml {
namespace {

using namespace en16931;

class UblReader {
 public:
  UblReader(const Node& root, FindingLog& log)
      : root_(root), log_(log), is_credit_(root.name == "cn:CreditNote") {}

  EInvoice read() {
    // The two roots differ in where some children stand; those are left out of the order.
    const Elements in(root_, "/" + root_.name, log_,
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
    head(in);
    references(in);
    parties(in);
    if (const Node* node = in.first("cac:Delivery")) delivery(in, *node);
    payment(in);
    for (const Node* node : in.all("cac:AllowanceCharge")) {
      to_.allowances_charges.push_back(allowance_charge(in, *node));
    }
    tax_totals(in);
    if (const Node* node = need(in, "cac:LegalMonetaryTotal")) totals(in, *node);
    for (const Node* node : in.all(is_credit_ ? "cac:CreditNoteLine" : "cac:InvoiceLine")) {
      read_line(in, *node);
    }
    return std::move(to_);
  }

 private:
  const Node* need(const Elements& parent, std::string_view name) {
    const Node* node = parent.one(name);
    if (node == nullptr) {
      log_.error("XML-006", parent.path() + "/" + std::string(name), "this element is missing");
    }
    return node;
  }

  /// An amount names its currency.
  std::optional<Decimal> amount(const Elements& in, std::string_view name) {
    const Node* node = in.one(name);
    if (node == nullptr) return std::nullopt;
    if (node->attribute("currencyID").empty()) {
      log_.error("XML-007", in.path_of(*node), "an amount names its currency");
    }
    return in.decimal_of(*node);
  }

  void head(const Elements& in) {
    in.skip("cbc:UBLVersionID");
    to_.specification = in.text("cbc:CustomizationID");
    to_.process = in.text("cbc:ProfileID");
    to_.number = in.text("cbc:ID");
    to_.issue_date = in.date("cbc:IssueDate");
    to_.due_date = in.date("cbc:DueDate");
    to_.type_code = in.text(is_credit_ ? "cbc:CreditNoteTypeCode" : "cbc:InvoiceTypeCode");
    for (const Node* note : in.all("cbc:Note")) to_.notes.push_back(note_of(note->text));
    to_.tax_point_date = in.date("cbc:TaxPointDate");
    to_.currency = in.text("cbc:DocumentCurrencyCode");
    to_.vat_currency = in.text("cbc:TaxCurrencyCode");
    to_.accounting = in.text("cbc:AccountingCost");
    to_.buyer_reference = in.text("cbc:BuyerReference");
    if (const Node* node = in.first("cac:InvoicePeriod")) {
      const Elements inner = in.into(*node);
      Period period{inner.date("cbc:StartDate"), inner.date("cbc:EndDate")};
      to_.tax_point_code = inner.text("cbc:DescriptionCode");
      if (period != Period() || to_.tax_point_code.empty()) to_.period = period;
    }
  }

  /// "#AAA#text" (BT-21, BT-22).
  static Note note_of(const std::string& text) {
    if (text.size() > 4 && text[0] == '#' && text[4] == '#')
      return {text.substr(1, 3), text.substr(5)};
    return {"", text};
  }

  static std::string id_of(const Elements& in, std::string_view name) {
    const Node* node = in.first(name);
    return node == nullptr ? std::string() : in.into(*node).text("cbc:ID");
  }

  void references(const Elements& in) {
    if (const Node* node = in.one("cac:OrderReference")) {
      const Elements order = in.into(*node, {"cbc:ID", "cbc:SalesOrderID"});
      to_.purchase_order = order.text("cbc:ID");
      to_.sales_order = order.text("cbc:SalesOrderID");
    }
    for (const Node* node : in.all("cac:BillingReference")) {
      const Elements reference = in.into(*node);
      const Node* inner = reference.first("cac:InvoiceDocumentReference");
      if (inner == nullptr) {
        log_.error("UBL-SR-07", in.path_of(*node), "a billing reference names an invoice");
        continue;
      }
      const Elements before = reference.into(*inner, {"cbc:ID", "cbc:IssueDate"});
      to_.preceding.push_back({before.text("cbc:ID"), before.date("cbc:IssueDate")});
    }
    to_.despatch_advice = id_of(in, "cac:DespatchDocumentReference");
    to_.receiving_advice = id_of(in, "cac:ReceiptDocumentReference");
    to_.tender = id_of(in, "cac:OriginatorDocumentReference");
    to_.contract = id_of(in, "cac:ContractDocumentReference");
    to_.project = id_of(in, "cac:ProjectReference");
    for (const Node* node : in.all("cac:AdditionalDocumentReference")) additional(in, *node);
  }

  void additional(const Elements& parent, const Node& node) {
    const Elements in = parent.into(
        node, {"cbc:ID", "cbc:DocumentTypeCode", "cbc:DocumentDescription", "cac:Attachment"});
    const std::string type = in.text("cbc:DocumentTypeCode");
    Identifier id = in.identifier("cbc:ID");
    if (type == "130") {
      to_.object = std::move(id);
      return;
    }
    if (type == "50" && is_credit_) {
      to_.project = id.id;
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
          log_.error("UBL-DT-07", attachment.path(), "an attachment has a file name");
        }
      }
      document.url = attachment.text("cac:ExternalReference", "cbc:URI");
    }
    to_.documents.push_back(std::move(document));
  }

  void parties(const Elements& in) {
    if (const Node* node = need(in, "cac:AccountingSupplierParty"))
      to_.seller = party_inside(in, *node);
    if (const Node* node = need(in, "cac:AccountingCustomerParty"))
      to_.buyer = party_inside(in, *node);
    if (const Node* node = in.one("cac:PayeeParty")) {
      const Elements payee = in.into(*node);
      Payee& to = to_.payee.emplace();
      to.name = payee.text("cac:PartyName", "cbc:Name");
      for (const Node* one : payee.all("cac:PartyIdentification")) {
        const Identifier id = payee.into(*one).identifier("cbc:ID");
        if (id.scheme == "SEPA") {
          sepa_creditor_ = id.id;
        } else {
          to.id = id;
        }
      }
      if (const Node* legal = payee.one("cac:PartyLegalEntity"))
        to.legal_id = payee.into(*legal).identifier("cbc:CompanyID");
    }
    if (const Node* node = in.one("cac:TaxRepresentativeParty")) {
      const Elements one = in.into(*node);
      TaxRepresentative& to = to_.tax_representative.emplace();
      to.name = one.text("cac:PartyName", "cbc:Name");
      if (const Node* place = one.one("cac:PostalAddress")) to.address = address(one, *place);
      Party numbers;
      tax_numbers(one, numbers);
      to.vat_id = numbers.vat_id;
    }
  }

  Party party_inside(const Elements& parent, const Node& node) {
    const Elements outer = parent.into(node);
    const Node* inner = need(outer, "cac:Party");
    return inner == nullptr ? Party() : party(outer, *inner);
  }

  Party party(const Elements& parent, const Node& node) {
    const Elements in = parent.into(
        node, {"cbc:EndpointID", "cac:PartyIdentification", "cac:PartyName", "cac:PostalAddress",
               "cac:PartyTaxScheme", "cac:PartyLegalEntity", "cac:Contact"});
    Party party;
    party.electronic_address = in.identifier("cbc:EndpointID");
    for (const Node* one : in.all("cac:PartyIdentification")) {
      Identifier id = in.into(*one).identifier("cbc:ID");
      if (id.scheme == "SEPA") {
        sepa_creditor_ = id.id;
      } else {
        party.ids.push_back(std::move(id));
      }
    }
    party.trading_name = in.text("cac:PartyName", "cbc:Name");
    if (const Node* place = in.one("cac:PostalAddress")) party.address = address(in, *place);
    tax_numbers(in, party);
    if (const Node* legal_node = in.one("cac:PartyLegalEntity")) {
      const Elements legal =
          in.into(*legal_node, {"cbc:RegistrationName", "cbc:CompanyID", "cbc:CompanyLegalForm"});
      party.name = legal.text("cbc:RegistrationName");
      party.legal_id = legal.identifier("cbc:CompanyID");
      party.legal_info = legal.text("cbc:CompanyLegalForm");
    }
    if (const Node* one = in.one("cac:Contact")) {
      const Elements contact = in.into(*one, {"cbc:Name", "cbc:Telephone", "cbc:ElectronicMail"});
      party.contact = Contact{contact.text("cbc:Name"), contact.text("cbc:Telephone"),
                              contact.text("cbc:ElectronicMail")};
    }
    return party;
  }

  void tax_numbers(const Elements& in, Party& party) {
    for (const Node* one : in.all("cac:PartyTaxScheme")) {
      const Elements scheme = in.into(*one);
      const std::string id = scheme.text("cac:TaxScheme", "cbc:ID");
      const std::string number = scheme.text("cbc:CompanyID");
      if (id.empty() || number.empty()) {
        log_.error("UBL-SR-53", scheme.path(), "a tax number names its scheme");
      }
      std::string& to = id == "VAT" ? party.vat_id : party.tax_number;
      if (!to.empty()) log_.error("UBL-SR-12", scheme.path(), "two tax numbers of one kind");
      to = number;
    }
  }

  static PostalAddress address(const Elements& parent, const Node& node) {
    const Elements in = parent.into(
        node, {"cbc:StreetName", "cbc:AdditionalStreetName", "cbc:CityName", "cbc:PostalZone",
               "cbc:CountrySubentity", "cac:AddressLine", "cac:Country"});
    return {{in.text("cbc:StreetName"), in.text("cbc:AdditionalStreetName"),
             in.text("cac:AddressLine", "cbc:Line")},
            in.text("cbc:CityName"),
            in.text("cbc:PostalZone"),
            in.text("cbc:CountrySubentity"),
            in.text("cac:Country", "cbc:IdentificationCode")};
  }

  void delivery(const Elements& parent, const Node& node) {
    const Elements in =
        parent.into(node, {"cbc:ActualDeliveryDate", "cac:DeliveryLocation", "cac:DeliveryParty"});
    Delivery& to = to_.delivery.emplace();
    to.date = in.date("cbc:ActualDeliveryDate");
    if (const Node* place_node = in.one("cac:DeliveryLocation")) {
      const Elements place = in.into(*place_node, {"cbc:ID", "cac:Address"});
      to.location = place.identifier("cbc:ID");
      if (const Node* inner = place.one("cac:Address")) to.address = address(place, *inner);
    }
    if (const Node* party = in.one("cac:DeliveryParty"))
      to.name = in.into(*party).text("cac:PartyName", "cbc:Name");
  }

  void payment(const Elements& in) {
    const auto means = in.all("cac:PaymentMeans");
    if (!means.empty()) to_.payment.emplace();
    for (const Node* one : means) payment_means(in, *one);
    for (const Node* one : in.all("cac:PaymentTerms")) {
      to_.payment_terms += in.into(*one).text("cbc:Note");
    }
    if (to_.payment && to_.payment->debit) to_.payment->debit->creditor = sepa_creditor_;
  }

  void payment_means(const Elements& parent, const Node& node) {
    const Elements in =
        parent.into(node, {"cbc:ID", "cbc:PaymentMeansCode", "cbc:PaymentDueDate",
                           "cbc:PaymentChannelCode", "cbc:InstructionID", "cbc:InstructionNote",
                           "cbc:PaymentID", "cac:CardAccount", "cac:PayerFinancialAccount",
                           "cac:PayeeFinancialAccount", "cac:CreditAccount", "cac:PaymentMandate"});
    PaymentInstructions& payment = *to_.payment;
    const std::string code = in.text("cbc:PaymentMeansCode");
    if (!payment.means.empty() && payment.means != code) {
      log_.error("UBL-SR-47", in.path(), "all means of payment have one code");
    }
    payment.means = code;
    if (const Node* one = in.first("cbc:PaymentMeansCode"))
      payment.means_text = one->attribute("name");
    if (const Node* due = in.first("cbc:PaymentDueDate")) to_.due_date = in.date_of(*due);
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

  AllowanceCharge allowance_charge(const Elements& parent, const Node& node) {
    const Elements in = parent.into(
        node, {"cbc:ID", "cbc:ChargeIndicator", "cbc:AllowanceChargeReasonCode",
               "cbc:AllowanceChargeReason", "cbc:MultiplierFactorNumeric", "cbc:PrepaidIndicator",
               "cbc:SequenceNumeric", "cbc:Amount", "cbc:BaseAmount", "cac:TaxCategory"});
    AllowanceCharge one;
    const std::string indicator = in.text("cbc:ChargeIndicator");
    if (indicator.empty()) {
      log_.error("PEPPOL-EN16931-R043", in.path(), "neither allowance nor charge");
    }
    one.is_charge = indicator == "true" || indicator == "1";
    one.reason_code = in.text("cbc:AllowanceChargeReasonCode");
    if (const Node* reason = in.first("cbc:AllowanceChargeReason")) one.reason = reason->text;
    one.percent = in.decimal("cbc:MultiplierFactorNumeric");
    one.amount = amount(in, "cbc:Amount");
    one.base = amount(in, "cbc:BaseAmount");
    if (const Node* category = in.first("cac:TaxCategory")) {
      const Elements tax = tax_category(in, *category);
      std::tie(one.vat_category, one.vat_rate) = code_and_rate(tax);
    }
    return one;
  }

  static Elements tax_category(const Elements& parent, const Node& node) {
    return parent.into(node, {"cbc:ID", "cbc:Name", "cbc:Percent", "cbc:TaxExemptionReasonCode",
                              "cbc:TaxExemptionReason", "cac:TaxScheme"});
  }

  /// Of a category whose scheme is VAT.
  static std::pair<std::string, std::optional<Percent>> code_and_rate(const Elements& tax) {
    const std::string scheme = tax.text("cac:TaxScheme", "cbc:ID");
    std::string code = tax.text("cbc:ID");
    return {scheme == "VAT" || scheme == "vat" ? std::move(code) : std::string(),
            tax.decimal("cbc:Percent")};
  }

  void tax_totals(const Elements& in) {
    for (const Node* node : in.all("cac:TaxTotal")) {
      const Elements total = in.into(*node, {"cbc:TaxAmount", "cac:TaxSubtotal"});
      const Node* leaf = need(total, "cbc:TaxAmount");
      const auto sum = amount(total, "cbc:TaxAmount");
      const std::string_view currency =
          leaf == nullptr ? std::string_view() : leaf->attribute("currencyID");
      const bool in_own =
          to_.vat_currency.empty() || to_.vat_currency == to_.currency || currency == to_.currency;
      std::optional<Decimal>& to = in_own ? to_.totals.vat_total : to_.totals.vat_total_in_currency;
      if (to) log_.error("BR-CO-15", total.path(), "two VAT totals in one currency");
      to = sum;
      for (const Node* group : total.all("cac:TaxSubtotal")) vat_group(total, *group);
    }
  }

  void vat_group(const Elements& parent, const Node& node) {
    const Elements in =
        parent.into(node, {"cbc:TaxableAmount", "cbc:TaxAmount", "cac:TaxCategory"});
    VatBreakdown& group = to_.breakdown.emplace_back();
    group.taxable = amount(in, "cbc:TaxableAmount");
    group.tax = amount(in, "cbc:TaxAmount");
    const Node* category = need(in, "cac:TaxCategory");
    if (category == nullptr) return;
    const Elements tax = tax_category(in, *category);
    std::tie(group.category, group.rate) = code_and_rate(tax);
    group.reason_code = tax.text("cbc:TaxExemptionReasonCode");
    if (const Node* reason = tax.first("cbc:TaxExemptionReason")) group.reason = reason->text;
  }

  void totals(const Elements& parent, const Node& node) {
    const Elements in = parent.into(
        node, {"cbc:LineExtensionAmount", "cbc:TaxExclusiveAmount", "cbc:TaxInclusiveAmount",
               "cbc:AllowanceTotalAmount", "cbc:ChargeTotalAmount", "cbc:PrepaidAmount",
               "cbc:PayableRoundingAmount", "cbc:PayableAmount"});
    Totals& totals = to_.totals;
    totals.line_net_total = amount(in, "cbc:LineExtensionAmount");
    totals.total_without_vat = amount(in, "cbc:TaxExclusiveAmount");
    totals.total_with_vat = amount(in, "cbc:TaxInclusiveAmount");
    totals.allowance_total = amount(in, "cbc:AllowanceTotalAmount");
    totals.charge_total = amount(in, "cbc:ChargeTotalAmount");
    totals.paid = amount(in, "cbc:PrepaidAmount");
    totals.rounding = amount(in, "cbc:PayableRoundingAmount");
    totals.amount_due = amount(in, "cbc:PayableAmount");
  }

  void read_line(const Elements& parent, const Node& node) {
    const Elements in = parent.into(
        node, {"cbc:ID", "cbc:UUID", "cbc:Note", "cbc:InvoicedQuantity", "cbc:CreditedQuantity",
               "cbc:LineExtensionAmount", "cbc:TaxPointDate", "cbc:AccountingCostCode",
               "cbc:AccountingCost", "cac:InvoicePeriod", "cac:OrderLineReference",
               "cac:DocumentReference", "cac:AllowanceCharge", "cac:Item", "cac:Price"});
    Line line;
    line.id = in.text("cbc:ID");
    if (const Node* note = in.first("cbc:Note")) line.note = note->text;
    const char* quantity = is_credit_ ? "cbc:CreditedQuantity" : "cbc:InvoicedQuantity";
    line.quantity = in.decimal(quantity);
    if (const Node* one = in.first(quantity)) line.unit = one->attribute("unitCode");
    line.net = amount(in, "cbc:LineExtensionAmount");
    line.accounting = in.text("cbc:AccountingCost");
    if (const Node* one = in.first("cac:InvoicePeriod")) {
      const Elements period = in.into(*one);
      line.period = Period{period.date("cbc:StartDate"), period.date("cbc:EndDate")};
    }
    line.order_line = in.text("cac:OrderLineReference", "cbc:LineID");
    if (const Node* one = in.first("cac:DocumentReference")) {
      const Elements document = in.into(*one);
      line.object = document.identifier("cbc:ID");
      document.skip("cbc:DocumentTypeCode");
    }
    for (const Node* one : in.all("cac:AllowanceCharge")) {
      line.allowances_charges.push_back(allowance_charge(in, *one));
    }
    if (const Node* one = need(in, "cac:Item")) item(in, *one, line);
    if (const Node* one = in.one("cac:Price")) price(in, *one, line.price);
    to_.lines.push_back(std::move(line));
  }

  void item(const Elements& parent, const Node& node, Line& line) {
    const Elements in = parent.into(node, {"cbc:Description",
                                           "cbc:PackQuantity",
                                           "cbc:PackSizeNumeric",
                                           "cbc:CatalogueIndicator",
                                           "cbc:Name",
                                           "cbc:HazardousRiskIndicator",
                                           "cbc:AdditionalInformation",
                                           "cbc:Keyword",
                                           "cbc:BrandName",
                                           "cbc:ModelName",
                                           "cac:BuyersItemIdentification",
                                           "cac:SellersItemIdentification",
                                           "cac:ManufacturersItemIdentification",
                                           "cac:StandardItemIdentification",
                                           "cac:CatalogueItemIdentification",
                                           "cac:CatalogueDocumentReference",
                                           "cac:ItemSpecificationDocumentReference",
                                           "cac:OriginCountry",
                                           "cac:CommodityClassification",
                                           "cac:TransactionConditions",
                                           "cac:HazardousItem",
                                           "cac:ClassifiedTaxCategory",
                                           "cac:AdditionalItemProperty"});
    if (const Node* text = in.first("cbc:Description")) line.description = text->text;
    line.name = in.text("cbc:Name");
    line.buyers_id = in.text("cac:BuyersItemIdentification", "cbc:ID");
    line.sellers_id = in.text("cac:SellersItemIdentification", "cbc:ID");
    if (const Node* one = in.one("cac:StandardItemIdentification"))
      line.standard_id = in.into(*one).identifier("cbc:ID");
    line.origin_country = in.text("cac:OriginCountry", "cbc:IdentificationCode");
    for (const Node* one : in.all("cac:CommodityClassification")) {
      const Elements classification = in.into(*one);
      if (const Node* code = classification.one("cbc:ItemClassificationCode")) {
        line.classifications.push_back({code->text, std::string(code->attribute("listID")),
                                        std::string(code->attribute("listVersionID"))});
      }
    }
    if (const Node* one = in.one("cac:ClassifiedTaxCategory")) {
      std::tie(line.vat_category, line.vat_rate) = code_and_rate(tax_category(in, *one));
    } else {
      log_.error("UBL-SR-48", in.path(), "an item has one VAT category");
    }
    for (const Node* one : in.all("cac:AdditionalItemProperty")) {
      const Elements property = in.into(*one);
      line.attributes.push_back({property.text("cbc:Name"), property.text("cbc:Value")});
    }
  }

  void price(const Elements& parent, const Node& node, Price& price) {
    const Elements in =
        parent.into(node, {"cbc:PriceAmount", "cbc:BaseQuantity", "cac:AllowanceCharge"});
    price.net = amount(in, "cbc:PriceAmount");
    if (const Node* base = in.one("cbc:BaseQuantity")) {
      price.base_quantity = in.decimal_of(*base);
      price.base_unit = base->attribute("unitCode");
    }
    if (const Node* one = in.one("cac:AllowanceCharge")) {
      const Elements discount = in.into(*one);
      discount.skip("cbc:ChargeIndicator");
      price.discount = amount(discount, "cbc:Amount");
      price.gross = amount(discount, "cbc:BaseAmount");
    }
  }

  const Node& root_;
  FindingLog& log_;
  bool is_credit_;
  std::string sepa_creditor_;
  EInvoice to_;
};

}  // namespace

EInvoice read_ubl(const Node& root, FindingLog& log) {
  return UblReader(root, log).read();
}

}  // namespace enclosure::invoice::xml
