// enclosure explain ORDER: the VAT decision in words, with its grounds.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/context.h"
#include "app/cli/output.h"
#include "app/flow/issue.h"
#include "app/flow/order_state.h"
#include "invoice/tax/report.h"

namespace enclosure::app {
namespace {

/// The order with everything that is known of it, whether it has left or not: `explain` also tells
/// what would be.
Order order_for(const OrderId& id, const Workspace& workspace, Instant now) {
  return workspace.store->read<Order>([&](StoreTransaction& tx) {
    const auto stored = tx.order(id);
    if (!stored) {
      throw CommandFaults(kExitBadData, {{"EXPLAIN-001", id.to_string(), "there is no such order",
                                          "import it first"}});
    }
    return as_of(stored->order, tx.events_of(id), now);
  });
}

void tell(const Decided& part, const invoice::Amounts& amounts) {
  say(part.shipment.empty()
          ? fmt::format("Order {}, supplied on {}", part.order.id.to_string(),
                        to_string(part.supply_date))
          : fmt::format("Order {}, shipment {}, supplied on {}", part.order.id.to_string(),
                        part.shipment.to_string(), to_string(part.supply_date)));
  const invoice::TaxDecision& decision = part.decision;
  if (decision.document == invoice::DocumentKind::kNone) {
    say(fmt::format("  No document ({}), scenario {}", decision.reason, decision.scenario));
  } else {
    say(fmt::format("  {} in {}, scenario {}, rules of {}", decision.scheme,
                    decision.place_of_supply.value_or("-"), decision.scenario,
                    decision.invoicing_rules_of));
  }
  std::size_t step = 0;
  for (const invoice::Ground& ground : decision.grounds) {
    say(fmt::format("  {}. {}{}", ++step, ground.statement,
                    ground.source.empty() ? "" : " (" + ground.source + ")"));
  }
  for (const std::string& warning : decision.warnings) say("  Take care: " + warning);
  if (decision.document == invoice::DocumentKind::kNone) return;
  Table table({"  category", "rate %", "net", "VAT", "gross"});
  for (const std::size_t column : {1U, 2U, 3U, 4U}) table.align_right(column);
  for (const invoice::VatBreakdown& group : amounts.breakdown) {
    table.add({"  " + std::string(to_string(group.category)), group.rate.to_string(),
               group.taxable.to_string(), group.vat.to_string(), group.gross.to_string()});
  }
  say(table.to_string());
  say(fmt::format("  Total {} {} + {} VAT = {}", amounts.totals.total_without_vat.to_string(),
                  part.order.currency.to_string(), amounts.totals.vat_total.to_string(),
                  amounts.totals.total_with_vat.to_string()));
}

void explain(const std::string& name, Context& context) {
  const OrderId id = need(OrderId::parse(name), kExitUsage);
  const Workspace workspace = open_for_reading(context);
  const Order order = order_for(id, workspace, context.now());
  const auto parts = need(decide_order(order, workspace.shop), kExitBadData);
  if (parts.empty()) {
    throw CommandFaults(
        kExitBadData,
        {{"EXPLAIN-002", name,
          "the order has not been shipped and names no day of supply, so no rate can be found",
          "wait for the shipping event, or give the order a supply_date"}});
  }
  auto json = nlohmann::ordered_json::array();
  for (const Decided& part : parts) {
    invoice::Amounts amounts;
    if (part.decision.document == invoice::DocumentKind::kInvoice)
      amounts = need(invoice::compute_amounts(part.order, part.decision), kExitBadData);
    if (!context.json) {
      tell(part, amounts);
      continue;
    }
    auto one = nlohmann::ordered_json::parse(
        invoice::tax_report_json(id.to_string(), part.decision, amounts));
    one["scenario"] = part.decision.scenario;
    one["shipment"] = part.shipment.to_string();
    one["grounds"] = nlohmann::ordered_json::array();
    for (const invoice::Ground& ground : part.decision.grounds)
      one["grounds"].push_back({{"statement", ground.statement}, {"source", ground.source}});
    json.push_back(std::move(one));
  }
  if (context.json) print_json(json);
}

}  // namespace

void add_explain(CLI::App& program, Context& context) {
  auto order = std::make_shared<std::string>();
  CLI::App* command =
      program.add_subcommand("explain", "tell in words why an order is taxed as it is");
  command->add_option("ORDER", *order, "the order's number")->required();
  command->callback([order, &context] { explain(*order, context); });
}

}  // namespace enclosure::app
