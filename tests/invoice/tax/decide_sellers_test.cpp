// The decision table by who sells, and where they are registered.

#include <gmock/gmock.h>

#include "invoice/tax/questions.h"
#include "tests/invoice/tax/decisions.h"

namespace enclosure::invoice {
namespace {

using testing::HasSubstr;

TEST(Registration, EveryWayOutIsNamed) {
  World world;
  world.seller.oss.reset();
  world.order.currency = *Currency::parse("SEK");  // no rate either, but first things first
  const auto decision = decide_tax(world.order, world.seller, *world.order.supply_date, law());
  ASSERT_FALSE(decision);
  ASSERT_EQ(decision.faults().size(), 1U);
  EXPECT_EQ(decision.faults().front().code, "TAX-004");
  EXPECT_THAT(decision.faults().front().hint, HasSubstr("seller.oss"));
}

TEST(Registration, StockWhereTheSellerHasNoNumberIsNoted) {
  World world;
  const auto notes = [&] {
    const auto decision = decide_tax(world.order, world.seller, *world.order.supply_date, law());
    return decision ? notes_to_seller(world.order, *decision, world.seller, law())
                    : std::vector<std::string>{"?"};
  };
  EXPECT_THAT(notes(), testing::IsEmpty());
  world.order.dispatch_from = address("PL");
  EXPECT_THAT(notes(), testing::ElementsAre("no_vat_number_of_dispatch:PL"));
  world.seller.vat_ids[*CountryCode::parse("PL")] = "PL8567346215";
  EXPECT_THAT(notes(), testing::IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Sellers, Decisions,
    testing::Values(Case{"NoRegistrationWhereVatIsDue", [](World& w) { w.seller.oss.reset(); },
                         "TAX-004 S40"},
                    Case{"RegisteredAtDestination",
                         [](World& w) {
                           w.seller.oss.reset();
                           w.seller.vat_ids[kAustria] = "ATU13585627";
                         },
                         "S06 local_registration AT S20 ATU13585627"},
                    Case{"OneStopShopGoesBeforeRegistration",
                         [](World& w) { w.seller.vat_ids[kAustria] = "ATU13585627"; },
                         "S04 oss AT S20 DE136695976"},
                    Case{"BelowTheThreshold",
                         [](World& w) {
                           w.seller.oss.reset();
                           w.seller.over_10000 = false;
                         },
                         "S05 domestic_below_threshold DE S19 DE136695976"},
                    Case{"OneStopShopIsTheOption", [](World& w) { w.seller.over_10000 = false; },
                         "S04 oss AT S20 DE136695976"},
                    Case{"ThresholdIsNotForStockAbroad",
                         [](World& w) {
                           w.seller.oss.reset();
                           w.seller.over_10000 = false;
                           w.order.dispatch_from = address("PL");
                         },
                         "TAX-004 S40"},
                    Case{"StockAbroadWithoutNumberThere",
                         [](World& w) {
                           w.order.dispatch_from = address("PL");
                           w.order.deliver_to = address("PL", "00-950");
                         },
                         "TAX-004 S40"},
                    Case{"ExportWithoutNumberThere",
                         [](World& w) {
                           w.order.dispatch_from = address("PL");
                           w.order.deliver_to = address("CH", "8001");
                         },
                         "TAX-004 S40"},
                    Case{"SellerFromOutsideWithOwnShop",
                         [](World& w) {
                           w.seller.established = kChina;
                           w.order.deliver_to = address("DE", "80331");
                         },
                         "S01 domestic DE S19 DE136695976"},
                    Case{"SellerFromOutsideOnAMarketplace",
                         [](World& w) {
                           w.seller.established = kChina;
                           w.order.marketplace_facilitates = true;
                         },
                         "S20 none deemed_supplier_14a_2"},
                    Case{"SellerFromOutsideOnAMarketplaceToABusinessThatMayBeNone",
                         [](World& w) {
                           w.seller.established = kChina;
                           w.order.marketplace_facilitates = true;
                           buyer_number(w, "ATU13585627", ViesAnswer::kUnavailable);
                         },
                         "TAX-006 S11"},
                    Case{"SellerFromOutsideOnAMarketplaceOutOfTheEu",
                         [](World& w) {
                           w.seller.established = kChina;
                           w.order.marketplace_facilitates = true;
                           w.order.deliver_to = address("CH", "8001");
                         },
                         "S20 none deemed_supplier_14a_2"},
                    Case{"SellerOfTheEuOnAMarketplace",
                         [](World& w) { w.order.marketplace_facilitates = true; },
                         "S04 oss AT S20 DE136695976"}),
    name_of);

void spanish_stock(World& world) {
  world.order.dispatch_from = address("ES", "08040");
  world.order.deliver_to = address("ES", "28001");
  world.seller.vat_ids[kSpain] = "ES54362315K";
}

INSTANTIATE_TEST_SUITE_P(
    Article194, Decisions,
    testing::Values(Case{"BuyerRegisteredThere",
                         [](World& w) {
                           spanish_stock(w);
                           buyer_number(w, "ESB58378431", ViesAnswer::kValid);
                         },
                         "S03 reverse_charge_194 ES AE0 DE136695976 to ESB58378431"},
                    Case{"BuyerNotYetConfirmed",
                         [](World& w) {
                           spanish_stock(w);
                           buyer_number(w, "ESB58378431", ViesAnswer::kNotAsked);
                         },
                         "TAX-006 S11"},
                    Case{"BuyerDenied",
                         [](World& w) {
                           spanish_stock(w);
                           buyer_number(w, "ESB58378431", ViesAnswer::kInvalid);
                         },
                         "S08 local_registration ES S21 ES54362315K"},
                    Case{"BuyerOfAnotherState",
                         [](World& w) {
                           spanish_stock(w);
                           buyer_number(w, "ATU13585627", ViesAnswer::kValid);
                         },
                         "S08 local_registration ES S21 ES54362315K to ATU13585627"},
                    Case{"StateWithoutTheOption",
                         [](World& w) {
                           w.order.dispatch_from = address("AT", "5020");
                           w.seller.vat_ids[kAustria] = "ATU57194903";
                           buyer_number(w, "ATU13585627", ViesAnswer::kValid);
                         },
                         "S08 local_registration AT S20 ATU57194903 to ATU13585627"},
                    Case{"SellerFromOutside",
                         [](World& w) {
                           spanish_stock(w);
                           w.seller.established = kChina;
                           buyer_number(w, "ESB58378431", ViesAnswer::kValid);
                         },
                         "S03 reverse_charge_194 ES AE0 ES54362315K to ESB58378431"},
                    Case{"BuyerOfTheDispatchStateAcrossABorder",
                         [](World& w) {
                           w.order.dispatch_from = address("PL");
                           w.seller.vat_ids[kPoland] = "PL8567346215";
                           buyer_number(w, "PL1132191233", ViesAnswer::kValid);
                         },
                         "TAX-001 S12"}),
    name_of);

void small(World& world) {
  world.seller.small_business = kGermany;
  world.seller.vat_ids.clear();
  world.seller.oss.reset();
  world.seller.over_10000 = false;
}

INSTANTIATE_TEST_SUITE_P(SmallEnterprises, Decisions,
                         testing::Values(Case{"DistanceSaleBelowTheThreshold", small,
                                              "S23 small_business DE E0 "},
                                         Case{"ToABusinessAbroad",
                                              [](World& w) {
                                                small(w);
                                                buyer_number(w, "ATU13585627", ViesAnswer::kValid);
                                              },
                                              "S23 small_business DE E0  to ATU13585627"},
                                         Case{"Export",
                                              [](World& w) {
                                                small(w);
                                                w.order.deliver_to = address("CH", "8001");
                                              },
                                              "S23 small_business DE E0 "},
                                         Case{"DistanceSaleAboveTheThreshold",
                                              [](World& w) {
                                                small(w);
                                                w.seller.over_10000 = true;
                                              },
                                              "TAX-004 S40"},
                                         Case{"DistanceSaleAboveTheThresholdToANumberNotAsked",
                                              [](World& w) {
                                                small(w);
                                                w.seller.over_10000 = true;
                                                buyer_number(w, "ATU13585627",
                                                             ViesAnswer::kNotAsked);
                                              },
                                              "TAX-006 S11"},
                                         Case{"ExemptInTheOtherState",
                                              [](World& w) {
                                                small(w);
                                                w.seller.over_10000 = true;
                                                w.seller.ex_number_valid_in = {kAustria};
                                              },
                                              "S24 sme_cross_border AT E0  | print_ex_number"},
                                         Case{"StockWhereTheExNumberIsValid",
                                              [](World& w) {
                                                small(w);
                                                w.order.dispatch_from = address("AT", "1010");
                                                w.seller.ex_number_valid_in = {kAustria};
                                              },
                                              "S24 sme_cross_border AT E0  | print_ex_number"},
                                         Case{"BeforeThereWereExNumbers",
                                              [](World& w) {
                                                small(w);
                                                w.order.supply_date = day("2024-12-31");
                                                w.seller.over_10000 = true;
                                                w.seller.ex_number_valid_in = {kAustria};
                                              },
                                              "TAX-001 S24"},
                                         Case{"FromStockAbroadToTheHomeState",
                                              [](World& w) {
                                                small(w);
                                                w.order.dispatch_from = address("AT", "1010");
                                                w.order.deliver_to = address("DE", "50667");
                                              },
                                              "S23 small_business DE E0 "}),
                         name_of);

}  // namespace
}  // namespace enclosure::invoice
