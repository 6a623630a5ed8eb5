#include "app/import/flat_file.h"

#include "tests/import/support.h"

namespace enclosure::app {
namespace {

struct TimeCase {
  const char* name;
  const char* text;
  const char* at;  ///< empty: no time
};

void PrintTo(const TimeCase& time, std::ostream* out) {
  *out << '"' << time.text << '"';
}

class FlatTimes : public testing::TestWithParam<TimeCase> {};

TEST_P(FlatTimes, AreReadInTheFormsOfAmazon) {
  const auto time = parse_flat_time(GetParam().text);
  EXPECT_EQ(time ? to_string(time->at()) : "", GetParam().at);
}

INSTANTIATE_TEST_SUITE_P(
    Forms, FlatTimes,
    testing::Values(TimeCase{"Offset", "2026-09-02T10:11:12+02:00", "2026-09-02T08:11:12Z"},
                    TimeCase{"Utc", "2026-09-02T10:11:12Z", "2026-09-02T10:11:12Z"},
                    TimeCase{"NamedMonth", "02-Sep-2026 UTC", "2026-09-02T12:00:00Z"},
                    TimeCase{"NamedMonthAlone", "28-Aug-2026", "2026-08-28T12:00:00Z"},
                    TimeCase{"NamedMonthAndTime", "02-Sep-2026 10:11:12 UTC",
                             "2026-09-02T10:11:12Z"},
                    TimeCase{"Day", "2026-09-02", "2026-09-02T12:00:00Z"},
                    TimeCase{"NoZone", "2026-09-02T10:11:12", ""},
                    TimeCase{"NamedMonthTimeWithoutZone", "02-Sep-2026 10:11:12", ""},
                    TimeCase{"OtherZone", "02-Sep-2026 PST", ""},
                    TimeCase{"NoSuchDay", "31-Sep-2026 UTC", ""},
                    TimeCase{"NoSuchMonth", "02-Sept-2026", ""},
                    TimeCase{"American", "09/02/2026", ""}, TimeCase{"Empty", "", ""}),
    [](const auto& time) { return time.param.name; });

TEST(DecodeFlatFile, TakesUtf8AsItIsAndWindows1252AsFallback) {
  FaultLog log;
  EXPECT_EQ(decode_flat_file("\xEF\xBB\xBFM\xC3\xBCller", "in", log)->text, "Müller");
  const auto decoded = decode_flat_file("M\xFCller \x80 \x84x\x93", "in", log);
  ASSERT_TRUE(decoded);
  EXPECT_TRUE(decoded->was_windows_1252);
  EXPECT_EQ(decoded->text, "Müller € „x“");
  EXPECT_TRUE(log.empty());
}

TEST(DecodeFlatFile, RefusesBinaryUtf16AndDamagedUtf8) {
  for (const std::string_view bytes :
       {std::string_view("\xFF\xFEo\0r\0", 6), std::string_view("order\0id", 8),
        std::string_view("M\xC3\xBCller M\xC3\xB6ller M\xC3")}) {
    FaultLog log;
    EXPECT_FALSE(decode_flat_file(bytes, "in", log));
    EXPECT_EQ(std::move(log).release().front().code, "IMPORT-003");
  }
}

TEST(FlatRow, ToleratesTheQuotesOfSpreadsheets) {
  const FlatHeader header("\"Order-ID\"\tname\tother");
  std::vector<std::string_view> cells;
  split_cells("\"1\"\t\"7\"\" tablet \"\"Oslo\"\"\"\t\"a\" and \"b\"", 3, cells);
  FaultLog log;
  const FlatRow row(header, cells, "in:2", log);
  EXPECT_EQ(row.text("order-id"), "1");
  EXPECT_EQ(row.text("name"), "7\" tablet \"Oslo\"");
  EXPECT_EQ(row.text("other"), "\"a\" and \"b\"");
  EXPECT_EQ(row.text("not-there"), "");
  EXPECT_TRUE(log.empty());
}

}  // namespace
}  // namespace enclosure::app
