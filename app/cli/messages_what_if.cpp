// enclosure messages what-if [--config FILE] [--from DATE] [--to DATE]

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "app/cli/messages.h"
#include "app/cli/output.h"
#include "app/flow/dispatch.h"
#include "app/flow/what_if.h"
#include "app/store/files.h"

namespace enclosure::app {
namespace {

struct Options {
  std::string config;
  std::optional<std::string> from;
  std::optional<std::string> to;
};

std::optional<std::string> environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

std::optional<Date> day_of(const std::optional<std::string>& text) {
  return text ? std::optional<Date>(need(parse_date(*text), kExitUsage)) : std::nullopt;
}

std::string told(const PlannedEnd& end) {
  std::string text = end.outcome;
  if (end.at) text += " " + to_string(*end.at);
  if (!end.reason.empty()) text += " " + end.reason;
  return text + (end.asks_for_review ? " (asks)" : "");
}

nlohmann::ordered_json json_of(const PlannedEnd& end) {
  return {{"outcome", end.outcome},
          {"at", end.at ? nlohmann::ordered_json(to_string(*end.at)) : nlohmann::ordered_json()},
          {"reason", end.reason},
          {"asks_for_review", end.asks_for_review},
          {"explanation", explain_message_reason(end.reason)}};
}

nlohmann::ordered_json under_way_json(const WhatIf& result) {
  auto json = nlohmann::ordered_json::array();
  for (const RequestUnderWay& one : result.under_way)
    json.push_back({{"order", one.order.to_string()},
                    {"stage", static_cast<int>(one.stage)},
                    {"fate", to_string(one.fate)},
                    {"explanation", explain_under_way(one.stage, one.fate)}});
  return json;
}

/// Requests under way, by stage and fate, each kind with its first orders.
void tell_under_way(const WhatIf& result) {
  constexpr std::size_t kNamed = 5;
  std::map<std::pair<messaging::Stage, UnderWay>, std::vector<std::string>> kinds;
  for (const RequestUnderWay& one : result.under_way)
    kinds[{one.stage, one.fate}].push_back(one.order.to_string());
  for (const auto& [kind, orders] : kinds) {
    std::string named;
    for (std::size_t i = 0; i < std::min(kNamed, orders.size()); ++i)
      named += (i == 0 ? "" : ", ") + orders[i];
    if (orders.size() > kNamed) named += ", …";
    say(fmt::format("Take care, {} under way {} ({}): {}", counted(orders.size(), "request"),
                    kind.second == UnderWay::kLost ? "would be lost" : "would stay as planned",
                    named, explain_under_way(kind.first, kind.second)));
  }
}

/// The changed copy; what is in it may name files of the workspace.
Config read_changed(const std::string& file, const Context& context) {
  constexpr std::size_t kMostBytes = 16U << 20U;
  const std::string bytes = need(read_input(file, kMostBytes), kExitBadData);
  return need(parse_config(bytes, context.workspace, environment), kExitConfiguration);
}

void run(const Options& options, Context& context) {
  const DateRange range{day_of(options.from), day_of(options.to)};
  if (range.from && range.to && *range.to < *range.from) {
    throw CommandFaults(kExitUsage, {{"USAGE", "--to", "it lies before --from: no day is between",
                                      "exchange the two"}});
  }
  const Config changed = read_changed(options.config, context);
  const Workspace workspace = open_for_reading(context);
  Shop after = workspace.shop;
  after.config = changed;
  const WhatIf result = workspace.store->read<WhatIf>([&](StoreTransaction& tx) {
    return what_if(workspace.shop, after, tx, range, context.now());
  });
  if (context.json) {
    auto json = nlohmann::ordered_json::array();
    for (const PlanDifference& one : result.differences)
      json.push_back({{"order", one.order.to_string()},
                      {"stage", static_cast<int>(one.stage)},
                      {"before", json_of(one.before)},
                      {"after", json_of(one.after)}});
    return print_json(
        {{"orders", result.orders}, {"differences", json}, {"under_way", under_way_json(result)}});
  }
  Table table({"order", "stage", "as it is", "as it would be"});
  for (const PlanDifference& one : result.differences)
    table.add({one.order.to_string(), std::to_string(static_cast<int>(one.stage)), told(one.before),
               told(one.after)});
  if (!table.empty()) say(table.to_string());
  tell_under_way(result);
  say(fmt::format("{} looked at, {} would end otherwise. Nothing was changed.",
                  counted(result.orders, "order"), counted(result.differences.size(), "message")));
}

}  // namespace

void add_messages_what_if(Command& messages, Context& context) {
  auto options = std::make_shared<Options>();
  Command* command = messages.add_subcommand(
      "what-if", "plan past orders again under another configuration, in thought alone");
  command->add_option("--config", options->config, "a changed copy of enclosure.json")
      ->required()
      ->type_name("FILE");
  command->add_option("--from", options->from, "orders from this day on")->type_name("DATE");
  command->add_option("--to", options->to, "orders up to this day")->type_name("DATE");
  command->callback([options, &context] { run(*options, context); });
}

}  // namespace enclosure::app
