// enclosure tax --cases FILE

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/context.h"
#include "app/cli/output.h"
#include "app/import/own_json.h"
#include "app/store/files.h"
#include "core/text.h"
#include "invoice/data/data.h"
#include "invoice/tax/report.h"

namespace enclosure::app {
namespace {

struct Answer {
  std::string id;
  bool is_read;  ///< else the file has to be mended first
  Result<invoice::TaxDecision> decision;
  Result<invoice::Amounts> amounts;
};

/// Both are told where the case as a whole is wrong.
Faults faults_of(const TaxCase& one) {
  Faults faults;
  if (!one.seller) append(faults, one.seller.faults());
  if (!one.order && (one.seller || one.order.faults() != one.seller.faults()))
    append(faults, one.order.faults());
  return faults;
}

/// "S05 at [4]".
std::string name_of(const TaxCase& one) {
  if (one.path.empty() || one.path == one.id) return one.id.empty() ? "the only one" : one.id;
  return one.id + " at " + one.path;
}

/// Decides one case on its day of supply. A case has no shipments: it is its own only consignment.
Answer answer(const TaxCase& one, const invoice::TaxLaw& law) {
  Faults unread = faults_of(one);
  if (!unread.empty()) return {one.id, false, unread, unread};
  if (!one.order->supply_date) {
    const Faults undated{{"TAX-002", "order.supply_date", "the day of supply is missing",
                          "write it as year-month-day: the rate depends on it"}};
    return {one.id, true, undated, undated};
  }
  auto decision = invoice::decide_tax(*one.order, *one.seller, *one.order->supply_date, law);
  if (!decision) return {one.id, true, decision.faults(), decision.faults()};
  if (decision->document == invoice::DocumentKind::kNone)
    return {one.id, true, decision, invoice::Amounts{}};
  auto amounts = invoice::compute_amounts(*one.order, *decision);
  return {one.id, true, std::move(decision), std::move(amounts)};
}

std::string outcome_of(const Answer& answer) {
  if (!answer.is_read) return "unreadable";
  if (!answer.decision) return "refused";
  if (!answer.amounts) return "refused";
  return answer.decision->document == invoice::DocumentKind::kNone ? "no document" : "decided";
}

/// Some hundred thousand cases; all are in memory.
constexpr std::size_t kMostBytes = 256U << 20U;

void decide_cases(const std::string& file, Context& context) {
  const auto law = need(invoice::TaxLaw::load(law_data::files()), kExitOurBug);
  const auto cases =
      need(tax_cases_from_json(need(read_input(file, kMostBytes), kExitBadData)), kExitBadData);
  auto json = nlohmann::ordered_json::array();
  Table table({"case", "outcome", "scheme", "place", "net", "VAT", "gross"});
  for (const std::size_t column : {4U, 5U, 6U}) table.align_right(column);
  Faults faults;
  std::vector<std::string> unread;
  for (const TaxCase& one : cases) {
    const Answer result = answer(one, law);
    if (!result.is_read) unread.push_back(name_of(one));
    const Order* order = one.order ? &*one.order : nullptr;
    if (context.json) {
      json.push_back(nlohmann::ordered_json::parse(
          invoice::tax_report_json(result.id, order, result.decision, result.amounts)));
      continue;
    }
    const bool decided = outcome_of(result) == "decided";
    table.add({result.id, outcome_of(result),
               std::string(result.decision ? result.decision->scheme : ""),
               result.decision ? result.decision->place_of_supply.value_or("") : "",
               decided ? result.amounts->totals.total_without_vat.to_string() : "",
               decided ? result.amounts->totals.vat_total.to_string() : "",
               decided ? result.amounts->totals.total_with_vat.to_string() : ""});
    if (!result.is_read) {
      append(faults, result.decision.faults());  // their paths begin with the case
    } else if (!result.decision) {
      append(faults, under(result.id, result.decision.faults()));
    } else if (!result.amounts) {
      append(faults, under(result.id, result.amounts.faults()));
    }
  }
  if (context.json) {
    print_json(json);
  } else {
    say(table.to_string());
    print_faults(faults);
    if (!unread.empty())
      complain(fmt::format("{} cannot be read: {}", counted(unread.size(), "case"),
                           fmt::join(unread, ", ")));
  }
  if (!unread.empty()) context.exit_code = kExitBadData;
}

}  // namespace

void add_tax(Command& program, Context& context) {
  auto file = std::make_shared<std::string>();
  Command* command =
      program.add_subcommand("tax", "the VAT decision and the amounts of each case in a file");
  command->add_option("--cases", *file, "cases as docs/order-format.md describes them")
      ->required()
      ->type_name("FILE");
  command->callback([file, &context] { decide_cases(*file, context); });
}

}  // namespace enclosure::app
