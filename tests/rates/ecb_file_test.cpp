// The ECB's files, as they are published and as they should never be.

#include "app/rates/ecb_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <libdeflate.h>

#include <memory>

namespace enclosure::app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string xml(const std::string& days) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<gesmes:Envelope xmlns:gesmes=\"http://www.gesmes.org/xml/2002-08-01\" "
         "xmlns=\"http://www.ecb.int/vocabulary/2002-08-01/eurofxref\">\n"
         "<gesmes:subject>Reference rates</gesmes:subject><gesmes:Sender>"
         "<gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>\n<Cube>" +
         days + "</Cube></gesmes:Envelope>";
}

const std::string kDaily =
    xml("<Cube time='2026-11-20'><Cube currency='USD' rate='1.0568'/><Cube currency='JPY' "
        "rate='163.41'/></Cube>");

Decimal rate(const DayRates& day, const char* currency) {
  const auto at = day.per_euro.find(*Currency::parse(currency));
  return at == day.per_euro.end() ? Decimal() : at->second;
}

TEST(EcbFile, DailyXml) {
  EXPECT_TRUE(looks_like_ecb_file(kDaily));
  const auto file = read_ecb_file("eurofxref-daily.xml", kDaily);
  ASSERT_TRUE(file);
  ASSERT_EQ(file->days.size(), 1U);
  EXPECT_EQ(file->days[0].day, *parse_date("2026-11-20"));
  EXPECT_EQ(rate(file->days[0], "USD").to_string(), "1.0568");
  EXPECT_EQ(rate(file->days[0], "JPY").to_string(), "163.41");
}

TEST(EcbFile, HistoryXmlInAnyOrderGivesDaysByDate) {
  const auto file = read_ecb_file(
      "h.xml", xml("<Cube time=\"2026-11-20\"><Cube currency=\"USD\" rate=\"1.0568\"/></Cube>"
                   "<Cube time=\"2026-11-19\"><Cube currency=\"USD\" rate=\"1.0550\"/></Cube>"));
  ASSERT_TRUE(file);
  ASSERT_EQ(file->days.size(), 2U);
  EXPECT_EQ(file->days[0].day, *parse_date("2026-11-19"));
  EXPECT_EQ(rate(file->days[0], "USD").to_string(), "1.055");
}

TEST(EcbFile, HistoryCsvWithGapsAndOldCurrencies) {
  const std::string csv =
      "Date,USD,JPY,CYP,SEK,\n2026-11-20,1.0568,163.41,N/A,11.5,\n"
      "1999-01-04,1.1789,133.73,0.58231,9.4696,\n";
  EXPECT_TRUE(looks_like_ecb_file(csv));
  const auto file = read_ecb_file("eurofxref-hist.csv", csv);
  ASSERT_TRUE(file);
  ASSERT_EQ(file->days.size(), 2U);
  EXPECT_EQ(file->days[1].per_euro.size(), 3U);
  EXPECT_THAT(file->notices, ElementsAre(HasSubstr("CYP")));
}

TEST(EcbFile, DailyCsvWritesItsDayInWords) {
  const auto file =
      read_ecb_file("eurofxref.csv", "Date, USD, JPY, \n20 November 2026, 1.0568, 163.41, \n");
  ASSERT_TRUE(file);
  EXPECT_EQ(file->days.at(0).day, *parse_date("2026-11-20"));
  EXPECT_EQ(rate(file->days[0], "USD").to_string(), "1.0568");
}

std::string little_endian(std::uint64_t value, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i) text.push_back(static_cast<char>(value >> (8 * i) & 0xFF));
  return text;
}

/// A .zip around `content`, as the bank packs it; `told_size` is what its directory claims.
std::string zipped(const std::string& content, std::uint64_t told_size, std::uint32_t crc_change) {
  const std::unique_ptr<libdeflate_compressor, void (*)(libdeflate_compressor*)> compressor(
      libdeflate_alloc_compressor(6), libdeflate_free_compressor);
  std::string packed(libdeflate_deflate_compress_bound(compressor.get(), content.size()), '\0');
  packed.resize(libdeflate_deflate_compress(compressor.get(), content.data(), content.size(),
                                            packed.data(), packed.size()));
  const std::uint32_t crc = libdeflate_crc32(0, content.data(), content.size()) ^ crc_change;
  const std::string name = "eurofxref.csv";
  const std::string facts = little_endian(20, 2) + little_endian(0, 2) + little_endian(8, 2) +
                            little_endian(0, 4) + little_endian(crc, 4) +
                            little_endian(packed.size(), 4) + little_endian(told_size, 4) +
                            little_endian(name.size(), 2) + little_endian(0, 2);
  std::string zip = "PK\x03\x04" + facts + name + packed;
  const std::size_t directory = zip.size();
  zip += "PK\x01\x02" + little_endian(20, 2) + facts + little_endian(0, 2) + little_endian(0, 2) +
         little_endian(0, 2) + little_endian(0, 4) + little_endian(0, 4) + name;
  const std::size_t length = zip.size() - directory;
  return zip + "PK\x05\x06" + little_endian(0, 4) + little_endian(1, 2) + little_endian(1, 2) +
         little_endian(length, 4) + little_endian(directory, 4) + little_endian(0, 2);
}

