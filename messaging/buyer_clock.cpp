#include "messaging/buyer_clock.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace enclosure::messaging {
namespace {

using std::chrono::hours;

struct Zone {
  std::string_view country;
  int standard_hours;
  bool has_summer_time;
};

constexpr std::array kZones = {
    // Western European Time
    Zone{"PT", 0, true}, Zone{"IE", 0, true}, Zone{"GB", 0, true}, Zone{"XI", 0, true},
    Zone{"IC", 0, true}, Zone{"FO", 0, true}, Zone{"GG", 0, true}, Zone{"IM", 0, true},
    Zone{"JE", 0, true}, Zone{"IS", 0, false},
    // Central European Time
    Zone{"AD", 1, true}, Zone{"AL", 1, true}, Zone{"AT", 1, true}, Zone{"BA", 1, true},
    Zone{"BE", 1, true}, Zone{"CH", 1, true}, Zone{"CZ", 1, true}, Zone{"DE", 1, true},
    Zone{"DK", 1, true}, Zone{"EA", 1, true}, Zone{"ES", 1, true}, Zone{"FR", 1, true},
    Zone{"GI", 1, true}, Zone{"HR", 1, true}, Zone{"HU", 1, true}, Zone{"IT", 1, true},
    Zone{"LI", 1, true}, Zone{"LU", 1, true}, Zone{"MC", 1, true}, Zone{"ME", 1, true},
    Zone{"MK", 1, true}, Zone{"MT", 1, true}, Zone{"NL", 1, true}, Zone{"NO", 1, true},
    Zone{"PL", 1, true}, Zone{"RS", 1, true}, Zone{"SE", 1, true}, Zone{"SI", 1, true},
    Zone{"SK", 1, true}, Zone{"SM", 1, true}, Zone{"VA", 1, true}, Zone{"XK", 1, true},
    // Eastern European Time
    Zone{"AX", 2, true}, Zone{"BG", 2, true}, Zone{"CY", 2, true}, Zone{"EE", 2, true},
    Zone{"FI", 2, true}, Zone{"GR", 2, true}, Zone{"LT", 2, true}, Zone{"LV", 2, true},
    Zone{"MD", 2, true}, Zone{"RO", 2, true}, Zone{"UA", 2, true}, Zone{"TR", 3, false},
    // Overseas
    Zone{"GF", -3, false}, Zone{"GP", -4, false}, Zone{"MQ", -4, false}, Zone{"RE", 4, false},
    Zone{"YT", 3, false}};

bool is_summer(Instant moment) {
  using namespace std::chrono;
  const year this_year = year_month_day{floor<days>(moment)}.year();
  const auto switches_in = [&](month m) {
    return sys_days{this_year / m / Sunday[last]} + hours{1};
  };
  return moment >= switches_in(March) && moment < switches_in(October);
}

}  // namespace

std::chrono::seconds utc_offset(const CountryCode& country, Instant moment) {
  const auto* zone = std::find_if(kZones.begin(), kZones.end(),
                                  [&](const Zone& z) { return country == z.country; });
  if (zone == kZones.end()) return hours{0};
  return hours{zone->standard_hours + (zone->has_summer_time && is_summer(moment) ? 1 : 0)};
}

}  // namespace enclosure::messaging
