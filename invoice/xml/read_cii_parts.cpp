#include "invoice/xml/read_cii_parts.h"

#include <algorithm>
#include <tuple>
#include <vector>

namespace enclosure::invoice::xml::cii {
namespace {

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

Contact contact(const Elements& parent, const Node& node) {
  const Elements in = parent.into(node);
  Contact contact;
  contact.name = in.text("ram:PersonName");
  const std::string department = in.text("ram:DepartmentName");
  if (contact.name.empty()) contact.name = department;
  contact.phone = in.text("ram:TelephoneUniversalCommunication", "ram:CompleteNumber");
  contact.email = in.text("ram:EmailURIUniversalCommunication", "ram:URIID");
  return contact;
}

PostalAddress address(const Elements& parent, const Node& node) {
  const Elements in =
      parent.into(node, {"ram:PostcodeCode", "ram:LineOne", "ram:LineTwo", "ram:LineThree",
                         "ram:CityName", "ram:CountryID", "ram:CountrySubDivisionName"});
  return {{in.text("ram:LineOne"), in.text("ram:LineTwo"), in.text("ram:LineThree")},
          in.text("ram:CityName"),
          in.text("ram:PostcodeCode"),
          in.text("ram:CountrySubDivisionName"),
          in.text("ram:CountryID")};
}

}  // namespace

std::optional<Date> day(const Elements& parent, std::string_view name) {
  const Node* node = parent.one(name);
  if (node == nullptr || node->children.empty()) return std::nullopt;
  const Node& leaf = node->children.front();
  read_whole(*node);
  std::string text = leaf.text;
  const bool compact = text.size() == 8 && std::all_of(text.begin(), text.end(),
                                                       [](char c) { return '0' <= c && c <= '9'; });
  if (compact && leaf.attribute("format") == "102") {
    text.insert(6, "-").insert(4, "-");
    if (const auto date = parse_date(text)) return *date;
  }
  parent.log().error("CII-DT-097", parent.path_of(*node),
                     "this is no day in format 102 (20261121)");
  return std::nullopt;
}

std::pair<std::string, std::optional<Percent>> category(const Elements& tax) {
  const std::string type = tax.text("ram:TypeCode");
  if (type != "VAT") {
    tax.log().error("CII-DT-037", tax.path(), "a tax of an invoice is VAT");
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
    in.log().error("CII-SR-463", in.path(),
                   "neither allowance nor charge: the indicator is missing");
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

Party party(const Elements& parent, const Node& node) {
  const Elements in = parent.into(
      node, {"ram:ID", "ram:GlobalID", "ram:Name", "ram:RoleCode", "ram:Description",
             "ram:SpecifiedLegalOrganization", "ram:DefinedTradeContact", "ram:PostalTradeAddress",
             "ram:URIUniversalCommunication", "ram:SpecifiedTaxRegistration"});
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

std::string document_id(const Elements& in, std::string_view name) {
  const Node* node = in.first(name);
  return node == nullptr ? std::string() : in.into(*node).text("ram:IssuerAssignedID");
}

bool has_rules_of_cii(const EInvoice& invoice) {
  const rules::Claim claim = rules::claim_of(invoice.specification);
  return claim != rules::Claim::kMinimum && claim != rules::Claim::kBasicWl &&
         claim != rules::Claim::kExtended;
}

}  // namespace enclosure::invoice::xml::cii
