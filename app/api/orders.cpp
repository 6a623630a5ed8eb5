// GET /api/v1/orders

#include <nlohmann/json.hpp>

#include "app/api/admission.h"
#include "app/api/reading.h"
#include "app/api/world.h"

namespace enclosure::app::api {
namespace {

using Json = nlohmann::ordered_json;

/// Behind an order: "1790000000.A-1001".
Result<OrderPlace> parse_place(const std::string& text) {
  const std::size_t dot = text.find('.');
  const auto at = plain_number(std::string_view(text).substr(0, dot));
  if (dot == std::string::npos || !at || !OrderId::parse(text.substr(dot + 1)))
    return Fault{"QUERY-003", "", "no place in this list", "take `next` as it came"};
  return OrderPlace{Instant{std::chrono::seconds{*at}}, text.substr(dot + 1)};
}

Result<Channel> parse_channel(const std::string& text) {
  if (text == "amazon") return Channel::kAmazon;
  if (text == "shop") return Channel::kShop;
  return Fault{"QUERY-002", "", "no channel", "amazon or shop"};
}

http::Response list_orders(World& world, const http::Request& request) {
  QueryReader query(request);
  OrderFilter filter;
  filter.channel = query.read<Channel>("channel", parse_channel);
  filter.imported_from = query.instant("imported_from");
  filter.imported_before = query.instant("imported_before");
  filter.invoiced = query.flag("invoiced");
  const std::size_t limit = query.limit();
  const auto behind = query.read<OrderPlace>("cursor", parse_place);
  if (auto no = query.refusal()) return *std::move(no);
  auto rows = world.store.read<std::vector<OrderRow>>(
      [&](StoreTransaction& tx) { return tx.page_of_orders(filter, behind, limit + 1); });
  const bool more = rows.size() > limit;
  if (more) rows.pop_back();
  Json json = Json::array();
  for (const OrderRow& row : rows) {
    json.push_back({{"order", row.order.to_string()},
                    {"channel", to_string(row.channel)},
                    {"imported_at", to_string(row.imported_at)},
                    {"documents", row.documents}});
  }
  std::string cursor;
  if (more)
    cursor = std::to_string(rows.back().imported_at.time_since_epoch().count()) + "." +
             rows.back().order.to_string();
  return page(request, "orders", std::move(json), cursor);
}

}  // namespace

http::Endpoints order_endpoints(World& world) {
  return {{"GET", "/api/v1/orders", admit(world, ApiScope::kOrdersRead),
           [&world](const http::Request& request) { return list_orders(world, request); }}};
}

}  // namespace enclosure::app::api
