#include "app/http/chunked_body.h"

#include <gtest/gtest.h>

#include <ostream>

namespace enclosure::app::http {
namespace {

using State = ChunkedBody::State;

struct ChunkCase {
  const char* name;
  std::string bytes;
  State state;
  std::string body;
  std::string rest;  ///< what belongs to the next request
};
void PrintTo(const ChunkCase& c, std::ostream* out) {
  *out << c.name;
}

class Chunks : public testing::TestWithParam<ChunkCase> {};

TEST_P(Chunks, AtOnceAndByteByByte) {
  for (const std::size_t piece : {std::size_t{1}, std::size_t{5}, std::size_t{100'000}}) {
    ChunkedBody chunks(16);
    State state = State::kMore;
    std::string_view left = GetParam().bytes;
    while (!left.empty() && state == State::kMore) {
      std::string_view part = left.substr(0, piece);
      const std::size_t size = part.size();
      state = chunks.feed(part);
      left.remove_prefix(size - part.size());
    }
    EXPECT_EQ(state, GetParam().state);
    if (state != State::kDone) continue;
    EXPECT_EQ(chunks.take(), GetParam().body);
    EXPECT_EQ(left, GetParam().rest);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Bodies, Chunks,
    testing::Values(ChunkCase{"TwoChunks", "3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\nGET",
                              State::kDone, "abc0123456789", "GET"},
                    ChunkCase{"Empty", "0\r\n\r\n", State::kDone, "", ""},
                    ChunkCase{"Extension", "1;a=\"b\"\r\nx\r\n0;z\r\n\r\n", State::kDone, "x", ""},
                    ChunkCase{"TrailersAreNotTheNextRequest",
                              "1\r\nx\r\n0\r\nA: b\r\nC: d\r\n\r\nGET", State::kDone, "x", "GET"},
                    ChunkCase{"CutInSize", "1", State::kMore, "", ""},
                    ChunkCase{"CutInData", "5\r\nabc", State::kMore, "", ""},
                    ChunkCase{"CutBeforeTheLast", "3\r\nabc\r\n", State::kMore, "", ""},
                    ChunkCase{"CutInTrailer", "0\r\n", State::kMore, "", ""},
                    ChunkCase{"ExactlyTheLimit", "10\r\n0123456789abcdef\r\n0\r\n\r\n",
                              State::kDone, "0123456789abcdef", ""},
                    ChunkCase{"OverTheLimit", "11\r\n", State::kTooLarge, "", ""},
                    ChunkCase{"OverTheLimitTogether", "10\r\n0123456789abcdef\r\n1\r\n",
                              State::kTooLarge, "", ""},
                    ChunkCase{"SizeOverflows", "ffffffffffffffff1\r\n", State::kBroken, "", ""},
                    ChunkCase{"NoSize", "\r\nabc", State::kBroken, "", ""},
                    ChunkCase{"SizeNoHex", "g\r\n", State::kBroken, "", ""},
                    ChunkCase{"SizeWithSign", "-1\r\n", State::kBroken, "", ""},
                    ChunkCase{"SizeWithPrefix", "0x1\r\n", State::kBroken, "", ""},
                    ChunkCase{"BlankAfterSize", "1 \r\n", State::kBroken, "", ""},
                    ChunkCase{"LfAlone", "1\nx\r\n", State::kBroken, "", ""},
                    ChunkCase{"CrWithoutLf", "1\rx\r\n", State::kBroken, "", ""},
                    ChunkCase{"DataLongerThanSaid", "1\r\nxy\r\n", State::kBroken, "", ""},
                    ChunkCase{"DataWithoutCr", "1\r\nx\n0\r\n", State::kBroken, "", ""},
                    ChunkCase{"TrailerWithoutLf", "0\r\n\rx", State::kBroken, "", ""},
                    ChunkCase{"ExtensionsWithoutEnd", "1;" + std::string(5000, 'a'), State::kBroken,
                              "", ""},
                    ChunkCase{"TrailersWithoutEnd", "0\r\nA: " + std::string(5000, 'a'),
                              State::kBroken, "", ""}),
    [](const auto& param) { return std::string(param.param.name); });

}  // namespace
}  // namespace enclosure::app::http
