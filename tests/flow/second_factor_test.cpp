// The second factor: what counts as the post code of a delivery, and what becomes of wrong answers.

#include "app/flow/second_factor.h"

#include "tests/flow/buyer_world.h"

namespace enclosure::app {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

struct FactorCase {
  const char* name;
  const char* country;
  const char* postcode;
  const char* city;
  const char* answer;
  bool right;
};
void PrintTo(const FactorCase& one, std::ostream* out) {
  *out << one.name;
}

class FactorOf : public testing::TestWithParam<FactorCase> {};

TEST_P(FactorOf, IsComparedAsPeopleWriteIt) {
  const FactorCase& one = GetParam();
  Address delivery;
  delivery.country = *CountryCode::parse(one.country);
  delivery.postcode = one.postcode;
  delivery.city = one.city;
  EXPECT_EQ(is_factor_of(one.answer, delivery), one.right);
}
INSTANTIATE_TEST_SUITE_P(
    Answers, FactorOf,
    testing::Values(
        FactorCase{"Plain", "DE", "10115", "Berlin", "10115", true},
        FactorCase{"Blanks", "DE", "10115", "Berlin", " 10 115 ", true},
        FactorCase{"OtherCode", "DE", "10115", "Berlin", "10116", false},
        FactorCase{"Empty", "DE", "10115", "Berlin", "", false},
        FactorCase{"BlanksAlone", "DE", "10115", "Berlin", " - ", false},
        FactorCase{"TownInstead", "DE", "10115", "Berlin", "Berlin", false},
        FactorCase{"SignOfNationality", "DE", "10115", "Berlin", "D-10115", true},
        FactorCase{"CountryInTheOrder", "LV", "LV-1010", "Rīga", "1010", true},
        FactorCase{"CountryInTheAnswer", "LT", "01100", "Vilnius", "LT-01100", true},
        FactorCase{"HyphenLeftOut", "PL", "00-950", "Warszawa", "00950", true},
        FactorCase{"SmallLetters", "NL", "1012 JS", "Amsterdam", "1012js", true},
        FactorCase{"LettersCount", "NL", "1012 JS", "Amsterdam", "1012", false},
        FactorCase{"FullWidthDigits", "SE", "111 22", "Stockholm", "１１１２２", true},
        FactorCase{"BritishWithItsOwnLetters", "GB", "DE22 1AA", "Derby", "de221aa", true},
        FactorCase{"LettersInFront", "NL", "1234 AB", "Amsterdam", "NL-1234AB", true},
        FactorCase{"OtherLetters", "NL", "1234 AB", "Amsterdam", "1234 AC", false},
        FactorCase{"OfLondon", "GB", "SW1A 1AA", "London", "sw1a1aa", true},
        FactorCase{"ADistrictAlone", "GB", "SW1A 1AA", "London", "SW1A", false},
        FactorCase{"Eircode", "IE", "D02 AF30", "Dublin", "d02af30", true},
        FactorCase{"EircodeBehindItsCountry", "IE", "D6W XY00", "Dublin", "IE-D6W XY00", true},
        FactorCase{"ARoutingKeyAlone", "IE", "D02 AF30", "Dublin", "D02", false},
        FactorCase{"AnEircodeOfTheNextHouse", "IE", "D02 AF30", "Dublin", "D02 AF31", false},
        FactorCase{"TownWithoutCode", "IE", "", "Dún Laoghaire", "dun laoghaire", true},
        FactorCase{"AnotherTown", "IE", "", "Dún Laoghaire", "Dublin", false},
        FactorCase{"TownInAnotherAlphabet", "GR", "", "Αθήνα", "ATHENA", true},
        FactorCase{"UmlautsWrittenOut", "DE", "", "München", "Muenchen", true},
        FactorCase{"NeitherIsKnown", "IE", "", "", "", false},
        FactorCase{"NoText", "DE", "10115", "Berlin", "\xFF\xFE", false}),
    [](const auto& param) { return param.param.name; });

class WrongAnswers : public BuyerWorld {
 protected:
  PanelState answer(const std::string& text) {
    return desk_->unlock(visit(), text)->page.panel.state;
  }
  void be_wrong_until_closed() {
    for (int i = 1; i < kMostWrongAnswers; ++i)
      ASSERT_EQ(answer("00000"), PanelState::kWrongPostcode) << i;
    ASSERT_EQ(answer("00000"), PanelState::kTooManyTries);
  }
};

TEST_F(WrongAnswers, FiveInARowCloseTheLinkForAnHour) {
  sell();
  be_wrong_until_closed();
  EXPECT_EQ(answer("75001"), PanelState::kTooManyTries) << "the right one changes nothing now";
  EXPECT_EQ(shown(), PanelState::kTooManyTries);
  open();
  EXPECT_EQ(answer("75001"), PanelState::kTooManyTries) << "a restart does not open it";
  now_ += hours{1} - seconds{1};
  EXPECT_EQ(answer("75001"), PanelState::kTooManyTries);
  now_ += seconds{1};
  EXPECT_EQ(answer("75001"), PanelState::kForm);
}

TEST_F(WrongAnswers, EachClosureLastsTwiceAsLong) {
  sell();
  for (const int wait : {1, 2, 4, 8, 16, 24, 24}) {
    be_wrong_until_closed();
    EXPECT_EQ(desk_->unlock(visit(), "75001")->retry_after, hours{wait});
    now_ += hours{wait};
  }
}

TEST_F(WrongAnswers, ARightOneClearsTheCount) {
  sell();
  for (int round = 0; round < 3; ++round) {
    for (int i = 1; i < kMostWrongAnswers; ++i)
      ASSERT_EQ(answer("00000"), PanelState::kWrongPostcode);
    ASSERT_EQ(answer("75001"), PanelState::kForm);
  }
}

TEST_F(WrongAnswers, APassIsForOneLinkAndHalfAnHour) {
  sell({.id = "W-1"});
  unlock();
  EXPECT_EQ(shown(), PanelState::kForm);
  const std::string first = pass_;
  now_ += kPassLasts - seconds{1};
  EXPECT_EQ(shown(), PanelState::kForm);
  now_ += seconds{1};
  EXPECT_EQ(shown(), PanelState::kAskPostcode);

  now_ -= minutes{10};
  sell({.id = "W-2"});
  EXPECT_EQ(shown(), PanelState::kAskPostcode) << "a pass opens no other link";
  for (std::size_t i = 0; i < pass_.size(); ++i) {
    pass_ = first;
    pass_[i] = pass_[i] == 'A' ? 'B' : 'A';
    EXPECT_EQ(shown(), PanelState::kAskPostcode) << i;
  }
}

TEST_F(WrongAnswers, NothingPersonalIsShownBefore) {
  sell();
  const auto page = desk_->page(visit());
  EXPECT_EQ(page->panel.details.name, "");
  EXPECT_EQ(page->panel.details.street, "");
  unlock();
  const auto open = desk_->page(visit());
  EXPECT_EQ(open->panel.details.name, "Camille Exemple");
  EXPECT_EQ(open->panel.details.postcode, "75001");
}

TEST_F(WrongAnswers, WithoutPostCodeTheTownIsAskedFor) {
  sell({.id = "W-3", .country = "IE", .postcode = "", .city = "Dún Laoghaire"});
  EXPECT_TRUE(desk_->page(visit())->panel.asks_city);
  unlock("Dun Laoghaire");
  EXPECT_EQ(shown(), PanelState::kForm);
}

TEST_F(WrongAnswers, EverythingMayBeLocked) {
  sell();
  shop_->config.links.locks_documents = true;
  using Kind = FileAnswer::Kind;
  EXPECT_EQ(desk_->invoice(visit(), std::nullopt).kind, Kind::kLocked);
  EXPECT_EQ(desk_->invoice(visit(), 0).kind, Kind::kLocked);
  EXPECT_EQ(desk_->einvoice(visit(), std::nullopt).kind, Kind::kLocked);
  EXPECT_EQ(desk_->everything(visit()).kind, Kind::kLocked);
  EXPECT_FALSE(desk_->invoice_at_once(visit()));
  const auto page = desk_->page(visit());
  const std::string manual = page->products.at(0).enclosures.at(0).path;
  EXPECT_EQ(desk_->manual(visit(), std::stoul(manual.substr(manual.find('/') + 1))).kind,
            Kind::kFile)
      << "manuals are about goods, not persons";
  EXPECT_TRUE(desk_->page(visit())->documents.empty());
  EXPECT_TRUE(desk_->page(visit())->documents_locked);
  unlock();
  EXPECT_EQ(desk_->invoice(visit(), std::nullopt).kind, Kind::kFile);
  EXPECT_EQ(desk_->page(visit())->documents.size(), 1U);
}

TEST_F(WrongAnswers, WhatIsLockedAsksInEveryState) {
  sell();
  shop_->config.links.locks_documents = true;
  shop_->config.links.change_days = 30;
  registry_.outcome = "MS_UNAVAILABLE";
  unlock();
  ASSERT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kPending);
  pass_.clear();
  EXPECT_EQ(shown(), PanelState::kAskPostcode) << "while a change waits";
  now_ += std::chrono::days{31};
  EXPECT_EQ(shown(), PanelState::kAskPostcode) << "when the seller alone may change it";
  unlock();
  EXPECT_EQ(shown(), PanelState::kWithSeller);
  EXPECT_FALSE(desk_->page(visit())->documents_locked);
}

TEST_F(WrongAnswers, NothingIsLockedWhereThereIsNoInvoice) {
  shop_->config.links.locks_documents = true;
  sell(bought_where_amazon_invoices());
  EXPECT_EQ(shown(), PanelState::kMarketplaceOnly);
  EXPECT_FALSE(desk_->page(visit())->documents_locked);
}

}  // namespace
}  // namespace enclosure::app
