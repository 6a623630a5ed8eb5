#pragma once
// Bytes to and from one client, in the clear or through TLS, without ever waiting.

#include <sys/uio.h>

#include <cstddef>
#include <span>

namespace enclosure::app::http {

/// What became of an attempt to read or write.
enum class Io {
  kSome,   ///< `count` bytes
  kLater,  ///< not now: epoll will tell
  kEnd,    ///< the client will send no more
  kBroken,
};

struct IoResult {
  Io what = Io::kBroken;
  std::size_t count = 0;
};

/// A non-blocking socket, which it closes when it goes. One thread at a time.
class Channel {
 public:
  explicit Channel(int socket) : socket_(socket) {}
  virtual ~Channel();
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;

  [[nodiscard]] virtual IoResult read(std::span<char> into);
  [[nodiscard]] virtual IoResult write(std::span<const iovec> pieces);
  /// Tells the client that nothing more will come.
  virtual void end_sending();
  /// Whether a read that fills less than it could has emptied the socket, so that only a new event
  /// can bring more.
  [[nodiscard]] virtual bool short_read_is_all() const { return true; }

  [[nodiscard]] int socket() const { return socket_; }

 private:
  const int socket_;
};

}  // namespace enclosure::app::http
