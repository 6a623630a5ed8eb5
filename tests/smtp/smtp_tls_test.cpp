// TLS and login: what may never travel in the clear, and whom we believe.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <stdexcept>

#include "app/errors.h"
#include "app/smtp/connection.h"
#include "app/smtp/smtp_transport.h"
#include "app/smtp/wire.h"
#include "tests/smtp/scripted_peer.h"

namespace enclosure::app {
namespace {

using namespace smtp::test;  // NOLINT(google-build-using-namespace): the script reads like one
using Kind = DispatchOutcome::Kind;

constexpr const char* kMessage = "Subject: x\r\n\r\nHello\r\n";

class SmtpTls : public testing::Test {
 protected:
  SmtpTls() {
    std::string name = testing::TempDir() + "smtp-tls-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = name;
    settings_.host = "localhost";
    settings_.timeout = std::chrono::seconds(10);
    settings_.final_timeout = std::chrono::seconds(10);
  }
  ~SmtpTls() override { std::filesystem::remove_all(folder_); }

  /// From now on `identity` is believed.
  void trust(const TlsIdentity& identity) {
    settings_.ca_file = (folder_ / "ca.pem").string();
    std::ofstream(settings_.ca_file) << identity.certificate_pem();
  }

  DispatchOutcome send_to(ScriptedPeer& peer) {
    settings_.port = peer.port();
    const Envelope envelope{*EmailAddress::parse("shop@seller.example"),
                            *EmailAddress::parse("jane.roe@buyer.example")};
    const auto outcome = SmtpTransport(settings_).send(envelope, "a", kMessage);
    peer.wait();
    EXPECT_EQ(peer.surprise(), "");
    return outcome;
  }

  /// What the seller is told; empty when nothing was thrown.
  std::string complaint_about(ScriptedPeer& peer) {
    try {
      send_to(peer);
    } catch (const WorldError& error) {
      peer.wait();
      return error.what();
    }
    return "";
  }

  static Script starttls(std::string capabilities, Script then) {
    Script script = {say("220 mx.example\r\n"),
                     on("EHLO", "250-mx.example\r\n250-AUTH PLAIN LOGIN\r\n250 STARTTLS\r\n"),
                     on("STARTTLS", "220 go\r\n"), shake_hands(),
                     on("EHLO", "250-mx.example\r\n250 " + std::move(capabilities) + "\r\n")};
    script.insert(script.end(), then.begin(), then.end());
    return script;
  }

  static Script transaction() {
    return {on("MAIL", "250 ok\r\n"), on("RCPT", "250 ok\r\n"), on("DATA", "354 go\r\n"),
            message("250 2.0.0 taken\r\n")};
  }

  static Script login_then_transaction(const Script& login) {
    Script script = login;
    const Script rest = transaction();
    script.insert(script.end(), rest.begin(), rest.end());
    return script;
  }

