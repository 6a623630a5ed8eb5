#pragma once
// The requests of one connection, put together from bytes as they arrive. Knows no sockets.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "app/http/chunked_body.h"
#include "app/http/request_head.h"

namespace enclosure::app::http {

/// Reads one request after the other: a head; then, when `expect_body` was called, its body; then,
/// after `next`, the head of the next one. Keeps what came too early.
class RequestReader {
 public:
  enum class State {
    kMore,      ///< more bytes are needed
    kHead,      ///< a head is there; read on after `expect_body` or `next`
    kBody,      ///< the body is whole; read on after `next`
    kRejected,  ///< `rejection` says why; nothing more can be read
  };

  /// Takes bytes off the wire over.
  void feed(std::string_view bytes);
  /// Goes as far as the bytes allow.
  State read();

  /// Of State::kHead, once.
  [[nodiscard]] RequestHead take_head() { return std::move(head_); }
  /// A body of more than `max_bytes` is rejected with 413 as soon as that is known.
  void expect_body(const Framing& framing, std::size_t max_bytes);
  /// Of State::kBody, once.
  [[nodiscard]] std::string take_body();
  void next();

  [[nodiscard]] const Rejection& rejection() const { return rejection_; }
  /// What has arrived and is not read; of a head that was rejected, or is not whole, all of it.
  [[nodiscard]] std::string_view unread() const { return rest(); }
  /// Whether no byte of a request is there.
  [[nodiscard]] bool is_blank() const { return part_ == Part::kHead && rest().empty(); }
  /// Whether bytes wait that nobody has read yet.
  [[nodiscard]] bool has_unread() const { return !rest().empty(); }
  /// Bytes of the body that have arrived, as they count for its speed.
  [[nodiscard]] std::size_t body_bytes() const { return body_bytes_; }
  /// Gives memory back while nothing is read.
  void rest_a_while();

 private:
  enum class Part { kHead, kHeadRead, kLength, kChunks, kBodyRead, kRejected };

  State read_head();
  State read_length();
  State read_chunks();
  State reject(int status, std::string detail);
  [[nodiscard]] std::string_view rest() const { return std::string_view(bytes_).substr(at_); }
  void consume(std::size_t count);

  Part part_ = Part::kHead;
  std::string bytes_;
  std::size_t at_ = 0;         ///< bytes before it are read
  std::size_t looked_at_ = 0;  ///< from `at_` on, bytes that do not end the head
  bool blank_line_ = false;    ///< the one before the head was skipped
  RequestHead head_;
  std::optional<ChunkedBody> chunks_;
  std::string body_;
  std::size_t body_left_ = 0;
  std::size_t body_bytes_ = 0;
  Rejection rejection_;
};

}  // namespace enclosure::app::http
