#include "app/import/merge.h"

#include "tests/import/support.h"

namespace enclosure::app {
namespace {

using testing::ElementsAre;

constexpr std::string_view kHeader =
    "marketplace-id\torder-id\torder-item-id\tshipping-id\ttransaction-type\torder-date\t"
    "shipment-date\tproduct-name\tcurrency\tfulfilled-by\tquantity-purchased\t"
    "item-vat-incl-amount\tship-country\n";

/// A row of item `item` in shipment `shipment` of that day.
std::string row(std::string_view item, std::string_view shipment, std::string_view day) {
  return "A1PA6795UKMFR9\t302\t" + std::string(item) + "\t" + std::string(shipment) +
         "\tSHIPMENT\t2026-09-01\t" + std::string(day) + "\tx\tEUR\tAFN\t1\t5.00\tDE\n";
}

Order report(const std::string& rows) {
  return one_order(std::string(kHeader) + rows);
}

std::vector<std::string> line_ids(const Order& order) {
  std::vector<std::string> ids;
  for (const OrderLine& line : order.lines) ids.push_back(line.id.to_string());
  return ids;
}

const std::string kMonday = row("1", "DA", "2026-09-07") + row("2", "DA", "2026-09-07");
const std::string kTuesday = row("1", "DB", "2026-09-08");

TEST(Merge, ReportsOfTwoDaysMakeOneOrder) {
  const Order both = merged(report(kMonday), report(kTuesday));
  EXPECT_THAT(line_ids(both), ElementsAre("1.DA", "2.DA", "1.DB"));
  EXPECT_EQ(both.shipments.size(), 2U);
}

TEST(Merge, TheSequenceOfTheReportsDoesNotMatter) {
  const Order together = report(kTuesday + kMonday);
  EXPECT_EQ(merged(report(kMonday), report(kTuesday)), together);
  EXPECT_EQ(merged(report(kTuesday), report(kMonday)), together);
  EXPECT_EQ(merged(together, report(kMonday)), together);
  EXPECT_EQ(merged(together, together), together);
}

TEST(Merge, TheLaterWordOnAShipmentCounts) {
  const Order changed = merged(report(kMonday + kTuesday), report(row("1", "DB", "2026-09-09")));
  EXPECT_EQ(changed.shipments.size(), 2U);
  EXPECT_EQ(to_string(*changed.shipments[1].shipped_at), "2026-09-09T12:00:00Z");
}

TEST(Merge, OrdersThatAreToldAsAWholeAreTakenAsTheyAre) {
  const Order known = report(kMonday);
  Order incoming = report(kTuesday);
  incoming.lines[0].id = *LineId::parse("1");
  incoming.shipments[0].lines[0].line = *LineId::parse("1");
  EXPECT_EQ(merged(known, incoming), incoming);
  EXPECT_EQ(merged(incoming, known), known);
  incoming = report(kTuesday);
  incoming.id = *OrderId::parse("303");
  EXPECT_EQ(merged(known, incoming), incoming);
}

}  // namespace
}  // namespace enclosure::app
