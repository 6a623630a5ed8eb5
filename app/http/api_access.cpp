#include "app/http/api_access.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "app/http/problems.h"
#include "core/text.h"

namespace enclosure::app::http {
namespace {

/// RFC 6750, 3.1: no key is told nothing but that one is needed.
Response unauthorized(bool has_key) {
  Response response = problem(401, has_key ? "this key is not known" : "a bearer key is needed");
  response.headers.emplace_back("WWW-Authenticate",
                                has_key ? R"(Bearer realm="enclosure", error="invalid_token")"
                                        : R"(Bearer realm="enclosure")");
  return response;
}

Response insufficient_scope(ApiScope scope) {
  const std::string word(word_of(scope));
  Response response =
      problem_of("insufficient-scope", 403, "this key may not do that: it lacks the scope " + word);
  response.headers.emplace_back(
      "WWW-Authenticate",
      R"(Bearer realm="enclosure", error="insufficient_scope", scope=")" + word + "\"");
  return response;
}

struct BodyKind {
  std::string_view types;  ///< between blanks
  std::string_view told;
};

BodyKind kind_of(Takes takes) {
  switch (takes) {
    case Takes::kNothing:
      return {"", ""};
    case Takes::kJson:
      return {" application/json ", "send application/json"};
    case Takes::kEvents:
      return {" application/json application/x-ndjson ",
              "send application/json or application/x-ndjson"};
    case Takes::kAnyOrders:
      return {" application/json application/x-ndjson text/tab-separated-values text/plain ",
              "send application/json, application/x-ndjson, text/tab-separated-values or "
              "text/plain"};
  }
  return {"", ""};
}

std::optional<Response> check_body_fields(Takes takes, const RequestHead& head) {
  if (takes == Takes::kNothing) return std::nullopt;
  const BodyKind kind = kind_of(takes);
  const std::string_view field = head.field("content-type").value_or("");
  const std::string type = to_lower_ascii(trim(field.substr(0, field.find(';'))));
  const bool taken = !type.empty() && is_visible_ascii(type) &&
                     kind.types.find(" " + type + " ") != std::string_view::npos;
  if (!taken) return problem(415, kind.told);
  if (head.count("content-encoding") != 0)
    return problem(415, "send the body without a content coding");
  return std::nullopt;
}

std::optional<Response> check_idempotency_key(const RequestHead& head) {
  if (head.count("idempotency-key") == 0) return std::nullopt;
  const auto key = head.field("idempotency-key");
  if (key && !key->empty() && key->size() <= 255 && is_visible_ascii(*key)) return std::nullopt;
  return problem(400, "Idempotency-Key is one text of 1 to 255 visible ASCII characters");
}

}  // namespace

std::optional<ApiKey> key_of(const KeyFinder& find, const RequestHead& head) {
  const std::string_view field = head.field("authorization").value_or("");
  const std::size_t blank = std::min(field.find(' '), field.size());
  if (to_lower_ascii(field.substr(0, blank)) != "bearer") return std::nullopt;
  const std::string_view key = trim(field.substr(blank));
  if (key.empty() || key.size() > 1024 || !is_visible_ascii(key)) return std::nullopt;
  return find(key);
}

std::function<std::optional<Response>(const RequestHeadOf&)> admit(KeyFinder find, ApiScope scope,
                                                                   Takes takes) {
  return [find = std::move(find), scope,
          takes](const RequestHeadOf& request) -> std::optional<Response> {
    const auto key = key_of(find, request.head);
    if (!key) return unauthorized(request.head.count("authorization") != 0);
    if (!key->scopes.has(scope)) return insufficient_scope(scope);
    if (auto no = check_body_fields(takes, request.head)) return no;
    return check_idempotency_key(request.head);
  };
}

}  // namespace enclosure::app::http
