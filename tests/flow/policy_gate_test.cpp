// The gate before the hand-over, in the dispatcher: what the rules refuse never reaches the
// transport.

#include "app/flow/policy_gate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/flow/import_file.h"
#include "app/scheduler/scheduler.h"
#include "tests/flow/collecting.h"
#include "tests/flow/shop_world.h"

namespace enclosure::app {
namespace {

using messaging::MessageState;
using testing::ElementsAre;
using testing::HasSubstr;

const Instant kStart = *parse_instant("2026-09-01T08:00:00Z");

/// A workspace with the sample seller, and orders that differ in the buyer's name and a title.
class PolicyGate : public ShopWorld {
 protected:
  PolicyGate() { transport_.idempotent = false; }

  void take(const std::string& buyer, const std::string& title,
            const std::string& language = "de") {
    take_in(order_of({.name = buyer, .language = language, .title = title}), kStart);
  }

  void pass(Instant now) {
    ScheduleReport report;
    run_pass(shop_, store_, transport_, {}, std::nullopt, now, report);
  }

  std::vector<std::string> decisions(const std::string& decision = "refused",
                                     const std::string& order = "D-1") {
    return store_.read<std::vector<std::string>>([&](StoreTransaction& tx) {
      std::vector<std::string> all;
      for (const auto& row : tx.log_of(*OrderId::parse(order)))
        if (row.decision == decision) all.push_back(row.reason);
      return all;
    });
  }

  Collecting transport_;
};

TEST_F(PolicyGate, LetsAnHonestMailPass) {
  take("Erika Mustermann", "Becher");
  pass(kStart);
  EXPECT_EQ(transport_.sent.size(), 1U);
  EXPECT_EQ(message(1).plan.state, MessageState::kSent);
}

TEST_F(PolicyGate, HoldsWhatTheRulesRefuseAndNamesThem) {
  take("{{first_name}}", "Becher");
  pass(kStart);
  EXPECT_EQ(transport_.sent.size(), 0U);
  const StoredMessage held = message(1);
  EXPECT_EQ(held.plan.state, MessageState::kRetryable);
  EXPECT_EQ(held.plan.reason, "R20:refused");
  EXPECT_GT(*held.plan.due_at, kStart);
  EXPECT_THAT(decisions(), ElementsAre("R20:refused"));
  EXPECT_THAT(explain_message_reason(held.plan.reason), HasSubstr("refuse its words: R20;"));
}

TEST_F(PolicyGate, IsNotPassedByWaiting) {
  take("{{first_name}}", "Becher");
  for (int day = 0; day < 12; ++day) pass(kStart + std::chrono::days{day});
  EXPECT_EQ(transport_.sent.size(), 0U);
  EXPECT_EQ(message(1).plan.state, MessageState::kCancelled);
  EXPECT_EQ(message(1).plan.reason, "R20:refused");  // not that it came too late
}

/// Words that the rules cannot judge go out in the own shop, and the log says that they warned.
TEST_F(PolicyGate, WhatItWarnsOfIsSentAndStandsInTheLog) {
  std::filesystem::create_directories(folder_.path() / "messages/fi");
  support::spit(folder_.path() / "messages/fi/documents.txt",
                "Subject: Tilaus {{order_id}}\n\nTilauksen {{order_id}} lasku on liitteenä: "
                "{{invoice_numbers}}.\n");
  shop_ = support::opened(folder_.path());
  take("Erika Mustermann", "Becher", "fi");
  pass(kStart);
  EXPECT_EQ(transport_.sent.size(), 1U);
  ASSERT_EQ(decisions("warned").size(), 1U);
  EXPECT_THAT(decisions("warned")[0], testing::StartsWith("R00:warned"));
  EXPECT_THAT(explain_message_reason(decisions("warned")[0]), HasSubstr("warn"));
  EXPECT_THAT(decisions("sent"), ElementsAre(""));
}

TEST_F(PolicyGate, ABuyersNameThatIsALinkIsNotSaid) {
  for (const char* name : {"Erika https://win-a-prize.example/x", "erika@mail.example"}) {
    SCOPED_TRACE(name);
    const std::string id = "D-" + std::to_string(transport_.sent.size() + 1);
    take_in(order_of({.id = id, .name = name, .email = id + "@buyer.example"}), kStart);
    pass(kStart);
    ASSERT_EQ(message(1, id.c_str()).plan.state, MessageState::kSent)
        << message(1, id.c_str()).plan.reason;
    const std::string& mail = transport_.mails.back();
    EXPECT_EQ(mail.find("win-a-prize"), std::string::npos);
    EXPECT_EQ(mail.find("erika@mail"), std::string::npos);
    EXPECT_NE(mail.find("\r\nTo: " + id + "@buyer.example\r\n"), std::string::npos);
  }
}

/// A seller's texts of stages 1 and 3 that ask for a review, whatever the plan says.
class AskingTexts : public PolicyGate {
 protected:
  AskingTexts() {
    for (const char* name : {"documents", "check_up"}) {
      support::spit(
          folder_.path() / "messages/de" / (std::string(name) + ".txt"),
          "Subject: Ihre Bestellung {{order_id}}\n\nzu Ihrer Bestellung {{order_id}} liegt "
          "die Rechnung bei. Wenn Sie eine Frage haben oder ein Teil fehlt, antworten Sie "
          "bitte auf diese Nachricht.\n\n{{^asks_for_review}}Unabhängig davon können "
          "Sie, wenn Sie Zeit haben, in eigenen Worten eine Bewertung schreiben."
          "{{/asks_for_review}}\n");
    }
    shop_ = support::opened(folder_.path());
    shop_.config.mail.from_address = *EmailAddress::parse("shop@seller.example");
    shop_.config.amazon.elsewhere = invoice::Issuer::kSeller;
  }

