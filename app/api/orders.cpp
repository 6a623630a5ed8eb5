// GET /api/v1/orders

#include <nlohmann/json.hpp>

#include "app/api/admission.h"
#include "app/api/reading.h"
#include "app/api/world.h"

namespace enclosure::app::api {
namespace {

using Json = nlohmann::ordered_json;

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
  const auto behind = query.cursor();
  if (auto no = query.refusal()) return *std::move(no);
  auto rows = world.store.read<std::vector<OrderRow>>([&](StoreTransaction& tx) {
    return tx.page_of_orders(filter, behind.value_or(0), limit + 1);
  });
  const bool more = rows.size() > limit;
  if (more) rows.pop_back();
  Json json = Json::array();
  for (const OrderRow& row : rows) {
    json.push_back({{"order", row.order.to_string()},
                    {"channel", to_string(row.channel)},
                    {"imported_at", to_string(row.imported_at)},
                    {"documents", row.documents}});
  }
  return page(request, "orders", std::move(json), more ? std::to_string(rows.back().position) : "");
}

}  // namespace

http::Endpoints order_endpoints(World& world) {
  return {{"GET", "/api/v1/orders", admit(world, ApiScope::kOrdersRead),
           [&world](const http::Request& request) { return list_orders(world, request); }}};
}

}  // namespace enclosure::app::api
