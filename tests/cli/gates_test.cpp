// Who issues, and where a PDF is no invoice, through the program itself.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.h"

namespace enclosure::app {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kDay = "2026-09-12T08:00:00Z";

/// A workspace of a seller in Poland with one order of a Polish business and one of an Amazon
/// store that does not tell who invoices.
class Gates : public testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(enclosure({"--now", kDay, "init", path()}).exit_code, 0); }

  [[nodiscard]] std::string path() const { return folder_ / "shop"; }

  support::Finished run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"--workspace", path(), "--now", kDay});
    return enclosure(std::move(arguments));
  }

  void configure(const json& more) const {
    json config{{"schema", 1},
                {"seller",
                 {{"name", "Przykład Sp. z o.o."},
                  {"address",
                   {{"lines", {"ul. Przykładowa 1"}},
                    {"postcode", "00-001"},
                    {"city", "Warszawa"},
                    {"country", "PL"}}},
                  {"established", "PL"},
                  {"vat_ids", {{"PL", "PL8567346215"}}}}},
                {"mail", {{"from", {{"address", "sklep@przyklad.example"}}}}}};
    config.merge_patch(more);
    support::spit(folder_ / "shop/enclosure.json", config.dump());
  }

  void import() const {
    const json place{
        {"lines", {"ul. Inna 2"}}, {"postcode", "00-002"}, {"city", "Warszawa"}, {"country", "PL"}};
    json shop{
        {"id", "W-1"},
        {"currency", "PLN"},
        {"dispatch_from", place},
        {"deliver_to", place},
        {"buyer", {{"type", "business"}, {"company", "Inna Firma"}, {"vat_id", "PL5260001246"}}},
        {"lines",
         {{{"id", "1"},
           {"description", "Kubek"},
           {"quantity", "1"},
           {"unit_price_gross", "12.30"}}}},
        {"shipments", {{{"id", "S1"}, {"shipped_at", "2026-09-10"}}}}};
    json amazon = shop;
    amazon["id"] = "A-1";
    amazon["channel"] = "amazon";
    amazon["fulfilment"] = "FBM";
    amazon["marketplace_id"] = "A1C3SOZRARQ6R3";
    amazon["buyer"] = {{"type", "consumer"}, {"name", "Jan Przykładowy"}};
    support::spit(folder_ / "orders.json", json::array({shop, amazon}).dump());
    const auto imported = run({"import", folder_ / "orders.json"});
    ASSERT_EQ(imported.exit_code, 0) << imported.err;
  }

  /// What `issue` says about one order.
  json outcome(const std::string& order) const {
    const json said = json::parse(run({"--json", "issue"}).out);
    for (const json& one : said.at("orders")) {
      if (one.at("order") == order) return one;
    }
    return {};
  }

  support::TemporaryFolder folder_;
};

TEST_F(Gates, AnInvoiceThatWouldBeWrongIsHeldUntilItsSystemIsSettled) {
  configure({{"amazon", {{"invoicing", "seller"}}}});
  import();
  const json held = outcome("W-1");
  EXPECT_EQ(held["outcome"], "refused");
  EXPECT_EQ(held["faults"][0]["code"], "NATIONAL-001");
  EXPECT_EQ(held["national_system"]["state"], "PL");
  EXPECT_EQ(held["national_system"]["kind"], "b2b_domestic");
  EXPECT_EQ(held["national_system"]["verdict"], "not_enough");
  EXPECT_THAT(held["national_system"]["text"].get<std::string>(), HasSubstr("KSeF"));
  EXPECT_EQ(outcome("A-1")["outcome"], "issued_before") << "a consumer's invoice went out";

  const auto told = run({"issue"});
  EXPECT_EQ(told.exit_code, 65);
  EXPECT_THAT(told.out, HasSubstr("Take care, PL b2b_domestic since 2026-04-01 (KSeF)"));
  EXPECT_THAT(run({"explain", "W-1"}).out, HasSubstr("It is held."));
  EXPECT_THAT(run({"doctor"}).out, HasSubstr("KSeF"));

  configure({{"amazon", {{"invoicing", "seller"}}}, {"national_systems", {{"PL", "handled"}}}});
  EXPECT_EQ(outcome("W-1")["outcome"], "issued");
  EXPECT_THAT(run({"doctor"}).out, Not(HasSubstr("KSeF")));
}

TEST_F(Gates, WhoIssuesIsAskedAndNotGuessed) {
  configure(json::object());
  import();
  const json held = outcome("A-1");
  EXPECT_EQ(held["outcome"], "refused");
  EXPECT_EQ(held["reason"], "not_told");
  EXPECT_EQ(held["faults"][0]["code"], "OWNER-001");
  EXPECT_EQ(held["issuer"]["who"], "unknown");

  configure({{"amazon", {{"invoicing", {{"PL", "amazon"}}}}}});
  EXPECT_EQ(outcome("A-1")["reason"], "marketplace_issues_invoice");
  configure({{"amazon", {{"invoicing", {{"amazon.pl", "seller"}}}}}});
  const json issued = outcome("A-1");
  EXPECT_EQ(issued["outcome"], "issued");
  EXPECT_EQ(issued["issuer"]["reason"], "configured_seller");
  EXPECT_THAT(run({"explain", "A-1"}).out, HasSubstr("Who issues: seller (configured_seller)"));
}

TEST_F(Gates, UnknownParticularsAreRefusedWithThoseThereAre) {
  configure({{"seller", {{"particulars", {{"PL", {{"nipp", "1"}}}}}}}});
  const auto told = run({"issue"});
  EXPECT_EQ(told.exit_code, 78);
  EXPECT_THAT(told.err, HasSubstr("CONFIG-007"));
  EXPECT_THAT(told.err, HasSubstr("known there: split_payment"));
}

}  // namespace
}  // namespace enclosure::app
