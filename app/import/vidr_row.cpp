#include "app/import/vidr_row.h"

#include <array>

#include "app/import/order_checks.h"
#include "app/import/stable_id.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

/// The four columns that Amazon has for each amount.
struct AmountColumns {
  std::string_view incl;
  std::string_view excl;
  std::string_view vat;
  std::string_view rate;
};
constexpr AmountColumns kItem{"item-vat-incl-amount", "item-vat-excl-amount", "item-vat-amount",
                              "item-vat-rate"};
constexpr AmountColumns kItemPromo{"item-promo-vat-incl-amount", "item-promo-vat-excl-amount",
                                   "item-promo-vat-amount", "item-promo-vat-rate"};
constexpr AmountColumns kWrap{"gift-wrap-vat-incl-amount", "gift-wrap-vat-excl-amount",
                              "gift-wrap-vat-amount", "gift-wrap-vat-rate"};
constexpr AmountColumns kWrapPromo{"gift-promo-vat-incl-amount", "gift-promo-vat-excl-amount",
                                   "gift-promo-vat-amount", "gift-promo-vat-rate"};
constexpr AmountColumns kShipping{"shipping-vat-incl-amount", "shipping-vat-excl-amount",
                                  "shipping-vat-amount", "shipping-vat-rate"};
constexpr AmountColumns kShippingPromo{"shipping-promo-vat-incl-amount",
                                       "shipping-promo-vat-excl-amount",
                                       "shipping-promo-vat-amount", "shipping-promo-vat-rate"};

std::int64_t distance(Money a, Money b) {
  const std::int64_t difference = (a - b).minor_units();
  return difference < 0 ? -difference : difference;
}

/// Reads an amount with VAT and compares it with the parts that Amazon states. Amazon rounds each
/// of them by itself, so the last place may differ by one.
class AmountReader {
 public:
  AmountReader(const FlatRow& row, Currency currency, Sink& sink)
      : row_(row), currency_(currency), sink_(sink) {}

  Money read(const AmountColumns& columns, Need need = Need::kOptional) const {
    const std::size_t faults = row_.log().count();
    const Money incl = row_.amount(columns.incl, currency_, need);
    const bool stated = !row_.text(columns.excl).empty() && !row_.text(columns.vat).empty();
    if (!stated) return incl;
    const Money excl = row_.amount(columns.excl, currency_);
    const Money vat = row_.amount(columns.vat, currency_);
    if (row_.log().count() != faults) return incl;
    if (distance(incl, excl + vat) > 1) {
      row_.fault(
          "IMPORT-006", columns.incl,
          excl.to_string() + " and VAT of " + vat.to_string() + " do not make " + incl.to_string(),
          "fetch the report again; a row that was edited by hand must add up");
    }
    compare_rate(columns, incl, vat);
    return incl;
  }

  /// A promotion, as the positive amount it takes off.
  Money read_promotion(const AmountColumns& columns) const {
    const Money amount = read(columns);
    if (amount.minor_units() <= 0) return -amount;
    row_.fault("IMPORT-005", columns.incl, "a promotion above zero: " + amount.to_string(),
               "the report states promotions as negative amounts");
    return Money::zero(currency_);
  }

 private:
  /// Amazon's VAT is not ours; where it does not even fit its own rate, the seller should know.
  void compare_rate(const AmountColumns& columns, Money incl, Money vat) const {
    const std::string text = row_.text(columns.rate);
    const auto stated = Decimal::parse(text);
    if (!stated || stated->is_negative() || *stated > Decimal(100)) return;
    // "0.19" and "19" are both in use; no rate lies between 0 and 1 percent.
    const Decimal percent =
        round(*stated < Decimal(1) ? *stated * Decimal(100) : *stated, 2, Rounding::kHalfUp);
    const std::int64_t hundredths = percent.coefficient();
    const Money expected{
        multiply_divide(incl.minor_units(), hundredths, 10000 + hundredths, Rounding::kHalfUp),
        currency_};
    const auto quantity = Decimal::parse(row_.text("quantity-purchased"));
    const auto slack = quantity ? round(*quantity, 0, Rounding::kHalfUp) : Decimal(1);
    if (Decimal(distance(expected, vat)) > slack && distance(expected, vat) > 1) {
      sink_.notice(row_.path_of(columns.vat), "Amazon states VAT of " + vat.to_string() +
                                                  "; at its own rate of " + text + " it would be " +
                                                  expected.to_string());
    }
  }

