#include "app/http/buyer_endpoints.h"

#include <optional>
#include <string>
#include <utility>

#include "app/web/buyer_page.h"
#include "app/web/pages.h"

namespace enclosure::app::http {
namespace {

Response file_or_nothing(std::optional<Download> file) {
  return file ? download(*std::move(file)) : no_such_link();
}

Response page_of(BuyerDesk& desk, const std::string& token) {
  const auto page = desk.page(token);
  return page ? html(200, web::buyer_page(*page, token)) : no_such_link();
}

Response opt_out_page(BuyerDesk& desk, const std::string& token, bool wish) {
  const auto page = desk.opt_out(token, wish);
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
Response opt_out(BuyerDesk& desk, const std::string& token, std::string_view body) {
  const bool meant = body.find("List-Unsubscribe") != std::string_view::npos &&
                     body.find("One-Click") != std::string_view::npos;
  if (!meant) return problem(400, "send the form List-Unsubscribe=One-Click");
  return opt_out_page(desk, token, true);
}

Response stylesheet() {
  return {200,
          {{"Content-Type", "text/css; charset=utf-8"}, {"Cache-Control", "public, max-age=3600"}},
          std::string(web::stylesheet())};
}

}  // namespace

Response no_such_link() {
  return html(404, std::string(web::not_found_page()));
}

Endpoints buyer_endpoints(BuyerDesk& desk) {
  return {
      {"GET", "/assets/style.css", {}, [](const Request&) { return stylesheet(); }},
      {"GET",
       "/i/{token}",
       {},
       [&desk](const Request& request) { return page_of(desk, request.variables.text("token")); }},
      {"GET",
       "/i/{token}/invoice.pdf",
       {},
       [&desk](const Request& request) {
         return file_or_nothing(desk.invoice(request.variables.text("token"), std::nullopt));
       }},
      {"GET",
       "/i/{token}/invoices/{n}.pdf",
       {},
       [&desk](const Request& request) {
         return file_or_nothing(
             desk.invoice(request.variables.text("token"), request.variables.index()));
       }},
      {"GET",
       "/i/{token}/manuals/{n}",
       {},
       [&desk](const Request& request) {
         return file_or_nothing(
             desk.manual(request.variables.text("token"), request.variables.index()));
       }},
      {"GET",
       "/u/{token}",
       {},
       [&desk](const Request& request) {
         return opt_out_page(desk, request.variables.text("token"), false);
       }},
      {"POST",
       "/u/{token}",
       {},
       [&desk](const Request& request) {
         return opt_out(desk, request.variables.text("token"), request.body);
       }},
  };
}

}  // namespace enclosure::app::http
