#include "app/import/own_event.h"

#include <initializer_list>
#include <utility>

#include "app/import/own_members.h"

namespace enclosure::app {
namespace {

using messaging::BuyerEvent;
using messaging::BuyerEventType;

constexpr std::size_t kMaxDetailBytes = 300;

/// Members that another type of event has, here they would be lost in silence.
void refuse(const Reader& reader, std::initializer_list<std::string_view> names,
            std::string_view type) {
  for (const std::string_view name : names) {
    if (reader.has(name))
      reader.fault("IMPORT-005", name, "an event \"" + std::string(type) + "\" has no such member",
                   "leave it out");
  }
}

std::optional<messaging::Stage> read_stage(const Reader& reader) {
  const auto number = reader.decimal("stage");
  if (!number) return std::nullopt;
  for (const auto stage :
       {messaging::Stage::kDocuments, messaging::Stage::kReview, messaging::Stage::kCheckUp}) {
    if (*number == Decimal(static_cast<int>(stage))) return stage;
  }
  reader.fault("IMPORT-005", "stage", "no stage of a message", "use 1, 2 or 3");
  return std::nullopt;
}

void read_bounce(const Reader& reader, BuyerEvent& event) {
  const std::string text = reader.text("class", Need::kRequired);
  if (!text.empty())
    event.bounce = reader.log().take(messaging::parse_bounce_class(text), reader.path_of("class"));
  event.stage = read_stage(reader);
}

BuyerEvent read_buyer_event(const Reader& reader, BuyerEventType type) {
  const bool of_address = type == BuyerEventType::kOptedOut || type == BuyerEventType::kBounced;
  const bool has_address = of_address && reader.has("address");
  BuyerEvent event;
  event.type = type;
  event.id = reader.parsed<EventId>("id", Need::kRequired).value_or(EventId());
  event.order = reader.parsed<OrderId>("order", has_address ? Need::kOptional : Need::kRequired)
                    .value_or(OrderId());
  event.at = reader.instant("at", Need::kRequired).value_or(Instant());
  event.detail = reader.text("detail", Need::kOptional, kMaxDetailBytes);
  refuse(reader, {"shipment"}, messaging::to_string(type));
  if (of_address) {
    event.address = reader.mail_address("address").value_or(EmailAddress());
  } else {
    refuse(reader, {"address"}, messaging::to_string(type));
  }
  if (type == BuyerEventType::kBounced) {
    read_bounce(reader, event);
  } else {
    refuse(reader, {"class", "stage"}, messaging::to_string(type));
  }
  return event;
}

EventType read_type(const Reader& reader) {
  const std::string word = reader.text("type", Need::kRequired);
  if (word.empty()) return EventType::kConfirmed;
  const auto type = parse_event_type(word);
  if (type) return *type;
  reader.fault("EVENT-001", "type", type.faults().front().message,
               "use confirmed, shipped, delivered, cancelled, refunded, returned, charged_back, "
               "opted_out, bounced, case_opened, case_closed, review_received or "
               "feedback_received");
  return EventType::kConfirmed;
}

OrderEvent read_order_event(const Reader& reader) {
  OrderEvent event;
  event.id = reader.parsed<EventId>("id", Need::kRequired).value_or(EventId());
  event.order = reader.parsed<OrderId>("order", Need::kRequired).value_or(OrderId());
  event.type = read_type(reader);
  event.at = reader.instant("at", Need::kRequired).value_or(Instant());
  event.shipment = reader.parsed<ShipmentId>("shipment").value_or(ShipmentId());
  refuse(reader, {"address", "class", "stage", "detail"}, to_string(event.type));
  return event;
}

/// The word under `type`, without a fault where there is none.
std::string_view type_of(const Reader& reader) {
  const JsonValue* value = reader.find("type");
  return value != nullptr && value->text() != nullptr ? std::string_view(*value->text())
                                                      : std::string_view();
}

}  // namespace

ReadEvent read_own_event(const Reader& reader) {
  reader.allow_only(event_members().front().members);
  const std::string_view type = type_of(reader);
  // An opt-out that names no address is one of the order, as it always was.
  const bool of_order = type == "opted_out" && !reader.has("address") && !reader.has("detail");
  const auto of_buyer = messaging::parse_buyer_event_type(type);
  if (of_buyer && !of_order) return read_buyer_event(reader, *of_buyer);
  return read_order_event(reader);
}

}  // namespace enclosure::app
