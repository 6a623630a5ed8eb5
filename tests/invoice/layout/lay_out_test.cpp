#include "invoice/layout/lay_out.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "laid_out.h"

namespace enclosure::invoice::layout {
namespace {

using namespace test;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::Not;

TEST(LayOut, ShowsTheParticularsOfArticle226) {
  const InvoiceContent content = sample::content("de");
  const Layout layout = laid_out(content);
  ASSERT_EQ(layout.pages.size(), 1U);
  const auto texts = texts_of(layout.pages.front());
  EXPECT_THAT(texts, Contains("21.11.2026"));                  // (1) date of issue
  EXPECT_THAT(texts, Contains("R-2026-000123"));               // (2) number
  EXPECT_THAT(texts, Contains("USt-IdNr.: DE111111125"));      // (3) seller's VAT id
  EXPECT_THAT(texts, Contains("EL123456783"));                 // (4) buyer's VAT id
  EXPECT_THAT(texts, Contains("Musterwerk Elektronik GmbH"));  // (5) names, addresses
  EXPECT_THAT(texts, Contains("Größenwahn & Söhne KG"));       //
  EXPECT_THAT(texts, Contains("12345 Groß Beispielsdorf"));    //
  EXPECT_THAT(texts, Contains("54321 Groß Beispielsdorf"));    //
  EXPECT_THAT(texts,
              Contains("Käsereibe aus Edelstahl, spülmaschinenfest"));      // (6) goods, quantity
  EXPECT_THAT(texts, Contains("3"));                                        //
  EXPECT_THAT(texts, Contains("20.11.2026"));                               // (7) date of supply
  EXPECT_THAT(under_path(layout, "breakdown[2].taxable"), Not(IsEmpty()));  // (8) per rate
  EXPECT_THAT(under_path(layout, "lines[0].unit_price_net"), ElementsAre("104,15"));
  EXPECT_THAT(under_path(layout, "lines[0].discount_net"), ElementsAre("-8,40"));
  EXPECT_THAT(texts, Contains("19\u00a0%"));                                         // (9) rates
  EXPECT_THAT(under_path(layout, "totals.vat_total"), ElementsAre("40,74\u00a0€"));  // (10) VAT
  EXPECT_THAT(texts, Contains("(K) Steuerfreie innergemeinschaftliche Lieferung "
                              "(VATEX-EU-IC)"));  // (11)
}

TEST(LayOut, PutsTheAddressIntoTheWindow) {
  const Layout layout = laid_out(sample::plain(1));
  const TextRun* name = find(layout.pages.front(), "Größenwahn & Söhne KG");
  ASSERT_NE(name, nullptr);
  EXPECT_GE(name->baseline - name->size, 44.7_mm);  // DIN 5008, form A: 44.7 to 72 mm
  EXPECT_GE(name->x, 20_mm);
  for (const TextRun& run : layout.pages.front().runs) {
    const bool in_window = run.x < 105_mm && run.baseline > 27_mm && run.baseline < 72_mm;
    const auto& path = layout.texts[run.text_of].path;
    if (in_window) {
      EXPECT_TRUE(path.starts_with("buyer.") || path == "seller.address") << path;
    }
  }
}

TEST(LayOut, LeavesTheCountryOutAtHome) {
  InvoiceContent content = sample::plain(1);
  EXPECT_THAT(under_path(laid_out(content), "buyer.address.country"), IsEmpty());
  content.buyer.address.country = *CountryCode::parse("GR");
  EXPECT_THAT(under_path(laid_out(content), "buyer.address.country"), ElementsAre("Griechenland"));
}

TEST(LayOut, NamesShippingAndWrappingInTheLanguage) {
  InvoiceContent content = sample::plain(1);
  content.lines.push_back(sample::line("", 1, 499));
  content.lines.back().kind = LineKind::kShipping;
  content.lines.push_back(sample::line("", 1, 299));
  content.lines.back().kind = LineKind::kGiftWrap;
  sample::add_up(content);
  content.language = *LanguageTag::parse("fr");
  const auto texts = texts_of(laid_out(content).pages.front());
  EXPECT_THAT(texts, Contains("Frais de port"));
  EXPECT_THAT(texts, Contains("Emballage cadeau"));
}

TEST(LayOut, ShowsTheDiscountBelowThePriceBeforeIt) {
  InvoiceContent content = sample::plain(1);
  content.lines = {sample::line("Ding", 2, 9520, Decimal(19), 2380)};
  sample::add_up(content);
  const Layout layout = laid_out(content);
  EXPECT_THAT(under_path(layout, "lines[0].gross"), ElementsAre("119,00"));
  EXPECT_THAT(under_path(layout, "lines[0].net"), ElementsAre("100,00"));
  EXPECT_THAT(under_path(layout, "lines[0].discount"), ElementsAre("Rabatt"));
  EXPECT_THAT(under_path(layout, "lines[0].discount_net"), ElementsAre("-20,00"));
  EXPECT_THAT(under_path(layout, "lines[0].discount_gross"), ElementsAre("-23,80"));
  EXPECT_THAT(under_path(layout, "lines[0].unit_price_net"), ElementsAre("50,00"));
  EXPECT_THAT(under_path(layout, "lines[0].subtotal"), ElementsAre("Zwischensumme"));
  EXPECT_THAT(under_path(layout, "lines[0].subtotal_net"), ElementsAre("80,00"));
  EXPECT_THAT(under_path(layout, "lines[0].subtotal_gross"), ElementsAre("95,20"));
}

TEST(LayOut, NamesUnitsThatAreNotPieces) {
  InvoiceContent content = sample::plain(3);
  content.lines[0].quantity = *Decimal::parse("2.375");
  content.lines[0].unit = "KGM";
  content.lines[1].unit = "EA";
  content.lines[2].unit = "XBX";
  const Layout layout = laid_out(content);
  EXPECT_THAT(under_path(layout, "lines[0].quantity"), ElementsAre("2,375\u00a0kg"));
  EXPECT_THAT(under_path(layout, "lines[1].quantity"), ElementsAre("2"));
  EXPECT_THAT(under_path(layout, "lines[2].quantity"), ElementsAre("3\u00a0XBX"));
}

TEST(LayOut, PutsAllThatIdentifiesGoodsOnOneLine) {
  InvoiceContent content = sample::plain(1);
  content.lines[0].gtin = "4000001123452";
  content.lines[0].buyer_article_number = "B-1";
  content.lines[0].commodity_code = "84713000";
  EXPECT_THAT(under_path(laid_out(content), "lines[0].article_number"),
              ElementsAre("Art.-Nr.: MW-1000 · GTIN: 4000001123452 · Ihre Art.-Nr.: B-1 · HS-Code: "
                          "84713000"));
}

TEST(LayOut, ShowsAnElectronicAddressOnceAndOnlyWhereThereIsOne) {
  InvoiceContent content = sample::plain(1);
  EXPECT_THAT(under_path(laid_out(content), "seller.electronic_address"), IsEmpty());
  content.seller.electronic_address = {"EM", content.seller.email.to_string()};
  EXPECT_THAT(under_path(laid_out(content), "seller.electronic_address"), IsEmpty());
  content.seller.electronic_address = {"0088", "4000001123452"};
  EXPECT_THAT(under_path(laid_out(content), "seller.electronic_address"),
              ElementsAre("Elektronische Adresse: 0088:4000001123452"));
}

TEST(LayOut, TellsHowToPayWhatIsOpen) {
  InvoiceContent content = sample::plain(1);
  content.seller.bank = {"DE02120300000000202051", "BYLADEM1001", "Musterwerk"};
  EXPECT_THAT(under_path(laid_out(content), "seller.bank.iban"), IsEmpty()) << "paid";
  std::swap(content.totals.paid, content.totals.amount_due);
  const Layout layout = laid_out(content);
  EXPECT_THAT(under_path(layout, "labels.bank_transfer"), ElementsAre("Überweisung"));
  EXPECT_THAT(under_path(layout, "seller.bank.iban"), ElementsAre("DE02 1203 0000 0000 2020 51"));
  EXPECT_THAT(under_path(layout, "seller.bank.bic"), ElementsAre("BYLADEM1001"));
  EXPECT_THAT(under_path(layout, "seller.bank.holder"), ElementsAre("Musterwerk"));
  EXPECT_THAT(under_path(layout, "labels.payment_reference"), ElementsAre("Verwendungszweck"));
}

/// What is due on a credit note goes to the buyer: no account of the seller, no code to pay.
TEST(LayOut, ACreditNoteAsksForNoMoney) {
  InvoiceContent content = sample::content("de");
  content.type_code = TypeCode::kCreditNote;
  content.seller.bank.iban = "DE02120300000000202051";
  content.totals.paid = Money::zero(content.currency);
  content.totals.amount_due = content.totals.total_with_vat;
  EXPECT_THAT(under_path(laid_out(content), "seller.bank.iban"), IsEmpty());
}

/// Where no VAT may be shown, no sum says "with" or "without".
TEST(LayOut, GoodsUnderAMarginSchemeHaveOnePrice) {
  InvoiceContent content = sample::plain(2);
  for (InvoiceLine& line : content.lines) {
    line.vat_category = VatCategory::kE;
    line.vat_rate = Percent();
  }
  sample::add_up(content);
  for (VatBreakdown& group : content.breakdown) group.exemption_code = "VATEX-EU-F";
  const Layout layout = laid_out(content);
  const auto texts = texts_of(layout.pages.front());
  for (const char* label : {"Einzelpreis", "Betrag", "Gesamtbetrag"})
    EXPECT_THAT(texts, Contains(label));
  for (const char* label : {"Einzelpreis netto", "Nettobetrag", "Gesamtbetrag brutto"})
    EXPECT_THAT(texts, Not(Contains(label)));
}

TEST(LayOut, AlignsFiguresAtTheRight) {
  const Layout layout = laid_out(sample::plain(9));
  std::set<Length> edges;
  for (const TextRun& run : layout.pages.front().runs) {
    const auto& path = layout.texts[run.text_of].path;
    if (path.ends_with("].gross") && path.starts_with("lines")) edges.insert(run.x + run.width);
  }
  EXPECT_THAT(edges, ElementsAre(modern().right()));
}

TEST(LayOut, TellsTheVatInAnotherCurrency) {
  InvoiceContent content = sample::plain(1);
  const Currency krona = *Currency::parse("SEK");
  content.vat_in_currency = VatInCurrency{krona, Decimal::scaled(112345, 4), Money(35870, krona)};
  const Layout layout = laid_out(content);
  EXPECT_THAT(under_path(layout, "vat_in_currency.vat"), ElementsAre("358,70\u00a0SEK"));
  EXPECT_THAT(under_path(layout, "vat_in_currency.rate"),
              ElementsAre("Umsatzsteuer gesamt (1\u00a0EUR\u00a0=\u00a011,2345\u00a0SEK)"));
  content.mentions.push_back({"currency_note", "Umsatzsteuer in SEK: 358,70"});
  EXPECT_THAT(under_path(laid_out(content), "vat_in_currency.vat"), IsEmpty()) << "told once";
}

TEST(LayOut, AsksForWhatIsStillDue) {
  InvoiceContent content = sample::plain(1);
  content.totals.amount_due = content.totals.total_with_vat;
  content.totals.paid = Money::zero(content.currency);
  const Layout layout = laid_out(content);
  EXPECT_THAT(under_path(layout, "labels.amount_paid"), IsEmpty());
  EXPECT_THAT(under_path(layout, "sales_channel"), IsEmpty());
  EXPECT_THAT(under_path(layout, "totals.amount_due"),
              ElementsAre(under_path(layout, "totals.total_with_vat").front()));
}

TEST(LayOut, TitlesCreditNotesAsSuch) {
  InvoiceContent content = sample::plain(1);
  content.type_code = TypeCode::kCreditNote;
  const Layout layout = laid_out(content);
  EXPECT_EQ(layout.title, "Rechnungskorrektur R-2026-000123");
  EXPECT_THAT(under_path(layout, "labels.amount_refunded"), ElementsAre("Erstattungsbetrag"));
}

TEST(LayOut, ACorrectionNamesItsInvoiceAndTheReasonBelowTheTitle) {
  InvoiceContent content = sample::plain(1);
  content.type_code = TypeCode::kCreditNote;
  content.title = "Stornorechnung";
  content.preceding = {{*InvoiceNumber::parse("R-2026-000007"), *parse_date("2026-02-03")}};
  content.correction_reason = "Widerruf";
  const Layout layout = laid_out(content);
  EXPECT_EQ(layout.title, "Stornorechnung R-2026-000123");
  EXPECT_THAT(under_path(layout, "preceding[0]"),
              ElementsAre("Bezug: Rechnung Nr.\u00a0R-2026-000007 vom 03.02.2026"));
  EXPECT_THAT(under_path(layout, "correction_reason"),
              ElementsAre("Grund der Korrektur: Widerruf"));
}

TEST(LayOut, ShowsARoundingAmountOnlyWhereThereIsOne) {
  InvoiceContent content = sample::plain(1);
  content.totals.rounding = Money::zero(content.currency);
  EXPECT_THAT(under_path(laid_out(content), "totals.rounding"), IsEmpty());
  content.totals.rounding = Money(-1, content.currency);
  EXPECT_THAT(under_path(laid_out(content), "totals.rounding"), testing::SizeIs(1));
}

TEST(LayOut, ASimplifiedInvoiceMayHaveNoBuyer) {
  InvoiceContent content = sample::plain(1);
  content.simplified = true;
  content.buyer = InvoiceBuyer();
  const Layout layout = laid_out(content);
  EXPECT_EQ(layout.title, "Kleinbetragsrechnung R-2026-000123");
  EXPECT_THAT(under_path(layout, "buyer.name"), IsEmpty());
}

TEST(LayOut, ShowsTheBrandWhereThereIsNoLogo) {
  const Layout named = laid_out(sample::plain(1));
  EXPECT_FALSE(named.pages.front().logo);
  ASSERT_NE(find(named.pages.front(), "Musterwerk Elektronik GmbH"), nullptr);
  EXPECT_EQ(find(named.pages.front(), "Musterwerk Elektronik GmbH")->size, modern().brand.size);

  const Layout drawn = laid_out(sample::plain(1), LogoSize{560, 140});
  ASSERT_TRUE(drawn.pages.front().logo);
  EXPECT_NE(find(drawn.pages.front(), "Musterwerk Elektronik GmbH")->size, modern().brand.size);
}

struct LogoCase {
  std::string name;
  LogoSize logo;
  Length width;
  Length height;
};

void PrintTo(const LogoCase& c, std::ostream* out) {
  *out << c.name;
}

class LogoPlace : public testing::TestWithParam<LogoCase> {};

TEST_P(LogoPlace, KeepsTheShape) {
  const Box box = logo_box(GetParam().logo, modern());
  EXPECT_NEAR(box.width, GetParam().width, 5);
  EXPECT_NEAR(box.height, GetParam().height, 5);
}

INSTANTIATE_TEST_SUITE_P(Logos, LogoPlace,
                         testing::Values(LogoCase{"Wide", {4000, 400}, 62_mm, 6.2_mm},
                                         LogoCase{"Tall", {300, 600}, 9_mm, 18_mm},
                                         LogoCase{"Tiny", {20, 10}, 20_pt, 10_pt},
                                         LogoCase{"OnePixel", {1, 1}, 1_pt, 1_pt},
                                         LogoCase{"Line", {4000, 1}, 62_mm, 44}),
                         [](const auto& param) { return param.param.name; });

TEST(LayOut, RefusesALanguageWithoutLabels) {
  InvoiceContent content = sample::plain(1);
  content.language = *LanguageTag::parse("ja");
  ASSERT_EQ(faults_of(content).size(), 1U);
  EXPECT_EQ(faults_of(content).front().code, "RENDER-003");
}

TEST(LayOut, TakesTheLanguageWithoutItsRegion) {
  InvoiceContent content = sample::plain(1);
  content.language = *LanguageTag::parse("de-AT");
  EXPECT_EQ(laid_out(content).title, "Rechnung R-2026-000123");
}

TEST(LayOut, CollectsTheForbiddenCharactersOfAllTexts) {
  InvoiceContent content = sample::plain(3);
  content.buyer.name = "A\x01\x02";
  content.lines[1].description = "Teekanne\x03";
  const Faults faults = faults_of(content);
  EXPECT_THAT(faults, Contains(Field(&Fault::path, "buyer.name")).Times(2));
  EXPECT_THAT(faults, Contains(Field(&Fault::path, "lines[1].description")));
}

TEST(LayOut, NamesATextThatIsTooLong) {
  InvoiceContent content = sample::plain(1);
  content.buyer.address.lines.assign(60, "Eine Zeile der Anschrift");
  EXPECT_THAT(faults_of(content), Contains(Field(&Fault::code, "RENDER-002")));
  EXPECT_THAT(faults_of(content), Contains(Field(&Fault::path, "buyer.address")));

  content = sample::plain(1);
  content.seller.registrations.assign(80, {"Register", "Eintrag"});
  EXPECT_THAT(faults_of(content), Contains(Field(&Fault::path, "seller")));

  content = sample::plain(1);
  content.seller.name.assign(1000, 'W');
  EXPECT_THAT(faults_of(content), Contains(Field(&Fault::code, "RENDER-002")));

  content = sample::plain(1);
  content.lines[0].unit_price_net = Decimal::scaled(123456789012345678, 12);
  content.lines[0].net = content.lines[0].gross = Money(123456789012345678, content.currency);
  EXPECT_THAT(faults_of(content), Contains(Field(&Fault::path, "lines")));
}

TEST(LayOut, SetsLongNumbersInSmallerType) {
  InvoiceContent content = sample::plain(1);
  content.lines[0].quantity = Decimal::scaled(123456789, 3);
  content.lines[0].unit_price_net = Decimal::scaled(123456789012, 6);
  content.lines[0].net = content.lines[0].gross = Money(123456789012, content.currency);
  content.totals.total_without_vat = content.totals.line_net_total = content.lines[0].net;
  content.breakdown[0].taxable = content.breakdown[0].gross = content.lines[0].net;
  const Layout layout = laid_out(content);
  const TextRun* price = find(layout.pages.front(), "123.456,789012");
  ASSERT_NE(price, nullptr);
  EXPECT_LT(price->size, modern().cell.size);
}

}  // namespace
}  // namespace enclosure::invoice::layout
