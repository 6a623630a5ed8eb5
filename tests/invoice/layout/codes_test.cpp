#include "invoice/layout/codes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "invoice/layout/lay_out.h"
#include "sample_invoice.h"

namespace enclosure::invoice::layout {
namespace {

/// A plain invoice of 119.00 EUR that nobody has paid.
InvoiceContent unpaid() {
  InvoiceContent content = sample::plain(1);
  content.look.payment_code = true;
  content.seller.bank = {"DE02 1203 0000 0000 2020 51", "BYLADEM1001", "Muster & Söhne"};
  std::swap(content.totals.paid, content.totals.amount_due);
  return content;
}

TEST(PaymentText, IsThatOfEpc06912) {
  InvoiceContent content = unpaid();
  content.totals.amount_due = Money(11900, Currency());
  EXPECT_EQ(payment_text(content),
            "BCD\n002\n1\nSCT\nBYLADEM1001\nMuster & Söhne\nDE02120300000000202051\nEUR119.00\n"
            "\n\n" +
                content.number.to_string());
}

TEST(PaymentText, NamesTheSellerWhereTheAccountHasNoHolder) {
  InvoiceContent content = unpaid();
  content.seller.bank.holder.clear();
  content.seller.bank.bic.clear();
  content.seller.name.clear();
  for (int i = 0; i < 80; ++i) content.seller.name += "ß";
  const auto text = payment_text(content);
  ASSERT_TRUE(text);
  std::string name;
  for (int i = 0; i < 70; ++i) name += "ß";
  EXPECT_THAT(*text, testing::HasSubstr("SCT\n\n" + name + "\nDE02"));
}

struct WithoutCode {
  std::string name;
  std::function<void(InvoiceContent&)> change;
};

void PrintTo(const WithoutCode& c, std::ostream* out) {
  *out << c.name;
}

class NoPayment : public testing::TestWithParam<WithoutCode> {};

TEST_P(NoPayment, NoCode) {
  InvoiceContent content = unpaid();
  ASSERT_TRUE(payment_text(content));
  GetParam().change(content);
  EXPECT_EQ(payment_text(content), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(
    Invoices, NoPayment,
    testing::Values(
        WithoutCode{"NotWanted", [](InvoiceContent& c) { c.look.payment_code = false; }},
        WithoutCode{"Paid", [](InvoiceContent& c) { c.totals.amount_due = Money(0, Currency()); }},
        WithoutCode{"Overpaid",
                    [](InvoiceContent& c) { c.totals.amount_due = Money(-1, Currency()); }},
        WithoutCode{
            "TooMuch",
            [](InvoiceContent& c) { c.totals.amount_due = Money(100'000'000'000, Currency()); }},
        WithoutCode{"NoAccount", [](InvoiceContent& c) { c.seller.bank.iban.clear(); }},
        WithoutCode{"OtherCurrency",
                    [](InvoiceContent& c) { c.currency = *Currency::parse("SEK"); }},
        WithoutCode{"CreditNote", [](InvoiceContent& c) { c.type_code = TypeCode::kCreditNote; }}),
    [](const auto& param) { return param.param.name; });

TEST(Codes, HaveTheirQuietZoneInEachLook) {
  InvoiceContent content = unpaid();
  content.link = "https://invoices.example/i/0123456789012345678901234567890123456789012";
  for (const Theme theme : {Theme::kModern, Theme::kClassic, Theme::kCompact}) {
    content.look.theme = theme;
    const auto layout = lay_out(content, std::nullopt, sample::typesetting().data());
    ASSERT_TRUE(layout);
    const Page& page = layout->pages.front();
    ASSERT_EQ(page.codes.size(), 2U);
    for (const MatrixCode& code : page.codes) {
      EXPECT_GE(code.module * 127, 330 * 360);  // 0.33 mm
      const Length zone = 4 * code.module;
      const Box& box = code.box;
      for (const TextRun& run : page.runs) {
        const bool apart = run.x >= box.x + box.width + zone || run.x + run.width <= box.x - zone ||
                           run.baseline + run.size / 5 <= box.y - zone ||
                           run.baseline - run.size * 3 / 4 >= box.y + box.height + zone;
        EXPECT_TRUE(apart) << run.text;
      }
    }
  }
}

TEST(Codes, OfALinkThatNoCodeHoldsAreAFault) {
  InvoiceContent content = sample::plain(1);
  content.link = "https://invoices.example/" + std::string(2400, 'x');
  const auto layout = lay_out(content, std::nullopt, sample::typesetting().data());
  ASSERT_FALSE(layout);
  EXPECT_EQ(layout.faults().front().code, "RENDER-002");
  EXPECT_EQ(layout.faults().front().path, "link");
}

}  // namespace
}  // namespace enclosure::invoice::layout
