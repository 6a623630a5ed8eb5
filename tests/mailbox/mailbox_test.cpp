// The mailbox for bounces: a Maildir, and POP3 against a peer that plays a script.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "app/errors.h"
#include "app/mailbox/maildir.h"
#include "app/mailbox/pop3_mailbox.h"
#include "tests/smtp/scripted_peer.h"
#include "tests/support/process.h"

namespace enclosure::app {
namespace {

using namespace smtp::test;  // NOLINT(google-build-using-namespace): the script reads like one
using Names = std::vector<std::string>;

bool all(const std::string&) {
  return true;
}

class AMaildir : public testing::Test {
 protected:
  AMaildir() {
    for (const char* part : {"new", "cur", "tmp"})
      std::filesystem::create_directories(folder_ / part);
    support::spit(folder_ / "new" / "2.a", "second");
    support::spit(folder_ / "new" / "1.a", "first");
    support::spit(folder_ / "cur" / "0.a:2,S", "old");
    support::spit(folder_ / "new" / ".hidden", "x");
  }

  Names read(Maildir& mailbox, const Mailbox::Wanted& wanted, bool is_report) {
    Names read;
    mailbox.read(wanted, [&](const std::string& name, std::string_view mail) {
      read.push_back(name + "=" + std::string(mail));
      return is_report;
    });
    return read;
  }

  support::TemporaryFolder folder_;
};

TEST_F(AMaildir, IsReadOldestFirstAndReportsMoveToCur) {
  Maildir mailbox(folder_.path(), false);
  EXPECT_THAT(read(mailbox, all, true), testing::ElementsAre("1.a=first", "2.a=second", "0.a=old"));
  EXPECT_TRUE(std::filesystem::exists(folder_ / "cur" / "1.a:2,S"));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "new" / "1.a"));
}

TEST_F(AMaildir, LettersOfBuyersStayWhereTheyAre) {
  Maildir mailbox(folder_.path(), false);
  read(mailbox, all, false);
  EXPECT_TRUE(std::filesystem::exists(folder_ / "new" / "1.a"));
}

TEST_F(AMaildir, NothingMovesWhereEverythingIsKept) {
  Maildir mailbox(folder_.path(), true);
  read(mailbox, all, true);
  EXPECT_TRUE(std::filesystem::exists(folder_ / "new" / "1.a"));
}

TEST_F(AMaildir, GivesOnlyWhatIsWanted) {
  Maildir mailbox(folder_.path(), false);
  EXPECT_THAT(read(
                  mailbox, [](const std::string& name) { return name == "0.a"; }, true),
              testing::ElementsAre("0.a=old"));
}

TEST(NoMaildir, IsTheSellersToMend) {
  Maildir mailbox("/nowhere", false);
  EXPECT_THROW(mailbox.read(all, {}), WorldError);
}

Pop3Settings to(const ScriptedPeer& peer) {
  Pop3Settings settings;
  settings.host = "127.0.0.1";
  settings.port = peer.port();
  settings.security = SmtpSecurity::kNone;
  settings.username = "shop";
  settings.password = "a pass word";
  settings.timeout = std::chrono::seconds(20);
  return settings;
}

Script login() {
  return {say("+OK hi\r\n"), on("USER shop", "+OK\r\n"), on("PASS a pass word", "+OK\r\n")};
}

Script operator+(Script script, const Script& more) {
  script.insert(script.end(), more.begin(), more.end());
  return script;
}

TEST(Pop3, TakesReportsAndLeavesLetters) {
  ScriptedPeer peer(login() +
                    Script{on("UIDL", "+OK\r\n1 u1\r\nnonsense\r\n2 u2\r\n3 u3\r\n.\r\n"),
                           on("RETR 1", "+OK\r\n..dot\r\nend\r\n.\r\n"), on("DELE 1", "+OK\r\n"),
                           on("RETR 3", "+OK\r\nletter\r\n.\r\n"), on("QUIT", "+OK\r\n")});
  Pop3Mailbox mailbox(to(peer));
  Names read;
  mailbox.read([](const std::string& name) { return name != "u2"; },
               [&](const std::string& name, std::string_view mail) {
                 read.push_back(name + "=" + std::string(mail));
                 return name == "u1";
               });
  peer.wait();
  EXPECT_EQ(peer.surprise(), "");
  EXPECT_THAT(read, testing::ElementsAre("u1=.dot\r\nend\r\n", "u3=letter\r\n"));
}

TEST(Pop3, DeletesNothingWhereEverythingIsKept) {
  ScriptedPeer peer(login() + Script{on("UIDL", "+OK\r\n1 u1\r\n.\r\n"),
                                     on("RETR 1", "+OK\r\nx\r\n.\r\n"), on("QUIT", "+OK\r\n")});
  Pop3Settings settings = to(peer);
  settings.keep = true;
  Pop3Mailbox(settings).read(all, [](const std::string&, std::string_view) { return true; });
  peer.wait();
  EXPECT_EQ(peer.surprise(), "");
}

/// What a server may do to us, and with which exit code it ends.
struct TroubleCase {
  const char* name;
  Script script;
  int exit_code;
};
void PrintTo(const TroubleCase& c, std::ostream* out) {
  *out << c.name;
}

class Pop3Trouble : public testing::TestWithParam<TroubleCase> {};

TEST_P(Pop3Trouble, EndsTheReading) {
  ScriptedPeer peer(GetParam().script);
  Pop3Mailbox mailbox(to(peer));
  try {
    mailbox.read(all, [](const std::string&, std::string_view) { return true; });
    FAIL() << "went well";
  } catch (const WorldError& error) {
    EXPECT_EQ(error.exit_code(), GetParam().exit_code) << error.what();
    EXPECT_EQ(std::string(error.what()).find("word"), std::string::npos) << error.what();
  }
}

INSTANTIATE_TEST_SUITE_P(
    Servers, Pop3Trouble,
    testing::Values(
        TroubleCase{"Busy", {say("-ERR [IN-USE] a pass word\r\n")}, kExitUnavailable},
        TroubleCase{"Gone", {cut()}, kExitTryLater},
        TroubleCase{"WrongPassword",
                    {say("+OK\r\n"), on("USER", "+OK\r\n"), on("PASS", "-ERR no\r\n")},
                    kExitUnavailable},
        TroubleCase{"NoUidl", login() + Script{on("UIDL", "-ERR what?\r\n")}, kExitUnavailable},
        TroubleCase{"CutInTheList", login() + Script{on("UIDL", "+OK\r\n1 u1\r\n"), cut()},
                    kExitTryLater},
        TroubleCase{"CutInAMail",
                    login() + Script{on("UIDL", "+OK\r\n1 u1\r\n.\r\n"),
                                     on("RETR", "+OK\r\nhalf a"), cut()},
                    kExitTryLater}),
    [](const auto& param) { return std::string(param.param.name); });

TEST(Pop3, SettingsThatInjectCommandsAreRefused) {
  Pop3Settings settings;
  settings.host = "mail.example";
  settings.username = "a\r\nDELE 1";
  EXPECT_THROW(Pop3Mailbox{settings}, WorldError);
}

TEST(Pop3, NeedsTlsBeyondThisMachine) {
  Pop3Settings settings;
  settings.host = "192.0.2.1";  // TEST-NET-1: nobody is there, and nobody is asked
  settings.security = SmtpSecurity::kNone;
  settings.username = "a";
  EXPECT_THROW(Pop3Mailbox(settings).read(all, {}), WorldError);
}

}  // namespace
}  // namespace enclosure::app
