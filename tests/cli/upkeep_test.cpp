// What keeps a workspace whole: product files, a second process, `regenerate` and `verify`.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <memory>

#include "app/store/lock.h"
#include "tests/cli/program.h"

namespace enclosure::app {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

// ---- products

TEST(Products, AManualThatIsNoPdfIsFoundByTheDoctorAndHoldsTheMail) {
  const SampleWorkspace shop;
  for (const auto& entry : fs::directory_iterator(shop / "products/manuals"))
    support::spit(entry.path(), "not a PDF");
  const auto doctor = shop.run({"doctor"});
  EXPECT_EQ(doctor.exit_code, 1);
  EXPECT_THAT(doctor.err, HasSubstr("FILE-007"));
  const auto walked = shop.ask({"run", "--until", "2026-09-03T08:00:00Z"});
  EXPECT_GT(walked["invoices"].get<int>(), 0);
  EXPECT_GT(walked["messages"]["1"].value("retryable", 0), 0);
}

TEST(Products, ListShowsEveryDocument) {
  const SampleWorkspace shop;
  const auto listed = shop.ask({"products", "list"});
  EXPECT_GE(listed["products"].size(), 5U);
}

// ---- a second process

TEST(SecondProcess, WorksBesideServe) {
  const SampleWorkspace shop;
  support::Running serving({ENCLOSURE_PROGRAM, "--workspace", shop.path(), "--now", kStart, "serve",
                            "--no-dispatch", "--port", "0"},
                           shop / "serve.out");
  while (support::slurp(shop / "serve.out").find("Listening") == std::string::npos &&
         !serving.has_ended()) {
  }
  for (const char* command : {"issue", "run", "status", "doctor", "verify"}) {
    const auto second = shop.run({command});
    EXPECT_EQ(second.exit_code, 0) << command << second.err;
  }
  serving.signal(SIGTERM);
  EXPECT_EQ(serving.wait(), 0);
  EXPECT_EQ(shop.ask({"verify"})["defects"].size(), 0U);
}

/// A dispatcher that is at work is waited for; it is told who that is.
TEST(SecondProcess, RunWaitsForTheDispatcherOfAnotherProcess) {
  const SampleWorkspace shop;
  auto other = JobLock::try_take(shop.path(), Job::kDispatch);
  ASSERT_TRUE(other);
  support::Running running(
      {ENCLOSURE_PROGRAM, "--workspace", shop.path(), "--now", kStart, "--quiet", "run", "--once"},
      shop / "run.out");
  while (support::slurp(shop / "run.out.err").find("waiting") == std::string::npos &&
         !running.has_ended()) {
  }
  EXPECT_THAT(support::slurp(shop / "run.out.err"),
              HasSubstr("process " + std::to_string(::getpid()) + " has the dispatcher"));
  EXPECT_FALSE(std::filesystem::exists(shop / "outbox"));
  other.reset();
  EXPECT_EQ(running.wait(), 0);
  EXPECT_TRUE(std::filesystem::exists(shop / "outbox"));
}

TEST(SecondProcess, InitMakesOneWorkspace) {
  const support::TemporaryFolder folder;
  std::vector<std::unique_ptr<support::Running>> all;
  for (int i = 0; i < 3; ++i) {
    all.push_back(std::make_unique<support::Running>(
        std::vector<std::string>{ENCLOSURE_PROGRAM, "init", folder / "shop"},
        folder / ("out" + std::to_string(i))));
  }
  int made = 0;
  for (const auto& one : all) {
    const int code = one->wait();
    EXPECT_THAT(code, testing::AnyOf(0, 78));
    made += code == 0;
  }
  EXPECT_EQ(made, 1);
}

// ---- documents

TEST(Regenerate, ADamagedLogoInTheArchiveIsAFaultNotAnotherDocument) {
  const SampleWorkspace shop;
  ASSERT_EQ(shop.run({"issue"}).exit_code, 0);
  for (const auto& entry : fs::recursive_directory_iterator(shop / "archive")) {
    if (entry.is_regular_file() && support::slurp(entry.path()).starts_with("\x89PNG"))
      support::spit(entry.path(), "gone");
  }
  const auto finished = shop.run({"regenerate", "--all", "--verify"});
  EXPECT_EQ(finished.exit_code, 1);
  EXPECT_THAT(finished.err, HasSubstr("REGENERATE-001"));
}

TEST(Verify, FindsAChangedDocument) {
  const SampleWorkspace shop;
  ASSERT_EQ(shop.run({"issue"}).exit_code, 0);
  for (const auto& entry : fs::recursive_directory_iterator(shop / "archive")) {
    if (entry.is_regular_file() && support::slurp(entry.path()).starts_with("%PDF")) {
      support::spit(entry.path(), "%PDF-1.7 another one");
      break;
    }
  }
  const auto finished = shop.run({"verify"});
  EXPECT_EQ(finished.exit_code, 1);
  EXPECT_THAT(finished.err, HasSubstr("VERIFY-004"));
}

TEST(Regenerate, RestoresWhatTheArchiveHasLostAndNothingElse) {
  const SampleWorkspace shop;
  ASSERT_EQ(shop.run({"issue"}).exit_code, 0);
  int damaged = 0;
  for (const auto& entry : fs::recursive_directory_iterator(shop / "archive")) {
    if (!entry.is_regular_file()) continue;
    if (++damaged % 2 == 0) {
      support::spit(entry.path(), "other bytes");
    } else {
      fs::remove(entry.path());
    }
  }
  const auto found = shop.run({"verify"});
  EXPECT_EQ(found.exit_code, 1);
  EXPECT_THAT(found.err, HasSubstr("more of this kind"));
  EXPECT_THAT(found.err, HasSubstr("--restore"));
  EXPECT_LT(std::count(found.err.begin(), found.err.end(), '\n'), 12) << found.err;
  const std::size_t told = shop.ask({"verify"})["defects"].size();
  EXPECT_GE(told, static_cast<std::size_t>(damaged)) << "--json lists every one";

  const auto restored = shop.ask({"regenerate", "--all", "--restore"});
  EXPECT_EQ(restored["restored"], damaged) << restored;
  EXPECT_EQ(shop.run({"verify"}).exit_code, 0);
  EXPECT_EQ(shop.ask({"regenerate", "--all", "--restore"})["restored"], 0);
}

TEST(Verify, ADamagedDatabaseIsAFaultBeforeANumberIsDrawn) {
  for (const char* damage : {"header", "middle", "half", "empty"}) {
    const SampleWorkspace shop;
    const std::string kind = damage;
    std::string bytes = support::slurp(shop / "enclosure.db");
    if (kind == "header") bytes.replace(0, 100, std::string(100, 'x'));
    if (kind == "middle") bytes.replace(4096, bytes.size() - 8192, bytes.size() - 8192, '\x5a');
    if (kind == "half") bytes.resize(bytes.size() / 2);
    if (kind == "empty") bytes.clear();
    for (const char* side : {"enclosure.db-wal", "enclosure.db-shm"}) fs::remove(shop / side);
    support::spit(shop / "enclosure.db", bytes);
    for (const std::string command : {"verify", "status", "issue"}) {
      if (kind == "empty" && command == "issue") continue;  // nothing was issued: it begins anew
      const auto finished = shop.run({command});
      EXPECT_THAT(finished.exit_code, testing::AnyOf(69, 78, 1)) << kind << " " << command;
      EXPECT_THAT(finished.err, HasSubstr("backup")) << kind << " " << command << finished.err;
      EXPECT_FALSE(fs::exists(shop / "archive")) << kind << ": a document was made";
    }
  }
}

TEST(Verify, ALostDatabaseDoesNotBeginTheNumbersAnew) {
  const SampleWorkspace shop;
  ASSERT_EQ(shop.run({"issue"}).exit_code, 0);
  for (const char* name : {"enclosure.db", "enclosure.db-wal", "enclosure.db-shm"})
    fs::remove(shop / name);
  for (const char* command : {"issue", "run", "doctor"}) {
    const auto finished = shop.run({command});
    EXPECT_THAT(finished.exit_code, testing::AnyOf(69, 1)) << command;
    EXPECT_THAT(finished.err, HasSubstr("restore it from a backup")) << command;
    EXPECT_FALSE(fs::exists(shop / "enclosure.db")) << command;
  }
}

/// What was issued in one look is made again in it, whatever the configuration says by then; what
/// corrects it has the look of its own day.
TEST(Regenerate, KeepsTheLookOfTheDay) {
  const SampleWorkspace shop;
  auto config = nlohmann::json::parse(support::slurp(shop / "enclosure.json"));
  config["links"]["base_url"] = "https://invoices.example";
  config["documents"] = {{"theme", "classic"},
                         {"paper", "letter"},
                         {"accent", "#7A1F3D"},
                         {"second_language", "fr"},
                         {"qr", {"payment", "link"}}};
  support::spit(shop / "enclosure.json", config.dump());
  const std::string later = "2026-09-03T08:00:00Z";
  ASSERT_EQ(shop.run({"issue"}, later).exit_code, 0);
  config["documents"] = {{"theme", "compact"}};
  support::spit(shop / "enclosure.json", config.dump());
  const auto again = shop.run({"regenerate", "--all", "--verify", "--out", shop / "again"}, later);
  EXPECT_EQ(again.exit_code, 0) << again.err;
  const auto credited = shop.ask({"credit", "W-10021", "--all"}, later);
  ASSERT_TRUE(credited.contains("number")) << credited;
  ASSERT_EQ(shop.run({"regenerate", "--all", "--out", shop / "again"}, later).exit_code, 0);
  for (const auto& entry : fs::directory_iterator(shop / "again")) {
    const bool is_credit = entry.path().filename().string().starts_with("RC-");
    EXPECT_THAT(support::run({"pdfinfo", entry.path()}).out, HasSubstr(is_credit ? "A4" : "letter"))
        << entry.path();
  }
}

}  // namespace
}  // namespace enclosure::app
