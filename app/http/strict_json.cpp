#include "app/http/strict_json.h"

#include <set>
#include <vector>

#include <nlohmann/json.hpp>

namespace enclosure::app::http {
namespace {

constexpr int kMaxDepth = 8;

}  // namespace

JsonTrouble read_strictly(std::string_view text, nlohmann::ordered_json& value,
                          std::string& twice) {
  using Json = nlohmann::ordered_json;
  bool too_deep = false;
  twice.clear();
  std::vector<std::set<std::string>> names;
  // nlohmann keeps the last of two equal members without a word: they are watched while they come.
  const Json::parser_callback_t watch = [&](int depth, Json::parse_event_t event, Json& part) {
    too_deep |= depth > kMaxDepth;
    if (event == Json::parse_event_t::object_start) names.emplace_back();
    if (event == Json::parse_event_t::object_end) names.pop_back();
    if (event == Json::parse_event_t::key && !names.empty() &&
        !names.back().insert(part.get<std::string>()).second)
      twice = part.get<std::string>();
    return !too_deep;
  };
  value = Json::parse(text, watch, false);
  if (too_deep) return JsonTrouble::kTooDeep;
  if (value.is_discarded()) return JsonTrouble::kDamaged;
  return twice.empty() ? JsonTrouble::kNone : JsonTrouble::kTwice;
}

}  // namespace enclosure::app::http
