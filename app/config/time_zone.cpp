#include "app/config/time_zone.h"

#include <unicode/timezone.h>
#include <unicode/unistr.h>

namespace enclosure::app {

struct TimeZone::Zone {
  std::unique_ptr<const icu::TimeZone> icu;
};

TimeZone::TimeZone() : name_("UTC"), zone_(std::make_shared<Zone>(Zone{nullptr})) {}

Result<TimeZone> TimeZone::parse(std::string_view name) {
  const auto id = icu::UnicodeString::fromUTF8(
      icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
  std::unique_ptr<icu::TimeZone> icu_zone(icu::TimeZone::createTimeZone(id));
  if (name.empty() || *icu_zone == icu::TimeZone::getUnknown()) {
    return Fault{"CONFIG-006", "", "unknown time zone \"" + std::string(name.substr(0, 60)) + "\"",
                 "use a name of the tz database, like Europe/Berlin"};
  }
  TimeZone zone;
  zone.name_ = std::string(name);
  zone.zone_ = std::make_shared<Zone>(Zone{std::move(icu_zone)});
  return zone;
}

Date TimeZone::date_of(Instant instant) const {
  std::int32_t raw = 0;
  std::int32_t daylight = 0;
  if (zone_->icu) {
    UErrorCode status = U_ZERO_ERROR;
    zone_->icu->getOffset(static_cast<UDate>(instant.time_since_epoch().count()) * 1000.0, false,
                          raw, daylight, status);
  }
  return utc_date_of(instant + std::chrono::seconds{(raw + daylight) / 1000});
}

}  // namespace enclosure::app
