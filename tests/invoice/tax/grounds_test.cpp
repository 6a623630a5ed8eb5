// The reasons of a decision, in words.

#include "tests/invoice/tax/decisions.h"

namespace enclosure::invoice {
namespace {

std::vector<std::string> statements(const std::vector<Ground>& grounds) {
  std::vector<std::string> result;
  for (const Ground& ground : grounds) result.push_back(ground.statement);
  return result;
}

TEST(Grounds, TellTheFactsTheArticleAndTheAlternatives) {
  World world;
  world.order.deliver_to = address("ES", "35001", "Las Palmas");
  const Date supply = day("2026-03-02");
  EXPECT_EQ(decide_tax(world.order, world.seller, supply, law())->territory, "ES-CANARY");
  const TaxGrounds grounds = explain_tax(world.order, world.seller, supply, law());
  EXPECT_EQ(statements(grounds.facts),
            (std::vector<std::string>{
                "The day of supply is 2026-03-02.",
                "Transport begins in DE 20457 Hamburg, for VAT in DE.",
                "It ends in ES 35001 Las Palmas (Canary Islands), outside the EU VAT area.",
                "The seller is established in DE.", "The buyer is a consumer."}));
  EXPECT_EQ(grounds.decision.source, "Art. 146(1)(a) Directive 2006/112/EC");
  EXPECT_TRUE(grounds.rejected.empty());
}

TEST(Grounds, OfADistanceSale) {
  World world;
  const TaxGrounds grounds = explain_tax(world.order, world.seller, day("2026-03-02"), law());
  EXPECT_EQ(grounds.decision.statement,
            "A distance sale to a buyer without a valid VAT number is taxed in AT and declared "
            "through the One Stop Shop.");
  EXPECT_EQ(statements(grounds.rejected),
            (std::vector<std::string>{
                "No export: the goods stay in the EU VAT area.",
                "Not domestic: the goods go from DE to AT.",
                "No intra-Community supply: the buyer gave no VAT number.",
                "Not taxed at home: the seller's distance sales are above 10 000 EUR."}));
}

TEST(Grounds, OfAnOrderThatIsHeld) {
  World world;
  buyer_number(world, "ATU13585627", ViesAnswer::kUnavailable);
  const TaxGrounds grounds = explain_tax(world.order, world.seller, day("2026-03-02"), law());
  EXPECT_EQ(grounds.facts.back().statement,
            "Nobody has confirmed the buyer's VAT number ATU13585627 yet.");
  EXPECT_TRUE(grounds.decision.statement.empty());
}

TEST(Grounds, NameTheProofOfTheNumber) {
  World world;
  buyer_number(world, "ATU13585627", ViesAnswer::kValid);
  world.order.buyer.vies_day = day("2026-03-01");
  world.order.buyer.vies_consultation = "WAPIAAAAZ1";
  const TaxGrounds grounds = explain_tax(world.order, world.seller, day("2026-03-02"), law());
  EXPECT_EQ(grounds.facts.back().statement,
            "VIES confirmed the buyer's VAT number ATU13585627 on 2026-03-01 (consultation number "
            "WAPIAAAAZ1).");
}

}  // namespace
}  // namespace enclosure::invoice
