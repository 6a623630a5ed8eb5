#include "core/fault.h"

#include <gtest/gtest.h>

#include "core/result.h"

namespace enclosure {
namespace {

TEST(Faults, PathsJoin) {
  const Faults faults = under("lines", {{"A", "[0].sku", "", ""}, {"B", "", "", ""}});
  EXPECT_EQ(faults[0].path, "lines[0].sku");
  EXPECT_EQ(faults[1].path, "lines");
  EXPECT_EQ(under("order", {{"A", "lines", "", ""}})[0].path, "order.lines");
  EXPECT_EQ(under("", {{"A", "lines", "", ""}})[0].path, "lines");
}

TEST(Result, HoldsAValueOrFaults) {
  const Result<int> good = 7;
  EXPECT_TRUE(good);
  EXPECT_EQ(*good, 7);
  EXPECT_TRUE(good.faults().empty());
  const Result<int> bad = Fault{"X-001", "", "", ""};
  EXPECT_FALSE(bad);
  EXPECT_EQ(bad.faults().size(), 1U);
}

TEST(Result, TakeCollectsFaultsUnderAPath) {
  Faults faults;
  EXPECT_EQ(take(Result<int>(7), "a", faults), 7);
  EXPECT_EQ(take(Result<int>(Fault{"X-001", "b", "", ""}), "a", faults, 3), 3);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].path, "a.b");
}

}  // namespace
}  // namespace enclosure
