#include "app/http/order_events.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/http/strict_json.h"
#include "core/text.h"

namespace enclosure::app::http {
namespace {

using Json = nlohmann::ordered_json;

/// Parses one JSON text; the reason goes to `fault` when it is none.
std::optional<Json> parse(std::string_view text, std::string path, Faults& faults) {
  Json json;
  std::string twice;
  switch (read_strictly(text, json, twice)) {
    case JsonTrouble::kTooDeep:
      faults.push_back(
          {"IMPORT-008", std::move(path), "nested too deep", "an event is one object"});
      return std::nullopt;
    case JsonTrouble::kDamaged:
      faults.push_back({"IMPORT-003", std::move(path), "not JSON", "send one event, or an array"});
      return std::nullopt;
    case JsonTrouble::kTwice:
      faults.push_back({"IMPORT-007", std::move(path), "the member \"" + twice + "\" stands twice",
                        "write it once"});
      return std::nullopt;
    case JsonTrouble::kNone:
      break;
  }
  return json;
}

/// Parses `body` as one JSON text, or else each line of it.
std::vector<Json> parse_all(std::string_view body, Faults& faults) {
  std::vector<Json> all;
  const std::size_t line_end = body.find('\n');
  const bool by_lines = trim(body).starts_with("{") && line_end != std::string_view::npos &&
                        Json::accept(trim(body.substr(0, line_end)));
  for (std::size_t line = 1; !body.empty(); ++line) {
    const std::size_t end = by_lines ? std::min(body.find('\n'), body.size()) : body.size();
    const std::string_view text = trim(body.substr(0, end));
    body.remove_prefix(std::min(end + 1, body.size()));
    if (by_lines && text.empty()) continue;
    auto json = parse(text, by_lines ? "line " + std::to_string(line) : "", faults);
    if (json && json->is_array() && !by_lines) {
      for (Json& event : *json) all.push_back(std::move(event));
    } else if (json) {
      all.push_back(*std::move(json));
    }
  }
  return all;
}

void address(Json& event, std::string_view order, std::string path, Faults& faults) {
  if (!event.is_object()) {
    faults.push_back({"IMPORT-005", std::move(path), "not an event", "an event is a JSON object"});
    return;
  }
  const auto told = event.find("order");
  if (told != event.end() && *told != order) {
    path += path.empty() ? "order" : ".order";
    faults.push_back({"EVENT-005", std::move(path), "the event names another order",
                      "leave the member out, or post it to /api/v1/events"});
    return;
  }
  event["order"] = order;
}

}  // namespace

Result<std::string> events_of_order(std::string_view order, std::string_view body) {
  Faults faults;
  std::vector<Json> events = parse_all(body, faults);
  const bool is_one = events.size() == 1 && !trim(body).starts_with("[");
  for (std::size_t i = 0; i < events.size(); ++i)
    address(events[i], order, is_one ? "" : "[" + std::to_string(i) + "]", faults);
  if (events.empty() && faults.empty())
    faults.push_back({"IMPORT-003", "", "no event", "send one event, or an array"});
  if (!faults.empty()) return faults;
  const Json whole = is_one ? events.front() : Json(events);  // so that paths are those of the body
  return whole.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace enclosure::app::http
