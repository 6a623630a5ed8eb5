#include "app/config/local_time.h"

#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <memory>

namespace enclosure::app {

std::chrono::seconds offset_at(const TimeZone& zone, Instant instant) {
  const std::unique_ptr<const icu::TimeZone> clocks(
      icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(zone.name())));
  std::int32_t raw = 0;
  std::int32_t daylight = 0;
  UErrorCode status = U_ZERO_ERROR;
  clocks->getOffset(static_cast<UDate>(instant.time_since_epoch().count()) * 1000.0, 0, raw,
                    daylight, status);
  return std::chrono::seconds{(raw + daylight) / 1000};
}

Instant begin_of(const TimeZone& zone, Date day) {
  const Instant utc = std::chrono::sys_days{day};
  // The offset of midnight itself: that of an hour near it, looked up once more.
  return utc - offset_at(zone, utc - offset_at(zone, utc));
}

}  // namespace enclosure::app
