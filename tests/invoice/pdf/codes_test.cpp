// What is drawn is what an independent reader sees.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

#include "invoice/render.h"
#include "sample_invoice.h"
#include "tests/support/pdf_rules/check_pdf.h"
#include "tests/support/process.h"

namespace enclosure::invoice {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kLink =
    "https://invoices.example/i/AbC-_0123456789012345678901234567890123456";

InvoiceContent with_codes(const std::string& language) {
  InvoiceContent content = sample::content(language);
  content.look.payment_code = true;
  content.link = kLink;
  content.seller.bank = {"DE02120300000000202051", "BYLADEM1001", ""};
  content.type_code = TypeCode::kInvoice;
  std::swap(content.totals.paid, content.totals.amount_due);
  return content;
}

std::string rendered(const InvoiceContent& content) {
  auto pdf = render_pdf(sample::invoice(content), nullptr, sample::typesetting());
  if (!pdf) {
    ADD_FAILURE() << pdf.faults().front().path << ": " << pdf.faults().front().message;
    return {};
  }
  return *std::move(pdf);
}

/// What zbarimg reads off all pages, printed at 150 dots an inch.
std::string scanned(const std::string& pdf) {
  const support::TemporaryFolder folder;
  support::spit(folder / "invoice.pdf", pdf);
  support::run({"pdftoppm", "-r", "150", "-png", folder / "invoice.pdf", folder / "page"});
  std::vector<std::string> arguments{"zbarimg", "--quiet", "--raw"};
  for (const auto& file : std::filesystem::directory_iterator(folder.path())) {
    if (file.path().extension() == ".png") arguments.push_back(file.path());
  }
  return support::run(arguments).out;
}

TEST(Codes, AreReadOffThePage) {
  for (const Theme theme : {Theme::kModern, Theme::kClassic, Theme::kCompact}) {
    InvoiceContent content = with_codes("de");
    content.look.theme = theme;
    const std::string seen = scanned(rendered(content));
    EXPECT_THAT(seen, HasSubstr(std::string(kLink) + "\n"));
    EXPECT_THAT(seen,
                HasSubstr("BCD\n002\n1\nSCT\nBYLADEM1001\n" + content.seller.name +
                          "\nDE02120300000000202051\nEUR" + content.totals.amount_due.to_string() +
                          "\n\n\n" + content.number.to_string() + "\n"));
  }
}

TEST(Codes, AndASecondLanguageConform) {
  for (const char* language : {"de", "el", "ga"}) {
    InvoiceContent content = with_codes(language);
    content.look.second_language = *LanguageTag::parse("bg");
    EXPECT_THAT(support::check_pdf(rendered(content)), IsEmpty()) << language;
  }
}

}  // namespace
}  // namespace enclosure::invoice
