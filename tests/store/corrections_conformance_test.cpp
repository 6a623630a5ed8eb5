// What every store promises about documents that correct others (app/ports/store.h), shown on each
// implementation.

#include <gtest/gtest.h>

#include "tests/store/store_world.h"

namespace enclosure::app {
namespace {

/// A document in the chain of an invoice.
StoredInvoice correction_of(const std::string& preceding, const std::string& number,
                            std::int64_t sequence, invoice::InvoiceKind kind, bool cancels = false,
                            std::int64_t cents = 2499) {
  StoredInvoice document = invoice_for("A-1", number, sequence);
  document.kind = kind;
  document.preceding = *InvoiceNumber::parse(preceding);
  document.reason = "Wrong address";
  document.cancels = cancels;
  document.total = Money(cents, Currency());
  return document;
}

class Corrections : public StoreWorld {
 protected:
  using Kind = invoice::InvoiceKind;

  void SetUp() override {
    put(order_named("A-1"));
    put(order_named("A-2"));
    store().write([](StoreTransaction& tx) { tx.take_next_number("R-2026"); });
    add(invoice_for("A-1", "R-2026-000001", 1));
  }
  void add(const StoredInvoice& document) {
    store().write([&](StoreTransaction& tx) { tx.add_invoice(document); });
  }
};

TEST_P(Corrections, ComeBackAsTheyWent) {
  add(correction_of("R-2026-000001", "R-2026-000002", 2, Kind::kCreditNote, true));
  const auto note = store().read<std::optional<StoredInvoice>>(
      [](StoreTransaction& tx) { return tx.invoice(*InvoiceNumber::parse("R-2026-000002")); });
  ASSERT_TRUE(note);
  EXPECT_EQ(note->kind, Kind::kCreditNote);
  EXPECT_EQ(note->preceding.to_string(), "R-2026-000001");
  EXPECT_EQ(note->reason, "Wrong address");
  EXPECT_TRUE(note->cancels);
}

TEST_P(Corrections, AnInvoiceIsCancelledOnceAndThenCorrectedOnce) {
  const auto corrected = correction_of("R-2026-000001", "R-2026-000003", 3, Kind::kCorrected);
  EXPECT_ANY_THROW(add(corrected)) << "the first one still stands";
  add(correction_of("R-2026-000001", "R-2026-000002", 2, Kind::kCreditNote, true));
  EXPECT_ANY_THROW(
      add(correction_of("R-2026-000001", "R-2026-000004", 4, Kind::kCreditNote, true, 0)));
  EXPECT_ANY_THROW(
      add(correction_of("R-2026-000001", "R-2026-000004", 4, Kind::kCreditNote, false, 0)));
  add(corrected);
  EXPECT_ANY_THROW(add(correction_of("R-2026-000001", "R-2026-000004", 4, Kind::kCorrected)));
  EXPECT_ANY_THROW(add(invoice_for("A-1", "R-2026-000004", 4))) << "issued anew by mistake";
  add(correction_of("R-2026-000003", "R-2026-000004", 4, Kind::kCreditNote, true));
  add(correction_of("R-2026-000003", "R-2026-000005", 5, Kind::kCorrected));
}

TEST_P(Corrections, ReferToAnInvoiceOfTheSameShipment) {
  EXPECT_ANY_THROW(add(correction_of("R-2026-000009", "R-2026-000002", 2, Kind::kCreditNote)));
  auto other = correction_of("R-2026-000001", "R-2026-000002", 2, Kind::kCreditNote);
  other.order = *OrderId::parse("A-2");
  EXPECT_ANY_THROW(add(other));
  auto alone = invoice_for("A-2", "R-2026-000002", 2);
  alone.kind = Kind::kCreditNote;
  EXPECT_ANY_THROW(add(alone)) << "a credit note of nothing";
  auto plain = invoice_for("A-2", "R-2026-000002", 2);
  plain.preceding = *InvoiceNumber::parse("R-2026-000001");
  EXPECT_ANY_THROW(add(plain)) << "an invoice that corrects";
  auto cancelling = invoice_for("A-2", "R-2026-000002", 2);
  cancelling.cancels = true;
  EXPECT_ANY_THROW(add(cancelling)) << "an invoice that cancels";
}

TEST_P(Corrections, NeverGiveBackMoreThanWasInvoiced) {
  add(correction_of("R-2026-000001", "R-2026-000002", 2, Kind::kCreditNote, false, 1000));
  EXPECT_ANY_THROW(
      add(correction_of("R-2026-000001", "R-2026-000003", 3, Kind::kCreditNote, false, 1500)));
  add(correction_of("R-2026-000001", "R-2026-000003", 3, Kind::kCreditNote, true, 1499));
}

TEST_P(Corrections, TheLastDayOfASeriesIsKnown) {
  const auto last = [&](const char* series) {
    return store().read<std::optional<Date>>(
        [&](StoreTransaction& tx) { return tx.last_date_of(series); });
  };
  EXPECT_EQ(last("R-2026"), *parse_date("2026-09-01"));
  EXPECT_EQ(last("RC-2026"), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(Stores, Corrections, all_stores(), name_of_store);

}  // namespace
}  // namespace enclosure::app
