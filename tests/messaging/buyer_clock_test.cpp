#include "messaging/buyer_clock.h"

#include <gtest/gtest.h>

#include "tests/messaging/plan_world.h"

namespace enclosure::messaging {
namespace {

CountryCode country(std::string_view code) {
  return *CountryCode::parse(code);
}

struct OffsetCase {
  const char* name;
  const char* country;
  const char* moment;
  int hours;
};
void PrintTo(const OffsetCase& c, std::ostream* out) {
  *out << c.country << " " << c.moment;
}

class UtcOffset : public testing::TestWithParam<OffsetCase> {};

TEST_P(UtcOffset, FollowsZoneAndSummerTime) {
  EXPECT_EQ(utc_offset(country(GetParam().country), at(GetParam().moment)),
            std::chrono::hours{GetParam().hours});
}

INSTANTIATE_TEST_SUITE_P(
    Table, UtcOffset,
    testing::Values(OffsetCase{"GermanyWinter", "DE", "2026-01-15T12:00:00Z", 1},
                    OffsetCase{"GermanySummer", "DE", "2026-07-15T12:00:00Z", 2},
                    OffsetCase{"BeforeTheSwitch", "DE", "2026-03-29T00:59:59Z", 1},
                    OffsetCase{"AfterTheSwitch", "DE", "2026-03-29T01:00:00Z", 2},
                    OffsetCase{"BeforeTheSwitchBack", "DE", "2026-10-25T00:59:59Z", 2},
                    OffsetCase{"AfterTheSwitchBack", "DE", "2026-10-25T01:00:00Z", 1},
                    OffsetCase{"AllOfTheUnionAtOnce", "PT", "2026-03-29T01:00:00Z", 1},
                    OffsetCase{"Finland", "FI", "2026-03-29T01:00:00Z", 3},
                    OffsetCase{"LastSundayOnThe31st", "FR", "2024-03-31T01:00:00Z", 2},
                    OffsetCase{"Britain", "GB", "2026-12-01T00:00:00Z", 0},
                    OffsetCase{"Canaries", "IC", "2026-07-01T00:00:00Z", 1},
                    OffsetCase{"IcelandHasNoSummer", "IS", "2026-07-01T00:00:00Z", 0},
                    OffsetCase{"Reunion", "RE", "2026-07-01T00:00:00Z", 4},
                    OffsetCase{"Martinique", "MQ", "2026-07-01T00:00:00Z", -4},
                    OffsetCase{"Kosovo", "XK", "2026-07-01T00:00:00Z", 2},
                    OffsetCase{"NewYorkBeforeEurope", "US", "2026-03-15T00:00:00Z", -4},
                    OffsetCase{"UnknownIsUtc", "AQ", "2026-07-01T00:00:00Z", 0}),
    [](const auto& param) { return param.param.name; });

TEST(UtcOffset, EveryMemberStateHasAZone) {
  for (const auto* code :
       {"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
        "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"}) {
    ASSERT_TRUE(country(code).is_member_state());
    EXPECT_GE(utc_offset(country(code), at("2026-07-01T00:00:00Z")), std::chrono::hours{1}) << code;
  }
}

TEST(QuietHours, LeaveTheDayAlone) {
  EXPECT_EQ(to_string(after_quiet_hours(at("2026-06-02T18:59:59Z"), country("DE"), {})),
            "2026-06-02T18:59:59Z");
  EXPECT_EQ(to_string(after_quiet_hours(at("2026-06-02T06:00:00Z"), country("DE"), {})),
            "2026-06-02T06:00:00Z");
}

TEST(QuietHours, MoveTheNightToTheMorning) {
  EXPECT_EQ(to_string(after_quiet_hours(at("2026-06-02T19:00:00Z"), country("DE"), {})),
            "2026-06-03T06:00:00Z");
  EXPECT_EQ(to_string(after_quiet_hours(at("2026-06-02T23:30:00Z"), country("DE"), {})),
            "2026-06-03T06:00:00Z");
  EXPECT_EQ(to_string(after_quiet_hours(at("2026-06-02T19:00:00Z"), country("PT"), {})),
            "2026-06-02T19:00:00Z");
  EXPECT_EQ(to_string(after_quiet_hours(at("2026-06-02T18:00:00Z"), country("FI"), {})),
            "2026-06-03T05:00:00Z");
}

TEST(QuietHours, ReachOverTheChangeOfTheClocks) {
  EXPECT_EQ(to_string(after_quiet_hours(at("2026-03-28T22:00:00Z"), country("DE"), {})),
            "2026-03-29T06:00:00Z");
  EXPECT_EQ(to_string(after_quiet_hours(at("2026-10-24T22:00:00Z"), country("DE"), {})),
            "2026-10-25T07:00:00Z");
}

/// Every half hour of the two weeks around both changes, for every pair of hours.
TEST(QuietHours, GiveTheFirstMomentOutsideThem) {
  for (const auto* start : {"2026-03-26T00:00:00Z", "2026-10-22T00:00:00Z"}) {
    for (int from = 0; from < 24; ++from) {
      for (int until = 0; until < 24; ++until) {
        MessagePolicy policy;
        policy.quiet_from_hour = from;
        policy.quiet_until_hour = until;
        const auto de = country("DE");
        for (int half_hour = 0; half_hour < 7 * 48; ++half_hour) {
          const Instant due = at(start) + std::chrono::minutes{30 * half_hour};
          const Instant result = after_quiet_hours(due, de, policy);
          ASSERT_GE(result, due);
          ASSERT_LE(result, due + std::chrono::hours{48});
          ASSERT_EQ(after_quiet_hours(result, de, policy), result)
              << from << "-" << until << " " << to_string(due);
        }
      }
    }
  }
}

TEST(TimeOfDay, ThatTheClocksJumpOverIsTheFirstMomentAfter) {
  const SendingHours hours{{22, 1}, std::chrono::minutes{150}};  // 02:30
  const BuyerZone berlin = BuyerZone::of(country("DE"));
  EXPECT_EQ(to_string(next_allowed(at("2026-03-28T20:00:00Z"), hours, berlin)),
            "2026-03-29T01:00:00Z");
  EXPECT_EQ(to_string(next_allowed(at("2026-03-29T20:00:00Z"), hours, berlin)),
            "2026-03-30T00:30:00Z");
}

TEST(NextDay, IsTheBuyersNextMorning) {
  const Instant late = at("2026-06-02T22:30:00Z");  // half past midnight in Berlin: the 3rd
  EXPECT_EQ(to_string(buyer_day(late, BuyerZone::of(country("DE")))), "2026-06-03");
  EXPECT_EQ(to_string(buyer_day(late, BuyerZone::of(country("PT")))), "2026-06-02");
  EXPECT_EQ(to_string(next_day_after(late, BuyerZone::of(country("DE")), {})),
            "2026-06-04T06:00:00Z");
  MessagePolicy no_quiet;
  no_quiet.quiet_from_hour = no_quiet.quiet_until_hour = 0;
  EXPECT_EQ(to_string(next_day_after(late, BuyerZone::of(country("DE")), no_quiet)),
            "2026-06-03T22:00:00Z");
}

}  // namespace
}  // namespace enclosure::messaging