  std::filesystem::path folder_;
  SmtpSettings settings_;
};

TEST_F(SmtpTls, StartsTlsAndSpeaksUnderIt) {
  const TlsIdentity identity("DNS:localhost");
  trust(identity);
  ScriptedPeer peer(starttls("SIZE 1000", transaction()), &identity);

  EXPECT_EQ(send_to(peer).kind, Kind::kSent);

  const std::vector<std::string> commands = {"EHLO [127.0.0.1]",
                                             "STARTTLS",
                                             "(tls) EHLO [127.0.0.1]",
                                             "(tls) MAIL FROM:<shop@seller.example> SIZE=21",
                                             "(tls) RCPT TO:<jane.roe@buyer.example>",
                                             "(tls) DATA",
                                             "(tls) QUIT"};
  EXPECT_EQ(peer.commands(), commands);
}

TEST_F(SmtpTls, TlsFromTheFirstByte) {
  const TlsIdentity identity("DNS:localhost");
  trust(identity);
  settings_.security = SmtpSecurity::kTls;
  Script script = {shake_hands(), say("220 mx\r\n"), on("EHLO", "250 mx\r\n")};
  for (const Step& step : transaction()) script.push_back(step);
  ScriptedPeer peer(script, &identity);
  EXPECT_EQ(send_to(peer).kind, Kind::kSent);
  EXPECT_EQ(peer.commands().front(), "(tls) EHLO [127.0.0.1]");
}

TEST_F(SmtpTls, WithoutStartTlsNothingIsSent) {
  settings_.username = "user";
  settings_.password = "secret";
  ScriptedPeer peer({say("220 mx\r\n"), on("EHLO", "250-mx\r\n250 AUTH PLAIN\r\n")});
  EXPECT_NE(complaint_about(peer).find("STARTTLS is not offered"), std::string::npos);
  EXPECT_EQ(peer.commands().size(), 1U) << "said more than EHLO";
}

TEST_F(SmtpTls, StartTlsThatIsRefusedEndsThere) {
  ScriptedPeer peer({say("220 mx\r\n"), on("EHLO", "250-mx\r\n250 STARTTLS\r\n"),
                     on("STARTTLS", "502 5.5.1 not now\r\n")});
  EXPECT_NE(complaint_about(peer).find("502 5.5.1 STARTTLS"), std::string::npos);
  EXPECT_EQ(peer.commands().size(), 2U);
}

TEST_F(SmtpTls, StartTlsThatIsBusyIsTriedAgain) {
  ScriptedPeer peer({say("220 mx\r\n"), on("EHLO", "250-mx\r\n250 STARTTLS\r\n"),
                     on("STARTTLS", "454 4.7.0 busy\r\n")});
  EXPECT_EQ(send_to(peer).kind, Kind::kNoWay);
}

TEST_F(SmtpTls, BytesBetweenStartTlsAndTheHandshakeAreNotBelieved) {
  const TlsIdentity identity("DNS:localhost");
  trust(identity);
  ScriptedPeer peer({say("220 mx\r\n"), on("EHLO", "250-mx\r\n250 STARTTLS\r\n"),
                     on("STARTTLS", "220 go\r\n250-evil\r\n250 AUTH PLAIN\r\n"), hang()},
                    &identity);
  const auto outcome = send_to(peer);
  EXPECT_EQ(outcome.kind, Kind::kNoWay);
  EXPECT_EQ(outcome.detail, "bytes in the clear after STARTTLS");
}

TEST_F(SmtpTls, ACutHandshakeIsTriedAgain) {
  ScriptedPeer peer({say("220 mx\r\n"), on("EHLO", "250-mx\r\n250 STARTTLS\r\n"),
                     on("STARTTLS", "220 go\r\n"), cut()});
  EXPECT_EQ(send_to(peer).kind, Kind::kNoWay);
}

TEST_F(SmtpTls, ASilentHandshakeIsTriedAgain) {
  settings_.timeout = std::chrono::seconds(1);
  ScriptedPeer peer({say("220 mx\r\n"), on("EHLO", "250-mx\r\n250 STARTTLS\r\n"),
                     on("STARTTLS", "220 go\r\n"), hang()});
  EXPECT_EQ(send_to(peer).kind, Kind::kNoWay);
}

TEST_F(SmtpTls, AnUnknownAuthorityIsRefused) {
  const TlsIdentity identity("DNS:localhost");
  ScriptedPeer peer(starttls("SIZE", transaction()), &identity);
  EXPECT_NE(complaint_about(peer).find("self-signed"), std::string::npos);
  EXPECT_EQ(peer.commands().size(), 2U);
}

TEST_F(SmtpTls, ACertificateForAnotherHostIsRefused) {
  const TlsIdentity identity("DNS:other.example");
  trust(identity);
  ScriptedPeer peer(starttls("SIZE", transaction()), &identity);
  EXPECT_NE(complaint_about(peer).find("ostname mismatch"), std::string::npos);
  EXPECT_EQ(peer.commands().size(), 2U);
}

TEST_F(SmtpTls, AnExpiredCertificateIsRefused) {
  const TlsIdentity identity("DNS:localhost", -1);
  trust(identity);
  ScriptedPeer peer(starttls("SIZE", transaction()), &identity);
  EXPECT_NE(complaint_about(peer).find("expired"), std::string::npos);
}

TEST_F(SmtpTls, AnAddressNeedsACertificateForTheAddress) {
  settings_.host = "127.0.0.1";
  const TlsIdentity by_address("IP:127.0.0.1");
  trust(by_address);
  ScriptedPeer good(starttls("SIZE", transaction()), &by_address);
  EXPECT_EQ(send_to(good).kind, Kind::kSent);

  const TlsIdentity by_name("DNS:localhost");
  trust(by_name);
  ScriptedPeer bad(starttls("SIZE", transaction()), &by_name);
  EXPECT_NE(complaint_about(bad).find("IP address mismatch"), std::string::npos);
}

// Poco looks at the name after the handshake, and forgets to when the handshake timed out in
// between; OpenSSL looks during it.
TEST_F(SmtpTls, TheNameIsCheckedByTheHandshakeItself) {
  const TlsIdentity identity("DNS:other.example");
  trust(identity);
  ScriptedPeer peer({shake_hands()}, &identity);
  smtp::Connection connection("localhost", peer.port(), std::chrono::seconds(10), true);
  auto context = smtp::client_context("localhost", settings_.ca_file);
  context->enableExtendedCertificateVerification(false);
  EXPECT_THROW(connection.start_tls("localhost", context), smtp::NotTrusted);
}

TEST_F(SmtpTls, LogsInWithPlain) {
  const TlsIdentity identity("DNS:localhost");
  trust(identity);
  settings_.username = "user";
  settings_.password = "secret";
  const std::string secret = smtp::base64(std::string_view("\0user\0secret", 12));
  ScriptedPeer peer(
      starttls("AUTH LOGIN PLAIN",
               login_then_transaction({on("AUTH PLAIN " + secret, "235 2.7.0 ok\r\n")})),
      &identity);
  EXPECT_EQ(send_to(peer).kind, Kind::kSent);
}

TEST_F(SmtpTls, LogsInWithLogin) {
  const TlsIdentity identity("DNS:localhost");
  trust(identity);
  settings_.username = "user";
  settings_.password = "secret";
  const Script login = {on("AUTH LOGIN", "334 VXNlcm5hbWU6\r\n"),
                        on(smtp::base64("user"), "334 UGFzc3dvcmQ6\r\n"),
                        on(smtp::base64("secret"), "235 ok\r\n")};
  ScriptedPeer peer(starttls("AUTH LOGIN", login_then_transaction(login)), &identity);
  EXPECT_EQ(send_to(peer).kind, Kind::kSent);
}

TEST_F(SmtpTls, AWrongPasswordIsTheSellersToSettle) {
  const TlsIdentity identity("DNS:localhost");
  trust(identity);
  settings_.username = "user@seller.example";
  settings_.password = "wrong";
  ScriptedPeer peer(starttls("AUTH PLAIN", {on("AUTH", "535 5.7.8 user@seller.example: no\r\n")}),
                    &identity);
  const std::string told = complaint_about(peer);
  EXPECT_NE(told.find("535 5.7.8 AUTH: no"), std::string::npos) << told;
}

TEST_F(SmtpTls, ALoginThatIsBusyIsTriedAgain) {
  const TlsIdentity identity("DNS:localhost");
  trust(identity);
  settings_.username = "user";
  ScriptedPeer peer(starttls("AUTH PLAIN", {on("AUTH", "454 4.7.0 later\r\n")}), &identity);
  EXPECT_EQ(send_to(peer).kind, Kind::kNoWay);
}

TEST_F(SmtpTls, AnOfferMadeInTheClearDoesNotCount) {
  const TlsIdentity identity("DNS:localhost");
  trust(identity);
  settings_.username = "user";
  ScriptedPeer peer(starttls("SIZE", transaction()), &identity);  // AUTH only before TLS
  EXPECT_NE(complaint_about(peer).find("no login that we speak"), std::string::npos);
  EXPECT_EQ(peer.commands().back(), "(tls) EHLO [127.0.0.1]");
}

TEST_F(SmtpTls, AnAnswerThatNeverCameUnderTlsIsUnknown) {
  const TlsIdentity identity("DNS:localhost");
  trust(identity);
  Script script = transaction();
  script.back().reply = "";
  script.push_back(cut());
  ScriptedPeer peer(starttls("SIZE", script), &identity);
  EXPECT_EQ(send_to(peer).kind, Kind::kUnknown);
}

TEST_F(SmtpTls, SilenceUnderTlsIsWaitedForOnce) {
  const TlsIdentity identity("DNS:localhost");
  trust(identity);
  settings_.final_timeout = std::chrono::seconds(3);
  Script script = transaction();
  script.back() = hang();
  ScriptedPeer peer(starttls("SIZE", script), &identity);
  const auto before = std::chrono::steady_clock::now();
  const auto outcome = send_to(peer);
  EXPECT_EQ(outcome.kind, Kind::kUnknown);
  EXPECT_EQ(outcome.detail, "no answer to the message: no answer in time");
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::milliseconds(5800));
}

}  // namespace
}  // namespace enclosure::app
