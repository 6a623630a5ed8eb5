#include "app/flow/render_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace enclosure::app {
namespace {

TEST(NumberCounter, CountsOnWithItsZeros) {
  auto counter = NumberCounter::parse("R-2026-000009");
  ASSERT_TRUE(counter);
  EXPECT_EQ(counter->next().to_string(), "R-2026-000009");
  EXPECT_EQ(counter->next().to_string(), "R-2026-000010");
}

TEST(NumberCounter, GrowsBeyondItsWidth) {
  auto counter = NumberCounter::parse("A99");
  EXPECT_EQ(counter->next().to_string(), "A99");
  EXPECT_EQ(counter->next().to_string(), "A100");
}

TEST(NumberCounter, WhatDoesNotEndInDigitsIsAFault) {
  for (const char* text : {"", "R-", "R 1", "R//1", "12345678901234567890"})
    EXPECT_FALSE(NumberCounter::parse(text)) << text;
}

const Knowledge& knowledge() {
  static const Knowledge loaded = *Knowledge::load();
  return loaded;
}

std::vector<RenderJob> plan(const std::string& json) {
  return plan_rendering(*tax_cases_from_json(json), knowledge(),
                        *NumberCounter::parse("R-2026-000001"), {}, *parse_date("2026-09-02"));
}

std::string pair(const std::string& id, const std::string& price, const std::string& more = "") {
  return R"({"seller": {"name": "Muster GmbH", "address": {"lines": ["Musterkai 12"], "postcode": "20457", "city": "Hamburg", "country": "DE"},
    "established": "DE", "vat_ids": {"DE": "DE136695976"}, "oss": "DE", "over_10000": true},
    "order": {"id": ")" +
         id + R"(", "currency": "EUR", "prices": "gross", "supply_date": "2026-09-01",
    "dispatch_from": {"country": "DE", "postcode": "20457", "city": "Hamburg"},
    "deliver_to": {"name": "Παράδειγμα", "lines": ["Οδός 1"], "postcode": "105 57", "city": "Αθήνα", "country": "GR"},
    "buyer": {"type": "consumer", "name": "Παράδειγμα"},)" +
         more + R"(
    "lines": [{"id": "1", "description": "Mug", "quantity": "2", "unit_price_gross": ")" +
         price + R"(", "rate_class": "standard"}]}})";
}

TEST(PlanRendering, NamesFilesByOrderAndSkipsWhatGetsNoDocument) {
  const auto jobs =
      plan("[" + pair("A-1", "9.99") + "," + pair("A-2", "0.00") + "," + pair("A-1", "5.00") + "]");
  ASSERT_EQ(jobs.size(), 3U);
  EXPECT_EQ(jobs[0].name, "A-1.pdf");
  EXPECT_EQ(jobs[1].skipped, "no_consideration");
  EXPECT_EQ(jobs[2].name, "A-1-2.pdf");
  EXPECT_EQ((*jobs[2].document)->number.to_string(),
            "R-2026-000002");  // no number for the skipped one
}

TEST(PlanRendering, ABuyerWithoutALanguageGetsThatOfTheCountry) {
  const auto jobs = plan(pair("A-1", "9.99"));
  ASSERT_TRUE(jobs[0].document) << jobs[0].faults.front().message;
  EXPECT_EQ((*jobs[0].document)->language.to_string(), "el");
}

TEST(PlanRendering, EachShipmentIsADocument) {
  const auto jobs = plan(pair("A-1", "9.99", R"("shipments": [
    {"id": "S1", "shipped_at": "2026-09-01T10:00:00Z", "lines": [{"line": "1", "quantity": "1"}]},
    {"id": "S2", "shipped_at": "2026-09-02T10:00:00Z", "lines": [{"line": "1", "quantity": "1"}]}],)"));
  ASSERT_EQ(jobs.size(), 2U);
  EXPECT_EQ(jobs[1].name, "A-1-2.pdf");
  const Money sum =
      (*jobs[0].document)->totals.total_with_vat + (*jobs[1].document)->totals.total_with_vat;
  EXPECT_EQ(sum.to_string(), "19.98");
}

TEST(PlanRendering, ABrokenCaseDoesNotStopTheOthers) {
  const auto jobs = plan("[" + pair("A-1", "free of charge") + "," + pair("A-2", "9.99") + "]");
  ASSERT_EQ(jobs.size(), 2U);
  EXPECT_FALSE(jobs[0].faults.empty());
  EXPECT_TRUE(jobs[1].document);
}

}  // namespace
}  // namespace enclosure::app
