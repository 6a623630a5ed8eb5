#pragma once
// The members of a snapshot, named once: the writer and the reader both walk this description, so
// that nothing is written that is not read again. docs/snapshot.md explains them. A member that
// came in later is there from its version on: what was written before is read as it was.

#include <concepts>
#include <type_traits>

#include "invoice/model/invoice.h"

namespace enclosure::invoice::snapshot {

/// `T` is `U` or `const U`: the reader fills what the writer only looks at.
template <typename T, typename U>
concept Either = std::same_as<std::remove_const_t<T>, U>;

template <typename Archive, Either<Address> T>
void describe(Archive& member, T& address) {
  member("name", address.name);
  member("lines", address.lines);
  member("postcode", address.postcode);
  member("city", address.city);
  member("region", address.region);
  member("country", address.country);
}

template <typename Archive, Either<Registration> T>
void describe(Archive& member, T& registration) {
  member("label", registration.label);
  member("value", registration.value);
}

template <typename Archive, Either<BankAccount> T>
void describe(Archive& member, T& bank) {
  member("iban", bank.iban);
  member("bic", bank.bic);
  member("holder", bank.holder);
}

template <typename Archive, Either<TaxRepresentative> T>
void describe(Archive& member, T& representative) {
  member("name", representative.name);
  member("address", representative.address);
  member("vat_id", representative.vat_id);
}

template <typename Archive, Either<Seller> T>
void describe(Archive& member, T& seller) {
  member("established", seller.established);
  member("vat_ids", seller.vat_ids);
  member("oss", seller.oss);
  member("over_10000", seller.over_10000);
  member("small_business", seller.small_business);
  member("ex_number_valid_in", seller.ex_number_valid_in);
  member("ioss", seller.ioss);
  member("tax_number", seller.tax_number);
  member("name", seller.name);
  member("address", seller.address);
  member("contact_name", seller.contact_name);
  member("email", seller.email);
  member("phone", seller.phone);
  member("registrations", seller.registrations);
  if (member.version() >= 3) {
    member("electronic_address", seller.electronic_address);
    member("legal_id", seller.legal_id);
    member("bank", seller.bank);
  }
}

template <typename Archive, Either<InvoiceBuyer> T>
void describe(Archive& member, T& buyer) {
  member("name", buyer.name);
  member("person", buyer.person);
  member("address", buyer.address);
  member("vat_id", buyer.vat_id);
  member("reference", buyer.reference);
  if (member.version() >= 3) {
    member("buyer_reference", buyer.buyer_reference);
    member("electronic_address", buyer.electronic_address);
    member("legal_id", buyer.legal_id);
  }
}

template <typename Archive, Either<InvoiceLine> T>
void describe(Archive& member, T& line) {
  member("id", line.id);
  member("order_line", line.order_line);
  member("kind", line.kind);
  member("description", line.description);
  member("article_number", line.article_number);
  member("serials", line.serials);
  member("quantity", line.quantity);
  member("unit_price_net", line.unit_price_net);
  member("unit_price_gross", line.unit_price_gross);
  member("discount_net", line.discount_net);
  member("discount_gross", line.discount_gross);
  member("vat_category", line.vat_category);
  member("vat_rate", line.vat_rate);
  member("net", line.net);
  member("gross", line.gross);
  if (member.version() >= 2) member("reduces_price", line.reduces_price);
  if (member.version() >= 3) {
    member("unit", line.unit);
    member("gtin", line.gtin);
    member("buyer_article_number", line.buyer_article_number);
    member("commodity_code", line.commodity_code);
  }
}

template <typename Archive, Either<VatBreakdown> T>
void describe(Archive& member, T& group) {
  member("category", group.category);
  member("rate", group.rate);
  member("taxable", group.taxable);
  member("vat", group.vat);
  member("gross", group.gross);
  member("exemption_code", group.exemption_code);
}

template <typename Archive, Either<DocumentTotals> T>
void describe(Archive& member, T& totals) {
  member("line_net_total", totals.line_net_total);
  member("total_without_vat", totals.total_without_vat);
  member("vat_total", totals.vat_total);
  member("total_with_vat", totals.total_with_vat);
  member("paid", totals.paid);
  member("paid_by_marketplace", totals.paid_by_marketplace);
  member("amount_due", totals.amount_due);
  if (member.version() >= 2) member("rounding", totals.rounding);
}

template <typename Archive, Either<VatInCurrency> T>
void describe(Archive& member, T& other) {
  member("currency", other.currency);
  member.amounts_are_in(other.currency);
  member("rate", other.rate);
  member("vat", other.vat);
  if (member.version() >= 2) {
    member("day", other.day);
    member("source", other.source);
  }
}

template <typename Archive, Either<PrecedingInvoice> T>
void describe(Archive& member, T& preceding) {
  member("number", preceding.number);
  member("issue_date", preceding.issue_date);
}

template <typename Archive, Either<LegalMention> T>
void describe(Archive& member, T& mention) {
  member("key", mention.key);
  member("text", mention.text);
  if (member.version() >= 4) member("second", mention.second);
}

template <typename Archive, Either<Look> T>
void describe(Archive& member, T& look) {
  member("theme", look.theme);
  member("paper", look.paper);
  member("accent", look.accent);
  member("second_language", look.second_language);
  member("payment_code", look.payment_code);
}

template <typename Archive, Either<InvoiceContent> T>
void describe(Archive& member, T& content) {
  member("number", content.number);
  member("type_code", content.type_code);
  if (member.version() >= 2) {
    member("simplified", content.simplified);
    member("title", content.title);
    member("preceding", content.preceding);
    member("correction_reason", content.correction_reason);
  }
  if (member.version() >= 3) {
    member("einvoice", content.einvoice);
    member("due_date", content.due_date);
    member("tax_representative", content.tax_representative);
  }
  member("issue_date", content.issue_date);
  member("supply_date", content.supply_date);
  member("language", content.language);
  member("currency", content.currency);
  member.amounts_are_in(content.currency);
  member("order", content.order);
  member("shipment", content.shipment);
  member("order_date", content.order_date);
  member("sales_channel", content.sales_channel);
  member("seller", content.seller);
  member("seller_vat_id", content.seller_vat_id);
  member("buyer", content.buyer);
  member("deliver_to", content.deliver_to);
  member("place_of_supply", content.place_of_supply);
  member("scheme", content.scheme);
  member("invoicing_rules_of", content.invoicing_rules_of);
  member("lines", content.lines);
  member("breakdown", content.breakdown);
  member("totals", content.totals);
  member("vat_in_currency", content.vat_in_currency);
  member("mentions", content.mentions);
  member("logo_sha256", content.logo_sha256);
  member("footer", content.footer);
  if (member.version() >= 4) {
    member("look", content.look);
    member("link", content.link);
  }
}

}  // namespace enclosure::invoice::snapshot
