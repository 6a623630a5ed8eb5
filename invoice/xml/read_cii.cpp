// <rsm:CrossIndustryInvoice>, D16B and D22B.

#include <algorithm>
#include <tuple>

#include "invoice/xml/read_syntax.h"

namespace enclosure::invoice::xml {
namespace {

using namespace en16931;

/// UNTDID 2475 as UNTDID 2005 (BT-8).
std::string tax_point_of(const std::string& code) {
  if (code == "5") return "3";
  if (code == "29") return "35";
  if (code == "72") return "432";
  return code;
}

class CiiReader {
 public:
  CiiReader(const Node& root, FindingLog& log) : root_(root), log_(log) {}

  EInvoice read() {
    const Elements root(root_, "/" + root_.name, log_,
                        {"rsm:ExchangedDocumentContext", "rsm:ExchangedDocument",
                         "rsm:SupplyChainTradeTransaction"});
    if (const Node* node = need(root, "rsm:ExchangedDocumentContext")) context(root.into(*node));
    if (const Node* node = need(root, "rsm:ExchangedDocument")) document(root.into(*node));
    if (const Node* node = need(root, "rsm:SupplyChainTradeTransaction")) transaction(root, *node);
    return std::move(to_);
  }

 private:
  /// The rules about the XML itself are those of EN 16931: these profiles have their own.
  [[nodiscard]] bool has_rules_of_cii() const {
    const rules::Claim claim = rules::claim_of(to_.specification);
    return claim != rules::Claim::kMinimum && claim != rules::Claim::kBasicWl &&
           claim != rules::Claim::kExtended;
  }

  /// The schema wants it once.
  const Node* need(const Elements& parent, std::string_view name) {
    const Node* node = parent.one(name);
    if (node == nullptr) {
      log_.error("XML-006", parent.path() + "/" + std::string(name), "this element is missing");
    }
    return node;
  }

  /// <udt:DateTimeString format="102">20261121</udt:DateTimeString> inside of `name`.
  std::optional<Date> day(const Elements& parent, std::string_view name) {
    const Node* node = parent.one(name);
    if (node == nullptr || node->children.empty()) return std::nullopt;
    const Node& leaf = node->children.front();
    read_whole(*node);
    std::string text = leaf.text;
    const bool compact = text.size() == 8 && std::all_of(text.begin(), text.end(), [](char c) {
                           return '0' <= c && c <= '9';
                         });
    if (compact && leaf.attribute("format") == "102") {
      text.insert(6, "-").insert(4, "-");
      if (const auto date = parse_date(text)) return *date;
    }
    log_.error("CII-DT-097", parent.path_of(*node), "this is no day in format 102 (20261121)");
    return std::nullopt;
  }

  std::vector<Identifier> ids(const Elements& party) {
    std::vector<Identifier> all;
    for (const Node* node : party.all("ram:ID")) {
      all.push_back({node->text, std::string(node->attribute("schemeID"))});
    }
    for (const Node* node : party.all("ram:GlobalID")) {
      all.push_back({node->text, std::string(node->attribute("schemeID"))});
    }
    return all;
  }

  void context(const Elements& in) {
    to_.process = in.text("ram:BusinessProcessSpecifiedDocumentContextParameter", "ram:ID");
    to_.specification = in.text("ram:GuidelineSpecifiedDocumentContextParameter", "ram:ID");
  }

  void document(const Elements& in) {
    to_.number = in.text("ram:ID");
    to_.type_code = in.text("ram:TypeCode");
    to_.issue_date = day(in, "ram:IssueDateTime");
    for (const Node* node : in.all("ram:IncludedNote")) {
      const Elements note = in.into(*node);
      const Node* content = note.first("ram:Content");
      to_.notes.push_back({note.text("ram:SubjectCode"), content ? content->text : ""});
    }
  }

  void transaction(const Elements& root, const Node& node) {
    const Elements in = root.into(
        node, {"ram:IncludedSupplyChainTradeLineItem", "ram:ApplicableHeaderTradeAgreement",
               "ram:ApplicableHeaderTradeDelivery", "ram:ApplicableHeaderTradeSettlement"});
    for (const Node* line : in.all("ram:IncludedSupplyChainTradeLineItem")) read_line(in, *line);
    if (const Node* part = need(in, "ram:ApplicableHeaderTradeAgreement")) agreement(in, *part);
    if (const Node* part = need(in, "ram:ApplicableHeaderTradeDelivery")) delivery(in, *part);
    if (const Node* part = need(in, "ram:ApplicableHeaderTradeSettlement")) settlement(in, *part);
  }

