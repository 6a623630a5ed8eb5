// What every store promises about long lists (app/ports/lists.h), shown on each implementation.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/store/list_world.h"

namespace enclosure::app {
namespace {

using messaging::MessageState;
using messaging::Stage;
using testing::ElementsAre;
using testing::IsEmpty;

using Names = std::vector<std::string>;

std::string name_of(const ListedOrder& row) {
  return row.order.to_string();
}
std::string name_of(const ListedDocument& row) {
  return row.order.to_string();
}
std::string name_of(const ListedMessage& row) {
  return row.plan.order.to_string() + "/" + std::to_string(static_cast<int>(row.plan.stage));
}
template <typename Row>
Names names_of(const std::vector<Row>& rows) {
  Names names;
  for (const Row& row : rows) names.push_back(name_of(row));
  return names;
}

class Lists : public ListWorld {
 protected:
  PageOf<ListedOrder> page(const OrderFilter& filter, const PageAt& at) {
    return store().read<PageOf<ListedOrder>>(
        [&](StoreTransaction& tx) { return tx.list_orders(filter, at); });
  }
  PageOf<ListedDocument> page(const DocumentFilter& filter, const PageAt& at) {
    return store().read<PageOf<ListedDocument>>(
        [&](StoreTransaction& tx) { return tx.list_documents(filter, at); });
  }
  PageOf<ListedMessage> page(const MessageFilter& filter, const PageAt& at) {
    return store().read<PageOf<ListedMessage>>(
        [&](StoreTransaction& tx) { return tx.list_messages(filter, at); });
  }
  PageOf<ListedMessage> page(const MessagesOfState& wanted) {
    return store().read<PageOf<ListedMessage>>(
        [&](StoreTransaction& tx) { return tx.messages_of_state(wanted); });
  }

  template <typename Filter>
  Names all(const Filter& filter) {
    return names_of(page(filter, {}).rows);
  }
  Names all(const MessagesOfState& wanted) { return names_of(page(wanted).rows); }

  /// The next page of a walk through all orders.
  Names walk(std::size_t most) {
    walked_.most = most;
    const auto listed = page(OrderFilter{}, walked_);
    if (!listed.rows.empty()) walked_.behind = listed.rows.back().position;
    return names_of(listed.rows);
  }

