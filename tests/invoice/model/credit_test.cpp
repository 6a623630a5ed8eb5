// Rule CR1: what refunds return, in one part or in many.

#include "invoice/model/credit.h"

#include <gmock/gmock.h>

#include <map>
#include <random>

#include "invoice/model/snapshot.h"
#include "tests/invoice/model/world.h"

namespace enclosure::invoice {
namespace {

using What = CreditRequest::What;

CreditRequest whole() {
  return {};
}
CreditRequest pieces(std::string id, std::optional<Decimal> quantity = std::nullopt) {
  return {What::kLines, {{std::move(id), quantity}}, std::nullopt};
}
CreditRequest money(std::string_view amount, std::vector<CreditRequest::Line> lines = {}) {
  return {What::kAmount, std::move(lines), euro(amount)};
}
CreditRequest shipping() {
  return {What::kShipping, {}, std::nullopt};
}

/// A group of one rate that holds lines of these gross amounts and quantities.
struct Cart {
  Currency in;
  InvoiceContent content = sound_content();

  explicit Cart(Currency currency_of_cart = {}) : in(currency_of_cart) {
    content.currency = in;
    content.lines.clear();
    content.breakdown.clear();
  }

  void add(std::int64_t gross, std::string_view rate, std::int64_t quantity = 1,
           LineKind kind = LineKind::kItem) {
    InvoiceLine line = invoice_line(std::to_string(content.lines.size() + 1), "0", "0");
    line.kind = kind;
    line.quantity = Decimal(quantity);
    line.vat_rate = decimal(rate);
    line.gross = Money(gross, in);
    line.discount_net = line.discount_gross = Money::zero(in);
    content.lines.push_back(line);
  }

