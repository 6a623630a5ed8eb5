#pragma once
// How what became of a buyer's form is answered: to a browser, to a program. For
// buyer_endpoints.cpp.

#include <string>
#include <string_view>

#include "app/http/buyer_desk.h"
#include "app/http/endpoint.h"
#include "app/http/response.h"

namespace enclosure::app::http {

/// The cookie that keeps the pass of the second factor.
inline constexpr std::string_view kPassCookie = "enclosure-unlock";

/// What an answer depends on beside what became of the form. Borrows.
struct AnswerContext {
  const Request& request;
  const BuyerVisit& visit;
  std::string base_url;
};

/// A page with a form of ours.
[[nodiscard]] Response page_response(int status, std::string body);

/// The second factor first: a browser is led to the page that asks for it.
[[nodiscard]] Response locked(const Request& request);

/// 303 to the page with the pass as a cookie; 403 a wrong answer, 429 too many of them.
[[nodiscard]] Response unlock_response(const BuyerAnswer& answer, const AnswerContext& context);

/// A browser gets 303 to the page once something was accepted, else the page that says what to
/// check. A program gets {"result": …}, or a problem with faults.
[[nodiscard]] Response details_response(const BuyerAnswer& answer, const AnswerContext& context);

}  // namespace enclosure::app::http
