// Every file is PDF/A-3a and PDF/UA-1, and the judge who says so sees each rule broken.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "tests/invoice/pdf/good_file.h"
#include "tests/support/pdf_rules/check_pdf.h"

namespace enclosure::invoice::conformance {
namespace {

using support::check_pdf;
using support::Violation;
using testing::Contains;
using testing::Field;
using testing::IsEmpty;

class FileInEachLanguage : public testing::TestWithParam<std::string> {};

TEST_P(FileInEachLanguage, Conforms) {
  const EmbeddedXml xml = e_invoice();
  const InvoiceContent content = sample::content(GetParam());
  EXPECT_THAT(check_pdf(rendered(content, {&logo(), &xml, Effort::kFast})), IsEmpty());
  EXPECT_THAT(check_pdf(rendered(content, {&logo(), &xml, Effort::kCompact})), IsEmpty());
  EXPECT_THAT(check_pdf(rendered(content, {})), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Languages, FileInEachLanguage, testing::ValuesIn(sample::languages()),
                         [](const auto& param) { return param.param; });

TEST_P(FileInEachLanguage, ConformsInEachLook) {
  const EmbeddedXml xml = e_invoice();
  for (const Theme theme : {Theme::kClassic, Theme::kCompact}) {
    for (const Paper paper : {Paper::kA4, Paper::kLetter}) {
      InvoiceContent content = sample::content(GetParam());
      content.look.theme = theme;
      content.look.paper = paper;
      EXPECT_THAT(check_pdf(rendered(content, {&logo(), &xml, Effort::kFast})), IsEmpty());
    }
  }
}

TEST(Conformance, HoldsOverManyPages) {
  const EmbeddedXml xml = e_invoice();
  EXPECT_THAT(check_pdf(rendered(sample::plain(120), {&logo(), &xml, Effort::kFast})), IsEmpty());
}

TEST(Conformance, HoldsForACreditNote) {
  InvoiceContent content = sample::plain(2);
  content.type_code = TypeCode::kCreditNote;
  content.preceding = {{*InvoiceNumber::parse("R-2026-000007"), *parse_date("2026-02-03")}};
  content.correction_reason = "Widerruf";
  EXPECT_THAT(check_pdf(rendered(content, {})), IsEmpty());
}

TEST(Conformance, HoldsForXRechnung) {
  EmbeddedXml xml = e_invoice();
  xml.file_name = "xrechnung.xml";
  xml.conformance_level = "XRECHNUNG";
  xml.version = "3.0";
  EXPECT_THAT(check_pdf(rendered(sample::plain(1), {nullptr, &xml, Effort::kFast})), IsEmpty());
}

// What libqpdf would repair while writing is broken byte by byte.

struct ByteCase {
  std::string name;
  std::string rule;
  std::function<void(std::string&)> breaking;
};

void PrintTo(const ByteCase& c, std::ostream* out) {
  *out << c.name;
}

void replace(std::string& bytes, const std::string& from, const std::string& to) {
  const std::size_t at = bytes.find(from);
  ASSERT_NE(at, std::string::npos) << from;
  bytes.replace(at, from.size(), to);
}

class BrokenBytes : public testing::TestWithParam<ByteCase> {};

TEST_P(BrokenBytes, AreSeen) {
  std::string bytes = good_file();
  GetParam().breaking(bytes);
  EXPECT_THAT(check_pdf(bytes), Contains(Field(&Violation::rule, GetParam().rule)));
}

INSTANTIATE_TEST_SUITE_P(
    Files, BrokenBytes,
    testing::Values(ByteCase{"NoHeader", "A-6.1.2", [](std::string& b) { b.insert(0, "\n"); }},
                    ByteCase{"NoBinaryMark", "A-6.1.2", [](std::string& b) { b[10] = 'x'; }},
                    ByteCase{"TwoBlanksInAnObject", "A-6.1.9",
                             [](std::string& b) { replace(b, " 0 obj\n<<", " 0 obj <<"); }},
                    ByteCase{"NoLineBehindEndobj", "A-6.1.9",
                             [](std::string& b) { replace(b, "endobj\n", "endobj "); }},
                    ByteCase{"HalfAByte", "A-6.1.6",
                             [](std::string& b) {
                               const std::size_t id = b.find("/ID[<");
                               b.replace(b.find('>', id) - 1, 2, "> ");
                             }},
                    ByteCase{"NoId", "A-6.1.3", [](std::string& b) { replace(b, "/ID[", "/XX["); }},
                    ByteCase{"MoreBehindTheEnd", "A-6.1.3", [](std::string& b) { b += "more\n"; }},
                    ByteCase{"NoLineBeforeEndstream", "A-6.1.7.1",
                             [](std::string& b) { replace(b, "\nendstream", " endstream"); }},
                    ByteCase{"WrongLength", "A-6.1.7.1",
                             [](std::string& b) { replace(b, "/Length 2", "/Length 1"); }},
                    ByteCase{"Lzw", "A-6.1.7.2",
                             [](std::string& b) {
                               replace(b, "/N 3/Filter/FlateDecode", "/N 3/Filter/LZWDecode  ");
                             }},
                    ByteCase{"NoPdf", "PDF", [](std::string& b) { b.resize(2000); }}),
    [](const auto& param) { return param.param.name; });

}  // namespace
}  // namespace enclosure::invoice::conformance
