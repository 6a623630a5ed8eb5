// A line of a CrossIndustryInvoice.

#include <tuple>

#include "invoice/xml/read_cii_parts.h"

namespace enclosure::invoice::xml::cii {
namespace {

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

void base_quantity(const Elements& in, Price& price) {
  const Node* base = in.one("ram:BasisQuantity");
  if (base == nullptr) return;
  price.base_quantity = in.decimal_of(*base);
  price.base_unit = base->attribute("unitCode");
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

void line_settlement(const Elements& parent, const Node& node, Line& line) {
  const Elements in = parent.into(
      node,
      {"ram:ApplicableTradeTax", "ram:BillingSpecifiedPeriod", "ram:SpecifiedTradeAllowanceCharge",
       "ram:SpecifiedTradeSettlementLineMonetarySummation", "ram:InvoiceReferencedDocument",
       "ram:AdditionalReferencedDocument", "ram:ReceivableSpecifiedTradeAccountingAccount"});
  if (const Node* tax = in.first("ram:ApplicableTradeTax")) {
    std::tie(line.vat_category, line.vat_rate) = category(in.into(*tax));
  }
  line.period = period(in);
  for (const Node* one : in.all("ram:SpecifiedTradeAllowanceCharge")) {
    line.allowances_charges.push_back(allowance_charge(in, *one));
  }
  if (const Node* sum = in.need("ram:SpecifiedTradeSettlementLineMonetarySummation")) {
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

}  // namespace

std::optional<Line> line(const Elements& parent, const Node& node) {
  const Elements in =
      parent.into(node, {"ram:AssociatedDocumentLineDocument", "ram:SpecifiedTradeProduct",
                         "ram:SpecifiedLineTradeAgreement", "ram:SpecifiedLineTradeDelivery",
                         "ram:SpecifiedLineTradeSettlement"});
  Line line;
  if (const Node* head = in.need("ram:AssociatedDocumentLineDocument")) {
    const Elements document = in.into(*head);
    line.id = document.text("ram:LineID");
    if (const Node* note = document.first("ram:IncludedNote")) {
      const Elements inner = document.into(*note);
      if (const Node* content = inner.first("ram:Content")) line.note = content->text;
    }
    // EXTENDED: groups and remarks are no lines that count.
    const std::string kind = document.text("ram:LineStatusReasonCode");
    if (kind == "GROUP" || kind == "INFORMATION") {
      read_whole(node);
      return std::nullopt;
    }
  }
  if (const Node* part = in.one("ram:SpecifiedTradeProduct")) product(in, *part, line);
  if (const Node* part = in.one("ram:SpecifiedLineTradeAgreement")) price(in, *part, line);
  if (const Node* part = in.one("ram:SpecifiedLineTradeDelivery")) {
    const Elements delivered = in.into(*part);
    line.quantity = delivered.decimal("ram:BilledQuantity");
    if (const Node* quantity = delivered.first("ram:BilledQuantity"))
      line.unit = quantity->attribute("unitCode");
  }
  if (const Node* part = in.need("ram:SpecifiedLineTradeSettlement"))
    line_settlement(in, *part, line);
  return line;
}

}  // namespace enclosure::invoice::xml::cii
