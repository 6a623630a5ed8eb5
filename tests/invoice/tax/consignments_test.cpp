#include "invoice/tax/amounts.h"

#include "tests/invoice/tax/world.h"

namespace enclosure::invoice {
namespace {

Shipment shipment(std::string_view id, std::vector<std::pair<std::string, std::string>> lines) {
  Shipment result;
  result.id = *ShipmentId::parse(id);
  for (const auto& [line, quantity] : lines) {
    result.lines.push_back({*LineId::parse(line), decimal(quantity)});
  }
  return result;
}

/// Three mugs and a lamp, 4.99 for shipping.
Order mugs_and_lamp() {
  Order order = invoice::order(address("DE"), {line("1", "3", "9.99"), line("2", "1", "40.00")});
  order.order_shipping_gross = euro("4.99");
  return order;
}

std::string told(const Consignment& part) {
  std::string text = part.shipment.to_string() + ":";
  for (const OrderLine& line : part.order.lines) {
    text += " " + line.id.to_string() + " x" + line.quantity.to_string() + " " +
            line.gross->to_string() + "+" + line.shipping_gross.to_string();
  }
  return text;
}

TEST(Consignments, AnOrderWithoutShipmentsIsItsOwnPart) {
  const Order order = mugs_and_lamp();
  const auto parts = consignments(order);
  ASSERT_TRUE(parts);
  ASSERT_EQ(parts->size(), 1U);
  EXPECT_EQ(parts->front().order, order);
  EXPECT_TRUE(parts->front().shipment.empty());
}

TEST(Consignments, OneShipmentPerPart) {
  Order order = mugs_and_lamp();
  order.shipments = {shipment("A", {{"1", "1"}, {"2", "1"}}), shipment("B", {{"1", "2"}})};
  order.shipments[1].dispatch_from = address("PL", "62-052");
  const auto parts = consignments(order);
  ASSERT_TRUE(parts);
  ASSERT_EQ(parts->size(), 2U);
  EXPECT_EQ(told((*parts)[0]), "A: 1 x1 9.99+0.71 2 x1 40.00+2.85");
  EXPECT_EQ(told((*parts)[1]), "B: 1 x2 19.98+1.43");
  EXPECT_EQ((*parts)[0].order.dispatch_from->country, "DE");
  EXPECT_EQ((*parts)[1].order.dispatch_from->country, "PL");
  EXPECT_EQ((*parts)[1].order.shipments.size(), 1U);
}

TEST(Consignments, AWholeShipmentNeedsNoLines) {
  Order order = mugs_and_lamp();
  order.shipments = {shipment("A", {})};
  const auto parts = consignments(order);
  ASSERT_TRUE(parts);
  EXPECT_EQ(told(parts->front()), "A: 1 x3 29.97+2.14 2 x1 40.00+2.85");
}

TEST(Consignments, OddDiscountsNeverMakeANegativeLine) {
  Order order = invoice::order(address("DE"), {line("1", "4", "0.75")});
  order.lines[0].discount_gross = euro("2.00");
  order.shipments = {shipment("A", {{"1", "1"}}), shipment("B", {{"1", "1"}}),
                     shipment("C", {{"1", "1"}}), shipment("D", {{"1", "1"}})};
  const auto parts = consignments(order);
  ASSERT_TRUE(parts);
  Money sum = euro("0.00");
  for (const Consignment& part : *parts) {
    const OrderLine& piece = part.order.lines[0];
    EXPECT_LE(piece.discount_gross, *piece.gross);
    sum += *piece.gross - piece.discount_gross;
  }
  EXPECT_EQ(sum.to_string(), "1.00");
}

TEST(Consignments, SerialNumbersGoAlongWithTheirPieces) {
  Order order = mugs_and_lamp();
  order.lines[0].serials = {"a", "b", "c"};
  order.lines[1].serials = {"x", "y"};  // two numbers for one piece
  order.shipments = {shipment("A", {{"1", "1"}, {"2", "1"}}), shipment("B", {{"1", "2"}})};
  const auto parts = consignments(order);
  ASSERT_TRUE(parts);
  EXPECT_EQ((*parts)[0].order.lines[0].serials, std::vector<std::string>{"a"});
  EXPECT_EQ((*parts)[0].order.lines[1].serials, (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ((*parts)[1].order.lines[0].serials, (std::vector<std::string>{"b", "c"}));
}

TEST(Consignments, NameEveryImpossibleShipment) {
  Order order = mugs_and_lamp();
  order.shipments = {shipment("A", {{"9", "1"}}), shipment("B", {{"1", "4"}}),
                     shipment("C", {{"1", "0"}}), shipment("D", {{"1", "2"}, {"1", "2"}})};
  const auto parts = consignments(order);
  ASSERT_FALSE(parts);
  std::vector<std::string> told;
  for (const Fault& fault : parts.faults()) told.push_back(fault.code + " " + fault.path);
  EXPECT_EQ(told, (std::vector<std::string>{
                      "SHIPMENT-001 shipments[0].lines", "SHIPMENT-002 shipments[1].lines",
                      "SHIPMENT-003 shipments[2].lines", "SHIPMENT-002 shipments[3].lines"}));
}

TEST(Consignments, RefuseAmountsThatAreNone) {
  Order order = invoice::order(address("DE"), {line("1", "3", "3.333")});
  order.shipments = {shipment("A", {{"1", "1"}})};
  const auto parts = consignments(order);
  ASSERT_FALSE(parts);
  EXPECT_EQ(parts.faults().front().code, "AMOUNT-002");
  EXPECT_EQ(parts.faults().front().path, "lines[0].unit_price_gross");
}

}  // namespace
}  // namespace enclosure::invoice
