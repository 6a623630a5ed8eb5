// Every worked case against the decision and the amounts, to the cent.

#include "tests/invoice/tax/cases.h"

#include <filesystem>
#include <iostream>

#include "invoice/tax/report.h"

namespace enclosure::invoice {
namespace {

using nlohmann::json;

/// What `enclosure tax --json` answers to a case.
json answer(const json& one, const std::string& id) {
  const Order order = read_order(one.at("order"));
  const Seller seller = read_seller(one.at("seller"));
  const auto decision = decide_tax(order, seller, *order.supply_date, law());
  if (!decision) return json::parse(tax_report_json(id, &order, decision, decision.faults()));
  if (decision->document == DocumentKind::kNone) {
    return json::parse(tax_report_json(id, &order, decision, Amounts{}));
  }
  return json::parse(tax_report_json(id, &order, decision, compute_amounts(order, *decision)));
}

/// The case's expectation in the form of an answer.
json expectation(const json& one, const std::string& id) {
  json wanted = {{"id", id},
                 {"treatment", one.at("treatment")},
                 {"lines", json::array()},
                 {"groups", json::array()},
                 {"totals", json::object()},
                 {"faults", json::array()}};
  wanted.update(one.at("expect"));
  return wanted;
}

void expect_right(const json& one, const std::string& id) {
  const json got = answer(one, id);
  EXPECT_EQ(got, expectation(one, id)) << json::diff(expectation(one, id), got).dump(1);
}

struct NamedCase {
  std::string id;
  json content;
};
void PrintTo(const NamedCase& one, std::ostream* out) {
  *out << one.id;
}

std::vector<NamedCase> all_cases() {
  std::vector<NamedCase> cases;
  const json file = test_data("cases.json");
  for (const json& one : file.at("cases")) cases.push_back({one["id"], one});
  return cases;
}

class TaxCases : public testing::TestWithParam<NamedCase> {};

TEST_P(TaxCases, IsAnsweredToTheCent) {
  expect_right(GetParam().content, GetParam().id);
}
INSTANTIATE_TEST_SUITE_P(All, TaxCases, testing::ValuesIn(all_cases()),
                         [](const auto& param) { return param.param.id; });

TEST(TaxReference, AgreesWhereTheReferenceIsAtHand) {
  const std::string path =
      std::string(ENCLOSURE_SOURCE_DIR) + "/../shared/reference/vat/scenarios.json";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no reference at " << path;
  std::size_t count = 0;
  const json reference = json::parse(read_text(path));
  for (const json& scenario : reference.at("scenarios")) {
    if (!scenario.contains("example")) continue;
    SCOPED_TRACE(scenario["id"].get<std::string>());
    expect_right(scenario["example"], scenario["id"]);
    ++count;
  }
  EXPECT_GE(count, 37U);
}

}  // namespace
}  // namespace enclosure::invoice
