#include "app/config/time_zone.h"

#include <gtest/gtest.h>

namespace enclosure::app {
namespace {

std::string day(const char* zone, const char* instant) {
  return to_string(TimeZone::parse(zone)->date_of(*parse_instant(instant)));
}

TEST(TimeZone, TheDayIsThatOfTheZone) {
  EXPECT_EQ(day("Europe/Berlin", "2026-08-31T21:59:59Z"), "2026-08-31");  // summer time, UTC+2
  EXPECT_EQ(day("Europe/Berlin", "2026-08-31T22:00:00Z"), "2026-09-01");
  EXPECT_EQ(day("Europe/Berlin", "2026-12-31T22:59:59Z"), "2026-12-31");  // winter, UTC+1
  EXPECT_EQ(day("Europe/Berlin", "2026-12-31T23:00:00Z"), "2027-01-01");
  EXPECT_EQ(day("Atlantic/Azores", "2026-01-01T00:30:00Z"), "2025-12-31");
  EXPECT_EQ(day("Europe/Helsinki", "2026-03-28T22:30:00Z"), "2026-03-29");
}

TEST(TimeZone, UtcWithoutAName) {
  EXPECT_EQ(to_string(TimeZone().date_of(*parse_instant("2026-08-31T23:59:59Z"))), "2026-08-31");
}

TEST(TimeZone, AnUnknownZoneIsAFault) {
  for (const char* name : {"", "Mars/Olympus", "Europe/berlin2", "GMT+99"}) {
    const auto zone = TimeZone::parse(name);
    ASSERT_FALSE(zone) << name;
    EXPECT_EQ(zone.faults().front().code, "CONFIG-006");
  }
}

}  // namespace
}  // namespace enclosure::app
