#pragma once
// What the server answers to: one table, from which the dispatch, the Allow header and the test
// against the OpenAPI document are made.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace enclosure::app::http {

enum class RouteId {
  kHealth,
  kReady,
  kMetrics,
  kStylesheet,
  kBuyerPage,
  kLatestInvoice,
  kInvoice,
  kManual,
  kOptOutPage,
  kOptOut,
  kOpenApi,
  kPostOrders,
  kPostEvents,
  kGetOrder,
  kPostOrderEvents,
  kPostInvoiceLink,
};

/// One method on one path. GET answers HEAD as well.
struct Route {
  RouteId id;
  std::string_view method;
  std::string_view path_template;  ///< "/i/{token}/invoices/{n}.pdf"; also the name in the log
  bool needs_key = false;          ///< the seller's bearer key
};
[[nodiscard]] std::span<const Route> routes();

/// Whether `method` is one of HTTP's own: those are refused with 405, others with 501.
[[nodiscard]] bool is_known_method(std::string_view method);

/// The variables of a path.
struct PathVariables {
  std::string name;       ///< {token} or {id}
  std::size_t index = 0;  ///< {n}
};

/// A path cut at its slashes and percent-decoded; nothing when it holds an encoded slash, a NUL or
/// another control character, a backslash, a dot segment, or a percent sign that encodes nothing.
[[nodiscard]] std::optional<std::vector<std::string>> split_path(std::string_view path);

/// Whether `segments` are of the form of `path_template`, and with which variables. {n} is a number
/// of at most four digits without leading zeros.
[[nodiscard]] std::optional<PathVariables> match(std::string_view path_template,
                                                 const std::vector<std::string>& segments);

/// Whether the path belongs to buyers: everything there that is not found gets the same answer.
[[nodiscard]] bool is_buyers_path(std::string_view path);

}  // namespace enclosure::app::http
