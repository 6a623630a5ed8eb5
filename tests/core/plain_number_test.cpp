#include "core/plain_number.h"

#include <gtest/gtest.h>

namespace enclosure {
namespace {

TEST(PlainNumber, IsDigitsAlone) {
  EXPECT_EQ(plain_number("0"), 0);
  EXPECT_EQ(plain_number("50"), 50);
  EXPECT_EQ(plain_number("999999999999999999"), 999'999'999'999'999'999);
  for (const char* text : {"", "-1", "+1", " 1", "1 ", "01", "0x1", "1.0", "1000000000000000000"})
    EXPECT_EQ(plain_number(text), std::nullopt) << text;
}

}  // namespace
}  // namespace enclosure
