#include "app/import/amazon_orders.h"

#include <optional>
#include <utility>

#include "app/import/amazon_packages.h"
#include "app/import/amazon_parties.h"
#include "app/import/amazon_proceeds.h"
#include "app/import/order_checks.h"
#include "app/import/stable_id.h"
#include "app/import/words.h"

namespace enclosure::app {
namespace {

constexpr std::string_view kAskForMore = "fetch the order with includedData=";

/// Reads one order. Every step goes on after a fault.
class ApiOrder {
 public:
  ApiOrder(const Reader& reader, Sink& sink) : reader_(reader), sink_(sink) {}

  void read() {
    order_.id = reader_.parsed<OrderId>("orderId", Need::kRequired).value_or(OrderId());
    const auto fulfilment = reader_.object("fulfillment", Need::kRequired);
    status_ = fulfilment ? fulfilment->text("fulfillmentStatus", Need::kRequired) : "";
    if (is_left_out()) return;
    const std::size_t faults = reader_.log().count();
    read_head();
    if (fulfilment) read_fulfilment(*fulfilment);
    order_.buyer = read_api_buyer(reader_, named(), sink_);
    read_items();
    ApiPackages packages = read_api_packages(reader_, order_.id, sink_);
    order_.shipments = std::move(packages.shipments);
    if (reader_.log().count() != faults) return;
    hand_in(std::move(packages.events));
  }

 private:
  void notice(std::string_view text) { sink_.notice(reader_.path(), text); }
  [[nodiscard]] std::string named() const { return "order " + order_.id.to_string(); }
  [[nodiscard]] bool is_cancelled() const { return status_ == "CANCELLED"; }

  /// Orders without a sale of this channel: nothing is lost, since a later fetch brings them again.
  bool is_left_out() {
    const auto channel = reader_.object("salesChannel");
    if (channel && channel->text("channelName") == "NON_AMAZON") {
      notice(named() + " was placed elsewhere and left out: import it from there");
      return true;
    }
    if (is_one_of(status_, {"PENDING", "PENDING_AVAILABILITY"})) {
      notice(named() + " is not confirmed by Amazon yet and was left out");
      return true;
    }
    if (!status_.empty() && !is_cancelled() &&
        !is_one_of(status_, {"UNSHIPPED", "PARTIALLY_SHIPPED", "SHIPPED", "UNFULFILLABLE"})) {
      reader_.fault("IMPORT-005", "fulfillment.fulfillmentStatus",
                    "unknown status \"" + status_ + "\"", "the format has grown: report it");
    }
    return false;
  }

  void read_head() {
    order_.channel = Channel::kAmazon;
    order_.marketplace_facilitates = true;
    // The programme is named where it applies; without it nothing is said about VCS.
    if (has_api_program(reader_, "INVOICE_BY_AMAZON")) order_.marketplace_issues_invoice = true;
    order_.state = is_cancelled() ? OrderState::kCancelled : OrderState::kOpen;
    order_.ordered_at = reader_.instant("createdTime", Need::kRequired);
    updated_at_ = reader_.instant("lastUpdatedTime", Need::kRequired);
    if (const auto channel = reader_.object("salesChannel", Need::kRequired)) {
      order_.marketplace_id = channel->text("marketplaceId", Need::kRequired);
      if (!order_.marketplace_id.empty()) {
        sink_.marketplace(order_.marketplace_id, channel->path_of("marketplaceId"));
      }
    }
    const auto recipient = reader_.object("recipient");
    const auto address = recipient ? recipient->object("deliveryAddress") : std::nullopt;
    if (address) {
      order_.deliver_to = read_api_address(*address);
    } else {
      reader_.fault("IMPORT-004", "recipient.deliveryAddress", "the place of delivery is missing",
                    std::string(kAskForMore) + "RECIPIENT");
    }
    for (const Reader& other : reader_.objects("associatedOrders")) {
      if (other.text("associationType") == "REPLACEMENT_ORIGINAL_ID") {
        order_.replaces = other.parsed<OrderId>("orderId").value_or(OrderId());
        notice(named() + " replaces order " + order_.replaces.to_string());
      }
    }
  }

  void read_fulfilment(const Reader& fulfilment) {
    const std::string by = fulfilment.text("fulfilledBy", Need::kRequired);
    order_.fulfilment = by == "AMAZON" ? Fulfilment::kFba : Fulfilment::kFbm;
    if (!by.empty() && !is_one_of(by, {"AMAZON", "MERCHANT"})) {
      fulfilment.fault("IMPORT-005", "fulfilledBy", "unknown value \"" + by + "\"",
                       "known are AMAZON and MERCHANT");
    }
  }

  /// The currency of the whole order: that of the first total that is there.
  std::optional<Currency> read_currency(const std::vector<Reader>& items) {
    const auto code_in = [](const Reader& parent, const char* total) -> std::optional<Currency> {
      const auto proceeds = parent.object("proceeds");
      const auto money = proceeds ? proceeds->object(total) : std::nullopt;
      return money ? money->parsed<Currency>("currencyCode", Need::kRequired) : std::nullopt;
    };
    if (const auto currency = code_in(reader_, "grandTotal")) return currency;
    for (const Reader& item : items) {
      if (const auto currency = code_in(item, "proceedsTotal")) return currency;
    }
    return std::nullopt;
  }

