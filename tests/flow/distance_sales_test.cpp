// The threshold of Art. 59c over a year of orders: the one that passes it waits.

#include "app/flow/distance_sales.h"

#include <gtest/gtest.h>

#include "app/flow/import_file.h"
#include "app/flow/issue.h"
#include "tests/flow/shop_world.h"

namespace enclosure::app {
namespace {

const Instant kNow = *parse_instant("2026-09-30T08:00:00Z");

class DistanceSales : public ShopWorld {
 protected:
  DistanceSales() {
    shop_.config.seller.oss.reset();
    shop_.config.seller.over_10000 = false;
  }

  /// Imports an order to `country` over `gross` euro, supplied on `day`, and issues it: its number,
  /// or the code of its first fault.
  std::string issue(const std::string& id, const std::string& country, const std::string& gross,
                    const std::string& day) {
    const std::string postcode = country == "AT" ? "1010" : "20457";
    const std::string json =
        R"([{"id": ")" + id + R"(", "currency": "EUR", "supply_date": ")" + day +
        R"(", "dispatch_from": {"country": "DE", "postcode": "20457", "city": "Hamburg"},
            "deliver_to": {"name": "Eva Muster", "lines": ["Gasse 1"], "postcode": ")" +
        postcode + R"(", "city": "Ort", "country": ")" + country +
        R"("}, "lines": [{"id": "1", "description": "Thing", "quantity": "1",
                          "unit_price_gross": ")" +
        gross + R"("}]}])";
    const auto taken = import_file("o.json", json, std::nullopt, shop_, store_, kNow);
    EXPECT_TRUE(taken) << taken.faults().front().message;
    const auto outcome = issue_order(*OrderId::parse(id), shop_, store_, kNow).at(0);
    return outcome.faults.empty() ? outcome.number.to_string() : outcome.faults.front().code;
  }

  std::string sum_of(int year) {
    return store_.read<std::string>(
        [&](StoreTransaction& tx) { return distance_sales_of(year, tx).to_string(); });
  }
};

TEST_F(DistanceSales, TheOrderThatPassesTheThresholdWaits) {
  EXPECT_EQ(issue("A", "AT", "5950.00", "2026-09-01"), "R-2026-000001");   // 5000.00 net
  EXPECT_EQ(issue("B", "DE", "95200.00", "2026-09-01"), "R-2026-000002");  // domestic
  EXPECT_EQ(issue("C", "AT", "5950.00", "2026-09-02"), "R-2026-000003");   // exactly 10 000
  EXPECT_EQ(issue("D", "AT", "0.03", "2026-09-03"), "TAX-009");
  EXPECT_EQ(sum_of(2026), "10000.00");

  shop_.config.seller.over_10000 = true;  // prepared: the same order is taxed in Austria
  shop_.config.seller.oss = *CountryCode::parse("DE");
  const auto outcome = issue_order(*OrderId::parse("D"), shop_, store_, kNow).at(0);
  EXPECT_EQ(outcome.number.to_string(), "R-2026-000004");
  EXPECT_EQ(sum_of(2026), "10000.00");
}

TEST_F(DistanceSales, LookBackToTheYearBefore) {
  store_.write([](StoreTransaction& tx) { tx.put_setting("distance_sales_eur:2025", "10000.01"); });
  EXPECT_EQ(issue("A", "AT", "11.90", "2026-09-01"), "TAX-009");
  EXPECT_EQ(issue("B", "DE", "11.90", "2026-09-01"), "R-2026-000001");
}

}  // namespace
}  // namespace enclosure::app
