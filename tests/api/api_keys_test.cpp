#include "app/flow/api_keys.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "app/store/files.h"
#include "app/store/sqlite_store.h"

namespace enclosure::app {
namespace {

const Instant kNow = *parse_instant("2026-09-01T08:00:00Z");

class Keys : public testing::Test {
 protected:
  NewApiKey make(const std::string& name = "shop",
                 std::vector<std::string> scopes = {"orders:write", "links:write"}) {
    return *store_.transaction<NewApiKey>([&](StoreTransaction& tx) {
      return add_api_key(name, *parse_api_scopes(scopes), tx, now_);
    });
  }
  std::optional<StoredApiKey> stored(const std::string& id) {
    return store_.read<std::optional<StoredApiKey>>(
        [&](StoreTransaction& tx) { return tx.api_key(id); });
  }

  Instant now_ = kNow;
  SqliteStore store_{":memory:", SqliteStore::Mode::kReadWrite};
  ApiKeys keys_{store_, sha256_hex("the-key-of-the-configuration"), [this] { return now_; }};
};

TEST_F(Keys, HaveTheFormThatScannersKnow) {
  std::set<std::string> seen;
  for (int i = 0; i < 200; ++i) {
    const std::string key = make().key;
    EXPECT_TRUE(std::regex_match(key, std::regex("enc_[0-9A-Za-z]{49}"))) << key;
    EXPECT_TRUE(is_api_key(key)) << key;
    seen.insert(key);
  }
  EXPECT_EQ(seen.size(), 200U);
}

TEST_F(Keys, WithATypingErrorAreNone) {
  const std::string key = make().key;
  for (std::size_t i = 0; i < key.size(); ++i) {
    std::string wrong = key;
    wrong[i] = wrong[i] == 'x' ? 'y' : 'x';
    EXPECT_FALSE(is_api_key(wrong)) << wrong;
    EXPECT_EQ(keys_.find(wrong), std::nullopt) << wrong;
    if (i > 0 && key[i] != key[i - 1]) {
      std::string swapped = key;
      std::swap(swapped[i], swapped[i - 1]);
      EXPECT_FALSE(is_api_key(swapped)) << swapped;
    }
  }
  EXPECT_FALSE(is_api_key(key.substr(0, key.size() - 1)));
  EXPECT_FALSE(is_api_key(key + "0"));
  EXPECT_FALSE(is_api_key(""));
}

TEST_F(Keys, AreFoundWithWhatTheyMay) {
  const NewApiKey made = make("the shop's programs");
  const auto found = keys_.find(made.key);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, made.stored.id);
  EXPECT_EQ(found->name, "the shop's programs");
  EXPECT_EQ(words_of(found->scopes), (std::vector<std::string>{"orders:write", "links:write"}));
  EXPECT_EQ(keys_.find(made.key), found);
  EXPECT_EQ(keys_.by_id(made.stored.id), found);
}

TEST_F(Keys, AreKeptAsHashesAlone) {
  const NewApiKey made = make();
  EXPECT_EQ(made.stored.sha256, sha256_hex(made.key));
  EXPECT_EQ(stored(made.stored.id), made.stored);
}

TEST_F(Keys, OfTheConfigurationMayAllButTheConsole) {
  const auto found = keys_.find("the-key-of-the-configuration");
  ASSERT_TRUE(found);
  for (const auto& [scope, word] : kApiScopes)
    EXPECT_EQ(found->scopes.has(scope), scope != ApiScope::kConsole) << word;
  EXPECT_EQ(keys_.by_id("configured"), found);
  ApiKeys without(store_, "", [] { return kNow; });
  EXPECT_EQ(without.find("the-key-of-the-configuration"), std::nullopt);
  EXPECT_EQ(without.find(""), std::nullopt);
  EXPECT_EQ(without.by_id("configured"), std::nullopt);
}

TEST_F(Keys, ThatAreRevokedEndAtOnceAndForGood) {
  const NewApiKey made = make();
  const NewApiKey other = make();
  EXPECT_TRUE(keys_.find(made.key));
  EXPECT_TRUE(keys_.revoke(made.stored.id));
  EXPECT_FALSE(keys_.find(made.key));
  EXPECT_FALSE(keys_.by_id(made.stored.id));
  EXPECT_TRUE(keys_.find(other.key));
  EXPECT_FALSE(keys_.revoke(made.stored.id));
  EXPECT_FALSE(keys_.revoke("nothing"));
  EXPECT_EQ(stored(made.stored.id)->revoked_at, kNow);
}

TEST_F(Keys, AreUsedWithoutAWriteEach) {
  const NewApiKey made = make();
  EXPECT_TRUE(keys_.find(made.key));
  EXPECT_EQ(stored(made.stored.id)->last_used_at, kNow) << "the first use is written";
  now_ = kNow + std::chrono::seconds{59};
  EXPECT_TRUE(keys_.find(made.key));
  EXPECT_EQ(stored(made.stored.id)->last_used_at, kNow);
  keys_.flush();
  EXPECT_EQ(stored(made.stored.id)->last_used_at, now_);
  now_ = kNow + std::chrono::seconds{119};
  EXPECT_TRUE(keys_.find(made.key));
  EXPECT_EQ(stored(made.stored.id)->last_used_at, now_);
}

TEST_F(Keys, NeedANameAndAScope) {
  const auto nameless = store_.transaction<NewApiKey>([&](StoreTransaction& tx) {
    return add_api_key("  ", *parse_api_scopes({"console"}), tx, now_);
  });
  ASSERT_FALSE(nameless);
  EXPECT_EQ(nameless.faults().front().code, "KEY-003");
  EXPECT_EQ(parse_api_scopes({}).faults().front().code, "KEY-002");
  const auto wrong = parse_api_scopes({"orders:read", "orders", "ORDERS:READ"});
  ASSERT_EQ(wrong.faults().size(), 2U);
  EXPECT_EQ(wrong.faults()[0].code, "KEY-001");
  EXPECT_EQ(wrong.faults()[0].path, "scopes[1]");
}

}  // namespace
}  // namespace enclosure::app
