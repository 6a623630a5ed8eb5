// kill -9 of the dispatcher at random moments against a server that counts: each message is
// accounted for, an invoice mail may come twice, a review request never does.

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <random>
#include <set>

#include "core/date.h"
#include "tests/cli/program.h"
#include "tests/mail_servers/counting_server.h"

namespace enclosure::app {
namespace {

/// ENCLOSURE_KILLS=200 runs the long form.
int kills_wanted() {
  const char* wanted = std::getenv("ENCLOSURE_KILLS");
  return wanted == nullptr ? 16 : std::atoi(wanted);
}

constexpr unsigned kShare = 8;  ///< of the messages that leave between two kills, at most

std::string id_of(int i) {
  return "K-" + std::to_string(10000 + i);
}

std::string orders(int count) {
  nlohmann::json all = nlohmann::json::array();
  for (int i = 0; i < count; ++i) {
    all.push_back(
        {{"id", id_of(i)},
         {"channel", "shop"},
         {"fulfilment", "shop"},
         {"currency", "EUR"},
         {"prices", "gross"},
         {"supply_date", "2026-08-31"},
         {"dispatch_from", {{"country", "DE"}, {"postcode", "20457"}, {"city", "Hamburg"}}},
         {"deliver_to",
          {{"name", "Erika Mustermann"},
           {"lines", {"Beispielweg 1"}},
           {"postcode", "10115"},
           {"city", "Berlin"},
           {"country", "DE"}}},
         {"buyer",
          {{"type", "consumer"},
           {"name", "Erika Mustermann"},
           {"email", "erika" + std::to_string(i) + "@buyer.example"},
           {"language", "de"}}},
         {"shipments", {{{"id", "S1"}, {"shipped_at", "2026-08-31T10:00:00Z"}}}},
         {"lines",
          {{{"id", "1"},
            {"description", "Becher"},
            {"quantity", "1"},
            {"unit_price_gross", "9.99"},
            {"rate_class", "standard"}}}}});
  }
  return all.dump();
}

std::string deliveries(int count) {
  nlohmann::json all = nlohmann::json::array();
  for (int i = 0; i < count; ++i) {
    all.push_back({{"id", "delivered-" + std::to_string(i)},
                   {"order", id_of(i)},
                   {"type", "delivered"},
                   {"at", "2026-09-06T08:00:00Z"}});
  }
  return all.dump();
}

class Killing : public testing::Test {
 protected:
  Killing() : shop_((folder_ / "shop").string()) {
    EXPECT_EQ(enclosure({"init", shop_}).exit_code, 0);
    auto config = settled_starter(folder_ / "shop");
    config["mail"]["smtp"] = {
        {"host", "127.0.0.1"}, {"port", server_.port()}, {"security", "none"}};
    support::spit(folder_ / "shop" / "enclosure.json", config.dump());
  }

  void import_from(const std::string& json, const std::string& now) {
    support::spit(folder_ / "in.json", json);
    const auto done = run(now, {"import", (folder_ / "in.json").string()});
    ASSERT_EQ(done.exit_code, 0) << done.err;
  }

  support::Finished run(const std::string& now, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"--workspace", shop_, "--now", now});
    return enclosure(std::move(arguments));
  }

  /// Kills the dispatcher `times` times: while a message waits to be taken, after it was taken and
  /// before anybody said so, or at any moment. Virtual time goes on in steps longer than a lease,
  /// in the hours in which mails leave.
  void kill_from(Instant now, int times) {
    using Hold = test::CountingServer::Hold;
    for (int round = 0; round < times; ++round) {
      const int target = server_.total() + 1 + static_cast<int>(random_() % kShare);
      const auto hold = static_cast<Hold>(random_() % 3);
      auto polls = random_() % 200;
      server_.hold_at(target, hold);
      support::Running dispatcher({ENCLOSURE_PROGRAM, "--workspace", shop_, "--now", to_string(now),
                                   "--quiet", "run", "--once"},
                                  folder_ / "out");
      const auto is_there = [&] {
        return hold == Hold::kNever ? server_.total() >= target : server_.is_holding();
      };
      while (!is_there() && !dispatcher.has_ended()) std::this_thread::yield();
      while (polls-- > 0 && !dispatcher.has_ended()) std::this_thread::yield();
      dispatcher.signal(SIGKILL);
      kills_ += dispatcher.wait() == 128 + SIGKILL;
      server_.release();
      now += std::chrono::minutes{21};
      const auto hour = (now - std::chrono::floor<std::chrono::days>(now)) / std::chrono::hours{1};
      if (hour >= 17) now = std::chrono::floor<std::chrono::days>(now) + std::chrono::hours{32};
    }
  }

  void account_for(int stage) {
    const auto counts = server_.counts();
    const auto all =
        nlohmann::json::parse(run("2026-10-01T08:00:00Z", {"--json", "messages", "list"}).out);
    int doubled = 0;
    int in_doubt = 0;
    std::set<std::string> known;
    for (const auto& message : all["messages"]) {
      const std::string id = message["message_id"];
      known.insert(id);
      if (message["stage"] != stage) continue;
      const auto found = counts.find(id);
      const int count = found == counts.end() ? 0 : found->second;
      const std::string state = message["state"];
      SCOPED_TRACE(id + " " + state + " " + std::string(message["reason"]));
      if (state == "sent") {
        EXPECT_GE(count, 1) << "lost";
      } else {
        EXPECT_EQ(state, "failed");
        EXPECT_EQ(message["reason"], "T:outcome_unknown");
        ++in_doubt;
      }
      if (stage != 1) {
        EXPECT_LE(count, 1) << "a review request came twice";
      }
      doubled += count > 1;
    }
    for (const auto& [id, count] : counts) EXPECT_TRUE(known.contains(id)) << id;
    EXPECT_LE(doubled + in_doubt, kills_);
    std::cout << "stage " << stage << ": " << kills_ << " kills, " << server_.total()
              << " mails taken, " << doubled << " came twice, " << in_doubt << " left in doubt\n";
  }

  support::TemporaryFolder folder_;
  test::CountingServer server_;
  std::string shop_;
  std::mt19937 random_{20261129};
  int kills_ = 0;
};

TEST_F(Killing, EachMessageIsAccountedFor) {
  const int rounds = kills_wanted() / 2;
  const int count = rounds * static_cast<int>(kShare) + 20;
  import_from(orders(count), "2026-08-31T11:00:00Z");
  ASSERT_EQ(run("2026-08-31T11:00:00Z", {"issue"}).exit_code, 0);

  kill_from(*parse_instant("2026-09-01T08:00:00Z"), rounds);
  const auto rest = run("2026-09-06T07:30:00Z", {"run", "--until", "2026-09-06T07:59:00Z"});
  EXPECT_EQ(rest.exit_code, 0) << rest.err;
  account_for(1);

  import_from(deliveries(count), "2026-09-06T08:00:00Z");
  kill_from(*parse_instant("2026-09-08T08:00:00Z"), rounds);
  const auto last = run("2026-09-19T08:00:00Z", {"run", "--until", "2026-09-19T12:00:00Z"});
  EXPECT_EQ(last.exit_code, 0) << last.err;
  account_for(2);

  EXPECT_GE(kills_, rounds) << "the program was too fast to be killed";
  EXPECT_TRUE(server_.copies_agree());
}

}  // namespace
}  // namespace enclosure::app