  void read_line(const Elements& parent, const Node& node) {
    const Elements in =
        parent.into(node, {"ram:AssociatedDocumentLineDocument", "ram:SpecifiedTradeProduct",
                           "ram:SpecifiedLineTradeAgreement", "ram:SpecifiedLineTradeDelivery",
                           "ram:SpecifiedLineTradeSettlement"});
    Line line;
    if (const Node* head = need(in, "ram:AssociatedDocumentLineDocument")) {
      const Elements document = in.into(*head);
      line.id = document.text("ram:LineID");
      if (const Node* note = document.first("ram:IncludedNote")) {
        const Elements inner = document.into(*note);
        if (const Node* content = inner.first("ram:Content")) line.note = content->text;
      }
      // EXTENDED: groups and remarks are no lines that count.
      const std::string kind = document.text("ram:LineStatusReasonCode");
      if (kind == "GROUP" || kind == "INFORMATION") return read_whole(node);
    }
    if (const Node* part = in.one("ram:SpecifiedTradeProduct")) product(in, *part, line);
    if (const Node* part = in.one("ram:SpecifiedLineTradeAgreement")) price(in, *part, line);
    if (const Node* part = in.one("ram:SpecifiedLineTradeDelivery")) {
      const Elements delivered = in.into(*part);
      line.quantity = delivered.decimal("ram:BilledQuantity");
      if (const Node* quantity = delivered.first("ram:BilledQuantity"))
        line.unit = quantity->attribute("unitCode");
    }
    if (const Node* part = need(in, "ram:SpecifiedLineTradeSettlement"))
      line_settlement(in, *part, line);
    to_.lines.push_back(std::move(line));
  }

  void product(const Elements& parent, const Node& node, Line& line) {
    const Elements in =
        parent.into(node, {"ram:ID", "ram:GlobalID", "ram:SellerAssignedID", "ram:BuyerAssignedID",
                           "ram:Name", "ram:Description", "ram:ApplicableProductCharacteristic",
                           "ram:DesignatedProductClassification", "ram:OriginTradeCountry"});
    line.standard_id = in.identifier("ram:GlobalID");
    line.sellers_id = in.text("ram:SellerAssignedID");
    line.buyers_id = in.text("ram:BuyerAssignedID");
    if (const Node* name = in.first("ram:Name")) line.name = name->text;
    line.description = in.text("ram:Description");
    for (const Node* one : in.all("ram:ApplicableProductCharacteristic")) {
      const Elements attribute = in.into(*one);
      const Node* name = attribute.first("ram:Description");
      const Node* value = attribute.first("ram:Value");
      line.attributes.push_back({name ? name->text : "", value ? value->text : ""});
    }
    for (const Node* one : in.all("ram:DesignatedProductClassification")) {
      const Elements classification = in.into(*one);
      if (const Node* code = classification.first("ram:ClassCode")) {
        line.classifications.push_back({code->text, std::string(code->attribute("listID")),
                                        std::string(code->attribute("listVersionID"))});
      }
    }
    line.origin_country = in.text("ram:OriginTradeCountry", "ram:ID");
  }

  void price(const Elements& parent, const Node& node, Line& line) {
    const Elements in =
        parent.into(node, {"ram:BuyerOrderReferencedDocument", "ram:GrossPriceProductTradePrice",
                           "ram:NetPriceProductTradePrice"});
    line.order_line = in.text("ram:BuyerOrderReferencedDocument", "ram:LineID");
    if (const Node* gross_node = in.one("ram:GrossPriceProductTradePrice")) {
      const Elements gross = in.into(*gross_node);
      line.price.gross = gross.decimal("ram:ChargeAmount");
      base_quantity(gross, line.price);
      if (const Node* discount = gross.first("ram:AppliedTradeAllowanceCharge")) {
        const Elements applied = gross.into(*discount);
        applied.skip("ram:ChargeIndicator");
        line.price.discount = applied.decimal("ram:ActualAmount");
      }
    }
    if (const Node* net_node = in.one("ram:NetPriceProductTradePrice")) {
      const Elements net = in.into(*net_node);
      line.price.net = net.decimal("ram:ChargeAmount");
      base_quantity(net, line.price);
    }
  }

  void base_quantity(const Elements& in, Price& price) {
    const Node* base = in.one("ram:BasisQuantity");
    if (base == nullptr) return;
    price.base_quantity = in.decimal_of(*base);
    price.base_unit = base->attribute("unitCode");
  }

