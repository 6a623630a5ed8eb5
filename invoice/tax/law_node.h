#pragma once
// A cursor over the JSON of the law: for the readers in this folder.

#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/date.h"
#include "core/fault.h"
#include "core/result.h"
#include "invoice/tax/national.h"

namespace enclosure::invoice {

/// One value in one file; every reading function notes what is wrong (LAW-001) and gives a
/// stand-in. Refers to the JSON and the faults, which must outlive it.
class Node {
 public:
  using Json = nlohmann::json;

  Node(const Json& json, std::string path, Faults& faults)
      : json_(json), path_(std::move(path)), faults_(faults) {}

  [[nodiscard]] Node member(const std::string& name) const {
    static const Json kNothing;
    const auto found = json_.is_object() ? json_.find(name) : json_.end();
    const bool there = json_.is_object() && found != json_.end();
    if (!there) fault("has no member " + name);
    return {there ? *found : kNothing, path_ + " " + name, faults_};
  }

  [[nodiscard]] bool is_null() const { return json_.is_null(); }

  [[nodiscard]] std::string text() const {
    if (json_.is_string()) return json_.get<std::string>();
    fault("is not a text");
    return {};
  }

  [[nodiscard]] std::string text_or_empty() const { return is_null() ? "" : text(); }

  [[nodiscard]] bool flag() const {
    if (!json_.is_boolean()) fault("is not true or false");
    return json_.is_boolean() && json_.get<bool>();
  }

  template <typename T, typename Parse>
  [[nodiscard]] T parsed(Parse parse) const {
    const std::string source = text();
    Result<T> result = parse(source);
    if (result) return *std::move(result);
    fault("is wrong: " + result.faults().front().message);
    return T{};
  }

  template <typename T, std::size_t kSize>
  [[nodiscard]] T one_of(const std::array<std::pair<std::string_view, T>, kSize>& names) const {
    const std::string source = text();
    for (const auto& [name, value] : names) {
      if (name == source) return value;
    }
    fault("is an unknown word: " + source);
    return T{};
  }

  [[nodiscard]] Date day() const { return parsed<Date>(parse_date); }

  [[nodiscard]] std::vector<std::string> texts() const {
    std::vector<std::string> result;
    each([&](const Node& element) { result.push_back(element.text()); });
    return result;
  }

  /// The texts of a member that may be absent.
  [[nodiscard]] std::vector<std::string> texts_if_any(const std::string& name) const {
    if (!json_.is_object() || !json_.contains(name)) return {};
    return member(name).texts();
  }

  /// A text that may be absent.
  [[nodiscard]] std::string text_if_any(const std::string& name) const {
    return json_.is_object() && json_.contains(name) ? member(name).text() : std::string();
  }

  /// `since` and `until` of an entry.
  [[nodiscard]] Validity validity() const {
    Validity valid{member("since").day(), std::nullopt};
    if (const Node until = member("until"); !until.is_null()) valid.until = until.day();
    return valid;
  }

  template <typename Visit>
  void each(Visit visit) const {
    if (!json_.is_array()) return fault("is not a list");
    for (std::size_t i = 0; i < json_.size(); ++i) {
      visit(Node(json_[i], path_ + "[" + std::to_string(i) + "]", faults_));
    }
  }

  template <typename Visit>
  void each_member(Visit visit) const {
    if (!json_.is_object()) return fault("is not an object");
    for (const auto& [name, value] : json_.items()) {
      visit(name, Node(value, path_ + " " + name, faults_));
    }
  }

  void fault(const std::string& what) const {
    faults_.push_back({"LAW-001", path_, what, "repair the data file in invoice/data"});
  }

 private:
  const Json& json_;
  std::string path_;
  Faults& faults_;
};

}  // namespace enclosure::invoice
