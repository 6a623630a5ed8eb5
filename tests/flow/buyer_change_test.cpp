// A buyer changes company and VAT number by the link: each way it may end.

#include <thread>

#include "app/flow/correct.h"
#include "app/flow/credit.h"
#include "tests/flow/buyer_world.h"

namespace enclosure::app {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class BuyerChanges : public BuyerWorld {
 protected:
  BuyerChanges() { registry_.outcome = "VALID"; }
};

TEST_F(BuyerChanges, AConfirmedNumberGivesACorrectedInvoiceAtOnce) {
  sell();
  now_ += hours{1};
  unlock();
  const BuyerAnswer answer = send_number(kFrenchNumber);
  EXPECT_EQ(answer.page.panel.state, PanelState::kCorrected);
  ASSERT_THAT(documents(), SizeIs(3));
  EXPECT_EQ(answer.invoice, documents().back().number.to_string());
  EXPECT_EQ(answer.credit_note, documents().at(1).number.to_string());
  EXPECT_THAT(documents().back().snapshot, HasSubstr("Exemple SARL"));
  EXPECT_THAT(documents().back().snapshot, HasSubstr(kFrenchNumber));
  EXPECT_THAT(registry_.asked, SizeIs(1));
  EXPECT_EQ(last_request()->state, DetailsRequest::State::kCorrected);
  EXPECT_EQ(last_request()->note, answer.invoice);
  EXPECT_EQ(shown(true), PanelState::kCorrected);
  EXPECT_EQ(shown(), PanelState::kForm);
  using Standing = BuyerDocument::Standing;
  const auto page = desk_->page(visit());
  ASSERT_THAT(page->documents, SizeIs(3));
  EXPECT_EQ(page->documents[0].standing, Standing::kCancelled);
  EXPECT_EQ(page->documents[1].standing, Standing::kCredit);
  EXPECT_EQ(page->documents[2].standing, Standing::kStands);
  EXPECT_EQ(page->documents[2].refers_to, page->documents[0].number);
}

TEST_F(BuyerChanges, ANumberThatViesDoesNotKnowChangesNothing) {
  sell();
  unlock();
  registry_.outcome = "INVALID";
  const BuyerAnswer answer = send_number(kFrenchNumber);
  EXPECT_EQ(answer.page.panel.state, PanelState::kNumberUnknown);
  EXPECT_EQ(answer.page.panel.details.company, "Exemple SARL");
  EXPECT_THAT(documents(), SizeIs(1));
}

TEST_F(BuyerChanges, WhileViesIsDownItWaitsAndIsFinishedLater) {
  sell();
  unlock();
  registry_.outcome = "MS_UNAVAILABLE";
  EXPECT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kPending);
  EXPECT_EQ(shown(), PanelState::kPending);
  EXPECT_THAT(documents(), SizeIs(1));
  const auto mails = transport_.mails.size();

  open();  // a restart loses nothing
  EXPECT_EQ(pass().changed_by_buyers, 0U) << "it is not due yet";
  const auto next = store_->read<std::optional<Instant>>(
      [&](StoreTransaction& tx) { return tx.next_details_request_after(now_); });
  ASSERT_TRUE(next);
  now_ = *next;
  EXPECT_EQ(pass().changed_by_buyers, 0U) << "still down";
  EXPECT_EQ(last_request()->attempts, 2);

  registry_.outcome = "VALID";
  now_ += hours{1};
  EXPECT_EQ(pass().changed_by_buyers, 1U);
  ASSERT_THAT(documents(), SizeIs(3));
  EXPECT_THAT(documents().back().snapshot, HasSubstr(kFrenchNumber));
  EXPECT_EQ(last_request()->state, DetailsRequest::State::kCorrected);
  EXPECT_EQ(pass().changed_by_buyers, 0U);
  EXPECT_EQ(transport_.mails.size(), mails) << "it is shown, not mailed: three mails are all";
}

TEST_F(BuyerChanges, WhatProvesWrongLaterIsSaidOnThePage) {
  sell();
  unlock();
  registry_.outcome = "TIMEOUT";
  send_number(kFrenchNumber);
  registry_.outcome = "INVALID";
  now_ += minutes{20};
  pass();
  EXPECT_THAT(documents(), SizeIs(1));
  EXPECT_EQ(shown(), PanelState::kNumberUnknown);
  EXPECT_EQ(desk_->page(visit())->panel.details.vat_id, kFrenchNumber);
}

