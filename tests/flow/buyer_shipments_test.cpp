// An order that leaves in several parcels, and a buyer who wants a company on its invoices.

#include "app/flow/correct.h"
#include "app/flow/why.h"
#include "tests/flow/buyer_world.h"

namespace enclosure::app {
namespace {

using std::chrono::days;
using std::chrono::hours;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class BuyerOfParcels : public BuyerWorld {
 protected:
  BuyerOfParcels() { registry_.outcome = "VALID"; }

  /// The order with its first `parcels`, one a day.
  static std::string order_in(int parcels,
                              const std::string& buyer = R"("name": "Camille Exemple")") {
    std::string shipments;
    for (int parcel = 1; parcel <= parcels; ++parcel) {
      const std::string number = std::to_string(parcel);
      shipments += (shipments.empty() ? "" : ", ") + std::string(R"({"id": "S)") + number +
                   R"(", "shipped_at": "2026-09-0)" + number +
                   R"(T07:00:00Z", "lines": [{"line": ")" + number + R"(", "quantity": "1"}]})";
    }
    std::string lines;
    for (const char* number : {"1", "2", "3"})
      lines +=
          (lines.empty() ? "" : ", ") + std::string(R"({"id": ")") + number + R"(", "sku": "X-)" +
          number +
          R"(", "description": "Tasse", "quantity": "1", "unit_price_gross": "120.00", "rate_class": "standard"})";
    return R"({"id": "W-3", "currency": "EUR", "prices": "gross", "channel": "shop", "fulfilment": "shop",
  "ordered_at": "2026-08-31T10:00:00Z",
  "dispatch_from": {"country": "DE", "postcode": "20457", "city": "Hamburg"},
  "deliver_to": {"name": "Camille Exemple", "lines": ["1 rue de l'Exemple"], "postcode": "75001", "city": "Paris", "country": "FR"},
  "buyer": {"type": "consumer", )" +
           buyer + R"(, "language": "fr", "email": "camille@buyer.example"},
  "shipments": [)" +
           shipments + R"(],
  "lines": [)" +
           lines + "]}";
  }

  void ship(int parcels, const std::string& buyer = R"("name": "Camille Exemple")") {
    ASSERT_TRUE(import_file("in", order_in(parcels, buyer), std::nullopt, *shop_, *store_, now_));
    order_ = *OrderId::parse("W-3");
    pass();
    if (!token_.empty()) return;
    token_ = store_->write<std::string>([&](StoreTransaction& tx) {
      return token_of(ensure_link(order_, *shop_, tx, now_), *shop_);
    });
    unlock();
  }

  /// Of this document alone.
  void correct_by_seller(const StoredInvoice& document, const BuyerChange& change) {
    CorrectCommand command;
    command.number = document.number;
    command.buyer = change;
    ASSERT_TRUE(correct_invoice(command, *shop_, *store_, now_));
  }

  /// What has left by then is issued, and the second factor given anew.
  void later(std::chrono::seconds time) {
    now_ += time;
    pass();
    unlock();
  }

  /// What the newest document of a parcel says.
  std::string newest_of(const std::string& parcel) {
    std::string said;
    for (const StoredInvoice& one : documents()) {
      if (one.shipment.to_string() == parcel) said = one.snapshot;
    }
    return said;
  }
};

TEST_F(BuyerOfParcels, AnInvoiceOfALaterParcelBearsWhatWasAccepted) {
  ship(1);
  ASSERT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kCorrected);
  now_ += days{1};
  ship(2);
  later(hours{1});
  ASSERT_THAT(documents(), SizeIs(4));
  EXPECT_THAT(newest_of("S2"), HasSubstr("Exemple SARL"));
  EXPECT_THAT(newest_of("S2"), HasSubstr(kFrenchNumber));
  EXPECT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kUnchanged);
}

TEST_F(BuyerOfParcels, ANumberOfALaterParcelWaitsForVies) {
  ship(1);
  ASSERT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kCorrected);
  registry_.outcome = "MS_UNAVAILABLE";
  now_ += days{60};  // the yes is too old for the new day of supply
  std::string order = order_in(2);
  order.replace(order.find("2026-09-02"), 10, "2026-10-31");
  ASSERT_TRUE(import_file("in", order, std::nullopt, *shop_, *store_, now_));
  pass();
  EXPECT_THAT(newest_of("S2"), IsEmpty());
  const auto state = store_->read<std::string>(
      [&](StoreTransaction& tx) { return why_of(order_, *shop_, tx, now_)->parts.back().state; });
  EXPECT_EQ(state, "held");
  registry_.outcome = "VALID";
  later(hours{5});
  EXPECT_THAT(newest_of("S2"), HasSubstr(kFrenchNumber));
  EXPECT_THAT(registry_.asked, testing::SizeIs(testing::Ge(3U)));
}

TEST_F(BuyerOfParcels, AnOrderThatWasImportedAnewIsTheNewerWord) {
  ship(1);
  ASSERT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kCorrected);
  now_ += days{1};
  ship(2, R"("name": "Camille Exemple", "company": "Autre SARL")");
  later(hours{1});
  EXPECT_THAT(newest_of("S2"), HasSubstr("Autre SARL"));
  EXPECT_THAT(newest_of("S2"), Not(HasSubstr(kFrenchNumber)));
}

TEST_F(BuyerOfParcels, EachInvoiceThatStandsIsComparedAndCorrected) {
  ship(2);
  later(days{1});
  ASSERT_THAT(documents(), SizeIs(2));
  BuyerChange change;
  change.company = "Exemple SARL";
  change.reference = "PO-7";
  correct_by_seller(documents().front(), change);
  DetailsInput input;
  input.company = "Exemple SARL";
  input.reference = "PO-7";
  EXPECT_EQ(send(input).page.panel.state, PanelState::kCorrected);
  ASSERT_THAT(documents(), SizeIs(6));
  EXPECT_THAT(newest_of("S2"), HasSubstr("PO-7"));
  EXPECT_EQ(send(input).page.panel.state, PanelState::kUnchanged);
}

TEST_F(BuyerOfParcels, WhatAFormLeavesEmptyIsNotTakenFromTheOthers) {
  ship(2);
  later(days{1});
  ASSERT_THAT(documents(), SizeIs(2));
  BuyerChange change;
  change.reference = "PO-8";
  correct_by_seller(documents().back(), change);
  DetailsInput input;
  input.company = "Exemple SARL";
  input.reference = "";
  EXPECT_EQ(send(input).page.panel.state, PanelState::kCorrected);
  EXPECT_THAT(newest_of("S1"), HasSubstr("Exemple SARL"));
  EXPECT_THAT(newest_of("S2"), HasSubstr("Exemple SARL"));
  EXPECT_THAT(newest_of("S2"), HasSubstr("PO-8"));
}

TEST_F(BuyerOfParcels, AllAreCorrectedWithOneQuestion) {
  ship(3);
  later(days{2});
  ASSERT_THAT(documents(), SizeIs(3));
  EXPECT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kCorrected);
  EXPECT_THAT(documents(), SizeIs(9));
  EXPECT_THAT(registry_.asked, SizeIs(1));
  for (const char* parcel : {"S1", "S2", "S3"})
    EXPECT_THAT(newest_of(parcel), HasSubstr(kFrenchNumber)) << parcel;
}

TEST_F(BuyerOfParcels, AllOfThemOrNone) {
  ship(2);
  later(days{1});
  registry_.outcome = "INVALID";
  EXPECT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kNumberUnknown);
  EXPECT_THAT(documents(), SizeIs(2));
}

}  // namespace
}  // namespace enclosure::app
