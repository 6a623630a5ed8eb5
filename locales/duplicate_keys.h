#pragma once
// Keys that a JSON object has twice. For this folder only: it includes nlohmann.

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

namespace enclosure::locales {

/// Follows the parser and notes the keys that an object has twice; nlohmann would take the last.
class DuplicateKeys {
 public:
  bool operator()(int, nlohmann::json::parse_event_t event, nlohmann::json& value) {
    using Event = nlohmann::json::parse_event_t;
    if (event == Event::object_start) open_.emplace_back();
    if (event == Event::object_end) open_.pop_back();
    if (event == Event::key) {
      const auto& key = value.get_ref<const std::string&>();
      if (!open_.back().insert(key).second) duplicates_.push_back(key);
    }
    return true;
  }

  [[nodiscard]] const std::vector<std::string>& found() const { return duplicates_; }

 private:
  std::vector<std::set<std::string>> open_;
  std::vector<std::string> duplicates_;
};

}  // namespace enclosure::locales
