// The decision table by what is sold, and what is imported.

#include "tests/invoice/tax/decisions.h"

namespace enclosure::invoice {
namespace {

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

}  // namespace
}  // namespace enclosure::invoice