TEST_F(BuyerChanges, ALaterOneReplacesTheOneThatWaits) {
  sell();
  unlock();
  registry_.outcome = "MS_UNAVAILABLE";
  send_number(kFrenchNumber);
  send_number(kOtherFrenchNumber);
  const auto waiting = store_->read<std::vector<DetailsRequest>>(
      [](StoreTransaction& tx) { return tx.pending_details_requests(); });
  ASSERT_THAT(waiting, SizeIs(1));
  EXPECT_EQ(waiting.front().vat_id, kOtherFrenchNumber);
  registry_.outcome = "VALID";
  now_ += hours{1};
  pass();
  EXPECT_THAT(documents(), SizeIs(3));
  EXPECT_THAT(documents().back().snapshot, HasSubstr(kOtherFrenchNumber));
}

TEST_F(BuyerChanges, WithoutANumberNobodyIsAsked) {
  sell();
  unlock();
  registry_.outcome = "MS_UNAVAILABLE";
  DetailsInput input;
  input.company = "Exemple SARL";
  input.reference = "PO-7";
  EXPECT_EQ(send(input).page.panel.state, PanelState::kCorrected);
  EXPECT_THAT(registry_.asked, IsEmpty());
  EXPECT_THAT(documents().back().snapshot, HasSubstr("PO-7"));
}

TEST_F(BuyerChanges, ADomesticNumberNeedsNoRegister) {
  sell({.id = "W-2", .country = "DE", .postcode = "10115", .city = "Berlin"});
  unlock("10115");
  registry_.outcome = "MS_UNAVAILABLE";
  DetailsInput input;
  input.company = "Beispiel GmbH";
  input.vat_id = "DE111111125";
  EXPECT_EQ(send(input).page.panel.state, PanelState::kCorrected);
  EXPECT_THAT(registry_.asked, IsEmpty());
}

TEST_F(BuyerChanges, TheSameAgainIsNoChange) {
  sell();
  unlock();
  DetailsInput input = {};
  input.name = "Camille Exemple";
  input.street = "1 rue de l'Exemple";
  EXPECT_EQ(send(input).page.panel.state, PanelState::kUnchanged);
  send_number(kFrenchNumber);
  EXPECT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kUnchanged);
  EXPECT_THAT(documents(), SizeIs(3));
}

TEST_F(BuyerChanges, WhatLooksTheSameIsNoChange) {
  sell();
  unlock();
  DetailsInput input;
  for (const char* city :
       {"Paris ", "Pa\u200dris", "\u00a0Paris", "Paris\u3000", "Par\u00adis", "\u2060Paris"}) {
    input.city = city;
    EXPECT_EQ(send(input).page.panel.state, PanelState::kUnchanged) << city;
  }
  input = {};
  input.name = "Camille \u00a0 Exemple";
  EXPECT_EQ(send(input).page.panel.state, PanelState::kUnchanged);
  input.name = "CamilleExemple";
  EXPECT_EQ(send(input).page.panel.state, PanelState::kCorrected);
  EXPECT_THAT(documents(), SizeIs(3));
}

TEST_F(BuyerChanges, LimitsCountCharacters) {
  sell();
  unlock();
  const auto times = [](std::size_t count, const char* letter) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += letter;
    return text;
  };
  DetailsInput input;
  input.company = times(201, "Ω");
  input.reference = times(101, "Ω");
  EXPECT_EQ(send(input).page.panel.faults.size(), 2U);
  input.company = times(200, "Ω");
  input.reference = times(100, "Ω");
  input.vat_id = kFrenchNumber;
  registry_.outcome = "MS_UNAVAILABLE";
  EXPECT_EQ(send(input).page.panel.state, PanelState::kPending);
  registry_.outcome = "VALID";
  now_ += hours{1};
  pass();
  EXPECT_EQ(last_request()->state, DetailsRequest::State::kCorrected) << last_request()->note;
  EXPECT_EQ(shown(), PanelState::kAskPostcode) << "what was billed can be read back";
}