  const FlatRow& row_;
  Currency currency_;
  Sink& sink_;
};

/// `charge` less `promotion`, which must not be larger. Fault IMPORT-006.
Money lowered(Money charge, Money promotion, const FlatRow& row, std::string_view column) {
  if (promotion <= charge) return charge - promotion;
  row.fault("IMPORT-006", column,
            "a promotion of " + promotion.to_string() + " on a charge of " + charge.to_string(),
            "fetch the report again");
  return Money::zero(charge.currency());
}

OrderLine read_line(const FlatRow& row, Currency currency, Sink& sink) {
  OrderLine line;
  line.id = row.parsed<LineId>("order-item-id", Need::kRequired).value_or(LineId());
  line.sku = row.parsed<Sku>("sku").value_or(Sku());
  line.asin = row.parsed<Asin>("asin").value_or(Asin());
  line.description = row.text("product-name", Need::kRequired, 2000);
  const AmountReader amounts(row, currency, sink);
  line.gross = amounts.read(kItem, Need::kRequired);
  line.discount_gross = amounts.read_promotion(kItemPromo);
  line.gift_wrap_gross =
      lowered(amounts.read(kWrap), amounts.read_promotion(kWrapPromo), row, kWrapPromo.incl);
  line.shipping_gross = lowered(amounts.read(kShipping), amounts.read_promotion(kShippingPromo),
                                row, kShippingPromo.incl);
  const auto quantity = row.decimal("quantity-purchased", Need::kRequired);
  if (!quantity) return line;
  if (const auto wrong = quantity_fault(*quantity)) {
    row.fault(wrong->code, "quantity-purchased", wrong->message, wrong->hint);
    return line;
  }
  line.quantity = *quantity;
  if (line.gross->is_negative()) {
    row.fault("IMPORT-005", kItem.incl, "a negative amount in a row of type SHIPMENT",
              "fetch the report again");
    return line;
  }
  line.unit_price_gross = unit_price_of(*line.gross, *quantity);
  return line;
}

/// The columns of an address.
struct AddressColumns {
  std::string_view name;
  std::array<std::string_view, 3> lines;
  std::string_view city;
  std::string_view region;
  std::string_view postcode;
  std::string_view country;
};
constexpr AddressColumns kShipTo{
    "recipient-name",   {"ship-address-1", "ship-address-2", "ship-address-3"},
    "ship-city",        "ship-state",
    "ship-postal-code", "ship-country"};
constexpr AddressColumns kBillTo{
    "billing-name",     {"bill-address-1", "bill-address-2", "bill-address-3"},
    "bill-city",        "bill-state",
    "bill-postal-code", "bill-country"};
constexpr AddressColumns kShipFrom{"",
                                   {"", "", ""},
                                   "ship-from-city",
                                   "ship-from-state",
                                   "ship-from-postal-code",
                                   "ship-from-country"};

Address read_address(const FlatRow& row, const AddressColumns& columns) {
  Address address;
  address.name = row.text(columns.name);
  for (const std::string_view column : columns.lines) {
    std::string line = row.text(column);
    if (!line.empty()) address.lines.push_back(std::move(line));
  }
  address.city = row.text(columns.city);
  address.region = row.text(columns.region);
  address.postcode = row.text(columns.postcode, Need::kOptional, 20);
  address.country =
      row.parsed<CountryCode>(columns.country, Need::kRequired).value_or(CountryCode());
  return address;
}

bool is_blank(const FlatRow& row, const AddressColumns& columns) {
  return row.text(columns.name).empty() && row.text(columns.lines[0]).empty() &&
         row.text(columns.city).empty() && row.text(columns.postcode).empty() &&
         row.text(columns.country).empty();
}

/// Whether `buyer-vat-number` is a VAT number at all: in Italy and Spain consumers give a personal
/// one, of another type.
bool is_vat_registration(const FlatRow& row) {
  const std::string type = to_lower_ascii(row.text("buyer-tax-registration-type"));
  return type.empty() || type.find("vat") != std::string::npos ||
         type.find("business") != std::string::npos;
}

