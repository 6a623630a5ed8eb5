// Decisions and amounts for random carts: whether they hold, and how fast they come.
//
//   enclosure_tax_bench [carts]
//
// Carts are drawn in batches; only deciding and computing is on the clock, which counts the CPU
// time of this one thread. Every answer is then checked: the sums, what the buyer paid, the VAT of
// each group, and that no rate is used that the law's data does not have on that day.

#include <time.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "invoice/data/data.h"
#include "invoice/model/vat.h"
#include "invoice/tax/amounts.h"
#include "invoice/tax/decide.h"

namespace {

using namespace enclosure;
using namespace enclosure::invoice;

constexpr std::size_t kBatch =
    200;  // small enough to stay in the cache, as an order just read does
constexpr int kSpeedRuns = 5;

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

template <typename T>
T need(Result<T> result) {
  if (result) return *std::move(result);
  std::fprintf(stderr, "%s: %s\n", result.faults().front().code.c_str(),
               result.faults().front().message.c_str());
  std::exit(1);
}

Address address(const char* country, const char* postcode, const char* city) {
  Address result;
  result.country = need(CountryCode::parse(country));
  result.postcode = postcode;
  result.city = city;
  return result;
}

/// A place to which goods go, with the rates that are asked for there.
struct Destination {
  Address address;
  std::vector<RateClass> rate_classes;
};

/// Every Member State, Northern Ireland, regions, special territories, third countries.
std::vector<Destination> destinations() {
  struct Place {
    const char *country, *postcode, *city, *rates;
  };
  constexpr std::array places{
      Place{"AT", "1010", "Wien", "fixed:10 fixed:13"},
      Place{"BE", "1000", "Bruxelles", "fixed:6 fixed:12"},
      Place{"BG", "1000", "Sofia", "fixed:9"},
      Place{"CY", "1010", "Nicosia", "fixed:5 fixed:9"},
      Place{"CZ", "11000", "Praha", "fixed:12"},
      Place{"DE", "10115", "Berlin", "fixed:7"},
      Place{"DK", "2100", "København", ""},
      Place{"EE", "10111", "Tallinn", "fixed:9"},
      Place{"ES", "28001", "Madrid", "fixed:10 fixed:4"},
      Place{"FI", "00100", "Helsinki", "fixed:13.5 fixed:10"},
      Place{"FR", "75011", "Paris", "fixed:10 fixed:5.5 fixed:2.1"},
      Place{"GR", "10557", "Athina", "fixed:13 fixed:6"},
      Place{"HR", "10000", "Zagreb", "fixed:13 fixed:5"},
      Place{"HU", "1011", "Budapest", "fixed:18 fixed:5"},
      Place{"IE", "D02 X285", "Dublin", "fixed:13.5 fixed:9 fixed:4.8 fixed:0"},
      Place{"IT", "20121", "Milano", "fixed:10 fixed:5 fixed:4"},
      Place{"LT", "01103", "Vilnius", "fixed:12 fixed:5"},
      Place{"LU", "1110", "Luxembourg", "fixed:14 fixed:8 fixed:3"},
      Place{"LV", "1010", "Riga", "fixed:12 fixed:5"},
      Place{"MT", "VLT1117", "Valletta", "fixed:12 fixed:7 fixed:5"},
      Place{"NL", "1012 JS", "Amsterdam", "fixed:9"},
      Place{"PL", "00-950", "Warszawa", "fixed:8 fixed:5"},
      Place{"PT", "1000-001", "Lisboa", "fixed:13 fixed:6"},
      Place{"RO", "010011", "Bucuresti", "fixed:11"},
      Place{"SE", "11120", "Stockholm", "fixed:12 fixed:6"},
      Place{"SI", "1000", "Ljubljana", "fixed:9.5 fixed:5"},
      Place{"SK", "81101", "Bratislava", "fixed:19 fixed:5"},
      Place{"GB", "BT2 7AH", "Belfast", "fixed:5 fixed:0"},
      Place{"PT", "9050-021", "Funchal", "fixed:12 fixed:4"},
      Place{"AT", "6991", "Riezlern", "fixed:10"},
      Place{"ES", "35001", "Las Palmas", ""},
      Place{"FI", "22100", "Mariehamn", ""},
      Place{"CH", "8001", "Zürich", ""},
      Place{"GB", "M1 1AE", "Manchester", ""},
      Place{"MC", "98000", "Monaco", "fixed:10"},
  };
  std::vector<Destination> result;
  for (const Place& place : places) {
    Destination one{address(place.country, place.postcode, place.city), {}};
    std::string names = "standard standard book " + std::string(place.rates);
    for (std::size_t at = 0; at < names.size();) {
      const std::size_t end = std::min(names.find(' ', at), names.size());
      if (end > at) one.rate_classes.push_back(need(RateClass::parse(names.substr(at, end - at))));
      at = end + 1;
    }
    result.push_back(std::move(one));
  }
  return result;
}

/// A German seller with stock in Poland, below and above the threshold, and a small enterprise.
std::vector<Seller> sellers() {
  const CountryCode de = need(CountryCode::parse("DE"));
  Seller oss;
  oss.established = de;
  oss.vat_ids = {{de, "DE136695976"}, {need(CountryCode::parse("PL")), "PL8567346215"}};
  oss.oss = de;
  oss.over_10000 = true;
  Seller below = oss;
  below.oss.reset();
  below.over_10000 = false;
  Seller small;
  small.established = de;
  small.small_business = de;
  small.tax_number = "22/815/08155";
  return {oss, oss, oss, below, small};
}

using Random = std::mt19937_64;

std::int64_t pick(Random& random, std::int64_t low, std::int64_t high) {
  return low + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(high - low + 1));
}

