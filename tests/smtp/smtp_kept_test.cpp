// Many messages over one connection, commands in one write, and what only some servers offer.

#include <gtest/gtest.h>

#include <ostream>

#include "app/errors.h"
#include "app/smtp/smtp_transport.h"
#include "app/smtp/wire.h"
#include "tests/smtp/scripted_peer.h"

namespace enclosure::app {
namespace {

using namespace smtp::test;  // NOLINT(google-build-using-namespace): the script reads like one
using Kind = DispatchOutcome::Kind;
using Commands = std::vector<std::string>;

constexpr const char* kMessage = "Subject: x\r\n\r\nHello\r\n";

SmtpSettings to(const ScriptedPeer& peer) {
  SmtpSettings settings;
  settings.host = "127.0.0.1";
  settings.port = peer.port();
  settings.security = SmtpSecurity::kNone;
  settings.timeout = std::chrono::seconds(20);
  settings.final_timeout = std::chrono::seconds(20);
  return settings;
}

Envelope envelope() {
  return {*EmailAddress::parse("shop@seller.example"),
          *EmailAddress::parse("jane.roe@buyer.example")};
}

Script hello(const std::string& offers = "SIZE 10000000") {
  return {say("220 mx.example ready\r\n"),
          on("EHLO", "250-mx.example\r\n250-" + offers + "\r\n250 HELP\r\n")};
}

Script operator+(Script script, const Script& more) {
  script.insert(script.end(), more.begin(), more.end());
  return script;
}

/// One message, a reply for each command.
Script mail(const std::string& last = "250 2.0.0 taken\r\n") {
  return {on("MAIL", "250 ok\r\n"), on("RCPT", "250 ok\r\n"), on("DATA", "354 go\r\n"),
          message(last)};
}

/// One message whose commands came in one write: no reply before the last of them.
Script group(const std::string& replies, const Script& then) {
  return Script{on("MAIL", ""), on("RCPT", ""), on("DATA", replies)} + then;
}

DispatchOutcome hand(SmtpTransport& transport) {
  return transport.send(envelope(), "A-1-1", kMessage);
}

TEST(SmtpKept, CarriesManyMessagesOverOneConnection) {
  ScriptedPeer peer(hello() + mail() + mail() + mail());
  SmtpTransport transport(to(peer));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(hand(transport).kind, Kind::kSent);
  transport.rest();
  peer.wait();
  EXPECT_EQ(peer.surprise(), "");
  EXPECT_EQ(peer.connections(), 1);
  EXPECT_EQ(peer.commands().back(), "QUIT");
}

TEST(SmtpKept, GoesOnAfterARefusal) {
  ScriptedPeer peer(
      hello() +
      Script{on("MAIL", "250 ok\r\n"), on("RCPT", "550 5.1.1 no\r\n"), on("RSET", "250 ok\r\n")} +
      mail("552 5.3.4 too big\r\n") + mail());
  SmtpTransport transport(to(peer));
  EXPECT_EQ(hand(transport).kind, Kind::kRefused);
  EXPECT_EQ(hand(transport).kind, Kind::kRefused);
  EXPECT_EQ(hand(transport).kind, Kind::kSent);
  transport.rest();
  peer.wait();
  EXPECT_EQ(peer.surprise(), "");
  EXPECT_EQ(peer.connections(), 1);
}

/// How a server that has had enough leaves before the second message.
struct LeaveCase {
  const char* name;
  Script leave;
};
void PrintTo(const LeaveCase& c, std::ostream* out) {
  *out << c.name;
}

class SmtpLeave : public testing::TestWithParam<LeaveCase> {};

TEST_P(SmtpLeave, BringsTheMessageOverANewConnection) {
  ScriptedPeer peer(std::vector<Script>{hello() + mail() + GetParam().leave, hello() + mail()});
  SmtpTransport transport(to(peer));
  EXPECT_EQ(hand(transport).kind, Kind::kSent);
  EXPECT_EQ(hand(transport).kind, Kind::kSent);
  transport.rest();
  peer.wait();
  EXPECT_EQ(peer.connections(), 2);
}

INSTANTIATE_TEST_SUITE_P(
    Ways, SmtpLeave,
    testing::Values(LeaveCase{"Silently", {cut()}},
                    LeaveCase{"With421", {on("MAIL", "421 4.3.2 enough\r\n"), cut()}},
                    LeaveCase{"InTheEnvelope", {on("MAIL", "250 ok\r\n"), cut()}},
                    LeaveCase{"WithGarbage", {on("MAIL", "what?\r\n"), cut()}}),
    [](const auto& param) { return std::string(param.param.name); });

TEST(SmtpKept, AnAnswerThatNeverCameIsNotAskedForOverANewConnection) {
  ScriptedPeer peer(
      std::vector<Script>{hello() + mail() + mail("") + Script{cut()}, hello() + mail()});
  SmtpTransport transport(to(peer));
  EXPECT_EQ(hand(transport).kind, Kind::kSent);
  EXPECT_EQ(hand(transport).kind, Kind::kUnknown);
  peer.wait();
  EXPECT_EQ(peer.connections(), 1);
}

TEST(SmtpPipelining, SendsTheEnvelopeInOneWrite) {
  ScriptedPeer peer(hello("PIPELINING") +
                    group("250 ok\r\n250 ok\r\n354 go\r\n", {message("250 taken\r\n")}) +
                    group("250 ok\r\n250 ok\r\n354 go\r\n", {message("250 taken\r\n")}));
  SmtpTransport transport(to(peer));
  EXPECT_EQ(hand(transport).kind, Kind::kSent);
  EXPECT_EQ(hand(transport).kind, Kind::kSent);
  transport.rest();
  peer.wait();
  EXPECT_EQ(peer.surprise(), "");
}

/// What a server says to the three commands, and what follows.
struct GroupCase {
  const char* name;
  std::string replies;
  Script then;
  Kind kind;
  const char* detail;
};
void PrintTo(const GroupCase& c, std::ostream* out) {
  *out << c.name;
}

class SmtpGroup : public testing::TestWithParam<GroupCase> {};

TEST_P(SmtpGroup, EndsAsItsFirstRefusalSays) {
  ScriptedPeer peer(hello("PIPELINING") + group(GetParam().replies, GetParam().then));
  SmtpTransport transport(to(peer));
  const auto outcome = hand(transport);
  transport.rest();
  peer.wait();
  EXPECT_EQ(outcome.kind, GetParam().kind);
  EXPECT_NE(outcome.detail.find(GetParam().detail), std::string::npos) << outcome.detail;
  EXPECT_EQ(peer.surprise(), "");
}

INSTANTIATE_TEST_SUITE_P(
    Replies, SmtpGroup,
    testing::Values(
        GroupCase{"NoRecipient",
                  "250 ok\r\n550 5.1.1 no\r\n554 none\r\n",
                  {on("RSET", "250 ok\r\n")},
                  Kind::kRefused,
                  "550 5.1.1 RCPT"},
        GroupCase{"NoRecipientButGoOn",
                  "250 ok\r\n550 5.1.1 no\r\n354 go\r\n",
                  {on(".", "554 no recipient\r\n")},
                  Kind::kRefused,
                  "550 5.1.1 RCPT"},
        GroupCase{"Later",
                  "250 ok\r\n451 4.7.1 grey\r\n503 no\r\n",
                  {on("RSET", "250 ok\r\n")},
                  Kind::kRetryAt,
                  "451 4.7.1 RCPT"},
        GroupCase{"Closing", "421 4.3.2 closing\r\n", {cut()}, Kind::kNoWay, "421 4.3.2 MAIL"},
        GroupCase{"Cut", "250 ok\r\n", {cut()}, Kind::kNoWay, "closed"}),
    [](const auto& param) { return std::string(param.param.name); });

TEST(SmtpPipelining, ARefusedSenderIsTheSellersToSettle) {
  ScriptedPeer peer(hello("PIPELINING") +
                    group("553 5.7.1 not owned by user\r\n503 what?\r\n503 what?\r\n", {}));
  SmtpTransport transport(to(peer));
  EXPECT_THROW(hand(transport), WorldError);
  peer.wait();
  EXPECT_EQ(peer.surprise(), "");
}

TEST(SmtpEightBit, SaysSoWhereTheServerOffersIt) {
  ScriptedPeer peer(hello("8BITMIME") + mail());
  SmtpTransport transport(to(peer));
  EXPECT_EQ(transport.send(envelope(), "a", "A: b\r\n\r\n\xC3\xA4\r\n").kind, Kind::kSent);
  transport.rest();
  peer.wait();
  EXPECT_EQ(peer.commands().at(1), "MAIL FROM:<shop@seller.example> BODY=8BITMIME");
}

TEST(SmtpEightBit, IsRefusedWhereItDoesNot) {
  ScriptedPeer peer(hello() + mail());
  SmtpTransport transport(to(peer));
  const auto outcome = transport.send(envelope(), "a", "A: b\r\n\r\n\xC3\xA4\r\n");
  EXPECT_EQ(outcome.kind, Kind::kRefused);
  EXPECT_NE(outcome.detail.find("8BITMIME"), std::string::npos);
  EXPECT_EQ(hand(transport).kind, Kind::kSent);  // the connection is as good as before
  transport.rest();
  peer.wait();
  EXPECT_EQ(peer.connections(), 1);
}

TEST(SmtpUtf8, SaysSoWhereTheServerOffersIt) {
  ScriptedPeer peer(hello("8BITMIME\r\n250-SMTPUTF8") + mail());
  SmtpTransport transport(to(peer));
  EXPECT_EQ(transport.send(envelope(), "a", "To: \xC3\xA4\r\n\r\nx\r\n").kind, Kind::kSent);
  transport.rest();
  peer.wait();
  EXPECT_EQ(peer.commands().at(1), "MAIL FROM:<shop@seller.example> BODY=8BITMIME SMTPUTF8");
}

TEST(SmtpUtf8, IsRefusedWhereItDoesNot) {
  ScriptedPeer peer(hello("8BITMIME"));
  SmtpTransport transport(to(peer));
  const auto outcome = transport.send(envelope(), "a", "To: \xC3\xA4\r\n\r\nx\r\n");
  transport.rest();
  EXPECT_EQ(outcome.kind, Kind::kRefused);
  EXPECT_NE(outcome.detail.find("SMTPUTF8"), std::string::npos);
}

SmtpSettings with_token(const ScriptedPeer& peer, int& asked) {
  SmtpSettings settings = to(peer);
  settings.username = "shop@seller.example";
  settings.token = [&asked] { return "token-" + std::to_string(++asked); };
  settings.allow_login_in_clear = true;
  return settings;
}

TEST(SmtpToken, IsAskedForAtEveryLogin) {
  const auto login = [](int n) {
    return on("AUTH XOAUTH2 " +
                  smtp::xoauth2_response("shop@seller.example", "token-" + std::to_string(n)),
              "235 ok\r\n");
  };
  ScriptedPeer peer(std::vector<Script>{hello("AUTH PLAIN XOAUTH2") + Script{login(1)} + mail(),
                                        hello("AUTH XOAUTH2") + Script{login(2)} + mail()});
  int asked = 0;
  SmtpTransport transport(with_token(peer, asked));
  EXPECT_EQ(hand(transport).kind, Kind::kSent);
  transport.rest();
  EXPECT_EQ(hand(transport).kind, Kind::kSent);
  transport.rest();
  peer.wait();
  EXPECT_EQ(peer.surprise(), "");
  EXPECT_EQ(asked, 2);
}

TEST(SmtpToken, ThatHasRunOutIsTheSellersToRenew) {
  ScriptedPeer peer(
      hello("AUTH XOAUTH2") +
      Script{on("AUTH XOAUTH2", "334 eyJzdGF0dXMiOiI0MDEifQ==\r\n"), on("", "535 5.7.8 no\r\n")});
  int asked = 0;
  SmtpTransport transport(with_token(peer, asked));
  try {
    hand(transport);
    FAIL() << "accepted";
  } catch (const WorldError& error) {
    EXPECT_NE(std::string(error.what()).find("535 5.7.8 AUTH"), std::string::npos) << error.what();
    EXPECT_NE(error.hint().find("token"), std::string::npos);
  }
  peer.wait();
  EXPECT_EQ(peer.surprise(), "");
}

TEST(SmtpToken, NeedsAServerThatTakesOne) {
  ScriptedPeer peer(hello("AUTH PLAIN LOGIN"));
  int asked = 0;
  SmtpTransport transport(with_token(peer, asked));
  EXPECT_THROW(hand(transport), WorldError);
  EXPECT_EQ(asked, 0);
}

}  // namespace
}  // namespace enclosure::app
