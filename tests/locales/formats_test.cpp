// Frozen strings of all languages: a new ICU that writes otherwise must not go unnoticed, for it
// would change documents. Made with ICU 72.1, CLDR 42.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <clocale>
#include <string>
#include <thread>
#include <vector>

#include "tests/locales/support.h"

namespace enclosure::locales {
namespace {

struct FormatsCase {
  const char* language;
  const char* money;
  const char* negative_money;
  const char* foreign_money;
  const char* amount;
  const char* decimal;
  const char* percent;
  const char* date;
  const char* long_date;
  const char* austria;
  const char* northern_ireland;
};
void PrintTo(const FormatsCase& c, std::ostream* out) {
  *out << c.language;
}

const FormatsCase kFormats[] = {
    {"bg", "1\u00a0234,50\u00a0€", "-1\u00a0234,50\u00a0€", "0,99\u00a0SEK",
     "-1\u00a0234\u00a0567,80", "1\u00a0234,5", "25,5%", "05.03.2026",
     "5\u00a0март\u00a02026\u202fг.", "Австрия", "Северна Ирландия"},
    {"cs", "1\u00a0234,50\u00a0€", "-1\u00a0234,50\u00a0€", "0,99\u00a0SEK",
     "-1\u00a0234\u00a0567,80", "1\u00a0234,5", "25,5\u00a0%", "5.\u00a03.\u00a02026",
     "5.\u00a0března\u00a02026", "Rakousko", "Severní Irsko"},
    {"da", "1.234,50\u00a0€", "-1.234,50\u00a0€", "0,99\u00a0SEK", "-1.234.567,80", "1.234,5",
     "25,5\u00a0%", "05.03.2026", "5.\u00a0marts\u00a02026", "Østrig", "Nordirland"},
    {"de", "1.234,50\u00a0€", "-1.234,50\u00a0€", "0,99\u00a0SEK", "-1.234.567,80", "1.234,5",
     "25,5\u00a0%", "05.03.2026", "5.\u00a0März\u00a02026", "Österreich", "Nordirland"},
    {"el", "1.234,50\u00a0€", "-1.234,50\u00a0€", "0,99\u00a0SEK", "-1.234.567,80", "1.234,5",
     "25,5%", "05/03/2026", "5\u00a0Μαρτίου\u00a02026", "Αυστρία", "Βόρεια Ιρλανδία"},
    {"en", "€1,234.50", "-€1,234.50", "SEK\u00a00.99", "-1,234,567.80", "1,234.5", "25.5%",
     "05/03/2026", "5\u00a0March\u00a02026", "Austria", "Northern Ireland"},
    {"es", "1.234,50\u00a0€", "-1.234,50\u00a0€", "0,99\u00a0SEK", "-1.234.567,80", "1.234,5",
     "25,5\u00a0%", "05/03/2026", "5\u00a0de\u00a0marzo\u00a0de\u00a02026", "Austria",
     "Irlanda del Norte"},
    {"et", "1\u00a0234,50\u00a0€", "\u22121\u00a0234,50\u00a0€", "0,99\u00a0SEK",
     "\u22121\u00a0234\u00a0567,80", "1\u00a0234,5", "25,5%", "05.03.2026",
     "5.\u00a0märts\u00a02026", "Austria", "Põhja-Iirimaa"},
    {"fi", "1\u00a0234,50\u00a0€", "\u22121\u00a0234,50\u00a0€", "0,99\u00a0SEK",
     "\u22121\u00a0234\u00a0567,80", "1\u00a0234,5", "25,5\u00a0%", "5.3.2026",
     "5.\u00a0maaliskuuta\u00a02026", "Itävalta", "Pohjois-Irlanti"},
    {"fr", "1\u00a0234,50\u00a0€", "-1\u00a0234,50\u00a0€", "0,99\u00a0SEK",
     "-1\u00a0234\u00a0567,80", "1\u00a0234,5", "25,5\u00a0%", "05/03/2026",
     "5\u00a0mars\u00a02026", "Autriche", "Irlande du Nord"},
    {"ga", "€1,234.50", "-€1,234.50", "SEK\u00a00.99", "-1,234,567.80", "1,234.5", "25.5%",
     "05/03/2026", "5\u00a0Márta\u00a02026", "an Ostair", "Tuaisceart Éireann"},
    {"hr", "1.234,50\u00a0€", "\u22121.234,50\u00a0€", "0,99\u00a0SEK", "\u22121.234.567,80",
     "1.234,5", "25,5\u00a0%", "05.03.2026.", "5.\u00a0ožujka\u00a02026.", "Austrija",
     "Sjeverna Irska"},
    {"hu", "1\u00a0234,50\u00a0EUR", "-1\u00a0234,50\u00a0EUR", "0,99\u00a0SEK",
     "-1\u00a0234\u00a0567,80", "1\u00a0234,5", "25,5%", "2026.\u00a003.\u00a005.",
     "2026.\u00a0március\u00a05.", "Ausztria", "Észak-Írország"},
    {"it", "1.234,50\u00a0€", "-1.234,50\u00a0€", "0,99\u00a0SEK", "-1.234.567,80", "1.234,5",
     "25,5%", "05/03/2026", "5\u00a0marzo\u00a02026", "Austria", "Irlanda del Nord"},
    {"lt", "1\u00a0234,50\u00a0€", "\u22121\u00a0234,50\u00a0€", "0,99\u00a0SEK",
     "\u22121\u00a0234\u00a0567,80", "1\u00a0234,5", "25,5\u00a0%", "2026-03-05",
     "2026\u00a0m.\u00a0kovo\u00a05\u00a0d.", "Austrija", "Šiaurės Airija"},
    {"lv", "1\u00a0234,50\u00a0€", "-1\u00a0234,50\u00a0€", "0,99\u00a0SEK",
     "-1\u00a0234\u00a0567,80", "1\u00a0234,5", "25,5%", "05.03.2026.",
     "2026.\u00a0gada\u00a05.\u00a0marts", "Austrija", "Ziemeļīrija"},
    {"mt", "€1,234.50", "-€1,234.50", "SEK\u00a00.99", "-1,234,567.80", "1,234.5", "25.5%",
     "05/03/2026", "5\u00a0ta’\u00a0Marzu\u00a02026", "l-Awstrija", "l-Irlanda ta’ Fuq"},
    {"nl", "€\u00a01.234,50", "€\u00a0-1.234,50", "SEK\u00a00,99", "-1.234.567,80", "1.234,5",
     "25,5%", "05-03-2026", "5\u00a0maart\u00a02026", "Oostenrijk", "Noord-Ierland"},
    {"pl", "1\u00a0234,50\u00a0€", "-1\u00a0234,50\u00a0€", "0,99\u00a0SEK",
     "-1\u00a0234\u00a0567,80", "1\u00a0234,5", "25,5%", "05.03.2026", "5\u00a0marca\u00a02026",
     "Austria", "Irlandia Północna"},
    {"pt", "1\u00a0234,50\u00a0€", "-1\u00a0234,50\u00a0€", "0,99\u00a0SEK",
     "-1\u00a0234\u00a0567,80", "1\u00a0234,5", "25,5%", "05/03/2026",
     "5\u00a0de\u00a0março\u00a0de\u00a02026", "Áustria", "Irlanda do Norte"},
    {"ro", "1.234,50\u00a0EUR", "-1.234,50\u00a0EUR", "0,99\u00a0SEK", "-1.234.567,80", "1.234,5",
     "25,5\u00a0%", "05.03.2026", "5\u00a0martie\u00a02026", "Austria", "Irlanda de Nord"},
    {"sk", "1\u00a0234,50\u00a0€", "-1\u00a0234,50\u00a0€", "0,99\u00a0SEK",
     "-1\u00a0234\u00a0567,80", "1\u00a0234,5", "25,5\u00a0%", "5.\u00a03.\u00a02026",
     "5.\u00a0marca\u00a02026", "Rakúsko", "Severné Írsko"},
    {"sl", "1.234,50\u00a0€", "\u22121.234,50\u00a0€", "0,99\u00a0SEK", "\u22121.234.567,80",
     "1.234,5", "25,5\u00a0%", "5.\u00a03.\u00a02026", "5.\u00a0marec\u00a02026", "Avstrija",
     "Severna Irska"},
    {"sv", "1\u00a0234,50\u00a0€", "\u22121\u00a0234,50\u00a0€", "0,99\u00a0kr",
     "\u22121\u00a0234\u00a0567,80", "1\u00a0234,5", "25,5\u00a0%", "2026-03-05",
     "5\u00a0mars\u00a02026", "Österrike", "Nordirland"},
};

class Formats : public testing::TestWithParam<FormatsCase> {};

TEST_P(Formats, WritesAsTheLanguageDoes) {
  const Locale& locale = locales::locale(GetParam().language);
  EXPECT_EQ(locale.format_money(money("1234.50", "EUR")), GetParam().money);
  EXPECT_EQ(locale.format_money(money("-1234.50", "EUR")), GetParam().negative_money);
  EXPECT_EQ(locale.format_money(money("0.99", "SEK")), GetParam().foreign_money);
  EXPECT_EQ(locale.format_amount(money("-1234567.80", "EUR")), GetParam().amount);
  EXPECT_EQ(locale.format_decimal(decimal("1234.5000")), GetParam().decimal);
  EXPECT_EQ(locale.format_percent(decimal("25.50")), GetParam().percent);
  EXPECT_EQ(locale.format_date(date("2026-03-05")), GetParam().date);
  EXPECT_EQ(locale.format_long_date(date("2026-03-05")), GetParam().long_date);
  EXPECT_EQ(locale.country_name(country("AT")), GetParam().austria);
  EXPECT_EQ(locale.country_name(country("XI")), GetParam().northern_ireland);
}

INSTANTIATE_TEST_SUITE_P(AllLanguages, Formats, testing::ValuesIn(kFormats),
                         [](const auto& param) { return std::string(param.param.language); });

TEST(FormatsOf, EveryLanguageIsFrozen) {
  std::vector<std::string> frozen;
  for (const auto& row : kFormats) frozen.emplace_back(row.language);
  std::vector<std::string> spoken;
  for (const auto& language : catalog().languages()) spoken.push_back(language.to_string());
  EXPECT_EQ(frozen, spoken);
}

TEST(FormatsOf, MoneyHasThePlacesOfItsCurrency) {
  EXPECT_EQ(locale("en").format_money(money("1234", "JPY")), "JPY\u00a01,234");
  EXPECT_EQ(locale("en").format_money(money("1.5", "KWD")), "KWD\u00a01.500");
  EXPECT_EQ(locale("en").format_amount(money("1234", "JPY")), "1,234");
  EXPECT_EQ(locale("hu").format_money(money("1234.5", "HUF")), "1\u00a0234,50\u00a0Ft");
  EXPECT_EQ(locale("en").format_money(money("0", "EUR")), "€0.00");
}

TEST(FormatsOf, MoneyIsExactToTheLastOf18Digits) {
  EXPECT_EQ(locale("en").format_amount(Money(999'999'999'999'999'999, Currency())),
            "9,999,999,999,999,999.99");
  EXPECT_EQ(locale("de").format_money(Money(-900'719'925'474'099'301, Currency())),
            "-9.007.199.254.740.993,01\u00a0€");
}

TEST(FormatsOf, HomeCurrenciesHaveTheirSigns) {
  EXPECT_EQ(locale("pl").format_money(money("10", "PLN")), "10,00\u00a0zł");
  EXPECT_EQ(locale("cs").format_money(money("10", "CZK")), "10,00\u00a0Kč");
  EXPECT_EQ(locale("sv").format_money(money("10", "SEK")), "10,00\u00a0kr");
  EXPECT_EQ(locale("da").format_money(money("10", "DKK")), "10,00\u00a0kr.");
  EXPECT_EQ(locale("ro").format_money(money("10", "RON")), "10,00\u00a0RON");
}

TEST(FormatsOf, SignsThatLeaveADoubtAreNotUsed) {
  EXPECT_EQ(locale("de").format_money(money("10", "USD")), "10,00\u00a0USD");
  EXPECT_EQ(locale("bg").format_money(money("10", "USD")), "10,00\u00a0USD");
  EXPECT_EQ(locale("en").format_money(money("10", "USD")), "USD\u00a010.00");
  EXPECT_EQ(locale("de").format_money(money("10", "SEK")), "10,00\u00a0SEK");
  EXPECT_EQ(locale("fr").format_money(money("10", "GBP")), "10,00\u00a0£GB");
}

TEST(FormatsOf, DecimalsKeepTheirPlacesAndThoseAskedFor) {
  const Locale& german = locale("de");
  EXPECT_EQ(german.format_decimal(decimal("3")), "3");
  EXPECT_EQ(german.format_decimal(decimal("3.000")), "3");
  EXPECT_EQ(german.format_decimal(decimal("3"), 2), "3,00");
  EXPECT_EQ(german.format_decimal(decimal("8.40336"), 2), "8,40336");
  EXPECT_EQ(german.format_decimal(decimal("0.000000000001")), "0,000000000001");
  EXPECT_EQ(german.format_decimal(decimal("-0.5")), "-0,5");
}

TEST(FormatsOf, PercentsKeepTheirPlaces) {
  EXPECT_EQ(locale("de").format_percent(decimal("19")), "19\u00a0%");
  EXPECT_EQ(locale("en").format_percent(decimal("0")), "0%");
  EXPECT_EQ(locale("fr").format_percent(decimal("2.10")), "2,1\u00a0%");
}

TEST(FormatsOf, CountriesOfTaxLawHaveNames) {
  EXPECT_EQ(locale("de").country_name(country("EL")), "Griechenland");
  EXPECT_EQ(locale("es").country_name(country("IC")), "Canarias");
  EXPECT_EQ(locale("en").country_name(country("XK")), "Kosovo");
  EXPECT_EQ(locale("pt").country_name(country("CZ")), "Chéquia") << "not the Brazilian Tchéquia";
}

TEST(FormatsOf, LanguagesHaveNames) {
  EXPECT_EQ(locale("de").language_name(tag("fr")), "Französisch");
  EXPECT_EQ(locale("en").language_name(tag("pt-BR")), "Portuguese (Brazil)");
}

TEST(FormatsOf, TheProcessMayChangeItsLocale) {
  const std::string before = locale("de").format_money(money("1234.50", "EUR"));
  const std::string old = std::setlocale(LC_ALL, nullptr);
  std::setlocale(LC_ALL, "");
  EXPECT_EQ(locale("de").format_money(money("1234.50", "EUR")), before);
  std::setlocale(LC_ALL, old.c_str());
}

/// Everything that a locale can write, in one string.
std::string everything(const Locale& locale) {
  std::string text;
  for (int i = 0; i < 50; ++i) {
    text += locale.format_money(Money(123'456 * i, Currency())) +
            locale.format_amount(Money(-i, Currency()));
    text += locale.format_decimal(Decimal(i), 2) + locale.format_percent(Decimal(i));
    text += locale.format_long_date(date("2026-03-05")) + locale.format_date(date("2026-03-05"));
    text += locale.country_name(country("FR")) + locale.language_name(tag("fr"));
  }
  return text;
}

TEST(FormatsOf, OneLocaleServesManyThreads) {
  const Locale shared = *Locale::make(locale("fr").labels());
  const std::string expected = everything(locale("fr"));
  std::vector<std::string> found(4);
  std::vector<std::thread> threads;
  for (auto& slot : found) threads.emplace_back([&] { slot = everything(shared); });
  for (auto& thread : threads) thread.join();
  EXPECT_THAT(found, testing::Each(expected));
}

TEST(FormatsOf, VersionNamesIcuAndCldr) {
  EXPECT_THAT(formatting_version(), testing::MatchesRegex("ICU [0-9.]+, CLDR [0-9.]+"));
}

}  // namespace
}  // namespace enclosure::locales
