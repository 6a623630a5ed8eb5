#include "app/http/seller_endpoints.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

#include "app/http/order_events.h"
#include "app/web/pages.h"
#include "core/text.h"

namespace enclosure::app::http {
namespace {

Response unauthorized(bool has_key) {
  Response response = problem(401, has_key ? "this key is not known" : "a bearer key is needed");
  response.headers.emplace_back("WWW-Authenticate",
                                has_key ? R"(Bearer realm="enclosure", error="invalid_token")"
                                        : R"(Bearer realm="enclosure")");
  return response;
}

bool knows_key_of(SellerDesk& desk, const RequestHead& head) {
  const std::string_view field = head.field("authorization").value_or("");
  const std::size_t blank = std::min(field.find(' '), field.size());
  if (to_lower_ascii(field.substr(0, blank)) != "bearer") return false;
  const std::string_view key = trim(field.substr(blank));
  return !key.empty() && key.size() <= 1024 && is_visible_ascii(key) && desk.knows_key(key);
}

enum class Takes { kNothing, kJson, kAnyOrders };

/// The media types of a body, and whether only JSON will do.
bool takes_media_type(Takes takes, std::string_view field) {
  const std::string type = to_lower_ascii(trim(field.substr(0, field.find(';'))));
  if (type == "application/json" || type == "application/x-ndjson") return true;
  return takes == Takes::kAnyOrders &&
         (type == "text/tab-separated-values" || type == "text/plain");
}

std::optional<Response> check_body_fields(Takes takes, const RequestHead& head) {
  if (takes == Takes::kNothing) return std::nullopt;
  const auto type = head.field("content-type");
  if (!type || !takes_media_type(takes, *type))
    return problem(415, takes == Takes::kAnyOrders
                            ? "send application/json, application/x-ndjson, "
                              "text/tab-separated-values or text/plain"
                            : "send application/json or application/x-ndjson");
  if (head.count("content-encoding") != 0)
    return problem(415, "send the body without a content coding");
  return std::nullopt;
}

std::optional<Response> check_idempotency_key(const RequestHead& head) {
  if (head.count("idempotency-key") == 0) return std::nullopt;
  const auto key = head.field("idempotency-key");
  if (key && !key->empty() && key->size() <= 255 && is_visible_ascii(*key)) return std::nullopt;
  return problem(400, "Idempotency-Key is one text of 1 to 255 visible ASCII characters");
}

Response summary(const Result<ImportSummary>& result) {
  if (!result) return problem(422, "nothing was taken over; see faults", result.faults());
  const nlohmann::ordered_json told = {{"orders", result->orders},
                                       {"new_orders", result->new_orders},
                                       {"changed_orders", result->changed_orders},
                                       {"events", result->events},
                                       {"new_events", result->new_events}};
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

Endpoints seller_endpoints(SellerDesk& desk) {
  const auto with_key = [&desk](const RequestHeadOf& request) -> std::optional<Response> {
    if (knows_key_of(desk, request.head)) return std::nullopt;
    return unauthorized(request.head.count("authorization") != 0);
  };
  const auto taking = [with_key](Takes takes) {
    return [with_key, takes](const RequestHeadOf& request) -> std::optional<Response> {
      if (auto no = with_key(request)) return no;
      if (auto no = check_body_fields(takes, request.head)) return no;
      return check_idempotency_key(request.head);
    };
  };
  return {
      {"GET",
       "/api/v1/openapi.json",
       {},
       [](const Request&) { return json(200, std::string(web::openapi_document())); }},
      {"POST", "/api/v1/orders", taking(Takes::kAnyOrders),
       [&desk](const Request& request) { return summary(desk.post_orders(request.body)); }},
      {"POST", "/api/v1/events", taking(Takes::kJson),
       [&desk](const Request& request) { return summary(desk.post_events(request.body)); }},
      {"GET", "/api/v1/orders/{id}", with_key,
       [&desk](const Request& request) { return get_order(desk, request.variables.text("id")); }},
      {"POST", "/api/v1/orders/{id}/events", taking(Takes::kJson),
       [&desk](const Request& request) {
         return post_order_events(desk, request.variables.text("id"), request.body);
       }},
      {"POST", "/api/v1/orders/{id}/invoice-link", taking(Takes::kNothing),
       [&desk](const Request& request) {
         return post_invoice_link(desk, request.variables.text("id"));
       }},
  };
}

}  // namespace enclosure::app::http
