#include "app/http/seller_endpoints.h"

#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

#include "app/http/api_access.h"
#include "app/http/conditional.h"
#include "app/http/order_events.h"
#include "app/http/problems.h"
#include "app/http/query_fields.h"
#include "app/web/pages.h"

namespace enclosure::app::http {
namespace {

using Answering = std::function<Response(const Request&)>;

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

Response get_order(SellerDesk& desk, const Request& request) {
  auto found = desk.get_order(request.variables.text("id"));
  return found ? tagged(request.head, json(200, *std::move(found))) : problem(404, "no such order");
}

Response post_order_events(SellerDesk& desk, const std::string& order, std::string_view body) {
  if (!desk.get_order(order)) return problem(404, "no such order");
  const auto events = events_of_order(order, body);
  if (!events) return problem(422, "nothing was taken over; see faults", events.faults());
  return summary(desk.post_events(*events));
}

/// Makes the link; `with_address` adds which one it is.
Response post_invoice_link(SellerDesk& desk, const std::string& order) {
  if (desk.make_invoice_link(order)) return json(200, "{}\n");
  if (!desk.get_order(order)) return problem(404, "no such order");
  return problem(409, "the order has no invoice yet");
}

/// The address opens the order, so it is not kept with answers to an Idempotency-Key. It is that of
/// the link as it stands: where the same request is answered once more after the link was revoked
/// there is none, and none is made.
Response with_address(Response response, SellerDesk& desk, const std::string& order) {
  if (response.status != 200) return response;
  response.body =
      nlohmann::ordered_json{{"url", desk.invoice_link(order).value_or("")}}.dump() + "\n";
  return response;
}

}  // namespace

Endpoints seller_endpoints(SellerDesk& desk, AnswerOnce once) {
  const KeyFinder find = [&desk](std::string_view key) { return desk.find_key(key); };
  const auto get = [](std::string_view path, auto admitted, auto work) {
    return without_query({"GET", path, std::move(admitted), std::move(work)});
  };
  const auto answered_once = [&](std::string_view path, Answering work) -> Answering {
    if (!once) return work;
    return [once, find, path, work = std::move(work)](const Request& request) {
      const ApiKey key = key_of(find, request.head).value_or(ApiKey{});
      return once("POST " + std::string(path), key, request, [&] { return work(request); });
    };
  };
  const auto post = [&](std::string_view path, ApiScope scope, Takes takes, Answering work) {
    return without_query(
        {"POST", path, admit(find, scope, takes), answered_once(path, std::move(work))});
  };
  static constexpr std::string_view kLink = "/api/v1/orders/{id}/invoice-link";
  const auto link = answered_once(kLink, [&desk](const Request& request) {
    return post_invoice_link(desk, request.variables.text("id"));
  });
  return {
      problem_types(),
      get("/api/v1/openapi.json", nullptr,
          [](const Request& request) {
            return tagged(request.head, json(200, std::string(web::openapi_document())));
          }),
      post("/api/v1/orders", ApiScope::kOrdersWrite, Takes::kAnyOrders,
           [&desk](const Request& request) { return summary(desk.post_orders(request.body)); }),
      post("/api/v1/events", ApiScope::kOrdersWrite, Takes::kEvents,
           [&desk](const Request& request) { return summary(desk.post_events(request.body)); }),
      get("/api/v1/orders/{id}", admit(find, ApiScope::kOrdersRead),
          [&desk](const Request& request) { return get_order(desk, request); }),
      post("/api/v1/orders/{id}/events", ApiScope::kOrdersWrite, Takes::kEvents,
           [&desk](const Request& request) {
             return post_order_events(desk, request.variables.text("id"), request.body);
           }),
      without_query({"POST", kLink, admit(find, ApiScope::kLinksWrite),
                     [&desk, link](const Request& request) {
                       return with_address(link(request), desk, request.variables.text("id"));
                     }}),
  };
}

}  // namespace enclosure::app::http
