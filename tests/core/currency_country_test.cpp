#include <gtest/gtest.h>

#include "core/country.h"
#include "core/currency.h"

namespace enclosure {
namespace {

TEST(Currency, KnowsItsMinorUnit) {
  const auto places = [](std::string_view code) { return Currency::parse(code)->minor_digits(); };
  EXPECT_EQ(places("EUR"), 2);
  EXPECT_EQ(places("HUF"), 2);
  EXPECT_EQ(places("JPY"), 0);
  EXPECT_EQ(places("ISK"), 0);
  EXPECT_EQ(places("KWD"), 3);
  EXPECT_EQ(Currency::parse("SEK")->to_string(), "SEK");
}

TEST(Currency, UnknownOnesAreFaults) {
  for (const char* bad :
       {"", "EU", "EURO", "eur", "DEM", "XXX", "XAU", "AED AFN", "D A", " EU", "R A"}) {
    const auto currency = Currency::parse(bad);
    ASSERT_FALSE(currency) << bad;
    EXPECT_EQ(currency.faults().front().code, "CURRENCY-001");
  }
}

TEST(Currency, EuroJoinersKeepTheirOldMoneyForOldDocuments) {
  EXPECT_TRUE(Currency::parse("BGN"));
  EXPECT_TRUE(Currency::parse("HRK"));
}

TEST(Country, CodesAndTheirOtherNames) {
  EXPECT_EQ(CountryCode::parse("DE")->code(), "DE");
  EXPECT_EQ(CountryCode::parse("EL")->code(), "GR");
  EXPECT_EQ(CountryCode::parse("UK")->code(), "GB");
  for (const char* beside : {"XI", "IC", "EA", "XK"}) EXPECT_TRUE(CountryCode::parse(beside));
  EXPECT_EQ(CountryCode(), "DE");
  EXPECT_EQ(*CountryCode::parse("AT"), *CountryCode::parse("AT"));
  EXPECT_NE(*CountryCode::parse("AT"), CountryCode());
}

TEST(Country, UnknownOnesAreFaults) {
  for (const char* bad : {"", "D", "de", "DEU", "ZZ", "D ", " A", "EU", "AN"}) {
    const auto country = CountryCode::parse(bad);
    ASSERT_FALSE(country) << bad;
    EXPECT_EQ(country.faults().front().code, "COUNTRY-001");
  }
}

TEST(Country, TwentySevenMemberStates) {
  int members = 0;
  for (char a = 'A'; a <= 'Z'; ++a) {
    for (char b = 'A'; b <= 'Z'; ++b) {
      const std::string code{a, b};
      const auto country = CountryCode::parse(code);
      if (country && country->code() == code && country->is_member_state()) ++members;
    }
  }
  EXPECT_EQ(members, 27);
  EXPECT_FALSE(CountryCode::parse("GB")->is_member_state());
  EXPECT_FALSE(CountryCode::parse("XI")->is_member_state());
  EXPECT_TRUE(CountryCode::parse("EL")->is_member_state());
}

}  // namespace
}  // namespace enclosure
