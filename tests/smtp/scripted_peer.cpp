#include "tests/smtp/scripted_peer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>
#include <string_view>
#include <utility>

namespace enclosure::app::smtp::test {
namespace {

/// No test waits longer than this for the other side.
constexpr int kPatienceSeconds = 20;

}  // namespace

Step say(std::string reply) {
  return {Step::Act::kSay, "", std::move(reply)};
}
Step on(std::string expected, std::string reply) {
  return {Step::Act::kCommand, std::move(expected), std::move(reply)};
}
Step message(std::string reply) {
  return {Step::Act::kMessage, "", std::move(reply)};
}
Step shake_hands() {
  return {Step::Act::kStartTls, "", ""};
}
Step cut() {
  return {Step::Act::kCut, "", ""};
}
Step hang() {
  return {Step::Act::kHang, "", ""};
}

ScriptedPeer::ScriptedPeer(Script script, const TlsIdentity* identity)
    : ScriptedPeer(std::vector<Script>{std::move(script)}, identity) {}

ScriptedPeer::ScriptedPeer(std::vector<Script> scripts, const TlsIdentity* identity)
    : scripts_(std::move(scripts)), identity_(identity) {
  listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof(address);
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (::bind(listener_, generic, length) != 0 || ::listen(listener_, 1) != 0 ||
      ::getsockname(listener_, generic, &length) != 0)
    throw std::runtime_error("cannot listen on loopback");
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { run(); });
}

ScriptedPeer::~ScriptedPeer() {
  wait();
  ::close(listener_);
}

void ScriptedPeer::wait() {
  if (!thread_.joinable()) return;
  ::shutdown(listener_, SHUT_RD);  // wakes a peer to which nobody came
  thread_.join();
}

void ScriptedPeer::run() {
  for (const Script& script : scripts_) {
    connection_ = ::accept(listener_, nullptr, nullptr);
    if (connection_ < 0) return;
    ++connections_;
    const timeval patience{kPatienceSeconds, 0};
    ::setsockopt(connection_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
    play(script);
    if (ssl_ != nullptr) SSL_free(std::exchange(ssl_, nullptr));
    ::close(connection_);
  }
}

void ScriptedPeer::play(const Script& script) {
  for (const Step& step : script) {
    std::string line;
    switch (step.act) {
      case Step::Act::kSay:
        break;
      case Step::Act::kCommand:
        if (!read_line(line)) return;
        commands_.push_back((ssl_ != nullptr ? "(tls) " : "") + line);
        if (!line.starts_with(step.expected)) {
          surprise_ = line;
          return;
        }
        break;
      case Step::Act::kMessage:
        if (!read_message()) return;
        break;
      case Step::Act::kStartTls:
        shake();
        break;
      case Step::Act::kCut:
        return;
      case Step::Act::kHang:
        return drain();
    }
    write(step.reply);
  }
  drain();
}

bool ScriptedPeer::read_byte(char& byte) {
  if (ssl_ != nullptr) return SSL_read(ssl_, &byte, 1) == 1;
  return ::recv(connection_, &byte, 1, 0) == 1;
}

bool ScriptedPeer::read_line(std::string& line) {
  char byte = 0;
  while (read_byte(byte)) {
    if (byte == '\n') return true;
    if (byte != '\r') line.push_back(byte);
  }
  return false;
}

bool ScriptedPeer::read_message() {
  message_.clear();
  char byte = 0;
  while (!message_.ends_with("\r\n.\r\n")) {
    if (!read_byte(byte)) return false;
    message_.push_back(byte);
  }
  return true;
}

void ScriptedPeer::write(std::string_view text) {
  if (text.empty()) return;
  if (ssl_ != nullptr) {
    SSL_write(ssl_, text.data(), static_cast<int>(text.size()));
  } else {
    ::send(connection_, text.data(), text.size(), MSG_NOSIGNAL);
  }
}

void ScriptedPeer::shake() {
  ssl_ = SSL_new(identity_->server_context());
  SSL_set_fd(ssl_, connection_);
  SSL_accept(ssl_);  // a client that does not trust us leaves; the next read finds out
}

void ScriptedPeer::drain() {
  std::string line;
  while (read_line(line)) {
    if (line.starts_with("QUIT")) write("221 bye\r\n");
    if (line.starts_with("RSET")) write("250 ok\r\n");
    commands_.push_back((ssl_ != nullptr ? "(tls) " : "") + std::exchange(line, {}));
  }
}

}  // namespace enclosure::app::smtp::test
