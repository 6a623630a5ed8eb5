// What the policy says to a mail, for people and for scripts.

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/cli/messages.h"
#include "app/cli/output.h"

namespace enclosure::app {

namespace {

/// Without tags, and on one line.
std::string plain(std::string_view quote) {
  std::string text;
  bool in_tag = false;
  for (const char c : quote) {
    in_tag = in_tag ? c != '>' : c == '<';
    const bool blank = in_tag || c == '>' || c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!blank) text += c;
    if (blank && !text.empty() && text.back() != ' ') text += ' ';
  }
  while (text.ends_with(' ')) text.pop_back();
  return text;
}

}  // namespace

web::MailRuling ruling_of(std::string channel, messaging::policy::Outcome outcome,
                          const std::vector<messaging::policy::Finding>& findings) {
  web::MailRuling ruling{std::move(channel), std::string(to_string(outcome)), {}};
  for (const auto& one : findings) {
    web::MailFinding finding{one.rule, plain(one.quote), one.reason, one.suggestion};
    const bool known = std::any_of(
        ruling.findings.begin(), ruling.findings.end(), [&](const web::MailFinding& other) {
          return other.rule == finding.rule && other.quote == finding.quote &&
                 other.reason == finding.reason;
        });
    if (!known) ruling.findings.push_back(std::move(finding));
  }
  return ruling;
}

nlohmann::ordered_json ruling_json(const web::MailRuling& ruling) {
  nlohmann::ordered_json json{{"channel", ruling.channel}, {"verdict", ruling.outcome}};
  json["rules"] = nlohmann::ordered_json::array();
  json["findings"] = nlohmann::ordered_json::array();
  for (const web::MailFinding& one : ruling.findings) {
    if (std::find(json["rules"].begin(), json["rules"].end(), one.rule) == json["rules"].end())
      json["rules"].push_back(one.rule);
    json["findings"].push_back({{"rule", one.rule},
                                {"quote", one.quote},
                                {"reason", one.reason},
                                {"suggestion", one.suggestion}});
  }
  return json;
}

void tell_ruling(const web::MailRuling& ruling) {
  say(fmt::format("{:8} {}",
                  ruling.outcome == "refuse" ? "REFUSED"
                  : ruling.outcome == "warn" ? "WARNING"
                                             : "OK",
                  ruling.channel));
  for (const web::MailFinding& one : ruling.findings) {
    say(fmt::format("  {} {}{}", one.rule, one.reason,
                    one.quote.empty() ? "" : " \"" + one.quote + "\""));
    if (!one.suggestion.empty()) say("      instead: " + one.suggestion);
  }
}

}  // namespace enclosure::app
