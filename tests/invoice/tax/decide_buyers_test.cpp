// The decision table by who buys, and where the goods go.

#include "tests/invoice/tax/decisions.h"

namespace enclosure::invoice {
namespace {

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

}  // namespace
}  // namespace enclosure::invoice
