// What is there for whom: each cell by name, totals, order, and the page.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "app/products/coverage.h"
#include "app/products/markets.h"
#include "locales/catalog.h"
#include "locales/data.h"

namespace enclosure::app {
namespace {

using attachments::Catalogue;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const Date kDay = *parse_date("2026-09-01");

constexpr const char* kCatalogue = R"({
  "schema": 2,
  "classes": {"device": {"expects": ["manual", "safety"]}},
  "products": [
    {"match": {"sku": "A"}, "name": "Whole", "class": "device", "documents": [
      {"kind": "manual", "language": ["de", "nl", "fr"], "file": "a.pdf"},
      {"kind": "safety", "language": "zxx", "file": "signs.pdf"}]},
    {"match": {"sku": "B"}, "name": "=Half <b>", "class": "device", "documents": [
      {"kind": "manual", "language": "de", "file": "b.pdf", "country": "DE"},
      {"kind": "manual", "language": "en", "file": "b-en.pdf"},
      {"kind": "manual", "language": "fr", "file": "b-fr.pdf", "sold": {"until": "2026-08-31"}}]},
    {"match": {"sku": "C"}, "name": "No class", "documents": [
      {"kind": "warranty", "language": "nl", "file": "c.pdf", "serials": {"until": "100"}}]},
    {"match": {"sku": "D"}, "name": "Nothing"}
  ]
})";

std::vector<Market> markets() {
  return {{*CountryCode::parse("DE"), {*LanguageTag::parse("de")}},
          {*CountryCode::parse("BE"), {*LanguageTag::parse("nl"), *LanguageTag::parse("fr")}}};
}

/// "DE-de manual have, …" of one product.
std::string cells(const Coverage& coverage, const std::string& name) {
  std::string all;
  for (const CoverageRow& row : coverage.rows) {
    if (row.product->name != name) continue;
    for (std::size_t i = 0; i < coverage.columns.size(); ++i) {
      for (const CoverageCell& cell : row.cells[i]) {
        all += (all.empty() ? "" : ", ") + coverage.columns[i].country.to_string() + "-" +
               coverage.columns[i].language.to_string() + " " +
               std::string(attachments::to_string(cell.kind)) + " " +
               std::string(to_string(cell.cover));
      }
    }
  }
  return all;
}

class CoverageOf : public testing::Test {
 protected:
  CoverageOf() : catalogue(*Catalogue::parse(kCatalogue)) {}
  Catalogue catalogue;
  Coverage coverage = coverage_of(catalogue, markets(), kDay);
};

TEST_F(CoverageOf, TellsEachCell) {
  EXPECT_EQ(cells(coverage, "Whole"),
            "DE-de manual have, DE-de safety have, BE-nl manual have, BE-nl safety have, "
            "BE-fr manual have, BE-fr safety have");
  EXPECT_EQ(cells(coverage, "=Half <b>"),
            "DE-de manual have, DE-de safety missing, BE-nl manual fallback, BE-nl safety missing, "
            "BE-fr manual fallback, BE-fr safety missing");
  EXPECT_EQ(cells(coverage, "No class"),
            "DE-de warranty missing, BE-nl warranty missing, BE-fr warranty missing");
}

TEST_F(CoverageOf, CountsAndPutsTheWorstFirst) {
  EXPECT_EQ(coverage.total.have, 7U);
  EXPECT_EQ(coverage.total.fallback, 2U);
  EXPECT_EQ(coverage.total.missing, 6U);
  std::vector<std::string> names;
  for (const CoverageRow& row : coverage.rows) names.emplace_back(row.product->name);
  EXPECT_THAT(names, ElementsAre("=Half <b>", "No class", "Whole"));
  EXPECT_THAT(coverage.expects_nothing, testing::SizeIs(1));
  EXPECT_EQ(coverage.by_column[0].missing, 2U);
}

TEST_F(CoverageOf, IsAFileForSpreadsheets) {
  const std::string csv = coverage_csv(coverage);
  EXPECT_THAT(csv, HasSubstr("product,skus,country,language,kind,state,file,file_languages\r\n"));
  EXPECT_THAT(csv, HasSubstr("Whole,A,BE,nl,manual,have,a.pdf,de nl fr\r\n"));
  EXPECT_THAT(csv, HasSubstr("'=Half <b>,B,DE,de,safety,missing,,\r\n"));
}

TEST_F(CoverageOf, IsAPageThatNeedsNothingElse) {
  const auto languages = locales::Catalog::load(locale_data::files());
  ASSERT_TRUE(languages);
  const std::string page =
      coverage_html(coverage, languages->best_for(LanguageTag()), "Muster & Co", kDay);
  EXPECT_THAT(page, HasSubstr("Muster &amp; Co"));
  EXPECT_THAT(page, HasSubstr("=Half &lt;b&gt;"));
  EXPECT_THAT(page, HasSubstr("Belgium"));
  EXPECT_THAT(page, HasSubstr("prefers-color-scheme: dark"));
  EXPECT_THAT(page, HasSubstr("@media print"));
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("http")));
  EXPECT_THAT(coverage_html(coverage, languages->best_for(LanguageTag()), "M", kDay, 1),
              HasSubstr("These are the 1 products"));
}

TEST(Markets, AreTheMemberStatesWithTheirLanguages) {
  const LanguagesOf languages_of = [](CountryCode country) {
    const auto tag = [](const char* text) { return *LanguageTag::parse(text); };
    if (country == "JP") return std::vector<LanguageTag>{};
    return country == "BE" ? std::vector{tag("nl"), tag("fr"), tag("de")} : std::vector{tag("en")};
  };
  const auto all = member_states(languages_of);
  EXPECT_EQ(all.size(), 27U);
  EXPECT_EQ(all[1].languages.size(), 3U);
  EXPECT_EQ(parse_market("BE", languages_of)->languages.size(), 3U);
  EXPECT_EQ(parse_market("IE:ga", languages_of)->languages.front().to_string(), "ga");
  EXPECT_EQ(parse_market("BE:nl+fr", languages_of)->languages.size(), 2U);
  EXPECT_EQ(parse_market("JP", languages_of).faults().front().code, "PRODUCT-020");
  EXPECT_EQ(parse_market("ZZ", languages_of).faults().front().code, "COUNTRY-001");
  EXPECT_EQ(parse_market("DE:xx", languages_of).faults().front().code, "CATALOGUE-011");
  EXPECT_FALSE(parse_market("BE:nl+", languages_of));
}

}  // namespace
}  // namespace enclosure::app
