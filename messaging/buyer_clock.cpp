#include "messaging/buyer_clock.h"

#include <algorithm>
#include <array>
#include <optional>

#include "core/text.h"
#include "locales/time_zone.h"
#include "messaging/buyer_regions.h"

namespace enclosure::messaging {
namespace {

/// Which zone a country, or a part of it, has: zone.tab of the tz database, release 2025b.
struct CountryZone {
  std::string_view country;
  std::string_view zone;
};
constexpr std::array kCountries = {
    CountryZone{"AD", "Europe/Andorra"},
    CountryZone{"AL", "Europe/Tirane"},
    CountryZone{"AT", "Europe/Vienna"},
    CountryZone{"AU", "Australia/Sydney"},
    CountryZone{"AX", "Europe/Mariehamn"},
    CountryZone{"BA", "Europe/Sarajevo"},
    CountryZone{"BE", "Europe/Brussels"},
    CountryZone{"BG", "Europe/Sofia"},
    CountryZone{"BL", "America/St_Barthelemy"},
    CountryZone{"BR", "America/Sao_Paulo"},
    CountryZone{"CA", "America/Toronto"},
    CountryZone{"CH", "Europe/Zurich"},
    CountryZone{"CN", "Asia/Shanghai"},
    CountryZone{"CY", "Asia/Nicosia"},
    CountryZone{"CZ", "Europe/Prague"},
    CountryZone{"DE", "Europe/Berlin"},
    CountryZone{"DK", "Europe/Copenhagen"},
    CountryZone{"EA", "Africa/Ceuta"},
    CountryZone{"EE", "Europe/Tallinn"},
    CountryZone{"ES", "Europe/Madrid"},
    CountryZone{"FI", "Europe/Helsinki"},
    CountryZone{"FO", "Atlantic/Faroe"},
    CountryZone{"FR", "Europe/Paris"},
    CountryZone{"GB", "Europe/London"},
    CountryZone{"GF", "America/Cayenne"},
    CountryZone{"GG", "Europe/Guernsey"},
    CountryZone{"GI", "Europe/Gibraltar"},
    CountryZone{"GL", "America/Godthab"},
    CountryZone{"GP", "America/Guadeloupe"},
    CountryZone{"GR", "Europe/Athens"},
    CountryZone{"HK", "Asia/Hong_Kong"},
    CountryZone{"HR", "Europe/Zagreb"},
    CountryZone{"HU", "Europe/Budapest"},
    CountryZone{"IC", "Atlantic/Canary"},
    CountryZone{"IE", "Europe/Dublin"},
    CountryZone{"IL", "Asia/Jerusalem"},
    CountryZone{"IM", "Europe/Isle_of_Man"},
    CountryZone{"IN", "Asia/Kolkata"},
    CountryZone{"IS", "Atlantic/Reykjavik"},
    CountryZone{"IT", "Europe/Rome"},
    CountryZone{"JE", "Europe/Jersey"},
    CountryZone{"JP", "Asia/Tokyo"},
    CountryZone{"KR", "Asia/Seoul"},
    CountryZone{"LI", "Europe/Vaduz"},
    CountryZone{"LT", "Europe/Vilnius"},
    CountryZone{"LU", "Europe/Luxembourg"},
    CountryZone{"LV", "Europe/Riga"},
    CountryZone{"MC", "Europe/Monaco"},
    CountryZone{"MD", "Europe/Chisinau"},
    CountryZone{"ME", "Europe/Podgorica"},
    CountryZone{"MF", "America/Marigot"},
    CountryZone{"MK", "Europe/Skopje"},
    CountryZone{"MQ", "America/Martinique"},
    CountryZone{"MT", "Europe/Malta"},
    CountryZone{"NC", "Pacific/Noumea"},
    CountryZone{"NL", "Europe/Amsterdam"},
    CountryZone{"NO", "Europe/Oslo"},
    CountryZone{"NZ", "Pacific/Auckland"},
    CountryZone{"PF", "Pacific/Tahiti"},
    CountryZone{"PL", "Europe/Warsaw"},
    CountryZone{"PM", "America/Miquelon"},
    CountryZone{"PT", "Europe/Lisbon"},
    CountryZone{"RE", "Indian/Reunion"},
    CountryZone{"RO", "Europe/Bucharest"},
    CountryZone{"RS", "Europe/Belgrade"},
    CountryZone{"SE", "Europe/Stockholm"},
    CountryZone{"SG", "Asia/Singapore"},
    CountryZone{"SI", "Europe/Ljubljana"},
    CountryZone{"SJ", "Arctic/Longyearbyen"},
    CountryZone{"SK", "Europe/Bratislava"},
    CountryZone{"SM", "Europe/San_Marino"},
    CountryZone{"TR", "Europe/Istanbul"},
    CountryZone{"TW", "Asia/Taipei"},
    CountryZone{"UA", "Europe/Kiev"},
    CountryZone{"US", "America/New_York"},
    CountryZone{"VA", "Europe/Vatican"},
    CountryZone{"WF", "Pacific/Wallis"},
    CountryZone{"XI", "Europe/London"},
    CountryZone{"XK", "Europe/Belgrade"},
    CountryZone{"YT", "Indian/Mayotte"},
};

/// Parts of a country by the beginning of their post codes: Correos (35 and 38 are the provinces of
/// Las Palmas and Santa Cruz de Tenerife, 51 and 52 Ceuta and Melilla), CTT (95 to 99 are the
/// Azores, 90 to 94 Madeira), La Poste (the overseas departments and territories).
struct PostcodeZone {
  std::string_view country;
  std::string_view begins;
  std::string_view zone;
};
constexpr std::array kPostcodes = {
    PostcodeZone{"ES", "35", "Atlantic/Canary"},
    PostcodeZone{"ES", "38", "Atlantic/Canary"},
    PostcodeZone{"ES", "51", "Africa/Ceuta"},
    PostcodeZone{"ES", "52", "Africa/Ceuta"},
    PostcodeZone{"PT", "95", "Atlantic/Azores"},
    PostcodeZone{"PT", "96", "Atlantic/Azores"},
    PostcodeZone{"PT", "97", "Atlantic/Azores"},
    PostcodeZone{"PT", "98", "Atlantic/Azores"},
    PostcodeZone{"PT", "99", "Atlantic/Azores"},
    PostcodeZone{"PT", "90", "Atlantic/Madeira"},
    PostcodeZone{"PT", "91", "Atlantic/Madeira"},
    PostcodeZone{"PT", "92", "Atlantic/Madeira"},
    PostcodeZone{"PT", "93", "Atlantic/Madeira"},
    PostcodeZone{"PT", "94", "Atlantic/Madeira"},
    PostcodeZone{"FR", "971", "America/Guadeloupe"},
    PostcodeZone{"FR", "972", "America/Martinique"},
    PostcodeZone{"FR", "973", "America/Cayenne"},
    PostcodeZone{"FR", "974", "Indian/Reunion"},
    PostcodeZone{"FR", "975", "America/Miquelon"},
    PostcodeZone{"FR", "976", "Indian/Mayotte"},
    PostcodeZone{"FR", "986", "Pacific/Wallis"},
    PostcodeZone{"FR", "987", "Pacific/Tahiti"},
    PostcodeZone{"FR", "988", "Pacific/Noumea"},
};

constexpr std::string_view kElsewhere = "Etc/UTC";

std::string_view zone_of_postcode(const Address& place) {
  const std::string_view postcode = trim(place.postcode);
  for (const PostcodeZone& one : kPostcodes) {
    if (place.country == one.country && postcode.starts_with(one.begins)) return one.zone;
  }
  return {};
}

const CountryZone* zone_of_country(const CountryCode& country) {
  const auto* at = std::find_if(kCountries.begin(), kCountries.end(),
                                [&](const CountryZone& one) { return country == one.country; });
  return at == kCountries.end() ? nullptr : at;
}

}  // namespace

BuyerZone BuyerZone::of(const CountryCode& country) {
  if (const CountryZone* known = zone_of_country(country)) return BuyerZone(known->zone);
  const auto all = locales::zones_of_country(country.to_string());
  return BuyerZone(all.size() == 1 ? all.front() : kElsewhere, all);
}

BuyerZone BuyerZone::of(const Address& place) {
  for (const std::string_view zone : {zone_of_postcode(place), zone_of_region(place)}) {
    if (!zone.empty()) return BuyerZone(zone);
  }
  const BuyerZone capital = of(place.country);
  if (!has_regions(place.country)) return capital;
  return {capital.name(), locales::zones_of_country(place.country.to_string())};
}

std::chrono::seconds BuyerZone::offset(Instant moment) const {
  return locales::zone_offset(name_, moment);
}

std::chrono::seconds utc_offset(const CountryCode& country, Instant moment) {
  return BuyerZone::of(country).offset(moment);
}

}  // namespace enclosure::messaging
