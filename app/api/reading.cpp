#include "app/api/reading.h"

#include <Poco/URI.h>

#include <algorithm>
#include <array>

#include "app/http/conditional.h"
#include "app/http/query_fields.h"
#include "core/plain_number.h"

namespace enclosure::app::api {
namespace {

using http::Response;

std::string dump(const nlohmann::ordered_json& json) {
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace

std::optional<std::string> QueryReader::text(std::string_view name) {
  known_.emplace_back(name);
  const auto value = request_.query.field(name);
  if (!value) return std::nullopt;
  return std::string(*value);
}

std::optional<Instant> QueryReader::instant(std::string_view name) {
  return read<Instant>(name, [](const std::string& value) { return parse_instant(value); });
}

std::optional<Date> QueryReader::day(std::string_view name) {
  return read<Date>(name, [](const std::string& value) { return parse_date(value); });
}

std::optional<bool> QueryReader::flag(std::string_view name) {
  return read<bool>(name, [](const std::string& value) -> Result<bool> {
    if (value == "true") return true;
    if (value == "false") return false;
    return Fault{"QUERY-002", "", "neither true nor false", "write one of them"};
  });
}

std::optional<std::size_t> QueryReader::whole(std::string_view name, std::size_t low,
                                              std::size_t high) {
  return read<std::size_t>(name, [&](const std::string& value) -> Result<std::size_t> {
    const auto number = plain_number(value);
    if (number && static_cast<std::size_t>(*number) >= low &&
        static_cast<std::size_t>(*number) <= high)
      return static_cast<std::size_t>(*number);
    return Fault{"QUERY-002", "", "not a whole number in its range",
                 "from " + std::to_string(low) + " to " + std::to_string(high)};
  });
}

PageAt QueryReader::page(Direction direction) {
  const std::size_t limit = whole("limit", 1, kLargestLimit).value_or(kDefaultLimit);
  const auto behind = read<std::int64_t>("cursor", [](const auto& value) -> Result<std::int64_t> {
    if (const auto place = plain_number(value)) return *place;  // 0: where the list begins
    return Fault{"QUERY-003", "", "no place in this list", "take `next` as it came"};
  });
  return {limit, behind == 0 ? std::nullopt : behind, direction};
}

void QueryReader::note(std::string_view name, Faults faults) {
  append(faults_, under(name, std::move(faults)));
}

std::optional<Response> QueryReader::refusal() const {
  Faults faults = faults_;
  append(faults, http::unknown_fields(request_.query, known_));
  return http::refused_query(faults);
}

Response resource(const http::Request& request, const nlohmann::ordered_json& json) {
  return http::tagged(request.head, ok(json));
}

Response created(const nlohmann::ordered_json& json, const std::string& location) {
  Response response = http::json(201, dump(json));
  response.headers.emplace_back("Location", location);
  return response;
}

Response ok(const nlohmann::ordered_json& json) {
  return http::json(200, dump(json));
}

Response with_unkept(Response response, const std::function<void(nlohmann::ordered_json&)>& add) {
  if (response.status < 200 || response.status > 299) return response;
  auto json = nlohmann::ordered_json::parse(response.body);
  add(json);
  response.body = dump(json);
  return response;
}

Response page(const http::Request& request, std::string_view name, nlohmann::ordered_json rows,
              std::optional<std::int64_t> behind) {
  nlohmann::ordered_json json{{name, std::move(rows)}, {"next", nullptr}};
  if (!behind) return ok(json);
  std::string next;
  for (const auto& [field, value] : request.query.fields()) {
    if (field != "cursor") next += segment(field) + "=" + segment(value) + "&";
  }
  next = request.head.path + "?" + next + "cursor=" + std::to_string(*behind);
  json["next"] = next;
  Response response = ok(json);
  response.headers.emplace_back("Link", "<" + next + ">; rel=\"next\"");
  return response;
}

Response refused(const Faults& faults) {
  static constexpr std::array<std::string_view, 6> kMissing{
      "CREDIT-010", "CORRECT-001", "PREVIEW-001", "PREVIEW-002", "MESSAGE-011", "WEBHOOK-001"};
  static constexpr std::array<std::string_view, 6> kNotNow{
      "CREDIT-004", "CREDIT-013", "CORRECT-005", "VIES-001", "NUMBER-007", "MESSAGE-010"};
  const auto is_among = [&](const auto& codes) {
    return std::find(codes.begin(), codes.end(), faults.front().code) != codes.end();
  };
  if (is_among(kMissing)) return http::problem(404, faults.front().message, faults);
  if (is_among(kNotNow)) return http::problem(409, "that cannot be done now; see faults", faults);
  return http::problem(422, "nothing was done; see faults", faults);
}

nlohmann::ordered_json instant_or_null(const std::optional<Instant>& at) {
  return at ? nlohmann::ordered_json(to_string(*at)) : nlohmann::ordered_json();
}

std::string segment(std::string_view text) {
  std::string encoded;
  Poco::URI::encode(std::string(text), "!#$&'()*+,/:;=?@[]%\"<>\\^`{|}", encoded);
  return encoded;
}

}  // namespace enclosure::app::api
