// What states ask for besides Art. 226: asked for, refused, printed.

#include "invoice/tax/particulars.h"

#include <set>

#include "tests/invoice/tax/world.h"

namespace enclosure::invoice {
namespace {

CountryCode country(std::string_view code) {
  return *CountryCode::parse(code);
}

/// Established in `state` with a VAT number there.
Seller seller_in(std::string_view state) {
  Seller seller;
  seller.established = country(state);
  seller.vat_ids[seller.established] = "X";
  return seller;
}

/// "FI domicile!" for what is due, "DE weee" for what the seller must judge.
std::set<std::string> asked_for(const Seller& seller, std::string_view on = "2026-11-21") {
  std::set<std::string> all;
  for (const auto& one : missing_particulars(seller, day(on), law())) {
    all.insert(one.state + " " + one.particular.id + (one.is_due ? "!" : ""));
  }
  return all;
}

TEST(Particulars, AreAskedForByTheSeatAndByEveryRegistration) {
  Seller seller = german_seller();
  EXPECT_EQ(asked_for(seller), (std::set<std::string>{"DE register", "DE management", "DE weee"}));
  seller.vat_ids[country("FR")] = "FR40303265045";  // what goes with the firm is asked at the seat
  seller.vat_ids[country("PL")] = "PL8567346215";
  EXPECT_EQ(asked_for(seller),
            (std::set<std::string>{"DE register", "DE management", "DE weee", "PL split_payment"}));
}

TEST(Particulars, WhatASourceAsksForInAnyCaseIsDue) {
  EXPECT_EQ(asked_for(seller_in("FI")), std::set<std::string>{"FI domicile!"});
  EXPECT_EQ(asked_for(seller_in("BG")), std::set<std::string>{"BG eik!"});
  EXPECT_EQ(asked_for(seller_in("NL")), std::set<std::string>{"NL kvk"});  // no source yet
  EXPECT_EQ(asked_for(seller_in("DK")), std::set<std::string>{});  // the VAT number holds the CVR
}

TEST(Particulars, FollowTheDayAndTheSeller) {
  EXPECT_FALSE(asked_for(seller_in("FR"), "2026-08-31").contains("FR nature_of_operations"));
  EXPECT_TRUE(asked_for(seller_in("FR"), "2026-09-01").contains("FR nature_of_operations"));
  Seller italian = seller_in("IT");
  EXPECT_FALSE(asked_for(italian).contains("IT stamp_duty"));
  italian.small_business = country("IT");
  EXPECT_TRUE(asked_for(italian).contains("IT stamp_duty"));
}

TEST(Particulars, WhatIsGivenIsNotAskedForAgain) {
  Seller seller = seller_in("FI");
  seller.particulars[country("FI")]["domicile"] = "Helsinki";
  EXPECT_EQ(asked_for(seller), std::set<std::string>{});
}

TEST(Particulars, UnknownOnesAreNamedWithThoseThereAre) {
  Seller seller = german_seller();
  seller.particulars[country("DE")] = {{"weeee", "DE 1"}, {"supply_date", "x"}, {"weee", "DE 1"}};
  seller.particulars[country("CH")] = {{"uid", "CHE"}};
  const Faults faults = check_particulars(seller, law());
  std::set<std::string> told;
  for (const Fault& fault : faults) told.insert(fault.code + " " + fault.path + ": " + fault.hint);
  EXPECT_EQ(told, (std::set<std::string>{
                      "CONFIG-007 particulars.CH.uid: this state has none; leave it out",
                      "CONFIG-007 particulars.DE.supply_date: known there: register, management, "
                      "weee",
                      "CONFIG-007 particulars.DE.weeee: known there: register, management, weee"}));
}

std::string printed(const Seller& seller, std::string_view rules_of,
                    std::string_view on = "2026-11-21") {
  std::string all;
  for (const Registration& one : printed_particulars(seller, rules_of, day(on), law())) {
    all += one.label + "=" + one.value + ";";
  }
  return all;
}

TEST(Particulars, ArePrintedUnderTheRulesOfTheirState) {
  Seller seller = german_seller();
  seller.particulars[country("DE")] = {{"weee", "DE 1"}, {"register", "HRB 1"}};
  seller.particulars[country("PL")] = {{"split_payment", "MPP"}};
  EXPECT_EQ(printed(seller, "DE"), "Handelsregister=HRB 1;WEEE-Reg.-Nr.=DE 1;");
  EXPECT_EQ(printed(seller, "PL"), "Handelsregister=HRB 1;=MPP;") << "the register of the firm";
  EXPECT_EQ(printed(seller, "AT"), "Handelsregister=HRB 1;");
}

TEST(Particulars, OnesThatAreNotInForceAreNotPrinted) {
  Seller seller = seller_in("FR");
  seller.particulars[country("FR")] = {{"nature_of_operations", "Livraison de biens"}};
  EXPECT_EQ(printed(seller, "FR", "2026-08-31"), "");
  EXPECT_EQ(printed(seller, "FR", "2026-09-01"), "Nature des opérations=Livraison de biens;");
}

}  // namespace
}  // namespace enclosure::invoice
