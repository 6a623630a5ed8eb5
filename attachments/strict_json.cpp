#include "attachments/strict_json.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace enclosure::attachments {
namespace {

using nlohmann::json;

constexpr int kDeepest = 16;

/// "line 3, column 7" of the byte that is the `position`th, counted from 1.
std::string place_of(std::string_view text, std::size_t position) {
  const std::string_view before = text.substr(0, position - std::min<std::size_t>(position, 1));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const auto line_begin = before.rfind('\n') + 1;  // npos + 1 is 0
  return "line " + std::to_string(line) + ", column " + std::to_string(position - line_begin);
}

/// Notes members given twice and too deep nesting while the parser walks.
class Watch {
 public:
  bool operator()(int depth, json::parse_event_t event, const json& parsed) {
    too_deep_ = too_deep_ || depth > kDeepest;
    const auto level = static_cast<std::size_t>(depth);
    if (event == json::parse_event_t::object_start) {
      if (seen_.size() <= level) seen_.resize(level + 1);
      seen_[level].clear();
    } else if (event == json::parse_event_t::key) {
      const auto& name = parsed.get_ref<const std::string&>();
      if (!seen_[level - 1].insert(name).second) {
        faults_.push_back({"CATALOGUE-005", name, "member \"" + name + "\" is given twice",
                           "keep one of the two"});
      }
    }
    return true;
  }

  [[nodiscard]] Faults faults() && {
    if (too_deep_) {
      faults_.push_back({"CATALOGUE-001", "",
                         "the JSON is nested deeper than " + std::to_string(kDeepest) + " levels",
                         "see docs/catalogue.md for the shape"});
    }
    return std::move(faults_);
  }

 private:
  std::vector<std::set<std::string>> seen_;  // names of the open object at each depth
  bool too_deep_ = false;
  Faults faults_;
};

}  // namespace

Result<json> parse_strict_json(std::string_view text) {
  Watch watch;
  try {
    json value = json::parse(text, std::ref(watch));
    if (Faults faults = std::move(watch).faults(); !faults.empty()) return faults;
    return value;
  } catch (const json::parse_error& error) {
    return Fault{"CATALOGUE-001", place_of(text, error.byte), "the file is no JSON",
                 "look for a missing comma, quote or bracket just before this place"};
  } catch (const json::exception&) {
    return Fault{"CATALOGUE-001", "", "the file holds a number beyond all bounds",
                 "see docs/catalogue.md for the shape"};
  }
}

}  // namespace enclosure::attachments
