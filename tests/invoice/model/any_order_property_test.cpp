// Any order of any seller: refused with a reason, or a document that keeps every rule.

#include <array>
#include <map>
#include <random>

#include "invoice/model/draw_up.h"
#include "locales/data.h"
#include "tests/invoice/model/world.h"

namespace enclosure::invoice {
namespace {

constexpr int kOrders = 30'000;

using Random = std::mt19937_64;

bool one_in(Random& random, std::uint64_t n) {
  return random() % n == 0;
}

template <typename T, std::size_t kSize>
const T& any_of(Random& random, const std::array<T, kSize>& values) {
  return values[random() % kSize];
}

const std::array<Address, 24> kPlaces{
    full_address("DE", "20457", "Hamburg", "1"),     full_address("DE", "27498", "Helgoland", "1"),
    full_address("DE", "87568", "Hirschegg", "1"),   full_address("AT", "1010", "Wien", "1"),
    full_address("AT", "6993", "Mittelberg", "1"),   full_address("FR", "75002", "Paris", "1"),
    full_address("FR", "97400", "Saint-Denis", "1"), full_address("MC", "98000", "Monaco", "1"),
    full_address("ES", "28001", "Madrid", "1"),      full_address("ES", "35001", "Las Palmas", "1"),
    full_address("PT", "9050-021", "Funchal", "1"),  full_address("PT", "1000-001", "Lisboa", "1"),
    full_address("PL", "00-950", "Warszawa", "1"),   full_address("SE", "11120", "Stockholm", "1"),
    full_address("IE", "D02 X285", "Dublin", "1"),   full_address("GB", "BT1 1AA", "Belfast", "1"),
    full_address("GB", "SW1A 1AA", "London", "1"),   full_address("CH", "8001", "Zürich", "1"),
    full_address("CY", "99300", "Famagusta", "1"),   full_address("CN", "510000", "Guangzhou", "1"),
    full_address("FI", "22100", "Mariehamn", "1"),   full_address("IT", "20121", "Milano", "1"),
    full_address("ES", "", "Madrid", "1"),           full_address("US", "10001", "New York", "1")};
const std::array<const char*, 12> kNumbers{"DE129273398",     "ATU13585627",    "FR40303265045",
                                           "ESB58378431",     "PL8567346215",   "XI980780684",
                                           "GB980780684",     "IT00743110158",  "nonsense",
                                           "CHE107787577IVA", "SE123456789701", "PT501964843"};
const std::array<const char*, 10> kSeats{"DE", "AT", "FR", "ES", "PL",
                                         "IT", "CN", "CH", "GB", "MC"};
const std::array<const char*, 8> kClasses{"standard", "standard", "standard", "standard",
                                          "book",     "fixed:7",  "fixed:20", "margin"};

Seller any_seller(Random& random) {
  const std::map<std::string, std::string> numbers{
      {"DE", "DE136695976"},    {"AT", "ATU57194903"},  {"FR", "FR61954506077"},
      {"ES", "ES54362315K"},    {"PL", "PL1132191233"}, {"IT", "IT00743110157"},
      {"SE", "SE000000002601"}, {"PT", "PT100000010"}};
  Seller seller;
  seller.established = *CountryCode::parse(any_of(random, kSeats));
  for (const auto& [state, number] : numbers) {
    const bool home = seller.established == std::string_view(state);
    if (home || one_in(random, 2)) seller.vat_ids[*CountryCode::parse(state)] = number;
  }
  if (!one_in(random, 3)) seller.oss = seller.established;
  seller.over_10000 = !one_in(random, 3);
  if (one_in(random, 5)) seller.small_business = seller.established;
  if (one_in(random, 2)) seller.ex_number_valid_in = {*CountryCode::parse("AT")};
  if (one_in(random, 4)) seller.ioss = seller.established;
  seller.tax_number = "22/815/08155";
  seller.name = "Musterladen";
  seller.address = full_address(seller.established.code(), "1", "Stadt", "Weg 1");
  return seller;
}

Order any_order(Random& random) {
  const Currency in = currency(any_of(random, std::array{"EUR", "EUR", "EUR", "PLN", "SEK"}));
  Order order = invoice::order(any_of(random, kPlaces), {}, in);
  order.dispatch_from = one_in(random, 2) ? kPlaces[0] : any_of(random, kPlaces);
  if (one_in(random, 5)) order.dispatch_from = order.deliver_to;
  const std::uint64_t count = random() % 3 + 1;
  const std::string rate_class = any_of(random, kClasses);
  for (std::uint64_t i = 0; i < count; ++i) {
    order.lines.push_back(line(std::to_string(i), std::to_string(random() % 4 + 1),
                               Money(static_cast<std::int64_t>(random() % 30'000), in).to_string(),
                               one_in(random, 3) ? any_of(random, kClasses) : rate_class, in));
  }
  order.buyer.name = "Erika Mustermann";
  if (one_in(random, 2)) {
    order.buyer.is_business = true;
    if (!one_in(random, 4)) order.buyer.vat_id = any_of(random, kNumbers);
    order.buyer.vies =
        any_of(random, std::array{ViesAnswer::kValid, ViesAnswer::kValid, ViesAnswer::kInvalid,
                                  ViesAnswer::kNotAsked, ViesAnswer::kUnavailable});
  }
  if (one_in(random, 2)) order.order_shipping_gross = Money(499, in);
  order.marketplace_facilitates = one_in(random, 3);
  order.importer = any_of(random, std::array{"", "seller", "buyer"});
  order.triangulation = one_in(random, 8);
  if (!one_in(random, 3)) {
    order.exchange_rates = {{"EUR", {decimal("0.25")}}, {"PLN", {decimal("4.2")}}};
  }
  return order;
}

/// What must hold of any answer, whatever the facts.
void expect_sense(const Order& order, const TaxDecision& decision) {
  if (decision.document == DocumentKind::kNone) {
    ASSERT_FALSE(decision.reason.empty());
    return;
  }
  ASSERT_EQ(decision.lines.size(), order.lines.size());
  ASSERT_TRUE(decision.place_of_supply);
  ASSERT_FALSE(decision.scheme.empty());
  ASSERT_FALSE(decision.invoicing_rules_of.empty());
  for (const LineTreatment& line : decision.lines) {
    ASSERT_EQ(line.category == VatCategory::kS, Decimal() < line.rate);
    const bool taxed = line.category == VatCategory::kS || line.category == VatCategory::kZ;
    const bool is_small =
        decision.scheme == "small_business" || decision.scheme == "sme_cross_border";
    ASSERT_EQ(taxed, line.vatex.empty() && !is_small);
  }
}

TEST(AnyOrderProperty, IsRefusedWithAReasonOrGivesADocumentThatKeepsEveryRule) {
  const auto catalog = locales::Catalog::load(locale_data::files());
  ASSERT_TRUE(catalog);
  Random random(226);
  Issue issue;
  issue.number = *InvoiceNumber::parse("R-2026-000001");
  issue.issue_date = day("2026-11-21");
  issue.supply_date = day("2026-11-20");
  issue.language = *LanguageTag::parse("de");
  std::map<std::string, int> answers;
  for (int i = 0; i < kOrders; ++i) {
    const Seller seller = any_seller(random);
    const Order order = any_order(random);
    const auto decision = decide_tax(order, seller, issue.supply_date, law());
    if (!decision) {
      ASSERT_FALSE(decision.faults().empty());
      for (const Fault& fault : decision.faults()) {
        ASSERT_TRUE(fault.code.starts_with("TAX-00")) << fault.code;
        ASSERT_FALSE(fault.hint.empty());
      }
      ++answers[decision.faults().front().code];
      continue;
    }
    expect_sense(order, *decision);
    if (HasFatalFailure()) FAIL() << "order " << i;
    ++answers[std::string(decision->scenario)];
    ASSERT_FALSE(explain_tax(order, seller, issue.supply_date, law()).decision.statement.empty());
    if (decision->document == DocumentKind::kNone) continue;
    const auto invoice = draw_up(order, *decision, seller, issue, law(), *catalog);
    ASSERT_TRUE(invoice) << i << " " << decision->scenario << " " << invoice.faults().front().code
                         << " " << invoice.faults().front().message;
  }
  for (const char* expected :
       {"S01", "S02",     "S03",     "S04",     "S05",     "S06",     "S08",    "S09", "S12",
        "S14", "S15",     "S17",     "S18",     "S19",     "S20",     "S22",    "S23", "S24",
        "S25", "TAX-006", "TAX-001", "TAX-002", "TAX-003", "TAX-004", "TAX-005"}) {
    EXPECT_GT(answers[expected], 0) << expected;
  }
}

}  // namespace
}  // namespace enclosure::invoice
