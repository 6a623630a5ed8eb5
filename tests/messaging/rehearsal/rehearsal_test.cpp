// The built-in texts before the policy: each channel that may send them, with much and with little.

#include "messaging/rehearsal/sample.h"

#include <gmock/gmock.h>

#include "messaging/policy/data.h"
#include "tests/messaging/mail_world.h"

namespace enclosure::messaging {
namespace {

constexpr Stage kStages[] = {Stage::kDocuments, Stage::kReview, Stage::kCheckUp};

const policy::Policy& rules() {
  static const policy::Policy loaded = *policy::Policy::load(policy_data::files());
  return loaded;
}

TEST(Rehearsal, EveryBuiltInTextPassesOnEveryChannel) {
  std::size_t looked_at = 0;
  for (const std::string& tag : built_in_texts().languages()) {
    for (const Stage stage : kStages) {
      for (const SampleChannel channel : kSampleChannels) {
        for (const SampleShape shape : {SampleShape::kRich, SampleShape::kSpare}) {
          const auto sample = sample_message(stage, channel, shape, *LanguageTag::parse(tag));
          const auto shown = rehearse(sample, built_in_texts(), rules());
          ASSERT_TRUE(shown) << tag << shown.faults().front().message;
          ++looked_at;
          for (const auto& finding : shown->verdict.findings)
            ADD_FAILURE() << tag << " stage " << static_cast<int>(stage) << " on "
                          << to_string(channel) << ": " << finding.rule << " " << finding.reason
                          << " \"" << finding.quote << "\"";
        }
      }
    }
  }
  EXPECT_EQ(looked_at, built_in_texts().languages().size() * 18);
}

TEST(Rehearsal, ATextOfTheSellersIsJudgedByWhatItSays) {
  const auto texts = built_in_texts().with_own(std::vector<EmbeddedFile>{
      {"en/review.txt",
       "Subject: Your order {{order_id}}\n\nIf you are happy with order {{order_id}}, please leave "
       "us a review. We give you a voucher for it.\n"}});
  const auto sample = sample_message(Stage::kReview, SampleChannel::kShop, SampleShape::kSpare,
                                     *LanguageTag::parse("en"));
  const auto shown = rehearse(sample, texts, rules());
  ASSERT_TRUE(shown);
  EXPECT_THAT(shown->verdict.refusing_rules(), testing::IsSupersetOf({"R01", "R04"}));
}

/// `messages check` tells before the first order what the gate will refuse.
TEST(Rehearsal, OwnTextsThatAskInTheWrongStageAreRefused) {
  const std::string text =
      "Subject: Your order {{order_id}}\n\nThe invoice of order {{order_id}} is attached. If you "
      "have a question or a part is missing, please reply to this message. Independently of this, "
      "if you have the time, please consider writing a review in your own words.\n";
  const auto texts = built_in_texts().with_own(
      std::vector<EmbeddedFile>{{"en/documents.txt", text}, {"en/check_up.txt", text}});
  const auto rules_for = [&](Stage stage, SampleChannel channel, bool shop_asks_later) {
    const auto sample = sample_message(stage, channel, SampleShape::kSpare,
                                       *LanguageTag::parse("en"), {}, shop_asks_later);
    return rehearse(sample, texts, rules())->verdict.refusing_rules();
  };
  for (const SampleChannel channel : kSampleChannels)
    EXPECT_THAT(rules_for(Stage::kDocuments, channel, false), testing::ElementsAre("R16"))
        << to_string(channel);
  EXPECT_THAT(rules_for(Stage::kCheckUp, SampleChannel::kShop, false), testing::ElementsAre("R16"));
  EXPECT_THAT(rules_for(Stage::kCheckUp, SampleChannel::kShop, true), testing::IsEmpty());
  EXPECT_THAT(rules_for(Stage::kCheckUp, SampleChannel::kFba, false), testing::IsEmpty());
}

TEST(Rehearsal, WhatCannotBeReadIsRefusedUnlessItIsOurs) {
  const auto texts = built_in_texts().with_own(std::vector<EmbeddedFile>{
      {"sv/check_up.txt", "Subject: Beställning {{order_id}}\n\nHej, {{order_id}}.\n"}});
  const auto sample = sample_message(Stage::kCheckUp, SampleChannel::kFbm, SampleShape::kRich,
                                     *LanguageTag::parse("sv"));
  const auto shown = rehearse(sample, texts, rules());
  ASSERT_TRUE(shown);
  EXPECT_THAT(shown->verdict.refusing_rules(), testing::Contains("R00"));
}

}  // namespace
}  // namespace enclosure::messaging
