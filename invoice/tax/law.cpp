#include "invoice/tax/law.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "core/text.h"
#include "invoice/tax/law_data.h"
#include "invoice/tax/postcode.h"

namespace enclosure::invoice {
namespace {

constexpr std::size_t kLongestCity = 100;

std::string postcode_of(const Address& address) {
  return comparable_postcode(address.postcode, address.country == "GB");
}

bool names_one(const std::string& city, const std::vector<std::string>& parts) {
  return std::any_of(parts.begin(), parts.end(),
                     [&](const std::string& part) { return city.find(part) != std::string::npos; });
}

const Territory* find_territory(const LawData& law, const Address& address) {
  const auto rules = law.rules.find(address.country.code());
  if (rules == law.rules.end()) return nullptr;
  const std::string postcode = postcode_of(address);
  for (const TerritoryRule& rule : rules->second) {
    const bool listed = rule.postcodes.empty() || has_one_shape(postcode, rule.postcodes);
    if (!listed || has_one_shape(postcode, rule.except)) continue;
    if (!rule.cities.empty() &&
        !names_one(to_lower_ascii(std::string_view(address.city).substr(0, kLongestCity)),
                   rule.cities)) {
      continue;
    }
    return &law.territories[rule.territory];
  }
  return nullptr;
}

const StateLaw* find_state(const LawData& law, std::string_view state) {
  const auto found = law.states.find(state);
  return found == law.states.end() ? nullptr : &found->second;
}

/// The rates of the region, else of the state; null when neither is known.
const std::vector<RateRow>* find_rates(const LawData& law, std::string_view state,
                                       std::string_view region) {
  const StateLaw* known = find_state(law, state);
  if (!known || region.empty()) return known ? &known->rates : nullptr;
  const auto found = known->regions.find(region);
  return found == known->regions.end() ? nullptr : &found->second;
}

bool is_of_class(const RateRow& row, const RateClass& rate_class) {
  switch (rate_class.kind) {
    case RateClass::Kind::kStandard:
      return row.kind == RateRow::Kind::kStandard;
    case RateClass::Kind::kBook:
      return row.kind == RateRow::Kind::kBook;
    case RateClass::Kind::kFixed:
      return row.percent == rate_class.fixed;
    default:
      break;
  }
  return false;
}

/// "20, 10, 4.9", each once, for the hint of a fault.
std::string rates_in_force(const std::vector<RateRow>& rates, Date day) {
  std::vector<Percent> percents;
  std::string text;
  for (const RateRow& row : rates) {
    const bool told = std::find(percents.begin(), percents.end(), row.percent) != percents.end();
    if (told || !row.valid.covers(day)) continue;
    percents.push_back(row.percent);
    text += (text.empty() ? "" : ", ") + row.percent.to_string();
  }
  return text;
}

}  // namespace

Result<TaxLaw> TaxLaw::load(std::span<const EmbeddedFile> files) {
  auto law = read_law(files);
  if (!law) return std::move(law).faults();
  return TaxLaw(std::make_shared<const LawData>(*std::move(law)));
}

VatPlace TaxLaw::place_of(const Address& address) const {
  VatPlace place{address.country.to_string(), address.country.is_member_state(), "", nullptr};
  const Territory* territory = find_territory(*data_, address);
  if (!territory) return place;
  place.territory = territory;
  switch (territory->treatment) {
    case TerritoryTreatment::kExport:
      place.in_eu_vat_area = false;
      break;
    case TerritoryTreatment::kDomesticOf:
    case TerritoryTreatment::kEuDestination:
      place.state = territory->counts_as;
      place.in_eu_vat_area = true;
      break;
    case TerritoryTreatment::kRateRegion:
      place.state = territory->member_state;
      place.in_eu_vat_area = true;
      place.rate_region = territory->rates_of;
      break;
    case TerritoryTreatment::kManualReview:
    case TerritoryTreatment::kNoChange:
      break;
  }
  return place;
}

bool TaxLaw::postcode_tells(const Address& address) const {
  const auto shape = data_->postcode_shapes.find(address.country.code());
  return shape == data_->postcode_shapes.end() ||
         has_one_shape(postcode_of(address), shape->second);
}

Result<Percent> TaxLaw::rate(std::string_view state, std::string_view region,
                             const RateClass& rate_class, Date day) const {
  const std::vector<RateRow>* rates = find_rates(*data_, state, region);
  if (rates != nullptr) {
    for (const RateRow& row : *rates) {
      if (is_of_class(row, rate_class) && row.valid.covers(day)) return row.percent;
    }
  }
  const std::string place(region.empty() ? state : region);
  if (rates == nullptr) {
    return Fault{"TAX-003", "", "no VAT rates of " + place + " are known",
                 "add them to invoice/data/vat"};
  }
  return Fault{"TAX-003", "",
               "no VAT rate \"" + rate_class.to_string() + "\" of " + place + " on " +
                   enclosure::to_string(day),
               "rates in force there: " + rates_in_force(*rates, day)};
}

std::string TaxLaw::exemption_article(std::string_view state, std::string_view phrase,
                                      std::optional<Date> day) const {
  const StateLaw* known = find_state(*data_, state);
  if (!known) return {};
  const auto articles = known->exemption_articles.find(phrase);
  if (articles == known->exemption_articles.end()) return {};
  const auto* article = in_force(articles->second, day);
  return article ? article->value : std::string();
}

const SmallEnterprise& TaxLaw::small_enterprise(std::string_view state,
                                                std::optional<Date> day) const {
  static const SmallEnterprise kNoWords;
  const StateLaw* known = find_state(*data_, state);
  const auto* row = known ? in_force(known->small_enterprise, day) : nullptr;
  return row ? row->value : kNoWords;
}

std::optional<Currency> TaxLaw::currency_of(std::string_view state, Date day) const {
  if (const StateLaw* known = find_state(*data_, state)) {
    for (const CurrencyRow& row : known->currencies) {
      if (row.valid.covers(day)) return row.currency;
    }
  }
  return std::nullopt;
}

std::vector<std::string> TaxLaw::languages_of(std::string_view state) const {
  const StateLaw* known = find_state(*data_, state);
  return known ? known->languages : std::vector<std::string>();
}

bool TaxLaw::uses_article_194(std::string_view state, Date day) const {
  const StateLaw* known = find_state(*data_, state);
  const auto* option = known ? in_force(known->article_194_for_goods, day) : nullptr;
  return option && option->value;
}

std::optional<Decimal> TaxLaw::threshold(std::string_view name, Date day) const {
  const auto rows = data_->thresholds.find(name);
  assert(rows != data_->thresholds.end());
  const auto* row = in_force(rows->second, day);
  return row ? std::optional(row->value) : std::nullopt;
}

bool TaxLaw::has_national_system(std::string_view state, bool business_buyer, bool cross_border,
                                 Date day) const {
  const StateLaw* known = find_state(*data_, state);
  if (!known || (business_buyer && cross_border)) return false;
  return std::any_of(known->national_systems.begin(), known->national_systems.end(),
                     [&](const NationalSystem& system) {
                       return system.valid.covers(day) &&
                              (business_buyer ? system.for_businesses : system.for_consumers);
                     });
}

}  // namespace enclosure::invoice
