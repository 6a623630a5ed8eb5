// Parts of a file, as RFC 9110 has them.

#include "app/http/byte_range.h"

#include <gtest/gtest.h>

#include "app/http/file_response.h"

namespace enclosure::app::http {

void PrintTo(const ByteRange& range, std::ostream* out) {
  *out << static_cast<int>(range.kind) << " from " << range.first << ", " << range.length;
}

namespace {

using Kind = ByteRange::Kind;

struct RangeCase {
  const char* name;
  const char* field;
  ByteRange expected;  ///< of a file of 1000 bytes
};
void PrintTo(const RangeCase& one, std::ostream* out) {
  *out << one.field;
}

class Ranges : public testing::TestWithParam<RangeCase> {};

TEST_P(Ranges, AreReadAsTheRfcHasThem) {
  EXPECT_EQ(read_byte_range(GetParam().field, 1000), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    OfThousandBytes, Ranges,
    testing::Values(
        RangeCase{"First", "bytes=0-499", {Kind::kPart, 0, 500}},
        RangeCase{"Second", "bytes=500-999", {Kind::kPart, 500, 500}},
        RangeCase{"LastByte", "bytes=999-999", {Kind::kPart, 999, 1}},
        RangeCase{"ToTheEnd", "bytes=9-", {Kind::kPart, 9, 991}},
        RangeCase{"Suffix", "bytes=-500", {Kind::kPart, 500, 500}},
        RangeCase{"SuffixLargerThanTheFile", "bytes=-5000", {Kind::kPart, 0, 1000}},
        RangeCase{"EndBehindTheFile", "bytes=990-5000", {Kind::kPart, 990, 10}},
        RangeCase{"HugeEnd", "bytes=1-99999999999999999999999", {Kind::kPart, 1, 999}},
        RangeCase{"CapitalUnit", "Bytes=0-0", {Kind::kPart, 0, 1}},
        RangeCase{"Blanks", "bytes= 0-0 ", {Kind::kPart, 0, 1}},
        RangeCase{"BehindTheEnd", "bytes=1000-", {Kind::kNotSatisfiable, 0, 0}},
        RangeCase{"HugeBegin", "bytes=99999999999999999999999-", {Kind::kNotSatisfiable, 0, 0}},
        RangeCase{"EmptySuffix", "bytes=-0", {Kind::kNotSatisfiable, 0, 0}},
        RangeCase{"Backwards", "bytes=9-5", {}}, RangeCase{"Several", "bytes=0-1,5-9", {}},
        RangeCase{"OtherUnit", "lines=0-9", {}}, RangeCase{"NoUnit", "0-9", {}},
        RangeCase{"Letters", "bytes=a-b", {}}, RangeCase{"Nothing", "bytes=-", {}},
        RangeCase{"Empty", "", {}}, RangeCase{"Sign", "bytes=+1-5", {}},
        RangeCase{"BlankInside", "bytes=1 -5", {}}),
    [](const auto& param) { return param.param.name; });

TEST(Range, OfAnEmptyFileIsNone) {
  EXPECT_EQ(read_byte_range("bytes=0-", 0).kind, Kind::kNotSatisfiable);
  EXPECT_EQ(read_byte_range("bytes=-5", 0).kind, Kind::kNotSatisfiable);
}

class FileResponse : public testing::Test {
 protected:
  Response ask(std::vector<HeaderField> fields, std::string method = "GET") {
    RequestHead head;
    head.method = std::move(method);
    head.path = "/i/x/invoice.pdf";
    head.fields = std::move(fields);
    return file_response(head, {"R-1.pdf", "application/pdf", "abc",
                                std::make_shared<const std::string>("0123456789")});
  }
  static std::string field(const Response& response, std::string_view name) {
    for (const auto& [key, value] : response.headers) {
      if (key == name) return value;
    }
    return "";
  }
  static std::string body(const Response& response) {
    return response.shared.bytes
               ? response.shared.bytes->substr(response.shared.offset, response.shared.length)
               : response.body;
  }
};

TEST_F(FileResponse, IsWholeWithItsTag) {
  const Response response = ask({});
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(body(response), "0123456789");
  EXPECT_EQ(field(response, "ETag"), "\"abc\"");
  EXPECT_EQ(field(response, "Accept-Ranges"), "bytes");
  EXPECT_EQ(field(response, "Referrer-Policy"), "no-referrer");
  EXPECT_EQ(field(response, "Content-Security-Policy"), "default-src 'none'; sandbox");
}

TEST_F(FileResponse, IsAPart) {
  const Response response = ask({{"range", "bytes=2-4"}});
  EXPECT_EQ(response.status, 206);
  EXPECT_EQ(body(response), "234");
  EXPECT_EQ(field(response, "Content-Range"), "bytes 2-4/10");
  EXPECT_EQ(ask({{"range", "bytes=2-4"}}, "HEAD").status, 200) << "a range is of GET alone";
}

TEST_F(FileResponse, SaysWhereTheEndIs) {
  const Response response = ask({{"range", "bytes=10-"}});
  EXPECT_EQ(response.status, 416);
  EXPECT_EQ(field(response, "Content-Range"), "bytes */10");
}

TEST_F(FileResponse, GoesOnOnlyWithTheSameFile) {
  EXPECT_EQ(ask({{"range", "bytes=2-"}, {"if-range", "\"abc\""}}).status, 206);
  EXPECT_EQ(ask({{"range", "bytes=2-"}, {"if-range", "\"old\""}}).status, 200);
  EXPECT_EQ(ask({{"range", "bytes=2-"}, {"if-range", "W/\"abc\""}}).status, 200);
  EXPECT_EQ(ask({{"range", "bytes=2-"}, {"if-range", "Sun, 06 Nov 1994 08:49:37 GMT"}}).status,
            200);
}

TEST_F(FileResponse, IsNotSentAgain) {
  for (const char* tags : {"\"abc\"", "W/\"abc\"", "*", "\"x\", \"abc\"", "\"x\" , W/\"abc\""}) {
    const Response response = ask({{"if-none-match", tags}});
    EXPECT_EQ(response.status, 304) << tags;
    EXPECT_EQ(body(response), "") << tags;
    EXPECT_EQ(field(response, "ETag"), "\"abc\"");
  }
  EXPECT_EQ(ask({{"if-none-match", "\"x\""}}).status, 200);
  EXPECT_EQ(ask({{"if-none-match", "abc"}}).status, 200) << "a tag has quotes";
}

TEST_F(FileResponse, IsTheOneThatWasMeant) {
  EXPECT_EQ(ask({{"if-match", "\"abc\""}}).status, 200);
  EXPECT_EQ(ask({{"if-match", "*"}}).status, 200);
  EXPECT_EQ(ask({{"if-match", "\"x\""}}).status, 412);
  EXPECT_EQ(ask({{"if-match", "W/\"abc\""}}).status, 412) << "a weak tag promises too little";
}

}  // namespace
}  // namespace enclosure::app::http
