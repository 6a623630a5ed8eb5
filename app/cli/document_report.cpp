#include "app/cli/document_report.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/cli/output.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

constexpr std::size_t kLongestReason = 200;
constexpr std::size_t kWidestDescription = 40;  // with the figures it fits into 80 columns

std::string what_of(const invoice::InvoiceLine& line) {
  const std::string name = line.description.empty()
                               ? std::string(to_string(line.kind))
                               : shortened(line.description, kWidestDescription);
  return line.reduces_price ? name + " (price reduced)" : name;
}

}  // namespace

nlohmann::ordered_json document_json(const invoice::InvoiceContent& document) {
  nlohmann::ordered_json json{{"number", document.number.to_string()},
                              {"kind", to_string(document.kind())}};
  if (!document.preceding.empty())
    json["preceding"] = document.preceding.front().number.to_string();
  json["order"] = document.order.to_string();
  if (!document.shipment.empty()) json["shipment"] = document.shipment.to_string();
  json["issue_date"] = enclosure::to_string(document.issue_date);
  json["language"] = document.language.to_string();
  json["currency"] = document.currency.to_string();
  json["scheme"] = document.scheme;
  if (!document.correction_reason.empty()) json["reason"] = document.correction_reason;
  json["lines"] = nlohmann::ordered_json::array();
  for (const invoice::InvoiceLine& line : document.lines) {
    json["lines"].push_back({{"id", line.id},
                             {"order_line", line.order_line.to_string()},
                             {"kind", to_string(line.kind)},
                             {"quantity", line.quantity.normalised().to_string()},
                             {"reduces_price", line.reduces_price},
                             {"category", to_string(line.vat_category)},
                             {"rate", line.vat_rate.normalised().to_string()},
                             {"net", line.net.to_string()},
                             {"gross", line.gross.to_string()}});
  }
  json["groups"] = nlohmann::ordered_json::array();
  for (const invoice::VatBreakdown& group : document.breakdown) {
    json["groups"].push_back({{"category", to_string(group.category)},
                              {"rate", group.rate.normalised().to_string()},
                              {"net", group.taxable.to_string()},
                              {"vat", group.vat.to_string()},
                              {"gross", group.gross.to_string()}});
  }
  json["totals"] = {{"net", document.totals.total_without_vat.to_string()},
                    {"vat", document.totals.vat_total.to_string()},
                    {"gross", document.totals.total_with_vat.to_string()}};
  if (document.totals.rounding) json["totals"]["rounding"] = document.totals.rounding->to_string();
  return json;
}

std::string lines_table(const invoice::InvoiceContent& document) {
  Table table({"#", "what", "quantity", "net", "gross"}, "  ");
  for (const std::size_t column : {2U, 3U, 4U}) table.align_right(column);
  for (const invoice::InvoiceLine& line : document.lines) {
    table.add({line.id, what_of(line), line.quantity.normalised().to_string(), line.net.to_string(),
               line.gross.to_string()});
  }
  return table.to_string();
}

Money refunded(const invoice::InvoiceContent& document) {
  const Money total = document.totals.total_with_vat;
  return document.totals.rounding ? total + *document.totals.rounding : total;
}

ExitCode exit_code_for(const Faults& faults) {
  const bool waits = std::all_of(faults.begin(), faults.end(), [](const Fault& fault) {
    return fault.code == "VIES-001" || fault.code == "NUMBER-007";
  });
  return waits ? kExitTryLater : kExitBadData;
}

std::string reason_text(std::string_view text, Faults& faults) {
  if (text.empty()) return {};
  std::string reason = take(single_line(text), "--reason", faults);
  if (reason.size() > kLongestReason) {
    faults.push_back({"TEXT-003", "--reason", "the reason is longer than 200 bytes", "shorten it"});
  }
  return reason;
}

}  // namespace enclosure::app
