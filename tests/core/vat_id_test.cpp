#include "core/vat_id.h"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <random>

namespace enclosure {
namespace {

struct VatIdCase {
  std::string name;
  std::string input;
  std::string normalised;
  std::string fault;
};
void PrintTo(const VatIdCase& one, std::ostream* out) {
  *out << one.name;
}

class VatIdParse : public testing::TestWithParam<VatIdCase> {};

TEST_P(VatIdParse, NormalisesOrNamesTheFault) {
  const auto& [name, input, normalised, fault] = GetParam();
  const auto id = VatId::parse(input);
  EXPECT_EQ(id ? id->to_string() : "", normalised);
  EXPECT_EQ(id ? "" : id.faults().front().code, fault);
}
INSTANTIATE_TEST_SUITE_P(
    AsPeopleWriteThem, VatIdParse,
    testing::Values(VatIdCase{"SpacesAndCase", " de 111 111 125 ", "DE111111125", ""},
                    VatIdCase{"CheckDigit", "DE999999991", "", "VATID-002"},
                    VatIdCase{"TooShort", "DE11111112", "", "VATID-001"},
                    VatIdCase{"NoPrefix", "111111125", "", "VATID-001"},
                    VatIdCase{"Empty", "", "", "VATID-001"},
                    VatIdCase{"OnlyAPrefix", "DE", "", "VATID-001"},
                    VatIdCase{"GreekAsACountry", "GR 094259216", "EL094259216", ""},
                    VatIdCase{"BritishAsACountry", "UK980780684", "GB980780684", ""},
                    VatIdCase{"OldBelgian", "BE 428.759.497", "BE0428759497", ""},
                    VatIdCase{"Swiss", "CHE-107.787.577 IVA", "CHE107787577IVA", ""},
                    VatIdCase{"Dutch", "NL004495445B01", "NL004495445B01", ""},
                    VatIdCase{"DutchSoleTrader", "NL002455799B11", "NL002455799B11", ""},
                    VatIdCase{"NoBreakSpace",
                              "ATU\xc2\xa0"
                              "13585627",
                              "ATU13585627", ""},
                    VatIdCase{"OneStopShop", "EU372022452", "", "VATID-001"},
                    VatIdCase{"ImportScheme", "IM3720000224", "", "VATID-001"},
                    VatIdCase{"SmallEnterprise", "FR12345678901-EX", "", "VATID-001"},
                    VatIdCase{"Letters", "DE11111112Ö", "", "VATID-001"},
                    VatIdCase{"Endless", "DE111111125" + std::string(1000, ' '), "", "VATID-001"},
                    VatIdCase{"HealthAuthority", "XIHA500", "XIHA500", ""},
                    VatIdCase{"Government", "GBGD499", "GBGD499", ""},
                    VatIdCase{"GovernmentOutOfRange", "GBGD500", "", "VATID-002"}),
    [](const auto& param) { return param.param.name; });

nlohmann::json data() {
  std::ifstream file(std::string(ENCLOSURE_SOURCE_DIR) + "/tests/core/data/vat_ids.json");
  return nlohmann::json::parse(file);
}

nlohmann::json vectors() {
  return data().at("states");
}

TEST(VatId, PublicVectorsOfEveryState) {
  const nlohmann::json states = vectors();
  EXPECT_EQ(states.size(), 31U);
  for (const auto& [state, lists] : states.items()) {
    for (const auto& id : lists.at("valid")) {
      const auto parsed = VatId::parse(id.get<std::string>());
      EXPECT_TRUE(parsed) << id;
      if (parsed) {
        EXPECT_EQ(parsed->to_string(), id);
      }
    }
    for (const auto& id : lists.at("invalid")) {
      EXPECT_FALSE(VatId::parse(id.get<std::string>())) << id;
    }
  }
}

TEST(VatId, WhereTwoImplementationsDisagreeTheDataDecide) {
  int seen = 0;
  const nlohmann::json disagreements = data().at("known_disagreements");
  for (const auto& one : disagreements) {
    for (const auto& id : one.at("ids")) {
      EXPECT_EQ(VatId::parse(id.get<std::string>()).has_value(), one.at("use") == "valid") << id;
      ++seen;
    }
  }
  EXPECT_EQ(seen, 9);
}

TEST(VatId, NumbersOfSchemesAreNoneOfABuyer) {
  const nlohmann::json others = data().at("not_of_a_buyer");
  EXPECT_EQ(others.size(), 6U);
  for (const auto& one : others) {
    const auto id = VatId::parse(one.at("id").get<std::string>());
    ASSERT_FALSE(id) << one;
    EXPECT_EQ(id.faults().front().code, "VATID-001") << one;
  }
}

TEST(VatId, KnowsTheStateAndWhetherViesDoes) {
  EXPECT_EQ(VatId::parse("EL094259216")->country(), "GR");
  EXPECT_EQ(VatId::parse("XI980780684")->country(), "XI");
  EXPECT_EQ(VatId::parse("CHE107787577IVA")->country(), "CH");
  EXPECT_TRUE(VatId::parse("EL094259216")->is_in_vies());
  EXPECT_TRUE(VatId::parse("XI980780684")->is_in_vies());
  EXPECT_FALSE(VatId::parse("GB980780684")->is_in_vies());
  EXPECT_FALSE(VatId::parse("NO995525828MVA")->is_in_vies());
}

TEST(VatIdProperty, OneWrongDigitIsSeldomForgiven) {
  int forgiven = 0;
  int tried = 0;
  const nlohmann::json states = vectors();
  for (const auto& [state, lists] : states.items()) {
    for (const auto& element : lists.at("valid")) {
      const std::string id = element;
      for (std::size_t at = 2; at < id.size(); ++at) {
        if (id[at] < '0' || id[at] > '9') continue;
        for (char digit = '0'; digit <= '9'; ++digit) {
          std::string changed = id;
          changed[at] = digit;
          if (digit == id[at]) continue;
          ++tried;
          if (VatId::parse(changed)) ++forgiven;
        }
      }
    }
  }
  EXPECT_GT(tried, 8'000);
  EXPECT_LT(forgiven * 20, tried);  // below one in twenty
}

TEST(VatIdProperty, RandomTextsDoNoHarm) {
  std::mt19937_64 random(6);
  const std::string letters = "ABCDEHILNRSTUX0123456789-+*. \xc2\xa0";
  for (int i = 0; i < 200'000; ++i) {
    std::string text(random() % 16, ' ');
    for (char& c : text) c = letters[random() % letters.size()];
    const auto id = VatId::parse(text);
    if (!id) continue;
    const auto again = VatId::parse(id->to_string());
    ASSERT_TRUE(again) << text;
    ASSERT_EQ(*again, *id);
  }
}

}  // namespace
}  // namespace enclosure
