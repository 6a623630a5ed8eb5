// What a channel and a mode make of a rule.

#include "tests/messaging/policy/policy_world.h"

namespace enclosure::messaging::policy {
namespace {

const char* const kThanks = "Order 302-1234567-1234567: thank you for your purchase.";

Verdict thanks(Channel channel, Fulfilment fulfilment, Mode mode) {
  PolicyContext context = an_order();
  context.channel = channel;
  context.fulfilment = fulfilment;
  context.mode = mode;
  return check(draft_of(kThanks, "en", Scope::kMessage), context, built_in_policy());
}

TEST(PolicyModes, StrictRefuses) {
  const Verdict verdict = thanks(Channel::kAmazon, Fulfilment::kFbm, Mode::kStrict);
  EXPECT_EQ(verdict.outcome, Outcome::kRefuse);
  EXPECT_EQ(rules_of(verdict), "R12 R22");
}

TEST(PolicyModes, RelaxedWarnsForFbm) {
  const Verdict verdict = thanks(Channel::kAmazon, Fulfilment::kFbm, Mode::kRelaxed);
  EXPECT_EQ(verdict.outcome, Outcome::kWarn);
  EXPECT_EQ(rules_of(verdict), "");
}

TEST(PolicyModes, RelaxedIsNotToBeHadForFba) {
  EXPECT_EQ(thanks(Channel::kAmazon, Fulfilment::kFba, Mode::kRelaxed).outcome, Outcome::kRefuse);
  EXPECT_EQ(mode_fault(Mode::kRelaxed, Fulfilment::kFba)->code, "POLICY-010");
  EXPECT_FALSE(mode_fault(Mode::kRelaxed, Fulfilment::kFbm));
}

TEST(PolicyModes, TheOwnShopMaySayThanks) {
  EXPECT_EQ(thanks(Channel::kShop, Fulfilment::kShop, Mode::kStrict).outcome, Outcome::kAllow);
}

TEST(PolicyModes, NoneTurnsOffWhatProtectsTheReview) {
  for (const char* id : {"R01", "R02", "R03", "R04", "R05", "R06", "R10", "R14", "R15", "R17",
                         "R19", "R20", "R23"}) {
    const Rule* rule = built_in_policy().find(id);
    ASSERT_NE(rule, nullptr) << id;
    EXPECT_EQ(rule->strict, Severity::kRefuse) << id;
    EXPECT_EQ(rule->relaxed, Severity::kRefuse) << id;
    EXPECT_EQ(rule->shop, Severity::kRefuse) << id;
  }
}

TEST(PolicyModes, ALanguageWithoutWordsIsNotCheckable) {
  const Verdict strange = verdict_on("Dziękujemy za zamówienie.", "pl");
  EXPECT_EQ(rules_of(strange), "R00");
  EXPECT_FALSE(strange.words_checked);
  MessageDraft draft = draft_of("Dziękujemy za zamówienie.", "pl");
  draft.built_in = true;
  EXPECT_EQ(check(draft, an_order(), built_in_policy()).outcome, Outcome::kAllow);
  draft.text += " 🎉";
  EXPECT_EQ(rules_of(check(draft, an_order(), built_in_policy())), "R18");
}

}  // namespace
}  // namespace enclosure::messaging::policy