  void line_settlement(const Elements& parent, const Node& node, Line& line) {
    const Elements in =
        parent.into(node, {"ram:ApplicableTradeTax", "ram:BillingSpecifiedPeriod",
                           "ram:SpecifiedTradeAllowanceCharge",
                           "ram:SpecifiedTradeSettlementLineMonetarySummation",
                           "ram:InvoiceReferencedDocument", "ram:AdditionalReferencedDocument",
                           "ram:ReceivableSpecifiedTradeAccountingAccount"});
    if (const Node* tax = in.first("ram:ApplicableTradeTax")) {
      std::tie(line.vat_category, line.vat_rate) = category(in.into(*tax));
    }
    line.period = period(in);
    for (const Node* one : in.all("ram:SpecifiedTradeAllowanceCharge")) {
      line.allowances_charges.push_back(allowance_charge(in, *one));
    }
    if (const Node* sum = need(in, "ram:SpecifiedTradeSettlementLineMonetarySummation")) {
      line.net = in.into(*sum).decimal("ram:LineTotalAmount");
    }
    for (const Node* one : in.all("ram:AdditionalReferencedDocument")) {
      const Elements document = in.into(*one);
      document.skip("ram:TypeCode");
      line.object = {document.text("ram:IssuerAssignedID"), document.text("ram:ReferenceTypeCode")};
    }
    if (const Node* account = in.first("ram:ReceivableSpecifiedTradeAccountingAccount"))
      line.accounting = in.into(*account).text("ram:ID");
  }

  /// Category and rate of a TradeTax that is VAT.
  std::pair<std::string, std::optional<Percent>> category(const Elements& tax) {
    const std::string type = tax.text("ram:TypeCode");
    if (type != "VAT") {
      log_.error("CII-DT-037", tax.path(), "a tax of an invoice is VAT");
    }
    std::string code = tax.text("ram:CategoryCode");
    return {type == "VAT" ? std::move(code) : std::string(),
            tax.decimal("ram:RateApplicablePercent")};
  }

  std::optional<Period> period(const Elements& parent) {
    const Node* node = parent.one("ram:BillingSpecifiedPeriod");
    if (node == nullptr) return std::nullopt;
    const Elements in = parent.into(*node);
    Period period;
    period.start = day(in, "ram:StartDateTime");
    period.end = day(in, "ram:EndDateTime");
    return period;
  }

  AllowanceCharge allowance_charge(const Elements& parent, const Node& node) {
    const Elements in = parent.into(node);
    AllowanceCharge one;
    const std::string indicator = in.text("ram:ChargeIndicator", "udt:Indicator");
    if (indicator.empty()) {
      log_.error("CII-SR-463", in.path(), "neither allowance nor charge: the indicator is missing");
    }
    one.is_charge = indicator == "true" || indicator == "1";
    one.percent = in.decimal("ram:CalculationPercent");
    one.base = in.decimal("ram:BasisAmount");
    one.amount = in.decimal("ram:ActualAmount");
    one.reason_code = in.text("ram:ReasonCode");
    one.reason = in.text("ram:Reason");
    if (const Node* tax = in.one("ram:CategoryTradeTax")) {
      std::tie(one.vat_category, one.vat_rate) = category(in.into(*tax));
    }
    return one;
  }

  void agreement(const Elements& parent, const Node& node) {
    const Elements in = parent.into(
        node, {"ram:BuyerReference", "ram:SellerTradeParty", "ram:BuyerTradeParty",
               "ram:SellerTaxRepresentativeTradeParty", "ram:SellerOrderReferencedDocument",
               "ram:BuyerOrderReferencedDocument", "ram:ContractReferencedDocument",
               "ram:AdditionalReferencedDocument", "ram:SpecifiedProcuringProject"});
    to_.buyer_reference = in.text("ram:BuyerReference");
    if (const Node* one = need(in, "ram:SellerTradeParty")) to_.seller = party(in, *one);
    if (const Node* one = need(in, "ram:BuyerTradeParty")) to_.buyer = party(in, *one);
    if (const Node* one = in.one("ram:SellerTaxRepresentativeTradeParty")) {
      Party representative = party(in, *one);
      to_.tax_representative = {representative.name, representative.vat_id, representative.address};
    }
    to_.sales_order = document_id(in, "ram:SellerOrderReferencedDocument");
    to_.purchase_order = document_id(in, "ram:BuyerOrderReferencedDocument");
    to_.contract = document_id(in, "ram:ContractReferencedDocument");
    for (const Node* one : in.all("ram:AdditionalReferencedDocument")) additional(in, *one);
    if (const Node* one = in.one("ram:SpecifiedProcuringProject")) {
      const Elements project = in.into(*one);
      to_.project = project.text("ram:ID");
      project.skip("ram:Name");
    }
  }

