#include "tests/messaging/year/shop_year.h"

#include <algorithm>
#include <array>
#include <random>

namespace enclosure::messaging::year {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const Instant kNewYear = *parse_instant("2026-01-01T00:00:00Z");

struct Place {
  const char* country;
  const char* postcode;
  const char* region;
};
constexpr std::array kPlaces = {
    Place{"DE", "10115", ""},    Place{"DE", "80331", ""},    Place{"AT", "1010", ""},
    Place{"FR", "75001", ""},    Place{"FR", "97400", ""},    Place{"FR", "97200", ""},
    Place{"ES", "28013", ""},    Place{"ES", "35001", ""},    Place{"PT", "1100-148", ""},
    Place{"PT", "9500-321", ""}, Place{"FI", "00100", ""},    Place{"GR", "105 57", ""},
    Place{"IE", "D02", ""},      Place{"GB", "SW1A 1AA", ""}, Place{"PL", "00-001", ""},
    Place{"SE", "111 22", ""},   Place{"US", "10001", "NY"},  Place{"US", "90001", "CA"},
    Place{"IS", "101", ""},      Place{"TR", "34000", ""},
};

class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}
  bool percent(int chance) { return number(0, 99) < chance; }
  std::int64_t number(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(high - low + 1));
  }
  seconds span(seconds low, seconds high) { return seconds{number(low.count(), high.count())}; }

 private:
  std::mt19937_64 random_;
};

/// Makes one order and what happens to it.
class OrderMaker {
 public:
  OrderMaker(Dice& dice, std::size_t number, std::size_t buyers)
      : dice_(dice), number_(number), buyers_(buyers) {}

  YearOrder make() {
    place_order();
    const Instant placed = *year_.order.ordered_at;
    add(Fact::Kind::kImported, placed);
    const Instant shipped = placed + dice_.span(hours{2}, days{4});
    if (dice_.percent(6)) add(Fact::Kind::kCancelled, placed + dice_.span(hours{1}, days{6}));
    if (!dice_.percent(4)) {
      ship(shipped);
      live_on(shipped);
    }
    std::stable_sort(year_.facts.begin(), year_.facts.end(),
                     [](const Fact& a, const Fact& b) { return a.known_at < b.known_at; });
    return std::move(year_);
  }

 private:
  void place_order() {
    Order& order = year_.order;
    const std::string digits = std::to_string(1'000'000 + number_);
    order.id = *OrderId::parse("305-" + digits + "-" + digits);
    const auto kind = dice_.number(0, 2);
    order.fulfilment = static_cast<Fulfilment>(kind);
    order.channel = order.fulfilment == Fulfilment::kShop ? Channel::kShop : Channel::kAmazon;
    order.marketplace_issues_invoice = order.channel == Channel::kAmazon && dice_.percent(15);
    const Place& place = kPlaces[static_cast<std::size_t>(
        dice_.number(0, static_cast<std::int64_t>(kPlaces.size()) - 1))];
    order.deliver_to.country = *CountryCode::parse(place.country);
    order.deliver_to.postcode = place.postcode;
    order.deliver_to.region = place.region;
    order.dispatch_from = Address{};
    // Half a year of trade leaves the rest of the year to everything that follows.
    order.ordered_at = kNewYear + dice_.span(seconds{0}, days{310});
    const bool often = dice_.percent(30);  // a few buyers order all the time, on one day, too
    const auto buyer = dice_.number(0, static_cast<std::int64_t>(often ? buyers_ / 50 : buyers_));
    const std::string name = (dice_.percent(20) ? "Buyer" : "buyer") + std::to_string(buyer);
    if (!dice_.percent(8)) order.buyer.email = *EmailAddress::parse(name + "@mail.example");
    if (order.buyer.email.empty() && dice_.percent(50))
      year_.mended_address = "late" + std::to_string(number_) + "@mail.example";
    order.lines.emplace_back();
    order.lines[0].sku = *Sku::parse("SKU-" + std::to_string(dice_.number(1, 60)));
    order.lines[0].quantity = Decimal(1);
    order.lines[0].unit_price_gross = Decimal(dice_.number(5, 200));
    year_.do_not_ask = dice_.percent(3);
  }

  void ship(Instant shipped) {
    Shipment shipment;
    shipment.id = *ShipmentId::parse("S1");
    if (dice_.percent(60)) shipment.estimated_delivery = shipped + dice_.span(days{3}, days{9});
    year_.order.shipments.push_back(shipment);
    add(Fact::Kind::kShipped, shipped,
        dice_.percent(10) ? dice_.span(hours{1}, days{2}) : seconds{0});
    if (dice_.percent(12)) return;  // nobody ever tells that it arrived
    const auto kind = dice_.percent(30) ? Fact::Kind::kReported : Fact::Kind::kDelivered;
    delivered_ = shipped + dice_.span(hours{10}, days{8});
    add(kind, *delivered_, dice_.percent(15) ? dice_.span(hours{1}, days{12}) : seconds{0});
  }

