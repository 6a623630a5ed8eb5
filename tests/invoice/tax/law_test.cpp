#include "invoice/tax/law.h"

#include <set>

#include "tests/invoice/tax/world.h"

namespace enclosure::invoice {
namespace {

struct StandardRate {
  std::string state;
  std::string on;
  std::string percent;
};
void PrintTo(const StandardRate& rate, std::ostream* out) {
  *out << rate.state << " on " << rate.on << ": " << rate.percent;
}

class StandardRates : public testing::TestWithParam<StandardRate> {};

TEST_P(StandardRates, IsTheOneOfThatDay) {
  const auto& [state, on, percent] = GetParam();
  const auto rate = law().rate(state, "", RateClass{}, day(on));
  ASSERT_TRUE(rate);
  EXPECT_EQ(rate->to_string(), percent);
}
INSTANTIATE_TEST_SUITE_P(
    OnTheDayOfTheData, StandardRates,
    testing::Values(StandardRate{"AT", "2026-11-21", "20"}, StandardRate{"BE", "2026-11-21", "21"},
                    StandardRate{"BG", "2026-11-21", "20"}, StandardRate{"CY", "2026-11-21", "19"},
                    StandardRate{"CZ", "2026-11-21", "21"}, StandardRate{"DE", "2026-11-21", "19"},
                    StandardRate{"DK", "2026-11-21", "25"}, StandardRate{"EE", "2026-11-21", "24"},
                    StandardRate{"ES", "2026-11-21", "21"},
                    StandardRate{"FI", "2026-11-21", "25.5"},
                    StandardRate{"FR", "2026-11-21", "20"}, StandardRate{"GR", "2026-11-21", "24"},
                    StandardRate{"HR", "2026-11-21", "25"}, StandardRate{"HU", "2026-11-21", "27"},
                    StandardRate{"IE", "2026-11-21", "23"}, StandardRate{"IT", "2026-11-21", "22"},
                    StandardRate{"LT", "2026-11-21", "21"}, StandardRate{"LU", "2026-11-21", "17"},
                    StandardRate{"LV", "2026-11-21", "21"}, StandardRate{"MT", "2026-11-21", "18"},
                    StandardRate{"NL", "2026-11-21", "21"}, StandardRate{"PL", "2026-11-21", "23"},
                    StandardRate{"PT", "2026-11-21", "23"}, StandardRate{"RO", "2026-11-21", "21"},
                    StandardRate{"SE", "2026-11-21", "25"}, StandardRate{"SI", "2026-11-21", "22"},
                    StandardRate{"SK", "2026-11-21", "23"}, StandardRate{"XI", "2026-11-21", "20"},
                    StandardRate{"GB", "2026-11-21", "20"}, StandardRate{"CH", "2026-11-21", "8.1"},
                    StandardRate{"NO", "2026-11-21", "25"}));
INSTANTIATE_TEST_SUITE_P(
    AroundTheDaysOfChange, StandardRates,
    testing::Values(StandardRate{"DE", "2020-06-30", "19"}, StandardRate{"DE", "2020-07-01", "16"},
                    StandardRate{"DE", "2020-12-31", "16"}, StandardRate{"DE", "2021-01-01", "19"},
                    StandardRate{"IE", "2020-08-31", "23"}, StandardRate{"IE", "2020-09-01", "21"},
                    StandardRate{"IE", "2021-02-28", "21"}, StandardRate{"IE", "2021-03-01", "23"},
                    StandardRate{"LU", "2022-12-31", "17"}, StandardRate{"LU", "2023-01-01", "16"},
                    StandardRate{"LU", "2023-12-31", "16"}, StandardRate{"LU", "2024-01-01", "17"},
                    StandardRate{"EE", "2023-12-31", "20"}, StandardRate{"EE", "2024-01-01", "22"},
                    StandardRate{"EE", "2025-06-30", "22"}, StandardRate{"EE", "2025-07-01", "24"},
                    StandardRate{"FI", "2024-08-31", "24"},
                    StandardRate{"FI", "2024-09-01", "25.5"},
                    StandardRate{"SK", "2024-12-31", "20"}, StandardRate{"SK", "2025-01-01", "23"},
                    StandardRate{"RO", "2025-07-31", "19"}, StandardRate{"RO", "2025-08-01", "21"},
                    StandardRate{"CH", "2023-12-31", "7.7"},
                    StandardRate{"CH", "2024-01-01", "8.1"}));

struct ClassRate {
  std::string state;
  std::string region;
  std::string rate_class;
  std::string on;
  std::string percent;  ///< empty: there is none
};
void PrintTo(const ClassRate& rate, std::ostream* out) {
  *out << rate.state << " " << rate.region << " " << rate.rate_class << " on " << rate.on;
}

class ClassRates : public testing::TestWithParam<ClassRate> {};

TEST_P(ClassRates, ExistOrAreAFault) {
  const auto& [state, region, rate_class, on, percent] = GetParam();
  const auto rate = law().rate(state, region, *RateClass::parse(rate_class), day(on));
  EXPECT_EQ(rate ? rate->to_string() : "", percent);
  EXPECT_EQ(rate ? "" : rate.faults().front().code, percent.empty() ? "TAX-003" : "");
}
INSTANTIATE_TEST_SUITE_P(
    All, ClassRates,
    testing::Values(ClassRate{"DE", "", "book", "2026-01-01", "7"},
                    ClassRate{"DE", "", "book", "2020-08-01", "5"},
                    ClassRate{"IE", "", "book", "2026-01-01", "0"},
                    ClassRate{"CZ", "", "book", "2023-12-31", "10"},
                    ClassRate{"CZ", "", "book", "2024-01-01", "0"},
                    ClassRate{"FI", "", "book", "2026-01-01", "13.5"},
                    ClassRate{"DE", "", "fixed:7", "2026-01-01", "7"},
                    ClassRate{"DE", "", "fixed:7.00", "2026-01-01", "7"},
                    ClassRate{"DE", "", "fixed:7", "2020-08-01", ""},
                    ClassRate{"DE", "", "fixed:8", "2026-01-01", ""},
                    ClassRate{"DE", "", "fixed:0", "2026-01-01", ""},
                    ClassRate{"IE", "", "fixed:0", "2026-01-01", "0"},
                    ClassRate{"AT", "", "fixed:4.9", "2026-06-30", ""},
                    ClassRate{"AT", "", "fixed:4.9", "2026-07-01", "4.9"},
                    ClassRate{"FR", "", "fixed:0.9", "2026-01-01", ""},  // Corsica only
                    ClassRate{"FR", "FR-CORSICA", "fixed:0.9", "2026-01-01", "0.9"},
                    ClassRate{"AT", "AT-JUNGHOLZ-MITTELBERG", "standard", "2026-01-01", "19"},
                    ClassRate{"PT", "PT-AZORES", "standard", "2021-06-30", "18"},
                    ClassRate{"PT", "PT-AZORES", "standard", "2021-07-01", "16"},
                    ClassRate{"PT", "PT-MADEIRA", "standard", "2026-01-01", "22"},
                    ClassRate{"PT", "PT-MADEIRA", "fixed:5", "2024-10-01", ""},
                    ClassRate{"PT", "PT-MADEIRA", "fixed:4", "2024-10-01", "4"},
                    ClassRate{"PT", "", "fixed:22", "2026-01-01", ""},
                    ClassRate{"DE", "", "margin", "2026-01-01", ""},
                    ClassRate{"DE", "", "standard", "1993-05-01", ""},
                    ClassRate{"US", "", "standard", "2026-01-01", ""},
                    ClassRate{"DE", "DE-NOWHERE", "standard", "2026-01-01", ""}));

TEST(TaxLaw, EveryStateHasOneStandardRateOnEveryDaySince2020) {
  const std::string states =
      "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK GB CH NO";
  for (std::size_t at = 0; at < states.size(); at += 3) {
    const std::string state = states.substr(at, 2);
    for (std::chrono::sys_days on{day("2020-01-01")};
         on <= std::chrono::sys_days{day("2028-01-01")}; on += std::chrono::days{1}) {
      ASSERT_TRUE(law().rate(state, "", RateClass{}, Date{on})) << state << to_string(Date{on});
    }
  }
}

TEST(TaxLaw, AFaultNamesTheRatesInForce) {
  const auto rate = law().rate("AT", "", *RateClass::parse("fixed:19"), day("2026-11-21"));
  ASSERT_FALSE(rate);
  EXPECT_EQ(rate.faults().front().message, "no VAT rate \"fixed:19\" of AT on 2026-11-21");
  EXPECT_EQ(rate.faults().front().hint, "rates in force there: 20, 10, 13, 4.9");
}

struct Place {
  std::string country;
  std::string postcode;
  std::string city;
  std::string territory;
};
void PrintTo(const Place& place, std::ostream* out) {
  *out << place.country << " " << place.postcode << " " << place.city;
}

std::vector<Place> all_places() {
  std::vector<Place> places;
  const nlohmann::json file = test_data("territories.json");
  for (const auto& one : file.at("addresses")) {
    places.push_back({one["country"], one["postcode"], one["city"],
                      one["expect"].is_null() ? "" : one["expect"].get<std::string>()});
  }
  return places;
}

class Territories : public testing::TestWithParam<Place> {};

TEST_P(Territories, AreToldByCountryPostcodeAndCity) {
  const Place& place = GetParam();
  const VatPlace found = law().place_of(address(place.country, place.postcode, place.city));
  EXPECT_EQ(found.territory ? found.territory->id : "", place.territory);
  EXPECT_TRUE(law().postcode_tells(address(place.country, place.postcode, place.city)));
}
INSTANTIATE_TEST_SUITE_P(All, Territories, testing::ValuesIn(all_places()));
INSTANTIATE_TEST_SUITE_P(
    AsPeopleWriteThem, Territories,
    testing::Values(Place{"DE", "D-78266", "Büsingen", "DE-BUSINGEN"},
                    Place{"DE", "D 27498", "Helgoland", "DE-HELGOLAND"},
                    Place{"FI", "fi-22100", "Mariehamn", "FI-ALAND"},
                    Place{"AT", "A-6991", "Riezlern", "AT-JUNGHOLZ-MITTELBERG"},
                    Place{"ES", "35 001", "Las Palmas", "ES-CANARY"},
                    Place{"GB", "bfpo 57", "", "CY-SBA"}, Place{"XI", "", "", "XI"},
                    Place{"CY", "7600", "AKROTIRI", "CY-SBA"},
                    Place{"CY", "99300", "", "CY-NORTH"}));

TEST(TaxLaw, PlacesOutsideAndInside) {
  struct Case {
    Address where;
    std::string state;
    bool inside;
    std::string region;
  };
  const std::vector<Case> cases{
      {address("DE", "20457"), "DE", true, ""},
      {address("ES", "35001"), "ES", false, ""},
      {address("MC", "98000"), "FR", true, ""},
      {address("GB", "BT1 1AA"), "XI", true, ""},
      {address("GB", "SW1A 1AA"), "GB", false, ""},
      {address("DE", "87568"), "AT", true, "AT-JUNGHOLZ-MITTELBERG"},
      {address("PT", "9500-001"), "PT", true, "PT-AZORES"},
      {address("CH", "8001"), "CH", false, ""},
      {address("US", "10001"), "US", false, ""},
      {address("EA", "51001"), "EA", false, ""},
  };
  for (const Case& one : cases) {
    const VatPlace place = law().place_of(one.where);
    EXPECT_EQ(place.state, one.state);
    EXPECT_EQ(place.in_eu_vat_area, one.inside) << one.state;
    EXPECT_EQ(place.rate_region, one.region);
  }
}

TEST(TaxLaw, APostCodeThatDecidesMustHaveItsShape) {
  const auto tells = [](std::string_view country, std::string postcode) {
    return law().postcode_tells(address(country, std::move(postcode)));
  };
  EXPECT_TRUE(tells("ES", "35001"));
  EXPECT_TRUE(tells("IE", ""));
  EXPECT_TRUE(tells("US", ""));
  EXPECT_FALSE(tells("ES", ""));
  EXPECT_FALSE(tells("ES", "3500"));
  EXPECT_FALSE(tells("FR", "974OO"));  // letters O
  EXPECT_FALSE(tells("GB", ""));
  EXPECT_FALSE(tells("GB", "London"));
  EXPECT_FALSE(tells("PT", "9500001"));
}

TEST(TaxLaw, EndlessTextsDoNoHarm) {
  const VatPlace place =
      law().place_of(address("IT", std::string(1 << 20, '2'), std::string(1 << 20, 'l')));
  EXPECT_FALSE(place.territory);
}

TEST(TaxLaw, NationalParticulars) {
  EXPECT_EQ(law().exemption_article("DE", "ic_supply_exempt"),
            "§ 4 Nr. 1 Buchst. b i. V. m. § 6a UStG");
  EXPECT_EQ(law().exemption_article("DE", "oss_notice"), "");
  EXPECT_EQ(law().exemption_article("US", "export_exempt"), "");
  EXPECT_EQ(law().languages_of("BE"), (std::vector<std::string>{"nl", "fr", "de"}));
  EXPECT_EQ(law().languages_of("US"), std::vector<std::string>());
  EXPECT_TRUE(law().uses_article_194("ES", day("2026-01-01")));
  EXPECT_FALSE(law().uses_article_194("DE", day("2028-06-30")));
  EXPECT_TRUE(law().uses_article_194("DE", day("2028-07-01")));
  EXPECT_FALSE(law().uses_article_194("US", day("2026-01-01")));
  EXPECT_EQ(law().small_enterprise("FR").mention, "TVA non applicable, art. 293 B du CGI");
  EXPECT_EQ(law().small_enterprise("DK").mention, "");
  EXPECT_EQ(law().small_enterprise("FR").vatex, "VATEX-FR-FRANCHISE");
  EXPECT_EQ(law().small_enterprise("DE").vatex, "");
}

TEST(TaxLaw, CurrenciesFollowTheEuro) {
  const auto code = [](std::string_view state, std::string_view on) {
    return law().currency_of(state, day(on))->to_string();
  };
  EXPECT_EQ(code("HR", "2022-12-31"), "HRK");
  EXPECT_EQ(code("HR", "2023-01-01"), "EUR");
  EXPECT_EQ(code("BG", "2025-12-31"), "BGN");
  EXPECT_EQ(code("BG", "2026-01-01"), "EUR");
  EXPECT_EQ(code("SE", "2026-01-01"), "SEK");
  EXPECT_EQ(code("XI", "2026-01-01"), "GBP");
  EXPECT_FALSE(law().currency_of("US", day("2026-01-01")));
}

TEST(TaxLaw, NationalSystemsByDayAndBuyer) {
  const auto runs = [](std::string_view state, bool business, bool cross_border,
                       std::string_view on) {
    return law().has_national_system(state, business, cross_border, day(on));
  };
  EXPECT_TRUE(runs("IT", false, true, "2026-04-03"));
  EXPECT_FALSE(runs("IT", true, true, "2026-04-03"));
  EXPECT_FALSE(runs("FR", false, true, "2026-08-31"));
  EXPECT_TRUE(runs("FR", false, true, "2026-09-01"));
  EXPECT_FALSE(runs("DE", true, false, "2024-12-31"));
  EXPECT_TRUE(runs("DE", true, false, "2025-01-01"));
  EXPECT_FALSE(runs("DE", false, false, "2026-01-01"));
  EXPECT_FALSE(runs("US", false, false, "2026-01-01"));
}

/// The files of the program, one of them exchanged.
std::vector<EmbeddedFile> files_with(std::string_view path, std::string_view bytes) {
  std::vector<EmbeddedFile> files(law_data::files().begin(), law_data::files().end());
  for (EmbeddedFile& file : files) {
    if (file.path == path) file.bytes = bytes;
  }
  return files;
}

TEST(TaxLaw, NamesEveryDefectOfAFile) {
  const auto broken = TaxLaw::load(files_with("vat/de.json", R"({
    "country": "DE", "currencies": [], "regions": [], "languages": [{"language": 7}],
    "rates": [{"rate": "standard", "since": "2020-02-30", "until": null, "percent": 19}],
    "exemption_articles": [], "small_enterprise": [], "article_194_for_goods": [],
    "particulars": [{"id": "x", "text": "x", "label": "", "when": "never", "who": "registered",
                     "by": "seller", "must": true, "since": "2020-01-01", "until": null,
                     "status": "PARTLY"}],
    "pdf": [{"kinds": ["b2c"], "verdict": "not_enough", "who": "registered", "system": null,
             "warn": null, "since": "2020-01-01", "until": null}],
    "numbering": [], "simplified_invoices": [],
    "retention": [{"years": "0.5", "text": null, "since": "2020-01-01", "until": null}],
    "national_systems": []})"));
  ASSERT_FALSE(broken);
  std::set<std::string> places;
  for (const Fault& fault : broken.faults()) {
    EXPECT_EQ(fault.code, "LAW-001");
    places.insert(fault.path);
  }
  EXPECT_EQ(places, (std::set<std::string>{
                        "vat/de.json: languages[0] language", "vat/de.json: particulars[0] when",
                        "vat/de.json: pdf[0]", "vat/de.json: rates[0] percent",
                        "vat/de.json: rates[0] since", "vat/de.json: retention[0]"}));
}

TEST(TaxLaw, RefusesWhatIsNoLaw) {
  EXPECT_FALSE(TaxLaw::load({}));
  EXPECT_FALSE(TaxLaw::load(files_with("territories.json", "{")));
  EXPECT_FALSE(
      TaxLaw::load(files_with("territories.json", R"({"territories": [], "postcodes": {}})")));
  EXPECT_FALSE(TaxLaw::load(files_with("territories.json", R"({"postcodes": {}, "territories": [
    {"id": "X", "name": "X", "member_state": "DE", "treatment": "rate_region", "counts_as": null,
     "rates_of": "DE-X", "detect": []}]})")));
  EXPECT_FALSE(TaxLaw::load(files_with("territories.json", R"({"postcodes": {}, "territories": [
    {"id": "X", "name": "X", "member_state": null, "treatment": "export", "counts_as": null,
     "rates_of": null, "detect": [{"country": "DE", "postcodes": "("}]}]})")));
}

}  // namespace
}  // namespace enclosure::invoice
