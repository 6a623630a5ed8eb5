// The last look before the hand-over: all parts of a mail at once.

#include "messaging/policy/finished_mail.h"

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

/// Whatever signs a registered name is written with.
TEST(FinishedMails, SignsInNamesSayNothing) {
  for (const char* name : {"USB-Stick [32 GB]", "Kabel {schwarz}", "Poster ★ Nachthimmel", "I ❤ NY",
                           "Wow!!! Lamp", "Peter Null", "0176 12345678 Ali", "Zoë 😀"}) {
    FinishedMail mail = a_mail();
    mail.text += std::string("\nHello ") + name + ",\nthe manual is enclosed.";
    EXPECT_NE(refused(mail), "") << name;
    PolicyContext context = an_order();
    context.product_titles = {name};
    EXPECT_EQ(rules_of(judge(mail, context, built_in_policy()), Outcome::kRefuse), "") << name;
  }
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
