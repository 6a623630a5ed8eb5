#include "app/flow/document_json.h"

#include <nlohmann/json.hpp>

#include "core/text.h"

namespace enclosure::app {
namespace {

constexpr std::size_t kLongestReason = 200;

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

Money refunded(const invoice::InvoiceContent& document) {
  const Money total = document.totals.total_with_vat;
  return document.totals.rounding ? total + *document.totals.rounding : total;
}

std::string reason_text(std::string_view text, std::string_view path, Faults& faults) {
  if (text.empty()) return {};
  std::string reason = take(single_line(text), path, faults);
  if (reason.size() > kLongestReason) {
    faults.push_back(
        {"TEXT-003", std::string(path), "the reason is longer than 200 bytes", "shorten it"});
  }
  return reason;
}

}  // namespace enclosure::app
