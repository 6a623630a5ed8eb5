// What every store promises about counts (app/ports/overview_store.h), shown on each
// implementation.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/store/list_world.h"

namespace enclosure::app {
namespace {

using messaging::MessageState;
using messaging::Stage;
using testing::ElementsAre;

class OverviewStore : public ListWorld {
 protected:
  template <typename T>
  T read(T (OverviewTransaction::*word)()) {
    return store().read<T>([&](StoreTransaction& tx) { return (tx.*word)(); });
  }
  template <typename T>
  T read(T (OverviewTransaction::*word)(Instant), Instant at) {
    return store().read<T>([&](StoreTransaction& tx) { return (tx.*word)(at); });
  }
};

TEST_P(OverviewStore, AnOrderIsNewUntilItWasLookedAtAndAgainAfterAChange) {
  put("A-1", kNow);
  const auto standing = [&] {
    return store().read<std::optional<OrderStanding>>(
        [](StoreTransaction& tx) { return tx.standing_of(id("A-1")); });
  };
  EXPECT_EQ(standing(), OrderStanding{});
  const OrderStanding held{Standing::kHeld,
                           kNow + kHour,
                           "amazon_business",
                           {{"VIES-001", "a", "b", "c"}, {"TAX-006", "", "ü'\"", ""}}};
  stand("A-1", held);
  EXPECT_EQ(standing(), held);
  stand("A-1", held);
  EXPECT_EQ(standing(), held);
  const OrderStanding issued{Standing::kIssued, std::nullopt, "", {}};
  stand("A-1", issued);
  EXPECT_EQ(standing(), issued);
  put("A-1", kNow, Channel::kAmazon);  // the same order once more, otherwise
  EXPECT_EQ(standing()->standing, Standing::kNew);
  EXPECT_EQ(store().read<std::optional<OrderStanding>>(
                [](StoreTransaction& tx) { return tx.standing_of(id("B-1")); }),
            std::nullopt);
}

TEST_P(OverviewStore, CountsOrders) {
  EXPECT_EQ(read(&OverviewTransaction::count_orders), 0U);
  put("A-1", kNow);
  put("A-2", kNow, Channel::kAmazon, Fulfilment::kFba);
  put("A-3", kNow, Channel::kAmazon, Fulfilment::kFba);
  stand("A-3", {Standing::kRefused, std::nullopt, "", {}});
  EXPECT_EQ(read(&OverviewTransaction::count_orders), 3U);
  std::map<Standing, std::size_t> standings;
  for (const auto& [one, count] : read(&OverviewTransaction::count_standings))
    standings[one] = count;
  EXPECT_EQ(standings,
            (std::map<Standing, std::size_t>{{Standing::kNew, 2}, {Standing::kRefused, 1}}));
  std::map<Fulfilment, std::size_t> channels;
  for (const ChannelCount& one : read(&OverviewTransaction::count_channels)) {
    EXPECT_EQ(one.channel == Channel::kAmazon, one.fulfilment == Fulfilment::kFba);
    channels[one.fulfilment] += one.count;
  }
  EXPECT_EQ(channels[Fulfilment::kFba], 2U);
  EXPECT_EQ(channels[Fulfilment::kShop], 1U);
}

TEST_P(OverviewStore, CountsTheFaultsThatKeepOrders) {
  const Fault vies{"VIES-001", "a", "b", "c"};
  const Fault other{"TAX-006", "", "", ""};
  for (const char* order : {"A-1", "A-2", "A-3", "A-4"}) put(order, kNow);
  stand("A-1", {Standing::kHeld, std::nullopt, "", {vies, vies}});
  stand("A-2", {Standing::kRefused, std::nullopt, "", {other, vies}});
  stand("A-3", {Standing::kRefused, std::nullopt, "", {other}});
  stand("A-4", {Standing::kIssued, std::nullopt, "", {}});
  put("A-3", kNow, Channel::kAmazon);  // changed, so not looked at yet
  const auto counts = read(&OverviewTransaction::count_order_faults);
  EXPECT_EQ((std::map<std::string, std::size_t>(counts.begin(), counts.end())),
            (std::map<std::string, std::size_t>{{"TAX-006", 1}, {"VIES-001", 2}}));
}

TEST_P(OverviewStore, CountsDocumentsByLanguageAndCurrency) {
  put("A-1", kNow);
  put("A-2", kNow);
  put("A-3", kNow);
  put_invoice("A-1", 1, kNow, Money(1000, Currency()), "de");
  put_invoice("A-2", 2, kNow, Money(250, Currency()), "de");
  put_invoice("A-3", 3, kNow, Money(99, *Currency::parse("SEK")), "sv");
  std::map<std::string, std::pair<std::size_t, std::string>> told;
  for (const DocumentCount& one : read(&OverviewTransaction::count_documents))
    told[one.language] = {one.count, one.total.to_string() + one.total.currency().to_string()};
  EXPECT_EQ(told["de"], std::pair(std::size_t{2}, std::string("12.50EUR")));
  EXPECT_EQ(told["sv"], std::pair(std::size_t{1}, std::string("0.99SEK")));
  const auto refunded = [&] { return read(&OverviewTransaction::refunded_without_credit_note); };
  EXPECT_THAT(refunded(), ElementsAre());
  put("B-1", kNow);
  store().write([](StoreTransaction& tx) {
    for (const char* order : {"A-2", "B-1"})
      tx.put_event(
          {*EventId::parse(std::string("r-") + order), id(order), EventType::kRefunded, kNow, {}},
          kNow);
  });
  EXPECT_THAT(refunded(), ElementsAre(id("A-2"))) << "B-1 has no invoice";
}

TEST_P(OverviewStore, CountsBySpansOfTime) {
  const std::vector<Instant> bounds{kNow, kNow + kHour, kNow + 2 * kHour};
  put("A-1", kNow - std::chrono::seconds{1});
  put("A-2", kNow);
  put("A-3", kNow + kHour - std::chrono::seconds{1});
  put("A-4", kNow + kHour);
  put("A-5", kNow + 2 * kHour);
  put_invoice("A-1", 1, kNow + kHour);
  plan("A-1", Stage::kDocuments, MessageState::kSent, "", kNow, kNow + kHour);
  plan("A-2", Stage::kDocuments, MessageState::kSent, "", kNow, kNow);
  plan("A-3", Stage::kDocuments, MessageState::kScheduled, "", kNow);
  const auto counted = [&](auto word) {
    return store().read<std::vector<std::size_t>>(
        [&](StoreTransaction& tx) { return (tx.*word)(bounds); });
  };
  EXPECT_THAT(counted(&OverviewTransaction::orders_between), ElementsAre(2U, 1U));
  EXPECT_THAT(counted(&OverviewTransaction::documents_between), ElementsAre(0U, 1U));
  EXPECT_THAT(counted(&OverviewTransaction::sent_between), ElementsAre(1U, 1U));
}

TEST_P(OverviewStore, CountsDeadlines) {
  for (const auto& [order, left] : {std::pair{"A-1", 5}, {"A-2", 1}, {"A-3", 30}}) {
    put(order);
    stand(order, {Standing::kHeld, kNow + left * kHour, "x", {}});
  }
  put("A-4");
  EXPECT_EQ(read(&OverviewTransaction::count_deadlines, kNow + 5 * kHour), 2U);
}

TEST_P(OverviewStore, CountsMessages) {
  for (const char* order : {"A-1", "A-2", "A-3"}) put(order);
  plan("A-1", Stage::kReview, MessageState::kCancelled, "S:refunded", std::nullopt);
  plan("A-2", Stage::kReview, MessageState::kCancelled, "S:refunded", std::nullopt);
  plan("A-3", Stage::kReview, MessageState::kCancelled, "S:blocked", std::nullopt);
  plan("A-1", Stage::kDocuments, MessageState::kSent, "", kNow, kNow + kHour);
  plan("A-3", Stage::kDocuments, MessageState::kScheduled, "", kNow + kHour);
  plan("A-3", Stage::kCheckUp, MessageState::kScheduled, "W:not_delivered", std::nullopt);
  std::map<std::string, std::size_t> cancelled;
  for (const MessageCount& one : read(&OverviewTransaction::count_messages)) {
    if (one.state == MessageState::kCancelled) cancelled[one.reason] += one.count;
  }
  EXPECT_EQ(cancelled, (std::map<std::string, std::size_t>{{"S:blocked", 1}, {"S:refunded", 2}}));
  const Instant just_before = kNow + kHour - std::chrono::seconds{1};
  EXPECT_EQ(read(&OverviewTransaction::count_due_messages, just_before), 0U);
  EXPECT_EQ(read(&OverviewTransaction::count_due_messages, kNow + kHour), 1U);
  EXPECT_EQ(read(&OverviewTransaction::next_due_after, just_before), kNow + kHour);
  EXPECT_EQ(read(&OverviewTransaction::next_due_after, kNow + kHour), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(Stores, OverviewStore, all_stores(), name_of_store);

}  // namespace
}  // namespace enclosure::app
