// Requests put together from bytes, however they arrive.

#include "app/http/request_reader.h"

#include <gtest/gtest.h>

#include <variant>
#include <vector>

namespace enclosure::app::http::test {
namespace {

using State = RequestReader::State;

/// Reads all requests out of `bytes`, which arrive in pieces of that size: "GET /a", "POST /b:
/// body", "400".
std::vector<std::string> read_all(std::string_view bytes, std::size_t piece,
                                  std::size_t max_body = 100) {
  RequestReader reader;
  std::vector<std::string> requests;
  RequestHead head;
  while (true) {
    switch (reader.read()) {
      case State::kMore:
        if (bytes.empty()) return requests;
        reader.feed(bytes.substr(0, piece));
        bytes.remove_prefix(std::min(piece, bytes.size()));
        break;
      case State::kHead: {
        head = reader.take_head();
        const auto framing = frame_body(head);
        if (const auto* no = std::get_if<Rejection>(&framing)) {
          requests.push_back(std::to_string(no->status));
          return requests;
        }
        requests.push_back(head.method + " " + head.path);
        reader.expect_body(std::get<Framing>(framing), max_body);
        break;
      }
      case State::kBody:
        if (const auto body = reader.take_body(); !body.empty()) requests.back() += ": " + body;
        reader.next();
        break;
      case State::kRejected:
        requests.push_back(std::to_string(reader.rejection().status));
        return requests;
    }
  }
}

void expect(std::string_view bytes, const std::vector<std::string>& requests) {
  for (const std::size_t piece : {1UL, 2UL, 3UL, 7UL, 1000UL})
    EXPECT_EQ(read_all(bytes, piece), requests) << piece << " bytes at a time";
}

TEST(RequestReader, ReadsOneAfterTheOther) {
  expect(
      "GET /a HTTP/1.1\r\nHost: x\r\n\r\n"
      "\r\nPOST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody"
      "POST /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
      "chunked\r\n\r\n2\r\nbo\r\n2\r\ndy\r\n0\r\n\r\n"
      "GET /d HTTP/1.1\r\nHost: x\r\n\r\n",
      {"GET /a", "POST /b: body", "POST /c: body", "GET /d"});
}

TEST(RequestReader, StopsAtWhatIsNoRequest) {
  expect("GET /a HTTP/1.1\r\nHost: x\r\n\r\n\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\n\r\n",
         {"GET /a", "400"});
  expect("GET /a HTTP/1.1\r\nHost: x\n\r\n", {"400"});
  expect("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 101\r\n\r\n", {"POST /a", "413"});
  expect("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n",
         {"POST /a", "413"});
  expect("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nx", {"POST /a", "400"});
}

TEST(RequestReader, WaitsForTheRest) {
  expect("GET /a HTTP/1.1\r\nHost: x\r\n\r", {});
  expect("\r\n", {});
  expect("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbod", {"POST /a"});
}

TEST(RequestReader, KnowsWhetherAnythingHasCome) {
  RequestReader reader;
  EXPECT_TRUE(reader.is_blank());
  reader.feed("\r\n");
  EXPECT_EQ(reader.read(), State::kMore);
  EXPECT_TRUE(reader.is_blank()) << "a blank line is no request";
  reader.feed("G");
  EXPECT_EQ(reader.read(), State::kMore);
  EXPECT_FALSE(reader.is_blank());
}

TEST(RequestReader, CountsTheBytesOfABody) {
  RequestReader reader;
  reader.feed("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n");
  ASSERT_EQ(reader.read(), State::kHead);
  reader.expect_body({Framing::Kind::kLength, 4}, 100);
  EXPECT_EQ(reader.body_bytes(), 0U);
  reader.feed("bo");
  reader.feed("dyGET /");
  EXPECT_EQ(reader.body_bytes(), 4U);
  EXPECT_EQ(reader.read(), State::kBody);
  EXPECT_TRUE(reader.has_unread());
}

}  // namespace
}  // namespace enclosure::app::http::test
