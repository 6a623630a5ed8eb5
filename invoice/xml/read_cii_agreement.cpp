// Who trades, by which papers, and where the goods went.

#include "invoice/xml/read_cii_parts.h"

namespace enclosure::invoice::xml::cii {
namespace {

void additional(const Elements& parent, const Node& node, EInvoice& invoice) {
  const Elements in = parent.into(node);
  const std::string type = in.text("ram:TypeCode");
  if (has_rules_of_cii(invoice) && type != "130" && in.first("ram:ReferenceTypeCode") != nullptr) {
    in.log().error("CII-DT-024", in.path(), "only an invoiced object has a reference type");
  }
  if (has_rules_of_cii(invoice) && !type.empty() && type != "50" && type != "130" &&
      type != "916") {
    in.log().error("CII-DT-018", in.path(), "a referenced document has the type 50, 130 or 916");
  }
  std::string id = in.text("ram:IssuerAssignedID");
  if (type == "50") {
    invoice.tender = std::move(id);
  } else if (type == "130") {
    invoice.object = {std::move(id), in.text("ram:ReferenceTypeCode")};
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
    invoice.documents.push_back(std::move(document));
  }
}

}  // namespace

void agreement(const Elements& parent, const Node& node, EInvoice& invoice) {
  const Elements in = parent.into(
      node, {"ram:BuyerReference", "ram:SellerTradeParty", "ram:BuyerTradeParty",
             "ram:SellerTaxRepresentativeTradeParty", "ram:SellerOrderReferencedDocument",
             "ram:BuyerOrderReferencedDocument", "ram:ContractReferencedDocument",
             "ram:AdditionalReferencedDocument", "ram:SpecifiedProcuringProject"});
  invoice.buyer_reference = in.text("ram:BuyerReference");
  if (const Node* one = in.need("ram:SellerTradeParty")) invoice.seller = party(in, *one);
  if (const Node* one = in.need("ram:BuyerTradeParty")) invoice.buyer = party(in, *one);
  if (const Node* one = in.one("ram:SellerTaxRepresentativeTradeParty")) {
    Party representative = party(in, *one);
    invoice.tax_representative = {representative.name, representative.vat_id,
                                  representative.address};
  }
  invoice.sales_order = document_id(in, "ram:SellerOrderReferencedDocument");
  invoice.purchase_order = document_id(in, "ram:BuyerOrderReferencedDocument");
  invoice.contract = document_id(in, "ram:ContractReferencedDocument");
  for (const Node* one : in.all("ram:AdditionalReferencedDocument")) additional(in, *one, invoice);
  if (const Node* one = in.one("ram:SpecifiedProcuringProject")) {
    const Elements project = in.into(*one);
    invoice.project = project.text("ram:ID");
    project.skip("ram:Name");
  }
}

void delivery(const Elements& parent, const Node& node, EInvoice& invoice) {
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
  if (delivery != Delivery()) invoice.delivery = std::move(delivery);
  invoice.despatch_advice = document_id(in, "ram:DespatchAdviceReferencedDocument");
  invoice.receiving_advice = document_id(in, "ram:ReceivingAdviceReferencedDocument");
}

}  // namespace enclosure::invoice::xml::cii
