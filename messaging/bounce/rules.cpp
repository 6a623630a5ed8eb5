#include "messaging/bounce/rules.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

namespace enclosure::messaging::bounce {
namespace {

using nlohmann::json;

constexpr std::array<std::pair<ReportClass, std::string_view>, 7> kNames = {{
    {ReportClass::kHard, "hard"},
    {ReportClass::kSoft, "soft"},
    {ReportClass::kOptedOut, "opted_out"},
    {ReportClass::kNotRegistered, "not_registered"},
    {ReportClass::kTooLarge, "too_large"},
    {ReportClass::kUnknown, "unknown"},
    {ReportClass::kNone, "none"},
}};

Fault damaged(const std::string& path, const std::string& what) {
  return {"BOUNCE-001", path, what, "see docs/bounces.md"};
}

std::optional<ReportClass> class_named(std::string_view name) {
  const auto* found = std::find_if(kNames.begin(), kNames.end(),
                                   [&](const auto& one) { return one.second == name; });
  return found == kNames.end() ? std::nullopt : std::optional(found->first);
}

std::vector<std::string> texts_of(const json& parent, const char* member) {
  if (!parent.contains(member)) return {};
  return parent.at(member).get<std::vector<std::string>>();
}

}  // namespace

std::string_view to_string(ReportClass value) {
  return std::find_if(kNames.begin(), kNames.end(),
                      [&](const auto& one) { return one.first == value; })
      ->second;
}

Result<Rules> Rules::load(std::span<const EmbeddedFile> files) {
  Rules rules;
  Faults faults;
  const auto read_class = [&](const json& one, const std::string& path) {
    const auto known = class_named(one.at("class").get<std::string>());
    if (!known) faults.push_back(damaged(path, "no such class"));
    return known.value_or(ReportClass::kUnknown);
  };
  try {
    const json document = json::parse(files.empty() ? std::string_view{} : files.front().bytes);
    rules.markers_ = texts_of(document, "markers");
    rules.robots_ = texts_of(document, "robots");
    for (const std::string& host : texts_of(document, "aliases")) {
      for (const auto& [marketplace, domains] : document.at("senders").items()) {
        for (const std::string& domain : texts_of(document.at("senders"), marketplace.c_str()))
          rules.aliases_.push_back(host + "." + domain);
      }
    }
    for (const json& one : document.at("texts")) {
      TextRule rule;
      rule.id = one.at("id").get<std::string>();
      rule.report_class = read_class(one, rule.id);
      rule.where = one.value("where", "any");
      if (one.contains("from"))
        rule.from = texts_of(document.at("senders"), one.at("from").get<std::string>().c_str());
      rule.names_order = one.value("order", false);
      if (one.contains("from") && rule.from.empty())
        faults.push_back(damaged(rule.id, "senders that nobody listed"));
      rule.all = texts_of(one, "all");
      rule.any = texts_of(one, "any");
      if (one.at("source").get<std::string>().empty() || (rule.all.empty() && rule.any.empty()))
        faults.push_back(damaged(rule.id, "a rule without source or pattern"));
      rules.texts_.push_back(std::move(rule));
    }
    for (const json& one : document.at("status")) {
      const auto status = one.at("status").get<std::string>();
      rules.status_[status] = {status, read_class(one, status)};
    }
  } catch (const json::exception& error) {
    faults.push_back(damaged("rules.json", error.what()));
  }
  if (!faults.empty()) return faults;
  return rules;
}

const Rules::StatusRule* Rules::for_status(std::string_view status) const {
  for (std::string_view code = status; !code.empty();
       code = code.substr(
           0, code.find_last_of('.') == std::string_view::npos ? 0 : code.find_last_of('.'))) {
    const auto found = status_.find(code);
    if (found != status_.end()) return &found->second;
  }
  return nullptr;
}

}  // namespace enclosure::messaging::bounce
