#include "invoice/model/printed_seller.h"

#include <algorithm>
#include <string>
#include <utility>

#include "invoice/tax/particulars.h"

namespace enclosure::invoice {
namespace {

/// In one line: name, address, VAT number.
std::string in_words(const TaxRepresentative& one, const locales::Locale& locale) {
  std::string text = one.name;
  for (const std::string& line : one.address.lines) text += ", " + line;
  std::string place = one.address.postcode;
  if (!place.empty() && !one.address.city.empty()) place += " ";
  place += one.address.city;
  if (!one.address.region.empty() && one.address.region != one.address.city)
    place += ", " + one.address.region;
  if (!place.empty()) text += ", " + place;
  return text + ", " + locale.country_name(one.address.country) + ", " + one.vat_id;
}

void add_representative(Seller& seller, const TaxDecision& decision,
                        const locales::Locale& locale) {
  if (const auto one = representative_of(seller, decision)) {
    seller.registrations.push_back(
        {locale.labels().label("tax_representative"), in_words(*one, locale)});
  }
}

/// The number takes the place of the national tax number, which then stands beside it.
void add_ex_number(Seller& seller, const TaxDecision& decision, const locales::Locale& locale) {
  const auto& warnings = decision.warnings;
  const bool asked =
      std::find(warnings.begin(), warnings.end(), "print_ex_number") != warnings.end();
  if (!asked || seller.ex_number.empty()) return;
  if (!seller.tax_number.empty()) {
    seller.registrations.insert(seller.registrations.begin(),
                                {locale.labels().label("tax_number"), seller.tax_number});
  }
  seller.tax_number = seller.ex_number;
}

}  // namespace

std::optional<TaxRepresentative> representative_of(const Seller& seller,
                                                   const TaxDecision& decision) {
  if (!decision.place_of_supply || decision.scheme == "oss" || decision.scheme == "ioss")
    return std::nullopt;
  const auto state = CountryCode::parse(*decision.place_of_supply);
  const auto found =
      state ? seller.tax_representatives.find(*state) : seller.tax_representatives.end();
  return found == seller.tax_representatives.end() ? std::nullopt : std::optional(found->second);
}

Seller printed_seller(Seller seller, const TaxDecision& decision, std::string_view rules_of,
                      Date day, const TaxLaw& law, const locales::Locale& locale) {
  for (Registration& one : printed_particulars(seller, rules_of, day, law)) {
    const auto same = std::find(seller.registrations.begin(), seller.registrations.end(), one);
    if (same == seller.registrations.end()) seller.registrations.push_back(std::move(one));
  }
  add_ex_number(seller, decision, locale);
  add_representative(seller, decision, locale);
  seller.particulars.clear();
  seller.ex_number.clear();
  seller.tax_representatives.clear();
  return seller;
}

}  // namespace enclosure::invoice
