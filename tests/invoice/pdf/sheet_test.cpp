// The cover sheet as a file: PDF/A-3a and PDF/UA-1, the same bytes for the same sheet.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "invoice/cover_sheet.h"
#include "sample_invoice.h"
#include "sample_sheet.h"
#include "tests/support/pdf_rules/check_pdf.h"
#include "tests/support/process.h"

namespace enclosure::invoice {
namespace {

using support::check_pdf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const Logo& logo() {
  static const Logo loaded = *Logo::decode(
      support::slurp(std::filesystem::path(ENCLOSURE_SOURCE_DIR) / "samples/logo.png"));
  return loaded;
}

std::string rendered(const CoverSheet& sheet, const Logo* with_logo = nullptr) {
  auto pdf = render_sheet(sheet, with_logo, sample::typesetting());
  if (!pdf) {
    ADD_FAILURE() << pdf.faults().front().path << ": " << pdf.faults().front().message;
    return {};
  }
  return std::move(pdf->bytes);
}

class SheetFile : public testing::TestWithParam<std::string> {};

TEST_P(SheetFile, ConformsInEachLook) {
  for (const Theme theme : {Theme::kModern, Theme::kClassic, Theme::kCompact}) {
    for (const Paper paper : {Paper::kA4, Paper::kLetter}) {
      CoverSheet sheet = sample::sheet(GetParam());
      sheet.look.theme = theme;
      sheet.look.paper = paper;
      EXPECT_THAT(check_pdf(rendered(sheet, &logo())), IsEmpty());
    }
  }
  EXPECT_THAT(check_pdf(rendered(sample::sheet(GetParam()))), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Languages, SheetFile, testing::ValuesIn(sample::languages()),
                         [](const auto& param) { return param.param; });

TEST(SheetFile, ConformsOverManyPagesWithPictures) {
  CoverSheet sheet = sample::long_sheet(40);
  sheet.page_url = "https://invoices.seller.example/i/9f3c2a71d0";
  sheet.page_code = true;
  const auto grey = ProductPicture::decode(support::slurp(
      std::filesystem::path(ENCLOSURE_SOURCE_DIR) / "tests/invoice/pdf/pictures/grey.jpg"));
  const auto png = ProductPicture::decode(
      support::slurp(std::filesystem::path(ENCLOSURE_SOURCE_DIR) / "samples/logo.png"));
  ASSERT_TRUE(grey);
  ASSERT_TRUE(png);
  sheet.products[0].picture = *grey;
  sheet.products[2].picture = *png;
  EXPECT_THAT(check_pdf(rendered(sheet, &logo())), IsEmpty());
}

TEST(SheetFile, IsTheSameForTheSameSheet) {
  EXPECT_EQ(rendered(sample::sheet("el"), &logo()), rendered(sample::sheet("el"), &logo()));
  CoverSheet later = sample::sheet("el");
  later.made_on = *parse_date("2026-11-22");
  EXPECT_NE(rendered(later), rendered(sample::sheet("el")));
}

TEST(SheetFile, HasNoEInvoiceInside) {
  const std::string bytes = rendered(sample::sheet("de"));
  EXPECT_THAT(bytes, Not(HasSubstr("EmbeddedFiles")));
  EXPECT_THAT(bytes, Not(HasSubstr("factur-x")));
}

TEST(SheetFile, IsNamedInItsLanguage) {
  EXPECT_EQ(*sheet_title(*LanguageTag::parse("de-AT"), sample::typesetting()),
            "Unterlagen und erste Schritte");
  EXPECT_FALSE(sheet_title(*LanguageTag::parse("is"), sample::typesetting()));
}

}  // namespace
}  // namespace enclosure::invoice
