#include "app/http/server_context.h"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <string>

#include "app/http/refusal.h"

namespace enclosure::app::http {

bool ConnectionCounts::add(const net::IpAddress& address) {
  const std::lock_guard lock(mutex_);
  int& count = by_address_[address.subscriber()];
  if (count >= most_of_one_) return false;
  ++count;
  return true;
}

void ConnectionCounts::remove(const net::IpAddress& address) {
  const std::lock_guard lock(mutex_);
  const auto found = by_address_.find(address.subscriber());
  if (found != by_address_.end() && --found->second <= 0) by_address_.erase(found);
}

void refuse(int socket, bool tls, int status, std::string_view detail) {
  if (!tls) {  // a socket that was just accepted takes as little as this without waiting
    std::array<char, 4096> sent{};  // under load the request is often there already
    const auto count = ::recv(socket, sent.data(), sent.size(), MSG_DONTWAIT);
    const std::string_view begun(sent.data(), count > 0 ? static_cast<std::size_t>(count) : 0);
    Response response = refusal_of_bytes(begun, status, detail);
    response.headers.emplace_back("Retry-After", "5");
    const std::string bytes = to_bytes(response, {.now = wall_clock()});
    static_cast<void>(::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT));
    ::shutdown(socket, SHUT_WR);
    // What is unread at the end would take the answer with it.
    static_cast<void>(::recv(socket, sent.data(), sent.size(), MSG_DONTWAIT));
  }
  ::close(socket);
}

Instant wall_clock() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

}  // namespace enclosure::app::http
