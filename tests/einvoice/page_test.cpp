// Everything that the e-invoice says can be read on the page (decision 0070): term by term, over
// all kinds of documents, formats and both syntaxes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <set>
#include <stdexcept>

#include "fonts/fonts.h"
#include "invoice/layout/lay_out.h"
#include "invoice/model/credit.h"
#include "invoice/render.h"
#include "invoice/xml/read.h"
#include "invoice/xml/render_xml.h"
#include "tests/einvoice/documents.h"
#include "tests/einvoice/page_reading.h"
#include "tests/support/process.h"

namespace enclosure::invoice {
namespace {

using test::Term;

constexpr std::array kFormats{EInvoiceFormat::kFacturX, EInvoiceFormat::kXRechnung,
                              EInvoiceFormat::kXRechnungUbl, EInvoiceFormat::kPeppol};

const Typesetting& typesetting() {
  static const Typesetting loaded = *Typesetting::load(fonts::files(), test::catalog());
  return loaded;
}

layout::Layout laid_out(const InvoiceContent& content) {
  auto layout = layout::lay_out(content, std::nullopt, typesetting().data());
  if (!layout) throw std::runtime_error(layout.faults().front().message);
  return *std::move(layout);
}

EInvoice read_back(const InvoiceContent& content, EInvoiceFormat format) {
  const auto xml = xml::render_xml(content, format, test::data(), test::catalog());
  if (!xml) throw std::runtime_error(xml.faults().front().message);
  return xml::read_einvoice(xml->bytes)->invoice;
}

/// What `page` fails to show of `value`, in words.
std::vector<std::string> missing(const InvoiceContent& content, const EInvoice& value,
                                 const test::PageTexts& page) {
  const auto& locale = *test::catalog().find(content.language);
  std::vector<std::string> all;
  for (const Term& term : test::terms_of(value)) {
    for (const auto& wanted : test::wanted_for(term, {content, value, locale, page})) {
      if (page.show(wanted)) continue;
      all.push_back(term.number + " " + term.path + ": no \"" + wanted.text + "\" in " +
                    wanted.places);
    }
  }
  return all;
}

/// A firm that has not paid, with everything that an order and a seller can say.
InvoiceContent everything(const std::string& language = "de") {
  for (const test::Sample& sample : test::special_documents(language)) {
    if (sample.name != "special-rich") continue;
    InvoiceContent content = **sample.document;
    content.type_code = TypeCode::kCorrectedInvoice;
    content.preceding = {{*InvoiceNumber::parse("R-2025-7"), *parse_date("2025-12-31")}};
    content.correction_reason = "Name der Firma";
    content.due_date = *parse_date("2026-12-05");
    content.totals.rounding = Money(1, content.currency);
    content.totals.amount_due = content.totals.paid + *content.totals.rounding;
    content.totals.paid = Money::zero(content.currency);
    content.seller.bank = {"DE02120300000000202051", "BYLADEM1001", "Muster & Beispiel"};
    content.seller.legal_id = {"0204", "HRB 4711"};
    content.seller.address.lines = {"Musterkai 12", "Hof 3", "1. OG", "Tür 2"};
    content.seller.address.region = "Musterland";
    content.deliver_to->lines = {"1 Sample Street", "Yard 5", "Gate 6"};
    content.deliver_to->region = "Sampleshire";
    content.buyer.person = "Kim Sample";
    content.buyer.legal_id = {"0204", "991-1"};
    const Currency krona = *Currency::parse("SEK");
    content.vat_in_currency = VatInCurrency{krona, Decimal::scaled(112345, 4), Money(35870, krona)};
    return content;
  }
  throw std::runtime_error("the rich document is missing");
}

void add(std::vector<InvoiceContent>& all, const std::vector<test::Sample>& samples) {
  for (const test::Sample& sample : samples) {
    if (sample.document) all.push_back(**sample.document);
  }
}

/// All kinds: each case of the decision table in both pictures and given back, the samples in 24
/// languages, and one that says everything in each of them.
std::vector<InvoiceContent> documents() {
  std::vector<InvoiceContent> all;
  const std::vector<test::Sample> scenarios = test::scenario_documents();
  add(all, scenarios);
  add(all, test::scenario_documents(Picture::kStrict));
  add(all, test::special_documents());
  add(all, test::sample_documents());
  for (const test::Sample& sample : scenarios) {
    if (!sample.document) continue;
    CreditIssue issue;
    issue.number = *InvoiceNumber::parse("G-2026-1");
    issue.issue_date = (*sample.document)->issue_date;
    issue.reason = "Widerruf";
    const Invoice& original = *sample.document;
    const auto credit = draw_up_credit(original, {}, {}, original->seller, issue, test::catalog());
    if (!credit) throw std::runtime_error(credit.faults().front().message);
    all.push_back(**credit);
  }
  for (const LanguageTag& language : test::catalog().languages()) {
    all.push_back(everything(language.to_string()));
  }
  return all;
}

/// Every document of ours, and every term at least once.
TEST(Page, ShowsEveryTermOfTheEInvoice) {
  std::set<std::string> seen;
  std::size_t count = 0;
  for (const InvoiceContent& content : documents()) {
    const test::PageTexts page(laid_out(content));
    for (const EInvoiceFormat format : kFormats) {
      const EInvoice value = read_back(content, format);
      EXPECT_THAT(missing(content, value, page), testing::IsEmpty())
          << content.number.to_string() << " in " << content.language.to_string() << " as "
          << to_string(format);
      for (const Term& term : test::terms_of(value)) seen.insert(term.number);
      ++count;
    }
  }
  EXPECT_GT(count, 600U);
  EXPECT_EQ(seen, test::known_terms()) << "answers that nothing asks for";
}

TEST(Page, ShowsTheSameInEachLook) {
  InvoiceContent content = everything();
  const EInvoice value = read_back(content, EInvoiceFormat::kXRechnung);
  for (const Theme theme : {Theme::kModern, Theme::kClassic, Theme::kCompact}) {
    for (const Paper paper : {Paper::kA4, Paper::kLetter}) {
      content.look.theme = theme;
      content.look.paper = paper;
      const test::PageTexts page(laid_out(content));
      EXPECT_THAT(missing(content, value, page), testing::IsEmpty());
    }
  }
}

/// The comparison is as good as what it finds: whatever is taken off the page is missed.
TEST(Page, IsMissedWhateverIsTakenAway) {
  const InvoiceContent content = everything();
  const EInvoice value = read_back(content, EInvoiceFormat::kXRechnung);
  const layout::Layout layout = laid_out(content);
  for (const char* path : {"number",
                           "issue_date",
                           "due_date",
                           "order",
                           "buyer.reference",
                           "buyer.buyer_reference",
                           "buyer.name",
                           "buyer.person",
                           "buyer.legal_id",
                           "buyer.electronic_address",
                           "seller.electronic_address",
                           "seller.legal_id",
                           "seller.phone",
                           "seller.bank.iban",
                           "seller.bank.bic",
                           "labels.bank_transfer",
                           "lines[0].quantity",
                           "lines[0].discount_net",
                           "lines[0].subtotal_net",
                           "lines[0].article_number",
                           "lines[0].serials",
                           "totals.total_with_vat",
                           "totals.rounding",
                           "totals.amount_due",
                           "vat_in_currency.vat",
                           "preceding[0]",
                           "correction_reason",
                           "breakdown[0].taxable"}) {
    const test::PageTexts page(layout, path);
    ASSERT_EQ(page.texts().size() < test::PageTexts(layout).texts().size(), true) << path;
    EXPECT_THAT(missing(content, value, page), testing::Not(testing::IsEmpty())) << path;
  }
}

TEST(Page, MustBeToldOfANewTerm) {
  const InvoiceContent content = everything();
  EInvoice value = read_back(content, EInvoiceFormat::kXRechnung);
  const test::PageTexts page(laid_out(content));
  value.contract = "C-1";
  EXPECT_THROW(missing(content, value, page), std::logic_error);
}

/// The code of an exemption that no mention explains.
TEST(Page, ShowsACodeWithoutAMention) {
  for (const test::Sample& sample : test::scenario_documents()) {
    if (sample.name != "S09") continue;
    InvoiceContent content = **sample.document;
    content.mentions.clear();
    const test::PageTexts page(laid_out(content));
    EXPECT_TRUE(page.show({"breakdown.exemption_code", "(K) VATEX-EU-IC"}));
    const EInvoice value = read_back(content, EInvoiceFormat::kPeppol);
    EXPECT_THAT(missing(content, value, page), testing::IsEmpty());
    return;
  }
  FAIL() << "no case S09";
}

/// What the layout says is what a reader of the file gets.
TEST(Page, IsReadFromThePdf) {
  InvoiceContent content = everything();
  content.totals.amount_due -= *content.totals.rounding;  // a cent that the lines do not have
  content.totals.rounding.reset();
  const auto invoice = Invoice::from(content);
  ASSERT_TRUE(invoice) << invoice.faults().front().message;
  const auto xml =
      xml::render_xml(content, EInvoiceFormat::kXRechnung, test::data(), test::catalog());
  ASSERT_TRUE(xml);
  const EmbeddedXml embedded{xml->bytes, xml->profile.file_name, xml->profile.conformance_level,
                             xml->profile.document_version};
  RenderOptions options;
  options.xml = &embedded;
  const auto pdf = render(*invoice, options, typesetting());
  ASSERT_TRUE(pdf);
  const support::TemporaryFolder folder;
  support::spit(folder / "invoice.pdf", pdf->bytes);
  const auto text = support::run({"pdftotext", "-raw", folder / "invoice.pdf", "-"});
  ASSERT_EQ(text.exit_code, 0) << text.err;
  const std::string read = test::without_blanks(text.out);

  const EInvoice value = xml::read_einvoice(xml->bytes)->invoice;
  const test::PageTexts page(laid_out(content));
  const auto& locale = *test::catalog().find(content.language);
  for (const Term& term : test::terms_of(value)) {
    for (const auto& wanted : test::wanted_for(term, {content, value, locale, page})) {
      EXPECT_THAT(read, testing::HasSubstr(test::without_blanks(wanted.text))) << term.number;
    }
  }
}

}  // namespace
}  // namespace enclosure::invoice