  /// What the order's buyer gets in sixty days, by the stages.
  std::vector<std::string> life_of(const std::string& order) {
    take_in(order, kStart);
    for (int hour = 0; hour < 60 * 24; hour += 12) pass(kStart + std::chrono::hours{hour});
    return transport_.sent;
  }
};

std::string delivered(std::string order) {
  const std::string shipped = R"("shipped_at": "2026-09-01T07:00:00Z")";
  order.replace(order.find(shipped), shipped.size(),
                shipped + R"(, "delivered_at": "2026-09-03T07:00:00Z")");
  return order;
}

std::string sent_by_the_seller_for_amazon(std::string order) {
  const std::string shop = R"("channel": "shop", "fulfilment": "shop")";
  order.replace(order.find(shop), shop.size(),
                R"("channel": "amazon", "fulfilment": "FBM", "marketplace_id": "A1PA6795UKMFR9")");
  const std::string sku = R"("sku": "X-1")";
  order.replace(order.find(sku), sku.size(), R"("sku": "X-1", "asin": "B000TEST01")");
  return order;
}

/// The mail of stage 2 names what was bought.
TEST_F(PolicyGate, ALinkInATitleHoldsTheMail) {
  take_in(delivered(order_of({.title = "Becher https://win-a-prize.example/x"})), kStart);
  for (int day = 0; day < 12; ++day) pass(kStart + std::chrono::days{day});
  EXPECT_THAT(transport_.sent, testing::Not(testing::Contains("D-1-2")));
  EXPECT_THAT(decisions(), testing::Contains("R09:refused"));
}

/// Half of a market's titles shine; a mail says what the thing is called.
TEST_F(PolicyGate, StarsAndEmojiInATitleAreNotSaid) {
  take_in(delivered(order_of({.title = "★★★★★ Becher 🎁 | 🅱️"})), kStart);
  for (int day = 0; day < 12; ++day) pass(kStart + std::chrono::days{day});
  EXPECT_THAT(decisions(), testing::IsEmpty());
  ASSERT_THAT(transport_.sent, testing::Contains("D-1-2"));
  EXPECT_THAT(transport_.mails, testing::Contains(HasSubstr("Becher")));
}

/// A SKU is escaped in the address of its review page, and the gate knows the page by that.
TEST_F(PolicyGate, TheReviewPageOfAnySkuIsKnown) {
  shop_.config.review_url_template = "https://shop.seller.example/review/{sku}?new";
  std::string order = delivered(order_of());
  order.replace(order.find("X-1"), 3, "X 1/a%");
  take_in(order, kStart);
  for (int day = 0; day < 12; ++day) pass(kStart + std::chrono::days{day});
  EXPECT_THAT(decisions(), testing::IsEmpty());
  EXPECT_THAT(transport_.mails,
              testing::Contains(HasSubstr("https://shop.seller.example/review/X%201%2Fa%25?new")));
}

TEST_F(AskingTexts, OfTheOwnShopAskOnceInTheWholeLifeOfAnOrder) {
  EXPECT_THAT(life_of(delivered(order_of())), ElementsAre("D-1-2"));
  EXPECT_THAT(decisions(), testing::Each("R16:refused"));
  EXPECT_GE(decisions().size(), 2U);
}

TEST_F(AskingTexts, OfAmazonAskOnceInTheWholeLifeOfAnOrder) {
  const std::string id = "302-1234567-1234567";
  EXPECT_THAT(life_of(sent_by_the_seller_for_amazon(delivered(order_of({.id = id})))),
              ElementsAre(id + "-2"));
  EXPECT_THAT(decisions("refused", id), testing::Contains("R16:refused"));
}

/// The text of stage 3 always asks; the request stands there.
TEST_F(AskingTexts, MayAskWhereTheRequestStands) {
  const auto file = folder_.path() / "messages/de/check_up.txt";
  std::string text = support::slurp(file);
  for (const char* tag : {"{{^asks_for_review}}", "{{/asks_for_review}}"})
    text.erase(text.find(tag), std::string(tag).size());
  support::spit(file, text);
  shop_ = support::opened(folder_.path());
  shop_.config.mail.from_address = *EmailAddress::parse("shop@seller.example");
  shop_.config.amazon.elsewhere = invoice::Issuer::kSeller;
  shop_.config.messages.amazon_review_stage = messaging::Stage::kCheckUp;
  const std::string id = "302-1234567-1234567";
  EXPECT_THAT(life_of(sent_by_the_seller_for_amazon(delivered(order_of({.id = id})))),
              ElementsAre(id + "-3"));
}

TEST_F(PolicyGate, AGoodsTitleIsNoPromotion) {
  take("Erika Mustermann", "Gutscheinheft Rabatt 20 % auf alles");
  pass(kStart);
  EXPECT_EQ(transport_.sent.size(), 1U);
}

TEST(PolicyGateReasons, AreToldInSentences) {
  EXPECT_THAT(explain_gate("R07,R18:refused"), HasSubstr("R07,R18"));
  EXPECT_THAT(explain_gate("R12:warned; the buyer asked for it"), HasSubstr("(R12)"));
  EXPECT_EQ(explain_gate("P02:window_closed"), "");
}

}  // namespace
}  // namespace enclosure::app
