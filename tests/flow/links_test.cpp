#include "app/flow/links.h"

#include <gtest/gtest.h>

#include <set>

#include "app/store/sqlite_store.h"
#include "tests/support/process.h"

namespace enclosure::app {
namespace {

const Instant kNow = *parse_instant("2026-09-01T08:00:00Z");
const LinkKeys kKeys = LinkKeys::of(std::string(32, 'k'));

class Links : public testing::Test {
 protected:
  Links() {
    Order order;
    order.id = *OrderId::parse("A-1");
    OrderLine line;
    line.id = *LineId::parse("1");
    line.description = "Mug";
    line.quantity = Decimal(1);
    order.lines.push_back(line);
    link_ = {"000102030405060708090a0b0c0d0e0f", order.id, kNow, kNow + std::chrono::days{10},
             false};
    store_.write([&](StoreTransaction& tx) {
      tx.put_order(order, kNow);
      tx.add_link(link_);
    });
  }

  std::optional<OrderId> behind(const std::string& token, Instant now = kNow,
                                const LinkKeys& keys = kKeys) {
    return store_.read<std::optional<OrderId>>(
        [&](StoreTransaction& tx) { return order_behind(token, keys, tx, now); });
  }

  SqliteStore store_{":memory:", SqliteStore::Mode::kReadWrite};
  StoredLink link_;
};

TEST_F(Links, ATokenOpensItsOrder) {
  const std::string token = token_of(link_, kKeys);
  EXPECT_EQ(token.size(), 43U);
  EXPECT_EQ(behind(token), link_.order);
}

TEST_F(Links, EveryChangedCharacterShutsIt) {
  const std::string token = token_of(link_, kKeys);
  for (std::size_t i = 0; i < token.size(); ++i) {
    for (const char c : {'A', 'b', '7', '_', '-', '=', '/'}) {
      if (token[i] == c) continue;
      std::string forged = token;
      forged[i] = c;
      EXPECT_EQ(behind(forged), std::nullopt) << forged;
    }
  }
}

TEST_F(Links, ItEndsWhenItExpires) {
  const std::string token = token_of(link_, kKeys);
  EXPECT_TRUE(behind(token, link_.expires_at - std::chrono::seconds{1}));
  EXPECT_FALSE(behind(token, link_.expires_at));
}

TEST_F(Links, AnotherWorkspacesKeyMakesOtherTokens) {
  EXPECT_FALSE(behind(token_of(link_, LinkKeys::of(std::string(32, 'x')))));
  EXPECT_FALSE(behind(token_of(link_, kKeys), kNow, LinkKeys::of(std::string(32, 'x'))));
}

TEST_F(Links, AGenuineSignatureOverAnUnknownLinkOpensNothing) {
  StoredLink unknown = link_;
  unknown.id = "ffffffffffffffffffffffffffffffff";
  EXPECT_FALSE(behind(token_of(unknown, kKeys)));
}

TEST_F(Links, WhatIsNoTokenOpensNothing) {
  for (const std::string& text : {std::string(), std::string("x"), std::string(43, '!'),
                                  std::string(44, 'A'), std::string(10000, 'A')}) {
    EXPECT_FALSE(behind(text));
  }
}

TEST_F(Links, ARevokedOneOpensNothing) {
  const std::string token = token_of(link_, kKeys);
  store_.write([&](StoreTransaction& tx) { tx.revoke_link(link_.id); });
  EXPECT_FALSE(behind(token));
}

TEST_F(Links, OldKeysOpenWhatTheySignedUntilTheyAreRetired) {
  const std::string token = token_of(link_, kKeys);
  const LinkKeys second = kKeys.rotated(std::string(32, 'm'), kNow, false);
  EXPECT_TRUE(behind(token, kNow, second));
  EXPECT_EQ(token_of(link_, second), token) << "a link keeps its address";
  StoredLink newer = link_;
  newer.key_epoch = 2;
  EXPECT_NE(token_of(newer, second), token);
  EXPECT_TRUE(behind(token_of(newer, second), kNow, second));
  EXPECT_FALSE(behind(token_of(newer, second), kNow, kKeys)) << "a key that is not known yet";

  const LinkKeys third = second.rotated(std::string(32, 'n'), kNow, true);
  EXPECT_FALSE(behind(token, kNow, third));
  EXPECT_FALSE(behind(token_of(newer, second), kNow, third));
  EXPECT_TRUE(behind(token_of(link_, third), kNow, third)) << "signed anew";
  EXPECT_EQ(third.in_use(), 1U);
  EXPECT_EQ(third.for_recipients(), std::string(32, 'k')) << "hashes of addresses stay";
}

TEST(LinkKeys, AreReadAsTheyWereWritten) {
  const LinkKeys keys = LinkKeys::of(std::string(32, 'k'))
                            .rotated(std::string(32, 'm'), kNow, true)
                            .rotated(std::string(32, 'n'), kNow, false);
  const auto again = LinkKeys::parse(keys.to_text());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->to_text(), keys.to_text());
  EXPECT_EQ(again->newest().epoch, 3);
  EXPECT_TRUE(again->all().at(0).retired);
  EXPECT_FALSE(again->all().at(1).retired);
  EXPECT_TRUE(LinkKeys::parse(std::string(32, 'x'))) << "as versions before wrote it";
  for (const std::string& damaged :
       {std::string(), std::string(31, 'x'), std::string(33, 'x'), keys.to_text().substr(0, 60),
        std::string("enclosure-link-keys 1\n"), keys.to_text() + "x\n"})
    EXPECT_FALSE(LinkKeys::parse(damaged)) << damaged;
}

TEST(LinkKeyring, SeesWhatAnotherProcessWrote) {
  const support::TemporaryFolder folder;
  LinkKeyring ours(folder / "secrets/link.key");
  LinkKeyring theirs(folder / "secrets/link.key");
  EXPECT_EQ(ours.current()->newest().secret, theirs.current()->newest().secret);
  EXPECT_EQ(theirs.rotate(kNow, false).newest().epoch, 2);
  EXPECT_EQ(ours.current()->newest().epoch, 2);
  for (int i = 3; i <= static_cast<int>(LinkKeys::kMostInUse); ++i) theirs.rotate(kNow, false);
  EXPECT_THROW(theirs.rotate(kNow, false), std::runtime_error);
  EXPECT_EQ(theirs.rotate(kNow, true).in_use(), 1U);
}

}  // namespace
}  // namespace enclosure::app