  void read_items() {
    const auto* list = reader_.array("orderItems", Need::kRequired);
    if (list != nullptr && list->size() > kMaxLines) {
      reader_.fault("IMPORT-008", "orderItems", "the order has more than 10000 items",
                    "check where the file comes from");
      return;
    }
    const std::vector<Reader> items = reader_.objects("orderItems");
    const auto currency = read_currency(items);
    if (!currency) {
      reader_.fault("IMPORT-004", "proceeds", "what the buyer paid is missing",
                    std::string(kAskForMore) + "PROCEEDS");
      return;
    }
    order_.currency = *currency;
    order_.order_shipping_gross = Money::zero(*currency);
    order_.marketplace_voucher = Money::zero(*currency);
    const std::size_t faults = reader_.log().count();
    Money total = Money::zero(*currency);
    for (const Reader& item : items) total += read_item(item);
    if (reader_.log().count() == faults) check_total(total);
  }

  /// Adds the line of an item and gives its total.
  Money read_item(const Reader& item) {
    const Money zero = Money::zero(order_.currency);
    OrderLine line;
    line.id = item.parsed<LineId>("orderItemId", Need::kRequired).value_or(LineId());
    line.discount_gross = line.shipping_gross = line.gift_wrap_gross = zero;
    const auto quantity = item.decimal("quantityOrdered", Need::kRequired);
    const auto proceeds = item.object("proceeds");
    if (!proceeds && quantity && !quantity->is_zero()) {
      item.fault("IMPORT-004", "proceeds", "what the buyer paid is missing",
                 std::string(kAskForMore) + "PROCEEDS");
    }
    const auto amounts =
        proceeds ? std::optional(read_item_proceeds(*proceeds, order_.currency)) : std::nullopt;
    if (amounts && amounts->has_fees) {
      notice(named() + ": fees of item " + line.id.to_string() + " were counted as shipping");
    }
    if (quantity && quantity->is_zero() && (!amounts || amounts->total.is_zero())) {
      return zero;  // cancelled before it was sold
    }
    if (amounts) {
      line.discount_gross = amounts->discount;
      line.shipping_gross = amounts->shipping;
      line.gift_wrap_gross = amounts->gift_wrap;
      line.gross = amounts->goods;
    }
    read_quantity(item, quantity, line);
    read_product(item, line);
    order_.lines.push_back(std::move(line));
    return amounts ? amounts->total : zero;
  }

  static void read_quantity(const Reader& item, std::optional<Decimal> quantity, OrderLine& line) {
    if (!quantity) return;
    if (const auto wrong = quantity_fault(*quantity)) {
      item.fault(wrong->code, "quantityOrdered", wrong->message, wrong->hint);
      return;
    }
    line.quantity = *quantity;
    if (line.gross && !line.gross->is_negative()) {
      line.unit_price_gross = unit_price_of(*line.gross, *quantity);
    }
  }

  static void read_product(const Reader& item, OrderLine& line) {
    const auto product = item.object("product", Need::kRequired);
    if (!product) return;
    line.asin = product->parsed<Asin>("asin").value_or(Asin());
    line.sku = product->parsed<Sku>("sellerSku").value_or(Sku());
    line.description = product->text("title", Need::kOptional, 2000);
    if (line.description.empty()) line.description = line.sku.to_string();
    if (line.description.empty()) {
      product->fault("IMPORT-004", "title", "the item has neither a title nor a SKU",
                     "fetch the order again");
    }
    line.serials = product->texts("serialNumbers");
  }

  void check_total(Money parts) {
    const auto proceeds = reader_.object("proceeds");
    if (!proceeds) return;
    for (const Reader& breakdown : proceeds->objects("breakdowns")) {
      if (breakdown.text("type") != "DELIVERY_TIP") continue;
      const auto tip = read_api_money(breakdown, "subtotal", order_.currency, Need::kRequired);
      if (!tip || tip->is_zero()) continue;
      breakdown.fault("IMPORT-012", "type", "a tip for the delivery is not supported yet",
                      "leave this order out for now");
      parts += *tip;
    }
    const auto total = read_api_money(*proceeds, "grandTotal", order_.currency, Need::kOptional);
    if (total && *total != parts) {
      proceeds->fault("IMPORT-006", "grandTotal",
                      "the items sum to " + parts.to_string() + ", not " + total->to_string(),
                      "fetch the order again");
    }
  }

  void hand_in(std::vector<OrderEvent> events) {
    if (order_.lines.empty() && is_cancelled()) {
      notice(named() + " was cancelled with nothing left of it: noted as an event");
      OrderEvent event;
      event.at = updated_at_.value_or(Instant());
      event.id = stable_event_id(
          "amz", {"cancelled", order_.id.to_string(), enclosure::to_string(event.at)});
      event.order = order_.id;
      event.type = EventType::kCancelled;
      sink_.add(std::move(event), reader_.path());
      return;
    }
    sink_.add(std::move(order_), reader_.path());
    for (OrderEvent& event : events) sink_.add(std::move(event), reader_.path());
  }

  const Reader& reader_;
  Sink& sink_;
  Order order_;
  std::string status_;
  std::optional<Instant> updated_at_;
};

}  // namespace

void read_amazon_answer(const Reader& answer, Sink& sink) {
  if (answer.has("orders")) {
    for (const Reader& order : answer.objects("orders")) ApiOrder(order, sink).read();
    if (const auto page = answer.object("pagination"); page && page->has("nextToken")) {
      sink.notice(answer.path(), "this is one page of several: import the others as well");
    }
  } else if (const auto order = answer.object("order")) {
    ApiOrder(*order, sink).read();
  } else {
    ApiOrder(answer, sink).read();
  }
}

}  // namespace enclosure::app
