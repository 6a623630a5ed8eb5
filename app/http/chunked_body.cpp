#include "app/http/chunked_body.h"

#include <algorithm>

namespace enclosure::app::http {
namespace {

constexpr std::size_t kMaxSizeDigits = 8;
constexpr std::size_t kMaxIdleBytes = 4 * 1024;

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_text(char c) {
  return c == '\t' || (c >= 0x20 && c <= 0x7E);
}

}  // namespace

ChunkedBody::State ChunkedBody::feed(std::string_view& bytes) {
  while (!bytes.empty()) {
    if (part_ == Part::kData) {
      take_data(bytes);
      continue;
    }
    const char c = bytes.front();
    bytes.remove_prefix(1);
    if (const State state = feed_one(c); state != State::kMore) return state;
  }
  return State::kMore;
}

ChunkedBody::State ChunkedBody::feed_one(char c) {
  const auto step = [&](char expected, Part next) {
    part_ = next;
    return c == expected ? State::kMore : State::kBroken;
  };
  switch (part_) {
    case Part::kSize:
      return feed_size(c);
    case Part::kExtension:
      return feed_extension(c);
    case Part::kSizeLf:
      return begin_chunk(c);
    case Part::kDataCr:
      return step('\r', Part::kDataLf);
    case Part::kDataLf:
      return step('\n', Part::kSize);
    case Part::kTrailer:
      return feed_trailer(c);
    case Part::kTrailerLf:
      return end_trailer_line(c);
    case Part::kData:
      break;
  }
  return State::kBroken;
}

ChunkedBody::State ChunkedBody::feed_size(char c) {
  const int digit = hex_value(c);
  if (digit >= 0) {
    if (++size_digits_ > kMaxSizeDigits) return State::kBroken;
    chunk_left_ = chunk_left_ * 16 + static_cast<std::size_t>(digit);
    return State::kMore;
  }
  if (size_digits_ == 0) return State::kBroken;
  if (c == ';') part_ = Part::kExtension;
  if (c == '\r') part_ = Part::kSizeLf;
  return part_ == Part::kSize ? State::kBroken : State::kMore;
}

ChunkedBody::State ChunkedBody::feed_extension(char c) {
  if (c == '\r') {
    part_ = Part::kSizeLf;
    return State::kMore;
  }
  return is_text(c) && ++idle_bytes_ <= kMaxIdleBytes ? State::kMore : State::kBroken;
}

ChunkedBody::State ChunkedBody::begin_chunk(char c) {
  if (c != '\n') return State::kBroken;
  size_digits_ = 0;
  if (chunk_left_ > max_bytes_ - body_.size()) return State::kTooLarge;
  part_ = chunk_left_ == 0 ? Part::kTrailer : Part::kData;
  return State::kMore;
}

void ChunkedBody::take_data(std::string_view& bytes) {
  const std::size_t taken = std::min(chunk_left_, bytes.size());
  body_.append(bytes.substr(0, taken));
  bytes.remove_prefix(taken);
  chunk_left_ -= taken;
  if (chunk_left_ == 0) part_ = Part::kDataCr;
}

ChunkedBody::State ChunkedBody::feed_trailer(char c) {
  if (c == '\r') {
    part_ = Part::kTrailerLf;
    return State::kMore;
  }
  ++trailer_line_bytes_;
  return is_text(c) && ++idle_bytes_ <= kMaxIdleBytes ? State::kMore : State::kBroken;
}

ChunkedBody::State ChunkedBody::end_trailer_line(char c) {
  if (c != '\n') return State::kBroken;
  if (trailer_line_bytes_ == 0) return State::kDone;
  trailer_line_bytes_ = 0;
  part_ = Part::kTrailer;
  return State::kMore;
}

}  // namespace enclosure::app::http
