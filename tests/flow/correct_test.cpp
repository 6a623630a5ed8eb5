// A correction while another process works on the same invoice.

#include "app/flow/correct.h"

#include <gtest/gtest.h>

#include <functional>
#include <utility>

#include "app/flow/credit.h"
#include "app/flow/issue.h"
#include "app/flow/verify.h"
#include "tests/flow/shop_world.h"

namespace enclosure::app {
namespace {

const Instant kNow = *parse_instant("2026-09-30T08:00:00Z");

/// Lets something happen just before the next transaction that writes.
class Overtaken : public SqliteStore {
 public:
  using SqliteStore::SqliteStore;
  std::function<void()> by;

 protected:
  void run(const std::function<bool(StoreTransaction&)>& work) override {
    if (const auto first = std::exchange(by, {})) first();
    SqliteStore::run(work);
  }
};

class Correcting : public testing::Test {
 protected:
  Correcting()
      : shop_(support::sample_shop(folder_.path())),
        file_((folder_ / "enclosure.db").string()),
        store_(file_, SqliteStore::Mode::kReadWrite),
        other_(file_, SqliteStore::Mode::kReadWrite) {
    const std::string order = order_of({.id = "C-1", .quantity = "3", .price = "10.00"});
    EXPECT_TRUE(import_file("o.json", order, std::nullopt, shop_, store_, kNow));
    command_.number = issue_order(*OrderId::parse("C-1"), shop_, store_, kNow).at(0).number;
    command_.buyer.name = "Erika Beispiel";
  }

  support::TemporaryFolder folder_;
  Shop shop_;
  std::string file_;
  Overtaken store_;
  SqliteStore other_;
  CorrectCommand command_;
};

TEST_F(Correcting, WhatWasCreditedMeanwhileIsNotBilledAgain) {
  store_.by = [&] {
    CreditCommand credit;
    credit.order = *OrderId::parse("C-1");
    credit.what = invoice::CreditRequest::What::kLines;
    credit.lines = {{"1", Decimal(1)}};
    const auto credited = issue_credit_note(credit, shop_, other_, kNow);
    ASSERT_TRUE(credited) << credited.faults().front().message;
  };
  const auto outcome = correct_invoice(command_, shop_, store_, kNow);
  ASSERT_TRUE(outcome) << outcome.faults().front().message;
  EXPECT_EQ(outcome->corrected->totals.total_with_vat, Money(2000, Currency()));
  EXPECT_EQ(outcome->credit_note->totals.total_with_vat, Money(2000, Currency()));
  EXPECT_TRUE(verify(shop_, store_).defects.empty());
}

TEST_F(Correcting, WhoeverComesSecondIsToldThatTheInvoiceIsCancelled) {
  store_.by = [&] {
    CorrectCommand theirs = command_;
    theirs.buyer.name = "Erika Exempel";
    EXPECT_TRUE(correct_invoice(theirs, shop_, other_, kNow));
  };
  const auto outcome = correct_invoice(command_, shop_, store_, kNow);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.faults().front().code, "CORRECT-005");
  EXPECT_TRUE(verify(shop_, store_).defects.empty());
}

TEST_F(Correcting, AStreetOrTownCannotBeTakenAway) {
  command_.buyer.street = " ";
  command_.buyer.city = "";
  const auto outcome = correct_invoice(command_, shop_, store_, kNow);
  ASSERT_FALSE(outcome);
  ASSERT_EQ(outcome.faults().size(), 2U) << "all at once";
  EXPECT_EQ(outcome.faults()[0].code, "CORRECT-007");
  EXPECT_EQ(outcome.faults()[0].path, "street");
  EXPECT_EQ(outcome.faults()[1].path, "city");
  command_.buyer.street = "Neuer Weg 2";
  command_.buyer.city.reset();
  EXPECT_TRUE(correct_invoice(command_, shop_, store_, kNow));
}

}  // namespace
}  // namespace enclosure::app
