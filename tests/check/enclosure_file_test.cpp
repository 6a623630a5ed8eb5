// Sound files, and what they tell about themselves.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/check/enclosure_file.h"
#include "tests/check/raw_pdf.h"

namespace enclosure::app {
namespace {

using namespace std::string_literals;
using test::packed;
using test::pdf_of;
using test::stream_object;

std::string big_endian(std::size_t value, std::size_t size) {
  std::string bytes;
  for (std::size_t i = size; i-- > 0;) bytes += static_cast<char>(value >> (8 * i));
  return bytes;
}

std::string chunk(const std::string& type, const std::string& content) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char c : type + content) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1U ^ (crc & 1U ? 0xEDB88320U : 0U);
  }
  return big_endian(content.size(), 4) + type + content + big_endian(~crc & 0xFFFFFFFFU, 4);
}

std::string png(std::size_t width, std::size_t height) {
  return "\x89PNG\r\n\x1A\n" +
         chunk("IHDR", big_endian(width, 4) + big_endian(height, 4) + "\x08\0\0\0\0"s) +
         chunk("IDAT", packed("\0\0"s)) + chunk("IEND", "");
}

std::string jpeg(std::size_t width, std::size_t height) {
  const std::string frame = "\x08" + big_endian(height, 2) + big_endian(width, 2) + "\1\1\x11\0"s;
  return "\xFF\xD8\xFF\xFE\0\4hi\xFF\xC0"s + big_endian(frame.size() + 2, 2) + frame +
         "\xFF\xDA\0\x08\1\1\0\0\x3F\0"s + "data\xFF\0more\xFF\xD0rest" + "\xFF\xD9";
}

std::string code(const std::string& bytes, const EnclosureLimits& limits = {}) {
  const auto facts = check_enclosure_file(bytes, limits);
  return facts ? std::string(type_name(facts->type)) : facts.faults().front().code;
}

