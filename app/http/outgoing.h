#pragma once
// What one connection has yet to send: a head with its body, or a portion of a body.

#include <sys/uio.h>

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>

#include "app/http/response.h"

namespace enclosure::app::http {

/// Bytes on their way out, in up to three pieces that are never put together: a shared body goes to
/// the socket from the memory that all its answers share.
class Outgoing {
 public:
  /// An answer; of one with a source, its head. What is left of `set_bytes` goes before it.
  void set_answer(Response response, const WireOptions& options);
  /// Bytes as they are. Nothing may be left of what was there before.
  void set_bytes(std::string bytes);

  /// More of a body that has a source: the next portion as the source gave it. An empty one is the
  /// end of the body.
  void set_portion(const std::string& portion);
  /// The source of the answer; null when it has none, or its end was told.
  [[nodiscard]] const std::shared_ptr<BodySource>& source() const { return source_; }

  [[nodiscard]] bool is_empty() const { return sent_ == size_; }
  /// What is left, for writev. Valid until the next call of another function.
  [[nodiscard]] std::span<const iovec> pieces();
  void consume(std::size_t count) { sent_ += count; }
  /// Lets go of everything.
  void clear();

 private:
  void begin(std::string text, std::string body, SharedBody shared);

  std::string text_;
  std::string body_;
  SharedBody shared_;
  std::size_t size_ = 0;  ///< of all three
  std::size_t sent_ = 0;
  bool chunked_ = false;
  std::shared_ptr<BodySource> source_;
  std::array<iovec, 3> pieces_{};
};

}  // namespace enclosure::app::http
