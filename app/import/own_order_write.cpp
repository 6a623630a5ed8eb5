// The order as own JSON: every amount a decimal string, members in the order of the page in docs/.

#include <nlohmann/json.hpp>

#include "app/import/own_json.h"

namespace enclosure::app {
namespace {

using Json = nlohmann::ordered_json;

void put_text(Json& json, const char* name, std::string_view text) {
  if (!text.empty()) json[name] = text;
}

template <typename Time>
void put_time(Json& json, const char* name, const std::optional<Time>& time) {
  if (time) json[name] = enclosure::to_string(*time);
}

void put_amount(Json& json, const char* name, Money amount) {
  if (!amount.is_zero()) json[name] = amount.to_string();
}

Json address_json(const Address& address) {
  Json json = Json::object();
  put_text(json, "name", address.name);
  if (!address.lines.empty()) json["lines"] = address.lines;
  put_text(json, "postcode", address.postcode);
  put_text(json, "city", address.city);
  put_text(json, "region", address.region);
  json["country"] = address.country.code();
  return json;
}

Json buyer_json(const Buyer& buyer) {
  Json json = Json::object();
  json["type"] = buyer.is_business ? "business" : "consumer";
  put_text(json, "name", buyer.name);
  put_text(json, "company", buyer.company);
  if (buyer.language) json["language"] = buyer.language->to_string();
  put_text(json, "email", buyer.email.to_string());
  if (buyer.billing_address) json["billing_address"] = address_json(*buyer.billing_address);
  put_text(json, "reference", buyer.reference);
  put_text(json, "buyer_reference", buyer.buyer_reference);
  if (buyer.einvoice) json["einvoice"] = enclosure::to_string(*buyer.einvoice);
  put_text(json, "electronic_address", buyer.electronic_address.to_string());
  put_text(json, "legal_id", buyer.legal_id.to_string());
  put_text(json, "vat_id", buyer.vat_id);
  switch (buyer.vies) {
    case ViesAnswer::kNotAsked:
      break;
    case ViesAnswer::kValid:
      json["vies"] = "valid";
      break;
    case ViesAnswer::kInvalid:
      json["vies"] = "invalid";
      break;
    case ViesAnswer::kUnavailable:
      json["vies"] = "unavailable";
      break;
  }
  put_time(json, "vies_day", buyer.vies_day);
  put_text(json, "vies_consultation", buyer.vies_consultation);
  return json;
}

Json line_json(const OrderLine& line) {
  Json json = Json::object();
  json["id"] = line.id.to_string();
  put_text(json, "sku", line.sku.to_string());
  put_text(json, "asin", line.asin.to_string());
  put_text(json, "gtin", line.gtin);
  put_text(json, "buyer_article_number", line.buyer_article_number);
  put_text(json, "commodity_code", line.commodity_code);
  if (line.unit != "C62") json["unit"] = line.unit;
  json["description"] = line.description;
  json["quantity"] = line.quantity.to_string();
  json["unit_price_gross"] = line.unit_price_gross.to_string();
  if (line.gross) json["gross"] = line.gross->to_string();
  put_amount(json, "discount_gross", line.discount_gross);
  put_amount(json, "shipping_gross", line.shipping_gross);
  put_amount(json, "gift_wrap_gross", line.gift_wrap_gross);
  json["rate_class"] = line.rate_class.to_string();
  if (!line.serials.empty()) json["serials"] = line.serials;
  return json;
}

Json shipment_json(const Shipment& shipment) {
  Json json = Json::object();
  json["id"] = shipment.id.to_string();
  put_time(json, "shipped_at", shipment.shipped_at);
  put_time(json, "delivered_at", shipment.delivered_at);
  put_time(json, "estimated_delivery", shipment.estimated_delivery);
  if (shipment.dispatch_from) json["dispatch_from"] = address_json(*shipment.dispatch_from);
  for (const ShippedLine& line : shipment.lines) {
    json["lines"].push_back(
        Json{{"line", line.line.to_string()}, {"quantity", line.quantity.to_string()}});
  }
  put_text(json, "marketplace_invoice", shipment.marketplace_invoice);
  return json;
}

Json group_json(const CreditedGroup& group) {
  return {{"category", group.category},
          {"rate", group.rate.to_string()},
          {"net", group.net.to_string()},
          {"vat", group.vat.to_string()},
          {"gross", group.gross.to_string()}};
}

/// The rate alone where nothing more is known, else with its day and source.
Json exchange_rate_json(const ExchangeRate& rate) {
  if (!rate.day && rate.source.empty()) return rate.rate.to_string();
  Json json{{"rate", rate.rate.to_string()}};
  put_time(json, "day", rate.day);
  put_text(json, "source", rate.source);
  return json;
}

Json credits_json(const CreditedInvoice& credits) {
  Json json{{"number", credits.number}, {"date", enclosure::to_string(credits.date)}};
  put_time(json, "supply_date", credits.supply_date);
  if (credits.net) json["net"] = credits.net->to_string();
  if (credits.vat) json["vat"] = credits.vat->to_string();
  if (credits.gross) json["gross"] = credits.gross->to_string();
  for (const CreditedGroup& group : credits.groups) json["groups"].push_back(group_json(group));
  return json;
}

void put_parties(Json& json, const Order& order) {
  if (order.dispatch_from) json["dispatch_from"] = address_json(*order.dispatch_from);
  json["deliver_to"] = address_json(order.deliver_to);
  json["buyer"] = buyer_json(order.buyer);
}

void put_rules(Json& json, const Order& order) {
  json["marketplace"] = Json{{"facilitates", order.marketplace_facilitates}};
  if (order.marketplace_issues_invoice) {
    json["marketplace"]["issues_invoice"] = *order.marketplace_issues_invoice;
  }
  put_text(json, "replaces", order.replaces.to_string());
  put_text(json, "importer", order.importer);
  if (order.triangulation) json["triangulation"] = *order.triangulation;
  if (order.credits) json["credits"] = credits_json(*order.credits);
  for (const CreditedGroup& group : order.credited_before) {
    json["credited_before"].push_back(group_json(group));
  }
  for (const auto& [currency, rate] : order.exchange_rates) {
    json["exchange_rates"][currency] = exchange_rate_json(rate);
  }
}

}  // namespace

std::string order_to_json(const Order& order) {
  Json json = Json::object();
  json["id"] = order.id.to_string();
  json["channel"] = to_string(order.channel);
  put_text(json, "marketplace_id", order.marketplace_id);
  json["fulfilment"] = to_string(order.fulfilment);
  json["state"] = order.state == OrderState::kOpen ? "open" : "cancelled";
  put_time(json, "ordered_at", order.ordered_at);
  put_time(json, "order_date", order.order_date);
  put_time(json, "supply_date", order.supply_date);
  put_time(json, "document_date", order.document_date);
  json["currency"] = order.currency.code();
  json["prices"] = order.prices_are_net ? "net" : "gross";
  put_parties(json, order);
  for (const OrderLine& line : order.lines) json["lines"].push_back(line_json(line));
  put_amount(json, "order_shipping_gross", order.order_shipping_gross);
  put_amount(json, "marketplace_voucher", order.marketplace_voucher);
  put_rules(json, order);
  for (const Shipment& each : order.shipments) json["shipments"].push_back(shipment_json(each));
  return json.dump();
}

}  // namespace enclosure::app
