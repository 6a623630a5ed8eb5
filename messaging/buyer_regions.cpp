#include "messaging/buyer_regions.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "core/text.h"

namespace enclosure::messaging {
namespace {

/// The regions of the countries that have several zones, as ISO 3166-2 codes and names them (and as
/// their people do): the zone of most of its people where a line goes through one.
struct RegionZone {
  std::string_view country;
  std::string_view zone;
  std::string_view names;  ///< between bars, as `plain` makes them
};
constexpr std::array kRegions = {
    RegionZone{"US", "America/New_York", "|ct|connecticut|"},
    RegionZone{"US", "America/New_York", "|de|delaware|"},
    RegionZone{"US", "America/New_York", "|dc|district of columbia|washington dc|"},
    RegionZone{"US", "America/New_York", "|fl|florida|"},
    RegionZone{"US", "America/New_York", "|ga|georgia|"},
    RegionZone{"US", "America/New_York", "|in|indiana|"},
    RegionZone{"US", "America/New_York", "|ky|kentucky|"},
    RegionZone{"US", "America/New_York", "|me|maine|"},
    RegionZone{"US", "America/New_York", "|md|maryland|"},
    RegionZone{"US", "America/New_York", "|ma|massachusetts|"},
    RegionZone{"US", "America/New_York", "|mi|michigan|"},
    RegionZone{"US", "America/New_York", "|nh|new hampshire|"},
    RegionZone{"US", "America/New_York", "|nj|new jersey|"},
    RegionZone{"US", "America/New_York", "|ny|new york|new york state|"},
    RegionZone{"US", "America/New_York", "|aa|armed forces americas|"},
    RegionZone{"US", "America/New_York", "|nc|north carolina|"},
    RegionZone{"US", "America/New_York", "|oh|ohio|"},
    RegionZone{"US", "America/New_York", "|pa|pennsylvania|"},
    RegionZone{"US", "America/New_York", "|ri|rhode island|"},
    RegionZone{"US", "America/New_York", "|sc|south carolina|"},
    RegionZone{"US", "America/New_York", "|vt|vermont|"},
    RegionZone{"US", "America/New_York", "|va|virginia|"},
    RegionZone{"US", "America/New_York", "|wv|west virginia|"},
    RegionZone{"US", "America/Chicago", "|al|alabama|"},
    RegionZone{"US", "America/Chicago", "|ar|arkansas|"},
    RegionZone{"US", "America/Chicago", "|ia|iowa|"},
    RegionZone{"US", "America/Chicago", "|il|illinois|"},
    RegionZone{"US", "America/Chicago", "|ks|kansas|"},
    RegionZone{"US", "America/Chicago", "|la|louisiana|"},
    RegionZone{"US", "America/Chicago", "|mn|minnesota|"},
    RegionZone{"US", "America/Chicago", "|mo|missouri|"},
    RegionZone{"US", "America/Chicago", "|ms|mississippi|"},
    RegionZone{"US", "America/Chicago", "|nd|north dakota|"},
    RegionZone{"US", "America/Chicago", "|ne|nebraska|"},
    RegionZone{"US", "America/Chicago", "|ok|oklahoma|"},
    RegionZone{"US", "America/Chicago", "|sd|south dakota|"},
    RegionZone{"US", "America/Chicago", "|tn|tennessee|"},
    RegionZone{"US", "America/Chicago", "|tx|texas|"},
    RegionZone{"US", "America/Chicago", "|wi|wisconsin|"},
    RegionZone{"US", "America/Denver", "|co|colorado|"},
    RegionZone{"US", "America/Denver", "|id|idaho|"},
    RegionZone{"US", "America/Denver", "|mt|montana|"},
    RegionZone{"US", "America/Denver", "|nm|new mexico|"},
    RegionZone{"US", "America/Denver", "|ut|utah|"},
    RegionZone{"US", "America/Denver", "|wy|wyoming|"},
    RegionZone{"US", "America/Phoenix", "|az|arizona|"},
    RegionZone{"US", "America/Los_Angeles", "|ca|california|"},
    RegionZone{"US", "America/Los_Angeles", "|nv|nevada|"},
    RegionZone{"US", "America/Los_Angeles", "|or|oregon|"},
    RegionZone{"US", "America/Los_Angeles", "|wa|washington|washington state|"},
    RegionZone{"US", "America/Anchorage", "|ak|alaska|"},
    RegionZone{"US", "Pacific/Honolulu", "|hi|hawaii|hawai i|"},
    RegionZone{"US", "America/Puerto_Rico", "|pr|puerto rico|"},
    RegionZone{"US", "America/St_Thomas",
               "|vi|virgin islands|us virgin islands|united states virgin islands|"},
    RegionZone{"US", "Pacific/Guam", "|gu|guam|"},
    RegionZone{"US", "Pacific/Saipan", "|mp|northern mariana islands|"},
    RegionZone{"US", "Pacific/Pago_Pago", "|as|american samoa|"},
    RegionZone{"US", "Europe/Berlin", "|ae|armed forces europe|"},
    RegionZone{"US", "Asia/Tokyo", "|ap|armed forces pacific|"},
    RegionZone{"CA", "America/St_Johns",
               "|nl|newfoundland and labrador|newfoundland|terre neuve et labrador|"},
    RegionZone{"CA", "America/Halifax", "|nb|new brunswick|nouveau brunswick|"},
    RegionZone{"CA", "America/Halifax", "|ns|nova scotia|nouvelle ecosse|"},
    RegionZone{"CA", "America/Halifax", "|pe|prince edward island|ile du prince edouard|pei|"},
    RegionZone{"CA", "America/Toronto", "|on|ontario|"},
    RegionZone{"CA", "America/Toronto", "|qc|quebec|pq|"},
    RegionZone{"CA", "America/Winnipeg", "|mb|manitoba|"},
    RegionZone{"CA", "America/Regina", "|sk|saskatchewan|"},
    RegionZone{"CA", "America/Edmonton", "|ab|alberta|"},
    RegionZone{"CA", "America/Edmonton", "|nt|northwest territories|territoires du nord ouest|"},
    RegionZone{"CA", "America/Edmonton", "|nu|nunavut|"},
    RegionZone{"CA", "America/Vancouver", "|bc|british columbia|colombie britannique|"},
    RegionZone{"CA", "America/Vancouver", "|yt|yukon|yukon territory|"},
    RegionZone{"AU", "Australia/Sydney", "|nsw|new south wales|"},
    RegionZone{"AU", "Australia/Sydney", "|act|australian capital territory|"},
    RegionZone{"AU", "Australia/Melbourne", "|vic|victoria|"},
    RegionZone{"AU", "Australia/Hobart", "|tas|tasmania|"},
    RegionZone{"AU", "Australia/Brisbane", "|qld|queensland|"},
    RegionZone{"AU", "Australia/Adelaide", "|sa|south australia|"},
    RegionZone{"AU", "Australia/Darwin", "|nt|northern territory|"},
    RegionZone{"AU", "Australia/Perth", "|wa|western australia|"},
    RegionZone{"BR", "America/Sao_Paulo", "|df|distrito federal|federal district|"},
    RegionZone{"BR", "America/Sao_Paulo", "|es|espirito santo|"},
    RegionZone{"BR", "America/Sao_Paulo", "|go|goias|"},
    RegionZone{"BR", "America/Sao_Paulo", "|mg|minas gerais|"},
    RegionZone{"BR", "America/Sao_Paulo", "|pr|parana|"},
    RegionZone{"BR", "America/Sao_Paulo", "|rj|rio de janeiro|"},
    RegionZone{"BR", "America/Sao_Paulo", "|rs|rio grande do sul|"},
    RegionZone{"BR", "America/Sao_Paulo", "|sc|santa catarina|"},
    RegionZone{"BR", "America/Sao_Paulo", "|sp|sao paulo|"},
    RegionZone{"BR", "America/Belem", "|ap|amapa|"},
    RegionZone{"BR", "America/Belem", "|pa|para|"},
    RegionZone{"BR", "America/Araguaina", "|to|tocantins|"},
    RegionZone{"BR", "America/Fortaleza", "|ce|ceara|"},
    RegionZone{"BR", "America/Fortaleza", "|ma|maranhao|"},
    RegionZone{"BR", "America/Fortaleza", "|pb|paraiba|"},
    RegionZone{"BR", "America/Fortaleza", "|pi|piaui|"},
    RegionZone{"BR", "America/Fortaleza", "|rn|rio grande do norte|"},
    RegionZone{"BR", "America/Recife", "|pe|pernambuco|"},
    RegionZone{"BR", "America/Maceio", "|al|alagoas|"},
    RegionZone{"BR", "America/Maceio", "|se|sergipe|"},
    RegionZone{"BR", "America/Bahia", "|ba|bahia|"},
    RegionZone{"BR", "America/Campo_Grande", "|ms|mato grosso do sul|"},
    RegionZone{"BR", "America/Cuiaba", "|mt|mato grosso|"},
    RegionZone{"BR", "America/Manaus", "|am|amazonas|"},
    RegionZone{"BR", "America/Boa_Vista", "|rr|roraima|"},
    RegionZone{"BR", "America/Porto_Velho", "|ro|rondonia|"},
    RegionZone{"BR", "America/Rio_Branco", "|ac|acre|"},
};

/// Letters of Western Europe in UTF-8 behind their first byte C3, from C3 80 on, without accents.
constexpr std::string_view kPlainLetters =
    "aaaaaa?ceeeeiiiidnooooo?ouuuuy??aaaaaa?ceeeeiiiidnooooo?ouuuuy?y";

/// "São  Paulo" as "sao paulo", "N.S.W." as "nsw": small letters without accents and dots, one
/// blank between words.
std::string plain(std::string_view name) {
  std::string out;
  for (std::size_t at = 0; at < name.size(); ++at) {
    const auto next = at + 1 < name.size() ? static_cast<unsigned char>(name[at + 1]) : 0U;
    if (name[at] == '\xC3' && next >= 0x80 && next <= 0xBF) {
      out += kPlainLetters[next - 0x80];
      ++at;
    } else if (std::string_view(" \t-_'").find(name[at]) != std::string_view::npos) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else if (name[at] != '.' && name[at] != ',') {
      out += name[at];
    }
  }
  return to_lower_ascii(trim(out));
}

bool is_of(const RegionZone& one, const CountryCode& country) {
  return country == one.country;
}

}  // namespace

std::string_view zone_of_region(const Address& place) {
  if (!has_regions(place.country)) return {};
  std::string name = plain(place.region);
  const std::string prefix = to_lower_ascii(place.country.to_string()) + " ";  // "US-CA"
  if (name.starts_with(prefix) && name.size() <= prefix.size() + 3) name.erase(0, prefix.size());
  if (name.empty() || name.find('|') != std::string::npos) return {};
  const std::string wanted = "|" + name + "|";
  const auto* found = std::find_if(kRegions.begin(), kRegions.end(), [&](const RegionZone& one) {
    return is_of(one, place.country) && one.names.find(wanted) != std::string_view::npos;
  });
  return found == kRegions.end() ? std::string_view{} : found->zone;
}

bool has_regions(const CountryCode& country) {
  return std::any_of(kRegions.begin(), kRegions.end(),
                     [&](const RegionZone& one) { return is_of(one, country); });
}

}  // namespace enclosure::messaging
