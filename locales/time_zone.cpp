#include "locales/time_zone.h"

#include <unicode/strenum.h>
#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <array>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace enclosure::locales {
namespace {

using Zone = std::unique_ptr<const icu::TimeZone>;

Zone make_zone(std::string_view name) {
  const auto id = icu::UnicodeString::fromUTF8(
      icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
  Zone zone(icu::TimeZone::createTimeZone(id));
  return name.empty() || *zone == icu::TimeZone::getUnknown() ? nullptr : std::move(zone);
}

/// A zone takes long to make and is asked often. The names are those of the program's own tables,
/// so that the memory stays small.
const Zone& zone_of(std::string_view name) {
  thread_local std::map<std::string, Zone, std::less<>> known;
  const auto at = known.find(name);
  return at != known.end() ? at->second : known.emplace(name, make_zone(name)).first->second;
}

/// All places that have a zone, by country.
struct Places {
  Places() {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::StringEnumeration> all(icu::TimeZone::createTimeZoneIDEnumeration(
        UCAL_ZONE_TYPE_CANONICAL_LOCATION, nullptr, nullptr, status));
    while (U_SUCCESS(status) && all) {
      const icu::UnicodeString* id = all->snext(status);
      if (id == nullptr || U_FAILURE(status)) break;
      std::array<char, 8> region{};
      icu::TimeZone::getRegion(*id, region.data(), static_cast<std::int32_t>(region.size()),
                               status);
      std::string name;
      names.push_back(id->toUTF8String(name));
      of_country[region.data()].emplace_back(names.back());
    }
  }

  std::deque<std::string> names;  // they stay where they are
  std::map<std::string, std::vector<std::string_view>, std::less<>> of_country;
};

}  // namespace

std::chrono::seconds zone_offset(std::string_view name, Instant moment) {
  const Zone& zone = zone_of(name);
  if (!zone) return std::chrono::seconds{0};
  std::int32_t raw = 0;
  std::int32_t daylight = 0;
  UErrorCode status = U_ZERO_ERROR;
  zone->getOffset(static_cast<UDate>(moment.time_since_epoch().count()) * 1000.0, false, raw,
                  daylight, status);
  return std::chrono::seconds{(raw + daylight) / 1000};
}

std::span<const std::string_view> zones_of_country(std::string_view country) {
  static const Places places;
  const auto at = places.of_country.find(country);
  return at == places.of_country.end() ? std::span<const std::string_view>() : at->second;
}

bool is_time_zone(std::string_view name) {
  return zone_of(name) != nullptr;
}

}  // namespace enclosure::locales