  Invoice invoice() {
    std::map<Percent, std::vector<InvoiceLine*>> groups;
    for (InvoiceLine& line : content.lines) groups[line.vat_rate].push_back(&line);
    const Money zero = Money::zero(in);
    content.totals = {zero, zero, zero, zero, zero, zero, zero};
    for (auto& [rate, lines] : groups) {
      std::vector<Money> gross;
      Money sum = zero;
      for (const InvoiceLine* line : lines) {
        gross.push_back(line->gross);
        sum += line->gross;
      }
      const Money vat = vat_within(sum, rate);
      const auto nets = share_net(gross, rate, sum - vat);
      for (std::size_t i = 0; i < lines.size(); ++i) {
        lines[i]->net = nets[i];
        lines[i]->unit_price_net = unit_price_of(nets[i], lines[i]->quantity);
      }
      content.breakdown.push_back({VatCategory::kS, rate, sum - vat, vat, sum, ""});
      content.totals.line_net_total += sum - vat;
      content.totals.vat_total += vat;
      content.totals.total_with_vat += sum;
    }
    content.totals.total_without_vat = content.totals.line_net_total;
    content.totals.paid = content.totals.total_with_vat;
    const auto made = Invoice::from(content);
    if (!made) throw std::logic_error(made.faults().front().code + made.faults().front().message);
    return *made;
  }
};

/// The credit note as a document, or a failure of the test.
Invoice noted(const Invoice& original, const CreditAmounts& amounts) {
  InvoiceContent content = *original;
  content.number = *InvoiceNumber::parse("RC-2026-000001");
  content.type_code = TypeCode::kCreditNote;
  content.preceding = {{original->number, original->issue_date}};
  content.lines = amounts.lines;
  content.breakdown = amounts.breakdown;
  content.totals = amounts.totals;
  content.vat_in_currency = amounts.vat_in_currency;
  const auto note = Invoice::from(content);
  if (!note) throw std::logic_error(note.faults().front().code + note.faults().front().message);
  return *note;
}

std::string told(const CreditAmounts& amounts) {
  return amounts.totals.total_without_vat.to_string() + " + " +
         amounts.totals.vat_total.to_string() + " = " + amounts.totals.total_with_vat.to_string();
}

/// Credits one request after the other and tells each.
std::vector<std::string> refunds(const Invoice& original,
                                 const std::vector<CreditRequest>& requests) {
  std::vector<std::string> all;
  std::vector<Invoice> before;
  for (const CreditRequest& request : requests) {
    const auto amounts = credit(original, before, request);
    if (!amounts) {
      all.push_back(amounts.faults().front().code);
      continue;
    }
    all.push_back(told(*amounts));
    before.push_back(noted(original, *amounts));
  }
  return all;
}

TEST(CreditOf, TheFormulaOfTheOriginalAndForTheLastTheBalance) {
  // S31: 15.00 of 47.90 at 20 %.
  const GroupAmounts original{euro("39.92"), euro("7.98"), euro("47.90")};
  const GroupAmounts none{euro("0"), euro("0"), euro("0")};
  EXPECT_EQ(credit_of(euro("15.00"), decimal("20"), original, none),
            (GroupAmounts{euro("12.50"), euro("2.50"), euro("15.00")}));
  const GroupAmounts before{euro("27.42"), euro("5.48"), euro("32.90")};
  EXPECT_EQ(credit_of(euro("15.00"), decimal("20"), original, before),
            (GroupAmounts{euro("12.50"), euro("2.50"), euro("15.00")}));
  EXPECT_EQ(credit_of(euro("47.90"), decimal("20"), original, none), original);
}

TEST(CreditOf, ManySmallPartsNeverReturnMoreVatThanThereWas) {
  // Each 0.03 holds half a cent, which rounds up; the group holds 5 cents in all.
  const GroupAmounts original{euro("0.25"), euro("0.05"), euro("0.30")};
  GroupAmounts before{euro("0"), euro("0"), euro("0")};
  for (int i = 0; i < 10; ++i) {
    const GroupAmounts part = credit_of(euro("0.03"), decimal("20"), original, before);
    EXPECT_FALSE(part.vat.is_negative());
    EXPECT_FALSE(part.net.is_negative());
    before = {before.net + part.net, before.vat + part.vat, before.gross + part.gross};
  }
  EXPECT_EQ(before, original);
}

TEST(Credit, ARefundInThreePartsReturnsExactlyTheVatOfTheOriginal) {
  Cart cart;
  cart.add(1499, "19", 3);
  cart.add(333, "7");
  cart.add(499, "19", 1, LineKind::kShipping);
  const Invoice original = cart.invoice();
  EXPECT_EQ(original->totals.vat_total, euro("3.41"));
  EXPECT_THAT(refunds(original, {pieces("1", Decimal(1)), money("5.00"), whole(), whole()}),
              testing::ElementsAre("4.20 + 0.80 = 5.00", "4.29 + 0.71 = 5.00",
                                   "11.41 + 1.90 = 13.31", "CREDIT-004"));
}

TEST(Credit, APieceCostsItsShareAndTheLastTakesTheRest) {
  Cart cart;
  cart.add(1000, "19", 3);
  EXPECT_THAT(
      refunds(cart.invoice(),
              {pieces("1", Decimal(1)), pieces("1", Decimal(1)), pieces("1", Decimal(1))}),
      testing::ElementsAre("2.80 + 0.53 = 3.33", "2.81 + 0.53 = 3.34", "2.79 + 0.54 = 3.33"));
}

TEST(Credit, ShippingAloneAndOnlyOnce) {
  Cart cart;
  cart.add(1000, "19");
  cart.add(490, "19", 1, LineKind::kShipping);
  EXPECT_THAT(refunds(cart.invoice(), {shipping(), shipping(), whole()}),
              testing::ElementsAre("4.12 + 0.78 = 4.90", "CREDIT-005", "8.40 + 1.60 = 10.00"));
}

TEST(Credit, MoneyOnOneLineLeavesThePiecesToBeReturned) {
  Cart cart;
  cart.add(3000, "19", 3);
  const Invoice original = cart.invoice();
  const auto reduced = credit(original, {}, money("6.00", {{"1", std::nullopt}}));
  ASSERT_TRUE(reduced);
  EXPECT_TRUE(reduced->lines[0].reduces_price);
  EXPECT_EQ(reduced->lines[0].quantity, Decimal(1));
  const std::vector<Invoice> before{noted(original, *reduced)};
  const Balance balance = balance_of(original, before);
  EXPECT_EQ(balance.lines[0].quantity, Decimal(3));
  EXPECT_EQ(balance.lines[0].gross, euro("24.00"));
  const auto piece = credit(original, before, pieces("1", Decimal(1)));
  ASSERT_TRUE(piece);
  EXPECT_EQ(piece->totals.paid, euro("8.00"));  // of the reduced price
}

struct BadRequest {
  const char* name;
  CreditRequest request;
  const char* faults;
};
void PrintTo(const BadRequest& bad, std::ostream* out) {
  *out << bad.name;
}
class BadRequests : public testing::TestWithParam<BadRequest> {};

TEST_P(BadRequests, AreFaultsThatTellWhatIsLeft) {
  Cart cart;
  cart.add(1000, "19", 2);
  cart.add(500, "7");
  const auto amounts = credit(cart.invoice(), {}, GetParam().request);
  ASSERT_FALSE(amounts);
  std::string codes;
  for (const Fault& fault : amounts.faults()) {
    codes += (codes.empty() ? "" : " ") + fault.code;
    EXPECT_FALSE(fault.hint.empty());
  }
  EXPECT_EQ(codes, GetParam().faults);
}
INSTANTIATE_TEST_SUITE_P(
    All, BadRequests,
    testing::Values(
        BadRequest{"UnknownLine", pieces("9"), "CREDIT-001"},
        BadRequest{
            "TwiceAndTooMany",
            {What::kLines, {{"1", Decimal(3)}, {"2", std::nullopt}, {"2", std::nullopt}}, {}},
            "CREDIT-002 CREDIT-001"},
        BadRequest{"NoPieces", pieces("1", Decimal(0)), "CREDIT-002"},
        BadRequest{"Negative", pieces("1", Decimal(-1)), "CREDIT-002"},
        BadRequest{"TooMuch", money("15.01"), "CREDIT-003"},
        BadRequest{"TooMuchOfALine", money("5.01", {{"2", std::nullopt}}), "CREDIT-003"},
        BadRequest{"NoMoney", money("0.00"), "CREDIT-003"},
        BadRequest{
            "OtherCurrency", {What::kAmount, {}, Money(100, currency("SEK"))}, "INVOICE-002"},
        BadRequest{"NoShipping", shipping(), "CREDIT-005"}),
    [](const auto& param) { return std::string(param.param.name); });

TEST(Credit, TheStrictPictureReturnsItsRoundingToo) {
  InvoiceContent content = sound_content();  // 9.99 at 19 %: net 8.39, its VAT 1.59, a cent is left
  content.lines = {invoice_line("1", "8.39", "9.99")};
  content.breakdown = {
      {VatCategory::kS, decimal("19"), euro("8.39"), euro("1.59"), euro("9.98"), ""}};
  content.totals = {euro("8.39"), euro("8.39"), euro("1.59"), euro("9.98"),
                    euro("9.99"), euro("0.00"), euro("0.00"), euro("0.01")};
  const auto original = Invoice::from(content);
  ASSERT_TRUE(original) << original.faults().front().message;
  EXPECT_EQ(picture_of(**original), Picture::kStrict);
  const auto first = credit(*original, {}, money("5.00"), Picture::kStrict);
  ASSERT_TRUE(first);
  EXPECT_EQ(told(*first), "4.20 + 0.80 = 5.00");
  EXPECT_EQ(first->totals.rounding, euro("0.00"));
  const auto last = credit(*original, {noted(*original, *first)}, whole(), Picture::kStrict);
  ASSERT_TRUE(last);
  EXPECT_EQ(told(*last), "4.19 + 0.79 = 4.98");
  EXPECT_EQ(last->totals.rounding, euro("0.01"));
  EXPECT_EQ(last->totals.paid, euro("4.99"));
  EXPECT_TRUE(last->cancels);
}

/// Random invoices, refunded in random parts until nothing is left.
class RandomRefunds : public testing::TestWithParam<const char*> {};

TEST_P(RandomRefunds, ReturnTheInvoiceExactlyByGroupAndByLine) {
  std::mt19937 random(20261122);
  const auto upto = [&](std::int64_t most) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(most)) + 1;
  };
  const Currency in = currency(GetParam());
  for (int round = 0; round < 300; ++round) {
    Cart cart(in);
    static constexpr const char* kRates[] = {"19", "7", "25.5", "0.5", "27"};
    const auto lines = upto(4);
    for (std::int64_t i = 0; i < lines; ++i)
      cart.add(upto(round % 3 == 0 ? 9 : 20000), kRates[random() % 5], upto(4),
               i > 1 ? LineKind::kShipping : LineKind::kItem);
    const Invoice original = cart.invoice();
    std::vector<Invoice> before;
    for (int part = 0; part < 200; ++part) {
      const Balance balance = balance_of(original, before);
      if (balance.gross.is_zero()) break;
      CreditRequest request;
      const LineBalance& line = balance.lines[random() % balance.lines.size()];
      switch (random() % 5) {
        case 0:
          request = {What::kAmount, {}, Money(upto(balance.gross.minor_units()), in)};
          break;
        case 1:
          request = {What::kAmount, {{line.id, std::nullopt}}, Money(upto(300), in)};
          break;
        case 2:
          request = pieces(line.id, Decimal(1));
          break;
        case 3:
          request = part > 20 ? whole() : pieces(line.id);
          break;
        default:
          request = shipping();
      }
      const auto amounts = credit(original, before, request);
      if (!amounts) continue;  // asks for more than is left
      for (const VatBreakdown& group : amounts->breakdown) {
        ASSERT_FALSE(group.vat.is_negative());
        ASSERT_FALSE(group.taxable.is_negative());
      }
      before.push_back(noted(original, *amounts));
    }
    const Balance end = balance_of(original, before);
    ASSERT_TRUE(end.gross.is_zero()) << round;
    for (const GroupBalance& group : end.groups) ASSERT_EQ(group.original, group.credited) << round;
    for (const LineBalance& line : end.lines) {
      ASSERT_TRUE(line.gross.is_zero()) << round;
      ASSERT_FALSE(line.quantity.is_negative()) << round;
    }
  }
}
INSTANTIATE_TEST_SUITE_P(Currencies, RandomRefunds, testing::Values("EUR", "JPY", "HUF"),
                         [](const auto& param) { return std::string(param.param); });

TEST(LineNamed, ByTheOrdersLineOrByThePositionOnThePage) {
  InvoiceContent content = sound_content();
  content.lines[0].order_line = *LineId::parse("2");
  content.lines[1].order_line = *LineId::parse("1");
  EXPECT_EQ(*line_named(content, "2"), "1");
  EXPECT_EQ(*line_named(content, "#2"), "2");
  const auto none = line_named(content, "7");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.faults().front().code, "CREDIT-001");
}

}  // namespace
}  // namespace enclosure::invoice
