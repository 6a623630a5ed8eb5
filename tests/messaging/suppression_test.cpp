// What keeps messages back: events of the buyer, block lists, the buyer's day.

#include <gmock/gmock.h>

#include <array>
#include <functional>

#include "messaging/block_list.h"
#include "messaging/buyer_event.h"
#include "tests/messaging/plan_world.h"

namespace enclosure::messaging {
namespace {

using std::chrono::days;
using std::chrono::hours;

struct StopCase {
  const char* name;
  std::function<void(OrderHistory&)> happen;
  const char* documents;  ///< or empty: it is sent
  const char* review;
};
void PrintTo(const StopCase& c, std::ostream* out) {
  *out << c.name;
}

class Stop : public testing::TestWithParam<StopCase> {};

TEST_P(Stop, SuppressesWithItsReason) {
  for (const Kind kind : {Kind::kFba, Kind::kFbm, Kind::kShop}) {
    OrderHistory history = delivered();
    GetParam().happen(history);
    const auto messages = plan(order_of(kind), history, {}, kShipped);
    EXPECT_EQ(messages[0].reason, GetParam().documents);
    EXPECT_EQ(messages[1].reason, GetParam().review);
    EXPECT_EQ(messages[1].state, MessageState::kCancelled);
    EXPECT_EQ(messages[2].state, MessageState::kCancelled);
  }
}

using H = OrderHistory;
INSTANTIATE_TEST_SUITE_P(
    Table, Stop,
    testing::Values(
        StopCase{"ChargedBack", [](H& h) { h.charged_back = true; }, "", "S:charged_back"},
        StopCase{"Bounced", [](H& h) { h.bounced = true; }, "", "S:bounced"},
        StopCase{"DeadAddress", [](H& h) { h.address_dead = true; }, "S:bounced", "S:bounced"},
        StopCase{"ReviewKnown", [](H& h) { h.review_known = true; }, "", "S:review_known"},
        StopCase{"FeedbackKnown", [](H& h) { h.feedback_known = true; }, "", "S:feedback_known"},
        StopCase{"BlockedItem", [](H& h) { h.blocked = Blocked::kAsking; }, "", "S:blocked"},
        StopCase{"Blocked", [](H& h) { h.blocked = Blocked::kAll; }, "S:blocked", "S:blocked"}),
    [](const auto& param) { return param.param.name; });

TEST(OpenCase, HoldsTheRequestUntilTheAnswer) {
  OrderHistory open = delivered();
  open.case_open = true;
  const auto messages = plan(order_of(Kind::kFbm), open, {}, kShipped);
  EXPECT_EQ(say(messages[0]), "scheduled 2026-06-02T08:00:00Z");
  EXPECT_EQ(say(messages[1]), "waiting W:open_case");
  const Instant answered = kDelivered + days{8};
  const auto review = reconsider(messages[1], order_of(Kind::kFbm), delivered(), {}, answered);
  EXPECT_TRUE(is_due(review, answered)) << say(review);
}

TEST(OpenCase, WithoutAnswerTheWindowClosesOverIt) {
  OrderHistory open = delivered();
  open.case_open = true;
  const auto waiting = plan(order_of(Kind::kFbm), open, {}, kDelivered)[1];
  EXPECT_EQ(say(reconsider(waiting, order_of(Kind::kFbm), open, {}, kDelivered + days{31})),
            "cancelled P02:window_closed");
}

const OrderId kOrder = *OrderId::parse("305-1234567-1234567");
const OrderId kOther = *OrderId::parse("305-7654321-7654321");

BuyerEvent event(BuyerEventType type, const OrderId& order = kOrder,
                 std::optional<BounceClass> bounce = std::nullopt, Instant when = kShipped) {
  BuyerEvent result;
  result.id = *EventId::parse("e1");
  result.order = order;
  result.type = type;
  result.at = when;
  result.bounce = bounce;
  return result;
}

OrderHistory after(std::initializer_list<BuyerEvent> events, Instant now = kDelivered) {
  OrderHistory history;
  for (const BuyerEvent& one : events) learn(history, one, kOrder, now);
  return history;
}

TEST(Learn, EachEventMeansOneThing) {
  EXPECT_TRUE(after({event(BuyerEventType::kChargedBack)}).charged_back);
  EXPECT_TRUE(after({event(BuyerEventType::kCaseOpened)}).case_open);
  EXPECT_FALSE(
      after({event(BuyerEventType::kCaseOpened), event(BuyerEventType::kCaseClosed)}).case_open);
  EXPECT_TRUE(after({event(BuyerEventType::kReviewReceived)}).review_known);
  EXPECT_TRUE(after({event(BuyerEventType::kFeedbackReceived)}).feedback_known);
  EXPECT_TRUE(after({event(BuyerEventType::kOptedOut)}).opted_out);
}

TEST(Learn, TheFutureIsNotKnown) {
  const auto tomorrow =
      event(BuyerEventType::kOptedOut, kOrder, std::nullopt, kDelivered + days{1});
  EXPECT_FALSE(after({tomorrow}).opted_out);
}

TEST(Learn, OfAnotherOrderOnlyWhatConcernsTheAddress) {
  EXPECT_FALSE(after({event(BuyerEventType::kChargedBack, kOther)}).charged_back);
  EXPECT_FALSE(after({event(BuyerEventType::kCaseOpened, kOther)}).case_open);
  EXPECT_TRUE(after({event(BuyerEventType::kOptedOut, kOther)}).opted_out);
  const auto soft = after({event(BuyerEventType::kBounced, kOther, BounceClass::kSoft)});
  EXPECT_FALSE(soft.bounced || soft.address_dead || soft.opted_out);
  const auto hard = after({event(BuyerEventType::kBounced, kOther, BounceClass::kHard)});
  EXPECT_TRUE(hard.address_dead);
  EXPECT_FALSE(hard.bounced);
  EXPECT_TRUE(after({event(BuyerEventType::kBounced, kOther, BounceClass::kOptedOut)}).opted_out);
}

TEST(Learn, EveryReturnedMessageStopsTheRequestsOfItsOrder) {
  for (const BounceClass bounce :
       {BounceClass::kHard, BounceClass::kSoft, BounceClass::kOptedOut, BounceClass::kNotRegistered,
        BounceClass::kTooLarge, BounceClass::kUnknown}) {
    EXPECT_TRUE(after({event(BuyerEventType::kBounced, kOrder, bounce)}).bounced)
        << to_string(bounce);
  }
}

TEST(BuyerEventWords, AreReadAndWritten) {
  for (const char* word : {"charged_back", "case_opened", "case_closed", "review_received",
                           "feedback_received", "opted_out", "bounced"}) {
    const auto type = parse_buyer_event_type(word);
    ASSERT_TRUE(type) << word;
    EXPECT_EQ(to_string(*type), word);
  }
  EXPECT_FALSE(parse_buyer_event_type("shipped"));
  for (const char* word : {"hard", "soft", "opted_out", "not_registered", "too_large", "unknown"}) {
    EXPECT_EQ(to_string(*parse_bounce_class(word)), word);
  }
  EXPECT_EQ(parse_bounce_class("medium").faults().front().code, "EVENT-006");
}

struct BlockCase {
  const char* name;
  const char* text;
  BlockKind kind;
  const char* value;
};
void PrintTo(const BlockCase& c, std::ostream* out) {
  *out << c.text;
}
class BlockEntry : public testing::TestWithParam<BlockCase> {};

TEST_P(BlockEntry, IsReadByItsSigns) {
  const auto block = parse_block(GetParam().text);
  ASSERT_TRUE(block);
  EXPECT_EQ(block->kind, GetParam().kind);
  EXPECT_EQ(block->value, GetParam().value);
  EXPECT_EQ(block->reach, GetParam().kind == BlockKind::kSku ? Blocked::kAsking : Blocked::kAll);
}
INSTANTIATE_TEST_SUITE_P(
    Table, BlockEntry,
    testing::Values(
        BlockCase{"Address", " Buyer@Mail.example ", BlockKind::kAddress, "buyer@mail.example"},
        BlockCase{"Domain", "@Mail.example", BlockKind::kDomain, "mail.example"},
        BlockCase{"NamedDomain", "domain: mail.example", BlockKind::kDomain, "mail.example"},
        BlockCase{"HostInLetters", "Info@Müller.example", BlockKind::kAddress,
                  "info@xn--mller-kva.example"},
        BlockCase{"DomainInLetters", "@müller.example", BlockKind::kDomain,
                  "xn--mller-kva.example"},
        BlockCase{"Order", "305-1234567-1234567", BlockKind::kOrder, "305-1234567-1234567"},
        BlockCase{"NamedOrder", "order:W-1", BlockKind::kOrder, "W-1"},
        BlockCase{"NamedWord", "order:Unknown", BlockKind::kOrder, "Unknown"},
        BlockCase{"OrderWithDots", "2026.07.123", BlockKind::kOrder, "2026.07.123"},
        BlockCase{"Sku", "sku:LAMP-*", BlockKind::kSku, "LAMP-*"}),
    [](const auto& param) { return param.param.name; });

TEST(BlockEntryRead, RefusesWhatIsNone) {
  for (const char* text : {"", "a b", "a@", "@", "sku:", "order:", "colour:red", "two@at@signs",
                           "Kundenmail", "Unknown", "b1.mail.example", "n/a"}) {
    const auto block = parse_block(text);
    ASSERT_FALSE(block) << text;
    EXPECT_EQ(block.faults().front().code, "BLOCK-001");
  }
}

TEST(BlockList, IsTheFirstColumnOfAnySheet) {
  const auto list = parse_block_list(
      "\xEF\xBB\xBF# from the old tool\r\n"
      "buyer@mail.example;complained\r\n\r\n"
      "@spam.example\t2026\n"
      "sku:MUG-1 # recalled");
  ASSERT_TRUE(list);
  ASSERT_EQ(list->size(), 3U);
  EXPECT_EQ((*list)[2].value, "MUG-1");
}

/// "address one@mail.example", or the codes of the faults with their places.
std::vector<std::string> listed(std::string_view text) {
  std::vector<std::string> told;
  const auto list = parse_block_list(text);
  if (!list) {
    for (const Fault& fault : list.faults())
      told.push_back(fault.code + (fault.path.empty() ? "" : " " + fault.path));
    return told;
  }
  for (const Block& block : *list)
    told.push_back(std::string(to_string(block.kind)) + " " + block.value);
  return told;
}

TEST(BlockList, ReadsWhatSpreadsheetsWrite) {
  using testing::ElementsAre;
  EXPECT_THAT(listed("\xEF\xBB\xBF\"E-Mail\";\"Grund\"\r\n\"a@mail.example\";\"sagte: "
                     "\"\"nein\"\"\r\nb@x.example\"\r\n"
                     "b@mail.example;\r\n"),
              ElementsAre("address a@mail.example", "address b@mail.example"));
  EXPECT_THAT(listed("order-id\tnote\n305-1234567-1234567\tx\n"),
              ElementsAre("order 305-1234567-1234567"));
  EXPECT_THAT(listed("SKU\nLAMP-*\n\"MUG, blue\"\n").front(), "sku LAMP-*");
  EXPECT_THAT(listed("# by hand, \"quoted\nW-1 # by phone\n"), ElementsAre("order W-1"));
  EXPECT_THAT(listed("W-1\nsku\n"), ElementsAre("BLOCK-001 line 2"));  // no heading there
}

TEST(BlockList, HeadingsTellWhereTheEntriesAre) {
  using testing::ElementsAre;
  EXPECT_THAT(listed("Name,E-Mail,Notes\n\"Lund, Ada\",a@mail.example,\"wrote: \"\"no\"\"\"\n"
                     "Bo,,\nCy,c@mail.example\n"),
              ElementsAre("address a@mail.example", "address c@mail.example"));
  EXPECT_THAT(listed("Kunde;Bestellnummer\nLund;10021\n"), ElementsAre("order 10021"));
  EXPECT_THAT(listed("Kunde Nr. 1;E-Mail\nLund;a@mail.example\n"),
              ElementsAre("address a@mail.example"));
  EXPECT_THAT(listed("Kundenmail\na@mail.example\nAda\n"),
              ElementsAre("BLOCK-001 line 1", "BLOCK-001 line 3"));
  EXPECT_THAT(listed("b.mail.example,x\na@mail.example,x\n"), ElementsAre("BLOCK-001 line 1"));
}

/// A column that nobody named is not guessed: the orders of the first one were blocked, and the
/// addresses were not.
TEST(BlockList, AColumnIsNeverGuessed) {
  using testing::AllOf;
  using testing::ElementsAre;
  using testing::HasSubstr;
  const auto unknown = parse_block_list(
      "customer_id,billing_email,reason\n20463,u11@b.example,unsubscribed\n20464,u12@b.example,"
      "x\n");
  ASSERT_FALSE(unknown);
  ASSERT_EQ(unknown.faults().size(), 1U);
  EXPECT_EQ(unknown.faults()[0].code, "BLOCK-002");
  EXPECT_EQ(unknown.faults()[0].path, "line 1");
  EXPECT_THAT(unknown.faults()[0].message,
              AllOf(HasSubstr("customer_id"), HasSubstr("billing_email"), HasSubstr("reason")));
  EXPECT_THAT(listed("Kundenmail;Grund\na@mail.example;x\n"), ElementsAre("BLOCK-002 line 1"));
  EXPECT_THAT(listed("Kunde hat,Seit\na@mail.example,2026\n"), ElementsAre("BLOCK-002 line 1"));
  EXPECT_THAT(listed("20463,u11@b.example,unsubscribed\n20464,u12@b.example,x\n"),
              ElementsAre("BLOCK-002 line 1"));
  EXPECT_THAT(listed("order-id,E-mail\n20463,\n20464,u12@b.example\n"),
              ElementsAre("BLOCK-002 line 3"));
  EXPECT_THAT(listed("E-mail,order-id,agent\nu12@b.example,20464,ada@shop.example\n"),
              ElementsAre("address u12@b.example"));
  EXPECT_THAT(listed("u12@b.example,ada@shop.example\n"), ElementsAre("address u12@b.example"));
  EXPECT_THAT(listed("order-id,note\n20464,\"wrote to a@b.example, twice\"\n"),
              ElementsAre("order 20464"));
}

TEST(BlockList, AListWithoutAnEntryIsAFault) {
  using testing::ElementsAre;
  EXPECT_THAT(listed(""), ElementsAre("BLOCK-002"));
  EXPECT_THAT(listed("# nothing yet\n\n"), ElementsAre("BLOCK-002"));
  EXPECT_THAT(listed("email\n"), ElementsAre("BLOCK-002"));
  EXPECT_THAT(listed(std::string_view("\xFF\xFE"
                                      "a\0@\0",
                                      6)),
              ElementsAre("BLOCK-002"));
  EXPECT_THAT(listed("a@mail.example;\"open\nb@mail.example\n"), ElementsAre("BLOCK-002"));
}

TEST(BlockList, NamesEveryLineThatIsWrong) {
  const auto list = parse_block_list("a b\nW-1\n@");
  ASSERT_FALSE(list);
  ASSERT_EQ(list.faults().size(), 2U);
  EXPECT_THAT(list.faults()[0].path, testing::HasSubstr("line 1"));
  EXPECT_THAT(list.faults()[1].path, testing::HasSubstr("line 3"));
}

TEST(Block, CoversItsOrders) {
  Order order = order_of(Kind::kShop);
  order.lines.emplace_back();
  order.lines[0].sku = *Sku::parse("LAMP-1");
  for (const char* text :
       {"BUYER@mail.example", "@mail.example", "@example", "sku:lamp-*", "305-1234567-1234567"}) {
    EXPECT_TRUE(covers(*parse_block(text), order)) << text;
  }
  for (const char* text :
       {"other@mail.example", "@ail.example", "@buyer", "sku:lamp", "305-1234567-1234568"}) {
    EXPECT_FALSE(covers(*parse_block(text), order)) << text;
  }
}

TEST(OneADay, CountsTheDaysOfTheBuyer) {
  PlannedMessage message;
  message.due_at = at("2026-06-08T10:00:00Z");
  message.closes_at = at("2026-06-20T10:00:00Z");
  const Order order = order_of(Kind::kShop);
  const Instant now = *message.due_at;
  EXPECT_EQ(keep_one_a_day(message, std::nullopt, order, {}, now), message);
  // 23:30 of the day before in Berlin, then 00:30 of the same day
  EXPECT_EQ(keep_one_a_day(message, at("2026-06-07T21:30:00Z"), order, {}, now), message);
  const auto moved = keep_one_a_day(message, at("2026-06-07T22:30:00Z"), order, {}, now);
  EXPECT_EQ(say(moved), "scheduled 2026-06-09T06:00:00Z P04:one_mail_per_day");
  message.closes_at = at("2026-06-09T05:00:00Z");
  EXPECT_EQ(say(keep_one_a_day(message, at("2026-06-08T07:00:00Z"), order, {}, now)),
            "cancelled P04:one_mail_per_day");
}

Address place(const char* country, const char* postcode, const char* region = "") {
  Address address;
  address.country = *CountryCode::parse(country);
  address.postcode = postcode;
  address.region = region;
  return address;
}

TEST(BuyerZoneOf, KnowsTheIslandsAndTheStates) {
  EXPECT_EQ(BuyerZone::of(place("ES", "28013")).name(), "Europe/Madrid");
  EXPECT_EQ(BuyerZone::of(place("ES", "35001")).name(), "Atlantic/Canary");
  EXPECT_EQ(BuyerZone::of(place("PT", "9500-321")).name(), "Atlantic/Azores");
  EXPECT_EQ(BuyerZone::of(place("FR", "97400")).name(), "Indian/Reunion");
  EXPECT_EQ(BuyerZone::of(place("DE", "35037")).name(), "Europe/Berlin");
  EXPECT_EQ(BuyerZone::of(place("US", "90001", "CA")).name(), "America/Los_Angeles");
  EXPECT_EQ(BuyerZone::of(place("US", "90001", "Sunny")).name(), "America/New_York");
}

TEST(BuyerZoneOf, KnowsRegionsByTheirNamesAndCodesInAnyCase) {
  const std::array<const char*, 3> kRegions[] = {
      {"US", "California", "America/Los_Angeles"},
      {"US", "ca", "America/Los_Angeles"},
      {"US", " CALIFORNIA ", "America/Los_Angeles"},
      {"US", "US-CA", "America/Los_Angeles"},
      {"US", "new york", "America/New_York"},
      {"US", "Washington", "America/Los_Angeles"},
      {"US", "Washington, D.C.", "America/New_York"},
      {"US", "District of Columbia", "America/New_York"},
      {"US", "West Virginia", "America/New_York"},
      {"US", "hawaii", "Pacific/Honolulu"},
      {"US", "Puerto Rico", "America/Puerto_Rico"},
      {"US", "gu", "Pacific/Guam"},
      {"CA", "British Columbia", "America/Vancouver"},
      {"CA", "QC", "America/Toronto"},
      {"CA", "Qu\u00e9bec", "America/Toronto"},
      {"CA", "Newfoundland and Labrador", "America/St_Johns"},
      {"AU", "Western Australia", "Australia/Perth"},
      {"AU", "nsw", "Australia/Sydney"},
      {"AU", "N.S.W.", "Australia/Sydney"},
      {"BR", "S\u00e3o Paulo", "America/Sao_Paulo"},
      {"BR", "am", "America/Manaus"},
      {"BR", "ACRE", "America/Rio_Branco"}};
  for (const auto& [country, region, zone] : kRegions) {
    const BuyerZone found = BuyerZone::of(place(country, "", region));
    EXPECT_EQ(found.name(), zone) << region;
  }
}

/// Nothing leaves at night anywhere in a country where nobody knows the place.
TEST(BuyerZoneOf, AnUnknownRegionKeepsTheQuietHoursOfTheWholeCountry) {
  const auto goes_at = [](const char* country, const char* region, const char* due) {
    return to_string(next_allowed(at(due), {}, BuyerZone::of(place(country, "90001", region))));
  };
  for (const char* region : {"", "Sunny", "XX"}) {
    EXPECT_EQ(goes_at("US", region, "2026-06-02T12:30:00Z"), "2026-06-02T18:00:00Z");  // Honolulu
    EXPECT_EQ(goes_at("US", region, "2026-06-02T20:00:00Z"), "2026-06-02T20:00:00Z");
    EXPECT_EQ(goes_at("US", region, "2026-06-03T01:00:00Z"), "2026-06-03T18:00:00Z");  // New York
  }
  EXPECT_EQ(goes_at("US", "California", "2026-06-02T12:00:00Z"), "2026-06-02T15:00:00Z");
  EXPECT_EQ(goes_at("CA", "", "2026-06-02T12:00:00Z"), "2026-06-02T15:00:00Z");  // Vancouver
  EXPECT_EQ(goes_at("MX", "", "2026-06-02T12:00:00Z"), "2026-06-02T15:00:00Z");  // Tijuana
  EXPECT_EQ(goes_at("KE", "", "2026-06-02T03:00:00Z"), "2026-06-02T05:00:00Z");  // Nairobi
}

/// Where no hour is open in all of it, the capital decides.
TEST(BuyerZoneOf, AnUnknownRegionFindsAnHour) {
  const SendingHours narrow{{10, 8}, std::nullopt};  // two hours a day
  EXPECT_EQ(to_string(next_allowed(at("2026-06-02T03:00:00Z"), narrow,
                                   BuyerZone::of(place("US", "", "")))),
            "2026-06-02T12:00:00Z");
}

TEST(BuyerZoneOf, MorningComesLaterOnTheAzores) {
  Order order = order_of(Kind::kShop);
  order.deliver_to = place("PT", "9500-321");
  OrderHistory history = shipped();
  history.shipped_at = at("2026-06-02T03:00:00Z");
  EXPECT_EQ(say(plan(order, history, {}, *history.shipped_at)[0]),
            "scheduled 2026-06-02T08:00:00Z P05:quiet_hours");
}

}  // namespace
}  // namespace enclosure::messaging
