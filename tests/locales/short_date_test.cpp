#include "locales/short_date.h"

#include <gtest/gtest.h>

#include "tests/locales/support.h"

namespace enclosure::locales {
namespace {

std::string formatted(std::string_view pattern) {
  const auto parsed = ShortDate::parse(pattern);
  return parsed ? parsed->format(date("2026-03-05")) : parsed.faults().front().code;
}

TEST(ShortDate, WritesFieldsAndPunctuation) {
  EXPECT_EQ(formatted("dd.MM.yyyy"), "05.03.2026");
  EXPECT_EQ(formatted("d.M.yyyy"), "5.3.2026");
  EXPECT_EQ(formatted("yyyy-MM-dd"), "2026-03-05");
  EXPECT_EQ(formatted("dd.MM.yyyy."), "05.03.2026.");
}

TEST(ShortDate, KeepsOnItsLine) {
  EXPECT_EQ(formatted("yyyy. MM. dd."), "2026.\u00a003.\u00a005.");
}

TEST(ShortDate, RefusesOtherPatterns) {
  for (const char* pattern : {"", "dd.MM", "dd.MM.yy", "ddd.MM.yyyy", "dd.MMM.yyyy", "dd.dd.yyyy",
                              "dd.MM.yyyy yyyy", "dd.MM.yyyy d", "dd/MM/yyyy G", "dd,MM,yyyy"}) {
    EXPECT_EQ(formatted(pattern), "LOCALE-004") << pattern;
  }
}

}  // namespace
}  // namespace enclosure::locales
