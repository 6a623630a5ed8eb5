// A correction while another process works on the same invoice.

#include "app/flow/correct.h"

#include <gtest/gtest.h>

#include <functional>
#include <utility>

#include "app/flow/credit.h"
#include "app/flow/import_file.h"
#include "app/flow/issue.h"
#include "app/flow/sample_data.h"
#include "app/flow/verify.h"
#include "app/store/files.h"
#include "app/store/sqlite_store.h"
#include "tests/support/process.h"

namespace enclosure::app {
namespace {

const Instant kNow = *parse_instant("2026-09-30T08:00:00Z");

constexpr const char* kOrder =
    R"({"id": "C-1", "channel": "shop", "fulfilment": "shop", "currency": "EUR", "prices": "gross",
  "dispatch_from": {"country": "DE", "postcode": "20457", "city": "Hamburg"},
  "deliver_to": {"name": "Erika Mustermann", "lines": ["Beispielweg 1"], "postcode": "10115", "city": "Berlin", "country": "DE"},
  "buyer": {"type": "consumer", "name": "Erika Mustermann", "language": "de", "email": "erika@buyer.example"},
  "shipments": [{"id": "S1", "shipped_at": "2026-09-01T07:00:00Z"}],
  "lines": [{"id": "1", "description": "Becher", "quantity": "3", "unit_price_gross": "10.00", "rate_class": "standard"}]})";

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
      : shop_(open()),
        file_((folder_ / "enclosure.db").string()),
        store_(file_, SqliteStore::Mode::kReadWrite),
        other_(file_, SqliteStore::Mode::kReadWrite) {
    EXPECT_TRUE(import_file("o.json", kOrder, std::nullopt, shop_, store_, kNow));
    command_.number = issue_order(*OrderId::parse("C-1"), shop_, store_, kNow).at(0).number;
    command_.buyer.name = "Erika Beispiel";
  }

  Shop open() {
    for (const EmbeddedFile& file : sample_data::files()) {
      if (file.path == "enclosure.json" || file.path == "logo.png")
        write_file(folder_.path() / std::string(file.path), file.bytes);
    }
    return *Shop::open(folder_.path());
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
