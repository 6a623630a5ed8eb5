#include "app/http/acceptor.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <utility>

#include <Poco/Exception.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SocketAddress.h>

#include "app/errors.h"

namespace enclosure::app::http {
namespace {

constexpr int kBacklog = 1024;
/// Clients taken in before the loop looks at others.
constexpr int kAtOnce = 64;
/// What the kernel holds of an answer that the client has not taken; beyond it the time of a slow
/// reader counts.
constexpr int kUnsentBytes = 256 * 1024;

/// What helps depends on what is in the way.
std::string cure_of(const Poco::Exception& error) {
  const bool no_such_name =
      dynamic_cast<const Poco::Net::DNSException*>(&error) != nullptr ||
      dynamic_cast<const Poco::Net::InvalidAddressException*>(&error) != nullptr;
  if (no_such_name || error.code() == EADDRNOTAVAIL)
    return "http.address (or --address) must be an address of this machine: 127.0.0.1, or 0.0.0.0 "
           "for all of them";
  if (error.code() == EACCES)
    return "ports below 1024 want a right of their own: choose another http.port, or let systemd "
           "listen (docs/serving.md)";
  if (error.code() == EADDRINUSE)
    return "choose another http.port, or stop the program that uses it";
  return "look at http.address and http.port";
}

Poco::Net::ServerSocket listen(const HttpServerSettings& settings) {
  try {
    const Poco::Net::SocketAddress address(settings.bind_address,
                                           static_cast<Poco::UInt16>(settings.port));
    // Poco's own constructor would share the port with whoever else asks for it (SO_REUSEPORT).
    Poco::Net::ServerSocket socket;
    socket.bind(address, true, false);
    socket.listen(kBacklog);
    return socket;
  } catch (const Poco::Exception& error) {
    throw WorldError(kExitUnavailable,
                     "cannot listen on " + settings.bind_address + ":" +
                         std::to_string(settings.port) + ": " + error.displayText(),
                     cure_of(error));
  }
}

int spare_file() {
  return ::open("/dev/null", O_RDONLY | O_CLOEXEC);
}

void set_option(int socket, int option, int value) {
  ::setsockopt(socket, IPPROTO_TCP, option, &value, sizeof(value));
}

}  // namespace

Acceptor::Acceptor(ServerContext& server)
    : server_(server), listeners_(server.settings.listeners), spare_(spare_file()) {
  if (listeners_.empty()) {
    socket_ = listen(server.settings);
    listeners_.push_back(socket_.impl()->sockfd());
  }
  for (const int listener : listeners_)
    ::fcntl(listener, F_SETFL, ::fcntl(listener, F_GETFL) | O_NONBLOCK);
}

Acceptor::~Acceptor() {
  if (spare_ >= 0) ::close(spare_);
}

int Acceptor::port() const {
  sockaddr_storage address{};
  socklen_t length = sizeof(address);
  if (::getsockname(listeners_.front(), reinterpret_cast<sockaddr*>(&address), &length) != 0)
    return 0;
  const auto* v4 = reinterpret_cast<const sockaddr_in*>(&address);
  const auto* v6 = reinterpret_cast<const sockaddr_in6*>(&address);
  return ntohs(address.ss_family == AF_INET6 ? v6->sin6_port : v4->sin_port);
}

void Acceptor::start(std::vector<EventLoop*> loops) {
  loops_ = std::move(loops);
  for (const int listener : listeners_)
    loops_.front()->watch(listener, [this, listener] { accept_from(listener); });
}

void Acceptor::accept_from(int listener) {
  for (int i = 0; i < kAtOnce; ++i) {
    if (!accept_one(listener)) return;
  }
}

bool Acceptor::accept_one(int listener) {
  sockaddr_storage from{};
  socklen_t length = sizeof(from);
  const int socket = ::accept4(listener, reinterpret_cast<sockaddr*>(&from), &length,
                               SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (socket < 0) {
    if (errno == EMFILE || errno == ENFILE) return pause(), true;
    return errno == ECONNABORTED || errno == EINTR;
  }
  ++server_.metrics.accepted_connections;
  const auto address = net::IpAddress::of(reinterpret_cast<const sockaddr&>(from));
  // A proxy of ours stands for all its clients.
  if (!is_within(address, server_.settings.proxies.proxies) && !server_.counts.add(address)) {
    server_.metrics.count_refusal(Refusal::kAddress);
    refuse(socket, server_.tls != nullptr, 429, "too many connections from one address");
    return true;
  }
  set_option(socket, TCP_NODELAY, 1);
  set_option(socket, TCP_NOTSENT_LOWAT, kUnsentBytes);
  ++server_.metrics.open_connections;
  loops_[turn_++ % loops_.size()]->adopt(socket, address);
  return true;
}

/// Nobody could be taken in, and the client would wait at the door and wake us again and again: the
/// spare file makes room to send it away.
void Acceptor::pause() {
  server_.metrics.count_refusal(Refusal::kConnections);
  if (spare_ >= 0) ::close(spare_);
  for (const int listener : listeners_) {
    const int socket = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socket >= 0) {
      refuse(socket, server_.tls != nullptr, 503, "too many connections; try again in a moment");
      break;
    }
  }
  spare_ = spare_file();
}

}  // namespace enclosure::app::http
