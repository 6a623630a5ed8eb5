#include "app/web/vat_pattern.h"

#include <gtest/gtest.h>

#include <regex>

#include "core/vat_id.h"
#include "core/vat_id_checks.h"

namespace enclosure::app::web {
namespace {

bool fits(const std::string& number) {
  static const std::regex pattern(vat_number_pattern(), std::regex::ECMAScript);
  return std::regex_match(number, pattern);
}

TEST(VatPattern, NeedsNoEscaping) {
  EXPECT_EQ(vat_number_pattern().find_first_of("\"&<>"), std::string::npos);
}

TEST(VatPattern, AcceptsWhatTheReaderAccepts) {
  for (const char* number :
       {"DE111111125", " de 111 111 125 ", "DE-111.111.125", "EL094259216", "GR094259216",
        "XI000472631", "ATU13585627", "BE0403019261", "BE403019261", "FR40303265045",
        "NL004495445B01", "nl 0044.95445.b01", "IE6433435F"}) {
    EXPECT_TRUE(fits(number)) << number;
    EXPECT_TRUE(VatId::parse(number)) << number;
  }
}

TEST(VatPattern, AcceptsANumberToWhichTheAddressGivesItsCountry) {
  for (const char* number : {"111111125", " 111 111 125", "U13585627", "40303265045",
                             "40 303 265 045", "004495445B01", "094259216", "6433435F"})
    EXPECT_TRUE(fits(number)) << number;
}

TEST(VatPattern, RefusesWhatHasNoShape) {
  for (const char* number : {"", "DE", "1", "DE11111112", "DE1111111250", "DE11111112X",
                             "ZZ11111112", "DE_111111125", "ATU1358562"})
    EXPECT_FALSE(fits(number)) << number;
}

TEST(VatPattern, GivesAnExampleOfTheRightShapeForEachState) {
  for (const auto& rule : vat_id_rules::rules()) {
    const std::string example = vat_number_example(rule.country);
    EXPECT_TRUE(example.starts_with(rule.prefix)) << example;
    EXPECT_TRUE(vat_id_rules::has_shape(example.substr(rule.prefix.size()), rule.shapes))
        << example;
    EXPECT_TRUE(fits(example)) << example;
  }
  EXPECT_EQ(vat_number_example("DE"), "DE123456789");
  EXPECT_EQ(vat_number_example("AT"), "ATU12345678");
  EXPECT_EQ(vat_number_example("NL"), "NL123456789B01");
  EXPECT_EQ(vat_number_example("US"), "DE123456789");
}

}  // namespace
}  // namespace enclosure::app::web
