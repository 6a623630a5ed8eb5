// GET /api/v1/messages, the preview of one, and taking one off the plan

#include <nlohmann/json.hpp>

#include "app/api/admission.h"
#include "app/api/reading.h"
#include "app/api/world.h"
#include "app/flow/cancel_message.h"
#include "app/flow/dispatch.h"
#include "app/flow/links.h"
#include "app/flow/mail_sheet.h"
#include "app/http/conditional.h"

namespace enclosure::app::api {
namespace {

using Json = nlohmann::ordered_json;
using http::Request;
using http::Response;

Json message_json(const StoredMessage& row) {
  const messaging::PlannedMessage& plan = row.plan;
  return {{"order", plan.order.to_string()},
          {"stage", static_cast<int>(plan.stage)},
          {"state", messaging::to_string(plan.state)},
          {"due_at", instant_or_null(plan.due_at)},
          {"closes_at", instant_or_null(plan.closes_at)},
          {"sent_at", instant_or_null(row.sent_at)},
          {"asks_for_review", plan.asks_for_review},
          {"campaign", plan.campaign},
          {"attempts", row.attempts},
          {"reason", plan.reason},
          {"explanation", plan.reason.empty() ? "" : explain_message_reason(plan.reason)}};
}

Response list_messages(World& world, const Request& request) {
  QueryReader query(request);
  MessageFilter filter;
  filter.order = query.parsed<OrderId>("order");
  if (const auto stage = query.whole("stage", 1, 3))
    filter.stage = static_cast<messaging::Stage>(*stage);
  filter.state = query.read<messaging::MessageState>(
      "state", [](const std::string& text) { return messaging::parse_message_state(text); });
  const PageAt at = query.page();
  if (auto no = query.refusal()) return *std::move(no);
  const auto messages = world.store.read<PageOf<ListedMessage>>(
      [&](StoreTransaction& tx) { return tx.list_messages(filter, at); });
  return page(request, "messages", messages, message_json);
}

std::optional<messaging::Stage> stage_of(const Request& request) {
  const std::size_t n = request.variables.index();
  if (n < 1 || n > 3) return std::nullopt;
  return static_cast<messaging::Stage>(n);
}

Response no_such_message() {
  return http::problem(404, "no such message: an order has stages 1, 2 and 3 once it is invoiced");
}

Json preview_json(const MailPreview& preview) {
  const messaging::ComposedMessage& message = preview.mail.message;
  Json files = Json::array();
  for (const auto& file : message.files)
    files.push_back({{"name", file.name}, {"type", file.media_type}, {"bytes", file.bytes}});
  Json findings = Json::array();
  for (const auto& finding : preview.verdict.findings) {
    findings.push_back({{"rule", finding.rule},
                        {"quote", finding.quote},
                        {"reason", finding.reason},
                        {"suggestion", finding.suggestion}});
  }
  return {{"order", preview.stored.plan.order.to_string()},
          {"stage", static_cast<int>(preview.stored.plan.stage)},
          {"state", messaging::to_string(preview.stored.plan.state)},
          {"language", preview.language.to_string()},
          {"to", message.forward_path.to_string()},
          {"subject", message.subject},
          {"text", message.text},
          {"html", message.html},
          {"files", files},
          {"bytes", message.bytes.size()},
          {"policy",
           {{"verdict", messaging::policy::to_string(preview.verdict.outcome)},
            {"rules", preview.verdict.refusing_rules()},
            {"findings", findings}}}};
}

Result<std::string> parse_format(const std::string& text) {
  if (text == "json" || text == "text" || text == "html" || text == "eml") return text;
  return Fault{"QUERY-002", "", "no form of a preview", "json, text, html or eml"};
}

Response in_format(const std::string& format, const MailPreview& shown) {
  const messaging::ComposedMessage& message = shown.mail.message;
  if (format == "text") return http::plain_text(200, message.subject + "\n\n" + message.text);
  if (format == "html") return http::html(200, message.html);
  if (format == "json") return ok(preview_json(shown));
  const messaging::PlannedMessage& plan = shown.stored.plan;
  return http::download(
      {plan.order.to_string() + "-" + std::to_string(static_cast<int>(plan.stage)) + ".eml",
       "message/rfc822", message.bytes});
}

/// "…" in the place of `token`.
std::string masked(std::string text, const std::string& token) {
  constexpr std::string_view kMask = "…";
  for (auto at = text.find(token); at != std::string::npos; at = text.find(token, at))
    text.replace(at, token.size(), kMask);
  return text;
}

/// What opens the buyer's page is for keys that may have links; others see where it stands.
void mask_link(const OrderId& order, const Shop& shop, StoreTransaction& tx,
               messaging::ComposedMessage& message) {
  const auto link = tx.link_of(order);
  if (!link) return;
  const std::string token = token_of(*link, shop);
  message.subject = masked(std::move(message.subject), token);
  message.text = masked(std::move(message.text), token);
  message.html = masked(std::move(message.html), token);
}

Response preview(World& world, const Request& request) {
  QueryReader query(request);
  const auto language = query.parsed<LanguageTag>("language");
  const std::string format = query.read<std::string>("format", parse_format).value_or("json");
  if (auto no = query.refusal()) return *std::move(no);
  const auto order = OrderId::parse(request.variables.text("id"));
  const auto stage = stage_of(request);
  if (!order || !stage) return no_such_message();
  const bool sees_links = key_of(world, request).scopes.has(ApiScope::kLinksWrite);
  if (format == "eml" && !sees_links)
    return http::problem(403,
                         "the bytes of a mail hold the buyer's link: this key lacks the scope "
                         "links:write; json, text and html leave it out");
  const auto shown = world.store.read<Result<MailPreview>>([&](StoreTransaction& tx) {
    auto made = preview_mail(*order, *stage, language, world.shop, tx, world.clock());
    if (made && !sees_links) mask_link(*order, world.shop, tx, made->mail.message);
    return made;
  });
  if (!shown) return refused(shown.faults());
  return http::tagged(request.head, in_format(format, *shown));
}

Response cancel(const World& world, Store& store, const Request& request) {
  const auto order = OrderId::parse(request.variables.text("id"));
  const auto stage = stage_of(request);
  if (!order || !stage) return no_such_message();
  const auto done = store.transaction<StoredMessage>(
      [&](StoreTransaction& tx) { return cancel_message(*order, *stage, tx, world.clock()); });
  if (!done) return refused(done.faults());
  return ok(message_json(*done));
}

}  // namespace

http::Endpoints message_endpoints(World& world) {
  static constexpr std::string_view kCancel = "/api/v1/orders/{id}/messages/{n}/cancel";
  return {
      {"GET", "/api/v1/messages", admit(world, ApiScope::kMessagesRead),
       [&world](const Request& request) { return list_messages(world, request); }},
      {"GET", "/api/v1/orders/{id}/messages/{n}/preview", admit(world, ApiScope::kMessagesRead),
       [&world](const Request& request) { return preview(world, request); }},
      {"POST", kCancel, admit(world, ApiScope::kMessagesWrite),
       [&world](const Request& request) {
         QueryReader query(request);
         if (auto no = query.refusal()) return *std::move(no);
         return world.once.joined("POST " + std::string(kCancel), key_of(world, request), request,
                                  [&](Store& store) { return cancel(world, store, request); });
       }},
  };
}

}  // namespace enclosure::app::api
