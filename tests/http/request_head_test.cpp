#include "app/http/request_head.h"

#include <gtest/gtest.h>

#include <ostream>

namespace enclosure::app::http {
namespace {

/// A head with `line` as request line and `fields` after a Host field.
std::string head_of(std::string_view line, std::string_view fields = "") {
  return std::string(line) + "\r\nHost: shop.example\r\n" + std::string(fields) + "\r\n";
}

TEST(RequestHead, ReadsWhatIsThere) {
  const auto parsed = parse_request_head(
      "POST /api/v1/orders?x=1 HTTP/1.1\r\nHost: shop.example:8080\r\nX-A:  b c \r\nx-a: d\r\n"
      "Connection: keep-alive, Close\r\n\r\n");
  const auto& head = std::get<RequestHead>(parsed);
  EXPECT_EQ(head.method, "POST");
  EXPECT_EQ(head.path, "/api/v1/orders");
  EXPECT_EQ(head.minor_version, 1);
  EXPECT_EQ(head.field("host"), "shop.example:8080");
  EXPECT_EQ(head.count("x-a"), 2U);
  EXPECT_EQ(head.field("x-a"), std::nullopt) << "two values are not one";
  EXPECT_EQ(head.fields[1].value, "b c");
  EXPECT_TRUE(head.wants_close());
}

TEST(RequestHead, ClosesAfterOneAnswerToOldClients) {
  const auto parsed = parse_request_head("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_TRUE(std::get<RequestHead>(parsed).wants_close());
  EXPECT_FALSE(std::get<RequestHead>(parse_request_head(head_of("GET / HTTP/1.1"))).wants_close());
}

struct HeadCase {
  const char* name;
  std::string head;
  int status;  ///< 0: accepted
};
void PrintTo(const HeadCase& c, std::ostream* out) {
  *out << c.name;
}

class RequestHeads : public testing::TestWithParam<HeadCase> {};

TEST_P(RequestHeads, AreReadOneWayOrRefused) {
  const auto parsed = parse_request_head(GetParam().head);
  const auto* no = std::get_if<Rejection>(&parsed);
  EXPECT_EQ(no == nullptr ? 0 : no->status, GetParam().status) << (no ? no->detail : "");
}

std::string many_fields(std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += "A: b\r\n";
  return out;
}

INSTANTIATE_TEST_SUITE_P(
    Lines, RequestHeads,
    testing::Values(
        HeadCase{"Plain", head_of("GET / HTTP/1.1"), 0},
        HeadCase{"AnyToken", head_of("M-SEARCH / HTTP/1.1"), 0},
        HeadCase{"AbsoluteForm", head_of("GET http://shop.example/a HTTP/1.1"), 0},
        HeadCase{"AbsoluteFormWithUser", head_of("GET http://a@shop.example/ HTTP/1.1"), 400},
        HeadCase{"AbsoluteFormWithoutHost", head_of("GET http:///a HTTP/1.1"), 400},
        HeadCase{"OtherScheme", head_of("GET file:///etc/passwd HTTP/1.1"), 400},
        HeadCase{"Asterisk", head_of("OPTIONS * HTTP/1.1"), 400},
        HeadCase{"Authority", head_of("CONNECT a.example:443 HTTP/1.1"), 400},
        HeadCase{"Fragment", head_of("GET /#a HTTP/1.1"), 400},
        HeadCase{"TwoBlanks", head_of("GET  / HTTP/1.1"), 400},
        HeadCase{"BlankInTarget", head_of("GET /a b HTTP/1.1"), 400},
        HeadCase{"TabInTarget", head_of("GET /a\tb HTTP/1.1"), 400},
        HeadCase{"NulInTarget", head_of(std::string("GET /a\0b HTTP/1.1", 17)), 400},
        HeadCase{"EightBitInTarget", head_of("GET /\xC3\xA4 HTTP/1.1"), 400},
        HeadCase{"NoVersion", head_of("GET /"), 400},
        HeadCase{"NoTarget", head_of("GET HTTP/1.1"), 400},
        HeadCase{"Version09", head_of("GET / HTTP/0.9"), 505},
        HeadCase{"Version2", head_of("GET / HTTP/2.0"), 505},
        HeadCase{"VersionGarbage", head_of("GET / HTTP/1.x"), 400},
        HeadCase{"VersionSmall", head_of("GET / http/1.1"), 400},
        HeadCase{"MethodNoToken", head_of("GE(T / HTTP/1.1"), 400},
        HeadCase{"MethodLong", head_of(std::string(40, 'A') + " / HTTP/1.1"), 501},
        HeadCase{"TargetLong", head_of("GET /" + std::string(5000, 'a') + " HTTP/1.1"), 414},
        HeadCase{"NoHost", "GET / HTTP/1.1\r\n\r\n", 400},
        HeadCase{"NoHostIn10", "GET / HTTP/1.0\r\n\r\n", 0},
        HeadCase{"EmptyHost", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
        HeadCase{"TwoHosts", head_of("GET / HTTP/1.1", "Host: other.example\r\n"), 400},
        HeadCase{"HostWithPath", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
        HeadCase{"HostWithUser", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", 400},
        HeadCase{"HostIpv6", "GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n", 0},
        HeadCase{"BlankBeforeColon", head_of("GET / HTTP/1.1", "Content-Length : 5\r\n"), 400},
        HeadCase{"NoColon", head_of("GET / HTTP/1.1", "Content-Length\r\n"), 400},
        HeadCase{"NoName", head_of("GET / HTTP/1.1", ": b\r\n"), 400},
        HeadCase{"Folded", head_of("GET / HTTP/1.1", "A: b\r\n c\r\n"), 400},
        HeadCase{"CrInValue", head_of("GET / HTTP/1.1", "A: b\rC: d\r\n"), 400},
        HeadCase{"NulInValue", head_of("GET / HTTP/1.1", std::string("A: b\0\r\n", 7)), 400},
        HeadCase{"EightBitInValue", head_of("GET / HTTP/1.1", "A: \xC3\xA4\r\n"), 0},
        HeadCase{"HundredFields", head_of("GET / HTTP/1.1", many_fields(99)), 0},
        HeadCase{"TooManyFields", head_of("GET / HTTP/1.1", many_fields(100)), 431},
        HeadCase{"Empty", "\r\n", 400}),
    [](const auto& param) { return std::string(param.param.name); });

struct FramingCase {
  const char* name;
  const char* line;
  const char* fields;
  int status;  ///< 0: accepted
  Framing::Kind kind;
  std::uint64_t length;
};
void PrintTo(const FramingCase& c, std::ostream* out) {
  *out << c.name;
}

class BodyFraming : public testing::TestWithParam<FramingCase> {};

TEST_P(BodyFraming, IsOneOrRefused) {
  const auto parsed = parse_request_head(head_of(GetParam().line, GetParam().fields));
  const auto framing = frame_body(std::get<RequestHead>(parsed));
  const auto* no = std::get_if<Rejection>(&framing);
  EXPECT_EQ(no == nullptr ? 0 : no->status, GetParam().status) << (no ? no->detail : "");
  if (no != nullptr) return;
  EXPECT_EQ(std::get<Framing>(framing).kind, GetParam().kind);
  EXPECT_EQ(std::get<Framing>(framing).length, GetParam().length);
}

using Kind = Framing::Kind;
constexpr const char* kPost = "POST / HTTP/1.1";

INSTANTIATE_TEST_SUITE_P(
    Fields, BodyFraming,
    testing::Values(
        FramingCase{"None", kPost, "", 0, Kind::kNone, 0},
        FramingCase{"Zero", kPost, "Content-Length: 0\r\n", 0, Kind::kNone, 0},
        FramingCase{"Length", kPost, "Content-Length: 12\r\n", 0, Kind::kLength, 12},
        FramingCase{"Chunked", kPost, "Transfer-Encoding: Chunked\r\n", 0, Kind::kChunked, 0},
        FramingCase{"Both", kPost, "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", 400,
                    Kind::kNone, 0},
        FramingCase{"Negative", kPost, "Content-Length: -5\r\n", 400, Kind::kNone, 0},
        FramingCase{"Plus", kPost, "Content-Length: +5\r\n", 400, Kind::kNone, 0},
        FramingCase{"Hex", kPost, "Content-Length: 0x5\r\n", 400, Kind::kNone, 0},
        FramingCase{"Garbage", kPost, "Content-Length: five\r\n", 400, Kind::kNone, 0},
        FramingCase{"EmptyLength", kPost, "Content-Length:\r\n", 400, Kind::kNone, 0},
        FramingCase{"List", kPost, "Content-Length: 5, 5\r\n", 400, Kind::kNone, 0},
        FramingCase{"Twice", kPost, "Content-Length: 5\r\nContent-Length: 5\r\n", 400, Kind::kNone,
                    0},
        FramingCase{"Huge", kPost, "Content-Length: 99999999999999999999\r\n", 400, Kind::kNone, 0},
        FramingCase{"ChunkedTwice", kPost,
                    "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", 400,
                    Kind::kNone, 0},
        FramingCase{"Gzip", kPost, "Transfer-Encoding: gzip, chunked\r\n", 501, Kind::kNone, 0},
        FramingCase{"Identity", kPost, "Transfer-Encoding: identity\r\n", 501, Kind::kNone, 0},
        FramingCase{"XChunked", kPost, "Transfer-Encoding: xchunked\r\n", 501, Kind::kNone, 0},
        FramingCase{"EmptyCoding", kPost, "Transfer-Encoding:\r\n", 501, Kind::kNone, 0},
        FramingCase{"EncodedWord", kPost, "Transfer-Encoding: =?us-ascii?Q?chunked?=\r\n", 501,
                    Kind::kNone, 0},
        FramingCase{"ChunkedIn10", "POST / HTTP/1.0", "Transfer-Encoding: chunked\r\n", 400,
                    Kind::kNone, 0},
        FramingCase{"GetWithBody", "GET / HTTP/1.1", "Content-Length: 5\r\n", 400, Kind::kNone, 0},
        FramingCase{"GetWithChunks", "GET / HTTP/1.1", "Transfer-Encoding: chunked\r\n", 400,
                    Kind::kNone, 0},
        FramingCase{"GetWithZero", "GET / HTTP/1.1", "Content-Length: 0\r\n", 0, Kind::kNone, 0}),
    [](const auto& param) { return std::string(param.param.name); });

/// The end of the head in `bytes` that come one at a time: its length, or minus the status.
long end_of(const std::string& bytes) {
  for (std::size_t size = 1; size <= bytes.size(); ++size) {
    const auto found = find_head_end(std::string_view(bytes).substr(0, size), size - 1);
    if (const auto* end = std::get_if<std::size_t>(&found)) return static_cast<long>(*end);
    if (const auto* no = std::get_if<Rejection>(&found)) return -no->status;
  }
  return 0;
}

TEST(HeadEnd, IsTheBlankLine) {
  EXPECT_EQ(end_of("GET / HTTP/1.1\r\nA: b\r\n\r\nbody"), 24);
  EXPECT_EQ(end_of("\r\nGET"), 2);
  EXPECT_EQ(end_of("GET / HTTP/1.1\r\nA: b\r\n"), 0) << "not complete";
}

TEST(HeadEnd, ALineFeedAloneEndsNoLine) {
  EXPECT_EQ(end_of("GET / HTTP/1.1\nHost: a\n\n"), -400);
  EXPECT_EQ(end_of("GET / HTTP/1.1\r\nHost: a\n\r\n"), -400);
  EXPECT_EQ(end_of("\n"), -400);
}

TEST(HeadEnd, DoesNotGrowWithoutEnd) {
  EXPECT_EQ(end_of(std::string(20'000, 'a')), -414);
  EXPECT_EQ(end_of("GET / HTTP/1.1\r\nA: " + std::string(20'000, 'a')), -431);
}

}  // namespace
}  // namespace enclosure::app::http
