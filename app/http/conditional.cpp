#include "app/http/conditional.h"

#include <Poco/SHA2Engine.h>

#include <algorithm>
#include <utility>

#include "core/text.h"

namespace enclosure::app::http {

bool lists(std::string_view field, std::string_view tag, Comparison comparison) {
  if (trim(field) == "*") return true;
  while (!field.empty()) {
    const std::size_t end = std::min(field.find(','), field.size());
    std::string_view one = trim(field.substr(0, end));
    field.remove_prefix(std::min(end + 1, field.size()));
    if (comparison == Comparison::kWeak && one.starts_with("W/")) one.remove_prefix(2);
    if (one == tag) return true;
  }
  return false;
}

bool has_already(const RequestHead& head, std::string_view tag) {
  const auto field = head.field("if-none-match");
  return field && lists(*field, tag, Comparison::kWeak);
}

Response tagged(const RequestHead& head, const std::string& tag, Response response) {
  if (has_already(head, tag)) response = {304, {}, {}};
  response.headers.emplace_back("ETag", tag);
  return response;
}

Response tagged(const RequestHead& head, Response response) {
  constexpr std::size_t kTagLength = 32;
  Poco::SHA2Engine engine(Poco::SHA2Engine::SHA_256);
  engine.update(response.body);
  const std::string digest = Poco::DigestEngine::digestToHex(engine.digest());
  return tagged(head, "\"" + digest.substr(0, kTagLength) + "\"", std::move(response));
}

}  // namespace enclosure::app::http
