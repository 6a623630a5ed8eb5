#include "tests/mail_servers/counting_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace enclosure::test {
namespace {

int listen_on_loopback(int& port) {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof(address);
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (::bind(listener, generic, length) != 0 || ::listen(listener, 16) != 0 ||
      ::getsockname(listener, generic, &length) != 0)
    throw std::runtime_error("cannot listen on loopback");
  port = ntohs(address.sin_port);
  return listener;
}

bool receive(int connection, std::string& into) {
  std::array<char, 16384> buffer{};
  const ssize_t got = ::recv(connection, buffer.data(), buffer.size(), 0);
  if (got <= 0) return false;
  into.append(buffer.data(), static_cast<std::size_t>(got));
  return true;
}

void say(int connection, const std::string& text) {
  ::send(connection, text.data(), text.size(), MSG_NOSIGNAL);
}

/// The line of the header that begins with `name`, or empty.
std::string line_of(const std::string& message, const std::string& name) {
  const auto at = message.find("\r\n" + name);
  if (at == std::string::npos) return "";
  return message.substr(at + 2, message.find("\r\n", at + 2) - at - 2);
}

}  // namespace

int free_port() {
  int port = 0;
  ::close(listen_on_loopback(port));
  return port;
}

CountingServer::CountingServer() : listener_(listen_on_loopback(port_)) {
  acceptor_ = std::thread([this] { accept_all(); });
}

CountingServer::~CountingServer() {
  ends_ = true;
  ::shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  ::close(listener_);
  for (std::thread& thread : threads_) thread.join();
}

void CountingServer::accept_all() {
  while (!ends_) {
    const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) return;
    const timeval patience{30, 0};
    ::setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
    threads_.emplace_back([this, connection] {
      serve(connection);
      ::close(connection);
    });
  }
}

void CountingServer::serve(int connection) {
  say(connection, "220 counting.example\r\n");
  std::string bytes;
  for (;;) {
    const auto end = bytes.find("\r\n");
    if (end == std::string::npos) {
      if (!receive(connection, bytes)) return;
      continue;
    }
    const std::string line = bytes.substr(0, end);
    bytes.erase(0, end + 2);
    if (line.starts_with("EHLO")) {
      say(connection, "250-counting.example\r\n250-SIZE 50000000\r\n250 PIPELINING\r\n");
    } else if (line == "DATA") {
      say(connection, "354 go\r\n");
      if (!read_message(connection, bytes)) return;
      say(connection, "250 2.0.0 taken\r\n");
    } else {
      say(connection, line == "QUIT" ? "221 bye\r\n" : "250 ok\r\n");
    }
  }
}

bool CountingServer::read_message(int connection, std::string& rest) {
  std::size_t end = std::string::npos;
  while ((end = rest.find("\r\n.\r\n")) == std::string::npos) {
    if (!receive(connection, rest)) return false;
  }
  std::string message = "\r\n" + rest.substr(0, end);
  rest.erase(0, end + 5);
  std::string id = line_of(message, "Message-ID: <").substr(13);
  id = id.substr(0, id.find('>'));
  const std::string date = line_of(message, "Date: ");
  message.erase(message.find(date), date.size());
  std::unique_lock lock(mutex_);
  const bool holds = hold_ != Hold::kNever && total_ + 1 >= hold_at_;
  const auto stand_still = [&] {
    is_holding_ = true;
    released_.wait(lock, [this, before = releases_] { return releases_ != before; });
    return false;
  };
  if (holds && hold_ == Hold::kBefore) return stand_still();
  ++counts_[id];
  ++total_;
  const auto [known, is_new] = texts_.emplace(id, message);
  if (!is_new && known->second != message) copies_agree_ = false;
  return holds ? stand_still() : true;
}

void CountingServer::hold_at(int total, Hold hold) {
  const std::lock_guard lock(mutex_);
  hold_at_ = total;
  hold_ = hold;
}

void CountingServer::release() {
  {
    const std::lock_guard lock(mutex_);
    hold_ = Hold::kNever;
    is_holding_ = false;
    ++releases_;
  }
  released_.notify_all();
}

std::map<std::string, int> CountingServer::counts() {
  const std::lock_guard lock(mutex_);
  return counts_;
}

}  // namespace enclosure::test