TEST(EcbFile, TheOfficialZip) {
  const std::string csv = "Date, USD, \n20 November 2026, 1.0568, \n";
  const std::string zip = zipped(csv, csv.size(), 0);
  EXPECT_TRUE(looks_like_ecb_file(zip));
  const auto file = read_ecb_file("eurofxref.zip", zip);
  ASSERT_TRUE(file) << file.faults().front().message;
  EXPECT_EQ(rate(file->days.at(0), "USD").to_string(), "1.0568");
}

TEST(EcbFile, DamagedZipsAreFaults) {
  const std::string csv = "Date, USD, \n20 November 2026, 1.0568, \n";
  EXPECT_FALSE(read_ecb_file("z", zipped(csv, csv.size(), 1)));
  EXPECT_FALSE(read_ecb_file("z", zipped(csv, csv.size() + 1, 0)));
  EXPECT_FALSE(read_ecb_file("z", zipped(csv, 0xFFFFFFFF, 0)));
  const std::string good = zipped(csv, csv.size(), 0);
  for (std::size_t size = 0; size < good.size(); ++size)
    EXPECT_FALSE(read_ecb_file("z", good.substr(0, size))) << size;
}

struct BadCase {
  const char* name;
  std::string bytes;
  const char* code;
};
void PrintTo(const BadCase& one, std::ostream* out) {
  *out << one.name;
}
class BadEcbFile : public testing::TestWithParam<BadCase> {};

TEST_P(BadEcbFile, IsRefusedAsAWhole) {
  const auto file = read_ecb_file("f", GetParam().bytes);
  ASSERT_FALSE(file);
  EXPECT_EQ(file.faults().front().code, GetParam().code);
  EXPECT_FALSE(file.faults().front().hint.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Each, BadEcbFile,
    testing::Values(
        BadCase{"Empty", "", "RATES-001"}, BadCase{"Prose", "Dear reader", "RATES-001"},
        BadCase{"CutOff", kDaily.substr(0, kDaily.size() - 20), "RATES-001"},
        BadCase{"OtherXml", "<html><body>Sorry</body></html>", "RATES-001"},
        BadCase{"DocumentType",
                "<!DOCTYPE x [<!ENTITY a \"1.1\">]>" + xml("<Cube time='2026-11-20'><Cube "
                                                           "currency='USD' rate='1'/></Cube>"),
                "RATES-001"},
        BadCase{"Entity", xml("<Cube time='2026-11-20'><Cube currency='USD' rate='&a;'/></Cube>"),
                "DECIMAL-001"},
        BadCase{"NoSuchDay", xml("<Cube time='2026-02-30'><Cube currency='USD' rate='1'/></Cube>"),
                "DATE-001"},
        BadCase{"NoDay", xml("<Cube><Cube currency='USD' rate='1'/></Cube>"), "DATE-001"},
        BadCase{"DayTwice", "Date,USD\n2026-11-20,1\n2026-11-20,2\n", "RATES-002"},
        BadCase{"CurrencyTwice", "Date,USD,USD\n2026-11-20,1,2\n", "RATES-002"},
        BadCase{"Zero", "Date,USD\n2026-11-20,0\n", "RATES-003"},
        BadCase{"Negative", "Date,USD\n2026-11-20,-1\n", "RATES-003"},
        BadCase{"Euro", "Date,EUR\n2026-11-20,1\n", "RATES-003"},
        BadCase{"NoCurrency", "Date,dollars\n2026-11-20,1\n", "RATES-003"},
        BadCase{"Exponent", "Date,USD\n2026-11-20,1e3\n", "DECIMAL-001"},
        BadCase{"RaggedRow", "Date,USD\n2026-11-20,1,2\n", "RATES-001"},
        BadCase{"HeaderAlone", "Date,USD\n", "RATES-001"},
        BadCase{"NoColumns", "Date\n2026-11-20\n", "RATES-001"}),
    [](const auto& param) { return param.param.name; });

TEST(EcbFile, TellsAllFaultsAtOnce) {
  const auto file = read_ecb_file("f.csv", "Date,USD\n2026-11-20,x\n2026-11-31,1\n2026-11-19,-1\n");
  ASSERT_FALSE(file);
  EXPECT_EQ(file.faults().size(), 3U);
  EXPECT_EQ(file.faults()[0].path, "f.csv:2");
}

}  // namespace
}  // namespace enclosure::app
