#include "locales/characters.h"

#include <unicode/ulocdata.h>
#include <unicode/uniset.h>

#include <memory>

#include "core/text.h"
#include "locales/icu_support.h"
#include "locales/number_formats.h"

namespace enclosure::locales {
namespace {

constexpr std::int64_t kNegativeWithAllDigits = -1'234'567'890;

/// Adds characters as they come, without order or repetition.
class Collector {
 public:
  void add(std::string_view utf8) { set_.addAll(icu::UnicodeString::fromUTF8(as_piece(utf8))); }

  void add_letters(const std::string& icu_locale) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<ULocaleData, decltype(&ulocdata_close)> data(
        ulocdata_open(icu_locale.c_str(), &status), &ulocdata_close);
    expect_success(status, "letters of a language");
    icu::UnicodeSet letters;
    ulocdata_getExemplarSet(data.get(), letters.toUSet(), USET_ADD_CASE_MAPPINGS,
                            ULOCDATA_ES_STANDARD, &status);
    expect_success(status, "letters of a language");
    letters.removeAllStrings();
    set_.addAll(letters);
  }

  [[nodiscard]] std::u32string sorted() const {
    std::u32string characters;
    for (std::int32_t i = 0; i < set_.size(); ++i) {
      characters.push_back(static_cast<char32_t>(set_.charAt(i)));
    }
    return characters;
  }

 private:
  static icu::StringPiece as_piece(std::string_view text) {
    return {text.data(), static_cast<std::int32_t>(text.size())};
  }
  icu::UnicodeSet set_;
};

void add_texts(const Labels& labels, Collector& collector) {
  for (const auto kind : {TextKind::kTitle, TextKind::kLabel, TextKind::kLegal}) {
    for (const auto& [key, text] : labels.texts(kind)) collector.add(text);
  }
  collector.add(labels.endonym());
}

/// Currencies without a sign of their own are written as their code: any capital may come.
void add_numbers(const Locale& locale, Collector& collector) {
  for (const auto code : kCurrenciesWithSign) {
    const Money amount(kNegativeWithAllDigits, *Currency::parse(code));
    collector.add(locale.format_money(amount));
  }
  collector.add("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  collector.add(locale.format_decimal(Decimal::scaled(kNegativeWithAllDigits, 3)));
  collector.add(locale.format_percent(Decimal::scaled(kNegativeWithAllDigits, 3)));
}

void add_dates(const Locale& locale, Collector& collector) {
  using namespace std::chrono;
  for (unsigned m = 1; m <= 12; ++m) {
    const Date date{year{2026}, month{m}, day{13}};
    collector.add(locale.format_date(date));
    collector.add(locale.format_long_date(date));
  }
}

void add_countries(const Locale& locale, Collector& collector) {
  std::string code = "AA";
  for (code[0] = 'A'; code[0] <= 'Z'; ++code[0]) {
    for (code[1] = 'A'; code[1] <= 'Z'; ++code[1]) {
      if (const auto country = CountryCode::parse(code)) {
        collector.add(locale.country_name(*country));
      }
    }
  }
}

}  // namespace

std::u32string characters_of(const Locale& locale) {
  Collector collector;
  add_texts(locale.labels(), collector);
  add_numbers(locale, collector);
  add_dates(locale, collector);
  add_countries(locale, collector);
  collector.add_letters(locale.labels().formats().icu_locale);
  return collector.sorted();
}

}  // namespace enclosure::locales
