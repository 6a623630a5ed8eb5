#include "locales/number_formats.h"

#include <unicode/dcfmtsym.h>
#include <unicode/measunit.h>

#include <algorithm>
#include <string_view>

#include "locales/icu_support.h"

namespace enclosure::locales {
namespace {

namespace number = icu::number;

constexpr std::string_view kReadyCurrencies[] = {"EUR", "BGN", "CHF", "CZK", "DKK", "GBP",
                                                 "HUF", "NOK", "PLN", "RON", "SEK", "USD"};

UNumberUnitWidth unit_width(Currency currency) {
  const auto& with_sign = kCurrenciesWithSign;
  const bool has_sign =
      std::find(with_sign.begin(), with_sign.end(), currency.code()) != with_sign.end();
  return has_sign ? UNUM_UNIT_WIDTH_SHORT : UNUM_UNIT_WIDTH_ISO_CODE;
}

constexpr int kMaxPlaces = 12;  // those of a Decimal

/// The symbols of the language with the separators of labels.json.
icu::DecimalFormatSymbols symbols_of(const Formats& formats) {
  using Symbols = icu::DecimalFormatSymbols;
  UErrorCode status = U_ZERO_ERROR;
  Symbols symbols(icu::Locale(formats.icu_locale.c_str()), status);
  expect_success(status, "symbols of numbers");
  const auto decimal = icu::UnicodeString::fromUTF8(formats.decimal);
  const auto group = icu::UnicodeString::fromUTF8(formats.group);
  symbols.setSymbol(Symbols::kDecimalSeparatorSymbol, decimal);
  symbols.setSymbol(Symbols::kMonetarySeparatorSymbol, decimal);
  symbols.setSymbol(Symbols::kGroupingSeparatorSymbol, group);
  symbols.setSymbol(Symbols::kMonetaryGroupingSeparatorSymbol, group);
  return symbols;
}

number::LocalizedNumberFormatter base_formatter(const Formats& formats) {
  return number::NumberFormatter::withLocale(icu::Locale(formats.icu_locale.c_str()))
      .grouping(UNUM_GROUPING_ON_ALIGNED)
      .roundingMode(UNUM_ROUND_HALFUP)
      .symbols(symbols_of(formats));
}

std::string written(const number::LocalizedNumberFormatter& formatter, const std::string& digits) {
  UErrorCode status = U_ZERO_ERROR;
  const auto formatted =
      formatter.formatDecimal({digits.data(), static_cast<std::int32_t>(digits.size())}, status);
  const auto text = formatted.toString(status);
  expect_success(status, "number format");
  return to_utf8(text);
}

}  // namespace

NumberFormats::NumberFormats(const Formats& formats)
    : base_(base_formatter(formats)),
      percent_(base_.unit(icu::MeasureUnit::getPercent())
                   .precision(number::Precision::minMaxFraction(0, kMaxPlaces))) {
  for (int places = 0; places <= kMaxPlaces; ++places) {
    by_min_places_.push_back(
        base_.precision(number::Precision::minMaxFraction(places, kMaxPlaces)));
  }
  for (const auto code : kReadyCurrencies) {
    const Currency currency = *Currency::parse(code);
    currencies_.emplace(currency, currency_formatter(currency));
  }
}

number::LocalizedNumberFormatter NumberFormats::currency_formatter(Currency currency) const {
  UErrorCode status = U_ZERO_ERROR;
  const icu::CurrencyUnit unit(icu::StringPiece(currency.to_string()), status);
  expect_success(status, "currency");
  return base_.unit(unit)
      .unitWidth(unit_width(currency))
      .precision(number::Precision::fixedFraction(currency.minor_digits()));
}

std::string NumberFormats::money(Money amount) const {
  const auto ready = currencies_.find(amount.currency());
  if (ready != currencies_.end()) return written(ready->second, amount.to_string());
  return written(currency_formatter(amount.currency()), amount.to_string());
}

std::string NumberFormats::amount(Money amount) const {
  return decimal(amount.to_decimal(), amount.currency().minor_digits());
}

std::string NumberFormats::decimal(Decimal value, int min_places) const {
  return written(by_min_places_.at(static_cast<std::size_t>(min_places)), value.to_string());
}

std::string NumberFormats::percent(Percent percent) const {
  return written(percent_, percent.to_string());
}

}  // namespace enclosure::locales
