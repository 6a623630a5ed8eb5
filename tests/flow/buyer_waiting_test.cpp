// A change that waits for the register, or was refused by it: what the page shows of it, what takes
// its place, and when the register is asked anew.

#include "app/flow/correct.h"
#include "app/flow/credit.h"
#include "app/flow/sent_in.h"
#include "app/flow/why.h"
#include "tests/flow/buyer_world.h"

namespace enclosure::app {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class BuyerWaits : public BuyerWorld {
 protected:
  BuyerDetailsPanel panel() { return desk_->page(visit())->panel; }

  /// Company, number and reference, sent in while VIES is down.
  void send_while_down() {
    registry_.outcome = "MS_UNAVAILABLE";
    DetailsInput input;
    input.company = "Exemple SARL";
    input.reference = "PO-7";
    input.vat_id = kFrenchNumber;
    ASSERT_EQ(send(input).page.panel.state, PanelState::kPending);
  }
  void refuse_later() {
    registry_.outcome = "INVALID";
    now_ += minutes{20};
    pass();
    ASSERT_EQ(last_request()->state, DetailsRequest::State::kNumberUnknown);
  }
};

TEST_F(BuyerWaits, WhatWaitsStandsInAFormThatReplacesIt) {
  sell();
  unlock();
  send_while_down();
  EXPECT_EQ(panel().state, PanelState::kPending);
  EXPECT_TRUE(panel().unlocked);
  EXPECT_EQ(panel().details.vat_id, kFrenchNumber);
  EXPECT_EQ(panel().details.reference, "PO-7");
  EXPECT_EQ(panel().details.city, "Paris");
  pass_.clear();
  EXPECT_EQ(panel().state, PanelState::kPending);
  EXPECT_FALSE(panel().unlocked);
  EXPECT_THAT(panel().details.vat_id, IsEmpty()) << "personal";
}

TEST_F(BuyerWaits, WhatTheInvoiceSaysAlreadyTakesItBack) {
  sell();
  unlock();
  send_while_down();
  DetailsInput as_before;
  as_before.company = "";
  as_before.vat_id = "";
  EXPECT_EQ(send(as_before).page.panel.state, PanelState::kUnchanged);
  EXPECT_EQ(last_request()->state, DetailsRequest::State::kUnchanged);
  EXPECT_EQ(panel().state, PanelState::kForm);
  registry_.outcome = "VALID";
  now_ += hours{8};
  pass();
  EXPECT_THAT(documents(), SizeIs(1));
}

TEST_F(BuyerWaits, WhatTheSellerAloneMayChangeByNowIsNoLongerShownAsWaiting) {
  sell();
  unlock();
  send_while_down();
  shop_->config.links.change_days = 30;
  now_ += days{30};
  EXPECT_EQ(panel().state, PanelState::kWithSeller);
  EXPECT_FALSE(panel().may_change);
}

class SentIn : public BuyerWaits {
 protected:
  std::vector<WaitingSentIn> waiting() {
    return store_->read<std::vector<WaitingSentIn>>(
        [&](StoreTransaction& tx) { return waiting_sent_in(*shop_, tx, now_); });
  }
  BuyerAnswer send_company() {
    DetailsInput input;
    input.company = "Exemple SARL";
    return send(input);
  }
  Why why() {
    return *store_->read<Result<Why>>(
        [&](StoreTransaction& tx) { return why_of(order_, *shop_, tx, now_); });
  }
};

TEST_F(SentIn, WhatBecomesTheSellersMatterIsNotForgotten) {
  sell();
  unlock();
  send_while_down();
  ASSERT_THAT(waiting(), SizeIs(1));
  EXPECT_FALSE(waiting().front().is_sellers);
  CreditCommand command;
  command.order = order_;
  command.what = invoice::CreditRequest::What::kAmount;
  command.amount = Decimal(10);
  ASSERT_TRUE(issue_credit_note(command, *shop_, *store_, now_));
  EXPECT_EQ(panel().state, PanelState::kWithSeller) << "before anybody has looked at it";
  now_ += hours{1};
  pass();
  ASSERT_EQ(last_request()->state, DetailsRequest::State::kSellerOnly);
  EXPECT_EQ(panel().state, PanelState::kWithSeller);
  EXPECT_FALSE(panel().may_change);
  ASSERT_THAT(waiting(), SizeIs(1));
  EXPECT_TRUE(waiting().front().is_sellers);
  EXPECT_EQ(waiting().front().told.code, "DETAILS-020");
  EXPECT_THAT(why().sentences,
              testing::Contains(HasSubstr("The buyer sent in company, VAT number")));
  EXPECT_EQ(send_company().page.panel.state, PanelState::kSellerOnly) << "this is not kept";
}

TEST_F(SentIn, WhatViesLeavesOpenForDaysIsTheSellersMatter) {
  sell();
  unlock();
  send_while_down();
  now_ += hours{shop_->config.vies.give_up_after_hours};
  EXPECT_FALSE(waiting().front().is_sellers);
  now_ += hours{1};
  EXPECT_TRUE(waiting().front().is_sellers);
  EXPECT_EQ(panel().state, PanelState::kPending) << "it is asked on";
  EXPECT_THAT(why().sentences, testing::Contains(HasSubstr("It waits for you")));
}

TEST_F(SentIn, AWishForANumberOutlivesWhatComesWithoutOne) {
  sell();
  unlock();
  shop_->config.vies.ask = false;
  EXPECT_FALSE(panel().asks_register);
  ASSERT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kWithSeller);
  EXPECT_EQ(panel().state, PanelState::kWithSeller);
  EXPECT_TRUE(panel().may_change);
  now_ += minutes{1};
  EXPECT_EQ(send_company().page.panel.state, PanelState::kCorrected);
  EXPECT_EQ(shown(true), PanelState::kCorrected);
  ASSERT_THAT(waiting(), SizeIs(1));
  EXPECT_EQ(waiting().front().request.vat_id, kFrenchNumber);
  now_ += minutes{1};
  CorrectCommand command;
  command.number = documents().back().number;
  command.buyer.reference = "PO-7";
  ASSERT_TRUE(correct_invoice(command, *shop_, *store_, now_));
  EXPECT_THAT(waiting(), IsEmpty()) << "the seller has seen to it";
  EXPECT_EQ(panel().state, PanelState::kForm);
}

