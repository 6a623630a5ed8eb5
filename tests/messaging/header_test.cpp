#include "messaging/mime/header.h"

#include <gmock/gmock.h>

#include <sstream>

#include "messaging/mime/encoded_word.h"
#include "messaging/mime/part.h"

namespace enclosure::messaging::mime {
namespace {

using testing::HasSubstr;

const EmailAddress kAddress = *EmailAddress::parse("anna@mail.example");

std::string subject(std::string_view value) {
  const auto field = unstructured_field("Subject", value);
  return field ? *field : field.faults().front().code;
}
std::string to(std::string_view name) {
  const auto field = mailbox_field("To", name, kAddress);
  return field ? *field : field.faults().front().code;
}

TEST(Unstructured, PlainAsciiStaysReadable) {
  EXPECT_EQ(subject("Invoice for your order 305-1234567-1234567"),
            "Subject: Invoice for your order 305-1234567-1234567\r\n");
  EXPECT_EQ(subject("  blanks around  "), "Subject: blanks around\r\n");
  EXPECT_EQ(subject(""), "Subject:\r\n");
}

TEST(Unstructured, LongAsciiIsFoldedAtBlanks) {
  EXPECT_EQ(subject("Invoice and product documents for your order 305-1234567-1234567 of June"),
            "Subject: Invoice and product documents for your order 305-1234567-1234567 of\r\n"
            " June\r\n");
}

TEST(Unstructured, OtherTextBecomesEncodedWords) {
  EXPECT_EQ(subject("Rechnung für Łódź"), "Subject: =?UTF-8?B?UmVjaG51bmcgZsO8ciDFgcOzZMW6?=\r\n");
  EXPECT_EQ(subject("Rechnung zu Ihrer Bestellung, für Sie"),
            "Subject: =?UTF-8?Q?Rechnung_zu_Ihrer_Bestellung=2C_f=C3=BCr_Sie?=\r\n");
}

TEST(Unstructured, WhatOnlyLooksPlainIsEncodedToo) {
  EXPECT_EQ(subject("=?UTF-8?Q?trick?="), "Subject: =?UTF-8?B?PT9VVEYtOD9RP3RyaWNrPz0=?=\r\n");
  EXPECT_THAT(subject("two  blanks"), HasSubstr("=?UTF-8?"));
  EXPECT_THAT(subject(std::string(100, 'x')), HasSubstr("=?UTF-8?"));
}

TEST(Mailbox, NamesAreWrittenAsTheyNeed) {
  EXPECT_EQ(to(""), "To: anna@mail.example\r\n");
  EXPECT_EQ(to("Anna Example"), "To: Anna Example <anna@mail.example>\r\n");
  EXPECT_EQ(to("Example, Anna"), "To: \"Example, Anna\" <anna@mail.example>\r\n");
  EXPECT_EQ(to("A \"B\" \\ C"), "To: \"A \\\"B\\\" \\\\ C\" <anna@mail.example>\r\n");
  EXPECT_EQ(to("Müller"), "To: =?UTF-8?Q?M=C3=BCller?= <anna@mail.example>\r\n");
}

TEST(Mailbox, ALongNameGetsTheAddressOnItsOwnLine) {
  EXPECT_EQ(to(std::string(58, 'x')),
            "To: " + std::string(58, 'x') + "\r\n <anna@mail.example>\r\n");
}

TEST(Mailbox, ALongNameKeepsItsPlainWords) {
  EXPECT_EQ(to("Beispiel Haushaltswaren und Gartengeräte Großhandelsgesellschaft mbH & Co. KG"),
            "To: Beispiel Haushaltswaren und\r\n"
            " =?UTF-8?Q?Gartenger=C3=A4te_Gro=C3=9Fhandelsgesellschaft?= mbH &\r\n"
            " =?UTF-8?B?Q28u?= KG <anna@mail.example>\r\n");
}

TEST(Mailbox, LongGreekAndCyrillicFitIntoOneWord) {
  EXPECT_EQ(to("Κωνσταντίνος Παπαδόπουλος"),
            "To: =?ISO-8859-7?B?yvnt8/Th7fTf7e/yINDh8OHk/PDv9evv8g==?=\r\n"
            " <anna@mail.example>\r\n");
  EXPECT_EQ(to("Константин Примеров-Образцов"),
            "To: =?ISO-8859-5?B?ut7d4eLQ3eLY3SC/4Njc1eDe0i2+0eDQ1+be0g==?=\r\n"
            " <anna@mail.example>\r\n");
}

/// Found by the fuzzer: what stands in front of the name counts on the first line.
TEST(Mailbox, TheFieldNameCountsOnTheFirstLine) {
  const std::string field = to("ng unH" + std::string(38, 'x') + "i_Re.Bcκά 日本 \"x\" \\ 😀 end");
  std::istringstream lines(field);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 77U) << line;
}

struct InjectionCase {
  const char* name;
  std::string value;
};
void PrintTo(const InjectionCase& c, std::ostream* out) {
  *out << c.name;
}

class Injection : public testing::TestWithParam<InjectionCase> {};

TEST_P(Injection, IsAFaultInEveryField) {
  const std::string& value = GetParam().value;
  EXPECT_EQ(subject(value), "MESSAGE-003");
  EXPECT_EQ(to(value), "MESSAGE-003");
  const auto file = attachment_fields("application/pdf", value);
  ASSERT_FALSE(file);
  EXPECT_EQ(file.faults().front().code, "MESSAGE-003");
}

INSTANTIATE_TEST_SUITE_P(
    Table, Injection,
    testing::Values(InjectionCase{"CrLf", "Hi\r\nBcc: all@mail.example"},
                    InjectionCase{"Lf", "Hi\nBcc: all@mail.example"},
                    InjectionCase{"Cr", "Hi\rBcc: all@mail.example"},
                    InjectionCase{"AtTheEnd", "Hi\r\n"}, InjectionCase{"AtTheBegin", "\nHi"},
                    InjectionCase{"Nul", std::string("a\0b", 3)}, InjectionCase{"Tab", "a\tb"},
                    InjectionCase{"Escape", "a\x1B[2J"}, InjectionCase{"Delete", "a\x7F"},
                    InjectionCase{"NextLine", "a\u0085b"},
                    InjectionCase{"LineSeparator", "a\u2028b"},
                    InjectionCase{"ParagraphSeparator", "a\u2029b"},
                    InjectionCase{"Override", "a\u202Eb"}, InjectionCase{"Isolate", "a\u2066b"},
                    InjectionCase{"ByteOrderMark", "\uFEFFa"}, InjectionCase{"Latin1", "M\xFCller"},
                    InjectionCase{"Overlong", "a\xC0\x8D\xC0\x8A"}),
    [](const auto& param) { return param.param.name; });

TEST(EncodedWords, KeepTheirLengths) {
  const std::vector<std::string> texts = {
      std::string(500, 'x'), "Ελληνικά Ελληνικά Ελληνικά Ελληνικά Ελληνικά Ελληνικά",
      "日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語",
      "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀"};
  for (const auto& text : texts) {
    for (const std::size_t used : {4U, 9U, 40U, 76U, 200U}) {
      std::istringstream lines(encoded_words(text, used));
      std::string line;
      for (bool first = true; std::getline(lines, line); first = false) {
        if (line.ends_with('\r')) line.pop_back();
        const auto word = line.substr(first ? 0 : 1);
        EXPECT_LE(word.size(), 75U);
        if (!first || used <= 40) {
          EXPECT_LE(line.size() + (first ? used : 0), 76U);
        }
        EXPECT_TRUE(word.starts_with("=?UTF-8?") && word.ends_with("?=")) << word;
      }
    }
  }
}

TEST(AttachmentFields, AsciiNamesArePlain) {
  EXPECT_EQ(*attachment_fields("application/pdf", "Invoice R-2026-000001.pdf"),
            "Content-Type: application/pdf;\r\n name=\"Invoice R-2026-000001.pdf\"\r\n"
            "Content-Disposition: attachment;\r\n filename=\"Invoice R-2026-000001.pdf\"\r\n");
}

TEST(AttachmentFields, OtherNamesAreExtended) {
  EXPECT_EQ(*attachment_fields("application/pdf", "Größe \"1\".pdf"),
            "Content-Type: application/pdf;\r\n name=\"Gr__e _1_.pdf\"\r\n"
            "Content-Disposition: attachment;\r\n"
            " filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%221%22.pdf\r\n");
}

TEST(AttachmentFields, LongNamesComeInPieces) {
  std::string name;
  for (int i = 0; i < 30; ++i) name += "ö";
  const auto fields = *attachment_fields("application/pdf", name + ".pdf");
  EXPECT_THAT(fields, HasSubstr(";\r\n filename*0*=UTF-8''%C3%B6"));
  EXPECT_THAT(fields, HasSubstr(";\r\n filename*3*="));
  std::istringstream lines(fields);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 79U);
  EXPECT_THAT(fields, HasSubstr(" name=\"______________________________.pdf\"\r\n"));
}