  PageAt walked_;
};

TEST_P(Lists, AnOrderOfTheSameSecondIsNotLeftOut) {
  for (const char* order : {"B", "C"}) put(order);
  EXPECT_THAT(walk(2), ElementsAre("B", "C"));
  put("A");
  EXPECT_THAT(walk(2), ElementsAre("A"));
  EXPECT_THAT(walk(2), IsEmpty());
}

TEST_P(Lists, NeitherIsOneOfAClockThatWentBack) {
  put("A");
  EXPECT_THAT(walk(1), ElementsAre("A"));
  put("B", kNow - 5 * kHour);
  EXPECT_THAT(walk(1), ElementsAre("B"));
}

TEST_P(Lists, AnOrderThatComesAgainKeepsItsPlace) {
  for (const char* order : {"A", "B"}) put(order);
  put("A", kNow + kHour, Channel::kAmazon);
  EXPECT_THAT(walk(1), ElementsAre("A"));
  EXPECT_THAT(walk(9), ElementsAre("B"));
}

TEST_P(Lists, GoFromTheNewestAsWell) {
  for (const char* order : {"C", "A", "B"}) {
    put(order);
    plan(order, Stage::kDocuments, MessageState::kScheduled, "", kNow);
  }
  put_invoice("A", 1);
  put_invoice("C", 2);
  walked_.direction = Direction::kNewestFirst;
  EXPECT_THAT(walk(2), ElementsAre("B", "A"));
  put("D");
  EXPECT_THAT(walk(2), ElementsAre("C")) << "what came meanwhile stands before";
  const PageAt newest{1, std::nullopt, Direction::kNewestFirst};
  EXPECT_THAT(names_of(page(DocumentFilter{}, newest).rows), ElementsAre("C"));
  EXPECT_THAT(names_of(page(MessageFilter{}, newest).rows), ElementsAre("B/1"));
}

TEST_P(Lists, APageTellsWhetherOthersComeBehindIt) {
  for (const char* order : {"A", "B"}) put(order);
  EXPECT_TRUE(page(OrderFilter{}, {1, std::nullopt}).more);
  EXPECT_FALSE(page(OrderFilter{}, {2, std::nullopt}).more);
  EXPECT_EQ(page(OrderFilter{}, {1, std::nullopt}).rows.size(), 1U);
}

TEST_P(Lists, MessagesStandInTheOrderInWhichTheyWerePlanned) {
  const auto plan_one = [&](const char* order) {
    plan(order, Stage::kDocuments, MessageState::kScheduled, "", kNow);
  };
  for (const char* order : {"A", "B", "C"}) put(order);
  plan_one("C");
  plan_one("B");
  const auto first = page(MessageFilter{}, {});
  EXPECT_THAT(names_of(first.rows), ElementsAre("C/1", "B/1"));
  plan_one("A");
  plan_one("C");
  EXPECT_THAT(names_of(page(MessageFilter{}, {9, first.rows.back().position}).rows),
              ElementsAre("A/1"));
}

TEST_P(Lists, FindOrdersByStandingAndNumber) {
  for (const char* order : {"305-1", "305_1", "3051", "x-305-1-y"}) put(order);
  put("w", kNow, Channel::kAmazon, Fulfilment::kFbm);
  stand("w", {Standing::kRefused,
              kNow,
              "intra_community",
              {{"A-001", "", "first", "do"}, {"B-001", "", "second", ""}}});
  OrderFilter filter;
  filter.number = "305-1";
  EXPECT_THAT(all(filter), ElementsAre("305-1", "x-305-1-y"));
  filter.number = "305_";
  EXPECT_THAT(all(filter), ElementsAre("305_1")) << "no pattern";
  filter.number = "X-305";
  EXPECT_THAT(all(filter), ElementsAre("x-305-1-y"));
  filter.standing = Standing::kRefused;
  EXPECT_THAT(all(filter), IsEmpty());
  filter.number = "";
  const auto refused = page(filter, {});
  EXPECT_THAT(names_of(refused.rows), ElementsAre("w"));
  const ListedOrder& row = refused.rows.front();
  EXPECT_EQ(row.fault_code, "A-001");
  EXPECT_EQ(row.fault_message, "first");
  EXPECT_EQ(row.fault_hint, "do");
  EXPECT_EQ(row.fulfilment, Fulfilment::kFbm);
  EXPECT_EQ(row.due_by, kNow);
  EXPECT_EQ(row.due_rule, "intra_community");
  EXPECT_EQ(row.position, 5);
}

TEST_P(Lists, OrdersOfOneStandingGoFromTheNewest) {
  for (const char* order : {"A", "B", "C", "D"}) put(order);
  for (const char* order : {"A", "C", "D"}) stand(order, {Standing::kIssued, std::nullopt, "", {}});
  OrderFilter filter;
  filter.standing = Standing::kIssued;
  const auto first = page(filter, {2, std::nullopt, Direction::kNewestFirst});
  EXPECT_THAT(names_of(first.rows), ElementsAre("D", "C"));
  EXPECT_TRUE(first.more);
  const auto last = page(filter, {2, first.rows.back().position, Direction::kNewestFirst});
  EXPECT_THAT(names_of(last.rows), ElementsAre("A"));
  EXPECT_FALSE(last.more);
}

TEST_P(Lists, FindOrdersByChannelTimeAndDocuments) {
  put("A", kNow, Channel::kAmazon, Fulfilment::kFba);
  put("B", kNow + kHour);
  put("C", kNow + 2 * kHour);
  put_invoice("B", 1);
  OrderFilter filter;
  filter.channel = Channel::kAmazon;
  EXPECT_THAT(all(filter), ElementsAre("A"));
  filter = {};
  filter.imported_from = kNow + kHour;
  EXPECT_THAT(all(filter), ElementsAre("B", "C"));
  filter.imported_before = kNow + 2 * kHour;
  EXPECT_THAT(all(filter), ElementsAre("B"));
  filter = {};
  filter.invoiced = false;
  EXPECT_THAT(all(filter), ElementsAre("A", "C"));
  filter.invoiced = true;
  EXPECT_THAT(all(filter), ElementsAre("B"));
  EXPECT_EQ(page(filter, {}).rows.front().documents, 1U);
  filter.channel = Channel::kAmazon;
  EXPECT_THAT(all(filter), IsEmpty());
}

TEST_P(Lists, FindDocumentsByWhatTheyAre) {
  for (const char* order : {"A", "B"}) put(order);
  put_invoice("A", 1);
  put_invoice("B", 2);
  store().write([](StoreTransaction& tx) {
    StoredInvoice note = invoice_for("A", "RC-2026-1", tx.take_next_number("R-2026"));
    note.kind = invoice::InvoiceKind::kCreditNote;
    note.preceding = *InvoiceNumber::parse("R-2026-1");
    note.cancels = true;
    note.total = Money(100, Currency());
    note.issue_date = *parse_date("2026-09-05");
    tx.add_invoice(note);
  });
  DocumentFilter filter;
  const auto listed = page(filter, {});
  ASSERT_EQ(listed.rows.size(), 3U);
  EXPECT_TRUE(listed.rows[0].cancelled);
  EXPECT_FALSE(listed.rows[1].cancelled);
  EXPECT_EQ(listed.rows[2].preceding, listed.rows[0].number);
  filter.order = id("A");
  EXPECT_THAT(all(filter), ElementsAre("A", "A"));
  filter.kind = invoice::InvoiceKind::kInvoice;
  EXPECT_THAT(all(filter), ElementsAre("A"));
  filter = {};
  filter.issued_from = *parse_date("2026-09-02");
  EXPECT_THAT(all(filter), ElementsAre("A"));
  filter.issued_until = *parse_date("2026-09-04");
  EXPECT_THAT(all(filter), IsEmpty());
}

TEST_P(Lists, DeadlinesTheNearestFirst) {
  for (const auto& [order, left] : {std::pair{"A-1", 5}, {"A-2", 1}, {"A-3", 30}}) {
    put(order);
    stand(order, {Standing::kHeld, kNow + left * kHour, "x", {}});
  }
  put("A-4");
  const auto rows = store().read<std::vector<ListedOrder>>(
      [](StoreTransaction& tx) { return tx.list_deadlines(2); });
  EXPECT_THAT(names_of(rows), ElementsAre("A-2", "A-1"));
}

/// Three that were sent, suppressed and are open.
class MessagesInLists : public Lists {
 protected:
  MessagesInLists() {
    for (const char* order : {"A-1", "A-2", "A-3"}) put(order);
    plan("A-1", Stage::kDocuments, MessageState::kSent, "", kNow, kNow + kHour);
    plan("A-2", Stage::kDocuments, MessageState::kSent, "", kNow, kNow + 2 * kHour);
    plan("A-1", Stage::kReview, MessageState::kCancelled, "S:refunded", std::nullopt);
    plan("A-2", Stage::kReview, MessageState::kCancelled, "S:refunded", std::nullopt);
    plan("A-3", Stage::kReview, MessageState::kCancelled, "S:blocked", std::nullopt);
    plan("A-3", Stage::kCheckUp, MessageState::kScheduled, "W:not_delivered", std::nullopt);
    plan("A-2", Stage::kCheckUp, MessageState::kScheduled, "W:not_delivered", std::nullopt);
    plan("A-3", Stage::kDocuments, MessageState::kScheduled, "", kNow + kHour);
    plan("A-1", Stage::kCheckUp, MessageState::kScheduled, "", kNow + kHour);
  }
};

TEST_P(MessagesInLists, AreFoundByOrderStageAndState) {
  MessageFilter filter;
  filter.order = id("A-1");
  EXPECT_THAT(all(filter), ElementsAre("A-1/1", "A-1/2", "A-1/3"));
  filter.stage = Stage::kReview;
  EXPECT_THAT(all(filter), ElementsAre("A-1/2"));
  filter = {};
  filter.state = MessageState::kSent;
  EXPECT_THAT(all(filter), ElementsAre("A-1/1", "A-2/1"));
}

TEST_P(MessagesInLists, OfOneStateGoByTheirMoments) {
  MessagesOfState wanted;
  EXPECT_THAT(all(wanted), ElementsAre("A-1/3", "A-3/1", "A-2/3", "A-3/3"));
  wanted.stage = Stage::kCheckUp;
  EXPECT_THAT(all(wanted), ElementsAre("A-1/3", "A-2/3", "A-3/3"));
  wanted = {};
  wanted.state = MessageState::kSent;
  EXPECT_THAT(all(wanted), ElementsAre("A-2/1", "A-1/1"));
  wanted = {};
  wanted.state = MessageState::kCancelled;
  EXPECT_THAT(all(wanted), ElementsAre("A-3/2", "A-2/2", "A-1/2"));
  wanted.reason = "S:refunded";
  EXPECT_THAT(all(wanted), ElementsAre("A-2/2", "A-1/2"));
}

TEST_P(MessagesInLists, OfOneStateAreWalkedOneByOne) {
  for (const MessageState state :
       {MessageState::kScheduled, MessageState::kSent, MessageState::kCancelled}) {
    MessagesOfState wanted;
    wanted.state = state;
    const Names whole = all(wanted);
    wanted.most = 1;
    Names walked;
    for (bool more = true; more && walked.size() < 9;) {
      const auto listed = page(wanted);
      more = listed.more;
      wanted.behind = moment_of(listed.rows.back());
      walked.push_back(name_of(listed.rows.back()));
    }
    EXPECT_EQ(walked, whole);
  }
}

/// What is sent while the seller looks at what is due takes nothing off the next page.
TEST_P(MessagesInLists, OfOneStateMoveNothingWhenOneLeaves) {
  MessagesOfState wanted;
  wanted.most = 2;
  const auto first = page(wanted);
  EXPECT_THAT(names_of(first.rows), ElementsAre("A-1/3", "A-3/1"));
  plan("A-1", Stage::kCheckUp, MessageState::kSent, "", kNow, kNow);
  plan("A-3", Stage::kDocuments, MessageState::kSent, "", kNow, kNow);
  wanted.behind = moment_of(first.rows.back());
  EXPECT_THAT(all(wanted), ElementsAre("A-2/3", "A-3/3"));
}

INSTANTIATE_TEST_SUITE_P(Stores, Lists, all_stores(), name_of_store);
INSTANTIATE_TEST_SUITE_P(Stores, MessagesInLists, all_stores(), name_of_store);

}  // namespace
}  // namespace enclosure::app
