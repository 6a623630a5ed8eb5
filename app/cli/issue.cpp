// enclosure issue [ORDER…]

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/context.h"
#include "app/cli/issue_report.h"
#include "app/cli/output.h"

namespace enclosure::app {
namespace {

std::string_view name_of(IssueOutcome::Kind kind) {
  switch (kind) {
    case IssueOutcome::Kind::kIssued:
      return "issued";
    case IssueOutcome::Kind::kNoDocument:
      return "no_document";
    case IssueOutcome::Kind::kNotDue:
      return "not_due";
    case IssueOutcome::Kind::kIssuedBefore:
      return "issued_before";
    case IssueOutcome::Kind::kRefused:
      break;
  }
  return "refused";
}

nlohmann::ordered_json outcome_json(const IssueOutcome& outcome) {
  nlohmann::ordered_json json{{"order", outcome.order.to_string()},
                              {"outcome", name_of(outcome.kind)}};
  if (!outcome.shipment.empty()) json["shipment"] = outcome.shipment.to_string();
  if (!outcome.number.empty()) {
    json["number"] = outcome.number.to_string();
    json["language"] = outcome.language.to_string();
  }
  if (!outcome.reason.empty()) json["reason"] = outcome.reason;
  if (!outcome.warnings.empty()) json["warnings"] = outcome.warnings;
  if (!outcome.faults.empty()) json["faults"] = to_json(outcome.faults);
  return json;
}

std::vector<OrderId> orders_named(const std::vector<std::string>& names) {
  std::vector<OrderId> ids;
  for (const std::string& name : names) ids.push_back(need(OrderId::parse(name), kExitUsage));
  return ids;
}

}  // namespace

void IssueReport::add(const IssueOutcome& outcome) {
  ++counts[outcome.kind];
  if (outcome.kind == IssueOutcome::Kind::kRefused) {
    append(faults, under("order " + outcome.order.to_string(), outcome.faults));
  }
  outcomes.push_back(outcome);
}

IssueReport issue_all(const std::vector<OrderId>& orders, const Workspace& workspace, Instant now,
                      bool quiet) {
  IssueReport report;
  Progress progress("orders", orders.size(), quiet);
  for (const OrderId& order : orders) {
    for (const IssueOutcome& outcome : issue_order(order, workspace.shop, *workspace.store, now))
      report.add(outcome);
    progress.step();
  }
  return report;
}

void add_issue(CLI::App& program, Context& context) {
  auto names = std::make_shared<std::vector<std::string>>();
  CLI::App* command = program.add_subcommand(
      "issue", "issue what is due: number, document, archive entry, message plan");
  command->add_option("ORDER", *names, "only these orders");
  command->callback([names, &context] {
    const Workspace workspace = open_for_writing(context);
    auto orders = orders_named(*names);
    if (names->empty()) {
      orders = workspace.store->read<std::vector<OrderId>>(
          [](StoreTransaction& tx) { return tx.order_ids(); });
    }
    const IssueReport report = issue_all(orders, workspace, context.now(), context.quiet);
    if (context.json) {
      auto json = nlohmann::ordered_json::array();
      for (const IssueOutcome& outcome : report.outcomes) json.push_back(outcome_json(outcome));
      print_json({{"orders", json}});
    } else {
      using Kind = IssueOutcome::Kind;
      const auto count = [&](Kind kind) {
        return report.counts.contains(kind) ? report.counts.at(kind) : 0;
      };
      say(fmt::format("{} issued, {} issued before, {} without document, {} not due, {} refused",
                      count(Kind::kIssued), count(Kind::kIssuedBefore), count(Kind::kNoDocument),
                      count(Kind::kNotDue), count(Kind::kRefused)));
      print_faults(report.faults);
    }
    if (!report.faults.empty()) context.exit_code = kExitBadData;
  });
}

}  // namespace enclosure::app
