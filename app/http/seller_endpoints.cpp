#include "app/http/seller_endpoints.h"

#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

#include "app/http/api_access.h"
#include "app/http/order_events.h"
#include "app/web/pages.h"

namespace enclosure::app::http {
namespace {

Response summary(const Result<ImportSummary>& result) {
  if (!result) return problem(422, "nothing was taken over; see faults", result.faults());
  const nlohmann::ordered_json told = {{"orders", result->orders},
                                       {"new_orders", result->new_orders},
                                       {"changed_orders", result->changed_orders},
                                       {"events", result->events},
                                       {"new_events", result->new_events},
                                       {"notices", result->notices}};
  return json(200, told.dump() + "\n");
}

Response get_order(SellerDesk& desk, const std::string& order) {
  auto found = desk.get_order(order);
  return found ? json(200, *std::move(found)) : problem(404, "no such order");
}

Response post_order_events(SellerDesk& desk, const std::string& order, std::string_view body) {
  if (!desk.get_order(order)) return problem(404, "no such order");
  const auto events = events_of_order(order, body);
  if (!events) return problem(422, "nothing was taken over; see faults", events.faults());
  return summary(desk.post_events(*events));
}

Response post_invoice_link(SellerDesk& desk, const std::string& order) {
  if (const auto link = desk.invoice_link(order))
    return json(200, nlohmann::ordered_json{{"url", *link}}.dump() + "\n");
  if (!desk.get_order(order)) return problem(404, "no such order");
  return problem(409, "the order has no invoice yet");
}

}  // namespace

Endpoints seller_endpoints(SellerDesk& desk, AnswerOnce once) {
  const KeyFinder find = [&desk](std::string_view key) { return desk.find_key(key); };
  const auto post = [&](std::string_view path, ApiScope scope, Takes takes,
                        std::function<Response(const Request&)> work) {
    if (!once) return Endpoint{"POST", path, admit(find, scope, takes), std::move(work)};
    return Endpoint{"POST", path, admit(find, scope, takes),
                    [once, find, path, work = std::move(work)](const Request& request) {
                      const ApiKey key = key_of(find, request.head).value_or(ApiKey{});
                      return once("POST " + std::string(path), key, request,
                                  [&] { return work(request); });
                    }};
  };
  return {
      {"GET",
       "/api/v1/openapi.json",
       {},
       [](const Request&) { return json(200, std::string(web::openapi_document())); }},
      post("/api/v1/orders", ApiScope::kOrdersWrite, Takes::kAnyOrders,
           [&desk](const Request& request) { return summary(desk.post_orders(request.body)); }),
      post("/api/v1/events", ApiScope::kOrdersWrite, Takes::kEvents,
           [&desk](const Request& request) { return summary(desk.post_events(request.body)); }),
      {"GET", "/api/v1/orders/{id}", admit(find, ApiScope::kOrdersRead),
       [&desk](const Request& request) { return get_order(desk, request.variables.text("id")); }},
      post("/api/v1/orders/{id}/events", ApiScope::kOrdersWrite, Takes::kEvents,
           [&desk](const Request& request) {
             return post_order_events(desk, request.variables.text("id"), request.body);
           }),
      post("/api/v1/orders/{id}/invoice-link", ApiScope::kLinksWrite, Takes::kNothing,
           [&desk](const Request& request) {
             return post_invoice_link(desk, request.variables.text("id"));
           }),
  };
}

}  // namespace enclosure::app::http
