#pragma once
// One method on one path, and what answers there. The parts of the server that belong to buyers,
// the shop, the seller at the console and monitors each bring a list of these (buyer_endpoints.h,
// …); the router serves them all.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/http/form.h"
#include "app/http/request_head.h"
#include "app/http/response.h"

namespace enclosure::app::http {

/// The variables of a path, percent-decoded.
class PathVariables {
 public:
  /// The text behind {name}. Throws std::logic_error where the template has no such variable.
  [[nodiscard]] const std::string& text(std::string_view name) const;
  /// The same; null where the template has no such variable.
  [[nodiscard]] const std::string* find(std::string_view name) const;
  /// The number behind {n}. Throws std::logic_error where the template has none.
  [[nodiscard]] std::size_t index() const;

  void add(std::string_view name, std::string value);

 private:
  std::vector<std::pair<std::string_view, std::string>> values_;  ///< names live in the template
};

/// Who asks, as far as limits and cookies need to know.
struct Peer {
  std::string address;  ///< of the client, or as a trusted proxy tells it; for limits, never logged
  bool secure = false;  ///< TLS all the way to us, or to a trusted proxy
  /// The address may be that of a proxy of which nobody told us: limits per address would then hit
  /// everybody behind it.
  bool stands_for_many = false;
};

/// The head of a request with what the router found out about it.
struct RequestHeadOf {
  const RequestHead& head;
  const PathVariables& variables;
  const Peer& peer;
};

/// A whole request. Valid while it is answered.
struct Request {
  const RequestHead& head;
  const PathVariables& variables;
  const Peer& peer;
  const Form& query;  ///< what stands behind the question mark; empty where nothing does
  std::string_view body;
};

/// One method on one path. GET answers HEAD as well.
struct Endpoint {
  std::string_view method;
  /// "/i/{token}/invoices/{n}.pdf"; also the name in the log and in the OpenAPI document. {n} is a
  /// number of at most four digits without leading zeros, any other variable is a whole segment.
  std::string_view path_template;
  /// Asked before anything of the body is read; an answer turns the request away. May be empty.
  std::function<std::optional<Response>(const RequestHeadOf&)> admit;
  /// Called from many threads. An exception becomes a 500, or a 503 when trying later helps.
  std::function<Response(const Request&)> answer;
  /// A larger body is refused while it is read; 0: as large as the server takes any.
  std::size_t max_body_bytes = 0;
  /// Asked before `answer` when the request has no body: an answer from memory, or nothing when one
  /// needs a file, the store, or a lock that others hold for long. Called on a thread that serves
  /// many connections, so it must not wait for anything, and neither must `admit` then. May be
  /// empty.
  std::function<std::optional<Response>(const Request&)> at_once = {};
};

using Endpoints = std::vector<Endpoint>;

}  // namespace enclosure::app::http
