#include "app/import/own_order.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "app/import/order_checks.h"
#include "app/import/own_json.h"
#include "app/import/own_members.h"
#include "messaging/buyer_clock.h"
#include "messaging/plan.h"

namespace enclosure::app {
namespace {

/// The value that stands for the text of `name`, `otherwise` when the member is absent. Fault
/// IMPORT-005: another word.
template <typename T, std::size_t N>
T choice(const Reader& reader, std::string_view name,
         const std::array<std::pair<std::string_view, T>, N>& words, T otherwise) {
  const std::string text = reader.text(name);
  if (text.empty()) return otherwise;
  std::string known;
  for (const auto& [word, value] : words) {
    if (word == text) return value;
    known += (known.empty() ? "" : ", ") + std::string(word);
  }
  reader.fault("IMPORT-005", name, "unknown value \"" + text + "\"", "use one of: " + known);
  return otherwise;
}

constexpr std::array<std::pair<std::string_view, Channel>, 2> kChannels{
    {{"amazon", Channel::kAmazon}, {"shop", Channel::kShop}}};
constexpr std::array<std::pair<std::string_view, Fulfilment>, 3> kFulfilments{
    {{"FBA", Fulfilment::kFba}, {"FBM", Fulfilment::kFbm}, {"shop", Fulfilment::kShop}}};
constexpr std::array<std::pair<std::string_view, OrderState>, 2> kStates{
    {{"open", OrderState::kOpen}, {"cancelled", OrderState::kCancelled}}};
constexpr std::array<std::pair<std::string_view, bool>, 2> kPrices{
    {{"gross", false}, {"net", true}}};
constexpr std::array<std::pair<std::string_view, bool>, 2> kBuyerTypes{
    {{"consumer", false}, {"business", true}}};
constexpr std::array<std::pair<std::string_view, ViesAnswer>, 3> kViesAnswers{
    {{"valid", ViesAnswer::kValid},
     {"invalid", ViesAnswer::kInvalid},
     {"unavailable", ViesAnswer::kUnavailable}}};
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kImporters{
    {{"seller", "seller"}, {"buyer", "buyer"}}};

std::optional<Address> read_address(const Reader& parent, std::string_view name) {
  const auto reader = parent.object(name);
  return reader ? std::optional(read_own_address(*reader)) : std::nullopt;
}

Buyer read_buyer(const Reader& reader) {
  reader.allow_only(order_members("buyer"));
  Buyer buyer;
  buyer.name = reader.text("name");
  buyer.company = reader.text("company");
  buyer.vat_id = reader.text("vat_id", Need::kOptional, 40);
  buyer.is_business =
      choice(reader, "type", kBuyerTypes, !buyer.company.empty() || !buyer.vat_id.empty());
  buyer.language = reader.parsed<LanguageTag>("language");
  buyer.email = reader.mail_address("email").value_or(EmailAddress());
  buyer.billing_address = read_address(reader, "billing_address");
  buyer.reference = reader.text("reference", Need::kOptional, 400);
  buyer.buyer_reference = reader.text("buyer_reference", Need::kOptional, 200);
  if (reader.has("einvoice")) {
    buyer.einvoice = reader.log().take(parse_einvoice_format(reader.text("einvoice")),
                                       reader.path_of("einvoice"));
  }
  buyer.electronic_address = reader.parsed<SchemedId>("electronic_address").value_or(SchemedId());
  buyer.legal_id = reader.parsed<SchemedId>("legal_id").value_or(SchemedId());
  buyer.vies = choice(reader, "vies", kViesAnswers, ViesAnswer::kNotAsked);
  buyer.vies_day = reader.date("vies_day");
  buyer.vies_consultation = reader.text("vies_consultation", Need::kOptional, 100);
  return buyer;
}

/// Two or three letters and digits; which of them are units the rules of the e-invoice know.
std::string read_unit(const Reader& reader) {
  const std::string unit = reader.text("unit", Need::kOptional, 3);
  const bool is_code = unit.size() >= 2 && std::all_of(unit.begin(), unit.end(), [](char c) {
                         return ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9');
                       });
  if (is_code) return unit;
  reader.fault("IMPORT-005", "unit", "no code of a unit: \"" + unit + "\"",
               "use one of UN/ECE Recommendation 20, like C62 (piece), KGM, MTR or HUR");
  return "C62";
}

OrderLine read_line(const Reader& reader, Currency currency) {
  reader.allow_only(order_members("line"));
  OrderLine line;
  line.id = reader.parsed<LineId>("id", Need::kRequired).value_or(LineId());
  line.sku = reader.parsed<Sku>("sku").value_or(Sku());
  line.asin = reader.parsed<Asin>("asin").value_or(Asin());
  line.gtin = reader.text("gtin", Need::kOptional, 20);
  line.buyer_article_number = reader.text("buyer_article_number", Need::kOptional, 80);
  line.commodity_code = reader.text("commodity_code", Need::kOptional, 20);
  if (reader.has("unit")) line.unit = read_unit(reader);
  line.description = reader.text("description", Need::kRequired, 2000);
  const auto quantity = reader.decimal("quantity", Need::kRequired);
  line.quantity = quantity.value_or(Decimal(1));
  line.gross = reader.amount("gross", currency);
  if (const auto price =
          reader.decimal("unit_price_gross", line.gross ? Need::kOptional : Need::kRequired)) {
    line.unit_price_gross = *price;
  } else if (line.gross && quantity && !quantity_fault(*quantity)) {
    line.unit_price_gross = unit_price_of(*line.gross, *quantity);
  }
  const Money zero = Money::zero(currency);
  line.discount_gross = reader.amount("discount_gross", currency).value_or(zero);
  line.shipping_gross = reader.amount("shipping_gross", currency).value_or(zero);
  line.gift_wrap_gross = reader.amount("gift_wrap_gross", currency).value_or(zero);
  line.rate_class = reader.parsed<RateClass>("rate_class").value_or(RateClass());
  line.serials = reader.texts("serials");
  return line;
}

using Quantities = std::map<LineId, Decimal>;

/// A line of a shipment: {"line", "quantity"}, or the line's id alone for all of its pieces.
std::optional<ShippedLine> read_shipped_line(const JsonValue& value, const std::string& path,
                                             const Quantities& ordered, FaultLog& log) {
  ShippedLine shipped;
  std::optional<Decimal> quantity;
  if (const std::string* id = value.text()) {
    shipped.line = log.take(LineId::parse(*id), path).value_or(LineId());
  } else if (const auto reader = Reader::of(value, path, log)) {
    reader->allow_only(order_members("shipped_line"));
    shipped.line = reader->parsed<LineId>("line", Need::kRequired).value_or(LineId());
    quantity = reader->decimal("quantity");
  } else {
    return std::nullopt;
  }
  const auto line = ordered.find(shipped.line);
  shipped.quantity = quantity.value_or(line == ordered.end() ? Decimal() : line->second);
  return shipped;
}

/// A day lasts to its end where the buyer lives.
std::optional<Instant> read_expected(const Reader& reader, const Address& deliver_to) {
  constexpr std::string_view kName = "estimated_delivery";
  const std::string text = reader.text(kName);
  if (text.empty()) return std::nullopt;
  if (const auto day = parse_date(text))
    return messaging::end_of_day(*day, messaging::BuyerZone::of(deliver_to));
  return reader.log().take(parse_instant(text), reader.path_of(kName));
}

Shipment read_shipment(const Reader& reader, const Quantities& ordered, const Address& deliver_to) {
  reader.allow_only(order_members("shipment"));
  Shipment shipment;
  shipment.id = reader.parsed<ShipmentId>("id", Need::kRequired).value_or(ShipmentId());
  shipment.shipped_at = reader.instant_or_day("shipped_at");
  shipment.delivered_at = reader.instant_or_day("delivered_at");
  shipment.estimated_delivery = read_expected(reader, deliver_to);
  shipment.dispatch_from = read_address(reader, "dispatch_from");
  shipment.marketplace_invoice = reader.text("marketplace_invoice", Need::kOptional, 100);
  if (const auto* list = reader.array("lines")) {
    for (std::size_t i = 0; i < list->size(); ++i) {
      const std::string path = reader.path_of("lines") + "[" + std::to_string(i) + "]";
      if (auto line = read_shipped_line((*list)[i], path, ordered, reader.log())) {
        shipment.lines.push_back(*std::move(line));
      }
    }
  }
  return shipment;
}

std::vector<CreditedGroup> read_groups(const Reader& parent, std::string_view name,
                                       Currency currency) {
  std::vector<CreditedGroup> groups;
  const Money zero = Money::zero(currency);
  for (const Reader& reader : parent.objects(name)) {
    reader.allow_only(order_members("credited_group"));
    CreditedGroup group;
    group.category = reader.text("category", Need::kRequired, 2);
    group.rate = reader.decimal("rate", Need::kRequired).value_or(Decimal());
    group.net = reader.amount("net", currency, Need::kRequired).value_or(zero);
    group.vat = reader.amount("vat", currency, Need::kRequired).value_or(zero);
    group.gross = reader.amount("gross", currency, Need::kRequired).value_or(zero);
    groups.push_back(std::move(group));
  }
  return groups;
}

CreditedInvoice read_credits(const Reader& reader, Currency currency) {
  reader.allow_only(order_members("credits"));
  CreditedInvoice credits;
  credits.number =
      reader.parsed<InvoiceNumber>("number", Need::kRequired).value_or(InvoiceNumber()).to_string();
  credits.date = reader.date("date", Need::kRequired).value_or(Date{});
  credits.supply_date = reader.date("supply_date");
  credits.net = reader.amount("net", currency);
  credits.vat = reader.amount("vat", currency);
  credits.gross = reader.amount("gross", currency);
  credits.groups = read_groups(reader, "groups", currency);
  return credits;
}

/// A rate alone, or {"rate", "day", "source"}.
std::optional<ExchangeRate> read_exchange_rate(const Reader& reader, std::string_view code) {
  const auto* value = reader.find(code);
  if (value == nullptr || value->object() == nullptr) {
    const auto rate = reader.decimal(code, Need::kRequired);
    return rate ? std::optional(ExchangeRate{*rate}) : std::nullopt;
  }
  const auto entry = reader.object(code);
  entry->allow_only(order_members("exchange_rate"));
  const auto rate = entry->decimal("rate", Need::kRequired);
  if (!rate) return std::nullopt;
  return ExchangeRate{*rate, entry->date("day"), entry->text("source", Need::kOptional, 60)};
}

std::map<std::string, ExchangeRate> read_exchange_rates(const Reader& reader) {
  std::map<std::string, ExchangeRate> rates;
  for (const auto& [code, ignored] : reader.members()) {
    if (code.starts_with('_')) continue;
    const auto currency = reader.log().take(Currency::parse(code), reader.path_of(code));
    const auto rate = read_exchange_rate(reader, code);
    if (rate && rate->rate <= Decimal(0)) {
      reader.fault("IMPORT-005", code, "the exchange rate is not positive",
                   "write the units of that currency for one unit of the order's");
    }
    if (currency && rate) rates.emplace(code, *rate);
  }
  return rates;
}

void read_marketplace(const Reader& reader, Order& order) {
  // A store of Amazon is an electronic interface in the sense of Art. 14a unless the input denies.
  order.marketplace_facilitates = order.channel == Channel::kAmazon;
  const auto marketplace = reader.object("marketplace");
  if (!marketplace) return;
  marketplace->allow_only(order_members("marketplace"));
  order.marketplace_facilitates =
      marketplace->flag("facilitates").value_or(order.marketplace_facilitates);
  order.marketplace_issues_invoice = marketplace->flag("issues_invoice");
}

void read_parts(const Reader& reader, Order& order) {
  for (const Reader& line : reader.objects("lines", Need::kRequired)) {
    order.lines.push_back(read_line(line, order.currency));
  }
  Quantities ordered;
  for (const OrderLine& line : order.lines) ordered.emplace(line.id, line.quantity);
  for (const Reader& shipment : reader.objects("shipments")) {
    order.shipments.push_back(read_shipment(shipment, ordered, order.deliver_to));
  }
  if (const auto credits = reader.object("credits")) {
    order.credits = read_credits(*credits, order.currency);
  }
  order.credited_before = read_groups(reader, "credited_before", order.currency);
  if (const auto rates = reader.object("exchange_rates")) {
    order.exchange_rates = read_exchange_rates(*rates);
  }
}

}  // namespace

Address read_own_address(const Reader& reader, Need country) {
  reader.allow_only(order_members("address"));
  Address address;
  address.name = reader.text("name");
  for (std::string& line : reader.texts("lines")) {
    if (!line.empty()) address.lines.push_back(std::move(line));
  }
  if (address.lines.size() > 4) {
    reader.fault("IMPORT-005", "lines", "an address has at most four lines beside name and city",
                 "join some of the lines");
  }
  address.postcode = reader.text("postcode", Need::kOptional, 80);
  address.city = reader.text("city");
  address.region = reader.text("region");
  address.country = reader.parsed<CountryCode>("country", country).value_or(CountryCode());
  return address;
}

Order read_own_order(const Reader& reader) {
  reader.allow_only(order_members(""));
  Order order;
  order.id = reader.parsed<OrderId>("id", Need::kRequired).value_or(OrderId());
  order.marketplace_id = reader.text("marketplace_id", Need::kOptional, 40);
  const bool has_store = !order.marketplace_id.empty();
  order.fulfilment =
      choice(reader, "fulfilment", kFulfilments, has_store ? Fulfilment::kFbm : Fulfilment::kShop);
  order.channel = choice(reader, "channel", kChannels,
                         order.fulfilment == Fulfilment::kShop ? Channel::kShop : Channel::kAmazon);
  if ((order.fulfilment == Fulfilment::kShop) != (order.channel == Channel::kShop)) {
    reader.fault("IMPORT-005", "fulfilment", "the fulfilment does not fit the channel",
                 "use FBA or FBM with amazon, shop with shop");
  }
  order.state = choice(reader, "state", kStates, OrderState::kOpen);
  order.ordered_at = reader.instant("ordered_at");
  order.order_date = reader.date("order_date");
  order.supply_date = reader.date("supply_date");
  order.document_date = reader.date("document_date");
  order.currency = reader.parsed<Currency>("currency", Need::kRequired).value_or(Currency());
  order.prices_are_net = choice(reader, "prices", kPrices, false);
  order.dispatch_from = read_address(reader, "dispatch_from");
  if (const auto address = reader.object("deliver_to", Need::kRequired)) {
    order.deliver_to = read_own_address(*address);
  }
  if (const auto buyer = reader.object("buyer")) order.buyer = read_buyer(*buyer);
  const Money zero = Money::zero(order.currency);
  order.order_shipping_gross = reader.amount("order_shipping_gross", order.currency).value_or(zero);
  order.marketplace_voucher = reader.amount("marketplace_voucher", order.currency).value_or(zero);
  read_marketplace(reader, order);
  order.replaces = reader.parsed<OrderId>("replaces").value_or(OrderId());
  order.importer = choice(reader, "importer", kImporters, std::string_view());
  order.triangulation = reader.flag("triangulation");
  read_parts(reader, order);
  return order;
}

Result<Order> order_from_json(std::string_view json) {
  FaultLog log;
  const auto value = parse_json(json, "", 1, log);
  const auto reader = value ? Reader::of(*value, "", log) : std::nullopt;
  Order order;
  if (reader) order = read_own_order(*reader);
  Faults faults = std::move(log).release();
  // A delivery of which events alone told has no name, and is stored like that: `order_to_json`.
  constexpr std::string_view kNameless = R"("shipments":[{"id":"")";
  if (order.shipments.size() == 1 && json.find(kNameless) != std::string_view::npos) {
    std::erase_if(faults, [](const Fault& fault) {
      return fault.code == "IMPORT-004" && fault.path == "shipments[0].id";
    });
  }
  if (!faults.empty()) return faults;
  FaultLog checks;
  check_order(order, "", checks);
  if (!checks.empty()) return std::move(checks).release();
  return order;
}

}  // namespace enclosure::app
