// What every store promises about buyers' links (app/ports/link_store.h), shown on each
// implementation.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/store/store_world.h"

namespace enclosure::app {
namespace {

using State = DetailsRequest::State;
using std::chrono::days;
using std::chrono::hours;

class LinkStore : public testing::TestWithParam<Implementation> {
 protected:
  LinkStore() : store_(GetParam().open(folder_)) {
    for (const char* id : {"A-1", "A-2"}) {
      Order order;
      order.id = *OrderId::parse(id);
      store_->write([&](StoreTransaction& tx) { tx.put_order(order, kNow); });
    }
  }

  static StoredLink link(char digit, const char* order = "A-1") {
    return {std::string(32, digit), *OrderId::parse(order), kNow, kNow + days{10}, false, 3};
  }
  DetailsRequest request(const std::string& number, State state = State::kPending) const {
    DetailsRequest one;
    one.order = order_;
    one.change = "{\"vat_id\":\"" + number + "\"}";
    one.vat_id = number;
    one.state = state;
    one.received_at = kNow;
    if (state == State::kPending) {
      one.next_ask_at = kNow + hours{1};
    } else {
      one.settled_at = kNow;
    }
    return one;
  }
  template <typename Work>
  auto look(const Work& work) {
    using T = decltype(work(std::declval<StoreTransaction&>()));
    return store_->read<T>(work);
  }

  support::TemporaryFolder folder_;
  std::unique_ptr<Store> store_;
  const OrderId order_ = *OrderId::parse("A-1");
};

TEST_P(LinkStore, KeepsALinkWithItsKey) {
  store_->write([](StoreTransaction& tx) { tx.add_link(link('a')); });
  EXPECT_EQ(look([](StoreTransaction& tx) { return tx.link(std::string(32, 'a')); }), link('a'));
  EXPECT_EQ(look([&](StoreTransaction& tx) { return tx.link_of(order_); }), link('a'));
  EXPECT_FALSE(look([](StoreTransaction& tx) { return tx.link(std::string(32, 'b')); }));
}

TEST_P(LinkStore, RevokesAndExtends) {
  store_->write([](StoreTransaction& tx) {
    tx.add_link(link('a'));
    tx.revoke_link(std::string(32, 'a'));
    tx.add_link(link('b'));
    tx.extend_link(std::string(32, 'b'), kNow + days{99});
  });
  EXPECT_TRUE(look([](StoreTransaction& tx) { return tx.link(std::string(32, 'a')); })->revoked);
  const auto now = look([&](StoreTransaction& tx) { return tx.link_of(order_); });
  EXPECT_EQ(now->id, std::string(32, 'b'));
  EXPECT_EQ(now->expires_at, kNow + days{99});
  EXPECT_EQ(look([](StoreTransaction& tx) { return tx.links(); }).size(), 2U);
}

TEST_P(LinkStore, AddsUsesUp) {
  store_->write([](StoreTransaction& tx) { tx.add_link(link('a')); });
  const auto day = [](const char* text) { return *parse_date(text); };
  store_->write([&](StoreTransaction& tx) {
    tx.add_link_use({std::string(32, 'a'), 2, day("2026-09-02"), day("2026-09-03")});
    tx.add_link_use({std::string(32, 'a'), 5, day("2026-09-01"), day("2026-09-02")});
  });
  EXPECT_EQ(look([](StoreTransaction& tx) { return tx.use_of_link(std::string(32, 'a')); }),
            (LinkUse{std::string(32, 'a'), 7, day("2026-09-01"), day("2026-09-03")}));
  EXPECT_FALSE(look([](StoreTransaction& tx) { return tx.use_of_link(std::string(32, 'b')); }));
}

TEST_P(LinkStore, RemembersWrongAnswers) {
  store_->write([](StoreTransaction& tx) { tx.add_link(link('a')); });
  const LinkTries tries{1, 2, kNow + hours{4}};
  EXPECT_EQ(look([](StoreTransaction& tx) { return tx.tries_of_link(std::string(32, 'a')); }),
            LinkTries());
  store_->write([&](StoreTransaction& tx) { tx.put_link_tries(std::string(32, 'a'), tries); });
  EXPECT_EQ(look([](StoreTransaction& tx) { return tx.tries_of_link(std::string(32, 'a')); }),
            tries);
}

TEST_P(LinkStore, HasOnePendingRequestForAnOrder) {
  store_->write([&](StoreTransaction& tx) {
    tx.add_details_request(request("FR1"));
    tx.add_details_request(request("FR2"));
  });
  const auto waiting = look([](StoreTransaction& tx) { return tx.pending_details_requests(); });
  ASSERT_EQ(waiting.size(), 1U);
  EXPECT_EQ(waiting.front().vat_id, "FR2");
  EXPECT_EQ(look([](StoreTransaction& tx) { return tx.next_details_request_after(kNow); }),
            kNow + hours{1});
  EXPECT_FALSE(
      look([](StoreTransaction& tx) { return tx.next_details_request_after(kNow + hours{1}); }));
}

TEST_P(LinkStore, SettlesARequestOnce) {
  store_->write([&](StoreTransaction& tx) { tx.add_details_request(request("FR1")); });
  DetailsRequest one = *look([&](StoreTransaction& tx) { return tx.last_details_request(order_); });
  one.state = State::kCorrected;
  one.settled_at = kNow + hours{2};
  one.next_ask_at.reset();
  one.note = "R-3";
  EXPECT_TRUE(
      store_->write<bool>([&](StoreTransaction& tx) { return tx.update_details_request(one); }));
  EXPECT_EQ(look([&](StoreTransaction& tx) { return tx.last_details_request(order_); }), one);
  EXPECT_FALSE(
      store_->write<bool>([&](StoreTransaction& tx) { return tx.update_details_request(one); }));
  EXPECT_EQ(look([&](StoreTransaction& tx) { return tx.count_corrected_by_buyer(order_); }), 1U);
  EXPECT_TRUE(look([](StoreTransaction& tx) { return tx.pending_details_requests(); }).empty());
}

TEST_P(LinkStore, CountsNumbersOfAnOrderOnce) {
  store_->write([&](StoreTransaction& tx) {
    DetailsRequest before = request("FR1", State::kNumberUnknown);
    before.received_at = kNow - hours{1};
    DetailsRequest elsewhere = request("FR4");
    elsewhere.order = *OrderId::parse("A-2");
    for (const DetailsRequest& one :
         {before, elsewhere, request("FR2"), request("FR2", State::kNumberUnknown),
          request("FR3", State::kSellerOnly), request("", State::kCorrected)})
      tx.add_details_request(one);
  });
  const auto since = [&](Instant from) {
    return look([&](StoreTransaction& tx) { return tx.numbers_sent_in(order_, from); });
  };
  EXPECT_EQ(since(kNow), (std::set<std::string>{"FR2", "FR3"}));
  EXPECT_EQ(since(kNow - hours{1}), (std::set<std::string>{"FR1", "FR2", "FR3"}));
}

INSTANTIATE_TEST_SUITE_P(All, LinkStore, all_stores(), name_of_store);

}  // namespace
}  // namespace enclosure::app
