// Makers' servers as a script: what is asked, how often, and what is said about the answers.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "app/errors.h"
#include "app/products/check_links.h"
#include "app/products/link_memory.h"
#include "app/store/sqlite_store.h"

namespace enclosure::app {
namespace {

using namespace std::chrono_literals;
using attachments::Catalogue;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using Kind = LinkQuestion::Kind;

const Instant kNow = *parse_instant("2026-09-01T08:00:00Z");

/// Answers as told, and writes down what was asked.
class ScriptedProbe : public LinkProbe {
 public:
  LinkAnswer ask(const LinkQuestion& question) override {
    asked.push_back({question.url, question.kind});
    const auto kind = answers.find({question.url, question.kind});
    if (kind != answers.end()) return kind->second;
    LinkAnswer gone;
    gone.status = 404;
    return gone;
  }
  void pause(std::chrono::milliseconds duration) override { paused += duration; }

  void say(const std::string& url, Kind kind, const LinkAnswer& answer) {
    answers[{url, kind}] = answer;
  }

  std::map<std::pair<std::string, Kind>, LinkAnswer> answers;
  std::vector<std::pair<std::string, Kind>> asked;
  std::chrono::milliseconds paused{};
};

LinkAnswer status(int code) {
  LinkAnswer answer;
  answer.status = code;
  answer.took = 100ms;
  return answer;
}
LinkAnswer redirect(const std::string& to) {
  LinkAnswer answer = status(302);
  answer.location = to;
  return answer;
}
LinkAnswer trouble(const std::string& code) {
  LinkAnswer answer;
  answer.trouble = code;
  answer.told = "told";
  return answer;
}
LinkAnswer file(std::uint64_t size, const std::string& sha256 = "") {
  LinkAnswer answer = status(200);
  answer.size = size;
  answer.sha256 = sha256;
  answer.bytes = sha256.empty() ? 0 : size;
  return answer;
}

/// A catalogue with a driver for each address; `more` are further members of each.
Catalogue catalogue(const std::vector<std::string>& urls, const std::string& more = "") {
  std::string drivers;
  for (const std::string& url : urls) {
    drivers += (drivers.empty() ? "" : ",") + std::string(R"({"title":"T","topic":"t)") +
               std::to_string(drivers.size()) + R"(","url":")" + url + "\"" + more + "}";
  }
  return *Catalogue::parse(
      R"({"schema":2,"products":[{"match":{"sku":"A"},"name":"A","drivers":[)" + drivers + "]}]}");
}

class CheckLinks : public testing::Test {
 protected:
  LinkCheckup check(const Catalogue& catalogue, Instant now = kNow, const LinkLimits& limits = {}) {
    LinkCheckup done = check_links(catalogue, probe, memory, now, limits);
    not_kept = memory.write_down();
    return done;
  }
  std::string code(const Catalogue& catalogue) {
    const LinkCheckup done = check(catalogue);
    return done.findings.empty() ? "" : done.findings.front().code;
  }

  ScriptedProbe probe;
  SqliteStore store{":memory:", SqliteStore::Mode::kReadWrite};
  StoreLinkMemory memory{[this](const StoreLinkMemory::Work& work) { store.write(work); },
                         [this](const StoreLinkMemory::Work& work) {
                           if (is_busy) throw WorldError(kExitTryLater, "busy", "wait");
                           store.write(work);
                         }};
  bool is_busy = false;
  std::size_t not_kept = 0;
  const std::string url = "https://maker.example/hub";
  const std::string sha = std::string(64, 'a');
};

TEST_F(CheckLinks, AsksForTheHeadAlone) {
  probe.say(url, Kind::kHead, status(200));
  const LinkCheckup done = check(catalogue({url}));
  EXPECT_THAT(done.findings, IsEmpty());
  EXPECT_EQ(done.asked, 1U);
  EXPECT_THAT(probe.asked, ElementsAre(std::pair(url, Kind::kHead)));
}

TEST_F(CheckLinks, AsksForOneByteWhereAServerKnowsNoHead) {
  probe.say(url, Kind::kHead, status(405));
  probe.say(url, Kind::kFirstByte, status(206));
  EXPECT_EQ(code(catalogue({url})), "");
  EXPECT_THAT(probe.asked, SizeIs(2));
  EXPECT_EQ(probe.paused, 1000ms);
}

TEST_F(CheckLinks, NamesWhatIsWrong) {
  const std::map<std::string, LinkAnswer> wrong{{"LINK-001", trouble("SILENCE")},
                                                {"LINK-002", status(404)},
                                                {"LINK-003", redirect("https://other.example/hub")},
                                                {"LINK-004", trouble("EXPIRED")},
                                                {"LINK-005", trouble("UNKNOWN_ISSUER")},
                                                {"LINK-006", trouble("NOT_TRUSTED")},
                                                {"LINK-009", redirect("/hub")}};
  for (const auto& [wanted, answer] : wrong) {
    const std::string one = "https://maker.example/" + wanted;
    probe.say(one, Kind::kHead, answer.location == "/hub" ? redirect("/" + wanted) : answer);
    EXPECT_EQ(code(catalogue({one})), wanted);
  }
}

TEST_F(CheckLinks, FollowsRedirectsOnTheSameHost) {
  probe.say(url, Kind::kHead, redirect("/new/hub?v=2"));
  probe.say("https://maker.example/new/hub?v=2", Kind::kHead, redirect("latest"));
  probe.say("https://maker.example/new/latest", Kind::kHead, status(200));
  EXPECT_EQ(code(catalogue({url})), "");
  EXPECT_EQ(probe.asked.back().first, "https://maker.example/new/latest");
}

TEST_F(CheckLinks, TakesNoRedirectOutOfHttps) {
  probe.say(url, Kind::kHead, redirect("http://maker.example/hub"));
  EXPECT_EQ(code(catalogue({url})), "LINK-003");
}

TEST_F(CheckLinks, ComparesTheSizeThatWasPublished) {
  probe.say(url, Kind::kHead, file(100));
  EXPECT_EQ(code(catalogue({url}, R"(,"size":100)")), "");
  EXPECT_EQ(code(catalogue({url}, R"(,"size":101)")), "LINK-007");
}

TEST_F(CheckLinks, ReadsTheFileWhereItsHashWasPublished) {
  probe.say(url, Kind::kHead, file(3));
  probe.say(url, Kind::kWhole, file(3, sha));
  EXPECT_EQ(code(catalogue({url}, R"(,"sha256":")" + sha + "\"")), "");
  EXPECT_EQ(probe.asked.back().second, Kind::kWhole);
  EXPECT_EQ(code(catalogue({url}, R"(,"sha256":")" + std::string(64, 'b') + "\"")), "LINK-008");
}

