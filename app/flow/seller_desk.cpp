#include "app/flow/seller_desk.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "app/flow/document_list.h"
#include "app/flow/import_file.h"
#include "app/flow/links.h"

namespace enclosure::app {
namespace {

/// A file has a name in front of each path; there is one body.
constexpr std::string_view kNoName;

/// What is told of a report's line as ":3 sku", behind the name of a file, is "line 3 sku".
std::string place_in_body(std::string told) {
  return told.starts_with(':') ? "line " + told.substr(1) : told;
}

}  // namespace

std::optional<ApiKey> StoreSellerDesk::find_key(std::string_view key) {
  return keys_.find(key);
}

Result<ImportSummary> StoreSellerDesk::take_in(std::string_view body,
                                               std::optional<ImportFormat> format) {
  auto report = import_file(kNoName, body, format, shop_, store_, clock_());
  if (!report) {
    Faults faults = std::move(report).faults();
    for (Fault& fault : faults) fault.path = place_in_body(std::move(fault.path));
    return faults;
  }
  changed_();
  for (std::string& notice : report->notices) notice = place_in_body(std::move(notice));
  return ImportSummary{report->orders, report->new_orders, report->changed_orders,
                       report->events, report->new_events, report->notices};
}

Result<ImportSummary> StoreSellerDesk::post_orders(std::string_view body) {
  return take_in(body, std::nullopt);
}

Result<ImportSummary> StoreSellerDesk::post_events(std::string_view body) {
  return take_in(body, ImportFormat::kEnclosureEvents);
}

std::optional<std::string> StoreSellerDesk::get_order(std::string_view order) {
  const auto id = OrderId::parse(order);
  if (!id) return std::nullopt;
  return store_.read<std::optional<std::string>>(
      [&](StoreTransaction& tx) -> std::optional<std::string> {
        const auto stored = tx.order(*id);
        if (!stored) return std::nullopt;
        nlohmann::ordered_json json{{"order", id->to_string()},
                                    {"channel", to_string(stored->order.channel)},
                                    {"imported_at", to_string(stored->imported_at)},
                                    {"invoices", nlohmann::ordered_json::array()},
                                    {"messages", nlohmann::ordered_json::array()},
                                    {"events", nlohmann::ordered_json::array()}};
        json["invoices"] = documents_json(tx.invoices_of(*id));
        const auto instant_or_null = [](const std::optional<Instant>& at) {
          return at ? nlohmann::ordered_json(to_string(*at)) : nlohmann::ordered_json();
        };
        for (const StoredMessage& message : tx.messages_of(*id)) {
          json["messages"].push_back({{"stage", static_cast<int>(message.plan.stage)},
                                      {"state", messaging::to_string(message.plan.state)},
                                      {"due_at", instant_or_null(message.plan.due_at)},
                                      {"sent_at", instant_or_null(message.sent_at)},
                                      {"reason", message.plan.reason}});
        }
        for (const OrderEvent& event : tx.events_of(*id)) {
          json["events"].push_back({{"id", event.id.to_string()},
                                    {"type", to_string(event.type)},
                                    {"at", to_string(event.at)}});
        }
        for (const messaging::BuyerEvent& event : tx.buyer_events_of(*id)) {
          json["events"].push_back({{"id", event.id.to_string()},
                                    {"type", messaging::to_string(event.type)},
                                    {"at", to_string(event.at)}});
        }
        return json.dump();
      });
}

bool StoreSellerDesk::make_invoice_link(std::string_view order) {
  const auto id = OrderId::parse(order);
  if (!id) return false;
  bool has_invoice = false;
  store_.write([&](StoreTransaction& tx) {
    has_invoice = !tx.invoices_of(*id).empty();
    if (has_invoice) ensure_link(*id, shop_, tx, clock_());
  });
  return has_invoice;
}

std::optional<std::string> StoreSellerDesk::invoice_link(std::string_view order) {
  const auto id = OrderId::parse(order);
  if (!id) return std::nullopt;
  const auto link =
      store_.read<std::optional<StoredLink>>([&](StoreTransaction& tx) { return tx.link_of(*id); });
  if (!link || link->expires_at <= clock_()) return std::nullopt;
  const std::string address = url_of(*link, shop_);
  return address.empty() ? "/i/" + token_of(*link, shop_) : address;
}

}  // namespace enclosure::app
