// What the policy says to a mail, for people and for scripts.

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/cli/messages.h"
#include "app/cli/output.h"

namespace enclosure::app {

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
