// What every store promises about counts, lists and the console (app/ports/overview_store.h,
// console_store.h), shown on each implementation.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "app/ports/console_store.h"
#include "app/ports/overview_store.h"
#include "tests/store/implementations.h"

namespace enclosure::app {
namespace {

using messaging::MessageState;
using messaging::Stage;
using testing::ElementsAre;

const Instant kNow = *parse_instant("2026-09-01T08:00:00Z");
constexpr std::chrono::hours kHour{1};

OrderId id(const std::string& text) {
  return *OrderId::parse(text);
}

class OverviewStore : public testing::TestWithParam<Implementation> {
 protected:
  OverviewStore() : store_(GetParam().open(folder_)) {}

  void put(const std::string& order, Instant at, Channel channel = Channel::kShop,
           Fulfilment fulfilment = Fulfilment::kShop) {
    Order one;
    one.id = id(order);
    one.channel = channel;
    one.fulfilment = fulfilment;
    store_->write([&](StoreTransaction& tx) { tx.put_order(one, at); });
  }

  void put_invoice(const std::string& order, std::int64_t sequence, Instant at, std::int64_t cents,
                   const std::string& language, const std::string& currency) {
    store_->write([&](StoreTransaction& tx) {
      StoredInvoice invoice;
      invoice.number = *InvoiceNumber::parse("R-" + std::to_string(sequence));
      invoice.series = "R";
      invoice.sequence = tx.take_next_number("R");
      invoice.order = id(order);
      invoice.issue_date = *parse_date("2026-09-01");
      invoice.issued_at = at;
      invoice.language = *LanguageTag::parse(language);
      invoice.total = Money(cents, *Currency::parse(currency));
      invoice.pdf_sha256 = std::string(64, 'a');
      invoice.chain = std::string(64, 'b');
      tx.add_invoice(invoice);
    });
  }

  void plan(const std::string& order, Stage stage, MessageState state, const std::string& reason,
            std::optional<Instant> due, std::optional<Instant> sent = std::nullopt) {
    store_->write([&](StoreTransaction& tx) {
      messaging::PlannedMessage message;
      message.order = id(order);
      message.stage = stage;
      message.due_at = due;
      tx.enqueue({message}, kNow);
      StoredMessage stored;
      stored.plan = message;
      stored.plan.state = state;
      stored.plan.reason = reason;
      stored.sent_at = sent;
      stored.updated_at = sent.value_or(kNow);
      tx.update_message(stored);
    });
  }

  template <typename T>
  T read(T (OverviewTransaction::*word)()) {
    return store_->read<T>([&](StoreTransaction& tx) { return (overview(tx).*word)(); });
  }

  std::vector<std::string> listed(const OrderQuery& query) {
    std::vector<std::string> ids;
    for (const ListedOrder& row : store_->read<std::vector<ListedOrder>>(
             [&](StoreTransaction& tx) { return overview(tx).list_orders(query); }))
      ids.push_back(row.order.to_string());
    return ids;
  }

  std::vector<std::string> messages(const MessageQuery& query) {
    std::vector<std::string> ids;
    for (const ListedMessage& row : store_->read<std::vector<ListedMessage>>(
             [&](StoreTransaction& tx) { return overview(tx).list_messages(query); }))
      ids.push_back(row.order.to_string() + "/" + std::to_string(static_cast<int>(row.stage)));
    return ids;
  }

