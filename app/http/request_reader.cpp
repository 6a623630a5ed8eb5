#include "app/http/request_reader.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace enclosure::app::http {

void RequestReader::feed(std::string_view bytes) {
  if (part_ == Part::kLength)
    body_bytes_ = std::min(body_bytes_ + bytes.size(), body_.size() + body_left_);
  if (part_ == Part::kChunks) body_bytes_ += bytes.size();
  bytes_.append(bytes);
}

RequestReader::State RequestReader::read() {
  switch (part_) {
    case Part::kHead:
      return read_head();
    case Part::kHeadRead:
      return State::kHead;
    case Part::kLength:
      return read_length();
    case Part::kChunks:
      return read_chunks();
    case Part::kBodyRead:
      return State::kBody;
    case Part::kRejected:
      break;
  }
  return State::kRejected;
}

RequestReader::State RequestReader::read_head() {
  if (!blank_line_) {  // one is tolerated before a request (RFC 9112, 2.2)
    if (rest() == "\r") return State::kMore;
    blank_line_ = !rest().empty();
    if (rest().starts_with("\r\n")) consume(2);
  }
  const auto found = find_head_end(rest(), looked_at_);
  if (const auto* no = std::get_if<Rejection>(&found)) return reject(no->status, no->detail);
  const auto* end = std::get_if<std::size_t>(&found);
  if (end == nullptr) {
    looked_at_ = rest().size();
    return State::kMore;
  }
  auto parsed = parse_request_head(rest().substr(0, *end));
  if (auto* no = std::get_if<Rejection>(&parsed)) return reject(no->status, std::move(no->detail));
  consume(*end);
  head_ = std::get<RequestHead>(std::move(parsed));
  part_ = Part::kHeadRead;
  return State::kHead;
}

void RequestReader::expect_body(const Framing& framing, std::size_t max_bytes) {
  body_bytes_ = 0;
  if (framing.kind == Framing::Kind::kNone) {
    part_ = Part::kBodyRead;
  } else if (framing.length > max_bytes) {
    reject(413, "the body is too large");
  } else if (framing.kind == Framing::Kind::kChunked) {
    chunks_.emplace(max_bytes);
    part_ = Part::kChunks;
  } else {
    body_left_ = static_cast<std::size_t>(framing.length);
    part_ = Part::kLength;
  }
}

RequestReader::State RequestReader::read_length() {
  const std::size_t taken = std::min(rest().size(), body_left_);
  body_.append(rest().substr(0, taken));
  consume(taken);
  body_left_ -= taken;
  if (body_left_ != 0) return State::kMore;
  part_ = Part::kBodyRead;
  return State::kBody;
}

RequestReader::State RequestReader::read_chunks() {
  std::string_view left = rest();
  const auto state = chunks_->feed(left);
  consume(rest().size() - left.size());
  switch (state) {
    case ChunkedBody::State::kMore:
      return State::kMore;
    case ChunkedBody::State::kBroken:
      return reject(400, "the chunks are no chunks");
    case ChunkedBody::State::kTooLarge:
      return reject(413, "the body is too large");
    case ChunkedBody::State::kDone:
      break;
  }
  body_ = chunks_->take();
  part_ = Part::kBodyRead;
  return State::kBody;
}

std::string RequestReader::take_body() {
  return std::exchange(body_, {});
}

void RequestReader::next() {
  part_ = Part::kHead;
  looked_at_ = 0;
  blank_line_ = false;
  body_bytes_ = 0;
  chunks_.reset();
  body_.clear();
}

void RequestReader::rest_a_while() {
  constexpr std::size_t kLittle = 2048;  // most requests fit, and need no new memory each time
  if (rest().empty() && bytes_.capacity() > kLittle) {
    std::string().swap(bytes_);
    at_ = 0;
  }
  std::string().swap(body_);
}

RequestReader::State RequestReader::reject(int status, std::string detail) {
  part_ = Part::kRejected;
  rejection_ = {status, std::move(detail)};
  return State::kRejected;
}

void RequestReader::consume(std::size_t count) {
  at_ += count;
  looked_at_ = 0;
  if (at_ == bytes_.size()) {
    bytes_.clear();
    at_ = 0;
  }
}

}  // namespace enclosure::app::http
