#include "app/smtp/smtp_transport.h"

#include <gtest/gtest.h>

#include <ostream>

#include "app/errors.h"
#include "tests/smtp/scripted_peer.h"

namespace enclosure::app {
namespace {

using namespace smtp::test;  // NOLINT(google-build-using-namespace): the script reads like one
using Kind = DispatchOutcome::Kind;

constexpr const char* kMessage = "Subject: x\r\n\r\nHello\r\n";

SmtpSettings to(const ScriptedPeer& peer) {
  SmtpSettings settings;
  settings.host = "127.0.0.1";
  settings.port = peer.port();
  settings.security = SmtpSecurity::kNone;
  settings.timeout = std::chrono::seconds(60);
  settings.final_timeout = std::chrono::seconds(60);
  return settings;
}

Envelope envelope() {
  return {*EmailAddress::parse("shop@seller.example"),
          *EmailAddress::parse("jane.roe@buyer.example")};
}

/// What became of `message` at `peer`.
DispatchOutcome send(ScriptedPeer& peer, const std::string& message = kMessage) {
  SmtpTransport transport(to(peer));
  const auto outcome = transport.send(envelope(), "A-1.stage-1", message);
  transport.rest();
  peer.wait();
  return outcome;
}

/// A script in which all goes well.
Script good() {
  return {say("220 mx.example ready\r\n"),
          on("EHLO", "250-mx.example\r\n250-SIZE 10000000\r\n250 8BITMIME\r\n"),
          on("MAIL", "250 2.1.0 Ok\r\n"),
          on("RCPT", "250 2.1.5 Ok\r\n"),
          on("DATA", "354 go on\r\n"),
          message("250 2.0.0 Ok: queued as 1A2B\r\n")};
}

TEST(Smtp, HandsAMessageOver) {
  ScriptedPeer peer(good());
  const auto outcome = send(peer);
  EXPECT_EQ(outcome.kind, Kind::kSent);
  EXPECT_EQ(outcome.detail, "250 2.0.0 message: Ok: queued as 1A2B");
  EXPECT_EQ(peer.surprise(), "");
  const std::vector<std::string> commands = {"EHLO [127.0.0.1]",
                                             "MAIL FROM:<shop@seller.example> SIZE=21",
                                             "RCPT TO:<jane.roe@buyer.example>", "DATA", "QUIT"};
  EXPECT_EQ(peer.commands(), commands);
  EXPECT_EQ(peer.message_bytes(), "Subject: x\r\n\r\nHello\r\n.\r\n");
}

TEST(Smtp, IsNotSentTwiceByItself) {
  ScriptedPeer peer(good());
  EXPECT_FALSE(SmtpTransport(to(peer)).is_idempotent());
}

TEST(Smtp, KeepsDotsAndLongLinesAsTheyAre) {
  ScriptedPeer peer(good());
  const std::string long_line(998, '.');
  EXPECT_EQ(send(peer, "A: b\r\n\r\n.\r\n..two\r\n" + long_line + "\r\n.").kind, Kind::kSent);
  EXPECT_EQ(peer.message_bytes(), "A: b\r\n\r\n..\r\n...two\r\n." + long_line + "\r\n..\r\n.\r\n");
}

TEST(Smtp, CarriesALargeMessage) {
  ScriptedPeer peer(good());
  std::string large = "A: b\r\n\r\n";
  while (large.size() < 3'000'000) large += std::string(76, 'x') + "\r\n";
  EXPECT_EQ(send(peer, large).kind, Kind::kSent);
  EXPECT_EQ(peer.message_bytes().size(), large.size() + 3);
}

TEST(Smtp, SendsFromNobodyWithTheNullPath) {
  ScriptedPeer peer(good());
  const Envelope bounce{EmailAddress{}, *EmailAddress::parse("jane.roe@buyer.example")};
  EXPECT_EQ(SmtpTransport(to(peer)).send(bounce, "a", kMessage).kind, Kind::kSent);
  peer.wait();
  EXPECT_EQ(peer.commands().at(1), "MAIL FROM:<> SIZE=21");
}

/// One step of the good script gets another reply, and the story ends there.
struct ReplyCase {
  const char* name;
  std::size_t step;
  const char* reply;  ///< nullptr: the connection is cut instead
  Kind kind;
  const char* detail;
};
void PrintTo(const ReplyCase& c, std::ostream* out) {
  *out << c.name;
}

class SmtpReply : public testing::TestWithParam<ReplyCase> {};

TEST_P(SmtpReply, DecidesWhatBecomesOfTheMessage) {
  Script script = good();
  script.resize(GetParam().step + 1);
  script.back().reply = GetParam().reply == nullptr ? "" : GetParam().reply;
  if (GetParam().reply == nullptr) script.push_back(cut());
  ScriptedPeer peer(script);

  const auto outcome = send(peer);

  EXPECT_EQ(outcome.kind, GetParam().kind);
  EXPECT_NE(outcome.detail.find(GetParam().detail), std::string::npos) << outcome.detail;
  EXPECT_EQ(outcome.detail.find("jane"), std::string::npos) << outcome.detail;
  EXPECT_EQ(peer.surprise(), "");
}

constexpr std::size_t kGreeting = 0, kEhlo = 1, kMail = 2, kRcpt = 3, kData = 4, kBody = 5;

INSTANTIATE_TEST_SUITE_P(
    Steps, SmtpReply,
    testing::Values(
        ReplyCase{"Greeting421", kGreeting, "421 4.3.2 closing\r\n", Kind::kNoWay,
                  "421 4.3.2 gree"},
        ReplyCase{"Greeting450", kGreeting, "450 busy\r\n", Kind::kNoWay, "450 greeting: busy"},
        ReplyCase{"GreetingCut", kGreeting, nullptr, Kind::kNoWay, "closed"},
        ReplyCase{"GreetingGarbage", kGreeting, "HTTP/1.1 400\r\n", Kind::kNoWay, "no SMTP reply"},
        ReplyCase{"Ehlo421", kEhlo, "421 closing\r\n", Kind::kNoWay, "421 EHLO"},
        ReplyCase{"Ehlo450", kEhlo, "450 busy\r\n", Kind::kNoWay, "450 EHLO"},
        ReplyCase{"EhloCut", kEhlo, nullptr, Kind::kNoWay, "closed"},
        ReplyCase{"Mail421", kMail, "421 4.7.0 slow down\r\n", Kind::kNoWay, "421 4.7.0 MAIL"},
        ReplyCase{"Mail450", kMail, "450 no\r\n", Kind::kRetryAt, "450 MAIL"},
        ReplyCase{"Mail5523", kMail, "550 5.2.3 too long\r\n", Kind::kRefused, "550 5.2.3 MAIL"},
        ReplyCase{"Mail567", kMail, "550 5.6.7 ASCII only\r\n", Kind::kRefused, "550 5.6.7 MAIL"},
        ReplyCase{"Mail552", kMail, "552 5.3.4 too big\r\n", Kind::kRefused, "552 5.3.4 MAIL"},
        ReplyCase{"MailCut", kMail, nullptr, Kind::kNoWay, "closed"},
        ReplyCase{"Rcpt421", kRcpt, "421 no\r\n", Kind::kNoWay, "421 RCPT"},
        ReplyCase{"Rcpt450", kRcpt, "450 4.2.1 <jane.roe@buyer.example> later\r\n", Kind::kRetryAt,
                  "450 4.2.1 RCPT: later"},
        ReplyCase{"Rcpt550", kRcpt, "550 5.1.1 <jane.roe@buyer.example>: unknown\r\n",
                  Kind::kRefused, "550 5.1.1 RCPT: unknown"},
        ReplyCase{"Rcpt552", kRcpt, "552 full\r\n", Kind::kRefused, "552 RCPT"},
        ReplyCase{"RcptCut", kRcpt, nullptr, Kind::kNoWay, "closed"},
        ReplyCase{"Data421", kData, "421 no\r\n", Kind::kNoWay, "421 DATA"},
        ReplyCase{"Data450", kData, "450 no\r\n", Kind::kRetryAt, "450 DATA"},
        ReplyCase{"Data550", kData, "550 no\r\n", Kind::kRefused, "550 DATA"},
        ReplyCase{"Data552", kData, "552 no\r\n", Kind::kRefused, "552 DATA"},
        ReplyCase{"Data250", kData, "250 what?\r\n", Kind::kRetryAt, "250 DATA"},
        ReplyCase{"DataCut", kData, nullptr, Kind::kNoWay, "closed"},
        ReplyCase{"Message421", kBody, "421 no\r\n", Kind::kNoWay, "421 message"},
        ReplyCase{"Message450", kBody, "450 4.3.0 later\r\n", Kind::kRetryAt, "450 4.3.0 message"},
        ReplyCase{"Message550", kBody, "550 5.7.1 spam\r\n", Kind::kRefused, "550 5.7.1 message"},
        ReplyCase{"Message552", kBody, "552 full\r\n", Kind::kRefused, "552 message"},
        ReplyCase{"Message354", kBody, "354 more?\r\n", Kind::kUnknown, "354 message"},
        ReplyCase{"MessageGarbage", kBody, "ok\r\n", Kind::kUnknown, "no answer to the message"},
        ReplyCase{"MessageCut", kBody, nullptr, Kind::kUnknown, "no answer to the message"}),
    [](const auto& param) { return std::string(param.param.name); });

TEST(Smtp, ACutBeforeTheEndOfTheMessageIsTriedAgain) {
  Script script = good();
  script[kEhlo].reply = "250 mx.example\r\n";
  script.back() = cut();  // right after 354; the message is larger than the buffers between us
  ScriptedPeer peer(script);
  std::string large = "A: b\r\n\r\n";
  while (large.size() < 30'000'000) large += std::string(76, 'x') + "\r\n";
  EXPECT_EQ(send(peer, large).kind, Kind::kRetryAt);
  EXPECT_EQ(peer.commands().back(), "DATA");
}

TEST(Smtp, ACutInAReplyOfSeveralLinesEnds) {
  Script script = good();
  script[1].reply = "250-mx.example\r\n250-SIZE";
  script[2] = cut();
  ScriptedPeer peer(script);
  EXPECT_EQ(send(peer).kind, Kind::kNoWay);
}

TEST(Smtp, SilenceEnds) {
  Script script = good();
  script[3] = hang();
  ScriptedPeer peer(script);
  SmtpSettings settings = to(peer);
  settings.timeout = std::chrono::seconds(1);
  const auto outcome = SmtpTransport(settings).send(envelope(), "a", kMessage);
  EXPECT_EQ(outcome.kind, Kind::kNoWay);
  EXPECT_EQ(outcome.detail, "no answer in time");
}

TEST(Smtp, SilenceAfterTheMessageIsUnknown) {
  Script script = good();
  script[5] = hang();
  ScriptedPeer peer(script);
  SmtpSettings settings = to(peer);
  settings.final_timeout = std::chrono::seconds(1);
  EXPECT_EQ(SmtpTransport(settings).send(envelope(), "a", kMessage).kind, Kind::kUnknown);
}

TEST(Smtp, AServerThatIsNotThereIsTriedAgain) {
  SmtpSettings settings;
  {
    ScriptedPeer peer(good());
    settings = to(peer);
  }
  const auto outcome = SmtpTransport(settings).send(envelope(), "a", kMessage);
  EXPECT_EQ(outcome.kind, Kind::kNoWay);
  EXPECT_NE(outcome.detail.find("refused"), std::string::npos) << outcome.detail;
}

TEST(Smtp, ARefusedRecipientIsToldInFullForThoseWhoClassIt) {
  Script script = good();
  script[kRcpt].reply = "550 5.1.1 <jane.roe@buyer.example>: user unknown\r\n";
  script.resize(kRcpt + 1);
  ScriptedPeer peer(script);
  EXPECT_EQ(send(peer).recipient_refusal, "550 5.1.1 <jane.roe@buyer.example>: user unknown");
}

TEST(Smtp, ARefusedMessageIsNoRefusalOfTheRecipient) {
  Script script = good();
  script[kBody].reply = "550 5.7.1 spam\r\n";
  ScriptedPeer peer(script);
  EXPECT_EQ(send(peer).recipient_refusal, "");
}

TEST(Smtp, FallsBackToHelo) {
  Script script = good();
  script[1].reply = "502 what?\r\n";
  script.insert(script.begin() + 2, on("HELO [127.0.0.1]", "250 mx.example\r\n"));
  ScriptedPeer peer(script);
  EXPECT_EQ(send(peer).kind, Kind::kSent);
  EXPECT_EQ(peer.commands().at(2), "MAIL FROM:<shop@seller.example>");
}

TEST(Smtp, RefusesWhatTheServerSaysIsTooLarge) {
  Script script = good();
  script[1].reply = "250-mx.example\r\n250 SIZE 20\r\n";
  ScriptedPeer peer(script);
  const auto outcome = send(peer);
  EXPECT_EQ(outcome.kind, Kind::kRefused);
  EXPECT_EQ(outcome.detail, "the message has 21 bytes, the server takes 20");
  EXPECT_EQ(peer.commands().back(), "QUIT");
}

TEST(Smtp, RefusesAMessageThatSmtpCannotCarry) {
  ScriptedPeer peer(good());
  SmtpTransport transport(to(peer));
  EXPECT_EQ(transport.send(envelope(), "a", "a\r\n.\n\r\nMAIL FROM:<x>").kind, Kind::kRefused);
  EXPECT_EQ(transport.send({envelope().reverse_path, EmailAddress{}}, "a", kMessage).kind,
            Kind::kRefused);
  peer.wait();
  EXPECT_TRUE(peer.commands().empty());
}

/// A reply that concerns the account: every message would fare the same.
struct AccountCase {
  const char* name;
  Script script;
  const char* what;
};
void PrintTo(const AccountCase& c, std::ostream* out) {
  *out << c.name;
}

class SmtpAccount : public testing::TestWithParam<AccountCase> {};

TEST_P(SmtpAccount, IsTheSellersToSettle) {
  ScriptedPeer peer(GetParam().script);
  try {
    const auto outcome = send(peer);
    FAIL() << outcome.detail;
  } catch (const WorldError& error) {
    EXPECT_EQ(error.exit_code(), kExitUnavailable);
    EXPECT_NE(std::string(error.what()).find(GetParam().what), std::string::npos) << error.what();
    EXPECT_NE(error.hint(), "");
  }
  peer.wait();
  EXPECT_EQ(peer.surprise(), "");
}

INSTANTIATE_TEST_SUITE_P(
    Replies, SmtpAccount,
    testing::Values(
        AccountCase{"Greeting550", {say("550 no\r\n")}, "550 greeting"},
        AccountCase{"Greeting552", {say("552 no\r\n")}, "552 greeting"},
        AccountCase{"Greeting554", {say("554 5.7.1 no service\r\n")}, "554 5.7.1 greeting"},
        AccountCase{"Greeting250", {say("250 hello\r\n")}, "250 greeting"},
        AccountCase{"Ehlo550",
                    {say("220 hi\r\n"), on("EHLO", "550 no\r\n"), on("HELO", "550 no\r\n")},
                    "550 EHLO"},
        AccountCase{"Mail553",
                    {say("220 hi\r\n"), on("EHLO", "250 mx\r\n"),
                     on("MAIL", "553 5.7.1 sender address rejected: not owned by user\r\n")},
                    "mail.from.address: 553 5.7.1 MAIL"},
        AccountCase{"Rcpt553",
                    {say("220 hi\r\n"), on("EHLO", "250 mx\r\n"), on("MAIL", "250 ok\r\n"),
                     on("RCPT",
                        "553 5.7.1 <shop@seller.example>: Sender address rejected: not "
                        "owned by user\r\n")},
                    "mail.from.address: 553 5.7.1 RCPT"},
        AccountCase{"Mail550",
                    {say("220 hi\r\n"), on("EHLO", "250 mx\r\n"), on("MAIL", "550 no\r\n")},
                    "mail.from.address: 550 MAIL"},
        AccountCase{"Mail530",
                    {say("220 hi\r\n"), on("EHLO", "250 mx\r\n"),
                     on("MAIL", "530 5.7.0 authentication required\r\n")},
                    "530 5.7.0 MAIL"}),
    [](const auto& param) { return std::string(param.param.name); });

TEST(Smtp, NeedsNoTlsOnThisMachineAlone) {
  SmtpSettings settings;
  settings.host = "192.0.2.1";  // TEST-NET-1: nobody is there, and nobody is asked
  settings.security = SmtpSecurity::kNone;
  const auto outcome = SmtpTransport(settings).send(envelope(), "a", kMessage);
  EXPECT_EQ(outcome.kind, Kind::kNoWay);
  EXPECT_EQ(outcome.detail, "without TLS only this machine is reached");
}

struct SettingsCase {
  const char* name;
  SmtpSettings settings;
};
void PrintTo(const SettingsCase& c, std::ostream* out) {
  *out << c.name;
}

class SmtpSettingsThat : public testing::TestWithParam<SettingsCase> {};

TEST_P(SmtpSettingsThat, CanNeverWorkAreSaidSo) {
  try {
    const SmtpTransport transport(GetParam().settings);
    FAIL() << "accepted";
  } catch (const WorldError& error) {
    EXPECT_EQ(error.exit_code(), kExitConfiguration);
  }
}

SmtpSettings with(void (*change)(SmtpSettings&)) {
  SmtpSettings settings;
  settings.host = "mail.example";
  change(settings);
  return settings;
}

INSTANTIATE_TEST_SUITE_P(
    Settings, SmtpSettingsThat,
    testing::Values(
        SettingsCase{"NoHost", with([](SmtpSettings& s) { s.host = ""; })},
        SettingsCase{"BlankInHost", with([](SmtpSettings& s) { s.host = "a b"; })},
        SettingsCase{"NoPort", with([](SmtpSettings& s) { s.port = 0; })},
        SettingsCase{"PortTooHigh", with([](SmtpSettings& s) { s.port = 65536; })},
        SettingsCase{"HeloInjects", with([](SmtpSettings& s) { s.helo_name = "a\r\nMAIL"; })},
        SettingsCase{"TokenOfNobody", with([](SmtpSettings& s) { s.token = [] { return ""; }; })},
        SettingsCase{"NulInName", with([](SmtpSettings& s) { s.username = std::string(1, '\0'); })},
        SettingsCase{"NoSuchCaFile", with([](SmtpSettings& s) { s.ca_file = "/nowhere.pem"; })},
        SettingsCase{"LoginInClear", with([](SmtpSettings& s) {
                       s.security = SmtpSecurity::kNone;
                       s.username = "u";
                     })}),
    [](const auto& param) { return std::string(param.param.name); });

TEST(SmtpSecurity, IsReadByName) {
  EXPECT_EQ(*parse_smtp_security("starttls"), SmtpSecurity::kStartTls);
  EXPECT_EQ(*parse_smtp_security("tls"), SmtpSecurity::kTls);
  EXPECT_EQ(*parse_smtp_security("none"), SmtpSecurity::kNone);
  EXPECT_EQ(parse_smtp_security("ssl").faults().front().code, "SMTP-001");
}

TEST(Smtp, ProbeSendsNothing) {
  ScriptedPeer peer({say("220 hi\r\n"), on("EHLO", "250 mx\r\n")});
  EXPECT_EQ(SmtpTransport(to(peer)).probe().kind, Kind::kSent);
  peer.wait();
  const std::vector<std::string> commands = {"EHLO [127.0.0.1]", "QUIT"};
  EXPECT_EQ(peer.commands(), commands);
}

}  // namespace
}  // namespace enclosure::app
