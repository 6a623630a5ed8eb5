// What the server answers to those who do not behave: raw bytes over a socket.

#include <gtest/gtest.h>

#include <ostream>

#include <nlohmann/json.hpp>

#include "tests/http/running_server.h"

namespace enclosure::app::http::test {
namespace {

class HostileClient : public RunningServer {
 protected:
  void SetUp() override {
    settings_.max_body_bytes = 1000;
    settings_.head_timeout = std::chrono::milliseconds(500);
    settings_.body_timeout = std::chrono::milliseconds(500);
    settings_.keep_alive_timeout = std::chrono::milliseconds(500);
    settings_.link_limits = {0, 0};
    settings_.threads = 4;
    start();
  }

  /// The head of an order import with the key.
  static std::string orders(std::string_view fields) {
    return request("POST", "/api/v1/orders",
                   "Authorization: Bearer " + std::string(kKey) +
                       "\r\nContent-Type: application/json\r\n" + std::string(fields));
  }
};

struct WireCase {
  const char* name;
  std::string bytes;
  int status;
};
void PrintTo(const WireCase& c, std::ostream* out) {
  *out << c.name;
}

class Wire : public HostileClient, public testing::WithParamInterface<WireCase> {};

const std::string kOrdersHead =
    "POST /api/v1/orders HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + std::string(kKey) +
    "\r\nContent-Type: application/json\r\n";
/// What a smuggler would like to be taken for a request of its own.
const std::string kSmuggled = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

TEST_P(Wire, IsRefusedAndTheConnectionClosed) {
  RawClient client(port());
  client.send(GetParam().bytes);
  client.send(kSmuggled);
  const auto answer = client.receive();
  EXPECT_EQ(answer.status, GetParam().status);
  EXPECT_EQ(answer.field("Connection"), "close");
  EXPECT_EQ(answer.field("Content-Type"), "application/problem+json");
  client.finish();
  EXPECT_TRUE(client.is_closed()) << "one answer, and no more";
  EXPECT_EQ(log().size(), 1U);
  EXPECT_TRUE(seller_.bodies().empty());
}

INSTANTIATE_TEST_SUITE_P(
    Requests, Wire,
    testing::Values(
        WireCase{"BothLengths",
                 kOrdersHead + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                 400},
        WireCase{"ClTe",
                 kOrdersHead + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG",
                 400},
        WireCase{"TeCl",
                 kOrdersHead + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n"
                               "5c\r\nGPOST / HTTP/1.1\r\n0\r\n\r\n",
                 400},
        WireCase{"TwoCodings",
                 kOrdersHead + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n",
                 400},
        WireCase{"CodingList", kOrdersHead + "Transfer-Encoding: gzip, chunked\r\n\r\n", 501},
        WireCase{"CodingWithVerticalTab",
                 kOrdersHead + "Transfer-Encoding: \x0B"
                               "chunked\r\n\r\n",
                 400},
        WireCase{"CodingWithPrefix", kOrdersHead + "Transfer-Encoding: xchunked\r\n\r\n", 501},
        WireCase{"BlankBeforeCoding", kOrdersHead + "Transfer-Encoding : chunked\r\n\r\n", 400},
        WireCase{"CodingInHttp10",
                 "POST /u/x HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        WireCase{"SameLengthTwice",
                 kOrdersHead + "Content-Length: 4\r\nContent-Length: 4\r\n\r\nabcd", 400},
        WireCase{"LengthList", kOrdersHead + "Content-Length: 4, 4\r\n\r\nabcd", 400},
        WireCase{"SignedLength", kOrdersHead + "Content-Length: +4\r\n\r\nabcd", 400},
        WireCase{"HexLength", kOrdersHead + "Content-Length: 0x4\r\n\r\nabcd", 400},
        WireCase{"HugeLength", kOrdersHead + "Content-Length: 18446744073709551617\r\n\r\n", 400},
        WireCase{"EmptyLength", kOrdersHead + "Content-Length:\r\n\r\n", 400},
        WireCase{"FoldedField", "GET /healthz HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\r\n", 400},
        WireCase{"FieldWithoutName", "GET /healthz HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n", 400},
        WireCase{"BareCr", "GET /healthz HTTP/1.1\r\nHost: a\rX: b\r\n\r\n", 400},
        WireCase{"LoneLineFeed", "GET /healthz HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", 400},
        WireCase{"ChunkWithLineFeed",
                 kOrdersHead + "Transfer-Encoding: chunked\r\n\r\n2\n{}\r\n0\r\n\r\n", 400},
        WireCase{"ChunkSizeSigned", kOrdersHead + "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
                 400},
        WireCase{"ChunkSizeHexPrefix",
                 kOrdersHead + "Transfer-Encoding: chunked\r\n\r\n0x2\r\n{}\r\n", 400},
        WireCase{"ChunkSizeBlank", kOrdersHead + "Transfer-Encoding: chunked\r\n\r\n2 \r\n{}\r\n",
                 400},
        WireCase{"ChunkExtensionTooLong",
                 kOrdersHead + "Transfer-Encoding: chunked\r\n\r\n2;" + std::string(5000, 'a'),
                 400},
        WireCase{"ChunkExtensionLineFeed",
                 kOrdersHead + "Transfer-Encoding: chunked\r\n\r\n2;a\nx\r\n{}\r\n", 400},
        WireCase{
            "TrailersTooLong",
            kOrdersHead + "Transfer-Encoding: chunked\r\n\r\n0\r\nA: " + std::string(5000, 'a'),
            400},
        WireCase{"HostOfTheTargetWithUser", "GET http://a@b/ HTTP/1.1\r\nHost: b\r\n\r\n", 400},
        WireCase{"OtherScheme", "GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        WireCase{"Authority", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        WireCase{"HostList", "GET /healthz HTTP/1.1\r\nHost: a, b\r\n\r\n", 400},
        WireCase{"HostWithPath", "GET /healthz HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
        WireCase{"HostWithBlank", "GET /healthz HTTP/1.1\r\nHost: a b\r\n\r\n", 400},
        WireCase{"EmptyHost", "GET /healthz HTTP/1.1\r\nHost:\r\n\r\n", 400},
        WireCase{"TwoBlanks", "GET  /healthz HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        WireCase{"NoVersion", "GET /healthz\r\nHost: a\r\n\r\n", 400},
        WireCase{"LowerCaseVersion", "GET /healthz http/1.1\r\nHost: a\r\n\r\n", 400},
        WireCase{"Fragment", "GET /healthz#x HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        WireCase{"NegativeLength", kOrdersHead + "Content-Length: -1\r\n\r\n", 400},
        WireCase{"GarbageLength", kOrdersHead + "Content-Length: 1e3\r\n\r\n", 400},
        WireCase{"TwoLengths", kOrdersHead + "Content-Length: 4\r\nContent-Length: 40\r\n\r\n",
                 400},
        WireCase{"BlankBeforeColon", kOrdersHead + "Content-Length : 4\r\n\r\nabcd", 400},
        WireCase{"FoldedLength", kOrdersHead + "Content-Length:\r\n 4\r\n\r\nabcd", 400},
        WireCase{"OtherCoding", kOrdersHead + "Transfer-Encoding: gzip\r\n\r\n", 501},
        WireCase{"BadChunk", kOrdersHead + "Transfer-Encoding: chunked\r\n\r\n4\r\nabcdX\r\n", 400},
        WireCase{"ChunkSizeTooLong",
                 kOrdersHead + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFF\r\n", 400},
        WireCase{"LengthTooLarge", kOrdersHead + "Content-Length: 1001\r\n\r\n", 413},
        WireCase{"ChunksTooLarge", kOrdersHead + "Transfer-Encoding: chunked\r\n\r\n3E9\r\n", 413},
        WireCase{"OtherExpectation", kOrdersHead + "Expect: miracles\r\nContent-Length: 2\r\n\r\n",
                 417},
        WireCase{"GetWithBody", "GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}",
                 400},
        WireCase{"NoHost", "GET /healthz HTTP/1.1\r\n\r\n", 400},
        WireCase{"TwoHosts", "GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
        WireCase{"LineFeeds", "GET /healthz HTTP/1.1\nHost: a\n\n", 400},
        WireCase{"Nul", std::string("GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n", 28), 400},
        WireCase{"Http2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
        WireCase{"TlsHello", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xFC\x03\x03\n", 12),
                 400},
        WireCase{"HugeTarget", "GET /" + std::string(20'000, 'a'), 414},
        WireCase{"HugeField", "GET / HTTP/1.1\r\nHost: a\r\nA: " + std::string(20'000, 'a'), 431},
        WireCase{"TwoHundredFields",
                 "GET / HTTP/1.1\r\nHost: a\r\n" +
                     [] {
                       std::string all;
                       for (int i = 0; i < 200; ++i) all += "A: b\r\n";
                       return all;
                     }() +
                     "\r\n",
                 431},
        WireCase{"NoKeyWithBody",
                 "POST /api/v1/orders HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                 "Content-Length: 900\r\n\r\n",
                 401},
        WireCase{"WrongTypeWithBody",
                 "POST /api/v1/orders HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " +
                     std::string(kKey) +
                     "\r\nContent-Type: text/xml\r\nContent-Length: 900\r\n\r\n",
                 415}),
    [](const auto& param) { return std::string(param.param.name); });

TEST_F(HostileClient, NeedsTheKey) {
  for (const char* field :
       {"", "Authorization: Bearer wrong\r\n", "Authorization: Bearer\r\n",
        "Authorization: Basic a-key-that-nobody-guesses\r\n",
        "Authorization: a-key-that-nobody-guesses\r\n",
        "Authorization: Bearer a-key-that-nobody-guesse\r\n",
        "Authorization: Bearer a-key-that-nobody-guesses\r\nAuthorization: Bearer x\r\n"}) {
    const auto answer = ask(port(), request("GET", "/api/v1/orders/A-1", field));
    EXPECT_EQ(answer.status, 401) << field;
    EXPECT_TRUE(answer.field("WWW-Authenticate").starts_with("Bearer realm=")) << field;
  }
}

TEST_F(HostileClient, IsAskedForTheKeyBeforeAnythingIsRead) {
  RawClient client(port());
  client.send(request("POST", "/api/v1/orders", "Content-Length: 999999999999\r\n"));
  EXPECT_EQ(client.receive().status, 401);
}

TEST_F(HostileClient, LearnsWhichMethodsThereAre) {
  const auto page = ask(port(), request("POST", std::string("/i/") + kToken));
  EXPECT_EQ(page.status, 405);
  EXPECT_EQ(page.field("Allow"), "GET, HEAD");
  EXPECT_EQ(ask(port(), request("POST", "/i/unknown")).body, page.body);
  EXPECT_EQ(ask(port(), request("GET", "/api/v1/orders")).field("Allow"), "POST");
  EXPECT_EQ(ask(port(), request("TRACE", "/healthz")).status, 405);
  EXPECT_EQ(ask(port(), request("OPTIONS", "/nothing")).status, 404);
  EXPECT_EQ(ask(port(), request("BREW", "/healthz")).status, 501);
}

TEST_F(HostileClient, FindsNoWayAroundPaths) {
  for (const char* path : {"/assets/../healthz", "/%2e%2e/healthz", "/assets%2Fstyle.css",
                           "/healthz%00", "/assets\\style.css", "/healthz%"})
    EXPECT_EQ(get(path).status, 400) << path;
  for (const char* path : {"/", "//healthz", "/healthz/", "/HEALTHZ", "/favicon.ico", "/api/v1"})
    EXPECT_EQ(get(path).status, 404) << path;
}

TEST_F(HostileClient, MustSayWhatItSends) {
  const auto status = [&](std::string_view target, std::string_view fields) {
    return post(target, "{}", fields).status;
  };
  EXPECT_EQ(status("/api/v1/orders", ""), 415);
  EXPECT_EQ(status("/api/v1/orders", "Content-Type: multipart/form-data\r\n"), 415);
  EXPECT_EQ(status("/api/v1/orders", "Content-Type: application/jsonx\r\n"), 415);
  EXPECT_EQ(status("/api/v1/events", "Content-Type: text/plain\r\n"), 415);
  EXPECT_EQ(
      status("/api/v1/orders", "Content-Type: application/json\r\nContent-Encoding: gzip\r\n"),
      415);
  EXPECT_EQ(
      status("/api/v1/orders", "Content-Type: application/json\r\nContent-Type: text/plain\r\n"),
      415);
}

TEST_F(HostileClient, ReadsItsAnswerAlthoughItSendsTooMuch) {
  RawClient client(port());
  client.send(orders("Content-Length: 5000000\r\n"));
  EXPECT_TRUE(client.send(std::string(5'000'000, 'x'))) << "nobody hung up while it was sending";
  EXPECT_EQ(client.receive().status, 413);
}

TEST_F(HostileClient, BodyAtTheLimitIsTaken) {
  EXPECT_EQ(post("/api/v1/orders", std::string(1000, 'x')).status, 200);
  EXPECT_EQ(post("/api/v1/orders", std::string(1001, 'x')).status, 413);
}

TEST_F(HostileClient, WhoLeavesInTheMiddleHasSentNothing) {
  {
    RawClient client(port());
    client.send(orders("Content-Length: 10\r\n") + "{}");
    client.finish();
    EXPECT_EQ(client.receive().status, 0);
  }
  {
    RawClient client(port());
    client.send(orders("Transfer-Encoding: chunked\r\n") + "2\r\n{}\r\n");
    client.finish();
    EXPECT_EQ(client.receive().status, 0) << "a body without its last chunk is not whole";
  }
  {
    const RawClient client(port());  // says nothing at all
  }
  EXPECT_EQ(get("/healthz").status, 200);
  EXPECT_TRUE(seller_.bodies().empty());
}

TEST_F(HostileClient, WhoIsSlowIsToldSo) {
  {
    RawClient client(port());
    client.send("GET /healthz HTTP/1.1\r\nHo");
    EXPECT_EQ(client.receive().status, 408);
  }
  {
    RawClient client(port());
    client.send(orders("Content-Length: 10\r\n") + "{");
    EXPECT_EQ(client.receive().status, 408);
  }
  RawClient client(port());
  client.send(request("GET", "/healthz"));
  EXPECT_EQ(client.receive().status, 200);
  EXPECT_TRUE(client.is_closed()) << "nobody keeps a connection without using it";
}

TEST_F(HostileClient, WhoReadsNothingHarmsNobody) {
  buyers_.manual_bytes.assign(8'000'000, 'x');
  {
    RawClient client(port());
    client.send(request("GET", std::string("/i/") + kToken + "/manuals/0"));
  }
  EXPECT_EQ(get("/healthz").status, 200);
}

}  // namespace
}  // namespace enclosure::app::http::test
