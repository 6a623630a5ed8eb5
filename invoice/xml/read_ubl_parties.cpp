// Who trades with whom, and where the goods went.

#include "invoice/xml/read_ubl_parts.h"

namespace enclosure::invoice::xml::ubl {
namespace {

void tax_numbers(const Elements& in, Party& party) {
  for (const Node* one : in.all("cac:PartyTaxScheme")) {
    const Elements scheme = in.into(*one);
    const std::string id = scheme.text("cac:TaxScheme", "cbc:ID");
    const std::string number = scheme.text("cbc:CompanyID");
    if (id.empty() || number.empty()) {
      in.log().error("UBL-SR-53", scheme.path(), "a tax number names its scheme");
    }
    std::string& to = id == "VAT" ? party.vat_id : party.tax_number;
    if (!to.empty()) in.log().error("UBL-SR-12", scheme.path(), "two tax numbers of one kind");
    to = number;
  }
}

Party party(const Elements& parent, const Node& node, std::string& sepa_creditor) {
  const Elements in = parent.into(
      node, {"cbc:EndpointID", "cac:PartyIdentification", "cac:PartyName", "cac:PostalAddress",
             "cac:PartyTaxScheme", "cac:PartyLegalEntity", "cac:Contact"});
  Party party;
  party.electronic_address = in.identifier("cbc:EndpointID");
  for (const Node* one : in.all("cac:PartyIdentification")) {
    Identifier id = in.into(*one).identifier("cbc:ID");
    if (id.scheme == "SEPA") {
      sepa_creditor = id.id;
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

Party party_inside(const Elements& parent, const Node& node, std::string& sepa_creditor) {
  const Elements outer = parent.into(node);
  const Node* inner = outer.need("cac:Party");
  return inner == nullptr ? Party() : party(outer, *inner, sepa_creditor);
}

}  // namespace

std::string parties(const Elements& in, EInvoice& invoice) {
  std::string sepa_creditor;
  if (const Node* node = in.need("cac:AccountingSupplierParty"))
    invoice.seller = party_inside(in, *node, sepa_creditor);
  if (const Node* node = in.need("cac:AccountingCustomerParty"))
    invoice.buyer = party_inside(in, *node, sepa_creditor);
  if (const Node* node = in.one("cac:PayeeParty")) {
    const Elements payee = in.into(*node);
    Payee& to = invoice.payee.emplace();
    to.name = payee.text("cac:PartyName", "cbc:Name");
    for (const Node* one : payee.all("cac:PartyIdentification")) {
      const Identifier id = payee.into(*one).identifier("cbc:ID");
      if (id.scheme == "SEPA") {
        sepa_creditor = id.id;
      } else {
        to.id = id;
      }
    }
    if (const Node* legal = payee.one("cac:PartyLegalEntity"))
      to.legal_id = payee.into(*legal).identifier("cbc:CompanyID");
  }
  if (const Node* node = in.one("cac:TaxRepresentativeParty")) {
    const Elements one = in.into(*node);
    TaxRepresentative& to = invoice.tax_representative.emplace();
    to.name = one.text("cac:PartyName", "cbc:Name");
    if (const Node* place = one.one("cac:PostalAddress")) to.address = address(one, *place);
    Party numbers;
    tax_numbers(one, numbers);
    to.vat_id = numbers.vat_id;
  }
  return sepa_creditor;
}

void delivery(const Elements& parent, const Node& node, EInvoice& invoice) {
  const Elements in =
      parent.into(node, {"cbc:ActualDeliveryDate", "cac:DeliveryLocation", "cac:DeliveryParty"});
  Delivery& to = invoice.delivery.emplace();
  to.date = in.date("cbc:ActualDeliveryDate");
  if (const Node* place_node = in.one("cac:DeliveryLocation")) {
    const Elements place = in.into(*place_node, {"cbc:ID", "cac:Address"});
    to.location = place.identifier("cbc:ID");
    if (const Node* inner = place.one("cac:Address")) to.address = address(place, *inner);
  }
  if (const Node* party = in.one("cac:DeliveryParty"))
    to.name = in.into(*party).text("cac:PartyName", "cbc:Name");
}

}  // namespace enclosure::invoice::xml::ubl
