// What every store promises about hand-overs and about reports of what came back
// (app/ports/outbox_store.h, app/ports/bounce_store.h).

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/errors.h"
#include "tests/store/store_world.h"

namespace enclosure::app {
namespace {

using messaging::MessageState;
using messaging::Stage;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

const OrderId kOrder = *OrderId::parse("A-1");
const std::string kUid(64, 'd');

Order mailed_order(const char* id) {
  Order order;
  order.id = *OrderId::parse(id);
  order.buyer.email = *EmailAddress::parse("b@mail.example");
  return order;
}

HandOver hand_over(int attempt, Instant begun_at = kNow, Stage stage = Stage::kDocuments) {
  return {kOrder, stage, attempt, Channel::kAmazon, "me", begun_at, begun_at + minutes{20}};
}

StoredBounce report(char letter, const char* bounce_class, Instant read_at = kNow) {
  StoredBounce bounce;
  bounce.id = std::string(64, letter);
  bounce.read_at = read_at;
  bounce.bounce_class = bounce_class;
  bounce.rule = "5.2.2";
  bounce.status = "5.2.2";
  bounce.detail = "552 voll: über die Grenze";
  bounce.order = kOrder;
  bounce.stage = Stage::kReview;
  bounce.recipient_key = "key";
  return bounce;
}

struct Kind {
  const char* name;
  bool in_file;
};
void PrintTo(const Kind& kind, std::ostream* out) {
  *out << kind.name;
}

class OutboxStore : public testing::TestWithParam<Kind> {
 protected:
  OutboxStore() {
    act([](StoreTransaction& tx) {
      tx.put_order(mailed_order("A-1"), kNow);
      std::vector<messaging::PlannedMessage> plan(3);
      for (int i = 0; i < 3; ++i) {
        plan[static_cast<std::size_t>(i)].order = kOrder;
        plan[static_cast<std::size_t>(i)].stage = static_cast<Stage>(i + 1);
      }
      tx.enqueue(plan, kNow);
    });
  }

  void act(const std::function<void(StoreTransaction&)>& work) { store_.write(work); }

  /// As another process finds it; in memory there is no other.
  void look_again(const std::function<void(StoreTransaction&)>& work) {
    if (!GetParam().in_file) return store_.read(work);
    SqliteStore other((folder_ / "enclosure.db").string(), SqliteStore::Mode::kReadOnly);
    other.read(work);
  }

  void sent(Stage stage, Instant at, const std::string& key, const std::string& id) {
    act([&](StoreTransaction& tx) {
      StoredMessage message = tx.messages_of(kOrder).at(static_cast<std::size_t>(stage) - 1);
      message.plan.state = MessageState::kSent;
      message.sent_at = at;
      message.recipient_key = key;
      message.message_id = id;
      tx.update_message(message);
    });
  }

