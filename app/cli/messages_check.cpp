// enclosure messages check [--language TAG] [--built-in]

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/messages.h"
#include "app/cli/output.h"
#include "app/flow/own_texts.h"

namespace enclosure::app {
namespace {

using messaging::policy::Outcome;

constexpr std::string_view kStageNames[] = {"documents", "review", "check_up"};

struct Options {
  std::optional<std::string> language;
  bool built_in = false;
};

std::string_view name_of(const CheckedText& text) {
  return kStageNames[static_cast<std::size_t>(text.stage) - 1];
}

web::MailRuling ruling_of(const CheckedText& text) {
  return app::ruling_of(
      fmt::format("{}/{} on {}", text.language.to_string(), name_of(text), to_string(text.channel)),
      text.outcome, text.findings);
}

nlohmann::ordered_json json_of(const CheckedText& text) {
  nlohmann::ordered_json json{{"language", text.language.to_string()},
                              {"stage", name_of(text)},
                              {"own", !text.is_built_in}};
  json.update(ruling_json(ruling_of(text)));
  json["channel"] = to_string(text.channel);
  json["faults"] = to_json(text.faults);
  return json;
}

void check(const Options& options, Context& context) {
  std::optional<LanguageTag> language;
  if (options.language) language = need(LanguageTag::parse(*options.language), kExitUsage);
  const Shop shop = need(Shop::open(context.workspace), kExitConfiguration);
  const Faults faults = shop.knowledge.templates.own_faults();
  const auto texts = check_texts(shop, options.built_in, language);
  std::size_t refused = 0;
  auto json = nlohmann::ordered_json::array();
  for (const CheckedText& text : texts) {
    refused += text.outcome == Outcome::kRefuse ? 1U : 0U;
    if (context.json) json.push_back(json_of(text));
    if (context.json) continue;
    if (text.outcome != Outcome::kAllow || !text.is_built_in) tell_ruling(ruling_of(text));
    if (faults.empty()) print_faults(text.faults);
  }
  if (!faults.empty() || refused > 0) context.exit_code = kExitCheckSaidNo;
  if (context.json)
    return print_json({{"faults", to_json(faults)}, {"texts", json}, {"refused", refused}});
  print_faults(faults);
  if (texts.empty() && faults.empty())
    return say(
        "There are no texts of your own: the built-in ones are sent. They go into "
        "messages/<language>/, docs/messages.md tells how.");
  say(fmt::format("{} on their channels, {} refused; {} in the files",
                  counted(texts.size(), "text"), refused, counted(faults.size(), "fault")));
}

}  // namespace

void add_messages_check(Command& messages, Context& context) {
  auto options = std::make_shared<Options>();
  Command* command = messages.add_subcommand(
      "check", "look at your own texts: syntax, slots, and the rules for messages on each channel");
  command->add_option("--language", options->language, "only of this language")->type_name("TAG");
  command->add_flag("--built-in", options->built_in, "look at the built-in texts, too");
  command->callback([options, &context] { check(*options, context); });
}

}  // namespace enclosure::app
