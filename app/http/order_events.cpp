#include "app/http/order_events.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/text.h"

namespace enclosure::app::http {
namespace {

using Json = nlohmann::ordered_json;

/// Events are flat; anything deeper is not meant for us, and dump() would recurse into it.
constexpr int kMaxDepth = 8;

/// Parses one JSON text; the reason goes to `fault` when it is none. nlohmann keeps the last of two
/// equal members without a word, so the names are watched while they come.
std::optional<Json> parse(std::string_view text, std::string path, Faults& faults) {
  bool too_deep = false;
  std::string twice;
  std::vector<std::set<std::string>> names;
  const Json::parser_callback_t watch = [&](int depth, Json::parse_event_t event, Json& value) {
    too_deep |= depth > kMaxDepth;
    if (event == Json::parse_event_t::object_start) names.emplace_back();
    if (event == Json::parse_event_t::object_end) names.pop_back();
    if (event == Json::parse_event_t::key && !names.empty() &&
        !names.back().insert(value.get<std::string>()).second)
      twice = value.get<std::string>();
    return !too_deep;
  };
  Json json = Json::parse(text, watch, false);
  if (too_deep) {
    faults.push_back({"IMPORT-008", std::move(path), "nested too deep", "an event is one object"});
  } else if (json.is_discarded()) {
    faults.push_back({"IMPORT-003", std::move(path), "not JSON", "send one event, or an array"});
  } else if (!twice.empty()) {
    faults.push_back({"IMPORT-007", std::move(path), "the member \"" + twice + "\" stands twice",
                      "write it once"});
  } else {
    return json;
  }
  return std::nullopt;
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
    faults.push_back({"EVENT-005", std::move(path) + ".order", "the event names another order",
                      "leave the member out, or post it to /api/v1/events"});
    return;
  }
  event["order"] = order;
}

}  // namespace

Result<std::string> events_of_order(std::string_view order, std::string_view body) {
  Faults faults;
  std::vector<Json> events = parse_all(body, faults);
  for (std::size_t i = 0; i < events.size(); ++i)
    address(events[i], order, "[" + std::to_string(i) + "]", faults);
  if (events.empty() && faults.empty())
    faults.push_back({"IMPORT-003", "", "no event", "send one event, or an array"});
  if (!faults.empty()) return faults;
  return Json(events).dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace enclosure::app::http
