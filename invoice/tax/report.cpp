#include "invoice/tax/report.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace enclosure::invoice {
namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(std::string_view text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

std::string rate_text(Percent rate) {
  return rate.normalised().to_string();
}

Json line_treatment(const LineTreatment& line) {
  return {{"category", to_string(line.category)}, {"rate", rate_text(line.rate)}};
}

/// "*" when all lines are treated alike, else by line.
Json line_treatments(const std::vector<LineTreatment>& lines) {
  Json json = Json::object();
  const bool alike = std::all_of(lines.begin(), lines.end(), [&](const auto& line) {
    return line.category == lines.front().category && line.rate == lines.front().rate;
  });
  if (alike && !lines.empty()) {
    json["*"] = line_treatment(lines.front());
    return json;
  }
  for (const LineTreatment& line : lines) json[line.line.to_string()] = line_treatment(line);
  return json;
}

Json treatment_without_document(const TaxDecision& decision) {
  const auto& place = decision.place_of_supply;
  return {{"document", "none"},
          {"reason", decision.reason},
          {"place_of_supply", place ? Json(*place) : Json(nullptr)},
          {"lines", Json::object()}};
}

Json original(const CreditedInvoice& invoice) {
  Json json = {{"number", invoice.number}, {"date", enclosure::to_string(invoice.date)}};
  if (invoice.net) json["net"] = invoice.net->to_string();
  if (invoice.vat) json["vat"] = invoice.vat->to_string();
  if (invoice.gross) json["gross"] = invoice.gross->to_string();
  return json;
}

Json treatment(const TaxDecision& decision, const Order* order) {
  if (decision.document == DocumentKind::kNone) return treatment_without_document(decision);
  const bool refund = decision.document == DocumentKind::kCreditNote;
  Json json = {{"document", refund ? "credit_note" : "invoice"},
               {"place_of_supply", text_or_null(decision.place_of_supply.value_or(""))},
               {"scheme", decision.scheme},
               {"invoicing_rules_of", decision.invoicing_rules_of},
               {"lines", line_treatments(decision.lines)},
               {"seller_vat_id", text_or_null(decision.seller_vat_id)}};
  if (refund) json["original"] = original(*order->credits);
  if (!decision.buyer_vat_id.empty()) json["buyer_vat_id"] = decision.buyer_vat_id;
  json["phrases"] = decision.phrases;
  json["vatex"] = text_or_null(decision.vatex);
  if (!decision.exemption_text.empty()) json["exemption_text"] = decision.exemption_text;
  if (!decision.warnings.empty()) json["warnings"] = decision.warnings;
  if (!decision.territory.empty()) json["territory"] = decision.territory;
  if (const auto& other = decision.vat_currency) {
    json["vat_currency"] = {{"currency", other->currency.code()},
                            {"rate", other->rate.to_string()}};
    if (other->day) json["vat_currency"]["day"] = enclosure::to_string(*other->day);
    if (!other->source.empty()) json["vat_currency"]["source"] = other->source;
  }
  return json;
}

void add_amounts(Json& json, const Amounts& amounts, const TaxDecision& decision) {
  for (const AmountLine& line : amounts.lines) {
    json["lines"].push_back({{"id", decision.lines[line.order_line].line.to_string()},
                             {"kind", to_string(line.kind)},
                             {"category", to_string(line.category)},
                             {"rate", rate_text(line.rate)},
                             {"gross", line.gross.to_string()},
                             {"net", line.net.to_string()}});
  }
  for (const VatBreakdown& group : amounts.breakdown) {
    json["groups"].push_back({{"category", to_string(group.category)},
                              {"rate", rate_text(group.rate)},
                              {"net", group.taxable.to_string()},
                              {"vat", group.vat.to_string()},
                              {"gross", group.gross.to_string()}});
  }
  const DocumentTotals& totals = amounts.totals;
  json["totals"] = {{"net", totals.total_without_vat.to_string()},
                    {"vat", totals.vat_total.to_string()},
                    {"gross", totals.total_with_vat.to_string()}};
  json["br_co_17_exact"] = amounts.br_co_17_exact;
  if (!amounts.br_co_17_exact) {
    json["alt_strict"] = {{"net", amounts.alt_strict.net.to_string()},
                          {"vat", amounts.alt_strict.vat.to_string()},
                          {"rounding_bt114", amounts.alt_strict.rounding.to_string()},
                          {"payable", totals.total_with_vat.to_string()}};
  }
  if (const auto& other = amounts.vat_in_currency) {
    json["vat_in_currency"] = {{"currency", other->currency.code()},
                               {"rate", other->rate.to_string()},
                               {"vat", other->vat.to_string()}};
  }
  if (!totals.paid_by_marketplace.is_zero()) {
    json["paid_by_buyer"] = totals.paid.to_string();
    json["paid_by_marketplace"] = totals.paid_by_marketplace.to_string();
  }
}

Json faults_json(const Faults& faults) {
  Json json = Json::array();
  for (const Fault& fault : faults) {
    json.push_back({{"code", fault.code},
                    {"path", fault.path},
                    {"message", fault.message},
                    {"hint", fault.hint}});
  }
  return json;
}

}  // namespace

std::string tax_report_json(std::string_view case_id, const Order* order,
                            const Result<TaxDecision>& decision, const Result<Amounts>& amounts) {
  Json json = {{"id", case_id},           {"treatment", Json::object()}, {"lines", Json::array()},
               {"groups", Json::array()}, {"totals", Json::object()},    {"faults", Json::array()}};
  if (!decision) {
    json["faults"] = faults_json(decision.faults());
  } else if (decision->document == DocumentKind::kNone) {
    json["treatment"] = treatment(*decision, order);
  } else if (!amounts) {
    json["faults"] = faults_json(amounts.faults());
  } else {
    json["treatment"] = treatment(*decision, order);
    add_amounts(json, *amounts, *decision);
  }
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace enclosure::invoice