Buyer read_buyer(const FlatRow& row, Sink& sink) {
  Buyer buyer;
  buyer.name = row.text("buyer-name");
  buyer.company = row.text("buyer-company-name");
  buyer.reference = row.text("purchase-order-number", Need::kOptional, 200);
  const std::string number = row.text("buyer-vat-number", Need::kOptional, 40);
  if (is_vat_registration(row)) {
    buyer.vat_id = number;
  } else if (!number.empty()) {
    sink.notice(row.path_of("buyer-vat-number"), "left out: by its type it is not a VAT number");
  }
  buyer.is_business = row.flag("is-business-order") || !buyer.vat_id.empty();
  if (!is_blank(row, kBillTo)) buyer.billing_address = read_address(row, kBillTo);
  return buyer;
}

Fulfilment read_fulfilment(const FlatRow& row) {
  const std::string text = to_lower_ascii(row.text("fulfilled-by", Need::kRequired));
  if (text == "afn" || text == "amazon" || text == "fba") return Fulfilment::kFba;
  if (!text.empty() && text != "mfn" && text != "merchant" && text != "seller" && text != "fbm") {
    row.fault("IMPORT-005", "fulfilled-by", "unknown value \"" + text + "\"",
              "known are AFN and MFN, Amazon and Merchant");
  }
  return Fulfilment::kFbm;
}

std::optional<FlatTime> read_time(const FlatRow& row, std::string_view column) {
  const std::string text = row.text(column, Need::kRequired);
  return text.empty() ? std::nullopt : row.log().take(parse_flat_time(text), row.path_of(column));
}

}  // namespace

VidrRow read_vidr_row(const FlatRow& row, Sink& sink) {
  VidrRow result;
  result.place = row.place();
  Order& order = result.order;
  order.id = row.parsed<OrderId>("order-id", Need::kRequired).value_or(OrderId());
  order.channel = Channel::kAmazon;
  order.fulfilment = read_fulfilment(row);
  order.marketplace_id = row.text("marketplace-id", Need::kRequired);
  if (!order.marketplace_id.empty()) {
    sink.marketplace(order.marketplace_id, row.path_of("marketplace-id"));
  }
  if (const auto time = read_time(row, "order-date")) {
    order.ordered_at = time->instant;
    order.order_date = time->day;
  }
  order.currency = row.parsed<Currency>("currency", Need::kRequired).value_or(Currency());
  order.deliver_to = read_address(row, kShipTo);
  order.buyer = read_buyer(row, sink);
  order.order_shipping_gross = Money::zero(order.currency);
  order.marketplace_voucher = Money::zero(order.currency);
  order.marketplace_facilitates = true;
  if (!row.text("is-amazon-invoiced").empty()) {
    order.marketplace_issues_invoice = row.flag("is-amazon-invoiced");
  }
  result.shipment.id =
      row.parsed<ShipmentId>("shipping-id", Need::kRequired).value_or(ShipmentId());
  if (const auto time = read_time(row, "shipment-date")) result.shipment.shipped_at = time->at();
  result.shipment.marketplace_invoice = row.text("invoice-number", Need::kOptional, 100);
  if (!row.text(kShipFrom.country).empty()) {
    result.shipment.dispatch_from = read_address(row, kShipFrom);
  }
  result.line = read_line(row, order.currency, sink);
  return result;
}

OrderEvent read_vidr_event(const FlatRow& row, EventType type) {
  OrderEvent event;
  event.type = type;
  event.order = row.parsed<OrderId>("order-id", Need::kRequired).value_or(OrderId());
  const bool dated = !row.text("shipment-date").empty();
  if (const auto time = read_time(row, dated ? "shipment-date" : "order-date")) {
    event.at = time->at();
  }
  event.id = stable_event_id(
      "vidr", {to_string(type), event.order.to_string(), row.text("order-item-id"),
               row.text("transaction-id"), enclosure::to_string(event.at), row.text(kItem.incl)});
  return event;
}

}  // namespace enclosure::app
