#include "app/import/amazon_packages.h"

#include <optional>
#include <utility>

#include "app/import/amazon_parties.h"
#include "app/import/stable_id.h"
#include "app/import/words.h"

namespace enclosure::app {
namespace {

class PackageReader {
 public:
  PackageReader(const Reader& order, const OrderId& id, Sink& sink)
      : order_(order), id_(id), sink_(sink) {}

  ApiPackages read() {
    updated_at_ = order_.instant("lastUpdatedTime");
    const auto fulfilment = order_.object("fulfillment");
    const auto window = fulfilment ? fulfilment->object("deliverByWindow") : std::nullopt;
    if (window) promised_ = window->instant("latestDateTime");
    const std::vector<Reader> packages = order_.objects("packages");
    for (const Reader& package : packages) read_package(package);
    if (packages.empty() && fulfilment) read_status(fulfilment->text("fulfillmentStatus"));
    return std::move(result_);
  }

 private:
  void notice(std::string_view text) {
    sink_.notice(order_.path(), "order " + id_.to_string() + std::string(text));
  }

  void read_status(std::string_view status) {
    if (status == "PARTIALLY_SHIPPED") {
      notice(" is shipped in part, but the answer does not say what; it waits");
    }
    if (status != "SHIPPED") return;
    Shipment shipment;
    shipment.id = *ShipmentId::parse("S1");
    shipment.shipped_at = updated_at_;
    shipment.estimated_delivery = promised_;
    result_.shipments.push_back(std::move(shipment));
    notice(
        " is shipped, but the answer lists no packages: one shipment was taken, at the time of the "
        "last change");
  }

  void read_package(const Reader& package) {
    const auto status = package.object("packageStatus");
    const std::string word = status ? status->text("status") : "";
    if (is_one_of(word, {"PENDING", "CANCELLED"})) return;
    const std::string reference = package.text("packageReferenceId", Need::kRequired);
    if (reference.empty()) return;
    Shipment shipment;
    shipment.id =
        package.log()
            .take(ShipmentId::parse(safe_id(reference)), package.path_of("packageReferenceId"))
            .value_or(ShipmentId());
    shipment.shipped_at = package.instant("shipTime");
    if (!shipment.shipped_at) shipment.shipped_at = package.instant("createdTime");
    if (!shipment.shipped_at) shipment.shipped_at = updated_at_;
    shipment.estimated_delivery = promised_;
    // The order tells of its last change only. Later than the shipping it is not before the
    // delivery; otherwise the delivery stays unknown and an event may tell.
    if (word == "DELIVERED" && updated_at_ > shipment.shipped_at) {
      shipment.delivered_at = updated_at_;
    }
    if (const auto address = package.object("shipFromAddress")) {
      shipment.dispatch_from = read_api_address(*address);
    }
    for (const Reader& item : package.objects("packageItems")) {
      const auto line = item.parsed<LineId>("orderItemId", Need::kRequired);
      const auto quantity = item.decimal("quantity", Need::kRequired);
      if (line && quantity) shipment.lines.push_back({*line, *quantity});
    }
    if (status) note_return(*status, shipment);
    result_.shipments.push_back(std::move(shipment));
  }

  /// Goods that did not arrive or came back: an event, so that the buyer is left in peace.
  void note_return(const Reader& status, const Shipment& shipment) {
    const bool failed = status.text("status") == "UNDELIVERABLE" ||
                        is_one_of(status.text("detailedStatus"),
                                  {"REJECTED_BY_BUYER", "UNDELIVERABLE", "RETURNING_TO_SELLER",
                                   "RETURNED_TO_SELLER", "LOST", "DAMAGED"});
    if (!failed || !updated_at_) return;
    OrderEvent event;
    event.at = *updated_at_;
    event.id = stable_event_id("amz", {"returned", id_.to_string(), shipment.id.to_string(),
                                       enclosure::to_string(event.at)});
    event.order = id_;
    event.type = EventType::kReturned;
    event.shipment = shipment.id;
    result_.events.push_back(std::move(event));
  }

  const Reader& order_;
  const OrderId& id_;
  Sink& sink_;
  ApiPackages result_;
  std::optional<Instant> updated_at_;
  std::optional<Instant> promised_;
};

}  // namespace

ApiPackages read_api_packages(const Reader& order, const OrderId& id, Sink& sink) {
  return PackageReader(order, id, sink).read();
}

}  // namespace enclosure::app
