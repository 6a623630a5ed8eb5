// What every store promises about lists in pages (app/ports/pages.h), shown on each implementation.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/store/store_world.h"

namespace enclosure::app {
namespace {

using messaging::Stage;
using std::chrono::hours;
using testing::ElementsAre;
using testing::IsEmpty;

class Pages : public StoreWorld {
 protected:
  /// The next page of orders; the walk stands behind it then.
  std::vector<std::string> orders(std::size_t most) {
    const auto rows = store().read<std::vector<OrderRow>>(
        [&](StoreTransaction& tx) { return tx.page_of_orders({}, behind_, most); });
    return walked<OrderRow>(rows, [](const OrderRow& row) { return row.order.to_string(); });
  }
  std::vector<std::string> messages(std::size_t most) {
    const auto rows = store().read<std::vector<MessageRow>>(
        [&](StoreTransaction& tx) { return tx.page_of_messages({}, behind_, most); });
    return walked<MessageRow>(rows,
                              [](const MessageRow& row) { return row.plan.order.to_string(); });
  }
  void plan(const std::string& order) {
    store().write(
        [&](StoreTransaction& tx) { tx.enqueue({message_for(order, Stage::kDocuments)}, kNow); });
  }

 private:
  template <typename Row, typename Name>
  std::vector<std::string> walked(const std::vector<Row>& rows, const Name& name) {
    std::vector<std::string> names;
    for (const Row& row : rows) names.push_back(name(row));
    if (!rows.empty()) behind_ = rows.back().position;
    return names;
  }

  std::int64_t behind_ = 0;
};

TEST_P(Pages, AnOrderOfTheSameSecondIsNotLeftOut) {
  put(order_named("B"));
  put(order_named("C"));
  EXPECT_THAT(orders(2), ElementsAre("B", "C"));
  put(order_named("A"));
  EXPECT_THAT(orders(2), ElementsAre("A"));
  EXPECT_THAT(orders(2), IsEmpty());
}

TEST_P(Pages, NeitherIsOneOfAClockThatWentBack) {
  put(order_named("A"));
  EXPECT_THAT(orders(1), ElementsAre("A"));
  put(order_named("B"), kNow - hours{5});
  EXPECT_THAT(orders(1), ElementsAre("B"));
}

TEST_P(Pages, AnOrderThatComesAgainKeepsItsPlace) {
  Order again = order_named("A");
  put(again);
  put(order_named("B"));
  again.buyer.name = "Somebody else";
  put(again, kNow + hours{1});
  EXPECT_THAT(orders(1), ElementsAre("A"));
  EXPECT_THAT(orders(9), ElementsAre("B"));
}

TEST_P(Pages, MessagesStandInTheOrderInWhichTheyWerePlanned) {
  for (const char* order : {"A", "B", "C"}) put(order_named(order));
  plan("C");
  plan("B");
  EXPECT_THAT(messages(2), ElementsAre("C", "B"));
  plan("A");
  plan("C");
  EXPECT_THAT(messages(9), ElementsAre("A"));
}

INSTANTIATE_TEST_SUITE_P(Stores, Pages, all_stores(), name_of_store);

}  // namespace
}  // namespace enclosure::app
