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

Json order_json(const ListedOrder& row) {
  return {{"order", row.order.to_string()},
          {"channel", to_string(row.channel)},
          {"imported_at", to_string(row.imported_at)},
          {"documents", row.documents}};
}

http::Response list_orders(World& world, const http::Request& request) {
  QueryReader query(request);
  OrderFilter filter;
  filter.channel = query.read<Channel>("channel", parse_channel);
  filter.imported_from = query.instant("imported_from");
  filter.imported_before = query.instant("imported_before");
  filter.invoiced = query.flag("invoiced");
  const PageAt at = query.page();
  if (auto no = query.refusal()) return *std::move(no);
  const auto orders = world.store.read<PageOf<ListedOrder>>(
      [&](StoreTransaction& tx) { return tx.list_orders(filter, at); });
  return page(request, "orders", orders, order_json);
}

}  // namespace

http::Endpoints order_endpoints(World& world) {
  return {{"GET", "/api/v1/orders", admit(world, ApiScope::kOrdersRead),
           [&world](const http::Request& request) { return list_orders(world, request); }}};
}

}  // namespace enclosure::app::api
