// Every worked case against the decision and the amounts, to the cent.

#include "tests/invoice/tax/cases.h"

#include <filesystem>
#include <iostream>
#include <set>

#include "invoice/tax/report.h"

namespace enclosure::invoice {
namespace {

using nlohmann::json;

/// What `enclosure tax --json` answers to a case.
json answer(const json& one, const std::string& id) {
  const Order order = read_order(one.at("order"));
  const Seller seller = read_seller(one.at("seller"));
  const auto decision = decide_tax(order, seller, *order.supply_date, law());
  if (!decision) return json::parse(tax_report_json(id, decision, decision.faults()));
  if (decision->document == DocumentKind::kNone) {
    return json::parse(tax_report_json(id, decision, Amounts{}));
  }
  return json::parse(tax_report_json(id, decision, compute_amounts(order, *decision)));
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

/// Refused by their id: a credit note is another document, and a triangular transaction is the
/// seller's to declare, which the case does not do.
const std::set<std::string> kRefused{"S14", "S31"};

void expect_right(const json& one, const std::string& id) {
  const json got = answer(one, id);
  if (kRefused.contains(id)) {
    ASSERT_EQ(got.at("faults").size(), 1U);
    EXPECT_EQ(got["faults"][0]["code"], "TAX-001");
    EXPECT_EQ(got["faults"][0]["message"].get<std::string>().substr(0, 4), id + ":");
    EXPECT_TRUE(got["lines"].empty());
  } else {
    EXPECT_EQ(got, expectation(one, id)) << json::diff(expectation(one, id), got).dump(1);
  }
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

TEST_P(TaxCases, IsAnsweredToTheCentOrRefusedById) {
  expect_right(GetParam().content, GetParam().id);
}
INSTANTIATE_TEST_SUITE_P(All, TaxCases, testing::ValuesIn(all_cases()),
                         [](const auto& param) { return param.param.id; });

TEST(TaxCase, TriangulationIsAnsweredOnceItIsDeclared) {
  const json file = test_data("cases.json");
  for (json one : file.at("cases")) {
    if (one["id"] != "S14") continue;
    one["order"]["triangulation"] = true;
    EXPECT_EQ(answer(one, "S14"), expectation(one, "S14"));
    return;
  }
  FAIL() << "there is no case S14";
}

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