  static std::string document_id(const Elements& in, std::string_view name) {
    const Node* node = in.first(name);
    return node == nullptr ? std::string() : in.into(*node).text("ram:IssuerAssignedID");
  }

  void additional(const Elements& parent, const Node& node) {
    const Elements in = parent.into(node);
    const std::string type = in.text("ram:TypeCode");
    if (has_rules_of_cii() && type != "130" && in.first("ram:ReferenceTypeCode") != nullptr) {
      log_.error("CII-DT-024", in.path(), "only an invoiced object has a reference type");
    }
    if (has_rules_of_cii() && !type.empty() && type != "50" && type != "130" && type != "916") {
      log_.error("CII-DT-018", in.path(), "a referenced document has the type 50, 130 or 916");
    }
    std::string id = in.text("ram:IssuerAssignedID");
    if (type == "50") {
      to_.tender = std::move(id);
    } else if (type == "130") {
      to_.object = {std::move(id), in.text("ram:ReferenceTypeCode")};
    } else {
      SupportingDocument document;
      document.reference = std::move(id);
      document.url = in.text("ram:URIID");
      if (const Node* name = in.first("ram:Name")) document.description = name->text;
      if (const Node* content = in.first("ram:AttachmentBinaryObject")) {
        document.has_content = true;
        document.mime = content->attribute("mimeCode");
        document.file_name = content->attribute("filename");
      }
      to_.documents.push_back(std::move(document));
    }
  }

  Party party(const Elements& parent, const Node& node) {
    const Elements in =
        parent.into(node, {"ram:ID", "ram:GlobalID", "ram:Name", "ram:RoleCode", "ram:Description",
                           "ram:SpecifiedLegalOrganization", "ram:DefinedTradeContact",
                           "ram:PostalTradeAddress", "ram:URIUniversalCommunication",
                           "ram:SpecifiedTaxRegistration"});
    Party party;
    party.ids = ids(in);
    party.name = in.text("ram:Name");
    if (const Node* description = in.first("ram:Description")) party.legal_info = description->text;
    if (const Node* legal_node = in.one("ram:SpecifiedLegalOrganization")) {
      const Elements legal = in.into(*legal_node);
      party.legal_id = legal.identifier("ram:ID");
      party.trading_name = legal.text("ram:TradingBusinessName");
    }
    if (const Node* one = in.first("ram:DefinedTradeContact")) party.contact = contact(in, *one);
    if (const Node* one = in.one("ram:PostalTradeAddress")) party.address = address(in, *one);
    if (const Node* one = in.first("ram:URIUniversalCommunication"))
      party.electronic_address = in.into(*one).identifier("ram:URIID");
    for (const Node* one : in.all("ram:SpecifiedTaxRegistration")) {
      const Identifier number = in.into(*one).identifier("ram:ID");
      if (number.scheme == "VA") party.vat_id = number.id;
      if (number.scheme == "FC") party.tax_number = number.id;
    }
    return party;
  }

  static Contact contact(const Elements& parent, const Node& node) {
    const Elements in = parent.into(node);
    Contact contact;
    contact.name = in.text("ram:PersonName");
    const std::string department = in.text("ram:DepartmentName");
    if (contact.name.empty()) contact.name = department;
    contact.phone = in.text("ram:TelephoneUniversalCommunication", "ram:CompleteNumber");
    contact.email = in.text("ram:EmailURIUniversalCommunication", "ram:URIID");
    return contact;
  }

  static PostalAddress address(const Elements& parent, const Node& node) {
    const Elements in =
        parent.into(node, {"ram:PostcodeCode", "ram:LineOne", "ram:LineTwo", "ram:LineThree",
                           "ram:CityName", "ram:CountryID", "ram:CountrySubDivisionName"});
    return {{in.text("ram:LineOne"), in.text("ram:LineTwo"), in.text("ram:LineThree")},
            in.text("ram:CityName"),
            in.text("ram:PostcodeCode"),
            in.text("ram:CountrySubDivisionName"),
            in.text("ram:CountryID")};
  }

