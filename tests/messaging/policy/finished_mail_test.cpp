// The last look before the hand-over: all parts of a mail at once.

#include "messaging/policy/finished_mail.h"

#include "messaging/policy/pictures.h"
#include "tests/messaging/policy/policy_world.h"

namespace enclosure::messaging::policy {
namespace {

FinishedMail a_mail() {
  FinishedMail mail;
  mail.subject = "Invoice for your order 302-1234567-1234567";
  mail.text = "Order 302-1234567-1234567: the invoice is attached to this message.";
  mail.html = "<p>Order 302-1234567-1234567: the invoice is attached to this message.</p>";
  mail.language = *LanguageTag::parse("en");
  mail.stage = 1;
  mail.attachments = {"invoice"};
  return mail;
}

std::string refused(const FinishedMail& mail) {
  return rules_of(judge(mail, an_order(), built_in_policy()), Outcome::kRefuse);
}

TEST(FinishedMails, PassWhenEveryPartDoes) {
  EXPECT_EQ(refused(a_mail()), "");
}

TEST(FinishedMails, AreRefusedForTheSubjectAlone) {
  FinishedMail mail = a_mail();
  mail.subject = "Urgent: " + mail.subject;
  EXPECT_EQ(refused(mail), "R17");
}

TEST(FinishedMails, AreRefusedForTheTextAlone) {
  FinishedMail mail = a_mail();
  mail.text += "\nGet 10 % off your next order.";
  EXPECT_EQ(refused(mail), "R07");
}

TEST(FinishedMails, AreRefusedForTheHtmlAlone) {
  FinishedMail mail = a_mail();
  mail.html += "<img src=\"https://tracker.example/pixel.gif\" alt=\"\">";
  EXPECT_NE(refused(mail).find("R18"), std::string::npos);
}

TEST(FinishedMails, NameEachRuleOnce) {
  FinishedMail mail = a_mail();
  mail.subject += " {{brand}}";
  mail.text += "\nGet 10 % off your next order. {{brand}}";
  EXPECT_EQ(refused(mail), "R07,R20");
}

/// A token is made of chance: no row of letters in it may hold a mail.
TEST(FinishedMails, TheTokenOfALinkSaysNothing) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::uint32_t state = 7;
  std::vector<std::string> tokens{
      "----", "___", "-_-_-", "__ccNN__", "AAAA-FREE-SALE-BEST", "x%20hub%20driver"};
  for (int i = 0; i < 500; ++i) {
    std::string token;
    for (int k = 0; k < 43; ++k) {
      state = state * 1664525U + 1013904223U;
      token += kDigits[(state >> 24U) % (i % 3 == 0 ? 8U : 64U) + (i % 3 == 0 ? 56U : 0U)];
    }
    tokens.push_back(token);
  }
  for (const std::string& token : tokens) {
    FinishedMail mail = a_mail();
    const std::string url = "https://invoice.seller.example/i/" + token;
    mail.text += "\nYou can also open it here: " + url;
    mail.html += "<p>You can also open it here: <a href=\"" + url + "\">" + url + "</a></p>";
    EXPECT_EQ(refused(mail), "") << token;
  }
  FinishedMail mail = a_mail();
  mail.text += "\nhttps://invoice.seller.example/i/{{token}}";
  EXPECT_EQ(refused(mail), "R20");
}

/// Whatever signs a registered name is written with, as long as they lead nowhere.
TEST(FinishedMails, SignsInNamesSayNothing) {
  for (const char* name :
       {"USB-Stick [32 GB]", "Wow!!! Lamp", "Peter Null", "0176 12345678 Ali", "SALE Lamp"}) {
    FinishedMail mail = a_mail();
    mail.text += std::string("\nHello ") + name + ",\nthe manual is enclosed.";
    EXPECT_NE(refused(mail), "") << name;
    PolicyContext context = an_order();
    context.product_titles = {name};
    EXPECT_EQ(rules_of(judge(mail, context, built_in_policy()), Outcome::kRefuse), "") << name;
  }
}

std::string refused_with_title(const std::string& title) {
  FinishedMail mail = a_mail();
  mail.text += "\nManual: " + title + ", enclosed.";
  PolicyContext context = an_order();
  context.product_titles = {title};
  return rules_of(judge(mail, context, built_in_policy()), Outcome::kRefuse);
}

/// A link is a link and a star a star, whoever wrote it.
TEST(FinishedMails, SignsThatLeadOrRateHoldInNamesToo) {
  const std::pair<const char*, const char*> kNames[] = {
      {"Lamp https://win-a-prize.example/now", "R09"},
      {"Lamp http://bit.ly/3xyz", "R09"},
      {"Lamp www.lampen.de", "R09"},
      {"Lamp bit.ly/3xyz", "R09"},
      {"Lamp, questions to help@lamps.example", "R10"},
      {"★★★★★ Lamp", "R03,R18"},
      {"Lamp 🎁", "R18"},
      {"Zoë 😀", "R18"},
      {"Lamp {colour}", "R20"},
      {"Lamp {{colour}}", "R20"}};
  for (const auto& [name, rules] : kNames) {
    EXPECT_EQ(refused_with_title(name), rules) << name;
    std::string told;
    for (const std::string& rule : rules_broken_by_name(name, built_in_policy()))
      told += (told.empty() ? "" : ",") + rule;
    EXPECT_EQ(told, rules) << name;
  }
}

TEST(FinishedMails, NamesMayLookLikeHostsVersionsAndNumbers) {
  for (const char* name :
       {"Lamp v2.0", "USB 3.0/USB-C", "node.js mug", "Learn ASP.net/C#",
        "Booking.com voucher holder", "Stecker 1.5 m/2.5 m", "Ersatzteil 0221-1234567/8",
        "Kabel ™ ® ° Ø 5 mm → USB", "Mug @home", "T-Shirt AT&T", "Bits & Bytes, vol. 1.de luxe",
        "O2 4.0 Router", "№ 5"}) {
    EXPECT_EQ(refused_with_title(name), "") << name;
    EXPECT_TRUE(rules_broken_by_name(name, built_in_policy()).empty()) << name;
  }
}

/// What is taken out of a title for a mail is what the rules would refuse there, and nothing else.
TEST(FinishedMails, TitlesAreSaidWithoutPictures) {
  const std::pair<const char*, const char*> kTitles[] = {
      {"★★★★★ Lamp", "Lamp"},
      {"Lamp 🎁", "Lamp"},
      {"🔥 Lamp, red 🔥 - ✅", "Lamp, red"},
      {"Lamp 👨‍👩‍👧 for families", "Lamp for families"},
      {"Flag 🇩🇪 1 m", "Flag 1 m"},
      {"𝐁𝐨𝐥𝐝 Ｌａｍｐ ①", "Bold Lamp 1"},
      {"Kabel ™ ® ° Ø 5 mm → USB", "Kabel ™ ® ° Ø 5 mm → USB"},
      {"  Lamp   two ", "  Lamp   two "},
      {"Lampe für Käthe", "Lampe für Käthe"},
      {"🎁🎁", "🎁🎁"},
      {"", ""}};
  for (const auto& [title, said] : kTitles) {
    EXPECT_EQ(without_pictures(title), said);
    if (*said == '\0' || std::string_view(said) == "🎁🎁") continue;
    EXPECT_EQ(refused_with_title(without_pictures(title)), "") << title;
  }
}

/// The name over a link does not hide where it leads.
TEST(FinishedMails, ATitleHidesNoLink) {
  FinishedMail mail = a_mail();
  mail.html += "<p><a href=\"https://elsewhere.example/x\">Lamp</a></p>";
  PolicyContext context = an_order();
  context.product_titles = {"Lamp"};
  EXPECT_EQ(rules_of(judge(mail, context, built_in_policy()), Outcome::kRefuse), "R09");
}

FinishedMail an_asking_mail(int stage, std::optional<int> asking_stage) {
  FinishedMail mail = a_mail();
  mail.stage = stage;
  mail.asking_stage = asking_stage;
  mail.text +=
      "\nIf you have a question or a part is missing, please reply to this message. Independently "
      "of this, if you have the time, please consider writing a review in your own words.";
  return mail;
}

TEST(FinishedMails, OnlyTheStageOfTheRequestMayAsk) {
  EXPECT_EQ(refused(an_asking_mail(1, 2)), "R16");
  EXPECT_EQ(refused(an_asking_mail(1, std::nullopt)), "R16");
  EXPECT_EQ(refused(an_asking_mail(3, 2)), "R16");
  EXPECT_EQ(refused(an_asking_mail(2, 3)), "R16");
  EXPECT_EQ(refused(an_asking_mail(3, 0)), "R16");
  EXPECT_EQ(refused(an_asking_mail(2, 2)), "");
  EXPECT_EQ(refused(an_asking_mail(3, 3)), "");
  EXPECT_EQ(refused(an_asking_mail(2, std::nullopt)), "");
}

/// R16 is a warning or off there, but not for this.
TEST(FinishedMails, NoModeAndNoChannelLetsAnotherStageAsk) {
  PolicyContext shop = an_order();
  shop.channel = Channel::kShop;
  shop.fulfilment = Fulfilment::kShop;
  PolicyContext relaxed = an_order();
  relaxed.fulfilment = Fulfilment::kFbm;
  relaxed.mode = Mode::kRelaxed;
  for (const PolicyContext& context : {shop, relaxed}) {
    const Verdict verdict = judge(an_asking_mail(1, 3), context, built_in_policy());
    EXPECT_EQ(rules_of(verdict, Outcome::kRefuse), "R16");
    EXPECT_NE(verdict.findings.front().reason.find("stands in stage 3"), std::string::npos)
        << verdict.findings.front().reason;
  }
}

TEST(FinishedMails, TheSubjectOfAnotherStageMayNotAskEither) {
  FinishedMail mail = a_mail();
  mail.subject = "Please write a review of order 302-1234567-1234567";
  mail.asking_stage = 2;
  EXPECT_NE(refused(mail).find("R16"), std::string::npos) << refused(mail);
}

/// A language whose words nobody knows, and a link that asks in all of them.
TEST(FinishedMails, AReviewLinkAsksInEveryLanguage) {
  FinishedMail mail = a_mail();
  mail.language = *LanguageTag::parse("fi");
  mail.built_in = true;
  mail.subject = "Tilaus 302-1234567-1234567";
  mail.text =
      "Tilauksen 302-1234567-1234567 lasku on liitteenä: "
      "https://WWW.amazon.de/review/create-review?asin=B000TEST01";
  mail.html =
      "<p>Tilauksen 302-1234567-1234567 lasku: <a href=\"https://www.amazon.de/review/"
      "create-review?asin=B000TEST01\">tästä</a></p>";
  mail.asking_stage = 2;
  EXPECT_NE(refused(mail).find("R16"), std::string::npos) << refused(mail);
  mail.text = "Tilauksen 302-1234567-1234567 lasku on liitteenä.";
  EXPECT_EQ(refused(mail), "R16");
  mail.stage = 2;
  EXPECT_EQ(refused(mail), "");
}

TEST(FinishedMails, WhatIsNoRequestMayStandInEveryStage) {
  FinishedMail mail = a_mail();
  mail.text += "\nPlease review the attached invoice. We do not ask for a review.";
  mail.asking_stage = 2;
  EXPECT_EQ(refused(mail), "");
}

/// What an export left in the place of a name is none.
TEST(FinishedMails, SlotsInThePlaceOfNamesAreSlots) {
  for (const char* name : {"{{first_name}}", "{{first}} {{last}}", "[Name]", "{name}", "null"}) {
    FinishedMail mail = a_mail();
    mail.text += std::string("\nHello ") + name + ",\nthe manual is enclosed.";
    PolicyContext context = an_order();
    context.product_titles = {name};
    EXPECT_EQ(rules_of(judge(mail, context, built_in_policy()), Outcome::kRefuse), "R20") << name;
  }
}

TEST(FinishedMails, TitlesOfTheOrderSayNothing) {
  FinishedMail mail = a_mail();
  mail.text += "\nManual: Bonus Pack 10 % off Edition";
  EXPECT_EQ(refused(mail), "R07");
  PolicyContext context = an_order();
  context.product_titles = {"Bonus Pack 10 % off Edition"};
  EXPECT_EQ(rules_of(judge(mail, context, built_in_policy()), Outcome::kRefuse), "");
}

}  // namespace
}  // namespace enclosure::messaging::policy
