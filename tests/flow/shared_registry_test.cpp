// Buyers ask the register one at a time and wait for nobody; what it is spared is finished later.

#include "app/flow/shared_registry.h"

#include <array>
#include <future>
#include <latch>
#include <thread>

#include "tests/flow/buyer_world.h"

namespace enclosure::app {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::HasSubstr;
using testing::SizeIs;

/// Thinks until it is let go.
struct HangingRegistry : VatRegistry {
  std::latch is_asked{1};
  std::promise<VatAnswer> answer;

  VatAnswer check(const VatQuestion&) override {
    is_asked.count_down();
    return answer.get_future().get();
  }
  void say(VatAnswer::Kind kind) {
    VatAnswer said;
    said.kind = kind;
    answer.set_value(said);
  }
};

VatQuestion about(const char* number) {
  return VatQuestion::about(*VatId::parse(number), std::nullopt);
}

TEST(SharedRegistryTest, NobodyWaitsForWhoeverAsks) {
  HangingRegistry hangs;
  SharedRegistry shared(hangs, [] { return kStart; });
  VatAnswer first;
  {
    const std::jthread asking([&] { first = shared.check(about(kFrenchNumber)); });
    hangs.is_asked.wait();
    EXPECT_FALSE(shared.check(about(kOtherFrenchNumber)).asked);
    EXPECT_FALSE(shared.check(about(kFrenchNumber)).asked);
    hangs.say(VatAnswer::Kind::kValid);
  }
  EXPECT_TRUE(first.asked);
  EXPECT_EQ(first.kind, VatAnswer::Kind::kValid);
}

class RestingRegister : public testing::Test {
 protected:
  VatAnswer ask(const char* number) { return shared_.check(about(number)); }

