#include "app/http/buyer_endpoints.h"

#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/http/buyer_answers.h"
#include "app/http/buyer_forms.h"
#include "app/http/file_response.h"
#include "app/http/refusal.h"
#include "app/web/buyer_page.h"
#include "app/web/pages.h"
#include "app/web/refusal_pages.h"

namespace enclosure::app::http {
namespace {

/// Larger than any form of ours.
constexpr std::size_t kMostBodyBytes = std::size_t{16} << 10U;

std::optional<LanguageTag> language_of(std::string_view wished) {
  auto tag = LanguageTag::parse(wished);
  return tag ? std::optional(*std::move(tag)) : std::nullopt;
}

BuyerVisit visit_of(const Request& request, std::string_view language = {}) {
  BuyerVisit visit;
  visit.token = request.variables.text("token");
  visit.pass = cookie(request.head, kPassCookie);
  visit.language = language_of(language);
  if (!visit.language) visit.language = language_of(request.query.field("lang").value_or(""));
  visit.after_change = request.query.field("done").has_value();
  visit.counts = request.head.method != "HEAD" && !asks_for_later_part(request.head);
  return visit;
}

Response file_or_nothing(const Request& request, FileAnswer answer) {
  switch (answer.kind) {
    case FileAnswer::Kind::kFile:
      return file_response(request.head,
                           {std::move(answer.file.file_name), std::move(answer.file.media_type),
                            std::move(answer.file.sha256), std::move(answer.file.bytes)});
    case FileAnswer::Kind::kLocked:
      return locked(request);
    case FileAnswer::Kind::kNothing:
      break;
  }
  return no_such_link();
}

Response page_of(BuyerDesk& desk, const Request& request) {
  const BuyerVisit visit = visit_of(request);
  const auto page = desk.page(visit);
  return page ? page_response(200, web::buyer_page(*page, visit.token)) : no_such_link();
}

Response everything(BuyerDesk& desk, const Request& request) {
  BundleAnswer answer = desk.everything(visit_of(request));
  if (answer.kind == FileAnswer::Kind::kLocked) return locked(request);
  if (answer.kind == FileAnswer::Kind::kNothing) return no_such_link();
  Response response = download({std::move(answer.file_name), "application/zip", {}});
  response.source = std::move(answer.source);
  return response;
}

/// What is asked before the body of a form is read.
std::optional<Response> admit_form(const BuyerDesk& desk, const RequestHeadOf& request) {
  if (is_cross_site(request.head, desk.base_url()))
    return refusal(request.head, 403, "this form is sent by the buyer's page alone");
  if (!is_json_body(request.head))
    return refusal(request.head, 415, "send application/x-www-form-urlencoded or application/json");
  if (request.head.count("content-encoding") != 0)
    return refusal(request.head, 415, "send it without Content-Encoding");
  return std::nullopt;
}

/// A program is told field by field; a person has sent what no page of ours sends.
Response unreadable(const Request& request, const Faults& faults) {
  if (request.head.accepts_html()) return refusal(request.head, 400, "see faults");
  return problem(400, "see faults", faults);
}

Response unlock(BuyerDesk& desk, const Request& request) {
  const auto sent = read_factor(is_json_body(request.head).value_or(false), request.body);
  if (!sent) return unreadable(request, sent.faults());
  const BuyerVisit visit = visit_of(request, sent->language);
  const auto answer = desk.unlock(visit, sent->answer);
  return answer ? unlock_response(*answer, {request, visit, desk.base_url()}) : no_such_link();
}

Response details(BuyerDesk& desk, const Request& request) {
  const auto sent = read_details(is_json_body(request.head).value_or(false), request.body);
  if (!sent) return unreadable(request, sent.faults());
  const BuyerVisit visit = visit_of(request, sent->language);
  const auto answer = desk.details(visit, sent->input);
  return answer ? details_response(*answer, {request, visit, desk.base_url()}) : no_such_link();
}

Response opt_out_page(BuyerDesk& desk, const std::string& token, bool wish) {
  const auto page = desk.opt_out(token, wish);
  return page ? page_response(200, web::opt_out_page(*page)) : no_such_link();
}

/// A program that follows every link of a mail must not opt anybody out, so only this form does.
Response opt_out(BuyerDesk& desk, const Request& request) {
  const std::string_view body = request.body;
  const bool meant = body.find("List-Unsubscribe") != std::string_view::npos &&
                     body.find("One-Click") != std::string_view::npos;
  if (!meant) return refusal(request.head, 400, "send the form List-Unsubscribe=One-Click");
  return opt_out_page(desk, request.variables.text("token"), true);
}

Response stylesheet() {
  return {200,
          {{"Content-Type", "text/css; charset=utf-8"}, {"Cache-Control", "public, max-age=3600"}},
          std::string(web::stylesheet())};
}

Endpoints page_endpoints(BuyerDesk& desk) {
  const auto admit = [&desk](const RequestHeadOf& request) { return admit_form(desk, request); };
  return {
      {"GET", "/assets/style.css", {}, [](const Request&) { return stylesheet(); }},
      {"GET", "/i/{token}", {}, [&desk](const Request& request) { return page_of(desk, request); }},
      {"POST", "/i/{token}/unlock", admit,
       [&desk](const Request& request) { return unlock(desk, request); }, kMostBodyBytes},
      {"POST", "/i/{token}/details", admit,
       [&desk](const Request& request) { return details(desk, request); }, kMostBodyBytes},
      {"GET",
       "/u/{token}",
       {},
       [&desk](const Request& request) {
         return opt_out_page(desk, request.variables.text("token"), false);
       }},
      {"POST",
       "/u/{token}",
       {},
       [&desk](const Request& request) { return opt_out(desk, request); }},
  };
}

Endpoints file_endpoints(BuyerDesk& desk) {
  using Index = std::optional<std::size_t>;
  Endpoints endpoints;
  const auto add = [&](std::string_view path_template, auto find) {
    endpoints.push_back({"GET", path_template, {}, [&desk, find](const Request& request) {
                           return file_or_nothing(request,
                                                  find(desk, visit_of(request), request.variables));
                         }});
  };
  add("/i/{token}/invoice.pdf", [](BuyerDesk& at, const BuyerVisit& visit, const PathVariables&) {
    return at.invoice(visit, std::nullopt);
  });
  endpoints.back().at_once = [&desk](const Request& request) -> std::optional<Response> {
    auto answer = desk.invoice_at_once(visit_of(request));
    if (!answer) return std::nullopt;
    return file_or_nothing(request, *std::move(answer));
  };
  add("/i/{token}/invoice.xml", [](BuyerDesk& at, const BuyerVisit& visit, const PathVariables&) {
    return at.einvoice(visit, std::nullopt);
  });
  add("/i/{token}/invoices/{n}.pdf",
      [](BuyerDesk& at, const BuyerVisit& visit, const PathVariables& variables) {
        return at.invoice(visit, Index(variables.index()));
      });
  add("/i/{token}/invoices/{n}.xml",
      [](BuyerDesk& at, const BuyerVisit& visit, const PathVariables& variables) {
        return at.einvoice(visit, Index(variables.index()));
      });
  add("/i/{token}/manuals/{n}",
      [](BuyerDesk& at, const BuyerVisit& visit, const PathVariables& variables) {
        return at.manual(visit, variables.index());
      });
  endpoints.push_back({"GET", "/i/{token}/everything.zip", {}, [&desk](const Request& request) {
                         return everything(desk, request);
                       }});
  return endpoints;
}

}  // namespace

Response no_such_link() {
  return html(404, std::string(web::not_found_page()));
}

Endpoints buyer_endpoints(BuyerDesk& desk) {
  web::prepare_refusal_pages();
  Endpoints all = page_endpoints(desk);
  for (Endpoint& one : file_endpoints(desk)) all.push_back(std::move(one));
  return all;
}

}  // namespace enclosure::app::http