TEST(AttachmentFields, TellTheCharsetOfAText) {
  EXPECT_THAT(*attachment_fields("text/plain; charset=utf-8", "a.txt"),
              HasSubstr("Content-Type: text/plain; charset=utf-8;\r\n name=\"a.txt\"\r\n"));
}

struct FileCase {
  const char* name;
  const char* media_type;
  const char* file_name;
};
void PrintTo(const FileCase& c, std::ostream* out) {
  *out << c.name;
}

class BadFile : public testing::TestWithParam<FileCase> {};

TEST_P(BadFile, IsAFault) {
  const auto fields = attachment_fields(GetParam().media_type, GetParam().file_name);
  ASSERT_FALSE(fields);
  EXPECT_EQ(fields.faults().front().code, "MESSAGE-004");
}

INSTANTIATE_TEST_SUITE_P(
    Table, BadFile,
    testing::Values(FileCase{"NoName", "application/pdf", ""},
                    FileCase{"BlankName", "application/pdf", "  "},
                    FileCase{"Folder", "application/pdf", "../a.pdf"},
                    FileCase{"WindowsFolder", "application/pdf", "c\\a.pdf"},
                    FileCase{"NoType", "", "a.pdf"}, FileCase{"HalfAType", "application/", "a.pdf"},
                    FileCase{"TypeWithParameter", "application/pdf; name=x", "a.pdf"},
                    FileCase{"CharsetOfAPdf", "application/pdf; charset=utf-8", "a.pdf"},
                    FileCase{"TypeWithLineBreak", "application/pdf\r\nBcc: a", "a.pdf"}),
    [](const auto& param) { return param.param.name; });

TEST(DateTime, IsRfc5322InUtc) {
  EXPECT_EQ(date_time(*parse_instant("2026-11-21T08:00:00Z")), "Sat, 21 Nov 2026 08:00:00 +0000");
  EXPECT_EQ(date_time(*parse_instant("2024-02-29T23:59:59+01:00")),
            "Thu, 29 Feb 2024 22:59:59 +0000");
}

TEST(Boundary, DerivesFromItsSeedAndCannotOccurInEncodedText) {
  EXPECT_EQ(boundary_of("a", "x"), boundary_of("a", "x"));
  EXPECT_NE(boundary_of("a", "x"), boundary_of("b", "x"));
  EXPECT_NE(boundary_of("a", "x"), boundary_of("a", "y"));
  EXPECT_TRUE(boundary_of("a", "x").starts_with("=_"));
  EXPECT_LE(boundary_of("a", "alternative").size(), 70U);
}

}  // namespace
}  // namespace enclosure::messaging::mime
