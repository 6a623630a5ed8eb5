// The decision table beyond the worked cases: its edges, and every way to refuse.

#include "invoice/tax/decide.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <functional>

#include "invoice/tax/questions.h"
#include "tests/invoice/tax/world.h"

namespace enclosure::invoice {
namespace {

using testing::HasSubstr;

/// The world of one case: a German seller, a consumer in Vienna, goods from Hamburg.
struct World {
  Seller seller = german_seller();
  Order order = invoice::order(address("AT", "1010", "Wien"));
};

void buyer_number(World& world, std::string number, ViesAnswer answer) {
  world.order.buyer.is_business = true;
  world.order.buyer.vat_id = std::move(number);
  world.order.buyer.vies = answer;
}

/// "S04 oss AT S20 DE136695976 | warnings", or the code and first words of the first fault.
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

TEST(MarginGoods, CarryTheWordsOfTheirScheme) {
  const auto decided = [](std::string_view rate_class) {
    World world;
    world.order.lines = {line("1", "1", "100.00", rate_class)};
    const auto decision = decide_tax(world.order, world.seller, *world.order.supply_date, law());
    return std::string(decision->phrases.at(0)) + " " + std::string(decision->vatex) + " " +
           std::string(decision->lines[0].vatex);
  };
  EXPECT_EQ(decided("margin"), "margin_second_hand VATEX-EU-F VATEX-EU-F");
  EXPECT_EQ(decided("margin:art"), "margin_works_of_art VATEX-EU-I VATEX-EU-I");
  EXPECT_EQ(decided("margin:collectors"), "margin_collectors VATEX-EU-J VATEX-EU-J");
}

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

struct Case {
  std::string name;
  std::function<void(World&)> change;
  std::string told;
};
void PrintTo(const Case& one, std::ostream* out) {
  *out << one.name;
}

class Decisions : public testing::TestWithParam<Case> {};

TEST_P(Decisions, FollowTheTable) {
  World world;
  GetParam().change(world);
  EXPECT_EQ(told(world), GetParam().told);
}

std::string name_of(const testing::TestParamInfo<Case>& param) {
  return param.param.name;
}

const CountryCode kAustria = *CountryCode::parse("AT");
const CountryCode kChina = *CountryCode::parse("CN");
const CountryCode kSpain = *CountryCode::parse("ES");
const CountryCode kPoland = *CountryCode::parse("PL");
const CountryCode kGermany = *CountryCode::parse("DE");

INSTANTIATE_TEST_SUITE_P(
    Buyers, Decisions,
    testing::Values(
        Case{"Consumer", [](World&) {}, "S04 oss AT S20 DE136695976"},
        Case{"BusinessWithoutNumber", [](World& w) { w.order.buyer.is_business = true; },
             "S04 oss AT S20 DE136695976 | business_without_vat_id"},
        Case{"NumberNotAsked",
             [](World& w) { buyer_number(w, "ATU13585627", ViesAnswer::kNotAsked); },
             "TAX-006 S11"},
        Case{"ViesUnavailable",
             [](World& w) { buyer_number(w, "ATU13585627", ViesAnswer::kUnavailable); },
             "TAX-006 S11"},
        Case{"ViesSaysNo", [](World& w) { buyer_number(w, "ATU13585627", ViesAnswer::kInvalid); },
             "S04 oss AT S20 DE136695976"},
        Case{"WrongCheckDigitThatViesKnows",
             [](World& w) { buyer_number(w, "ATU13585626", ViesAnswer::kValid); },
             "S04 oss AT S20 DE136695976 | vat_id_checksum"},
        Case{"NoNumberAtAll", [](World& w) { buyer_number(w, "see mail", ViesAnswer::kNotAsked); },
             "S04 oss AT S20 DE136695976 | vat_id_checksum"},
        Case{"NumberOfAOneStopShop",
             [](World& w) { buyer_number(w, "EU372022452", ViesAnswer::kValid); },
             "S04 oss AT S20 DE136695976 | vat_id_checksum"},
        Case{"NumberWithBlanks",
             [](World& w) { buyer_number(w, "atu 135 856 27", ViesAnswer::kValid); },
             "S09 intra_community DE K0 DE136695976 to ATU13585627 | recapitulative_statement | "
             "proof_of_transport"},
        Case{"BritishNumberInNorthernIreland",
             [](World& w) {
               w.order.deliver_to = address("GB", "BT2 7AH", "Belfast");
               buyer_number(w, "GB980780684", ViesAnswer::kNotAsked);
             },
             "S04 oss XI S20 DE136695976"},
        Case{"DomesticNumberNotAsked",
             [](World& w) {
               w.order.deliver_to = address("DE", "50667", "Köln");
               buyer_number(w, "DE129273398", ViesAnswer::kNotAsked);
             },
             "S02 domestic DE S19 DE136695976 to DE129273398 | national_system:DE"},
        Case{"DomesticNumberThatViesDenies",
             [](World& w) {
               w.order.deliver_to = address("DE", "50667", "Köln");
               buyer_number(w, "DE129273398", ViesAnswer::kInvalid);
             },
             "S02 domestic DE S19 DE136695976 | national_system:DE"},
        Case{"SwissBusinessWithItsNumber",
             [](World& w) {
               w.order.deliver_to = address("CH", "8001", "Zürich");
               buyer_number(w, "CHE-107.787.577 IVA", ViesAnswer::kNotAsked);
             },
             "S15 export DE G0 DE136695976 to CHE107787577IVA | proof_of_export"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Places, Decisions,
    testing::Values(
        Case{"DispatchUnknown", [](World& w) { w.order.dispatch_from.reset(); }, "TAX-002 S40"},
        Case{"DispatchByCountryAlone", [](World& w) { w.order.dispatch_from = address("DE"); },
             "S04 oss AT S20 DE136695976"},
        Case{"BritishDispatchByCountryAlone",
             [](World& w) { w.order.dispatch_from = address("GB"); },
             "TAX-002 \"\" is no post code of GB, where post codes tell special territories apart"},
        Case{"SpainWithoutPostCode", [](World& w) { w.order.deliver_to = address("ES"); },
             "TAX-002 \"\" is no post code of ES, where post codes tell special territories apart"},
        Case{"IrelandWithoutPostCode", [](World& w) { w.order.deliver_to = address("IE"); },
             "S04 oss IE S23 DE136695976"},
        Case{"NorthernCyprus", [](World& w) { w.order.deliver_to = address("CY", "99300"); },
             "TAX-005 CY 99300 lies in a territory (Areas not under effective control of the "
             "Republic of Cyprus) that the program does not decide"},
        Case{"Helgoland", [](World& w) { w.order.deliver_to = address("DE", "27498"); },
             "S15 export DE G0 DE136695976 | proof_of_export"},
        Case{"GreatBritain", [](World& w) { w.order.deliver_to = address("GB", "SW1A 1AA"); },
             "S15 export DE G0 DE136695976 | proof_of_export"},
        Case{"Mittelberg", [](World& w) { w.order.deliver_to = address("DE", "87568"); },
             "S04 oss AT S19 DE136695976"},
        Case{"Azores", [](World& w) { w.order.deliver_to = address("PT", "9500-001"); },
             "S04 oss PT S16 DE136695976"},
        Case{"Corsica", [](World& w) { w.order.deliver_to = address("FR", "20000"); },
             "S04 oss FR S20 DE136695976"},
        Case{"BasesOnCyprus", [](World& w) { w.order.deliver_to = address("GB", "BFPO 57"); },
             "S04 oss CY S19 DE136695976"},
        Case{"GreekIsland", [](World& w) { w.order.deliver_to = address("GR", "81100"); },
             "S04 oss GR S24 DE136695976"},
        Case{"StockOnHelgolandIsOutside",
             [](World& w) {
               w.order.dispatch_from = address("DE", "27498");
               w.order.importer = "buyer";
             },
             "S18 import_by_buyer DE O0 "},
        Case{"FromNorthernIreland",
             [](World& w) { w.order.dispatch_from = address("GB", "BT1 1AA"); },
             "S04 oss AT S20 DE136695976"},
        Case{"FromNorthernIrelandToGreatBritain",
             [](World& w) {
               w.order.dispatch_from = address("GB", "BT1 1AA");
               w.order.deliver_to = address("GB", "M1 1AE", "Manchester");
             },
             "TAX-001 S40"},
        Case{"BeforeTheOneStopShop", [](World& w) { w.order.supply_date = day("2021-06-30"); },
             "TAX-001 S40"},
        Case{"DomesticBeforeTheOneStopShop",
             [](World& w) {
               w.order.supply_date = day("2020-12-31");
               w.order.deliver_to = address("DE", "50667");
             },
             "S01 domestic DE S16 DE136695976"},
        Case{"FromOutsideToOutside",
             [](World& w) {
               w.order.dispatch_from = address("CN");
               w.order.deliver_to = address("CH", "8001");
             },
             "TAX-001 S40"},
        Case{"WithinMonacoAndFrance",
             [](World& w) {
               w.seller.established = *CountryCode::parse("MC");
               w.seller.vat_ids[*CountryCode::parse("FR")] = "FR40303265045";
               w.order.dispatch_from = address("MC", "98000");
               w.order.deliver_to = address("FR", "75002");
             },
             "S01 domestic FR S20 FR40303265045"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(Regions, Decisions,
                         testing::Values(Case{"DomesticIntoARegionWithAnotherRate",
                                              [](World& w) {
                                                w.seller.vat_ids[kAustria] = "ATU13585627";
                                                w.seller.established = kAustria;
                                                w.order.dispatch_from = address("AT", "1010");
                                                w.order.deliver_to = address("AT", "6991");
                                              },
                                              "TAX-001 S29"},
                                         Case{"DomesticIntoARegionWithTheSameRate",
                                              [](World& w) {
                                                w.seller.vat_ids[*CountryCode::parse("FR")] =
                                                    "FR40303265045";
                                                w.seller.established = *CountryCode::parse("FR");
                                                w.order.dispatch_from = address("FR", "59000");
                                                w.order.deliver_to = address("FR", "20000");
                                              },
                                              "S01 domestic FR S20 FR40303265045"}),
                         name_of);

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

INSTANTIATE_TEST_SUITE_P(
    Goods, Decisions,
    testing::Values(
        Case{"MarginToABusinessAbroad",
             [](World& w) {
               w.order.lines = {line("1", "1", "100.00", "margin")};
               buyer_number(w, "ATU13585627", ViesAnswer::kValid);
             },
             "S25 margin DE E0 DE136695976 to ATU13585627"},
        Case{"MarginOutOfTheEu",
             [](World& w) {
               w.order.lines = {line("1", "1", "100.00", "margin")};
               w.order.deliver_to = address("CH", "8001");
             },
             "S15 export DE G0 DE136695976 | proof_of_export"},
        Case{"MarginAndOthersTaxedElsewhere",
             [](World& w) {
               w.order.lines = {line("1", "1", "100.00", "margin"), line("2", "1", "1.00")};
             },
             "TAX-001 S25"},
        Case{"MarginAndOthersAtHome",
             [](World& w) {
               w.order.lines = {line("1", "1", "100.00", "margin"), line("2", "1", "1.00")};
               w.order.deliver_to = address("DE", "50667");
             },
             "S01 domestic DE E0 DE136695976"},
        Case{"MarginAndOthersToABusinessAbroad",
             [](World& w) {
               w.order.lines = {line("1", "1", "100.00", "margin:art"), line("2", "1", "1.00")};
               buyer_number(w, "ATU13585627", ViesAnswer::kValid);
             },
             "S09 intra_community DE E0 DE136695976 to ATU13585627 | recapitulative_statement | "
             "proof_of_transport"},
        Case{"TwoMarginSchemes",
             [](World& w) {
               w.order.lines = {line("1", "1", "100.00", "margin:collectors"),
                                line("2", "1", "1.00", "margin:art")};
             },
             "TAX-001 S25"},
        Case{"MarginToANumberNotAsked",  // whatever VIES says, the margin is taxed
             [](World& w) {
               w.order.lines = {line("1", "1", "100.00", "margin")};
               buyer_number(w, "ATU13585627", ViesAnswer::kUnavailable);
             },
             "S25 margin DE E0 DE136695976 to ATU13585627"},
        Case{"ExportToANumberNotAsked",
             [](World& w) {
               w.order.deliver_to = address("ES", "38001", "Santa Cruz");
               buyer_number(w, "ESB58378431", ViesAnswer::kUnavailable);
             },
             "S15 export DE G0 DE136695976 to ESB58378431 | proof_of_export"},
        Case{"RateThatDoesNotExist",
             [](World& w) { w.order.lines = {line("1", "1", "100.00", "fixed:19")}; },
             "TAX-003 no VAT rate \"fixed"},
        Case{"Nothing", [](World& w) { w.order.lines = {}; }, "TAX-002 the order has no line"},
        Case{"Gift", [](World& w) { w.order.lines = {line("1", "2", "0.00")}; },
             "S33 none no_consideration"},
        Case{"GiftWithPaidShipping",
             [](World& w) {
               w.order.lines = {line("1", "2", "0.00")};
               w.order.order_shipping_gross = euro("4.90");
             },
             "S04 oss AT S20 DE136695976"},
        Case{"WhollyPaidByTheMarketplace",
             [](World& w) {
               w.order.lines = {line("1", "1", "10.00")};
               w.order.marketplace_voucher = euro("10.00");
             },
             "S04 oss AT S20 DE136695976"},
        Case{"WhollyDiscounted",
             [](World& w) {
               w.order.lines = {line("1", "1", "10.00")};
               w.order.lines[0].discount_gross = euro("10.00");
             },
             "S33 none no_consideration"},
        Case{"Refund",
             [](World& w) {
               w.order.credits = CreditedInvoice{"R-2026-000004", day("2026-03-05")};
             },
             "S31 oss AT S20 DE136695976"},
        Case{"RefundOfASupplyAtAnEarlierRate",  // Slovakia: 20 % until 2024, 23 % from 2025
             [](World& w) {
               w.order.deliver_to = address("SK", "81101");
               w.order.credits = CreditedInvoice{"R-2024-000004", day("2024-12-30")};
             },
             "S31 oss SK S20 DE136695976"},
        Case{"RefundOfAnInvoiceThatCameAfterTheSupply",
             [](World& w) {
               w.order.deliver_to = address("SK", "81101");
               w.order.credits = CreditedInvoice{"R-2025-000004", day("2025-01-02")};
               w.order.credits->supply_date = day("2024-12-31");
             },
             "S31 oss SK S20 DE136695976"},
        Case{"RefundOfAnExemptSupplyToANumberNotAsked",
             [](World& w) {
               buyer_number(w, "ATU13585627", ViesAnswer::kUnavailable);
               w.order.credits = CreditedInvoice{"R-2026-000004", day("2026-03-05")};
               w.order.credits->vat = euro("0.00");
             },
             "S31 intra_community DE K0 DE136695976 to ATU13585627 | recapitulative_statement | "
             "proof_of_transport"},
        Case{"RefundOfATaxedSupplyToANumberNotAsked",
             [](World& w) {
               buyer_number(w, "ATU13585627", ViesAnswer::kUnavailable);
               w.order.credits = CreditedInvoice{"R-2026-000004", day("2026-03-05")};
               w.order.credits->groups = {
                   {"S", *Decimal::parse("20"), euro("10.00"), euro("2.00"), euro("12.00")}};
             },
             "S31 oss AT S20 DE136695976"},
        Case{"RefundOfAnInvoiceThatTellsNothing",
             [](World& w) {
               buyer_number(w, "ATU13585627", ViesAnswer::kUnavailable);
               w.order.credits = CreditedInvoice{"R-2026-000004", day("2026-03-05")};
             },
             "TAX-006 S11"},
        Case{"NetPrices", [](World& w) { w.order.prices_are_net = true; }, "TAX-001 GR1"}),
    name_of);

void chinese_goods(World& world, std::string_view price) {
  world.order.dispatch_from = address("CN", "510000");
  world.order.lines = {line("1", "1", price)};
}

INSTANTIATE_TEST_SUITE_P(
    Imports, Decisions,
    testing::Values(Case{"NobodySaysWhoImports", [](World& w) { chinese_goods(w, "10.00"); },
                         "TAX-002 S18, S19"},
                    Case{"MarketplaceAtTheLimit",  // 180.00 holds 30.00 of VAT at 20 %
                         [](World& w) {
                           chinese_goods(w, "180.00");
                           w.order.marketplace_facilitates = true;
                         },
                         "S22 none deemed_supplier_14a_1"},
                    Case{"MarketplaceAboveTheLimit",
                         [](World& w) {
                           chinese_goods(w, "180.01");
                           w.order.marketplace_facilitates = true;
                           w.order.importer = "buyer";
                         },
                         "S18 import_by_buyer CN O0 "},
                    Case{"ImportScheme",
                         [](World& w) {
                           chinese_goods(w, "36.00");
                           w.seller.ioss = kGermany;
                         },
                         "S17 ioss AT S20  | ioss_number_to_carrier_only"},
                    Case{"ImportSchemeToABusiness",
                         [](World& w) {
                           chinese_goods(w, "36.00");
                           w.seller.ioss = kGermany;
                           w.order.importer = "buyer";
                           buyer_number(w, "ATU13585627", ViesAnswer::kValid);
                         },
                         "S18 import_by_buyer CN O0 "},
                    Case{"ImportSchemeToANumberNotAsked",
                         [](World& w) {
                           chinese_goods(w, "36.00");
                           w.seller.ioss = kGermany;
                           buyer_number(w, "ATU13585627", ViesAnswer::kNotAsked);
                         },
                         "TAX-006 S11"},
                    Case{"SellerImportsWithoutNumber",
                         [](World& w) {
                           chinese_goods(w, "500.00");
                           w.order.importer = "seller";
                         },
                         "TAX-004 S40"},
                    Case{"LimitInAnotherCurrencyWithoutRate",
                         [](World& w) {
                           w.order = order(address("AT", "1010"),
                                           {line("1", "1", "36.00", "standard", currency("USD"))},
                                           currency("USD"));
                           w.order.dispatch_from = address("CN");
                           w.seller.ioss = kGermany;
                         },
                         "TAX-002 S17, S22"}),
    name_of);

/// The order in `code`, to `to`.
World in_currency(std::string_view code, Address to) {
  World world;
  world.order =
      order(std::move(to), {line("1", "1", "100.00", "standard", currency(code))}, currency(code));
  return world;
}

std::string vat_currency(const World& world) {
  const auto decision = decide_tax(world.order, world.seller, *world.order.supply_date, law());
  if (!decision) return decision.faults().front().message.substr(0, 4);
  return decision->vat_currency ? decision->vat_currency->currency.to_string() : "none";
}

TEST(VatCurrency, IsThatOfTheStateOfTaxationOrOfTheOneStopShop) {
  EXPECT_EQ(vat_currency(in_currency("SEK", address("SE", "11120"))), "none");
  EXPECT_EQ(vat_currency(in_currency("EUR", address("SE", "11120"))), "none");
  EXPECT_EQ(vat_currency(in_currency("PLN", address("DE", "10115"))), "S37:");
  EXPECT_EQ(vat_currency(in_currency("SEK", address("DK", "2100"))), "S37:");
  EXPECT_EQ(vat_currency(in_currency("CHF", address("CH", "8001"))), "none");

  World polish = in_currency("PLN", address("DE", "10115"));
  polish.order.exchange_rates["EUR"] = {decimal("0.2345")};
  EXPECT_EQ(vat_currency(polish), "EUR");

  World danish = in_currency("SEK", address("DK", "2100"));
  danish.order.exchange_rates["EUR"] = {decimal("0.0885")};
  EXPECT_EQ(vat_currency(danish), "EUR");
  danish.order.exchange_rates["DKK"] = {decimal("0.66")};
  EXPECT_EQ(vat_currency(danish), "DKK");
  danish.order.exchange_rates["DKK"] = {decimal("0")};
  EXPECT_EQ(vat_currency(danish), "EUR");
}

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
