// What every store promises about the console (app/ports/console_store.h), shown on each
// implementation.

#include <gtest/gtest.h>

#include "tests/store/list_world.h"

namespace enclosure::app {
namespace {

class ConsoleStore : public StoreWorld {
 protected:
  std::optional<ConsoleSession> found(const std::string& id) {
    return store().read<std::optional<ConsoleSession>>(
        [&](StoreTransaction& tx) { return tx.console_session(id); });
  }
  bool take(char form, Instant at = kNow) {
    return store().write<bool>(
        [&](StoreTransaction& tx) { return tx.take_form(std::string(64, form), at); });
  }
  bool is_taken(char form) {
    return store().read<bool>(
        [&](StoreTransaction& tx) { return tx.is_form_taken(std::string(64, form)); });
  }
};

TEST_P(ConsoleStore, SessionsAreKeptSeenAndForgotten) {
  const ConsoleSession session{std::string(64, 'a'), "key", kNow, kNow};
  ConsoleSession seen = session;
  seen.last_seen_at = kNow + kHour;
  store().write([&](StoreTransaction& tx) {
    tx.put_console_session(session);
    tx.put_console_session(seen);
    tx.put_console_session({std::string(64, 'b'), "key", kNow - kHour, kNow});
    tx.put_console_session({std::string(64, 'c'), "key", kNow, kNow - kHour});
    tx.forget_console_sessions(kNow, kNow);
  });
  EXPECT_EQ(found(session.id), seen);
  EXPECT_EQ(found(std::string(64, 'b')), std::nullopt) << "began too long ago";
  EXPECT_EQ(found(std::string(64, 'c')), std::nullopt) << "not seen for too long";
  store().write([&](StoreTransaction& tx) { tx.remove_console_session(session.id); });
  EXPECT_EQ(found(session.id), std::nullopt);
}

TEST_P(ConsoleStore, AFormIsTakenOnce) {
  EXPECT_TRUE(take('a'));
  EXPECT_FALSE(take('a'));
  EXPECT_TRUE(take('b', kNow + kHour));
  store().write([](StoreTransaction& tx) { tx.forget_console_sessions(kNow + kHour, kNow); });
  EXPECT_TRUE(take('a')) << "forgotten with the sessions of its time";
  EXPECT_FALSE(take('b'));
}

TEST_P(ConsoleStore, AskingForAFormTakesNothing) {
  EXPECT_FALSE(is_taken('a'));
  EXPECT_FALSE(is_taken('a'));
  EXPECT_TRUE(take('a'));
  EXPECT_TRUE(is_taken('a'));
  EXPECT_FALSE(is_taken('b'));
}

TEST_P(ConsoleStore, AFormIsFreeAgainWhereItsWorkWasUndone) {
  store().write([](StoreTransaction& tx) {
    const auto undone = tx.attempt<int>([&]() -> Result<int> {
      EXPECT_TRUE(tx.take_form(std::string(64, 'a'), kNow));
      EXPECT_TRUE(tx.is_form_taken(std::string(64, 'a')));
      return Fault{"X-001", "", "", ""};
    });
    EXPECT_FALSE(undone);
    EXPECT_FALSE(tx.is_form_taken(std::string(64, 'a')));
  });
  EXPECT_FALSE(is_taken('a'));
}

INSTANTIATE_TEST_SUITE_P(Stores, ConsoleStore, all_stores(), name_of_store);

}  // namespace
}  // namespace enclosure::app
