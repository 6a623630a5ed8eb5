#pragma once
// From a request to its answer: which endpoint, whether it may be asked, what becomes of
// exceptions. Knows no sockets.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "app/http/endpoint.h"
#include "app/http/link_guard.h"

namespace enclosure::app::http {

/// A request whose endpoint is known, with what path and query say.
struct Routed {
  const Endpoint* endpoint = nullptr;
  PathVariables variables;
  Form query;
  Peer peer;
};

/// Why a request goes no further; decided from its head alone.
struct TurnedAway {
  Response response;
  std::string_view route = "-";  ///< path template, for the log
  LinkGuard::Verdict verdict = LinkGuard::Verdict::kWelcome;
};

/// Answers requests. Safe for many threads when the endpoints are.
class Router {
 public:
  /// Told of exceptions: route and what(), no data of the request.
  using OnError = std::function<void(std::string_view route, std::string_view what)>;

  Router(Endpoints endpoints, OnError on_error, LinkLimits limits = {});

  /// Looks at the head: path (400, 404), method (405, 501), query (400), how often a link is asked
  /// for (429). People are told by a page, programs by a problem. Never waits.
  [[nodiscard]] std::variant<Routed, TurnedAway> route(const RequestHead& head,
                                                       const Peer& peer) const;

  /// Asks the endpoint whether it may be asked; an answer turns the request away.
  [[nodiscard]] std::optional<Response> admit(const Routed& request, const RequestHead& head) const;

  /// An answer from memory, or nothing when a worker must do it.
  [[nodiscard]] std::optional<Response> answer_at_once(const Routed& request,
                                                       const RequestHead& head) const;

  /// Does the work. An exception becomes a 500 that says nothing, or a 503 when trying again later
  /// helps.
  [[nodiscard]] Response answer(const Routed& request, const RequestHead& head,
                                std::string_view body) const;

  [[nodiscard]] const Endpoints& endpoints() const { return endpoints_; }

 private:
  struct Found;
  [[nodiscard]] static Response wrong_method(const RequestHead& head, const Found& found);
  [[nodiscard]] Found find(const std::vector<std::string>& segments, std::string_view method) const;
  [[nodiscard]] std::optional<TurnedAway> check_link(const Found& found, const RequestHead& head,
                                                     const Peer& peer) const;
  [[nodiscard]] Response noted(Response response, const Routed& request,
                               const RequestHead& head) const;
  [[nodiscard]] Response failure(std::string_view route, const RequestHead& head) const;

  Endpoints endpoints_;
  OnError on_error_;
  std::unique_ptr<LinkGuard> guard_;
};

/// Whether `method` is one of HTTP's own: those are refused with 405, others with 501.
[[nodiscard]] bool is_known_method(std::string_view method);

}  // namespace enclosure::app::http
