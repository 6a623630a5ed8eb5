#include "app/http/answers.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

#include "app/errors.h"
#include "app/http/order_events.h"
#include "app/web/pages.h"
#include "core/text.h"

namespace enclosure::app::http {
namespace {

/// The routes of one path, and the one among them for the method.
struct Found {
  std::string allow;               ///< "GET, HEAD"; empty: no such path
  const Route* route = nullptr;    ///< for the method asked for
  std::string_view path_template;  ///< of any of them
  PathVariables variables;
};

Found find_routes(const std::vector<std::string>& segments, std::string_view method) {
  Found found;
  for (const Route& route : routes()) {
    const auto variables = match(route.path_template, segments);
    if (!variables) continue;
    found.variables = *variables;
    found.path_template = route.path_template;
    found.allow += (found.allow.empty() ? "" : ", ") + std::string(route.method);
    if (route.method == "GET") found.allow += ", HEAD";
    if (route.method == method || (route.method == "GET" && method == "HEAD")) found.route = &route;
  }
  return found;
}

Response unauthorized(bool has_key) {
  Response response = problem(401, has_key ? "this key is not known" : "a bearer key is needed");
  response.headers.emplace_back("WWW-Authenticate",
                                has_key ? R"(Bearer realm="enclosure", error="invalid_token")"
                                        : R"(Bearer realm="enclosure")");
  return response;
}

/// The media types of a body, and whether only JSON will do.
bool takes_media_type(RouteId route, std::string_view field) {
  const std::string type = to_lower_ascii(trim(field.substr(0, field.find(';'))));
  if (type == "application/json" || type == "application/x-ndjson") return true;
  return route == RouteId::kPostOrders &&
         (type == "text/tab-separated-values" || type == "text/plain");
}

std::optional<Response> check_body_fields(RouteId route, const RequestHead& head) {
  // One needs no body; the other one's is a form of either kind (RFC 8058, 3.2).
  if (route == RouteId::kPostInvoiceLink || route == RouteId::kOptOut) return std::nullopt;
  const auto type = head.field("content-type");
  if (!type || !takes_media_type(route, *type))
    return problem(415, route == RouteId::kPostOrders
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

Response file_or_nothing(std::optional<Download> file) {
  return file ? download(*std::move(file)) : no_such_link();
}

}  // namespace

Response no_such_link() {
  return html(404, std::string(web::not_found_page()));
}

Answers::Answers(BuyerDesk& buyers, SellerDesk& seller, HealthDesk& health, OnError on_error)
    : buyers_(buyers), seller_(seller), health_(health), on_error_(std::move(on_error)) {}

bool Answers::knows_key_of(const RequestHead& head) const {
  const std::string_view field = head.field("authorization").value_or("");
  const std::size_t blank = std::min(field.find(' '), field.size());
  if (to_lower_ascii(field.substr(0, blank)) != "bearer") return false;
  const std::string_view key = trim(field.substr(blank));
  return !key.empty() && key.size() <= 1024 && is_visible_ascii(key) && seller_.knows_key(key);
}

std::variant<Admitted, TurnedAway> Answers::admit(const RequestHead& head) const {
  if (!is_known_method(head.method)) return TurnedAway{problem(501, "no such method")};
  const auto segments = split_path(head.path);
  const Found found = segments ? find_routes(*segments, head.method) : Found{};
  if (found.allow.empty()) {
    if (is_buyers_path(head.path)) return TurnedAway{no_such_link(), "/i/-"};
    return TurnedAway{segments ? problem(404, "nothing is here")
                               : problem(400, "the path holds what a path may not hold")};
  }
  const auto away = [&](Response response) {
    return TurnedAway{std::move(response), found.path_template};
  };
  if (found.route == nullptr) {
    Response response = problem(405, "this path takes " + found.allow);
    response.headers.emplace_back("Allow", found.allow);
    return away(std::move(response));
  }
  try {
    if (found.route->needs_key && !knows_key_of(head))
      return away(unauthorized(head.count("authorization") != 0));
  } catch (...) {
    return away(failure(found.path_template));
  }
  if (found.route->method == "POST") {
    if (auto no = check_body_fields(found.route->id, head)) return away(*std::move(no));
    if (auto no = check_idempotency_key(head)) return away(*std::move(no));
  }
  return Admitted{found.route, found.variables};
}

Response Answers::answer(const Admitted& request, std::string_view body) const {
  try {
    return ask(request, body);
  } catch (...) {
    return failure(request.route->path_template);
  }
}

/// Called while an exception is being handled.
Response Answers::failure(std::string_view route) const {
  std::string what = "an exception that is none of the standard library's";
  bool later = false;
  try {
    throw;
  } catch (const WorldError& error) {
    what = error.what();
    later = error.exit_code() == kExitTryLater;
  } catch (const std::exception& error) {
    what = error.what();
  } catch (...) {  // what is said already
  }
  if (on_error_) on_error_(route, what);
  if (!later) return problem(500, "this is our fault; it has been noted");
  Response response = problem(503, "try again in a moment");
  response.headers.emplace_back("Retry-After", "5");
  return response;
}

Response Answers::ask(const Admitted& request, std::string_view body) const {
  const std::string& name = request.variables.name;
  const std::size_t index = request.variables.index;
  switch (request.route->id) {
    case RouteId::kHealth:
      return plain_text(200, "ok\n");
    case RouteId::kReady:
      return health_.is_ready() ? plain_text(200, "ready\n") : plain_text(503, "not ready\n");
    case RouteId::kMetrics:
      return {
          200, {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}}, health_.metrics()};
    case RouteId::kStylesheet:
      return {
          200,
          {{"Content-Type", "text/css; charset=utf-8"}, {"Cache-Control", "public, max-age=3600"}},
          std::string(web::stylesheet())};
    case RouteId::kBuyerPage:
      return buyer_page(name);
    case RouteId::kLatestInvoice:
      return file_or_nothing(buyers_.invoice(name, std::nullopt));
    case RouteId::kInvoice:
      return file_or_nothing(buyers_.invoice(name, index));
    case RouteId::kManual:
      return file_or_nothing(buyers_.manual(name, index));
    case RouteId::kOptOutPage:
      return opt_out_page(name, false);
    case RouteId::kOptOut:
      return opt_out(name, body);
    case RouteId::kOpenApi:
      return json(200, std::string(web::openapi_document()));
    case RouteId::kPostOrders:
      return summary(seller_.post_orders(body));
    case RouteId::kPostEvents:
      return summary(seller_.post_events(body));
    case RouteId::kGetOrder:
      return get_order(name);
    case RouteId::kPostOrderEvents:
      return post_order_events(name, body);
    case RouteId::kPostInvoiceLink:
      return post_invoice_link(name);
  }
  throw std::logic_error("a route without an answer");
}

Response Answers::buyer_page(const std::string& token) const {
  const auto page = buyers_.page(token);
  return page ? html(200, web::buyer_page(*page, token)) : no_such_link();
}

Response Answers::opt_out_page(const std::string& token, bool wish) const {
  const auto page = buyers_.opt_out(token, wish);
  if (!page) return no_such_link();
  Response response = html(200, web::opt_out_page(*page));
  for (auto& [name, value] : response.headers) {  // the one page with a form
    constexpr std::string_view kNone = "form-action 'none'";
    const auto at = value.find(kNone);
    if (at != std::string::npos) value.replace(at, kNone.size(), "form-action 'self'");
  }
  return response;
}

/// A program that follows every link of a mail must not opt anybody out, so only this form does.
Response Answers::opt_out(const std::string& token, std::string_view body) const {
  const bool meant = body.find("List-Unsubscribe") != std::string_view::npos &&
                     body.find("One-Click") != std::string_view::npos;
  if (!meant) return problem(400, "send the form List-Unsubscribe=One-Click");
  return opt_out_page(token, true);
}

Response Answers::get_order(const std::string& order) const {
  auto found = seller_.get_order(order);
  return found ? json(200, *std::move(found)) : problem(404, "no such order");
}

Response Answers::post_order_events(const std::string& order, std::string_view body) const {
  if (!seller_.get_order(order)) return problem(404, "no such order");
  const auto events = events_of_order(order, body);
  if (!events) return problem(422, "nothing was taken over; see faults", events.faults());
  return summary(seller_.post_events(*events));
}

Response Answers::post_invoice_link(const std::string& order) const {
  if (const auto link = seller_.invoice_link(order))
    return json(200, nlohmann::ordered_json{{"url", *link}}.dump() + "\n");
  if (!seller_.get_order(order)) return problem(404, "no such order");
  return problem(409, "the order has no invoice yet");
}

}  // namespace enclosure::app::http
