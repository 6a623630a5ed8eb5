// enclosure issue [ORDER…]

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/cli/context.h"
#include "app/cli/issue_report.h"
#include "app/cli/notices.h"
#include "app/cli/output.h"
#include "app/flow/ask_register.h"
#include "app/store/lock.h"
#include "app/store/patience.h"

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
    case IssueOutcome::Kind::kHeld:
      return "held";
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
  if (outcome.ownership) json["issuer"] = ownership_json(*outcome.ownership);
  if (outcome.pdf_notice) json["national_system"] = notice_json(*outcome.pdf_notice);
  if (!outcome.faults.empty()) json["faults"] = to_json(outcome.faults);
  return json;
}

bool is_held(const std::vector<IssueOutcome>& outcomes) {
  return std::any_of(outcomes.begin(), outcomes.end(), [](const IssueOutcome& outcome) {
    return outcome.kind == IssueOutcome::Kind::kHeld;
  });
}

std::vector<OrderId> orders_named(const std::vector<std::string>& names) {
  std::vector<OrderId> ids;
  for (const std::string& name : names) ids.push_back(need(OrderId::parse(name), kExitUsage));
  return ids;
}

}  // namespace

void IssueReport::add(const IssueOutcome& outcome) {
  ++counts[outcome.kind];
  Faults told = under("order " + outcome.order.to_string(), outcome.faults);
  if (outcome.kind == IssueOutcome::Kind::kRefused) append(faults, std::move(told));
  if (outcome.kind == IssueOutcome::Kind::kHeld) append(held, std::move(told));
  outcomes.push_back(outcome);
}

IssueReport issue_all(const std::vector<OrderId>& orders, const Workspace& workspace, Instant now,
                      bool quiet, unsigned jobs) {
  const auto registry = open_registry(workspace.shop);
  Progress progress("orders", orders.size(), quiet);
  Crew crew(jobs);
  auto outcomes = issue_orders(orders, workspace.shop, *workspace.store, now, crew,
                               [&](std::size_t done) { progress.reach(done, orders.size()); });
  if (registry) {
    {
      const JobLock asks = JobLock::take(workspace.shop.workspace, Job::kRegister, kPatience,
                                         [](const std::string& who) { complain(who); });
      ask_what_is_due(workspace.shop, *workspace.store, *registry, now);
    }
    for (std::size_t i = 0; i < orders.size(); ++i) {
      if (is_held(outcomes[i]))
        outcomes[i] = issue_order(orders[i], workspace.shop, *workspace.store, now);
    }
  }
  IssueReport report;
  for (const auto& of_order : outcomes) {
    for (const IssueOutcome& outcome : of_order) report.add(outcome);
  }
  return report;
}

void add_issue(Command& program, Context& context) {
  auto names = std::make_shared<std::vector<std::string>>();
  auto jobs = std::make_shared<unsigned>(hardware_jobs());
  Command* command = program.add_subcommand(
      "issue", "issue what is due: number, document, archive entry, message plan");
  command->add_option("ORDER", *names, "only these orders");
  command->add_option("--jobs", *jobs, "how many threads render; as many as there are cores")
      ->between(1, 64);
  command->callback([names, jobs, &context] {
    const Workspace workspace = open_for_writing(context);
    need_setup(workspace.shop);
    auto orders = orders_named(*names);
    if (names->empty()) {
      orders = workspace.store->read<std::vector<OrderId>>(
          [](StoreTransaction& tx) { return tx.order_ids(); });
    }
    const IssueReport report = issue_all(orders, workspace, context.now(), context.quiet, *jobs);
    if (context.json) {
      auto json = nlohmann::ordered_json::array();
      for (const IssueOutcome& outcome : report.outcomes) json.push_back(outcome_json(outcome));
      print_json({{"orders", json}});
    } else {
      using Kind = IssueOutcome::Kind;
      const auto count = [&](Kind kind) {
        return report.counts.contains(kind) ? report.counts.at(kind) : 0;
      };
      say(fmt::format(
          "{} issued, {} issued before, {} without document, {} not due, {} held, {} refused",
          count(Kind::kIssued), count(Kind::kIssuedBefore), count(Kind::kNoDocument),
          count(Kind::kNotDue), count(Kind::kHeld), count(Kind::kRefused)));
      NoticeBoard board;
      for (const IssueOutcome& outcome : report.outcomes) {
        if (outcome.pdf_notice) board.add(*outcome.pdf_notice);
      }
      board.say_all();
      print_faults(report.held);
      print_faults(report.faults);
    }
    if (!report.held.empty()) context.exit_code = kExitTryLater;
    if (!report.faults.empty()) context.exit_code = kExitBadData;
  });
}

}  // namespace enclosure::app