  void delivery(const Elements& parent, const Node& node) {
    const Elements in = parent.into(
        node, {"ram:ShipToTradeParty", "ram:ActualDeliverySupplyChainEvent",
               "ram:DespatchAdviceReferencedDocument", "ram:ReceivingAdviceReferencedDocument"});
    Delivery delivery;
    if (const Node* one = in.one("ram:ShipToTradeParty")) {
      Party to = party(in, *one);
      delivery.name = to.name;
      delivery.address = to.address;
      if (!to.ids.empty()) delivery.location = to.ids.front();
    }
    if (const Node* event = in.one("ram:ActualDeliverySupplyChainEvent"))
      delivery.date = day(in.into(*event), "ram:OccurrenceDateTime");
    if (delivery != Delivery()) to_.delivery = std::move(delivery);
    to_.despatch_advice = document_id(in, "ram:DespatchAdviceReferencedDocument");
    to_.receiving_advice = document_id(in, "ram:ReceivingAdviceReferencedDocument");
  }

  void settlement(const Elements& parent, const Node& node) {
    const Elements in = parent.into(
        node, {"ram:CreditorReferenceID", "ram:PaymentReference", "ram:TaxCurrencyCode",
               "ram:InvoiceCurrencyCode", "ram:PayeeTradeParty",
               "ram:SpecifiedTradeSettlementPaymentMeans", "ram:ApplicableTradeTax",
               "ram:BillingSpecifiedPeriod", "ram:SpecifiedTradeAllowanceCharge",
               "ram:SpecifiedLogisticsServiceCharge", "ram:SpecifiedTradePaymentTerms",
               "ram:SpecifiedTradeSettlementHeaderMonetarySummation",
               "ram:InvoiceReferencedDocument", "ram:ReceivableSpecifiedTradeAccountingAccount"});
    to_.vat_currency = in.text("ram:TaxCurrencyCode");
    to_.currency = in.text("ram:InvoiceCurrencyCode");
    if (const Node* one = in.one("ram:PayeeTradeParty")) {
      const Party payee = party(in, *one);
      to_.payee = {payee.name, payee.ids.empty() ? Identifier() : payee.ids.front(),
                   payee.legal_id};
    }
    payment(in);
    for (const Node* one : in.all("ram:ApplicableTradeTax")) vat_group(in, *one);
    to_.period = period(in);
    for (const Node* one : in.all("ram:SpecifiedTradeAllowanceCharge")) {
      to_.allowances_charges.push_back(allowance_charge(in, *one));
    }
    for (const Node* one : in.all("ram:SpecifiedLogisticsServiceCharge")) logistics(in, *one);
    if (const Node* one = need(in, "ram:SpecifiedTradeSettlementHeaderMonetarySummation"))
      totals(in, *one);
    for (const Node* one : in.all("ram:InvoiceReferencedDocument")) {
      const Elements before = in.into(*one);
      to_.preceding.push_back(
          {before.text("ram:IssuerAssignedID"), day(before, "ram:FormattedIssueDateTime")});
    }
    if (const Node* one = in.first("ram:ReceivableSpecifiedTradeAccountingAccount"))
      to_.accounting = in.into(*one).text("ram:ID");
  }

  /// EXTENDED: a charge by another name.
  void logistics(const Elements& parent, const Node& node) {
    const Elements in = parent.into(node);
    AllowanceCharge& one = to_.allowances_charges.emplace_back();
    one.is_charge = true;
    one.reason = in.text("ram:Description");
    one.amount = in.decimal("ram:AppliedAmount");
    if (const Node* tax = in.first("ram:AppliedTradeTax")) {
      std::tie(one.vat_category, one.vat_rate) = category(in.into(*tax));
    }
  }

  void payment(const Elements& in) {
    const auto means = in.all("ram:SpecifiedTradeSettlementPaymentMeans");
    const std::string creditor = in.text("ram:CreditorReferenceID");
    const std::string remittance = in.text("ram:PaymentReference");
    if (!means.empty()) to_.payment.emplace();
    for (const Node* one : means) payment_means(in.into(*one));
    std::string mandate;
    for (const Node* one : in.all("ram:SpecifiedTradePaymentTerms")) {
      const Elements terms = in.into(*one);
      if (const Node* text = terms.first("ram:Description")) to_.payment_terms += text->text;
      if (const auto due = day(terms, "ram:DueDateDateTime")) to_.due_date = due;
      const std::string id = terms.text("ram:DirectDebitMandateID");
      if (!id.empty()) mandate = id;
    }
    if (!to_.payment) return;
    to_.payment->remittance = remittance;
    if (creditor.empty() && mandate.empty() && !to_.payment->debit) return;
    if (!to_.payment->debit) to_.payment->debit.emplace();
    to_.payment->debit->creditor = creditor;
    to_.payment->debit->mandate = mandate;
  }

