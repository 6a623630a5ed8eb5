// Three parties in three states (Art. 141).

#include <gmock/gmock.h>

#include <functional>

#include "tests/invoice/tax/decisions.h"

namespace enclosure::invoice {
namespace {

using testing::HasSubstr;

/// AT seller, goods in DE, buyer with a confirmed number in CZ.
World three_states() {
  World world;
  world.seller = Seller();
  world.seller.established = *CountryCode::parse("AT");
  world.seller.vat_ids[*CountryCode::parse("AT")] = "ATU13585627";
  world.order.dispatch_from = address("DE", "20457", "Hamburg");
  world.order.deliver_to = address("CZ", "11000", "Praha");
  buyer_number(world, "CZ25123891", ViesAnswer::kValid);
  return world;
}

TEST(Triangulation, IsConcludedOnlyWhereNothingElseIsLeft) {
  const std::string wanted =
      "S14 triangulation CZ AE0 ATU13585627 to CZ25123891 | recapitulative_statement";
  World world = three_states();
  EXPECT_EQ(told(world), wanted);
  world.order.triangulation = true;
  EXPECT_EQ(told(world), wanted);
  world.order.triangulation = false;  // the seller denies it: then a number of DE is missing
  EXPECT_EQ(told(world), "TAX-004 S40");

  World fba = three_states();  // goods in a warehouse of the marketplace are the seller's own stock
  fba.order.channel = Channel::kAmazon;
  fba.order.fulfilment = Fulfilment::kFba;
  EXPECT_EQ(told(fba), "TAX-004 S40");

  World registered = three_states();
  registered.seller.vat_ids[*CountryCode::parse("DE")] = "DE136695976";
  EXPECT_EQ(told(registered),
            "S09 intra_community DE K0 DE136695976 to CZ25123891 | recapitulative_statement | "
            "proof_of_transport");
  registered.order.triangulation = true;
  EXPECT_EQ(told(registered), wanted);

  World unconfirmed = three_states();
  unconfirmed.order.buyer.vies = ViesAnswer::kUnavailable;
  EXPECT_EQ(told(unconfirmed), "TAX-006 S11");
}

TEST(Triangulation, SaysWhichConditionFails) {
  const auto message = [](const std::function<void(World&)>& change) {
    World world = three_states();
    world.order.triangulation = true;
    change(world);
    const auto decision = decide_tax(world.order, world.seller, *world.order.supply_date, law());
    return decision ? "" : decision.faults().front().message;
  };
  const auto country = [](const char* code) { return *CountryCode::parse(code); };
  EXPECT_THAT(message([&](World& w) { w.seller.established = country("DE"); }),
              HasSubstr("the goods leave from DE, the seller's own state"));
  EXPECT_THAT(message([&](World& w) { w.seller.established = country("CZ"); }),
              HasSubstr("the goods arrive in CZ, the seller's own state"));
  EXPECT_THAT(message([&](World& w) { w.seller.established = country("CH"); }),
              HasSubstr("not established in the EU"));
  EXPECT_THAT(message([](World& w) { buyer_number(w, "PL8567346215", ViesAnswer::kValid); }),
              HasSubstr("no number of CZ is confirmed"));
}

}  // namespace
}  // namespace enclosure::invoice
