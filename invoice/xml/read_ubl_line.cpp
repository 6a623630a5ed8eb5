// A line of UBL.

#include <tuple>

#include "invoice/xml/read_ubl_parts.h"

namespace enclosure::invoice::xml::ubl {
namespace {

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
    in.log().error("UBL-SR-48", in.path(), "an item has one VAT category");
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

}  // namespace

Line line(const Elements& parent, const Node& node, bool is_credit) {
  const Elements in = parent.into(
      node, {"cbc:ID", "cbc:UUID", "cbc:Note", "cbc:InvoicedQuantity", "cbc:CreditedQuantity",
             "cbc:LineExtensionAmount", "cbc:TaxPointDate", "cbc:AccountingCostCode",
             "cbc:AccountingCost", "cac:InvoicePeriod", "cac:OrderLineReference",
             "cac:DocumentReference", "cac:AllowanceCharge", "cac:Item", "cac:Price"});
  Line line;
  line.id = in.text("cbc:ID");
  if (const Node* note = in.first("cbc:Note")) line.note = note->text;
  const char* quantity = is_credit ? "cbc:CreditedQuantity" : "cbc:InvoicedQuantity";
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
  if (const Node* one = in.need("cac:Item")) item(in, *one, line);
  if (const Node* one = in.one("cac:Price")) price(in, *one, line.price);
  return line;
}

}  // namespace enclosure::invoice::xml::ubl
