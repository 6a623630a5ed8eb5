// Mails that go to the seller instead of the buyer.

#include "app/smtp/shadow_transport.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace enclosure::app {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kMail =
    "From: Shop <shop@seller.example>\r\n"
    "TO: =?UTF-8?Q?=C5=81ucja?=\r\n <lucja@buyer.example>\r\n"
    "List-Unsubscribe:\r\n <https://shop.example/u/token>\r\n"
    "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
    "Subject: To: all\r\n"
    "\r\n"
    "To: this is the text\r\nList-Unsubscribe: no\r\n";

const EmailAddress kSeller = *EmailAddress::parse("me@seller.example");

struct Recorder : MailTransport {
  explicit Recorder(std::vector<std::string>& to) : seen(to) {}
  DispatchOutcome send(const Envelope& envelope, std::string_view,
                       std::string_view message) override {
    seen = {envelope.forward_path.to_string(), std::string(message)};
    return {DispatchOutcome::Kind::kSent, ""};
  }
  [[nodiscard]] bool is_idempotent() const override { return true; }
  std::vector<std::string>& seen;
};

TEST(Shadow, ToAnAddressNamesTheSellerAlone) {
  EXPECT_EQ(redirected(kMail, kSeller),
            "From: Shop <shop@seller.example>\r\n"
            "To: <me@seller.example>\r\n"
            "X-Shadow-Of: =?UTF-8?Q?=C5=81ucja?=\r\n <lucja@buyer.example>\r\n"
            "Subject: To: all\r\n"
            "\r\n"
            "To: this is the text\r\nList-Unsubscribe: no\r\n");
}

TEST(Shadow, EnvelopeAndHeaderGoToTheSellerAndAFolderGetsTheBytes) {
  std::vector<std::string> seen;
  const Envelope envelope{*EmailAddress::parse("shop@seller.example"),
                          *EmailAddress::parse("lucja@buyer.example")};
  ShadowTransport to_address(std::make_unique<Recorder>(seen), kSeller);
  EXPECT_EQ(to_address.send(envelope, "A-1-1", kMail).kind, DispatchOutcome::Kind::kShadow);
  EXPECT_EQ(seen[0], "me@seller.example");
  EXPECT_THAT(seen[1], HasSubstr("\r\nTo: <me@seller.example>\r\n"));
  ShadowTransport to_folder(std::make_unique<Recorder>(seen), EmailAddress{});
  (void)to_folder.send(envelope, "A-1-1", kMail);
  EXPECT_EQ(seen[1], kMail);
  EXPECT_FALSE(to_folder.is_idempotent());
}

}  // namespace
}  // namespace enclosure::app
