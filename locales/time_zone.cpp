#include "locales/time_zone.h"

#include <unicode/strenum.h>
#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
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
  struct Zones {
    std::deque<std::string> names;
    std::vector<std::string_view> views;
  };
  static std::mutex mutex;
  static std::map<std::string, Zones, std::less<>> known;  // its entries stay where they are
  const std::lock_guard lock(mutex);
  if (const auto at = known.find(country); at != known.end()) return at->second.views;
  Zones& zones = known[std::string(country)];
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::StringEnumeration> all(icu::TimeZone::createTimeZoneIDEnumeration(
      UCAL_ZONE_TYPE_CANONICAL_LOCATION, std::string(country).c_str(), nullptr, status));
  while (U_SUCCESS(status) && all) {
    const char* name = all->next(nullptr, status);
    if (name == nullptr || U_FAILURE(status)) break;
    zones.views.emplace_back(zones.names.emplace_back(name));
  }
  return zones.views;
}

bool is_time_zone(std::string_view name) {
  return zone_of(name) != nullptr;
}

}  // namespace enclosure::locales