 private:
  support::TemporaryFolder folder_;
  SqliteStore store_{GetParam().in_file ? (folder_ / "enclosure.db").string() : ":memory:",
                     SqliteStore::Mode::kReadWrite};
};
INSTANTIATE_TEST_SUITE_P(Sqlite, OutboxStore,
                         testing::Values(Kind{"Memory", false}, Kind{"File", true}),
                         [](const auto& param) { return param.param.name; });

TEST_P(OutboxStore, OneHandOverOfAMessageIsOpenAtATime) {
  act([](StoreTransaction& tx) {
    EXPECT_FALSE(tx.open_hand_over(kOrder, Stage::kDocuments));
    EXPECT_TRUE(tx.begin_hand_over(hand_over(1)));
    EXPECT_FALSE(tx.begin_hand_over(hand_over(2)));
    EXPECT_TRUE(tx.begin_hand_over(hand_over(1, kNow, Stage::kReview)));  // of another message
    EXPECT_EQ(tx.open_hand_over(kOrder, Stage::kDocuments), hand_over(1));
  });
  act([](StoreTransaction& tx) {
    tx.end_hand_over(kOrder, Stage::kDocuments, HandOverEnd::kRetry);
    tx.end_hand_over(kOrder, Stage::kCheckUp, HandOverEnd::kSent);  // none is open: nothing
    EXPECT_FALSE(tx.open_hand_over(kOrder, Stage::kDocuments));
    EXPECT_TRUE(tx.begin_hand_over(hand_over(2, kNow + minutes{5})));
    EXPECT_EQ(tx.open_hand_over(kOrder, Stage::kDocuments)->attempt, 2);
  });
}

TEST_P(OutboxStore, CountsWhatStayedUnknown) {
  act([](StoreTransaction& tx) {
    const HandOverEnd ends[] = {HandOverEnd::kUnknown, HandOverEnd::kRetry, HandOverEnd::kUnknown,
                                HandOverEnd::kFailed, HandOverEnd::kSent};
    for (int i = 0; i < 5; ++i) {
      ASSERT_TRUE(tx.begin_hand_over(hand_over(i + 1)));
      tx.end_hand_over(kOrder, Stage::kDocuments, ends[i]);
    }
    EXPECT_EQ(tx.unknown_hand_overs(kOrder, Stage::kDocuments), 2);
    EXPECT_EQ(tx.unknown_hand_overs(kOrder, Stage::kReview), 0);
  });
}

TEST_P(OutboxStore, TellsWhenTheNextLeaseEnds) {
  act([](StoreTransaction& tx) {
    EXPECT_FALSE(tx.next_lease_end_after(kNow));
    ASSERT_TRUE(tx.begin_hand_over(hand_over(1)));
    ASSERT_TRUE(tx.begin_hand_over(hand_over(1, kNow + minutes{3}, Stage::kReview)));
    EXPECT_EQ(tx.next_lease_end_after(kNow), kNow + minutes{20});
    EXPECT_EQ(tx.next_lease_end_after(kNow + minutes{20}), kNow + minutes{23});
    EXPECT_FALSE(tx.next_lease_end_after(kNow + minutes{23}));
    tx.end_hand_over(kOrder, Stage::kDocuments, HandOverEnd::kSent);
    EXPECT_EQ(tx.next_lease_end_after(kNow), kNow + minutes{23});
  });
}

TEST_P(OutboxStore, TellsThePaceOfAChannel) {
  act([](StoreTransaction& tx) {
    EXPECT_FALSE(tx.first_hand_over(Channel::kAmazon));
    for (int i = 3; i > 0; --i) {
      ASSERT_TRUE(tx.begin_hand_over(hand_over(i, kNow + minutes{i})));
      tx.end_hand_over(kOrder, Stage::kDocuments, HandOverEnd::kFailed);
    }
    EXPECT_THAT(tx.hand_overs_since(Channel::kAmazon, kNow + minutes{1}),
                ElementsAre(kNow + minutes{2}, kNow + minutes{3}));
    EXPECT_THAT(tx.hand_overs_since(Channel::kShop, kNow), IsEmpty());
    EXPECT_EQ(tx.first_hand_over(Channel::kAmazon), kNow + minutes{1});
    EXPECT_FALSE(tx.first_hand_over(Channel::kShop));
  });
}

TEST_P(OutboxStore, WhatIsUndoneBeganNever) {
  try {
    act([](StoreTransaction& tx) {
      EXPECT_TRUE(tx.begin_hand_over(hand_over(1)));
      throw WorldError(kExitUnavailable, "cut off", "");
    });
  } catch (const WorldError&) {
  }
  act([](StoreTransaction& tx) { EXPECT_TRUE(tx.begin_hand_over(hand_over(1))); });
}

TEST_P(OutboxStore, AnotherProcessFindsWhatIsUnderWay) {
  act([](StoreTransaction& tx) {
    ASSERT_TRUE(tx.begin_hand_over(hand_over(1)));
    ASSERT_TRUE(tx.begin_hand_over(hand_over(3, kNow, Stage::kReview)));
    tx.end_hand_over(kOrder, Stage::kReview, HandOverEnd::kUnknown);
    ASSERT_TRUE(tx.add_bounce(report('a', "hard")));
    tx.note_mail(kUid, kNow);
  });
  look_again([](StoreTransaction& tx) {
    EXPECT_EQ(tx.open_hand_over(kOrder, Stage::kDocuments), hand_over(1));
    EXPECT_FALSE(tx.open_hand_over(kOrder, Stage::kReview));
    EXPECT_EQ(tx.unknown_hand_overs(kOrder, Stage::kReview), 1);
    EXPECT_THAT(tx.bounces_since(kNow), ElementsAre(report('a', "hard")));
    EXPECT_TRUE(tx.has_bounce(std::string(64, 'a')));
    EXPECT_TRUE(tx.knows_mail(kUid));
    EXPECT_FALSE(tx.knows_mail(std::string(64, 'e')));
  });
}

TEST_P(OutboxStore, WhatEndedIsNotOpenedAgain) {
  act([](StoreTransaction& tx) {
    ASSERT_TRUE(tx.begin_hand_over(hand_over(1)));
    tx.end_hand_over(kOrder, Stage::kDocuments, HandOverEnd::kSent);
    tx.end_hand_over(kOrder, Stage::kDocuments, HandOverEnd::kUnknown);  // it has ended
    EXPECT_EQ(tx.unknown_hand_overs(kOrder, Stage::kDocuments), 0);
    EXPECT_THAT(tx.hand_overs_since(Channel::kAmazon, kNow - seconds{1}), ElementsAre(kNow));
  });
}

TEST_P(OutboxStore, AReportThatIsUndoneWasNeverRead) {
  try {
    act([](StoreTransaction& tx) {
      EXPECT_TRUE(tx.add_bounce(report('a', "too_large")));
      tx.note_mail(kUid, kNow);
      throw WorldError(kExitUnavailable, "cut off", "");
    });
  } catch (const WorldError&) {
  }
  act([](StoreTransaction& tx) {
    EXPECT_FALSE(tx.has_bounce(std::string(64, 'a')));
    EXPECT_FALSE(tx.came_back_too_large("key"));
    EXPECT_FALSE(tx.knows_mail(kUid));
    EXPECT_TRUE(tx.add_bounce(report('a', "too_large")));
  });
}

TEST_P(OutboxStore, KeepsEachReportOnceAsItWas) {
  act([](StoreTransaction& tx) {
    EXPECT_FALSE(tx.has_bounce(std::string(64, 'a')));
    EXPECT_TRUE(tx.add_bounce(report('b', "soft", kNow + seconds{1})));
    EXPECT_TRUE(tx.add_bounce(report('a', "hard")));
    EXPECT_FALSE(tx.add_bounce(report('a', "too_large", kNow + minutes{1})));
    EXPECT_TRUE(tx.has_bounce(std::string(64, 'a')));
    StoredBounce foreign = report('c', "none", kNow + seconds{2});
    foreign.order = {};
    foreign.stage.reset();
    foreign.recipient_key.clear();
    EXPECT_TRUE(tx.add_bounce(foreign));
    EXPECT_THAT(tx.bounces_since(kNow),
                ElementsAre(report('a', "hard"), report('b', "soft", kNow + seconds{1}), foreign));
    EXPECT_THAT(tx.bounces_since(kNow + seconds{2}), ElementsAre(foreign));
    EXPECT_EQ(tx.count_bounces("soft", kNow), 1U);
    EXPECT_EQ(tx.count_bounces("soft", kNow + seconds{2}), 0U);
    EXPECT_EQ(tx.count_bounces("unknown", kNow), 0U);
  });
}

TEST_P(OutboxStore, RemembersWhoseMailsAreTooLarge) {
  act([](StoreTransaction& tx) {
    tx.add_bounce(report('a', "soft"));
    EXPECT_FALSE(tx.came_back_too_large("key"));
    StoredBounce nobody = report('b', "too_large");
    nobody.recipient_key.clear();
    tx.add_bounce(nobody);
    EXPECT_FALSE(tx.came_back_too_large("key"));
    EXPECT_FALSE(tx.came_back_too_large(""));
    tx.add_bounce(report('c', "too_large"));
    EXPECT_TRUE(tx.came_back_too_large("key"));
  });
}

TEST_P(OutboxStore, FindsTheMessageOfAReport) {
  sent(Stage::kDocuments, kNow, "key", "A-1.documents@shop.example");
  sent(Stage::kReview, kNow + minutes{1}, "key", "A-1.review@shop.example");
  act([](StoreTransaction& tx) {
    EXPECT_EQ(tx.message_by_id("A-1.documents@shop.example"),
              (MessageKey{kOrder, Stage::kDocuments}));
    EXPECT_FALSE(tx.message_by_id("another@shop.example"));
    EXPECT_FALSE(tx.message_by_id(""));  // that of the stage which was not sent
    EXPECT_EQ(tx.last_message_to("key"), (MessageKey{kOrder, Stage::kReview}));
    EXPECT_FALSE(tx.last_message_to("other"));
    EXPECT_FALSE(tx.last_message_to(""));
  });
}

TEST_P(OutboxStore, AMailOfTheMailboxIsFetchedOnce) {
  act([](StoreTransaction& tx) {
    EXPECT_FALSE(tx.knows_mail(kUid));
    tx.note_mail(kUid, kNow);
    tx.note_mail(kUid, kNow + minutes{1});
    EXPECT_TRUE(tx.knows_mail(kUid));
  });
}

}  // namespace
}  // namespace enclosure::app