TEST_F(CheckLinks, AsksNothingTwiceADay) {
  probe.say(url, Kind::kHead, status(404));
  (void)check(catalogue({url}));
  const LinkCheckup again = check(catalogue({url}), kNow + 23h);
  EXPECT_THAT(probe.asked, SizeIs(1));
  EXPECT_EQ(again.remembered, 1U);
  EXPECT_THAT(again.findings, SizeIs(1));
  (void)check(catalogue({url}), kNow + 25h);
  EXPECT_THAT(probe.asked, SizeIs(2));
}

TEST_F(CheckLinks, NeedsTheWorkspaceOnlyToWriteDown) {
  probe.say(url, Kind::kHead, status(200));
  is_busy = true;  // `serve` runs, say
  const LinkCheckup done = check(catalogue({url}));
  EXPECT_THAT(done.findings, IsEmpty());
  EXPECT_EQ(not_kept, 1U);
  is_busy = false;
  (void)check(catalogue({}));
  EXPECT_EQ(not_kept, 0U);
  EXPECT_EQ(check(catalogue({url})).remembered, 1U);
}

TEST_F(CheckLinks, WritesDownInPortions) {
  std::vector<std::string> urls;
  for (std::size_t i = 0; i < StoreLinkMemory::kAtOnce + 1; ++i)
    urls.push_back(url + std::to_string(i));
  for (const std::string& one : urls) probe.say(one, Kind::kHead, status(200));
  (void)check_links(catalogue(urls), probe, memory, kNow);  // and then the machine is switched off
  const auto kept = store.read<std::size_t>([&](StoreTransaction& tx) {
    return static_cast<std::size_t>(std::count_if(
        urls.begin(), urls.end(), [&](const auto& one) { return tx.link_check_of(one); }));
  });
  EXPECT_EQ(kept, StoreLinkMemory::kAtOnce);
}

TEST_F(CheckLinks, AsksAgainWhenAHashHasComeIn) {
  probe.say(url, Kind::kHead, file(3));
  probe.say(url, Kind::kWhole, file(3, sha));
  (void)check(catalogue({url}));
  const LinkCheckup again = check(catalogue({url}, R"(,"sha256":")" + sha + "\""));
  EXPECT_EQ(again.asked, 1U);
}

TEST_F(CheckLinks, LetsAServerRestBetweenQuestions) {
  const std::vector<std::string> urls{"https://a.example/1", "https://a.example/2",
                                      "https://a.example/3", "https://b.example/1"};
  for (const std::string& one : urls) probe.say(one, Kind::kHead, status(200));
  (void)check(catalogue(urls));
  EXPECT_EQ(probe.paused, 2000ms);
}

TEST_F(CheckLinks, StopsAtTheLimitsOfTheRun) {
  const std::vector<std::string> urls{"https://a.example/1", "https://b.example/2",
                                      "https://c.example/3"};
  for (const std::string& one : urls) {
    probe.say(one, Kind::kHead, file(10));
    probe.say(one, Kind::kWhole, file(10, sha));
  }
  const Catalogue all = catalogue(urls, R"(,"sha256":")" + sha + "\"");
  EXPECT_EQ(check(all, kNow, {.links = 1}).not_asked, 2U);
  EXPECT_EQ(check(all, kNow, {.all_bytes = 5}).not_asked, 1U);
  EXPECT_EQ(check(all, kNow + 48h, {.time = 150ms}).not_asked, 2U);
}

}  // namespace
}  // namespace enclosure::app
