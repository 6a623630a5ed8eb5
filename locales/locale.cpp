#include "locales/locale.h"

#include <unicode/datefmt.h>
#include <unicode/locdspnm.h>
#include <unicode/resbund.h>
#include <unicode/timezone.h>
#include <unicode/ulocdata.h>
#include <unicode/uversion.h>

#include <set>
#include <stdexcept>
#include <utility>

#include "locales/characters.h"
#include "locales/icu_support.h"
#include "locales/number_formats.h"
#include "locales/short_date.h"

namespace enclosure::locales {
namespace {

constexpr double kMillisecondsPerDay = 86'400'000.0;

bool icu_knows(const icu::Locale& locale) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::ResourceBundle bundle(nullptr, locale, status);
  return U_SUCCESS(status) && status != U_USING_DEFAULT_WARNING;
}

std::unique_ptr<icu::DateFormat> long_date_format(const icu::Locale& locale) {
  std::unique_ptr<icu::DateFormat> format(
      icu::DateFormat::createDateInstance(icu::DateFormat::kLong, locale));
  if (!format) throw std::runtime_error("ICU cannot serve: date format");
  format->setTimeZone(*icu::TimeZone::getGMT());
  return format;
}

}  // namespace

struct Locale::Data {
  Data(Labels texts, ShortDate date)
      : labels(std::move(texts)),
        short_date(std::move(date)),
        icu_locale(labels.formats().icu_locale.c_str()),
        numbers(labels.formats()),
        long_date(long_date_format(icu_locale)),
        names(icu::LocaleDisplayNames::createInstance(icu_locale)) {
    if (!names) throw std::runtime_error("ICU cannot serve: display names");
  }

  Labels labels;
  ShortDate short_date;
  icu::Locale icu_locale;
  NumberFormats numbers;
  std::unique_ptr<const icu::DateFormat> long_date;  // to be cloned, never used itself
  std::unique_ptr<const icu::LocaleDisplayNames> names;
};

Result<Locale> Locale::make(Labels labels) {
  use_root_as_default();
  const Formats& formats = labels.formats();
  auto date = ShortDate::parse(formats.date);
  if (!date) return under("formats.date", std::move(date).faults());
  if (!icu_knows(icu::Locale(formats.icu_locale.c_str()))) {
    return Fault{"LOCALE-006", "formats.icu_locale",
                 "ICU has no data for \"" + formats.icu_locale + "\"",
                 "install the full data of ICU or name a locale that it has"};
  }
  return Locale(std::make_shared<const Data>(std::move(labels), *std::move(date)));
}

const LanguageTag& Locale::language() const {
  return data_->labels.language();
}

const Labels& Locale::labels() const {
  return data_->labels;
}

std::string Locale::format_money(Money amount) const {
  return data_->numbers.money(amount);
}

std::string Locale::format_amount(Money amount) const {
  return data_->numbers.amount(amount);
}

std::string Locale::format_decimal(Decimal value, int min_places) const {
  return data_->numbers.decimal(value, min_places);
}

std::string Locale::format_percent(Percent percent) const {
  return data_->numbers.percent(percent);
}

std::string Locale::format_date(Date date) const {
  return data_->short_date.format(date);
}

std::string Locale::format_long_date(Date date) const {
  const auto days = std::chrono::sys_days(date).time_since_epoch().count();
  const std::unique_ptr<icu::DateFormat> format(data_->long_date->clone());
  icu::UnicodeString text;
  format->format(static_cast<UDate>(days) * kMillisecondsPerDay, text);
  return to_utf8(text.findAndReplace(u" ", u"\u00a0"));
}

std::string Locale::country_name(CountryCode country) const {
  const auto& own = data_->labels.country_names();
  if (const auto found = own.find(country.code()); found != own.end()) return found->second;
  icu::UnicodeString name;
  data_->names->regionDisplayName(country.to_string().c_str(), name);
  return to_utf8(name);
}

std::string Locale::language_name(const LanguageTag& language) const {
  icu::UnicodeString name;
  const std::string tag = language.to_string();
  data_->names->localeDisplayName(icu::Locale(tag.c_str()), name);
  return to_utf8(name);
}

std::u32string Locale::characters() const {
  return characters_of(*this);
}

std::string formatting_version() {
  UErrorCode status = U_ZERO_ERROR;
  UVersionInfo cldr{};
  ulocdata_getCLDRVersion(cldr, &status);
  expect_success(status, "version of CLDR");
  return "ICU " U_ICU_VERSION ", CLDR " + std::to_string(cldr[0]) + "." + std::to_string(cldr[1]);
}

}  // namespace enclosure::locales