TEST_F(BuyerChanges, ANewCountryIsComparedWithThePostCodeThatStays) {
  sell();
  unlock();
  DetailsInput input;
  input.country = "NL";
  using Told = std::pair<std::string, std::string>;
  EXPECT_THAT(send(input).page.panel.faults, testing::ElementsAre(Told("postcode", "postcode")));
  input.postcode = "1012 JS";
  EXPECT_EQ(send(input).page.panel.state, PanelState::kCorrected);
}

TEST_F(BuyerChanges, EveryFaultIsTiedToItsField) {
  sell();
  unlock();
  DetailsInput input;
  input.company = std::string(201, 'x');
  input.street = "";
  input.postcode = "123";
  input.country = "FR";
  input.city = "Pa\nris";
  input.vat_id = "FR12345678901";
  const BuyerAnswer answer = send(input);
  EXPECT_EQ(answer.page.panel.state, PanelState::kFaulty);
  using Told = std::pair<std::string, std::string>;
  EXPECT_THAT(
      answer.page.panel.faults,
      testing::UnorderedElementsAre(Told("company", "too_long"), Told("street", "required"),
                                    Told("postcode", "postcode"), Told("city", "characters"),
                                    Told("vat_id", "vat_check_digits")));
  EXPECT_EQ(answer.page.panel.details.postcode, "123") << "what was typed stays in the form";
  EXPECT_THAT(registry_.asked, IsEmpty());
  EXPECT_THAT(documents(), SizeIs(1));
}

TEST_F(BuyerChanges, ANumberGetsTheCountryOfItsAddress) {
  sell();
  unlock();
  EXPECT_EQ(send_number("40 303 265 045").page.panel.state, PanelState::kCorrected);
  EXPECT_THAT(documents().back().snapshot, HasSubstr(kFrenchNumber));
}

TEST_F(BuyerChanges, NothingIsChangedWithoutTheSecondFactor) {
  sell();
  EXPECT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kAskPostcode);
  DetailsInput input;
  input.company = "Exemple SARL";
  input.postcode_of_delivery = "75002";
  EXPECT_EQ(send(input).page.panel.state, PanelState::kWrongPostcode);
  EXPECT_THAT(documents(), SizeIs(1));
  input.postcode_of_delivery = "F-75001";
  const BuyerAnswer answer = send(input);
  EXPECT_EQ(answer.page.panel.state, PanelState::kCorrected);
  EXPECT_FALSE(answer.pass.empty());
}

CreditCommand ten_of(const OrderId& order) {
  CreditCommand command;
  command.order = order;
  command.what = invoice::CreditRequest::What::kAmount;
  command.amount = Decimal(10);
  return command;
}

TEST_F(BuyerChanges, WhatWasCreditedInPartIsTheSellersMatter) {
  sell();
  unlock();
  ASSERT_TRUE(issue_credit_note(ten_of(order_), *shop_, *store_, now_));
  EXPECT_EQ(shown(), PanelState::kSellerOnly);
  EXPECT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kSellerOnly);
  EXPECT_THAT(documents(), SizeIs(2));
}

TEST_F(BuyerChanges, ThePageKnowsWhichCreditNoteCancels) {
  sell();
  ASSERT_TRUE(issue_credit_note(ten_of(order_), *shop_, *store_, now_));
  CorrectCommand correct;
  correct.number = documents().front().number;
  correct.buyer.reference = "PO-7";
  ASSERT_TRUE(correct_invoice(correct, *shop_, *store_, now_));
  const auto page = desk_->page(visit());
  ASSERT_THAT(page->documents, SizeIs(4));
  EXPECT_FALSE(page->documents[0].cancels);
  EXPECT_FALSE(page->documents[1].cancels);
  EXPECT_TRUE(page->documents[2].cancels);
  EXPECT_FALSE(page->documents[3].cancels);
}

TEST_F(BuyerChanges, OldInvoicesAreTheSellersMatter) {
  sell();
  shop_->config.links.change_days = 30;
  now_ += days{29};
  EXPECT_EQ(shown(), PanelState::kAskPostcode);
  now_ += days{1};
  EXPECT_EQ(shown(), PanelState::kSellerOnly);
  EXPECT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kSellerOnly);
}

