// messages block, unblock, blocked, pause, resume, and the story of messages why.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.h"

namespace enclosure::app {
namespace {

using testing::HasSubstr;

TEST(BlockList, TakesAFileWholeOrNotAtAll) {
  const SampleWorkspace shop;
  support::spit(shop / "bad.csv", "one@mail.example;x\nno entry at all\n");
  const auto refused = shop.run({"messages", "block", "--file", shop / "bad.csv"});
  EXPECT_EQ(refused.exit_code, 65);
  EXPECT_THAT(refused.err, testing::AllOf(HasSubstr("BLOCK-001"), HasSubstr("line 2")));
  EXPECT_TRUE(shop.ask({"messages", "blocked"})["blocked"].empty());

  support::spit(shop / "good.csv", "one@mail.example;x\n# by hand\nsku:MUG-*\n");
  const auto taken = shop.ask({"messages", "block", "@spam.example", "--file", shop / "good.csv"});
  EXPECT_EQ(taken["entries"], 3);
  EXPECT_EQ(taken["new"], 3);
  EXPECT_EQ(shop.ask({"messages", "block", "@spam.example"})["new"], 0);
  EXPECT_EQ(shop.ask({"messages", "unblock", "@spam.example"})["removed"], 1);
  const auto blocked = shop.ask({"messages", "blocked"})["blocked"];
  ASSERT_EQ(blocked.size(), 2U);
  EXPECT_EQ(blocked[0]["value"], "one@mail.example");
  EXPECT_EQ(blocked[1]["stops"], "asking");
  EXPECT_EQ(shop.run({"messages", "block"}).exit_code, 64);
}

TEST(BlockList, KeepsMessagesBackAndTheStorySaysWhy) {
  const SampleWorkspace shop;
  ASSERT_EQ(shop.run({"messages", "block", "W-10021", "--because", "by phone"}).exit_code, 0);
  shop.run({"run", "--until", "2026-09-12T08:00:00Z"});
  const auto why = shop.ask({"messages", "why", "W-10021"}, "2026-09-12T09:00:00Z");
  EXPECT_EQ(why["messages"][0]["reason"], "S:blocked");
  EXPECT_EQ(why["blocked"][0]["because"], "by phone");
  EXPECT_EQ(why["delivery"]["kind"], "observed");
  ASSERT_FALSE(why["story"].empty());
  std::string before;
  for (const auto& line : why["story"]) {
    EXPECT_LE(before, line["at"].get<std::string>());
    EXPECT_FALSE(line["sentence"].get<std::string>().empty());
    before = line["at"];
  }
}

TEST(Pause, OfOneChannelLetsTheOtherGoOn) {
  const SampleWorkspace shop;
  ASSERT_EQ(
      shop.run({"messages", "pause", "--channel", "amazon", "--because", "holidays"}).exit_code, 0);
  shop.run({"run", "--until", "2026-09-04T08:00:00Z"});
  const auto sent = shop.ask({"messages", "list", "--state", "sent"})["messages"];
  EXPECT_FALSE(sent.empty());
  const auto amazon = [&] {
    std::size_t count = 0;
    const auto told = shop.ask({"messages", "list", "--state", "sent"});
    for (const auto& one : told["messages"])
      count += one["order"].get<std::string>().size() == 19;  // 3-7-7 digits: Amazon's form
    return count;
  };
  EXPECT_EQ(amazon(), 0U);
  ASSERT_EQ(shop.run({"messages", "resume"}).exit_code, 0);
  shop.run({"run", "--once"}, "2026-09-04T09:00:00Z");
  EXPECT_GT(amazon(), 0U);
}

}  // namespace
}  // namespace enclosure::app
