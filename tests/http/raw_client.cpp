#include "tests/http/raw_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace enclosure::app::http::test {

std::string RawAnswer::field(std::string_view name) const {
  const std::string start = "\r\n" + std::string(name) + ": ";
  const auto at = head.find(start);
  if (at == std::string::npos) return "";
  const auto begin = at + start.size();
  return head.substr(begin, head.find("\r\n", begin) - begin);
}

std::string RawAnswer::head_without_date() const {
  const auto begin = head.find("\r\nDate: ");
  return head.substr(0, begin) + head.substr(head.find("\r\n", begin + 2));
}

RawClient::RawClient(int port, int receive_buffer) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  if (receive_buffer != 0)
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof(receive_buffer));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const timeval patience{20, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0)
    throw std::runtime_error("cannot connect");
}

RawClient::~RawClient() {
  ::close(socket_);
}

bool RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void RawClient::finish() {
  ::shutdown(socket_, SHUT_WR);
}

bool RawClient::fill() {
  std::array<char, 65536> buffer{};
  const auto length = ::recv(socket_, buffer.data(), buffer.size(), 0);
  if (length <= 0) return false;
  received_.append(buffer.data(), static_cast<std::size_t>(length));
  return true;
}

RawAnswer RawClient::receive(bool to_head) {
  while (received_.find("\r\n\r\n") == std::string::npos) {
    if (!fill()) return {};
  }
  RawAnswer answer;
  const auto end = received_.find("\r\n\r\n") + 2;
  answer.head = received_.substr(0, end);
  received_.erase(0, end + 2);
  answer.status = std::stoi(answer.head.substr(9, 3));
  const std::string length = answer.field("Content-Length");
  const std::size_t size = to_head || length.empty() ? 0 : std::stoul(length);
  while (received_.size() < size) {
    if (!fill()) throw std::runtime_error("an answer that was cut short");
  }
  answer.body = received_.substr(0, size);
  received_.erase(0, size);
  return answer;
}

bool RawClient::is_closed() {
  while (fill()) {
  }
  return received_.empty();
}

std::string RawClient::receive_all() {
  while (fill()) {
  }
  return std::exchange(received_, {});
}

RawAnswer ask(int port, std::string_view bytes) {
  RawClient client(port);
  client.send(bytes);
  return client.receive();
}

std::string request(std::string_view method, std::string_view target, std::string_view fields,
                    std::string_view body) {
  std::string out = std::string(method) + " " + std::string(target) + " HTTP/1.1\r\n";
  out += "Host: shop.example\r\n" + std::string(fields);
  if (!body.empty()) out += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  return out + "\r\n" + std::string(body);
}

}  // namespace enclosure::app::http::test