  void payment_means(const Elements& in) {
    PaymentInstructions& payment = *to_.payment;
    const std::string code = in.text("ram:TypeCode");
    if (!payment.means.empty() && payment.means != code) {
      log_.error("CII-SR-467", in.path(), "all means of payment have one code");
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
      log_.error("CII-SR-470", in.path(), "a transfer without an account (BT-84)");
    }
  }

  void vat_group(const Elements& parent, const Node& node) {
    const Elements in = parent.into(
        node, {"ram:CalculatedAmount", "ram:TypeCode", "ram:ExemptionReason", "ram:BasisAmount",
               "ram:LineTotalBasisAmount", "ram:AllowanceChargeBasisAmount", "ram:CategoryCode",
               "ram:ExemptionReasonCode", "ram:TaxPointDate", "ram:DueDateTypeCode",
               "ram:RateApplicablePercent"});
    VatBreakdown& group = to_.breakdown.emplace_back();
    std::tie(group.category, group.rate) = category(in);
    group.tax = in.decimal("ram:CalculatedAmount");
    group.taxable = in.decimal("ram:BasisAmount");
    group.reason = in.text("ram:ExemptionReason");
    group.reason_code = in.text("ram:ExemptionReasonCode");
    if (const auto date = day(in, "ram:TaxPointDate")) to_.tax_point_date = date;
    const std::string code = in.text("ram:DueDateTypeCode");
    if (!code.empty()) to_.tax_point_code = tax_point_of(code);
  }

  void totals(const Elements& parent, const Node& node) {
    const Elements in = parent.into(
        node, {"ram:LineTotalAmount", "ram:ChargeTotalAmount", "ram:AllowanceTotalAmount",
               "ram:TaxBasisTotalAmount", "ram:TaxTotalAmount", "ram:RoundingAmount",
               "ram:GrandTotalAmount", "ram:TotalPrepaidAmount", "ram:DuePayableAmount"});
    Totals& totals = to_.totals;
    totals.line_net_total = in.decimal("ram:LineTotalAmount");
    totals.charge_total = in.decimal("ram:ChargeTotalAmount");
    totals.allowance_total = in.decimal("ram:AllowanceTotalAmount");
    totals.total_without_vat = in.decimal("ram:TaxBasisTotalAmount");
    for (const Node* tax : in.all("ram:TaxTotalAmount")) {
      const std::string_view currency = tax->attribute("currencyID");
      const auto amount = in.decimal_of(*tax);
      if (currency == to_.currency || (currency.empty() && !totals.vat_total)) {
        if (totals.vat_total) log_.error("XML-006", in.path_of(*tax), "two totals in one currency");
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

  const Node& root_;
  FindingLog& log_;
  EInvoice to_;
};

/// CII-DT-031: amounts are in the currency of the document, so they name none.
void judge_attributes(const Node& node, const std::string& path, FindingLog& log) {
  const std::string place = path + "/" + node.name;
  if (node.name.ends_with("Amount") && node.name != "ram:TaxTotalAmount" &&
      node.name.starts_with("ram:") && !node.attribute("currencyID").empty()) {
    log.error("CII-DT-031", place, "only the VAT totals name a currency");
  }
  for (const Node& child : node.children) judge_attributes(child, place, log);
}

}  // namespace

EInvoice read_cii(const Node& root, FindingLog& log) {
  CiiReader reader(root, log);
  EInvoice invoice = reader.read();
  const rules::Claim claim = rules::claim_of(invoice.specification);
  const bool has_own_rules = claim == rules::Claim::kMinimum || claim == rules::Claim::kBasicWl ||
                             claim == rules::Claim::kExtended;
  if (!has_own_rules) judge_attributes(root, "", log);
  const auto& address = invoice.seller.address;
  if (claim == rules::Claim::kMinimum && address && !address->postcode.empty()) {
    log.error("XML-006", "/rsm:CrossIndustryInvoice",
              "MINIMUM knows the country of a seller alone");
  }
  if (claim == rules::Claim::kMinimum && !invoice.preceding.empty()) {
    log.error("XML-006", "/rsm:CrossIndustryInvoice", "MINIMUM names no preceding invoice");
  }
  return invoice;
}

}  // namespace enclosure::invoice::xml
