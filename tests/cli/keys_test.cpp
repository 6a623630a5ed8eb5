// enclosure keys: made once, listed, revoked; beside a server that runs.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.h"

namespace enclosure::app {
namespace {

class KeysCommand : public testing::Test {
 protected:
  SampleWorkspace shop_;
};

TEST_F(KeysCommand, AKeyIsAloneOnItsOutputAndShownOnce) {
  const auto made = shop_.run(
      {"keys", "add", "--name", "the shop", "--scope", "orders:write", "--scope", "links:write"});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  EXPECT_THAT(made.out, testing::MatchesRegex("enc_[0-9A-Za-z]+\n"));
  EXPECT_EQ(made.out.size(), 54U);
  const auto listed = shop_.run({"keys", "list"});
  EXPECT_THAT(listed.out, testing::HasSubstr("the shop"));
  EXPECT_THAT(listed.out, testing::Not(testing::HasSubstr("enc_")));
  EXPECT_THAT(support::slurp(shop_ / "enclosure.db"),
              testing::Not(testing::HasSubstr(made.out.substr(0, 53))));
}

TEST_F(KeysCommand, AreListedWithWhatTheyMayAndRevoked) {
  const auto made =
      shop_.ask({"keys", "add", "--name", "console", "--scope", "console", "health:read"});
  EXPECT_EQ(made["scopes"], nlohmann::json::array({"health:read", "console"}));
  const std::string id = made["id"];
  const auto revoked = shop_.ask({"keys", "revoke", id});
  EXPECT_EQ(revoked["id"], id);
  const auto listed = shop_.ask({"keys", "list"})["keys"][0];
  EXPECT_EQ(listed["revoked_at"], kStart);
  EXPECT_TRUE(listed["last_used_at"].is_null());
}

TEST_F(KeysCommand, ALeakedKeyIsRevokedByItself) {
  const auto made = shop_.ask({"keys", "add", "--name", "leaked", "--scope", "console"});
  EXPECT_EQ(shop_.ask({"keys", "revoke", made["key"]})["id"], made["id"]);
  EXPECT_EQ(shop_.run({"keys", "revoke", "0123456789ab"}).exit_code, 65);
}

TEST_F(KeysCommand, WrongScopesAreNamed) {
  const auto wrong = shop_.run({"keys", "add", "--name", "x", "--scope", "everything"});
  EXPECT_EQ(wrong.exit_code, 64);
  EXPECT_THAT(wrong.err, testing::HasSubstr("KEY-001"));
  EXPECT_THAT(wrong.err, testing::HasSubstr("documents:write"));
}

}  // namespace
}  // namespace enclosure::app
