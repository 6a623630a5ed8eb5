// Several threads and processes on one store: docs/decisions/0140.

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <future>
#include <thread>

#include "app/errors.h"
#include "app/store/data.h"
#include "app/store/lock.h"
#include "app/store/patience.h"
#include "app/store/sqlite_connection.h"
#include "app/store/sqlite_store.h"
#include "app/store/write_ahead_log.h"
#include "app/store/write_turn.h"
#include "tests/store/raw_sql.h"
#include "tests/support/process.h"

namespace enclosure::app {
namespace {

using Mode = SqliteStore::Mode;
using std::chrono::milliseconds;

std::int64_t last_number(Store& store) {
  return store.read<std::int64_t>([](StoreTransaction& tx) {
    const auto all = tx.series();
    return all.empty() ? 0 : all.front().second;
  });
}

std::string setting(Store& store, const std::string& key) {
  return store.read<std::string>([&](StoreTransaction& tx) { return tx.setting(key); });
}

class SeveralProcesses : public testing::Test {
 protected:
  [[nodiscard]] std::filesystem::path file() const { return folder_ / "enclosure.db"; }

  [[nodiscard]] std::unique_ptr<support::Running> start(const std::string& what, int count = 0) {
    const std::string name = "out" + std::to_string(started_++);
    return std::make_unique<support::Running>(
        std::vector<std::string>{SECOND_PROCESS, file().string(), what, std::to_string(count)},
        folder_ / name);
  }

  /// One that says when it has what it came for.
  std::unique_ptr<support::Running> start_and_wait(const std::string& what) {
    const auto said = folder_ / ("out" + std::to_string(started_));
    auto process = start(what);
    while (!process->has_ended() && support::slurp(said).find("ready") == std::string::npos)
      std::this_thread::yield();
    EXPECT_FALSE(process->has_ended()) << support::slurp(said.string() + ".err");
    return process;
  }

  support::TemporaryFolder folder_;
  int started_ = 0;
};

TEST_F(SeveralProcesses, ReadersWaitForNobodyWhoWrites) {
  SqliteStore store(file().string(), Mode::kReadWrite, milliseconds{200});
  store.write([](StoreTransaction& tx) { tx.put_setting("a", "before"); });
  store.write([&](StoreTransaction& tx) {
    tx.put_setting("a", "after");
    std::async(std::launch::async, [&] { EXPECT_EQ(setting(store, "a"), "before"); }).get();
    SqliteStore other(file().string(), Mode::kReadOnly, milliseconds{200});
    EXPECT_EQ(setting(other, "a"), "before");
  });
  EXPECT_EQ(setting(store, "a"), "after");
}

TEST_F(SeveralProcesses, WhoeverCannotHaveTheStoreInTimeIsToldToTryLater) {
  SqliteStore store(file().string(), Mode::kReadWrite, milliseconds{50});
  const auto other = start_and_wait("hold");
  try {
    store.write([](StoreTransaction& tx) { tx.put_setting("a", "1"); });
    ADD_FAILURE() << "two wrote at once";
  } catch (const WorldError& error) {
    EXPECT_EQ(error.exit_code(), kExitTryLater) << error.what();
  }
  EXPECT_EQ(setting(store, "half"), "") << "reading goes on";
}

TEST_F(SeveralProcesses, AKilledWriterLeavesNothingHalfDoneAndKeepsNobodyOut) {
  SqliteStore store(file().string(), Mode::kReadWrite);
  const auto other = start_and_wait("hold");
  other->signal(SIGKILL);
  EXPECT_EQ(other->wait(), 128 + SIGKILL);
  store.write([](StoreTransaction& tx) { EXPECT_EQ(tx.setting("half"), ""); });
  EXPECT_TRUE(store.check().empty());
}

TEST_F(SeveralProcesses, NumbersOfAllTogetherHaveNoGapAndNoDouble) {
  constexpr int kEach = 60;
  SqliteStore store(file().string(), Mode::kReadWrite, 10 * kPatience);
  std::vector<std::unique_ptr<support::Running>> processes;
  for (int i = 0; i < 3; ++i) processes.push_back(start("numbers", kEach));
  std::vector<std::jthread> threads;
  std::atomic<int> taken = 0;
  for (int i = 0; i < 3; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < kEach; ++n) {
        store.write([&](StoreTransaction& tx) {
          const auto number = std::to_string(tx.take_next_number("R-2026"));
          tx.put_setting("times " + number, tx.setting("times " + number) + "x");
        });
        ++taken;
      }
    });
  }
  threads.clear();
  for (const auto& process : processes) EXPECT_EQ(process->wait(), 0);
  EXPECT_EQ(taken, 3 * kEach);
  EXPECT_EQ(last_number(store), 6 * kEach);
  for (int n = 1; n <= 6 * kEach; ++n)
    EXPECT_EQ(setting(store, "times " + std::to_string(n)), "x") << n;
}