TEST_F(SentIn, WhatTheSellerHasAnsweredWaitsNoLonger) {
  sell();
  unlock();
  send_while_down();
  const auto answer = [&] {
    return store_->transaction<Done>(
        [&](StoreTransaction& tx) { return answer_sent_in(order_, tx, now_); });
  };
  EXPECT_TRUE(answer());
  EXPECT_THAT(waiting(), IsEmpty());
  EXPECT_EQ(panel().state, PanelState::kForm);
  EXPECT_EQ(answer().faults().front().code, "DETAILS-022");
}

TEST_F(SentIn, ViesIsPromisedOnlyWhereItIsAsked) {
  sell();
  unlock();
  EXPECT_TRUE(panel().asks_register);
  sell({.id = "W-2", .country = "DE", .postcode = "10115", .city = "Berlin"});
  unlock("10115");
  EXPECT_FALSE(panel().asks_register) << "a domestic number may be valid without being in VIES";
}

TEST_F(BuyerWaits, WhatWasRefusedStandsInTheFormWithAllThatCameWithIt) {
  sell();
  unlock();
  send_while_down();
  refuse_later();
  EXPECT_EQ(panel().state, PanelState::kNumberUnknown);
  EXPECT_EQ(panel().details.vat_id, kFrenchNumber);
  EXPECT_EQ(panel().details.company, "Exemple SARL");
  EXPECT_EQ(panel().details.reference, "PO-7");
}

