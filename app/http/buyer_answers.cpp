#include "app/http/buyer_answers.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/http/buyer_forms.h"
#include "app/web/buyer_page.h"

namespace enclosure::app::http {
namespace {

using State = BuyerDetailsPanel::State;

constexpr int kPassSeconds = 30 * 60;

int status_of(State state) {
  switch (state) {
    case State::kAskPostcode:
    case State::kWrongPostcode:
      return 403;
    case State::kTooManyTries:
      return 429;
    case State::kFaulty:
    case State::kNumberUnknown:
      return 422;
    case State::kMarketplaceOnly:
    case State::kSellerOnly:
    case State::kWithSeller:
    case State::kNotYet:
      return 409;
    case State::kPending:
      return 202;
    case State::kForm:
    case State::kCorrected:
    case State::kUnchanged:
      break;
  }
  return 200;
}

Fault number_unknown(const BuyerAnswer& answer) {
  Fault fault{"DETAILS-013", "vat_id", "VIES says that this number is not valid",
              "check it, or leave it out"};
  if (!answer.refused_at) return fault;
  fault.message += "; it was asked at " + to_string(*answer.refused_at);
  fault.hint += answer.retry_after.count() > 0 ? "; it is asked again after the time in Retry-After"
                                               : "; sent again, it is asked again";
  return fault;
}

Fault refusal_of(const BuyerDetailsPanel& panel) {
  switch (panel.state) {
    case State::kAskPostcode:
      return {
          "DETAILS-010", "postcode_of_delivery", "what only the buyer knows comes first",
          panel.asks_city ? "send the town of the delivery" : "send the post code of the delivery"};
    case State::kWrongPostcode:
      return {"DETAILS-011", "postcode_of_delivery", "this is not that of the delivery",
              "it is on the parcel and in the order"};
    case State::kTooManyTries:
      return {"DETAILS-012", "postcode_of_delivery", "too many wrong answers",
              "try again after the time in Retry-After"};
    case State::kMarketplaceOnly:
      return {"DETAILS-014", "", panel.marketplace + " alone may correct this invoice",
              "ask for it there"};
    case State::kWithSeller:
      if (panel.number_unchecked) {
        return {"DETAILS-018", "vat_id", "this number cannot be checked here now",
                "it is kept for the seller; without it the rest can be changed at once"};
      }
      return {"DETAILS-017", "", "the seller alone can do this, for whom it is kept",
              "it need not be sent again"};
    case State::kNotYet:
      return {"DETAILS-016", "", "there is no invoice yet", "try again once the goods have left"};
    default:
      return {"DETAILS-015", "", "this invoice can be changed by the seller alone",
              "write to the seller"};
  }
}

std::string retry_after(const BuyerAnswer& answer) {
  return std::to_string(std::max<std::int64_t>(1, answer.retry_after.count()));
}

/// The cookie goes back to this one page and what lies below it.
std::string pass_cookie(const std::string& pass, const AnswerContext& context) {
  std::string path;
  if (const auto scheme = context.base_url.find("://"); scheme != std::string::npos) {
    const auto slash = context.base_url.find('/', scheme + 3);
    if (slash != std::string::npos) path = context.base_url.substr(slash);
  }
  return fmt::format("{}={}; Path={}/i/{}; Max-Age={}; HttpOnly; SameSite=Strict{}", kPassCookie,
                     pass, path, context.visit.token, kPassSeconds,
                     context.request.peer.secure ? "; Secure" : "");
}

void finish(Response& response, const BuyerAnswer& answer, const AnswerContext& context) {
  const State state = answer.page.panel.state;
  if (state == State::kTooManyTries ||
      (state == State::kNumberUnknown && answer.retry_after.count() > 0))
    response.headers.emplace_back("Retry-After", retry_after(answer));
  if (!answer.pass.empty())
    response.headers.emplace_back("Set-Cookie", pass_cookie(answer.pass, context));
}

/// 303 to the page, in the language that the form was in; relative, so that it works below any path
/// of a reverse proxy.
Response see_page(const AnswerContext& context, bool done) {
  std::string query;
  if (context.visit.language) query = "?lang=" + context.visit.language->to_string();
  if (done) query += (query.empty() ? "?" : "&") + std::string("done=1");
  Response response = html(303, "");
  response.headers.emplace_back("Location", "../" + std::string(context.visit.token) + query);
  return response;
}

Response page_of(const BuyerAnswer& answer, const AnswerContext& context) {
  return page_response(status_of(answer.page.panel.state),
                       web::buyer_page(answer.page, context.visit.token, web::PageAddress::kForm));
}

Response refusal(const BuyerAnswer& answer) {
  const BuyerDetailsPanel& panel = answer.page.panel;
  const Faults faults = panel.state == State::kFaulty          ? answer.faults
                        : panel.state == State::kNumberUnknown ? Faults{number_unknown(answer)}
                                                               : Faults{refusal_of(panel)};
  return problem(status_of(panel.state), "nothing was changed; see faults", faults);
}

Response result(const BuyerAnswer& answer) {
  const State state = answer.page.panel.state;
  nlohmann::ordered_json told;
  told["result"] = state == State::kCorrected   ? "corrected"
                   : state == State::kPending   ? "pending"
                   : state == State::kUnchanged ? "unchanged"
                                                : "unlocked";
  if (!answer.invoice.empty()) told["invoice"] = answer.invoice;
  if (!answer.credit_note.empty()) told["credit_note"] = answer.credit_note;
  return json(status_of(state), told.dump() + "\n");
}

}  // namespace

Response page_response(int status, std::string body) {
  Response response = html(status, std::move(body));
  for (auto& [name, value] : response.headers) {
    constexpr std::string_view kNone = "form-action 'none'";
    const auto at = value.find(kNone);
    if (at != std::string::npos) value.replace(at, kNone.size(), "form-action 'self'");
  }
  return response;
}

Response locked(const Request& request) {
  if (!request.head.accepts_html()) {
    BuyerDetailsPanel asks;
    asks.state = State::kAskPostcode;
    return problem(403, "the second factor comes first", {refusal_of(asks)});
  }
  Response response = html(303, "");
  const auto below =
      static_cast<std::size_t>(std::count(request.head.path.begin(), request.head.path.end(), '/'));
  std::string up;
  for (std::size_t i = 2; i < below; ++i) up += "../";
  response.headers.emplace_back("Location", up + request.variables.text("token"));
  return response;
}

Response unlock_response(const BuyerAnswer& answer, const AnswerContext& context) {
  const State state = answer.page.panel.state;
  const bool wrong = state == State::kWrongPostcode || state == State::kTooManyTries;
  Response response;
  if (wants_json(context.request.head)) {
    BuyerAnswer unlocked = answer;
    unlocked.page.panel.state = State::kForm;
    response = wrong ? refusal(answer) : result(unlocked);
  } else {
    response = wrong ? page_of(answer, context) : see_page(context, false);
  }
  finish(response, answer, context);
  return response;
}

Response details_response(const BuyerAnswer& answer, const AnswerContext& context) {
  const State state = answer.page.panel.state;
  const bool accepted = state == State::kCorrected || state == State::kPending;
  Response response;
  if (wants_json(context.request.head)) {
    response = accepted || state == State::kUnchanged ? result(answer) : refusal(answer);
  } else {
    response = accepted ? see_page(context, state == State::kCorrected) : page_of(answer, context);
  }
  finish(response, answer, context);
  return response;
}

}  // namespace enclosure::app::http