TEST(EnclosureFile, TellsPagesVersionAndLanguagesOfAPdf) {
  const auto facts = check_enclosure_file(
      pdf_of({{1,
               "<</Type/Catalog/Version/2.0/Pages 2 0 R/Lang(de-AT)/MarkInfo<</Marked true>>"
               "/StructTreeRoot 5 0 R>>"},
              {2, "<</Type/Pages/Count 3/Kids[3 0 R 4 0 R]>>"},
              {3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"},
              {4, "<</Type/Pages/Parent 2 0 R/Count 2/Kids[6 0 R 7 0 R]>>"},
              {5, "<</Type/StructTreeRoot/K[<</S/Sect/Lang(fr)>><</S/Sect/Lang(de-AT)>>]>>"},
              {6, "<</Type/Page/Parent 4 0 R/MediaBox[0 0 9 9]>>"},
              {7, "<</Type/Page/Parent 4 0 R/MediaBox[0 0 9 9]>>"}}));
  ASSERT_TRUE(facts) << facts.faults().front().message;
  EXPECT_EQ(facts->type, FileType::kPdf);
  EXPECT_EQ(facts->pages, 3U);
  EXPECT_EQ(facts->pdf_version, "2.0");
  EXPECT_TRUE(facts->is_tagged);
  std::vector<std::string> tags;
  for (const LanguageTag& tag : facts->languages) tags.push_back(tag.to_string());
  EXPECT_THAT(tags, testing::ElementsAre("de-AT", "fr"));
}

TEST(EnclosureFile, TakesWhatHonestPdfsHave) {
  const auto with = [](const std::string& catalog, const std::string& object) {
    return code(pdf_of({{1, "<</Type/Catalog/Pages 2 0 R" + catalog + ">>"},
                        {2, "<</Type/Pages/Count 1/Kids[3 0 R]>>"},
                        {3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"},
                        {4, object}}));
  };
  EXPECT_EQ(with("", "<</S/GoTo/D[3 0 R/Fit]>>"), "PDF");
  EXPECT_EQ(with("", "<</S/URI/URI(https://www.maker.example/drivers)>>"), "PDF");
  EXPECT_EQ(with("", "<</S/URI/URI(mailto:service@maker.example)>>"), "PDF");
  EXPECT_EQ(with("", "<</S/URI/URI(www.maker.example)>>"), "PDF");
  EXPECT_EQ(with("/OpenAction[3 0 R/Fit]", "null"), "PDF");
  EXPECT_EQ(with("/AcroForm<</Fields[4 0 R]>>", "<</FT/Tx/T(serial number)>>"), "PDF");
  EXPECT_EQ(with("/Names<</JavaScript<</Names[]>>>>", "null"), "PDF");
  EXPECT_EQ(with("", "<</Font<</JS 4 0 R/Launch 4 0 R>>>>"), "PDF");
  EXPECT_EQ(with("", stream_object("/Type/EmbeddedFile", "<?xml version='1.0'?><a/>")), "PDF");
  EXPECT_EQ(with("", stream_object("", "(%PDF-1.4 and %%EOF are words of PDF) Tj")), "PDF");
}

TEST(EnclosureFile, TakesAPdfThatWasAddedTo) {
  const std::string first = pdf_of({{1, "<</Type/Catalog/Pages 2 0 R>>"},
                                    {2, "<</Type/Pages/Count 1/Kids[3 0 R]>>"},
                                    {3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"}});
  const std::string object = "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 8 8]>>\nendobj\n";
  std::string offset = std::to_string(first.size());
  offset.insert(0, 10 - offset.size(), '0');
  const std::string second = object + "xref\n3 1\n" + offset + " 00000 n \ntrailer\n<</Size 4" +
                             "/Root 1 0 R/Prev " + std::to_string(first.find("xref\n")) +
                             ">>\nstartxref\n" + std::to_string(first.size() + object.size()) +
                             "\n%%EOF\n";
  EXPECT_EQ(code(first + second), "PDF");
}

TEST(EnclosureFile, ReadsAScanOfManyPages) {
  // A book of 300 scans in one JPEG each; the pictures share their bytes' pattern, not their
  // object.
  std::map<int, std::string> objects;
  std::string kids;
  for (int page = 0; page < 300; ++page) {
    const int number = 10 + 2 * page;
    kids += std::to_string(number) + " 0 R ";
    objects[number] = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I " +
                      std::to_string(number + 1) + " 0 R>>>>>>";
    objects[number + 1] =
        stream_object("/Type/XObject/Subtype/Image/Width 2480/Height 3508/Filter/DCTDecode",
                      jpeg(2480, 3508) + std::string(20'000, static_cast<char>(page)));
  }
  objects[1] = "<</Type/Catalog/Pages 2 0 R>>";
  objects[2] = "<</Type/Pages/Count 300/Kids[" + kids + "]>>";
  const auto facts = check_enclosure_file(pdf_of(objects));
  ASSERT_TRUE(facts) << facts.faults().front().message;
  EXPECT_EQ(facts->pages, 300U);
}

TEST(EnclosureFile, TellsTheSizeOfAPicture) {
  for (const std::string& bytes : {jpeg(640, 480), png(640, 480)}) {
    const auto facts = check_enclosure_file(bytes);
    ASSERT_TRUE(facts) << facts.faults().front().message;
    EXPECT_EQ(facts->width_px, 640U);
    EXPECT_EQ(facts->height_px, 480U);
    EXPECT_EQ(facts->pages, 1U);
  }
}

TEST(EnclosureFile, RefusesPicturesThatAreNotWhole) {
  for (const std::string& bytes : {jpeg(640, 480), png(640, 480)}) {
    for (std::size_t i = 12; i < bytes.size(); ++i) EXPECT_EQ(code(bytes.substr(0, i)), "FILE-030");
  }
  std::string bent = png(640, 480);
  bent[20] ^= 1;
  EXPECT_EQ(code(bent), "FILE-030");
}

TEST(EnclosureFile, RefusesPicturesThatAreTooLarge) {
  EXPECT_EQ(code(jpeg(65'000, 10)), "FILE-031");
  EXPECT_EQ(code(jpeg(0, 10)), "FILE-031");
  EXPECT_EQ(code(png(1'000'000, 1'000'000)), "FILE-031");
  EXPECT_EQ(code(png(19'000, 19'000)), "FILE-031");
}

TEST(EnclosureFile, RefusesWhatStandsBehindAPicture) {
  const std::string zip = "PK\3\4"s + std::string(40, '\0');
  EXPECT_EQ(code(jpeg(9, 9) + zip), "FILE-025");
  EXPECT_EQ(code(png(9, 9) + zip), "FILE-025");
  EXPECT_EQ(code(png(9, 9) + "\n"), "PNG");
}

TEST(EnclosureFile, TakesTextsOfUnicode) {
  EXPECT_EQ(code("Vor Gebrauch lesen.\r\n\tΠροσοχή\n"), "TXT");
  EXPECT_EQ(code("\xEF\xBB\xBFMZ-100: uputa\n"), "TXT");
  EXPECT_EQ(code("MZ-100: a machine\n"), "TXT");
  EXPECT_EQ(code("bell\a"), "FILE-001");
  EXPECT_EQ(code(std::string(2 << 20U, 'a')), "FILE-005");
}

TEST(EnclosureFile, ComparesNameAndContent) {
  EXPECT_TRUE(check_file_name("a/Manual.PDF", FileType::kPdf).empty());
  EXPECT_TRUE(check_file_name("a.jpeg", FileType::kJpeg).empty());
  EXPECT_EQ(check_file_name("a.pdf", FileType::kPng).front().code, "FILE-007");
}

TEST(EnclosureFile, KnowsWhatAmazonTakes) {
  EXPECT_TRUE(check_channel(Channel::kAmazon, FileType::kPdf).empty());
  EXPECT_TRUE(check_channel(Channel::kShop, FileType::kText).empty());
  EXPECT_EQ(check_channel(Channel::kAmazon, FileType::kPng).front().code, "FILE-008");
  EXPECT_EQ(media_type(FileType::kJpeg), "image/jpeg");
}

}  // namespace
}  // namespace enclosure::app