TEST_F(BuyerWaits, ThatANumberWasRefusedIsSaidBeforeThePostCode) {
  sell();
  unlock();
  send_while_down();
  refuse_later();
  pass_.clear();
  EXPECT_EQ(panel().state, PanelState::kAskPostcode);
  EXPECT_TRUE(panel().number_refused);
  EXPECT_THAT(panel().details.vat_id, IsEmpty()) << "personal";
}

TEST_F(BuyerWaits, WhatTheSellerHasMendedSinceIsNoLongerRefused) {
  sell();
  unlock();
  send_while_down();
  refuse_later();
  now_ += minutes{1};
  CorrectCommand command;
  command.number = documents().front().number;
  command.buyer.company = "Exemple SARL";
  ASSERT_TRUE(correct_invoice(command, *shop_, *store_, now_));
  EXPECT_EQ(panel().state, PanelState::kForm);
  EXPECT_THAT(panel().details.vat_id, IsEmpty());
  pass_.clear();
  EXPECT_FALSE(panel().number_refused);
}

class NumbersRegisteredLate : public BuyerWorld {
 protected:
  /// What the seller corrects of the newest document.
  Result<CorrectOutcome> correct() {
    command_.number = documents().back().number;
    return correct_invoice(command_, *shop_, *store_, now_);
  }

  CorrectCommand command_;
};

TEST_F(NumbersRegisteredLate, ViesIsAskedAnewOnAnotherDay) {
  sell();
  unlock();
  registry_.outcome = "INVALID";
  EXPECT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kNumberUnknown);
  registry_.outcome = "VALID";
  now_ += minutes{10};
  EXPECT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kNumberUnknown)
      << "once an hour is enough";
  EXPECT_THAT(registry_.asked, SizeIs(1));
  now_ += days{3};
  unlock();
  EXPECT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kCorrected);
  EXPECT_THAT(registry_.asked, SizeIs(2));
  EXPECT_THAT(documents().back().consignment, HasSubstr(R"("vies":"valid")"));
  DetailsInput input;
  input.reference = "PO-8";
  now_ += minutes{1};
  EXPECT_EQ(send(input).page.panel.state, PanelState::kCorrected);
  EXPECT_THAT(documents().back().consignment, HasSubstr(R"("vies":"valid")"))
      << "what was confirmed stays so";
}

TEST_F(NumbersRegisteredLate, TheSellerMayHaveTheNumberOfAnInvoiceAskedAnew) {
  sell();
  registry_.outcome = "INVALID";
  command_.buyer.company = "Exemple SARL";
  command_.buyer.vat_id = kFrenchNumber;
  EXPECT_EQ(correct().faults().front().code, "VIES-001");
  pass();
  ASSERT_TRUE(correct());
  EXPECT_THAT(documents().back().consignment, HasSubstr(R"("vies":"invalid")"));
  EXPECT_EQ(correct().faults().front().code, "CORRECT-003") << "the same day";

  registry_.outcome = "VALID";
  now_ += days{5};
  EXPECT_EQ(correct().faults().front().code, "VIES-001");
  pass();
  ASSERT_TRUE(correct());
  EXPECT_THAT(documents().back().consignment, HasSubstr(R"("vies":"valid")"));
}

TEST_F(NumbersRegisteredLate, ANoOfAnotherDayStillCountsForWhatLeavesTheNumberAlone) {
  sell();
  registry_.outcome = "INVALID";
  command_.buyer.company = "Exemple SARL";
  command_.buyer.vat_id = kFrenchNumber;
  EXPECT_FALSE(correct());
  pass();
  ASSERT_TRUE(correct());
  now_ += days{5};
  command_.buyer = {};
  command_.buyer.reference = "PO-9";
  EXPECT_TRUE(correct());
  EXPECT_THAT(registry_.asked, SizeIs(1));
}

}  // namespace
}  // namespace enclosure::app
