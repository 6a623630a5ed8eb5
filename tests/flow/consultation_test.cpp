// Which answer of the register counts for a supply, and how long an order waits for one.

#include <gtest/gtest.h>

#include "app/flow/ask_register.h"
#include "app/flow/evidence.h"

namespace enclosure::app {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

Instant at(const char* text) {
  return *parse_instant(text);
}
Date day(const char* text) {
  return *parse_date(text);
}

Consultation asked_on(const char* date, VatAnswer::Kind kind) {
  Consultation one;
  one.asked_on = day(date);
  one.asked_at = std::chrono::sys_days{one.asked_on};
  one.answer.kind = kind;
  return one;
}

struct CountsCase {
  const char* name;
  std::vector<Consultation> consultations;
  int fresh_days;
  const char* counts;  ///< the day it was asked, or empty
};
void PrintTo(const CountsCase& one, std::ostream* out) {
  *out << one.name;
}
class ConsultationThatCounts : public testing::TestWithParam<CountsCase> {};

constexpr auto kYes = VatAnswer::Kind::kValid;
constexpr auto kNo = VatAnswer::Kind::kInvalid;
constexpr auto kSilent = VatAnswer::Kind::kUnavailable;

/// The order is of the 28th of August, the supply of the 1st of September.
TEST_P(ConsultationThatCounts, IsTheFirstFromTheSupplyOn) {
  Evidence evidence;
  evidence.consultations = GetParam().consultations;
  const auto* one =
      consultation_for(evidence, day("2026-08-28"), day("2026-09-01"), GetParam().fresh_days);
  EXPECT_EQ(one == nullptr ? "" : to_string(one->asked_on), GetParam().counts);
}

INSTANTIATE_TEST_SUITE_P(
    Each, ConsultationThatCounts,
    testing::Values(CountsCase{"None", {}, 0, ""},
                    CountsCase{"OfThatDay", {asked_on("2026-09-01", kYes)}, 0, "2026-09-01"},
                    CountsCase{"Later", {asked_on("2026-09-03", kYes)}, 0, "2026-09-03"},
                    CountsCase{"TheFirstOfTwo",
                               {asked_on("2026-09-02", kYes), asked_on("2026-09-03", kNo)},
                               0,
                               "2026-09-02"},
                    CountsCase{"SilenceDoesNot",
                               {asked_on("2026-09-01", kSilent), asked_on("2026-09-02", kNo)},
                               0,
                               "2026-09-02"},
                    CountsCase{"Before", {asked_on("2026-08-31", kYes)}, 0, ""},
                    CountsCase{"FreshEnough", {asked_on("2026-08-31", kYes)}, 1, "2026-08-31"},
                    CountsCase{"TheLastOfThoseBefore",
                               {asked_on("2026-08-29", kYes), asked_on("2026-08-31", kNo)},
                               5,
                               "2026-08-31"},
                    CountsCase{"AfterRatherThanBefore",
                               {asked_on("2026-08-31", kYes), asked_on("2026-09-02", kYes)},
                               5,
                               "2026-09-02"},
                    CountsCase{"NeverBeforeTheOrder", {asked_on("2026-08-27", kYes)}, 30, ""}),
    [](const auto& param) { return param.param.name; });

TEST(Waiting, DoublesUpToFourHours) {
  VatAnswer silent;
  silent.code = "MS_UNAVAILABLE";
  std::chrono::seconds before{0};
  for (int attempts = 1; attempts <= 30; ++attempts) {
    const auto wait = wait_after(attempts, silent, "FR40303265045");
    const auto plain = std::min<std::chrono::seconds>(
        std::chrono::minutes{1} * (1LL << std::min(attempts - 1, 20)), hours{4});
    EXPECT_GE(wait * 100, plain * 80) << attempts;
    EXPECT_LE(wait * 100, plain * 120) << attempts;
    EXPECT_EQ(wait, wait_after(attempts, silent, "FR40303265045"));
    if (attempts > 1 && attempts < 8) {
      EXPECT_GT(wait, before);
    }
    before = wait;
  }
  EXPECT_NE(wait_after(3, silent, "FR40303265045"), wait_after(3, silent, "FR61954506077"));
  silent.code = "GLOBAL_MAX_CONCURRENT_REQ";
  EXPECT_GE(wait_after(1, silent, "FR40303265045"), minutes{12});
}

TEST(Waiting, EndsBeforeTheInvoiceIsOverdue) {
  EXPECT_EQ(decide_by(at("2026-09-01T08:00:00Z"), day("2026-09-01"), 72),
            at("2026-09-04T08:00:00Z"));
  EXPECT_EQ(decide_by(at("2026-10-13T08:00:00Z"), day("2026-09-30"), 72),
            at("2026-10-14T12:00:00Z"));
  EXPECT_EQ(decide_by(at("2026-12-01T08:00:00Z"), day("2026-09-30"), 72),
            at("2026-12-04T08:00:00Z"));
}

}  // namespace
}  // namespace enclosure::app
