// Our client against servers that others wrote: Postfix, npm's smtp-server, Dovecot.

#include <gtest/gtest.h>

#include <algorithm>

#include "app/errors.h"
#include "app/mailbox/pop3_mailbox.h"
#include "app/smtp/smtp_transport.h"
#include "tests/mail_servers/server_programs.h"

namespace enclosure::app {
namespace {

using Kind = DispatchOutcome::Kind;

template <typename Server>
SmtpSettings settings_for(const Server& server) {
  SmtpSettings settings;
  settings.host = "localhost";
  settings.port = server.port();
  settings.security = SmtpSecurity::kStartTls;
  settings.username = test::kUser;
  settings.password = test::kPassword;
  settings.ca_file = server.ca_file();
  settings.timeout = std::chrono::seconds{60};
  settings.final_timeout = std::chrono::seconds{60};
  return settings;
}

Envelope to(const std::string& recipient) {
  return {*EmailAddress::parse("shop@seller.example"), *EmailAddress::parse(recipient)};
}

std::string mail(int number, const std::string& body = ".\r\n..\r\nHello\r\n") {
  return "Subject: x\r\nMessage-ID: <" + std::to_string(number) + "@seller.example>\r\n\r\n" + body;
}

/// How often a mail with `number` is among `mails`.
std::ptrdiff_t copies(const std::vector<std::string>& mails, int number) {
  const std::string id = "<" + std::to_string(number) + "@seller.example>";
  return std::count_if(mails.begin(), mails.end(),
                       [&](const std::string& one) { return one.find(id) != std::string::npos; });
}

TEST(Postfix, TakesManyMailsOverOneConnectionUnderTlsWithALogin) {
  if (const auto why = test::why_no_postfix(); !why.empty()) GTEST_SKIP() << why;
  test::Postfix server;
  SmtpTransport transport(settings_for(server));
  EXPECT_EQ(transport.probe().kind, Kind::kSent);
  for (int i = 0; i < 10; ++i)
    EXPECT_EQ(transport.send(to("jane@buyer.example"), "a", mail(i)).kind, Kind::kSent);

  const auto refused = transport.send(to("refused@buyer.example"), "a", mail(100));
  EXPECT_EQ(refused.kind, Kind::kRefused);
  EXPECT_NE(refused.detail.find("550 5.1.1 RCPT"), std::string::npos) << refused.detail;
  EXPECT_EQ(transport.send(to("later@buyer.example"), "a", mail(101)).kind, Kind::kRetryAt);
  const std::string large = mail(102, std::string(76, 'x') + "\r\n" + std::string(1'000'000, ' '));
  EXPECT_EQ(transport.send(to("jane@buyer.example"), "a", large).kind, Kind::kRefused);
  EXPECT_EQ(transport.send(to("jane@buyer.example"), "a", mail(10)).kind, Kind::kSent);
  EXPECT_EQ(transport
                .send(to("jane@buyer.example"), "a",
                      "Subject: \xC3\xA4\r\nMessage-ID: "
                      "<11@seller.example>\r\n\r\n\xC3\xA4\r\n")
                .kind,
            Kind::kSent);
  transport.rest();

  const auto mails = server.mails(12);
  EXPECT_EQ(mails.size(), 12U);
  for (int i = 0; i < 12; ++i) EXPECT_EQ(copies(mails, i), 1) << i;
  EXPECT_TRUE(std::any_of(mails.begin(), mails.end(), [](const std::string& one) {
    return one.ends_with("\n\n.\n..\nHello\n");
  }));
}

TEST(Postfix, IsNotTrustedWithoutItsCertificateOrUnderAnotherName) {
  if (const auto why = test::why_no_postfix(); !why.empty()) GTEST_SKIP() << why;
  test::Postfix server;
  SmtpSettings settings = settings_for(server);
  settings.ca_file.clear();
  EXPECT_THROW(SmtpTransport(settings).probe(), WorldError);
  settings = settings_for(server);
  settings.password = "wrong";
  EXPECT_THROW(SmtpTransport(settings).probe(), WorldError);
}

TEST(NodeSmtpServer, TakesMailsUnderTlsWithALogin) {
  if (const auto why = test::why_no_node_server(); !why.empty()) GTEST_SKIP() << why;
  test::NodeServer server;
  SmtpTransport transport(settings_for(server));
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(transport.send(to("jane@buyer.example"), "a", mail(i)).kind, Kind::kSent);
  EXPECT_EQ(transport.send(to("later@buyer.example"), "a", mail(50)).kind, Kind::kRetryAt);
  EXPECT_EQ(transport.send(to("jane@buyer.example"), "a", mail(5)).kind, Kind::kSent);
  transport.rest();
  const auto mails = server.mails();
  EXPECT_EQ(mails.size(), 6U);
  for (int i = 0; i < 6; ++i) EXPECT_EQ(copies(mails, i), 1) << i;
  EXPECT_TRUE(mails.front().ends_with("\r\n\r\n.\r\n..\r\nHello\r\n")) << mails.front();
  SmtpSettings wrong = settings_for(server);
  wrong.password = "wrong";
  EXPECT_THROW(SmtpTransport(wrong).probe(), WorldError);
}

TEST(Dovecot, GivesItsMailsOverPop3UnderTls) {
  if (const auto why = test::why_no_dovecot(); !why.empty()) GTEST_SKIP() << why;
  test::DovecotPop3 server(ENCLOSURE_SOURCE_DIR "/tests/messaging/bounce/mails");
  const std::size_t all = server.mails_left();
  EXPECT_GE(all, 30U);
  Pop3Settings settings;
  settings.host = "localhost";
  settings.port = server.port();
  settings.username = test::kUser;
  settings.password = test::kPassword;
  settings.ca_file = server.ca_file();
  std::vector<std::string> names;
  Pop3Mailbox mailbox(settings);
  mailbox.read([](const std::string&) { return true; },
               [&](const std::string& name, std::string_view mail) {
                 names.push_back(name);
                 EXPECT_NE(mail.find("\r\n\r\n"), std::string_view::npos);
                 return names.size() > 10;  // ten stay
               });
  EXPECT_EQ(names.size(), all);
  EXPECT_EQ(server.mails_left(), 10U);
  settings.password = "wrong";
  EXPECT_THROW(Pop3Mailbox(settings).read([](const std::string&) { return true; }, {}), WorldError);
}

}  // namespace
}  // namespace enclosure::app
