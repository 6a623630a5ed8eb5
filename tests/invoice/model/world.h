#pragma once
// One whole invoice in a few words, for the tests of documents.

#include "invoice/model/invoice.h"
#include "tests/invoice/tax/world.h"

namespace enclosure::invoice {

inline Address full_address(std::string_view country, std::string postcode, std::string city,
                            std::string street) {
  Address result = address(country, std::move(postcode), std::move(city));
  result.lines = {std::move(street)};
  return result;
}

inline InvoiceLine invoice_line(std::string id, std::string_view net, std::string_view gross) {
  InvoiceLine line;
  line.id = id;
  line.order_line = *LineId::parse(id);
  line.description = "Goods " + id;
  line.quantity = Decimal(1);
  line.unit_price_net = decimal(net);
  line.unit_price_gross = decimal(gross);
  line.vat_rate = decimal("19");
  line.net = euro(net);
  line.gross = euro(gross);
  return line;
}

/// Two lines at 19 %: 100.00 + 19.00 = 119.00, paid.
inline InvoiceContent sound_content() {
  InvoiceContent content;
  content.number = *InvoiceNumber::parse("R-2026-000001");
  content.issue_date = day("2026-03-03");
  content.supply_date = day("2026-03-02");
  content.language = *LanguageTag::parse("de");
  content.order = *OrderId::parse("302-8729267-1349594");
  content.seller = german_seller();
  content.seller.name = "Musterladen GmbH";
  content.seller.address = full_address("DE", "20457", "Hamburg", "Beispielkai 1");
  content.seller_vat_id = "DE136695976";
  content.buyer.name = "Erika Mustermann";
  content.buyer.address = full_address("DE", "80331", "München", "Musterstraße 12");
  content.place_of_supply = *CountryCode::parse("DE");
  content.scheme = "domestic";
  content.invoicing_rules_of = "DE";
  content.lines = {invoice_line("1", "58.82", "70.00"), invoice_line("2", "41.18", "49.00")};
  content.breakdown = {
      {VatCategory::kS, decimal("19"), euro("100.00"), euro("19.00"), euro("119.00"), ""}};
  content.totals = {euro("100.00"), euro("100.00"), euro("19.00"), euro("119.00"),
                    euro("119.00"), euro("0.00"),   euro("0.00")};
  return content;
}

/// The same without VAT, as an intra-Community supply.
inline InvoiceContent exempt_content() {
  InvoiceContent content = sound_content();
  for (InvoiceLine& line : content.lines) {
    line.vat_category = VatCategory::kK;
    line.vat_rate = Percent();
    line.net = line.gross;
    line.unit_price_net = line.unit_price_gross;
  }
  content.breakdown = {
      {VatCategory::kK, Percent(), euro("119.00"), euro("0.00"), euro("119.00"), "VATEX-EU-IC"}};
  content.totals.line_net_total = content.totals.total_without_vat = euro("119.00");
  content.totals.vat_total = euro("0.00");
  content.buyer.vat_id = "ATU13585627";
  content.mentions = {{"ic_supply_exempt", "Steuerfreie innergemeinschaftliche Lieferung"}};
  return content;
}

}  // namespace enclosure::invoice
