#include "tests/attachments/json_schema.h"

#include <algorithm>
#include <functional>
#include <map>
#include <regex>
#include <set>
#include <stdexcept>

namespace enclosure::test {
namespace {

using Json = nlohmann::json;

std::size_t code_points(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) >> 6) != 2; }));
}

bool is_of_type(const Json& value, const std::string& type) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_boolean();
  if (type == "integer") return value.is_number_integer();
  if (type == "null") return value.is_null();
  throw std::logic_error("unknown type " + type);
}

/// One walk. Each keyword says yes or no about a value; those about other types say yes.
class Judge {
 public:
  explicit Judge(const Json& root) : root_(root) {}

  void look(const Json& schema, const Json& value, const std::string& path) {
    for (const auto& [keyword, what] : schema.items()) {
      if (kRemarks.contains(keyword)) continue;
      const auto rule = kRules.find(keyword);
      if (rule == kRules.end()) throw std::logic_error("unknown keyword " + keyword);
      if (!(this->*rule->second)(schema, what, value, path))
        refused.push_back(path + ": " + keyword);
    }
  }

  std::vector<std::string> refused;

 private:
  using Rule = bool (Judge::*)(const Json& schema, const Json& what, const Json& value,
                               const std::string& path);
  static const std::map<std::string, Rule> kRules;
  static const std::set<std::string> kRemarks;

  bool fits(const Json& schema, const Json& value) {
    Judge other(root_);
    other.look(schema, value, "");
    return other.refused.empty();
  }
  std::size_t count_fitting(const Json& schemas, const Json& value) {
    return static_cast<std::size_t>(std::count_if(
        schemas.begin(), schemas.end(), [&](const Json& one) { return fits(one, value); }));
  }

  bool type(const Json&, const Json& what, const Json& value, const std::string&) {
    if (what.is_string()) return is_of_type(value, what.get<std::string>());
    return std::any_of(what.begin(), what.end(),
                       [&](const Json& one) { return is_of_type(value, one.get<std::string>()); });
  }
  bool constant(const Json&, const Json& what, const Json& value, const std::string&) {
    return what == value;
  }
  bool one_of_values(const Json&, const Json& what, const Json& value, const std::string&) {
    return std::find(what.begin(), what.end(), value) != what.end();
  }
  bool reference(const Json&, const Json& what, const Json& value, const std::string& path) {
    look(root_.at(Json::json_pointer(what.get<std::string>().substr(1))), value, path);
    return true;
  }
  bool all_of(const Json&, const Json& what, const Json& value, const std::string& path) {
    for (const Json& one : what) look(one, value, path);
    return true;
  }
  bool any_of(const Json&, const Json& what, const Json& value, const std::string&) {
    return count_fitting(what, value) > 0;
  }
  bool one_of(const Json&, const Json& what, const Json& value, const std::string&) {
    return count_fitting(what, value) == 1;
  }
  bool required(const Json&, const Json& what, const Json& value, const std::string&) {
    return !value.is_object() || std::all_of(what.begin(), what.end(), [&](const Json& name) {
      return value.contains(name.get<std::string>());
    });
  }
  bool properties(const Json&, const Json& what, const Json& value, const std::string& path) {
    for (const auto& [name, schema] : what.items()) {
      if (value.is_object() && value.contains(name)) look(schema, value[name], path + "/" + name);
    }
    return true;
  }
  bool other_properties(const Json& schema, const Json& what, const Json& value,
                        const std::string& path) {
    if (!value.is_object()) return true;
    for (const auto& [name, member] : value.items()) {
      if (schema.contains("properties") && schema["properties"].contains(name)) continue;
      if (what == false) return false;
      look(what, member, path + "/" + name);
    }
    return true;
  }
  bool names(const Json&, const Json& what, const Json& value, const std::string& path) {
    if (!value.is_object()) return true;
    for (const auto& [name, member] : value.items()) look(what, Json(name), path + "/" + name);
    return true;
  }
  bool least_properties(const Json&, const Json& what, const Json& value, const std::string&) {
    return !value.is_object() || value.size() >= what.get<std::size_t>();
  }
  bool items(const Json&, const Json& what, const Json& value, const std::string& path) {
    if (!value.is_array()) return true;
    for (std::size_t i = 0; i < value.size(); ++i)
      look(what, value[i], path + "/" + std::to_string(i));
    return true;
  }
  bool least_items(const Json&, const Json& what, const Json& value, const std::string&) {
    return !value.is_array() || value.size() >= what.get<std::size_t>();
  }
  bool most_items(const Json&, const Json& what, const Json& value, const std::string&) {
    return !value.is_array() || value.size() <= what.get<std::size_t>();
  }
  bool pattern(const Json&, const Json& what, const Json& value, const std::string&) {
    return !value.is_string() ||
           std::regex_search(value.get<std::string>(), std::regex(what.get<std::string>()));
  }
  bool shortest(const Json&, const Json& what, const Json& value, const std::string&) {
    return !value.is_string() || code_points(value.get<std::string>()) >= what.get<std::size_t>();
  }
  bool longest(const Json&, const Json& what, const Json& value, const std::string&) {
    return !value.is_string() || code_points(value.get<std::string>()) <= what.get<std::size_t>();
  }
  bool least(const Json&, const Json& what, const Json& value, const std::string&) {
    return !value.is_number() || value.get<double>() >= what.get<double>();
  }
  bool most(const Json&, const Json& what, const Json& value, const std::string&) {
    return !value.is_number() || value.get<double>() <= what.get<double>();
  }

  const Json& root_;
};

const std::set<std::string> Judge::kRemarks{"$schema",     "$defs",   "components",
                                            "title",       "example", "contentMediaType",
                                            "description", "format"};
const std::map<std::string, Judge::Rule> Judge::kRules{
    {"type", &Judge::type},
    {"const", &Judge::constant},
    {"enum", &Judge::one_of_values},
    {"$ref", &Judge::reference},
    {"allOf", &Judge::all_of},
    {"anyOf", &Judge::any_of},
    {"oneOf", &Judge::one_of},
    {"required", &Judge::required},
    {"properties", &Judge::properties},
    {"additionalProperties", &Judge::other_properties},
    {"propertyNames", &Judge::names},
    {"minProperties", &Judge::least_properties},
    {"items", &Judge::items},
    {"minItems", &Judge::least_items},
    {"maxItems", &Judge::most_items},
    {"pattern", &Judge::pattern},
    {"minLength", &Judge::shortest},
    {"maxLength", &Judge::longest},
    {"minimum", &Judge::least},
    {"maximum", &Judge::most}};

}  // namespace

std::vector<std::string> refused_by_schema(const Json& root, const Json& value) {
  Judge judge(root);
  judge.look(root, value, "");
  return std::move(judge.refused);
}

}  // namespace enclosure::test