/// SQLite alone gives its lock to whoever looks first: a process that writes all the time.
TEST_F(SeveralProcesses, WhoeverWritesAllTheTimeKeepsNobodyOut) {
  SqliteStore store(file().string(), Mode::kReadWrite, 10 * kPatience);
  const auto other = start("numbers", 1'000'000);
  while (last_number(store) == 0 && !other->has_ended()) std::this_thread::yield();
  for (int i = 0; i < 20; ++i) {
    const auto before = last_number(store);
    store.write([&](StoreTransaction& tx) { tx.put_setting("mine", std::to_string(i)); });
    while (last_number(store) == before && !other->has_ended()) std::this_thread::yield();
  }
  EXPECT_FALSE(other->has_ended());
  other->signal(SIGKILL);
  other->wait();
}

TEST_F(SeveralProcesses, ReadersSeeOneMomentWhileOthersWrite) {
  SqliteStore store(file().string(), Mode::kReadWrite);
  std::atomic<bool> done = false;
  std::vector<std::jthread> readers;
  for (int i = 0; i < 4; ++i) {
    readers.emplace_back([&] {
      int last = 0;
      while (!done) {
        store.read([&](StoreTransaction& tx) {
          const std::string a = tx.setting("a");
          std::this_thread::yield();
          EXPECT_EQ(tx.setting("b"), a);
          const int now = a.empty() ? 0 : std::stoi(a);
          EXPECT_GE(now, last);
          last = now;
        });
      }
    });
  }
  for (int i = 1; i <= 100; ++i) {
    store.write([&](StoreTransaction& tx) {
      tx.put_setting("a", std::to_string(i));
      tx.put_setting("b", std::to_string(i));
    });
  }
  done = true;
}

/// More readers at once than there are connections: some wait for a moment, none fails.
TEST_F(SeveralProcesses, MoreReadersThanConnections) {
  SqliteStore store(file().string(), Mode::kReadWrite);
  store.write([](StoreTransaction& tx) { tx.put_setting("a", "1"); });
  std::vector<std::jthread> readers;
  for (int i = 0; i < 40; ++i) {
    readers.emplace_back([&] {
      for (int n = 0; n < 10; ++n) EXPECT_EQ(setting(store, "a"), "1");
    });
  }
}

// ---- has anything changed?

TEST_F(SeveralProcesses, TheVersionGrowsWithCommitsOfAnotherProcess) {
  SqliteStore store(file().string(), Mode::kReadWrite);
  const auto before = store.data_version();
  EXPECT_EQ(store.data_version(), before);
  EXPECT_EQ(start("numbers", 1)->wait(), 0);
  const auto after = store.data_version();
  EXPECT_GT(after, before);
  EXPECT_EQ(last_number(store), 1);
  EXPECT_EQ(store.data_version(), after);
}

TEST_F(SeveralProcesses, TheVersionIsKnownToThoseWhoOnlyLook) {
  SqliteStore store(file().string(), Mode::kReadWrite);
  SqliteStore looks(file().string(), Mode::kReadOnly);
  const auto before = looks.data_version();
  store.write([](StoreTransaction& tx) { tx.put_setting("a", "1"); });
  EXPECT_GT(looks.data_version(), before);
}

// ---- the form of the database

TEST_F(SeveralProcesses, OfManyThatStartOnAnOldStoreOneBringsItUpToDate) {
  ASSERT_EQ(raw(file(), store_data::files().front().bytes.data()), "");
  ASSERT_EQ(raw(file(), "PRAGMA user_version = 1"), "");
  std::vector<std::unique_ptr<support::Running>> processes;
  for (int i = 0; i < 5; ++i) processes.push_back(start("open"));
  for (const auto& process : processes) EXPECT_EQ(process->wait(), 0);
  SqliteStore store(file().string(), Mode::kReadOnly);
  EXPECT_TRUE(store.check().empty());
}

