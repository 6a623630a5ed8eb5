#pragma once
// From a request to its answer: who may ask, whom to ask, how to say it. Knows desks, no sockets.

#include <functional>
#include <string>
#include <string_view>
#include <variant>

#include "app/http/desks.h"
#include "app/http/request_head.h"
#include "app/http/response.h"
#include "app/http/routes.h"

namespace enclosure::app::http {

/// A request that may go on: its route, and what the path says.
struct Admitted {
  const Route* route = nullptr;
  PathVariables variables;
};

/// Why a request goes no further; decided from its head alone.
struct TurnedAway {
  Response response;
  std::string_view route = "-";  ///< path template, for the log
};

/// Answers requests. Safe for many threads when the desks are.
class Answers {
 public:
  /// Told of exceptions: route and what(), no data of the request.
  using OnError = std::function<void(std::string_view route, std::string_view what)>;

  Answers(BuyerDesk& buyers, SellerDesk& seller, HealthDesk& health, OnError on_error);

  /// Looks at the head: path (400, 404), method (405, 501), bearer key (401), media type of the
  /// body (415), Idempotency-Key (400). Nothing of the body has been read then. An exception of a
  /// desk is a 500.
  [[nodiscard]] std::variant<Admitted, TurnedAway> admit(const RequestHead& head) const;

  /// Does the work. An exception of a desk becomes a 500 that says nothing, or a 503 when trying
  /// again later helps.
  [[nodiscard]] Response answer(const Admitted& request, std::string_view body) const;

 private:
  Response ask(const Admitted& request, std::string_view body) const;
  Response buyer_page(const std::string& token) const;
  Response get_order(const std::string& order) const;
  Response post_order_events(const std::string& order, std::string_view body) const;
  Response opt_out_page(const std::string& token, bool wish) const;
  Response opt_out(const std::string& token, std::string_view body) const;
  Response post_invoice_link(const std::string& order) const;
  Response failure(std::string_view route) const;
  [[nodiscard]] bool knows_key_of(const RequestHead& head) const;

  BuyerDesk& buyers_;
  SellerDesk& seller_;
  HealthDesk& health_;
  OnError on_error_;
};

/// The one answer to every link that leads nowhere: unknown, expired, revoked or malformed.
[[nodiscard]] Response no_such_link();

}  // namespace enclosure::app::http
