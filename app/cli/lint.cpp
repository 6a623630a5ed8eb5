// enclosure lint [FILE] [--locale TAG] [--cases FILE]

#include <fmt/format.h>

#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "app/cli/context.h"
#include "app/cli/output.h"
#include "app/import/policy_cases.h"
#include "app/store/files.h"
#include "core/text.h"
#include "messaging/policy/check.h"
#include "messaging/policy/data.h"

namespace enclosure::app {
namespace {

using messaging::policy::Finding;
using messaging::policy::MessageDraft;
using messaging::policy::Mode;
using messaging::policy::Outcome;
using messaging::policy::Policy;
using messaging::policy::PolicyContext;
using messaging::policy::Scope;
using messaging::policy::Verdict;

constexpr std::size_t kLongestText = 256UL * 1024;
constexpr std::size_t kLongestCases = 64UL * 1024 * 1024;

struct Options {
  std::string file;
  std::string cases;
  std::optional<std::string> locale;
  std::string scope = "message";
  std::string channel = "amazon";
  std::string fulfilment = "FBM";
  std::string mode = "strict";
  std::vector<std::string> attachments;
  std::vector<std::string> hosts;
  std::vector<std::string> items;
};

/// FILE, or standard input up to the limit and one byte more.
std::string read_text(const std::string& file) {
  if (!file.empty() && file != "-") return need(read_file(file, kLongestText), kExitBadData);
  std::string text;
  for (std::istreambuf_iterator<char> at(std::cin), end; at != end && text.size() <= kLongestText;
       ++at)
    text += *at;
  return text;
}

Faults faults_of(const std::string& text, const std::string& path) {
  if (text.size() > kLongestText)
    return {{"LINT-002", path, "the text is longer than 256 KiB", "no mail is that long"}};
  if (!is_utf8(text)) return {{"LINT-001", path, "the text is not UTF-8", "save it as UTF-8"}};
  return {};
}

nlohmann::ordered_json json_of(const Finding& finding) {
  return {{"rule", finding.rule},
          {"weight", to_string(finding.weight)},
          {"begin", finding.begin},
          {"end", finding.end},
          {"quote", finding.quote},
          {"reason", finding.reason},
          {"suggestion", finding.suggestion}};
}

nlohmann::ordered_json json_of(const std::string& id, const Verdict& verdict) {
  auto findings = nlohmann::ordered_json::array();
  for (const Finding& finding : verdict.findings) findings.push_back(json_of(finding));
  nlohmann::ordered_json json;
  if (!id.empty()) json["id"] = id;
  json["verdict"] = verdict.outcome == Outcome::kRefuse ? "refuse" : "allow";
  json["rules"] = verdict.refusing_rules();
  json["words_checked"] = verdict.words_checked;
  json["findings"] = std::move(findings);
  return json;
}

void tell(const std::string& name, const Verdict& verdict) {
  say(fmt::format("{} {}",
                  verdict.outcome == Outcome::kRefuse ? "REFUSED"
                  : verdict.outcome == Outcome::kWarn ? "WARNING"
                                                      : "OK",
                  name));
  for (const Finding& finding : verdict.findings) {
    say(fmt::format("  {} {}{}", finding.rule, finding.reason,
                    finding.quote.empty() ? "" : " \"" + finding.quote + "\""));
    if (!finding.suggestion.empty()) say("      instead: " + finding.suggestion);
  }
}

void lint_cases(const Options& options, const Policy& policy, Context& context) {
  const auto bytes = need(read_file(options.cases, kLongestCases), kExitBadData);
  const auto cases = need(policy_cases_from_json(bytes), kExitBadData);
  Faults faults;
  for (const PolicyCase& one : cases) append(faults, faults_of(one.draft.text, one.id));
  if (!faults.empty()) throw CommandFaults(kExitBadData, std::move(faults));
  auto json = nlohmann::ordered_json::array();
  std::size_t refused = 0;
  for (const PolicyCase& one : cases) {
    const Verdict verdict = check(one.draft, one.context, policy);
    refused += verdict.outcome == Outcome::kRefuse;
    if (context.json)
      json.push_back(json_of(one.id, verdict));
    else if (verdict.outcome != Outcome::kAllow)
      tell(one.id, verdict);
  }
  if (context.json)
    print_json(json);
  else
    say(fmt::format("{}, {} refused", counted(cases.size(), "text"), refused));
  if (refused > 0) context.exit_code = kExitCheckSaidNo;
}

PolicyContext context_of(const Options& options) {
  PolicyContext context;
  const bool shop = options.channel == "shop";
  context.channel = shop ? Channel::kShop : Channel::kAmazon;
  context.fulfilment = shop                          ? Fulfilment::kShop
                       : options.fulfilment == "FBA" ? Fulfilment::kFba
                                                     : Fulfilment::kFbm;
  context.mode = options.mode == "relaxed" ? Mode::kRelaxed : Mode::kStrict;
  context.invoice_hosts = options.hosts;
  context.order_items = options.items;
  for (const char* end : {"de", "fr", "it", "es", "nl", "pl", "se", "com.be", "ie", "co.uk"})
    context.review_link_prefixes.push_back(
        fmt::format("https://www.amazon.{}/review/create-review?asin=", end));
  return context;
}

void lint_text(const Options& options, const Policy& policy, Context& context) {
  const PolicyContext around = context_of(options);
  if (auto fault = mode_fault(around.mode, around.fulfilment))
    throw CommandFaults(kExitUsage, {*std::move(fault)});
  MessageDraft draft;
  draft.text = read_text(options.file);
  const std::string name = options.file.empty() ? "standard input" : options.file;
  if (Faults faults = faults_of(draft.text, name); !faults.empty())
    throw CommandFaults(kExitBadData, std::move(faults));
  draft.scope = options.scope == "sentence"  ? Scope::kSentence
                : options.scope == "subject" ? Scope::kSubject
                                             : Scope::kMessage;
  draft.attachments = options.attachments;
  draft.language = options.locale ? need(LanguageTag::parse(*options.locale), kExitUsage)
                                  : guess_language(draft.text, policy);
  const Verdict verdict = check(draft, around, policy);
  if (context.json) {
    print_json(json_of("", verdict));
  } else {
    tell(name + " [" + draft.language.to_string() + "]", verdict);
  }
  if (verdict.outcome == Outcome::kRefuse) context.exit_code = kExitCheckSaidNo;
}

}  // namespace

void add_lint(Command& program, Context& context) {
  auto options = std::make_shared<Options>();
  Command* command =
      program.add_subcommand("lint", "judges a text for buyers by the rules for messages");
  command->add_option("FILE", options->file, "the text, rendered; none or -: standard input");
  command->add_option("--locale", options->locale, "the buyer's language; else it is found out")
      ->type_name("TAG");
  command->add_option("--cases", options->cases, "texts with their context, docs/policy.md")
      ->type_name("FILE");
  command->add_option("--scope", options->scope, "how much of a message it is")
      ->one_of({"message", "sentence", "subject"})
      ->capture_default_str();
  command->add_option("--channel", options->channel, "where the order comes from")
      ->one_of({"amazon", "shop"})
      ->capture_default_str();
  command->add_option("--fulfilment", options->fulfilment, "who sends the goods of Amazon's orders")
      ->one_of({"FBA", "FBM"})
      ->capture_default_str();
  command->add_option("--mode", options->mode, "relaxed: some rules warn, for FBM alone")
      ->one_of({"strict", "relaxed"})
      ->capture_default_str();
  command->add_option("--attachment", options->attachments, "a kind: invoice, manual, warranty")
      ->type_name("KIND")
      ->allow_extra_args(false);
  command->add_option("--host", options->hosts, "a host that links may lead to")
      ->type_name("HOST")
      ->allow_extra_args(false);
  command->add_option("--item", options->items, "an ordered ASIN")
      ->type_name("ASIN")
      ->allow_extra_args(false);
  command->callback([options, &context] {
    if (!options->file.empty() && !options->cases.empty())
      throw CommandFaults(kExitUsage, {{"USAGE", "", "either FILE or --cases", "leave one out"}});
    const Policy policy = need(Policy::load(policy_data::files()), kExitOurBug);
    if (options->cases.empty())
      lint_text(*options, policy, context);
    else
      lint_cases(*options, policy, context);
  });
}

}  // namespace enclosure::app
