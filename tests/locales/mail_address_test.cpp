#include "locales/mail_address.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace enclosure::locales {
namespace {

TEST(MailAddress, HostsOfAnyScriptAreKeptAsTheDnsKnowsThem) {
  // From the tables of UTS #46 and the registries: "ß" and the final sigma are letters of their
  // own.
  const std::pair<const char*, const char*> kCases[] = {
      {"info@müller.example", "info@xn--mller-kva.example"},
      {"info@MÜLLER.example", "info@xn--mller-kva.example"},
      {"info@mu\xCC\x88ller.example", "info@xn--mller-kva.example"},  // u and a combining diaeresis
      {"info@straße.example", "info@xn--strae-oqa.example"},
      {"info@παράδειγμα.example", "info@xn--hxajbheg2az3al.example"},
      {"info@пример.example", "info@xn--e1afmkfd.example"},
      {"info@shop。example", "info@shop.example"},  // the full stop of East Asia
      {"Name@Example.ORG", "Name@Example.ORG"},
  };
  for (const auto& [written, kept] : kCases) {
    const auto address = parse_mail_address(written);
    ASSERT_TRUE(address) << written;
    EXPECT_EQ(address->to_string(), kept) << written;
  }
}

TEST(MailAddress, WhatNoRegistryCouldHoldIsRefused) {
  for (const std::string& bad :
       {std::string("jürgen@müller.example"), std::string("info@-müller.example"),
        std::string("info@mül ler.example"), std::string("info@mü\xFFller.example"),
        std::string("info@mü\xE2\x80\xAEller.example"), std::string("info@müller..example"),
        std::string("info@mü@ller.example"), std::string("@müller.example"),
        std::string("info@ü\r\nBcc: x@example.org"), "info@" + std::string(2000, 'x') + "ü.example",
        std::string("müller.example")}) {
    const auto address = parse_mail_address(bad);
    ASSERT_FALSE(address) << bad << " was taken as " << address->to_string();
    EXPECT_EQ(address.faults().front().code, "EMAIL-001");
  }
}

TEST(MailAddress, AHostAloneIsReadAsWell) {
  EXPECT_EQ(with_ascii_host("müller.example"), "xn--mller-kva.example");
  EXPECT_EQ(with_ascii_host("example.org"), "example.org");
  EXPECT_EQ(with_ascii_host(""), "");
}

}  // namespace
}  // namespace enclosure::locales
