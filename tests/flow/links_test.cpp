#include "app/flow/links.h"

#include <gtest/gtest.h>

#include <set>

#include "app/store/sqlite_store.h"

namespace enclosure::app {
namespace {

const Instant kNow = *parse_instant("2026-09-01T08:00:00Z");
const std::string kSecret(32, 'k');

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
                                const std::string& secret = kSecret) {
    return store_.read<std::optional<OrderId>>(
        [&](StoreTransaction& tx) { return order_behind(token, secret, tx, now); });
  }

  SqliteStore store_{":memory:", SqliteStore::Mode::kReadWrite};
  StoredLink link_;
};

TEST_F(Links, ATokenOpensItsOrder) {
  const std::string token = token_of(link_, kSecret);
  EXPECT_EQ(token.size(), 43U);
  EXPECT_EQ(behind(token), link_.order);
}

TEST_F(Links, EveryChangedCharacterShutsIt) {
  const std::string token = token_of(link_, kSecret);
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
  const std::string token = token_of(link_, kSecret);
  EXPECT_TRUE(behind(token, link_.expires_at - std::chrono::seconds{1}));
  EXPECT_FALSE(behind(token, link_.expires_at));
}

TEST_F(Links, AnotherWorkspacesKeyMakesOtherTokens) {
  EXPECT_FALSE(behind(token_of(link_, std::string(32, 'x'))));
  EXPECT_FALSE(behind(token_of(link_, kSecret), kNow, std::string(32, 'x')));
}

TEST_F(Links, AGenuineSignatureOverAnUnknownLinkOpensNothing) {
  StoredLink unknown = link_;
  unknown.id = "ffffffffffffffffffffffffffffffff";
  EXPECT_FALSE(behind(token_of(unknown, kSecret)));
}

TEST_F(Links, WhatIsNoTokenOpensNothing) {
  for (const std::string& text : {std::string(), std::string("x"), std::string(43, '!'),
                                  std::string(44, 'A'), std::string(10000, 'A')}) {
    EXPECT_FALSE(behind(text));
  }
}

}  // namespace
}  // namespace enclosure::app
