// A buyer hands in the number once more that the register refused: when it is asked again.

#include "app/flow/correct.h"
#include "tests/flow/buyer_world.h"

namespace enclosure::app {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class AsksAgain : public BuyerWorld {
 protected:
  AsksAgain() { registry_.outcome = "INVALID"; }

  void pass_time(seconds time) {
    now_ += time;
    unlock();  // it is forgotten after half an hour
  }

  /// The seller puts the number on the invoice although the register refused it: VAT stands.
  void bill_refused_number() {
    CorrectCommand command;
    command.number = documents().back().number;
    command.buyer.company = "Exemple SARL";
    command.buyer.vat_id = kFrenchNumber;
    ASSERT_EQ(correct_invoice(command, *shop_, *store_, now_).faults().front().code, "VIES-001");
    pass();
    ASSERT_TRUE(correct_invoice(command, *shop_, *store_, now_));
    registry_.asked.clear();
  }

  /// What the register said about the number then.
  void answered(VatAnswer::Kind kind, Instant at) {
    store_->write([&](StoreTransaction& tx) {
      VatAnswer answer;
      answer.kind = kind;
      tx.add_consultation(
          {kFrenchNumber, order_, at, shop_->config.time_zone.date_of(at), "", answer});
    });
  }

  std::optional<NumberAsked> told() { return desk_->page(visit())->panel.number_asked; }
};

TEST_F(AsksAgain, ANumberIsAskedAboutOnceAnHour) {
  sell();
  unlock();
  BuyerAnswer answer = send_number(kFrenchNumber);
  EXPECT_EQ(answer.page.panel.state, PanelState::kNumberUnknown);
  EXPECT_EQ(answer.refused_at, now_);
  EXPECT_EQ(answer.retry_after, hours{1});
  pass_time(minutes{59});
  registry_.outcome = "VALID";
  answer = send_number(kFrenchNumber);
  EXPECT_EQ(answer.page.panel.state, PanelState::kNumberUnknown);
  EXPECT_EQ(answer.retry_after, minutes{1});
  EXPECT_THAT(registry_.asked, SizeIs(1));
  pass_time(minutes{1});
  EXPECT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kCorrected);
  EXPECT_THAT(registry_.asked, SizeIs(2));
  EXPECT_THAT(documents().back().consignment, HasSubstr(R"("vies":"valid")"));
}

TEST_F(AsksAgain, ThePageSaysWhenItWasAskedAndWhenItMayBeAgain) {
  sell();
  unlock();
  now_ = *parse_instant("2026-09-01T21:35:00Z");
  unlock();
  const auto lately = send_number(kFrenchNumber).page.panel.number_asked;
  ASSERT_TRUE(lately);
  EXPECT_EQ(lately->asked_at, "01/09/2026, 23:35\u00a0UTC+2") << "the seller's time";
  EXPECT_EQ(lately->again_at, "02/09/2026, 0:35\u00a0UTC+2");
  EXPECT_FALSE(told()) << "nothing of it on the invoice";
}

TEST_F(AsksAgain, TheNumberThatTheInvoiceBearsToo) {
  sell();
  bill_refused_number();
  EXPECT_FALSE(told()) << "personal";
  unlock();
  EXPECT_EQ(shown(), PanelState::kForm);
  ASSERT_TRUE(told());
  EXPECT_THAT(told()->again_at, testing::Not(IsEmpty()));
  EXPECT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kNumberUnknown)
      << "asked within the hour";
  EXPECT_THAT(registry_.asked, IsEmpty());

  pass_time(hours{1});
  EXPECT_THAT(told()->again_at, IsEmpty());
  EXPECT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kNumberUnknown);
  EXPECT_THAT(registry_.asked, SizeIs(1));
  registry_.outcome = "VALID";
  pass_time(hours{1});
  EXPECT_EQ(send_number("fr 40 303265045").page.panel.state, PanelState::kCorrected);
  EXPECT_THAT(registry_.asked, SizeIs(2));
  EXPECT_THAT(documents(), SizeIs(5));
  EXPECT_THAT(documents().back().consignment, HasSubstr(R"("vies":"valid")"));
  EXPECT_FALSE(told());
  EXPECT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kUnchanged);
}

