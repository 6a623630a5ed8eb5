#include "app/http/channel.h"

#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

namespace enclosure::app::http {
namespace {

IoResult result_of(ssize_t count) {
  if (count > 0) return {Io::kSome, static_cast<std::size_t>(count)};
  if (count == 0) return {Io::kEnd, 0};
  const bool later = errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
  return {later ? Io::kLater : Io::kBroken, 0};
}

}  // namespace

Channel::~Channel() {
  ::close(socket_);
}

IoResult Channel::read(std::span<char> into) {
  return result_of(::recv(socket_, into.data(), into.size(), 0));
}

IoResult Channel::write(std::span<const iovec> pieces) {
  msghdr message{};
  message.msg_iov = const_cast<iovec*>(pieces.data());  // NOLINT: sendmsg writes nothing there
  message.msg_iovlen = pieces.size();
  return result_of(::sendmsg(socket_, &message, MSG_NOSIGNAL));
}

void Channel::end_sending() {
  ::shutdown(socket_, SHUT_WR);
}

}  // namespace enclosure::app::http