  Instant now_ = kStart;
  support::FakeRegistry registry_;
  SharedRegistry shared_{registry_, [this] { return now_; }};
};

TEST_F(RestingRegister, ASilentOneIsLeftAloneForAMinute) {
  registry_.outcome = "SERVICE_UNAVAILABLE";
  EXPECT_TRUE(ask(kFrenchNumber).asked);
  registry_.outcome = "VALID";
  now_ += seconds{59};
  EXPECT_FALSE(ask(kFrenchNumber).asked);
  EXPECT_FALSE(ask("DE111111125").asked);
  EXPECT_THAT(registry_.asked, SizeIs(1));
  now_ += seconds{1};
  EXPECT_EQ(ask(kFrenchNumber).kind, VatAnswer::Kind::kValid);
  EXPECT_EQ(ask(kOtherFrenchNumber).kind, VatAnswer::Kind::kValid);
}

TEST_F(RestingRegister, ASilentStateRestsAlone) {
  registry_.outcome = "MS_UNAVAILABLE";
  EXPECT_TRUE(ask(kFrenchNumber).asked);
  EXPECT_FALSE(ask(kOtherFrenchNumber).asked);
  registry_.outcome = "VALID";
  EXPECT_EQ(ask("DE111111125").kind, VatAnswer::Kind::kValid);
}

TEST_F(RestingRegister, ANoIsAnAnswer) {
  registry_.outcome = "INVALID";
  EXPECT_EQ(ask(kFrenchNumber).kind, VatAnswer::Kind::kInvalid);
  EXPECT_EQ(ask(kOtherFrenchNumber).kind, VatAnswer::Kind::kInvalid);
}

TEST_F(RestingRegister, AClockThatWentBackEndsTheRest) {
  registry_.outcome = "SERVICE_UNAVAILABLE";
  ask(kFrenchNumber);
  now_ -= hours{1};
  EXPECT_TRUE(ask(kFrenchNumber).asked);
}

class BuyersAtOnce : public BuyerWorld {
 protected:
  std::size_t consultations(const std::string& number) {
    return store_->read<std::size_t>(
        [&](StoreTransaction& tx) { return tx.consultations_of(number).size(); });
  }
};

TEST_F(BuyersAtOnce, WhoeverComesWhileTheRegisterHangsIsFinishedLater) {
  HangingRegistry hangs;
  SharedRegistry shared(hangs, [this] { return now_; });
  StoreBuyerDesk desk(
      *shop_, *store_, [this] { return now_; }, BuyerServices{*archive_, uses_, &shared});
  const auto send_from = [&](const BuyerVisit& from, const char* number) {
    DetailsInput input;
    input.company = "Exemple SARL";
    input.vat_id = number;
    return desk.details(from, input)->page.panel.state;
  };
  sell();
  unlock();
  const std::string token = token_;  // a visit borrows both, and the next sale makes others
  const std::string pass_of_first = pass_;
  BuyerVisit first = visit();
  first.token = token;
  first.pass = pass_of_first;
  PanelState first_state = PanelState::kForm;
  std::jthread asking([&] { first_state = send_from(first, kFrenchNumber); });
  hangs.is_asked.wait();

  sell({.id = "W-2"});
  unlock();
  EXPECT_EQ(send_from(visit(), kOtherFrenchNumber), PanelState::kPending);
  EXPECT_EQ(consultations(kOtherFrenchNumber), 0U) << "nobody was asked: there is no proof of it";
  EXPECT_EQ(last_request()->attempts, 0);
  hangs.say(VatAnswer::Kind::kValid);
  asking.join();
  EXPECT_EQ(first_state, PanelState::kCorrected);

  registry_.outcome = "VALID";
  now_ += minutes{2};
  EXPECT_EQ(pass().changed_by_buyers, 1U);
  ASSERT_THAT(documents(), SizeIs(3));
  EXPECT_THAT(documents().back().snapshot, HasSubstr(kOtherFrenchNumber));
}

/// As many as are asked about within a day; their check digits hold.
constexpr std::array<const char*, kMostNumbersADay> kNumbersOfADay = {
    "FR15100000017", "FR53412345688", "FR85724691357", "FR62147037014", "FR03459382685",
    "FR50771728359", "FR36194074019", "FR68506419688", "FR00818765356", "FR71241111012"};

class NumbersOfALink : public BuyerWorld {
 protected:
  void send_those_of_a_day() {
    registry_.outcome = "INVALID";
    for (const char* number : kNumbersOfADay)
      EXPECT_EQ(send_number(number).page.panel.state, PanelState::kNumberUnknown) << number;
    ASSERT_THAT(registry_.asked, SizeIs(kMostNumbersADay));
    registry_.outcome = "VALID";
  }
};

TEST_F(NumbersOfALink, AfterTenWithinADayTheNextIsTheSellersMatter) {
  sell();
  unlock();
  send_those_of_a_day();
  const BuyerAnswer answer = send_number(kFrenchNumber);
  EXPECT_EQ(answer.page.panel.state, PanelState::kWithSeller);
  EXPECT_TRUE(answer.page.panel.number_unchecked);
  EXPECT_TRUE(answer.page.panel.may_change) << "without the number the rest can be changed";
  EXPECT_EQ(last_request()->note, kTooManyNumbers);
  EXPECT_EQ(shown(), PanelState::kWithSeller);
  now_ += hours{1};
  pass();
  EXPECT_THAT(registry_.asked, SizeIs(kMostNumbersADay));
  EXPECT_THAT(documents(), SizeIs(1));
}

TEST_F(NumbersOfALink, OnesOfTheDayMayBeSentAgain) {
  sell();
  unlock();
  send_those_of_a_day();
  now_ += hours{1};
  unlock();
  EXPECT_EQ(send_number(kNumbersOfADay.front()).page.panel.state, PanelState::kCorrected);
}

TEST_F(NumbersOfALink, ADayLaterTheyAreForgotten) {
  sell();
  unlock();
  send_those_of_a_day();
  now_ += hours{24} + seconds{1};
  unlock();
  EXPECT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kCorrected);
}

TEST_F(NumbersOfALink, AnotherOrderHasItsOwn) {
  sell();
  unlock();
  send_those_of_a_day();
  sell({.id = "W-2"});
  unlock();
  EXPECT_EQ(send_number(kFrenchNumber).page.panel.state, PanelState::kCorrected);
}

}  // namespace
}  // namespace enclosure::app
