#include "app/http/router.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include "app/errors.h"
#include "app/http/buyer_endpoints.h"
#include "app/http/path.h"
#include "app/http/refusal.h"

namespace enclosure::app::http {
namespace {

constexpr std::string_view kKnownMethods[] = {"GET",   "HEAD",    "POST",  "PUT",    "DELETE",
                                              "PATCH", "OPTIONS", "TRACE", "CONNECT"};

/// The API is for programs; the standard libraries of some accept text/html unless told otherwise.
bool is_for_programs(std::string_view path) {
  return path == "/api" || path.starts_with("/api/");
}

/// Why nothing is here: what the console says, a problem to a program, to a person a page that says
/// so in all languages.
Response told(const RequestHead& head, int status, std::string_view detail) {
  const bool elsewhere = is_console_path(head.path) || is_for_programs(head.path);
  if (elsewhere || !head.accepts_html()) return refusal(head, status, detail);
  Response page = no_such_link();
  page.status = status;
  return page;
}

}  // namespace

/// The endpoints of one path, and the one among them for the method.
struct Router::Found {
  std::string allow;                   ///< "GET, HEAD"; empty: no such path
  const Endpoint* endpoint = nullptr;  ///< for the method asked for
  std::string_view path_template;      ///< of any of them
  PathVariables variables;
};

/// 405. Whoever is led back to where a form was answered (a reload, a bookmark) is led to its page.
Response Router::wrong_method(const RequestHead& head, const Found& found) {
  if (head.method == "GET" && head.accepts_html() && is_buyers_path(head.path)) {
    Response response = html(303, "");
    const std::string_view page = std::string_view(head.path).substr(0, head.path.rfind('/'));
    response.headers.emplace_back("Location",
                                  "../" + std::string(page.substr(page.rfind('/') + 1)));
    return response;
  }
  Response response = told(head, 405, "this path takes " + found.allow);
  response.headers.emplace_back("Allow", found.allow);
  return response;
}

bool is_known_method(std::string_view method) {
  return std::find(std::begin(kKnownMethods), std::end(kKnownMethods), method) !=
         std::end(kKnownMethods);
}

Router::Router(Endpoints endpoints, OnError on_error, LinkLimits limits)
    : endpoints_(std::move(endpoints)),
      on_error_(std::move(on_error)),
      guard_(std::make_unique<LinkGuard>(limits)) {}

Router::Found Router::find(const std::vector<std::string>& segments,
                           std::string_view method) const {
  Found found;
  for (const Endpoint& endpoint : endpoints_) {
    // A path that is spelled out goes before one with a variable in the same place.
    if (!found.allow.empty() && endpoint.path_template != found.path_template) continue;
    auto variables = match(endpoint.path_template, segments);
    if (!variables) continue;
    found.variables = *std::move(variables);
    found.path_template = endpoint.path_template;
    found.allow += (found.allow.empty() ? "" : ", ") + std::string(endpoint.method);
    if (endpoint.method == "GET") found.allow += ", HEAD";
    if (endpoint.method == method || (endpoint.method == "GET" && method == "HEAD"))
      found.endpoint = &endpoint;
  }
  return found;
}

std::variant<Routed, TurnedAway> Router::route(const RequestHead& head, const Peer& peer) const {
  if (!is_known_method(head.method)) return TurnedAway{refusal(head, 501, "no such method")};
  const auto segments = split_path(head.path);
  Found found = segments ? find(*segments, head.method) : Found{};
  if (auto away = check_link(found, head, peer)) return *std::move(away);
  if (found.allow.empty()) {
    if (is_buyers_path(head.path)) {
      guard_->note_wrong(peer);
      return TurnedAway{no_such_link(), "/i/-"};
    }
    return TurnedAway{segments ? told(head, 404, "nothing is here")
                               : told(head, 400, "the path holds what a path may not hold")};
  }
  if (found.endpoint == nullptr) return TurnedAway{wrong_method(head, found), found.path_template};
  auto query = Form::parse(head.query);
  if (!query) {
    constexpr std::string_view kDetail = "the query is not one of names and values, each name once";
    return TurnedAway{
        is_buyers_path(head.path) ? refusal(head, 400, kDetail) : told(head, 400, kDetail),
        found.path_template};
  }
  return Routed{found.endpoint, std::move(found.variables), *std::move(query), peer};
}

/// Asked before anything else is: a link that exists and one that does not are told the same.
std::optional<TurnedAway> Router::check_link(const Found& found, const RequestHead& head,
                                             const Peer& peer) const {
  if (!is_buyers_path(head.path)) return std::nullopt;
  const std::string* token = found.variables.find("token");
  std::chrono::seconds wait{0};
  const auto verdict = guard_->look(peer, token == nullptr ? "" : *token, wait);
  if (verdict == LinkGuard::Verdict::kWelcome) return std::nullopt;
  const bool known = !found.allow.empty();
  return TurnedAway{too_many_requests(wait), known ? found.path_template : "/i/-", verdict};
}

std::optional<Response> Router::admit(const Routed& request, const RequestHead& head) const {
  if (!request.endpoint->admit) return std::nullopt;
  try {
    return request.endpoint->admit({head, request.variables, request.peer});
  } catch (...) {
    return failure(request.endpoint->path_template, head);
  }
}

std::optional<Response> Router::answer_at_once(const Routed& request,
                                               const RequestHead& head) const {
  if (!request.endpoint->at_once) return std::nullopt;
  if (auto no = admit(request, head)) return no;
  try {
    auto response = request.endpoint->at_once(
        {head, request.variables, request.peer, request.query, std::string_view()});
    if (!response) return std::nullopt;
    return noted(*std::move(response), request, head);
  } catch (...) {
    return failure(request.endpoint->path_template, head);
  }
}

Response Router::answer(const Routed& request, const RequestHead& head,
                        std::string_view body) const {
  try {
    return noted(
        request.endpoint->answer({head, request.variables, request.peer, request.query, body}),
        request, head);
  } catch (...) {
    return failure(request.endpoint->path_template, head);
  }
}

Response Router::noted(Response response, const Routed& request, const RequestHead& head) const {
  if (response.status == 404 && is_buyers_path(head.path)) guard_->note_wrong(request.peer);
  return response;
}

/// Called while an exception is being handled.
Response Router::failure(std::string_view route, const RequestHead& head) const {
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
  if (!later) return refusal(head, 500, "this is our fault; it has been noted");
  Response response = refusal(head, 503, "try again in a moment");
  response.headers.emplace_back("Retry-After", "5");
  return response;
}

}  // namespace enclosure::app::http