TEST_F(SeveralProcesses, AStoreInUseIsNotBroughtUpToDateUnderneath) {
  ASSERT_EQ(raw(file(), store_data::files().front().bytes.data()), "");
  ASSERT_EQ(raw(file(), "PRAGMA user_version = 1"), "");
  const auto open = [&] { SqliteStore(file().string(), Mode::kReadWrite, milliseconds{50}); };
  {
    const LockFile older(lock_file_of(folder_.path()));
    ASSERT_TRUE(older.try_share());
    try {
      open();
      ADD_FAILURE() << "brought up to date while another one works with it";
    } catch (const WorldError& error) {
      EXPECT_EQ(error.exit_code(), kExitTryLater);
      EXPECT_THAT(error.what(), testing::HasSubstr("older version"));
    }
  }
  EXPECT_NO_THROW(open());
}

/// Versions up to 0.1 had the whole workspace for themselves.
TEST_F(SeveralProcesses, AProcessOfTheFirstVersionIsLeftAlone) {
  { const SqliteStore made(file().string(), Mode::kReadWrite); }
  const int fd = ::open((folder_ / "enclosure.lock").c_str(), O_RDWR | O_CLOEXEC);
  ASSERT_EQ(::flock(fd, LOCK_EX | LOCK_NB), 0) << "whoever has gone has let go";
  EXPECT_THROW(SqliteStore(file().string(), Mode::kReadWrite, milliseconds{50}), WorldError);
  ::close(fd);
  const SqliteStore store(file().string(), Mode::kReadWrite);
  const int first = ::open((folder_ / "enclosure.lock").c_str(), O_RDWR | O_CLOEXEC);
  EXPECT_NE(::flock(first, LOCK_EX | LOCK_NB), 0) << "it would work beside us";
  ::close(first);
}

// ---- the log

TEST_F(SeveralProcesses, TheLogBeginsAnewThoughSomebodyAlwaysReads) {
  SqliteConnection writer(file().string(), kPatience);
  writer.script("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; CREATE TABLE t (a TEXT)");
  WriteAheadLog log(writer, kPatience, {.move = 20, .restart = 100});
  std::atomic<bool> done = false;
  std::vector<std::jthread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      SqliteConnection reader(file().string(), kPatience);
      while (!done) {
        reader.script("BEGIN; SELECT count(*) FROM t");
        std::this_thread::yield();
        reader.script("SELECT count(*) FROM t; COMMIT");
      }
    });
  }
  constexpr int kCommits = 1000;  // of three pages or more each
  for (int i = 0; i < kCommits; ++i) {
    writer.script("INSERT INTO t VALUES (printf('%08000d', 0))");
    log.tidy();
  }
  done = true;
  constexpr std::uintmax_t kPage = 4096 + 24;
  EXPECT_LT(std::filesystem::file_size(file().string() + "-wal"), kPage * kCommits);
}

// ---- jobs

TEST_F(SeveralProcesses, AJobIsOneProcesssAtATime) {
  {
    const auto mine = JobLock::try_take(folder_.path(), Job::kDispatch);
    ASSERT_TRUE(mine);
    EXPECT_FALSE(JobLock::try_take(folder_.path(), Job::kDispatch));
    EXPECT_TRUE(JobLock::try_take(folder_.path(), Job::kMailbox)) << "another job is free";
  }
  EXPECT_TRUE(JobLock::try_take(folder_.path(), Job::kDispatch)) << "it is given back";
}

TEST_F(SeveralProcesses, WhoeverWaitsForAJobIsToldWhoHasItAndGetsItWhenThatOneDies) {
  const auto other = start_and_wait("dispatch");
  try {
    (void)JobLock::take(folder_.path(), Job::kDispatch, milliseconds{30});
    ADD_FAILURE() << "two have it";
  } catch (const WorldError& error) {
    EXPECT_EQ(error.exit_code(), kExitTryLater);
    EXPECT_THAT(error.what(), testing::ContainsRegex("process [0-9]+ has the dispatcher"));
  }
  other->signal(SIGKILL);
  EXPECT_NO_THROW(JobLock::take(folder_.path(), Job::kDispatch, kPatience));
}

TEST(ThreadQueue, WhoeverGivesUpWaitingStandsInNobodysWay) {
  ThreadQueue queue;
  const auto now = std::chrono::steady_clock::now();
  ASSERT_TRUE(queue.enter(now));
  std::jthread([&] { EXPECT_FALSE(queue.enter(now)); }).join();
  queue.leave();
  EXPECT_TRUE(queue.enter(now));
}

}  // namespace
}  // namespace enclosure::app