TEST_F(AsksAgain, WhoCorrectsTheStreetNeedNotWaitForTheRegister) {
  sell();
  bill_refused_number();
  pass_time(hours{1});
  DetailsInput input;
  input.street = "2 rue de l'Exemple";
  input.vat_id = kFrenchNumber;
  EXPECT_EQ(send(input).page.panel.state, PanelState::kCorrected);
  EXPECT_THAT(registry_.asked, IsEmpty());
}

TEST_F(AsksAgain, WhileViesIsDownThatWaitsToo) {
  sell();
  bill_refused_number();
  pass_time(hours{1});
  registry_.outcome = "MS_UNAVAILABLE";
  EXPECT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kPending);
  registry_.outcome = "VALID";
  now_ += minutes{10};
  EXPECT_EQ(pass().changed_by_buyers, 1U);
  EXPECT_THAT(documents().back().consignment, HasSubstr(R"("vies":"valid")"));
}

TEST_F(AsksAgain, ANoCountsForAllOrders) {
  sell();
  unlock();
  send_number(kFrenchNumber);
  pass_.clear();
  sell({.id = "W-2"});
  unlock();
  EXPECT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kNumberUnknown);
  EXPECT_THAT(registry_.asked, SizeIs(1));
}

TEST_F(AsksAgain, AYesThatCameSinceCountsAtOnce) {
  sell();
  unlock();
  send_number(kFrenchNumber);
  now_ += minutes{5};
  store_->write([&](StoreTransaction& tx) {
    VatAnswer yes;
    yes.kind = VatAnswer::Kind::kValid;
    tx.add_consultation(
        {kFrenchNumber, order_, now_, shop_->config.time_zone.date_of(now_), "", yes});
  });
  EXPECT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kCorrected);
  EXPECT_THAT(registry_.asked, SizeIs(1));
}

TEST_F(AsksAgain, AYesFromBeforeTheNoDoesNotComeBackWithAnHour) {
  shop_->config.vies.fresh_days = 10;
  sell();
  unlock();
  answered(VatAnswer::Kind::kValid, kStart - hours{72});
  answered(VatAnswer::Kind::kInvalid, kStart - hours{2});
  EXPECT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kNumberUnknown);
  EXPECT_THAT(registry_.asked, SizeIs(1));
  EXPECT_THAT(documents(), SizeIs(1));
}

TEST_F(AsksAgain, AYesOfTheDayOfSupplyStands) {
  shop_->config.vies.fresh_days = 10;
  sell();
  unlock();
  answered(VatAnswer::Kind::kValid, kStart - hours{3});
  answered(VatAnswer::Kind::kInvalid, kStart - hours{2});
  EXPECT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kCorrected);
  EXPECT_THAT(registry_.asked, IsEmpty());
}

TEST_F(AsksAgain, WhoPressedTwiceIsToldOfALaterNo) {
  sell();
  unlock();
  registry_.outcome = "MS_UNAVAILABLE";
  send_number(kFrenchNumber);
  now_ += seconds{20};
  EXPECT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kPending);
  registry_.outcome = "INVALID";
  now_ += minutes{20};
  pass();
  EXPECT_EQ(shown(), PanelState::kNumberUnknown);
}

TEST_F(AsksAgain, NothingChangesWhereTheSellerAsksNobody) {
  sell();
  bill_refused_number();
  pass_time(hours{1});
  shop_->config.vies.ask = false;
  EXPECT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kUnchanged);
}

TEST_F(AsksAgain, ANumberOfAFormThatViesRefusesRestsAsWell) {
  sell();
  unlock();
  registry_.outcome = "INVALID_INPUT";
  EXPECT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kNumberUnknown);
  now_ += minutes{20};
  EXPECT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kNumberUnknown);
  EXPECT_THAT(registry_.asked, SizeIs(1));
  pass_time(minutes{40});
  send_number(kFrenchNumber);
  EXPECT_THAT(registry_.asked, SizeIs(2));
}

TEST_F(AsksAgain, WhoPressesTwiceWhileViesIsDownAsksOnce) {
  sell();
  unlock();
  registry_.outcome = "MS_UNAVAILABLE";
  EXPECT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kPending);
  now_ += seconds{20};
  EXPECT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kPending);
  EXPECT_THAT(registry_.asked, SizeIs(1));
  registry_.outcome = "VALID";
  now_ += seconds{40};
  EXPECT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kCorrected);
  EXPECT_THAT(registry_.asked, SizeIs(2));
}

}  // namespace
}  // namespace enclosure::app
