#include "core/ids.h"

#include <gtest/gtest.h>

#include <type_traits>

namespace enclosure {
namespace {

static_assert(!std::is_convertible_v<Sku, OrderId>, "a SKU is no order number");

TEST(Id, SafeNamesAreSafeEverywhere) {
  for (const char* good : {"302-8729267-1349594", "R-2026-000001", "a", "_x.y-z", "0"}) {
    EXPECT_TRUE(OrderId::parse(good)) << good;
  }
  for (const char* bad : {"", ".", "..", ".a", "-a", "a/b", "a\\b", "a b", "a\n", "a:b", "ä",
                          "a%20", "a\"b", "a;b", "a*"}) {
    const auto id = OrderId::parse(bad);
    ASSERT_FALSE(id) << bad;
    EXPECT_EQ(id.faults().front().code, "ID-001");
  }
}

TEST(Id, LengthIsLimited) {
  EXPECT_TRUE(OrderId::parse(std::string(64, 'a')));
  EXPECT_FALSE(OrderId::parse(std::string(65, 'a')));
  EXPECT_TRUE(Sku::parse(std::string(80, 'a')));
  EXPECT_FALSE(Sku::parse(std::string(81, 'a')));
  EXPECT_FALSE(InvoiceNumber::parse(std::string(41, 'a')));
}

TEST(Id, NamesTheKind) {
  EXPECT_EQ(Asin::parse("B 1").faults().front().message, "not a valid ASIN: \"B 1\"");
}

TEST(Id, TheHintSaysWhatIsAllowed) {
  EXPECT_EQ(OrderId::parse("a b").faults().front().hint,
            "1 to 64 letters, digits, dots, underscores or hyphens, the first one a letter, digit "
            "or underscore");
  EXPECT_EQ(Sku::parse("a\tb").faults().front().hint,
            "1 to 80 visible characters on one line, no blank at its ends");
  EXPECT_EQ(InvoiceNumber::parse("1//2").faults().front().hint,
            "1 to 40 letters, digits, dots, underscores or hyphens, divided by single slashes");
}

TEST(Id, SkusAreWhatSellersMakeUp) {
  EXPECT_TRUE(Sku::parse("LF/LAMP (weiß) №7"));
  EXPECT_FALSE(Sku::parse(" LF"));
  EXPECT_FALSE(Sku::parse("LF\tLAMP"));
  EXPECT_FALSE(Sku::parse("LF\xff"));
  EXPECT_FALSE(
      Sku::parse("a\xe2\x80\xae"
                 "b"));  // right-to-left override
}

TEST(Id, EmptyMeansNone) {
  EXPECT_TRUE(OrderId().empty());
  EXPECT_FALSE(OrderId::parse("1")->empty());
  EXPECT_LT(*LineId::parse("1"), *LineId::parse("2"));
}

TEST(EmailAddress, OneThatAServerCanTake) {
  for (const char* good : {"name@example.org", "first.last+tag@sub.example.org", "x@example",
                           "o'neil@example.org", "9zq3k4@marketplace.amazon.example"}) {
    EXPECT_TRUE(EmailAddress::parse(good)) << good;
  }
  for (const char* bad :
       {"", "name", "@example.org", "name@", "a@b@example.org", ".a@example.org", "a.@example.org",
        "a..b@example.org", "a b@example.org", "\"a b\"@example.org", "a@-example.org",
        "a@example-.org", "a@example..org", "a@[127.0.0.1]", "a@example.org\r\nBcc: x@example.org",
        "ä@example.org", "a@exämple.org", "a@example.org ", "<a@example.org>"}) {
    const auto address = EmailAddress::parse(bad);
    ASSERT_FALSE(address) << bad;
    EXPECT_EQ(address.faults().front().code, "EMAIL-001");
  }
}

TEST(EmailAddress, OnlyTheNameIsSaidToBeOutsideAscii) {
  const auto hint = [](const char* text) {
    return EmailAddress::parse(text).faults().front().hint;
  };
  EXPECT_NE(hint("jürgen@example.org").find("in ASCII"), std::string::npos);
  EXPECT_EQ(hint("info@müller..example").find("in ASCII"), std::string::npos);
  EXPECT_EQ(hint("müller").find("in ASCII"), std::string::npos);
}

TEST(EmailAddress, LimitsOfRfc5321) {
  EXPECT_TRUE(EmailAddress::parse(std::string(64, 'a') + "@example.org"));
  EXPECT_FALSE(EmailAddress::parse(std::string(65, 'a') + "@example.org"));
  EXPECT_FALSE(EmailAddress::parse("a@" + std::string(64, 'b') + ".org"));
  std::string domain;
  for (int i = 0; i < 50; ++i) domain += "abcde.";
  EXPECT_FALSE(EmailAddress::parse("a@" + domain + "org"));
  EXPECT_EQ(EmailAddress::parse("a@example.org")->domain(), "example.org");
}

}  // namespace
}  // namespace enclosure
