#pragma once
// ICU's number formatters of one language. For this folder only: it includes ICU.

#include <unicode/numberformatter.h>

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/currency.h"
#include "core/decimal.h"
#include "core/money.h"
#include "locales/labels.h"

namespace enclosure::locales {

/// The currencies that have a sign which readers in the EU take for nothing else. "$" in German and
/// "щ.д." in Bulgarian leave a doubt that an invoice must not have: all others have their ISO code.
inline constexpr std::array<std::string_view, 9> kCurrenciesWithSign{
    "EUR", "BGN", "CZK", "DKK", "GBP", "HUF", "PLN", "RON", "SEK"};

/// Immutable; ICU's `LocalizedNumberFormatter` is the one formatter that threads may share. The
/// currencies of the EU and its neighbours are made ready, others cost 20 microseconds a call.
class NumberFormats {
 public:
  explicit NumberFormats(const Formats& formats);

  [[nodiscard]] std::string money(Money amount) const;
  [[nodiscard]] std::string amount(Money amount) const;
  [[nodiscard]] std::string decimal(Decimal value, int min_places) const;
  [[nodiscard]] std::string percent(Percent percent) const;

 private:
  [[nodiscard]] icu::number::LocalizedNumberFormatter currency_formatter(Currency currency) const;

  icu::number::LocalizedNumberFormatter base_;
  std::vector<icu::number::LocalizedNumberFormatter> by_min_places_;
  icu::number::LocalizedNumberFormatter percent_;
  std::map<Currency, icu::number::LocalizedNumberFormatter> currencies_;
};

}  // namespace enclosure::locales