  void live_on(Instant shipped) {
    const Instant from = shipped;
    const auto some_day = [&] { return from + dice_.span(hours{1}, days{35}); };
    if (dice_.percent(5)) add(Fact::Kind::kRefunded, some_day());
    if (dice_.percent(4)) add(Fact::Kind::kReturned, some_day());
    if (dice_.percent(2)) add(Fact::Kind::kOptedOut, some_day());
    if (dice_.percent(2)) happen(BuyerEventType::kChargedBack, some_day());
    if (dice_.percent(4)) happen(BuyerEventType::kReviewReceived, some_day());
    if (dice_.percent(3)) happen(BuyerEventType::kFeedbackReceived, some_day());
    if (dice_.percent(1)) happen(BuyerEventType::kOptedOut, some_day(), true);
    if (dice_.percent(8)) {
      const Instant opened = some_day();
      happen(BuyerEventType::kCaseOpened, opened);
      if (dice_.percent(80))
        happen(BuyerEventType::kCaseClosed, opened + dice_.span(hours{1}, days{6}));
    }
    if (!year_.mended_address.empty()) add(Fact::Kind::kAddressMended, some_day());
    for (int i = 0; i < 3; ++i) {
      if (dice_.percent(30)) add(Fact::Kind::kAgain, some_day());
    }
  }

  void add(Fact::Kind kind, Instant at, seconds later = seconds{0}) {
    year_.facts.push_back({kind, at + later, at, {}});
  }

  void happen(BuyerEventType type, Instant at, bool address_alone = false) {
    if (address_alone && year_.order.buyer.email.empty()) return;
    BuyerEvent event;
    event.id =
        *EventId::parse("e" + std::to_string(number_) + "-" + std::to_string(year_.facts.size()));
    event.type = type;
    event.at = at;
    if (!address_alone) event.order = year_.order.id;
    if (type == BuyerEventType::kOptedOut) event.address = year_.order.buyer.email;
    year_.facts.push_back({Fact::Kind::kBuyerEvent, at, at, event});
  }

  Dice& dice_;
  std::size_t number_;
  std::size_t buyers_;
  YearOrder year_;
  std::optional<Instant> delivered_;
};

Campaign campaign(const char* name, int priority) {
  Campaign one;
  one.name = name;
  one.priority = priority;
  return one;
}

/// The settings of the year: the default, then campaigns, changed twice, then an estimate counts.
std::vector<std::pair<Instant, MessagePolicy>> make_policies() {
  MessagePolicy plain;
  plain.transit = {{std::nullopt, *CountryCode::parse("DE"), 1, 3, *parse_date("2026-01-01"),
                    std::nullopt, "carrier"},
                   {std::nullopt, *CountryCode::parse("FR"), 2, 6, *parse_date("2026-01-01"),
                    std::nullopt, "carrier"}};
  MessagePolicy with_campaigns = plain;
  Campaign weekdays = campaign("weekdays", 5);
  weekdays.when.channels = {Channel::kShop};
  weekdays.messages[1] =
      CampaignMessage{true, Trigger::kDelivered, days{2}, hours{10}, 0b0011111, QuietHours{20, 9}};
  Campaign amazon = campaign("amazon-evening", 3);
  amazon.when.channels = {Channel::kAmazon};
  amazon.when.deliveries = {DeliveryKind::kObserved};
  amazon.messages[1] =
      CampaignMessage{true, Trigger::kShipped, days{3}, hours{18} + minutes{30}, {}, std::nullopt};
  Campaign third = campaign("fba-in-stage-3", 9);
  third.when.fulfilments = {Fulfilment::kFba};
  third.when.skus = {"sku-1*"};
  third.messages[1] = CampaignMessage{false, Trigger::kDelivered, days{2}, {}, {}, {}};
  third.messages[2] = CampaignMessage{true, Trigger::kDelivered, days{20}, {}, {}, {}};
  with_campaigns.campaigns = {weekdays, amazon, third};
  MessagePolicy changed = with_campaigns;
  changed.campaigns = {third, weekdays};
  changed.campaigns[0].messages[1]->enabled = true;
  changed.amazon_review_stage = Stage::kCheckUp;
  MessagePolicy estimates = plain;
  estimates.accept_estimated = true;
  return {{kNewYear, plain},
          {kNewYear + days{60}, with_campaigns},
          {kNewYear + days{150}, changed},
          {kNewYear + days{220}, with_campaigns},
          {kNewYear + days{270}, estimates}};
}

}  // namespace

Year make_year(std::size_t orders, unsigned seed) {
  Dice dice(seed);
  Year year;
  year.policies = make_policies();
  const std::size_t buyers = std::max<std::size_t>(orders * 2 / 3, 50);
  for (std::size_t i = 0; i < orders; ++i)
    year.orders.push_back(OrderMaker(dice, i, buyers).make());
  for (int i = 0; i < 6; ++i) {
    const Instant from = kNewYear + dice.span(days{10}, days{350});
    std::optional<Channel> channel;
    if (i % 3 != 0) channel = i % 3 == 1 ? Channel::kAmazon : Channel::kShop;
    year.pauses.push_back({channel, from, from + dice.span(hours{2}, days{5})});
  }
  for (int i = 0; i < 40; ++i) {
    const Order& order =
        year.orders[static_cast<std::size_t>(dice.number(0, static_cast<std::int64_t>(orders) - 1))]
            .order;
    std::string entry = "order:" + order.id.to_string();
    if (i % 4 == 1 && !order.buyer.email.empty()) entry = order.buyer.email.to_string();
    if (i == 2) entry = "sku:SKU-7";
    year.blocks.push_back({kNewYear + dice.span(days{1}, days{300}), *parse_block(entry)});
  }
  return year;
}

}  // namespace enclosure::messaging::year
