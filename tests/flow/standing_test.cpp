#include "app/flow/standing.h"

#include <gtest/gtest.h>

#include "app/config/local_time.h"

namespace enclosure::app {
namespace {

using Kind = IssueOutcome::Kind;

Instant at(const char* text) {
  return *parse_instant(text);
}

TEST(TimeZoneDay, BeginsWhenItsClocksSayMidnight) {
  const TimeZone berlin = *TimeZone::parse("Europe/Berlin");
  EXPECT_EQ(begin_of(berlin, *parse_date("2026-09-01")), at("2026-08-31T22:00:00Z"));
  EXPECT_EQ(begin_of(berlin, *parse_date("2026-01-15")), at("2026-01-14T23:00:00Z"));
  EXPECT_EQ(begin_of(berlin, *parse_date("2026-03-29")), at("2026-03-28T23:00:00Z"));
  EXPECT_EQ(begin_of(berlin, *parse_date("2026-03-30")), at("2026-03-29T22:00:00Z"));
  EXPECT_EQ(begin_of(berlin, *parse_date("2026-10-26")), at("2026-10-25T23:00:00Z"));
  EXPECT_EQ(begin_of(TimeZone(), *parse_date("2026-09-01")), at("2026-09-01T00:00:00Z"));
}

/// A shop in Hamburg and a business order that left it.
class Deadlines : public testing::Test {
 protected:
  Deadlines() {
    config_.time_zone = *TimeZone::parse("Europe/Berlin");
    order_.channel = Channel::kAmazon;
    order_.buyer.is_business = true;
    order_.dispatch_from = Address{};
    order_.dispatch_from->country = *CountryCode::parse("DE");
    order_.deliver_to.country = *CountryCode::parse("DE");
  }
  std::string due(const char* shipped) {
    const auto deadline = invoice_deadline(order_, at(shipped), config_);
    return deadline ? to_string(deadline->at) + " " + deadline->rule : "none";
  }

  Config config_;
  Order order_;
};

TEST_F(Deadlines, ConsumersHaveNone) {
  order_.buyer.is_business = false;
  EXPECT_EQ(due("2026-09-01T08:00:00Z"), "none");
}

TEST_F(Deadlines, AmazonWantsItWithinABusinessDay) {
  EXPECT_EQ(due("2026-09-01T08:00:00Z"), "2026-09-02T08:00:00Z amazon_business");  // a Tuesday
  EXPECT_EQ(due("2026-09-04T08:00:00Z"), "2026-09-07T08:00:00Z amazon_business");  // a Friday
  EXPECT_EQ(due("2026-09-05T08:00:00Z"), "2026-09-07T08:00:00Z amazon_business");  // a Saturday
  EXPECT_EQ(due("2026-09-03T22:30:00Z"), "2026-09-06T22:30:00Z amazon_business")
      << "Friday there already, so Monday there";
}

TEST_F(Deadlines, AcrossTheBorderItIsThe15thOfTheNextMonth) {
  order_.channel = Channel::kShop;
  EXPECT_EQ(due("2026-09-01T08:00:00Z"), "none") << "within a state there is none";
  order_.deliver_to.country = *CountryCode::parse("FR");
  EXPECT_EQ(due("2026-09-01T08:00:00Z"), "2026-10-15T22:00:00Z intra_community");
  EXPECT_EQ(due("2026-12-31T22:30:00Z"), "2027-01-15T23:00:00Z intra_community");
  EXPECT_EQ(due("2026-12-31T23:30:00Z"), "2027-02-15T23:00:00Z intra_community")
      << "January there already";
  order_.deliver_to.country = *CountryCode::parse("CH");
  EXPECT_EQ(due("2026-09-01T08:00:00Z"), "none");
}

TEST_F(Deadlines, TheNearerOneCounts) {
  order_.deliver_to.country = *CountryCode::parse("FR");
  EXPECT_EQ(due("2026-09-01T08:00:00Z"), "2026-09-02T08:00:00Z amazon_business");
}

class Standings : public Deadlines {
 protected:
  Standings() {
    order_.shipments.resize(2);
    for (Shipment& shipment : order_.shipments) shipment.shipped_at = at("2026-09-01T08:00:00Z");
  }
  Standing after(const std::vector<Kind>& kinds, const std::string& reason = "") {
    std::vector<IssueOutcome> outcomes;
    for (const Kind kind : kinds) {
      outcomes.emplace_back();
      outcomes.back().kind = kind;
      outcomes.back().reason = reason;
      if (kind == Kind::kRefused || kind == Kind::kHeld)
        outcomes.back().faults = {{"TAX-001", "", "no", "do"}};
    }
    last_ = standing_after(outcomes, order_, config_);
    return last_.standing;
  }
  OrderStanding last_;
};

TEST_F(Standings, FollowFromTheOutcomes) {
  EXPECT_EQ(after({Kind::kNotDue}, "not_shipped"), Standing::kWaiting);
  EXPECT_EQ(after({Kind::kNotDue}, "cancelled"), Standing::kCancelled);
  EXPECT_EQ(after({Kind::kNotDue}, "marketplace_issues_invoice"), Standing::kMarketplace);
  EXPECT_EQ(after({Kind::kIssued}), Standing::kPartlyIssued) << "the other one has not left";
  EXPECT_EQ(after({Kind::kIssued, Kind::kIssuedBefore}), Standing::kIssued);
  EXPECT_EQ(after({Kind::kIssued, Kind::kNoDocument}), Standing::kIssued);
  EXPECT_EQ(after({Kind::kNoDocument, Kind::kNoDocument}), Standing::kNoDocument);
  EXPECT_EQ(after({Kind::kNoDocument}), Standing::kWaiting);
  EXPECT_FALSE(last_.due_by);
  EXPECT_EQ(after({Kind::kIssued, Kind::kHeld}), Standing::kHeld);
  EXPECT_EQ(after({Kind::kHeld, Kind::kRefused}), Standing::kRefused);
  EXPECT_EQ(last_.faults.size(), 2U);
  EXPECT_EQ(last_.due_by, at("2026-09-02T08:00:00Z"));
  EXPECT_EQ(last_.due_rule, "amazon_business");
}

}  // namespace
}  // namespace enclosure::app