TEST_F(BuyerChanges, ANumberIsNotTakenAwayAgain) {
  sell();
  unlock();
  send_number(kFrenchNumber);
  DetailsInput input;
  input.vat_id = "";
  EXPECT_EQ(send(input).page.panel.state, PanelState::kWithSeller)
      << "VAT would be due that nobody has paid";
  EXPECT_THAT(documents(), SizeIs(3));
}

TEST_F(BuyerChanges, ThereAreFiveOfThem) {
  sell();
  unlock();
  DetailsInput input;
  for (int i = 1; i <= 5; ++i) {
    input.company = "Exemple " + std::to_string(i);
    EXPECT_EQ(send(input).page.panel.state, PanelState::kCorrected) << i;
  }
  input.company = "Exemple 6";
  EXPECT_EQ(send(input).page.panel.state, PanelState::kSellerOnly);
  EXPECT_THAT(documents(), SizeIs(11));
}

TEST_F(BuyerChanges, WhereAmazonInvoicesOnlyAmazonCorrects) {
  sell(bought_where_amazon_invoices());
  const auto page = desk_->page(visit());
  ASSERT_TRUE(page);
  EXPECT_EQ(page->panel.state, PanelState::kMarketplaceOnly);
  EXPECT_EQ(page->panel.marketplace, "Amazon.de");
  EXPECT_EQ(page->contact.marketplace, "Amazon.de");
  EXPECT_THAT(page->contact.marketplace_url, HasSubstr("302-7654321-7654321"));
  EXPECT_THAT(page->contact.email, IsEmpty());
  EXPECT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kMarketplaceOnly);
}

TEST_F(BuyerChanges, WhereNobodyMayBeAskedTheSellerDecides) {
  sell();
  unlock();
  shop_->config.vies.ask = false;
  const BuyerAnswer answer = send_number(kFrenchNumber);
  EXPECT_EQ(answer.page.panel.state, PanelState::kWithSeller);
  EXPECT_TRUE(answer.page.panel.number_unchecked);
  EXPECT_TRUE(answer.page.panel.may_change) << "the form stays";
  EXPECT_THAT(documents(), SizeIs(1));
  EXPECT_EQ(last_request()->state, DetailsRequest::State::kSellerOnly);
  EXPECT_THAT(last_request()->change, HasSubstr(kFrenchNumber))
      << "the seller sees what was wanted";
}

TEST_F(BuyerChanges, TwoAtOnceCorrectOnce) {
  sell();
  unlock();
  SqliteStore other((folder_ / "enclosure.db").string(), SqliteStore::Mode::kReadWrite);
  // Each has its own register, as two processes have.
  support::FakeRegistry another;
  another.outcome = "VALID";
  StoreBuyerDesk third(
      *shop_, other, [this] { return now_; }, BuyerServices{*archive_, uses_, &another});
  DetailsInput input;
  input.company = "Exemple SARL";
  input.vat_id = kFrenchNumber;
  PanelState first_state = PanelState::kForm;
  PanelState other_state = PanelState::kForm;
  {
    const std::jthread one([&] { first_state = desk_->details(visit(), input)->page.panel.state; });
    const std::jthread two([&] { other_state = third.details(visit(), input)->page.panel.state; });
  }
  EXPECT_THAT(documents(), SizeIs(3));
  for (const PanelState state : {first_state, other_state})
    EXPECT_THAT(state, testing::AnyOf(PanelState::kCorrected, PanelState::kUnchanged));
}

TEST_F(BuyerChanges, AMailThatWasNotSentTakesTheNewestDocuments) {
  transport_.answer = DispatchOutcome::Kind::kRetryAt;
  sell();
  unlock();
  ASSERT_THAT(transport_.mails, SizeIs(1));
  DetailsInput input;
  input.company = "Exemple SARL";
  const BuyerAnswer answer = send(input);
  transport_.answer = DispatchOutcome::Kind::kSent;
  now_ += hours{2};
  pass();
  ASSERT_THAT(transport_.mails, SizeIs(2));
  EXPECT_THAT(transport_.mails.back(), HasSubstr(answer.invoice + ".pdf"));
  EXPECT_THAT(transport_.mails.back(),
              testing::Not(HasSubstr(documents().front().number.to_string() + ".pdf")));
}

}  // namespace
}  // namespace enclosure::app
