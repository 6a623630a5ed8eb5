#include "core/date.h"

#include <gtest/gtest.h>

namespace enclosure {
namespace {

struct Written {
  std::string text;
  std::string result;  ///< as written again, or the code of the fault
};
void PrintTo(const Written& written, std::ostream* out) {
  *out << '"' << written.text << '"';
}

class Days : public testing::TestWithParam<Written> {};
class Instants : public testing::TestWithParam<Written> {};

TEST_P(Days, ExistOrAreFaults) {
  const auto day = parse_date(GetParam().text);
  EXPECT_EQ(day ? to_string(*day) : day.faults().front().code, GetParam().result);
}
INSTANTIATE_TEST_SUITE_P(
    All, Days,
    testing::Values(Written{"2026-11-21", "2026-11-21"}, Written{"2024-02-29", "2024-02-29"},
                    Written{"1900-01-01", "1900-01-01"}, Written{"2199-12-31", "2199-12-31"},
                    Written{"2026-02-29", "DATE-001"}, Written{"1900-02-29", "DATE-001"},
                    Written{"2026-13-01", "DATE-001"}, Written{"2026-00-10", "DATE-001"},
                    Written{"2026-04-31", "DATE-001"}, Written{"2026-04-00", "DATE-001"},
                    Written{"1899-12-31", "DATE-001"}, Written{"2200-01-01", "DATE-001"},
                    Written{"2026-1-1", "DATE-001"}, Written{"26-01-01", "DATE-001"},
                    Written{"2026/01/01", "DATE-001"}, Written{"2026-01-01 ", "DATE-001"},
                    Written{" 2026-01-01", "DATE-001"}, Written{"2026-01-01T00:00:00Z", "DATE-001"},
                    Written{"", "DATE-001"}, Written{"01.02.2026", "DATE-001"}));

TEST_P(Instants, ComeOutInUtcOrAreFaults) {
  const auto instant = parse_instant(GetParam().text);
  EXPECT_EQ(instant ? to_string(*instant) : instant.faults().front().code, GetParam().result);
}
INSTANTIATE_TEST_SUITE_P(
    All, Instants,
    testing::Values(Written{"2026-11-21T08:00:00Z", "2026-11-21T08:00:00Z"},
                    Written{"2026-11-21t08:00:00z", "2026-11-21T08:00:00Z"},
                    Written{"2026-11-21 08:00:00Z", "2026-11-21T08:00:00Z"},
                    Written{"2026-01-01T00:30:00+01:00", "2025-12-31T23:30:00Z"},
                    Written{"2026-12-31T23:30:00-00:45", "2027-01-01T00:15:00Z"},
                    Written{"2026-11-21T08:00:00.999999Z", "2026-11-21T08:00:00Z"},
                    Written{"2026-11-21T08:00:00", "DATE-002"},
                    Written{"2026-11-21T08:00Z", "DATE-002"}, Written{"2026-11-21", "DATE-002"},
                    Written{"2026-11-21T24:00:00Z", "DATE-002"},
                    Written{"2026-12-31T23:59:60Z", "DATE-002"},
                    Written{"2026-11-21T08:00:00.Z", "DATE-002"},
                    Written{"2026-11-21T08:00:00+1:00", "DATE-002"},
                    Written{"2026-11-21T08:00:00+24:00", "DATE-002"},
                    Written{"2026-11-21T08:00:00Zx", "DATE-002"},
                    Written{"2026-02-30T08:00:00Z", "DATE-002"}, Written{"", "DATE-002"}));

TEST(Date, OfAnInstantInUtc) {
  EXPECT_EQ(to_string(utc_date_of(*parse_instant("2026-01-01T00:30:00+01:00"))), "2025-12-31");
}

TEST(DateProperty, EveryDayIsReadAsItWasWritten) {
  for (std::chrono::sys_days day{*parse_date("1900-01-01")};
       day <= std::chrono::sys_days{*parse_date("2199-12-31")}; day += std::chrono::days{1}) {
    const auto again = parse_date(to_string(Date{day}));
    ASSERT_TRUE(again);
    ASSERT_EQ(std::chrono::sys_days{*again}, day);
  }
}

}  // namespace
}  // namespace enclosure