  support::TemporaryFolder folder_;
  std::unique_ptr<Store> store_;
};

TEST_P(OverviewStore, AnOrderIsNewUntilItWasLookedAtAndAgainAfterAChange) {
  put("A-1", kNow);
  const auto standing = [&] {
    return store_->read<std::optional<OrderStanding>>(
        [](StoreTransaction& tx) { return overview(tx).standing_of(id("A-1")); });
  };
  EXPECT_EQ(standing(), OrderStanding{});
  const OrderStanding held{Standing::kHeld,
                           kNow + kHour,
                           "amazon_business",
                           {{"VIES-001", "a", "b", "c"}, {"TAX-006", "", "ü'\"", ""}}};
  store_->write([&](StoreTransaction& tx) { overview(tx).put_standing(id("A-1"), held); });
  EXPECT_EQ(standing(), held);
  store_->write([&](StoreTransaction& tx) { overview(tx).put_standing(id("A-1"), held); });
  EXPECT_EQ(standing(), held);
  const OrderStanding issued{Standing::kIssued, std::nullopt, "", {}};
  store_->write([&](StoreTransaction& tx) { overview(tx).put_standing(id("A-1"), issued); });
  EXPECT_EQ(standing(), issued);
  put("A-1", kNow, Channel::kAmazon);  // the same order once more, otherwise
  EXPECT_EQ(standing()->standing, Standing::kNew);
  EXPECT_EQ(store_->read<std::optional<OrderStanding>>(
                [](StoreTransaction& tx) { return overview(tx).standing_of(id("B-1")); }),
            std::nullopt);
}

TEST_P(OverviewStore, CountsOrders) {
  EXPECT_EQ(read(&OverviewTransaction::count_orders), 0U);
  put("A-1", kNow);
  put("A-2", kNow, Channel::kAmazon, Fulfilment::kFba);
  put("A-3", kNow, Channel::kAmazon, Fulfilment::kFba);
  store_->write([](StoreTransaction& tx) {
    overview(tx).put_standing(id("A-3"), {Standing::kRefused, std::nullopt, "", {}});
  });
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
  store_->write([&](StoreTransaction& tx) {
    overview(tx).put_standing(id("A-1"), {Standing::kHeld, std::nullopt, "", {vies, vies}});
    overview(tx).put_standing(id("A-2"), {Standing::kRefused, std::nullopt, "", {other, vies}});
    overview(tx).put_standing(id("A-3"), {Standing::kRefused, std::nullopt, "", {other}});
    overview(tx).put_standing(id("A-4"), {Standing::kIssued, std::nullopt, "", {}});
  });
  put("A-3", kNow, Channel::kAmazon);  // changed, so not looked at yet
  const auto counts = read(&OverviewTransaction::count_order_faults);
  EXPECT_EQ((std::map<std::string, std::size_t>(counts.begin(), counts.end())),
            (std::map<std::string, std::size_t>{{"TAX-006", 1}, {"VIES-001", 2}}));
}

TEST_P(OverviewStore, CountsDocumentsByLanguageAndCurrency) {
  put("A-1", kNow);
  put("A-2", kNow);
  put("A-3", kNow);
  put_invoice("A-1", 1, kNow, 1000, "de", "EUR");
  put_invoice("A-2", 2, kNow, 250, "de", "EUR");
  put_invoice("A-3", 3, kNow, 99, "sv", "SEK");
  std::map<std::string, std::pair<std::size_t, std::string>> told;
  for (const DocumentCount& one : read(&OverviewTransaction::count_documents))
    told[one.language] = {one.count, one.total.to_string() + one.total.currency().to_string()};
  EXPECT_EQ(told["de"], std::pair(std::size_t{2}, std::string("12.50EUR")));
  EXPECT_EQ(told["sv"], std::pair(std::size_t{1}, std::string("0.99SEK")));
  const auto refunded = [&] { return read(&OverviewTransaction::refunded_without_credit_note); };
  EXPECT_THAT(refunded(), ElementsAre());
  put("B-1", kNow);
  store_->write([](StoreTransaction& tx) {
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
  put_invoice("A-1", 1, kNow + kHour, 1, "de", "EUR");
  plan("A-1", Stage::kDocuments, MessageState::kSent, "", kNow, kNow + kHour);
  plan("A-2", Stage::kDocuments, MessageState::kSent, "", kNow, kNow);
  plan("A-3", Stage::kDocuments, MessageState::kScheduled, "", kNow);
  const auto counted = [&](auto word) {
    return store_->read<std::vector<std::size_t>>(
        [&](StoreTransaction& tx) { return (overview(tx).*word)(bounds); });
  };
  EXPECT_THAT(counted(&OverviewTransaction::orders_between), ElementsAre(2U, 1U));
  EXPECT_THAT(counted(&OverviewTransaction::documents_between), ElementsAre(0U, 1U));
  EXPECT_THAT(counted(&OverviewTransaction::sent_between), ElementsAre(1U, 1U));
}

TEST_P(OverviewStore, ListsOrdersFromTheNewestInPages) {
  for (int i = 0; i < 5; ++i) put("A-" + std::to_string(i), kNow + i / 2 * kHour);
  OrderQuery query;
  query.limit = 2;
  EXPECT_THAT(listed(query), ElementsAre("A-4", "A-3"));
  query.behind = id("A-3");
  EXPECT_THAT(listed(query), ElementsAre("A-2", "A-1"));
  query.behind = id("A-1");
  EXPECT_THAT(listed(query), ElementsAre("A-0"));
  query.behind = id("unknown");
  EXPECT_THAT(listed(query), ElementsAre("A-4", "A-3"));
}

TEST_P(OverviewStore, FindsOrdersByStandingAndNumber) {
  for (const char* order : {"305-1", "305_1", "3051", "x-305-1-y"}) put(order, kNow);
  put("w", kNow, Channel::kAmazon, Fulfilment::kFbm);
  store_->write([](StoreTransaction& tx) {
    overview(tx).put_standing(id("w"),
                              {Standing::kRefused,
                               kNow,
                               "intra_community",
                               {{"A-001", "", "first", "do"}, {"B-001", "", "second", ""}}});
  });
  OrderQuery query;
  query.number = "305-1";
  EXPECT_THAT(listed(query), ElementsAre("x-305-1-y", "305-1"));
  query.number = "305_";
  EXPECT_THAT(listed(query), ElementsAre("305_1")) << "no pattern";
  query.number = "X-305";
  EXPECT_THAT(listed(query), ElementsAre("x-305-1-y"));
  query.number = "";
  query.standing = Standing::kRefused;
  EXPECT_THAT(listed(query), ElementsAre("w"));
  const auto row = store_->read<std::vector<ListedOrder>>(
      [&](StoreTransaction& tx) { return overview(tx).list_orders(query); });
  EXPECT_EQ(row.front().fault_code, "A-001");
  EXPECT_EQ(row.front().fault_message, "first");
  EXPECT_EQ(row.front().fault_hint, "do");
  EXPECT_EQ(row.front().fulfilment, Fulfilment::kFbm);
  EXPECT_EQ(row.front().due_rule, "intra_community");
}

TEST_P(OverviewStore, ListsDeadlinesTheNearestFirst) {
  for (const auto& [order, hours] : {std::pair{"A-1", 5}, {"A-2", 1}, {"A-3", 30}}) {
    put(order, kNow);
    store_->write([&, order = order, hours = hours](StoreTransaction& tx) {
      overview(tx).put_standing(id(order), {Standing::kHeld, kNow + hours * kHour, "x", {}});
    });
  }
  put("A-4", kNow);
  const auto rows = store_->read<std::vector<ListedOrder>>(
      [](StoreTransaction& tx) { return overview(tx).list_deadlines(2); });
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].order, id("A-2"));
  EXPECT_EQ(rows[1].order, id("A-1"));
  EXPECT_EQ(store_->read<std::size_t>([](StoreTransaction& tx) {
    return overview(tx).count_deadlines(kNow + 5 * kHour);
  }),
            2U);
}

TEST_P(OverviewStore, CountsAndListsMessages) {
  for (const char* order : {"A-1", "A-2", "A-3"}) put(order, kNow);
  plan("A-1", Stage::kDocuments, MessageState::kSent, "", kNow, kNow + kHour);
  plan("A-2", Stage::kDocuments, MessageState::kSent, "", kNow, kNow + 2 * kHour);
  plan("A-1", Stage::kReview, MessageState::kCancelled, "S:refunded", std::nullopt);
  plan("A-2", Stage::kReview, MessageState::kCancelled, "S:refunded", std::nullopt);
  plan("A-3", Stage::kReview, MessageState::kCancelled, "S:blocked", std::nullopt);
  plan("A-3", Stage::kDocuments, MessageState::kScheduled, "", kNow + kHour);
  plan("A-3", Stage::kCheckUp, MessageState::kScheduled, "W:not_delivered", std::nullopt);
  std::map<std::string, std::size_t> cancelled;
  for (const MessageCount& one : read(&OverviewTransaction::count_messages)) {
    if (one.state == MessageState::kCancelled) cancelled[one.reason] += one.count;
  }
  EXPECT_EQ(cancelled, (std::map<std::string, std::size_t>{{"S:blocked", 1}, {"S:refunded", 2}}));
  const auto due = [&](Instant at) {
    return store_->read<std::size_t>(
        [&](StoreTransaction& tx) { return overview(tx).count_due_messages(at); });
  };
  EXPECT_EQ(due(kNow), 0U);
  EXPECT_EQ(due(kNow + kHour), 1U);
  MessageQuery query;
  EXPECT_THAT(messages(query), ElementsAre("A-3/1", "A-3/3"));
  query.stage = Stage::kCheckUp;
  EXPECT_THAT(messages(query), ElementsAre("A-3/3"));
  query = {};
  query.state = MessageState::kSent;
  EXPECT_THAT(messages(query), ElementsAre("A-2/1", "A-1/1"));
  query.offset = 1;
  EXPECT_THAT(messages(query), ElementsAre("A-1/1"));
  query = {};
  query.state = MessageState::kCancelled;
  query.reason = "S:refunded";
  EXPECT_THAT(messages(query), ElementsAre("A-2/2", "A-1/2"));
  query.limit = 1;
  EXPECT_THAT(messages(query), ElementsAre("A-2/2"));
  query = {};
  query.state = MessageState::kCancelled;
  EXPECT_THAT(messages(query), ElementsAre("A-3/2", "A-2/2", "A-1/2"));
}

TEST_P(OverviewStore, SessionsAreKeptSeenAndForgotten) {
  const ConsoleSession session{std::string(64, 'a'), "key", kNow, kNow};
  const auto found = [&](const std::string& which) {
    return store_->read<std::optional<ConsoleSession>>(
        [&](StoreTransaction& tx) { return sessions(tx).session(which); });
  };
  ConsoleSession seen = session;
  seen.last_seen_at = kNow + kHour;
  store_->write([&](StoreTransaction& tx) {
    sessions(tx).put_session(session);
    sessions(tx).put_session(seen);
    sessions(tx).put_session({std::string(64, 'b'), "key", kNow - kHour, kNow});
    sessions(tx).put_session({std::string(64, 'c'), "key", kNow, kNow - kHour});
    sessions(tx).forget_sessions(kNow, kNow);
  });
  EXPECT_EQ(found(session.id), seen);
  EXPECT_EQ(found(std::string(64, 'b')), std::nullopt) << "began too long ago";
  EXPECT_EQ(found(std::string(64, 'c')), std::nullopt) << "not seen for too long";
  store_->write([&](StoreTransaction& tx) { sessions(tx).remove_session(session.id); });
  EXPECT_EQ(found(session.id), std::nullopt);
}

TEST_P(OverviewStore, AFormIsTakenOnce) {
  const auto take = [&](char c, Instant at) {
    return store_->write<bool>(
        [&](StoreTransaction& tx) { return sessions(tx).take_form(std::string(64, c), at); });
  };
  EXPECT_TRUE(take('a', kNow));
  EXPECT_FALSE(take('a', kNow));
  EXPECT_TRUE(take('b', kNow + kHour));
  store_->write([](StoreTransaction& tx) { sessions(tx).forget_sessions(kNow + kHour, kNow); });
  EXPECT_TRUE(take('a', kNow)) << "forgotten with the sessions of its time";
  EXPECT_FALSE(take('b', kNow));
}

INSTANTIATE_TEST_SUITE_P(Stores, OverviewStore, all_stores(), name_of_store);

}  // namespace
}  // namespace enclosure::app
