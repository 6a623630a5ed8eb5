// The decision table beyond the worked cases: every way to refuse. Its rows stand in decide_buyers,
// decide_sellers and decide_goods.

#include "invoice/tax/decide.h"

#include "tests/invoice/tax/decisions.h"

namespace enclosure::invoice {

std::string told(const World& world) {
  const auto decision = decide_tax(world.order, world.seller, *world.order.supply_date, law());
  if (!decision) {
    const Fault& fault = decision.faults().front();
    return fault.code + " " + fault.message.substr(0, fault.message.find(':'));
  }
  if (decision->document == DocumentKind::kNone) {
    return std::string(decision->scenario) + " none " + std::string(decision->reason);
  }
  const LineTreatment& line = decision->lines.front();
  std::string text = std::string(decision->scenario) + " " + std::string(decision->scheme) + " " +
                     *decision->place_of_supply + " " + std::string(to_string(line.category)) +
                     line.rate.to_string() + " " + decision->seller_vat_id;
  if (!decision->buyer_vat_id.empty()) text += " to " + decision->buyer_vat_id;
  for (const std::string& warning : decision->warnings) text += " | " + warning;
  return text;
}

TEST_P(Decisions, FollowTheTable) {
  World world;
  GetParam().change(world);
  EXPECT_EQ(told(world), GetParam().told);
}

namespace {

TEST(Decision, CollectEveryFault) {
  World world;
  world.order.lines = {line("1", "1", "1.00", "fixed:19"), line("2", "1", "1.00", "fixed:7")};
  world.seller.vat_ids.clear();
  const auto decision = decide_tax(world.order, world.seller, day("2026-03-02"), law());
  ASSERT_FALSE(decision);
  std::vector<std::string> paths;
  for (const Fault& fault : decision.faults()) paths.push_back(fault.path);
  EXPECT_EQ(paths, (std::vector<std::string>{"seller.vat_ids.DE", "lines[0].rate_class",
                                             "lines[1].rate_class"}));
}

TEST(Decision, SurviveHugeAmounts) {
  World world;
  world.order.lines = {line("1", "999999999999999999", "999999999999999999")};
  EXPECT_TRUE(decide_tax(world.order, world.seller, day("2026-03-02"), law()));
  world.order.dispatch_from = address("CN");
  world.seller.ioss = kGermany;
  EXPECT_FALSE(decide_tax(world.order, world.seller, day("2026-03-02"), law()));
}

}  // namespace
}  // namespace enclosure::invoice
