#include "invoice/xml/read_ubl_parts.h"

#include <tuple>

namespace enclosure::invoice::xml::ubl {

std::optional<Decimal> amount(const Elements& in, std::string_view name) {
  const Node* node = in.one(name);
  if (node == nullptr) return std::nullopt;
  if (node->attribute("currencyID").empty()) {
    in.log().error("XML-007", in.path_of(*node), "an amount names its currency");
  }
  return in.decimal_of(*node);
}

AllowanceCharge allowance_charge(const Elements& parent, const Node& node) {
  const Elements in = parent.into(
      node, {"cbc:ID", "cbc:ChargeIndicator", "cbc:AllowanceChargeReasonCode",
             "cbc:AllowanceChargeReason", "cbc:MultiplierFactorNumeric", "cbc:PrepaidIndicator",
             "cbc:SequenceNumeric", "cbc:Amount", "cbc:BaseAmount", "cac:TaxCategory"});
  AllowanceCharge one;
  const std::string indicator = in.text("cbc:ChargeIndicator");
  if (indicator.empty()) {
    in.log().error("PEPPOL-EN16931-R043", in.path(), "neither allowance nor charge");
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

Elements tax_category(const Elements& parent, const Node& node) {
  return parent.into(node, {"cbc:ID", "cbc:Name", "cbc:Percent", "cbc:TaxExemptionReasonCode",
                            "cbc:TaxExemptionReason", "cac:TaxScheme"});
}

std::pair<std::string, std::optional<Percent>> code_and_rate(const Elements& tax) {
  const std::string scheme = tax.text("cac:TaxScheme", "cbc:ID");
  std::string code = tax.text("cbc:ID");
  return {scheme == "VAT" || scheme == "vat" ? std::move(code) : std::string(),
          tax.decimal("cbc:Percent")};
}

PostalAddress address(const Elements& parent, const Node& node) {
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

}  // namespace enclosure::invoice::xml::ubl
