// messages block, unblock, blocked, pause, resume, and the story of messages why.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

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

TEST(BlockList, AFileWithoutAnEntryOrOneThatIsNotThereIsAFault) {
  const SampleWorkspace shop;
  support::spit(shop / "empty.csv", "E-Mail;Grund\r\n");
  for (const char* command : {"block", "unblock"}) {
    const auto empty = shop.run({"messages", command, "--file", shop / "empty.csv"});
    EXPECT_EQ(empty.exit_code, 65);
    EXPECT_THAT(empty.err, testing::AllOf(HasSubstr("BLOCK-002"), HasSubstr("->")));
    const auto missing = shop.run({"messages", command, "--file", shop / "none.csv"});
    EXPECT_EQ(missing.exit_code, 65);
    EXPECT_THAT(missing.err, HasSubstr("INPUT-001"));
  }
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

TEST(Pause, IsToldWhereverSomebodyWouldMissTheMails) {
  const SampleWorkspace shop;
  const auto none = shop.run({"messages", "resume"});
  EXPECT_THAT(none.out, HasSubstr("Nothing was paused."));
  ASSERT_EQ(shop.run({"messages", "pause", "--because", "holidays"}).exit_code, 0);
  for (const char* command : {"run", "status"})
    EXPECT_THAT(shop.run({command}).out, HasSubstr("all mails wait since")) << command;
  EXPECT_THAT(shop.run({"messages", "list"}).out, HasSubstr("holidays"));
  EXPECT_EQ(shop.ask({"status"})["paused"][0]["because"], "holidays");
  EXPECT_TRUE(shop.ask({"messages", "list"})["paused"][0]["channel"].is_null());
  EXPECT_THAT(shop.run({"doctor"}).out, testing::Not(HasSubstr("Everything is in order")));
  const auto amazon = shop.run({"messages", "resume", "--channel", "amazon"});
  EXPECT_THAT(amazon.out, testing::AllOf(HasSubstr("Nothing of amazon was paused."),
                                         HasSubstr("Still paused: all mails")));
  EXPECT_EQ(shop.ask({"messages", "resume", "--channel", "amazon"})["dispatcher"], "paused");
  EXPECT_THAT(shop.run({"messages", "resume"}).out, HasSubstr("Resumed."));
  EXPECT_TRUE(shop.ask({"status"})["paused"].empty());
}

TEST(Messages, SayWhatCannotBeMeant) {
  const SampleWorkspace shop;
  const auto nobody = shop.run({"messages", "shadow", "--reset", "NOPE"});
  EXPECT_EQ(nobody.exit_code, 65);
  EXPECT_THAT(nobody.err, HasSubstr("there is no such order"));
  const auto backwards =
      shop.run({"messages", "what-if", "--config", (shop / "enclosure.json").string(), "--from",
                "2027-01-01", "--to", "2026-01-01"});
  EXPECT_EQ(backwards.exit_code, 64);
  EXPECT_THAT(backwards.err, HasSubstr("--to"));
}

/// Reports that were read from files count without a mailbox, too.
TEST(Bounces, ReadFromAFileAreToldByTheDoctor) {
  const SampleWorkspace shop;
  shop.run({"run", "--once"});
  support::spit(shop / "b.json",
                R"({"id": "b1", "order": "W-10021", "type": "bounced", "class": "soft",)"
                R"( "at": "2026-09-01T08:10:00Z", "stage": 1, "detail": "452 full"})");
  ASSERT_EQ(shop.run({"import", shop / "b.json"}, "2026-09-01T09:00:00Z").exit_code, 0);
  const auto why = shop.ask({"messages", "why", "W-10021"}, "2026-09-01T09:00:00Z");
  std::size_t bounced = 0;
  for (const auto& line : why["story"]) bounced += line["what"] == "bounced";
  EXPECT_EQ(bounced, 1U) << why["story"].dump(1);

  const std::string mail = support::slurp(
      ENCLOSURE_SOURCE_DIR "/tests/messaging/bounce/mails/29-amazon-not-registered.eml");
  support::spit(shop / "b.eml", mail);
  ASSERT_EQ(shop.run({"messages", "bounces", shop / "b.eml"}).exit_code, 0);
  EXPECT_THAT(shop.run({"doctor"}).out, HasSubstr("does not know the sender"));
}

TEST(Requests, TheDoctorSaysWhereTheOneOnAmazonStands) {
  const SampleWorkspace shop;
  auto config = nlohmann::json::parse(support::slurp(shop / "enclosure.json"));
  config["messages"]["amazon_review_stage"] = 3;
  support::spit(shop / "enclosure.json", config.dump());
  EXPECT_THAT(shop.run({"doctor"}).out, testing::Not(HasSubstr("amazon_review_stage")));
  config["messages"]["check_up"]["enabled"] = false;
  support::spit(shop / "enclosure.json", config.dump());
  EXPECT_THAT(shop.run({"doctor"}).out,
              testing::AllOf(HasSubstr("amazon_review_stage"), HasSubstr("in stage 2")));
}

TEST(Requests, UnderWayStayInTheirStageAndWhatIfSaysSo) {
  const SampleWorkspace shop;
  shop.run({"run", "--until", "2026-09-04T08:00:00Z"});
  auto config = nlohmann::json::parse(support::slurp(shop / "enclosure.json"));
  config["messages"]["amazon_review_stage"] = 3;
  support::spit(shop / "other.json", config.dump());
  const std::string now = "2026-09-04T09:00:00Z";
  const auto stays = shop.ask({"messages", "what-if", "--config", shop / "other.json"}, now);
  ASSERT_FALSE(stays["under_way"].empty());
  for (const auto& one : stays["under_way"]) {
    EXPECT_EQ(one["stage"], 2);
    EXPECT_EQ(one["fate"], "stays");
  }
  const std::string order = stays["under_way"][0]["order"];
  config["messages"]["review"]["enabled"] = false;
  support::spit(shop / "other.json", config.dump());
  const auto lost = shop.ask({"messages", "what-if", "--config", shop / "other.json"}, now);
  EXPECT_TRUE(std::any_of(lost["under_way"].begin(), lost["under_way"].end(), [&](const auto& one) {
    return one["order"] == order && one["fate"] == "lost";
  }));
  EXPECT_THAT(shop.run({"messages", "what-if", "--config", shop / "other.json"}, now).out,
              HasSubstr("would be lost"));
  config["messages"]["review"]["enabled"] = true;
  support::spit(shop / "enclosure.json", config.dump());
  const auto why = shop.ask({"messages", "why", order}, now);
  EXPECT_THAT(why["notes"].dump(), HasSubstr("stays there"));
  const auto missing = shop.run({"messages", "what-if", "--config", shop / "none.json"}, now);
  EXPECT_EQ(missing.exit_code, 65);
}

}  // namespace
}  // namespace enclosure::app
