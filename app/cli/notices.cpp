#include "app/cli/notices.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/output.h"

namespace enclosure::app {

std::string notice_line(const invoice::PdfNotice& notice) {
  return fmt::format("Take care, {} {} since {} ({}): {}", notice.state,
                     invoice::code_of(notice.kind), to_string(notice.rule.valid.since),
                     notice.rule.system, notice.rule.warning);
}

nlohmann::ordered_json notice_json(const invoice::PdfNotice& notice) {
  nlohmann::ordered_json json{
      {"state", notice.state},
      {"kind", invoice::code_of(notice.kind)},
      {"verdict", notice.forbids() ? "not_enough" : "suffices_with_conditions"},
      {"system", notice.rule.system},
      {"since", to_string(notice.rule.valid.since)}};
  json["until"] = nullptr;
  if (notice.rule.valid.until) json["until"] = to_string(*notice.rule.valid.until);
  json["text"] = notice.rule.warning;
  return json;
}

nlohmann::ordered_json ownership_json(const invoice::Ownership& ownership) {
  nlohmann::ordered_json json{{"who", invoice::to_string(ownership.who)},
                              {"reason", ownership.reason},
                              {"evidence", nlohmann::ordered_json::array()}};
  for (const invoice::Ground& fact : ownership.evidence)
    json["evidence"].push_back({{"statement", fact.statement}, {"source", fact.source}});
  return json;
}

std::string ownership_text(const invoice::Ownership& ownership) {
  std::string text =
      fmt::format("Who issues: {} ({}).", invoice::to_string(ownership.who), ownership.reason);
  for (const invoice::Ground& fact : ownership.evidence)
    text += " " + fact.statement + (fact.source.empty() ? "" : " [" + fact.source + "]");
  return text;
}

void NoticeBoard::add(const invoice::PdfNotice& notice) {
  Entry& entry = entries_[{notice.state, notice.kind}];
  entry.notice = notice;
  ++entry.documents;
}

void NoticeBoard::say_all() const {
  for (const auto& [key, entry] : entries_) {
    say(fmt::format("{} [{} {}{}]", notice_line(entry.notice), entry.documents,
                    entry.documents == 1 ? "document" : "documents",
                    entry.notice.forbids() ? ", held" : ""));
  }
}

}  // namespace enclosure::app
