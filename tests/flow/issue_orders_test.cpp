// Orders issued in groups: the same documents as one by one.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/flow/filing.h"
#include "app/flow/import_file.h"
#include "app/flow/issue.h"
#include "app/store/sqlite_store.h"
#include "tests/support/process.h"
#include "tests/support/sample_shop.h"

namespace enclosure::app {
namespace {

using Kind = IssueOutcome::Kind;

const Instant kNow = *parse_instant("2026-09-30T08:00:00Z");
constexpr std::size_t kOrders = kOrdersInAGroup + 8;

/// A shop with orders of which none is issued: every seventh asks for an e-invoice without what
/// that needs, and is refused when it has its number already.
class World {
 public:
  World() {
    std::string orders;
    for (std::size_t i = 0; i < kOrders; ++i) {
      ids_.push_back(*OrderId::parse("A-" + std::to_string(100 + i)));
      orders += (i == 0 ? "[" : ",") + order(ids_.back().to_string(), is_refused(i));
    }
    const auto taken = import_file("o.json", orders + "]", std::nullopt, shop_, store_, kNow);
    EXPECT_TRUE(taken) << taken.faults().front().message;
  }

  static bool is_refused(std::size_t index) { return index % 7 == 3; }

  std::vector<std::vector<IssueOutcome>> issue_with(unsigned jobs) {
    Crew crew(jobs);
    return issue_orders(ids_, shop_, store_, kNow, crew);
  }

  std::vector<std::vector<IssueOutcome>> issue_one_by_one() {
    std::vector<std::vector<IssueOutcome>> outcomes;
    for (const OrderId& id : ids_) outcomes.push_back(issue_order(id, shop_, store_, kNow));
    return outcomes;
  }

  /// Number and order of all documents, in order of issue; each is in the archive, and its link of
  /// the hash chain follows from the one before.
  std::vector<std::string> documents() {
    return store_.read<std::vector<std::string>>([&](StoreTransaction& tx) {
      std::vector<std::string> all;
      std::string chain;
      for (const InvoiceNumber& number : tx.invoice_numbers()) {
        const StoredInvoice stored = *tx.invoice(number);
        EXPECT_TRUE(shop_.archive().get(stored.pdf_sha256)) << number.to_string();
        chain = chain_link(chain, stored);
        EXPECT_EQ(stored.chain, chain) << number.to_string();
        all.push_back(number.to_string() + " " + stored.order.to_string());
      }
      return all;
    });
  }

  std::size_t links_and_messages() {
    return store_.read<std::size_t>([&](StoreTransaction& tx) {
      std::size_t count = tx.all_messages().size();
      for (const OrderId& id : ids_) count += tx.link_of(id).has_value();
      return count;
    });
  }

 private:
  static std::string order(const std::string& id, bool refused) {
    return R"({"id": ")" + id + R"(", "currency": "EUR", "supply_date": "2026-09-01",)" +
           R"("dispatch_from": {"country": "DE", "postcode": "20457", "city": "Hamburg"},
              "deliver_to": {"name": "Eva Muster", "lines": ["Gasse 1"], "postcode": "80331", "city": "Ort", "country": "DE"},
              "buyer": {"name": "Eva Muster", "type": "consumer", "email": "eva@muster.example")" +
           (refused ? R"(, "einvoice": "peppol")" : "") +
           R"(}, "lines": [{"id": "1", "description": "Thing )" + id +
           R"(", "quantity": "1", "unit_price_gross": "11.90"}]})";
  }

  support::TemporaryFolder folder_;
  Shop shop_ = support::sample_shop(folder_.path());
  SqliteStore store_{(folder_ / "enclosure.db").string(), SqliteStore::Mode::kReadWrite};
  std::vector<OrderId> ids_;
};

TEST(IssueOrders, WhatIsRefusedTakesNothingFromTheOthers) {
  World world;
  const auto outcomes = world.issue_with(3);
  ASSERT_EQ(outcomes.size(), kOrders);
  int number = 0;
  for (std::size_t i = 0; i < kOrders; ++i) {
    ASSERT_EQ(outcomes[i].size(), 1U);
    const IssueOutcome& one = outcomes[i].front();
    EXPECT_EQ(one.kind, World::is_refused(i) ? Kind::kRefused : Kind::kIssued) << i;
    if (World::is_refused(i)) continue;
    const std::string digits = std::to_string(++number);
    EXPECT_EQ(one.number.to_string(), "R-2026-" + std::string(6 - digits.size(), '0') + digits);
  }
  EXPECT_EQ(world.links_and_messages(), static_cast<std::size_t>(4 * number));
}

TEST(IssueOrders, TheSameDocumentsWithAnyThreadsAndOneByOne) {
  World one_by_one;
  one_by_one.issue_one_by_one();
  for (const unsigned jobs : {1U, 3U}) {
    World world;
    world.issue_with(jobs);
    EXPECT_EQ(world.documents(), one_by_one.documents()) << jobs;
    EXPECT_EQ(world.links_and_messages(), one_by_one.links_and_messages()) << jobs;
  }
}

TEST(IssueOrders, ASecondRunIssuesNothing) {
  World world;
  world.issue_with(2);
  const auto before = world.documents();
  for (const auto& of_order : world.issue_with(2)) {
    EXPECT_THAT(of_order.front().kind, testing::AnyOf(Kind::kIssuedBefore, Kind::kRefused));
  }
  EXPECT_EQ(world.documents(), before);
}

}  // namespace
}  // namespace enclosure::app
