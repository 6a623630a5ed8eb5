#pragma once
// How one language writes amounts, numbers, days and names of countries.

#include <memory>
#include <string>
#include <string_view>

#include "core/country.h"
#include "core/date.h"
#include "core/decimal.h"
#include "core/language.h"
#include "core/money.h"
#include "core/result.h"
#include "locales/labels.h"

namespace enclosure::locales {

/// The words and the formats of one language. Cheap to copy, immutable, safe to use from every
/// thread: ICU's formatters are made once and only those are kept that may be shared.
///
/// Patterns and names come from ICU, separators and the short date from labels.json. Numbers go in
/// as exact decimal strings; where one must be rounded, half goes away from zero (rule GR1), but
/// nothing here is ever given more places than it prints. The minus sign is the language's own:
/// U+2212 in et, fi, hr, lt, sl and sv. Blanks inside of what comes out are no-break spaces
/// (U+00A0, U+202F). Thousands are always grouped, also four digits in es, pl or pt, so that
/// columns look even. LANG and LC_ALL change nothing.
class Locale {
 public:
  /// Fault LOCALE-006: ICU has no data for `labels.formats().icu_locale`.
  static Result<Locale> make(Labels labels);

  [[nodiscard]] const LanguageTag& language() const;
  [[nodiscard]] const Labels& labels() const;

  /// With the currency as the language writes it: "1.234,50 €", "€1,234.50", "1 234,50 EUR" in
  /// Hungarian. The sign stands only for the currencies of the EU and the pound, and only where the
  /// language uses it; others have their ISO code: "1.234,50 USD". Always all places of the
  /// currency.
  [[nodiscard]] std::string format_money(Money amount) const;

  /// Without the currency, for the columns of a table: "-1.234,50". Always all places.
  [[nodiscard]] std::string format_amount(Money amount) const;

  /// A quantity, a unit price or a rate of exchange: "1.234,5". Trailing zeros go, except for the
  /// first `min_places` (0 to 12).
  [[nodiscard]] std::string format_decimal(Decimal value, int min_places = 0) const;

  /// "25,5 %" for 25.5, without trailing zeros.
  [[nodiscard]] std::string format_percent(Percent percent) const;

  /// The short numeric day: "05.03.2026". The date must exist.
  [[nodiscard]] std::string format_date(Date date) const;

  /// The day in words, for a sentence: "5. März 2026".
  [[nodiscard]] std::string format_long_date(Date date) const;

  /// "Österreich"; the code itself where neither ICU nor labels.json has a name.
  [[nodiscard]] std::string country_name(CountryCode country) const;

  /// "Französisch", "Deutsch (Österreich)"; in the spelling of the middle of a sentence.
  [[nodiscard]] std::string language_name(const LanguageTag& language) const;

  /// Every character that the functions above and the labels can give, and the letters of the
  /// language in small and capital; ascending. What a font must have. Takes milliseconds: call it
  /// once, at start.
  [[nodiscard]] std::u32string characters() const;

 private:
  struct Data;
  explicit Locale(std::shared_ptr<const Data> data) : data_(std::move(data)) {}
  std::shared_ptr<const Data> data_;
};

/// What the formats depend on, for the provenance of a document: "ICU 72.1, CLDR 42.0".
[[nodiscard]] std::string formatting_version();

}  // namespace enclosure::locales