template <typename T>
const T& any_of(Random& random, const std::vector<T>& values) {
  return values[static_cast<std::size_t>(pick(random, 0, std::ssize(values) - 1))];
}

struct Cart {
  Order order;
  const Seller* seller = nullptr;
  Money paid;  ///< by whomever, all in all
};

class Carts {
 public:
  explicit Carts(std::uint64_t seed) : random_(seed) {
    for (const char* code : {"EUR", "BGN", "CZK", "DKK", "HUF", "PLN", "RON", "SEK", "GBP", "CHF",
                             "NOK", "USD", "JPY", "KWD"}) {
      currencies_.push_back(need(Currency::parse(code)));
    }
    for (int i = 1; i <= 5; ++i) lines_.push_back(need(LineId::parse(std::to_string(i))));
  }

  Cart next() {
    Cart cart;
    Order& order = cart.order;
    const Destination& destination = any_of(random_, destinations_);
    cart.seller = &any_of(random_, sellers_);
    order.currency = pick(random_, 0, 2) == 0 ? any_of(random_, currencies_) : Currency();
    order.deliver_to = destination.address;
    order.dispatch_from = pick(random_, 0, 4) == 0 ? warsaw_ : hamburg_;
    order.order_shipping_gross = Money::zero(order.currency);
    order.marketplace_voucher = Money::zero(order.currency);
    cart.paid = Money::zero(order.currency);
    const std::int64_t count = std::min(pick(random_, 1, 5), pick(random_, 1, 5));
    for (std::int64_t i = 0; i < count; ++i) add_line(cart, destination, i);
    if (pick(random_, 0, 1) == 0) {
      order.order_shipping_gross = Money(pick(random_, 0, 2'000), order.currency);
      cart.paid += order.order_shipping_gross;
    }
    if (order.currency != Currency()) add_rates(order);
    if (pick(random_, 0, 5) == 0) make_business(order);
    return cart;
  }

 private:
  void add_line(Cart& cart, const Destination& destination, std::int64_t index) {
    const Currency in = cart.order.currency;
    OrderLine line;
    line.id = lines_[static_cast<std::size_t>(index)];
    line.quantity = Decimal(pick(random_, 1, 5));
    // Mostly shop prices, now and then a fortune.
    const std::int64_t most = pick(random_, 0, 99) == 0 ? 100'000'000'000 : 50'000;
    line.unit_price_gross = Decimal::scaled(pick(random_, 1, most), in.minor_digits());
    line.rate_class = any_of(random_, destination.rate_classes);
    line.shipping_gross = line.gift_wrap_gross = line.discount_gross = Money::zero(in);
    const Money price = Money::from(line.quantity * line.unit_price_gross, in, Rounding::kHalfUp);
    if (pick(random_, 0, 4) == 0) {
      line.discount_gross = Money(pick(random_, 0, price.minor_units() / 2), in);
    }
    if (pick(random_, 0, 3) == 0) line.shipping_gross = Money(pick(random_, 1, 999), in);
    cart.paid += price - line.discount_gross + line.shipping_gross;
    cart.order.lines.push_back(std::move(line));
  }

  static void add_rates(Order& order) {
    for (const char* code : {"EUR", "PLN"})
      order.exchange_rates[code] = {Decimal::scaled(43217, 4)};
  }

  void make_business(Order& order) {
    order.buyer.is_business = true;
    order.buyer.vat_id = pick(random_, 0, 1) == 0 ? "ATU13585627" : "FR40303265045";
    order.buyer.vies = pick(random_, 0, 9) == 0 ? ViesAnswer::kUnavailable : ViesAnswer::kValid;
  }

  Random random_;
  std::vector<Destination> destinations_ = destinations();
  std::vector<Seller> sellers_ = sellers();
  std::vector<Currency> currencies_;
  std::vector<LineId> lines_;
  Address hamburg_ = address("DE", "20457", "Hamburg");
  Address warsaw_ = address("PL", "62-052", "Komorniki");
};

struct Answer {
  Result<TaxDecision> decision{Faults{}};
  Result<Amounts> amounts{Faults{}};
};

bool has_right_sums(const Cart& cart, const Amounts& amounts) {
  const Money zero = Money::zero(cart.order.currency);
  Money gross = zero, net = zero, vat = zero;
  for (const VatBreakdown& group : amounts.breakdown) {
    Money line_gross = zero, line_net = zero;
    for (const AmountLine& line : amounts.lines) {
      if (line.category != group.category || line.rate != group.rate) continue;
      line_gross += line.gross;
      line_net += line.net;
      if (line.net.is_negative() || line.gross < line.net) return false;
    }
    const std::int64_t off = (vat_on(group.taxable, group.rate) - group.vat).minor_units();
    if (line_gross != group.gross || line_net != group.taxable || off < -1 || off > 1 ||
        group.taxable + group.vat != group.gross ||
        group.vat != vat_within(group.gross, group.rate))
      return false;
    gross += group.gross;
    net += group.taxable;
    vat += group.vat;
  }
  const AltStrict& strict = amounts.alt_strict;
  return gross == cart.paid && amounts.totals.total_with_vat == gross &&
         amounts.totals.total_without_vat == net && amounts.totals.vat_total == vat &&
         strict.net + strict.vat + strict.rounding == gross;
}

bool has_lawful_rates(const Cart& cart, const TaxDecision& decision, Date day, const TaxLaw& law) {
  for (std::size_t i = 0; i < decision.lines.size(); ++i) {
    const LineTreatment& line = decision.lines[i];
    const bool taxed = line.category == VatCategory::kS;
    if (taxed == line.rate.is_zero()) return false;
    if (!taxed) continue;
    const bool at_dispatch = *decision.place_of_supply == cart.order.dispatch_from->country.code();
    const VatPlace place =
        law.place_of(at_dispatch ? *cart.order.dispatch_from : cart.order.deliver_to);
    const auto rate = law.rate(place.state, place.rate_region, cart.order.lines[i].rate_class, day);
    if (!rate || *rate != line.rate) return false;
  }
  return true;
}

struct Tally {
  std::size_t tried = 0;
  std::size_t documents = 0;
  std::size_t refused = 0;  ///< with a fault: no such rate there, held, out of range
  std::size_t failures = 0;
  std::vector<double> per_second;
};

void run_batch(Carts& carts, const TaxLaw& law, Date day, Tally& tally, double& seconds) {
  std::vector<Cart> batch;
  batch.reserve(kBatch);
  for (std::size_t i = 0; i < kBatch; ++i) batch.push_back(carts.next());
  std::vector<Answer> answers(kBatch);
  const double start = cpu_seconds();
  for (std::size_t i = 0; i < kBatch; ++i) {
    answers[i].decision = decide_tax(batch[i].order, *batch[i].seller, day, law);
    if (answers[i].decision) {
      answers[i].amounts = compute_amounts(batch[i].order, *answers[i].decision);
    }
  }
  seconds += cpu_seconds() - start;
  tally.tried += kBatch;
  for (std::size_t i = 0; i < kBatch; ++i) {
    const Answer& answer = answers[i];
    if (!answer.decision || !answer.amounts) {
      const Faults& faults = answer.decision ? answer.amounts.faults() : answer.decision.faults();
      ++tally.refused;
      if (faults.empty()) ++tally.failures;
      continue;
    }
    ++tally.documents;
    if (!has_right_sums(batch[i], *answer.amounts) ||
        !has_lawful_rates(batch[i], *answer.decision, day, law)) {
      ++tally.failures;
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t wanted =
      argc > 1 ? static_cast<std::size_t>(std::strtoull(argv[1], nullptr, 10)) : 10'000'000;
  const TaxLaw law = need(TaxLaw::load(law_data::files()));
  const Date day = need(parse_date("2026-09-15"));
  Carts carts(16'931);
  Tally tally;
  for (int run = 0; run < kSpeedRuns; ++run) {
    double seconds = 0;
    const std::size_t before = tally.tried;
    const std::size_t until = wanted * static_cast<std::size_t>(run + 1) / kSpeedRuns;
    while (tally.tried < until) run_batch(carts, law, day, tally, seconds);
    if (seconds > 0) {
      tally.per_second.push_back(static_cast<double>(tally.tried - before) / seconds);
    }
  }
  std::sort(tally.per_second.begin(), tally.per_second.end());
  const auto& speed = tally.per_second;
  std::printf("%-26s %12s %12s %12s %9s %13s\n", "carts", "tried", "documents", "refused",
              "failures", "carts/s/core");
  std::printf("%-26s %12zu %12zu %12zu %9zu %13.0f\n", "decision and amounts", tally.tried,
              tally.documents, tally.refused, tally.failures,
              speed.empty() ? 0.0 : speed[speed.size() / 2]);
  return tally.failures == 0 ? 0 : 1;
}
