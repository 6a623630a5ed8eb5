#include "app/http/refusal.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "app/http/accepted_language.h"
#include "app/http/console_endpoints.h"
#include "app/http/path.h"
#include "app/web/pages.h"
#include "app/web/refusal_pages.h"
#include "core/text.h"

namespace enclosure::app::http {
namespace {

/// What a page says about it; nothing for an answer that no person is shown: the parts of a
/// download (412, 416).
std::optional<web::RefusalReason> reason_told(int status) {
  using Reason = web::RefusalReason;
  switch (status) {
    case 403:
      return Reason::kForeign;
    case 408:
      return Reason::kTooSlow;
    case 413:
      return Reason::kTooLarge;
    case 414:
    case 431:
      return Reason::kLongHead;
    case 400:
    case 415:
    case 417:
    case 501:
    case 505:
      return Reason::kUnreadable;
    case 500:
      return Reason::kOurFault;
    case 503:
      return Reason::kBusy;
    default:
      return std::nullopt;
  }
}

/// "i/TOKEN" of "/i/TOKEN/details"; empty where a character needs more than to be copied.
std::string_view page_behind(std::string_view path) {
  path.remove_prefix(1);
  const std::size_t token = path.find('/') + 1;
  const std::string_view page = path.substr(0, path.find('/', token));
  const bool plain = std::all_of(page.begin(), page.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
           c == '_' || c == '/';
  });
  return plain && page.size() > token ? page : std::string_view();
}

/// The value of `lang` in a query, as it was written.
std::string_view wished_language(std::string_view query) {
  constexpr std::string_view kName = "lang=";
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    if (query.starts_with(kName)) return query.substr(kName.size(), end - kName.size());
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return {};
}

LanguageTag language_for(const RequestHead& head) {
  const auto spoken = web::refusal_languages();
  for (const std::string_view wish :
       {wished_language(head.query), head.field("accept-language").value_or("")}) {
    if (const LanguageTag* language = accepted_language(wish, spoken)) return *language;
  }
  return {};
}

Response page_for(const RequestHead& head, int status, web::RefusalReason reason) {
  constexpr std::size_t kLongestPath = 256;  // ours are shorter; what is sent back stays small
  if (head.path.size() > kLongestPath)
    return html(status, web::refusal_page(reason, language_for(head), {"/", ""}));
  std::string up;
  for (auto deeper = std::count(head.path.begin() + 1, head.path.end(), '/'); deeper > 0; --deeper)
    up += "../";
  return html(status, web::refusal_page(reason, language_for(head), {up, page_behind(head.path)}));
}

/// Takes the line off the front of `bytes`.
std::string_view next_line(std::string_view& bytes) {
  const std::size_t end = std::min(bytes.find('\n'), bytes.size());
  const std::string_view line = trim(bytes.substr(0, end));
  bytes.remove_prefix(std::min(end + 1, bytes.size()));
  return line;
}

/// What a page depends on, and nothing else.
RequestHead guessed_head(std::string_view begun) {
  RequestHead head;
  const std::string_view line = next_line(begun);
  const std::size_t blank = line.find(' ');
  if (blank != std::string_view::npos) {
    std::string_view target = line.substr(blank + 1);
    target = target.substr(0, target.find(' '));
    const std::size_t question = std::min(target.find('?'), target.size());
    head.method = line.substr(0, blank);
    head.path = target.substr(0, question);
    head.query = target.substr(std::min(question + 1, target.size()));
  }
  while (!begun.empty()) {
    const std::string_view field = next_line(begun);
    const std::size_t colon = std::min(field.find(':'), field.size());
    std::string name = to_lower_ascii(field.substr(0, colon));
    if (name != "accept" && name != "accept-language") continue;
    const std::string_view value = trim(field.substr(std::min(colon + 1, field.size())));
    head.fields.push_back({std::move(name), std::string(value)});
  }
  return head;
}

}  // namespace

Response refusal(const RequestHead& head, int status, std::string_view detail) {
  if (is_console_path(head.path)) return console_refusal(status, detail);
  if (!is_buyers_path(head.path) || !head.accepts_html()) return problem(status, detail);
  if (status == 429) return html(status, std::string(web::too_many_page()));
  const auto reason = reason_told(status);
  return reason ? page_for(head, status, *reason) : problem(status, detail);
}

Response refusal_of_bytes(std::string_view begun, int status, std::string_view detail) {
  return refusal(guessed_head(begun), status, detail);
}

}  // namespace enclosure::app::http
