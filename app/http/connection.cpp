#include "app/http/connection.h"

#include <array>
#include <exception>
#include <utility>
#include <variant>

#include <fmt/format.h>
#include <Poco/Exception.h>
#include <Poco/Net/Socket.h>
#include <Poco/Timespan.h>

#include "app/http/chunked_body.h"
#include "core/text.h"

namespace enclosure::app::http {
namespace {

/// How long, and how much, we listen on after the last answer, so that a client that is still
/// sending gets to read it: closing at once would reset the connection under it.
constexpr std::chrono::seconds kLingerTime{2};
constexpr std::size_t kLingerBytes = 32U * 1024 * 1024;
constexpr int kSendTimeoutSeconds = 30;

Instant now() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

Response as_response(const Rejection& rejection) {
  return problem(rejection.status, rejection.detail);
}

}  // namespace

Connection::Connection(const Poco::Net::StreamSocket& socket, const ServerContext& server)
    : socket_(socket), server_(server) {
  peer_.address = socket_.peerAddress().host().toString();
}

void Connection::serve() noexcept {
  try {
    socket_.setSendTimeout(Poco::Timespan(kSendTimeoutSeconds, 0));
    while (serve_one()) first_ = false;
  } catch (...) {  // the client is gone, or memory is: there is nobody to tell
    return;
  }
}

void Connection::interrupt(bool even_when_busy) {
  try {
    if (even_when_busy) {
      socket_.shutdown();
    } else if (!busy_) {
      socket_.shutdownReceive();
    }
  } catch (const Poco::Exception&) {  // it ended by itself
  }
}

bool Connection::serve_one() {
  busy_ = false;
  if (!wait_for_request()) return false;
  busy_ = true;
  began_ = Clock::now();
  method_ = "-";
  route_ = "-";
  const auto head = read_head();
  if (!head) return false;

  const auto framing = frame_body(*head);
  if (const auto* no = std::get_if<Rejection>(&framing)) {
    turn_away(as_response(*no));
    return false;
  }
  const bool keep_alive = !head->wants_close() && !server_.closes_soon();
  const auto& body_frame = std::get<Framing>(framing);
  const auto admitted = server_.router.admit(*head, peer_);
  if (const auto* away = std::get_if<TurnedAway>(&admitted)) {
    route_ = away->route;
    const bool body_unread = body_frame.kind != Framing::Kind::kNone;
    if (body_unread) return turn_away(away->response), false;
    reply(away->response, keep_alive);
    return keep_alive;
  }
  const auto& request = std::get<Admitted>(admitted);
  route_ = request.endpoint->path_template;
  const std::size_t own_limit = request.endpoint->max_body_bytes;
  const auto body =
      read_body(*head, body_frame, own_limit != 0 ? own_limit : server_.settings.max_body_bytes);
  if (!body) return false;
  reply(server_.router.answer(request, *head, *body), keep_alive);
  return keep_alive;
}

bool Connection::wait_for_request() {
  if (!received_.empty()) return true;
  const auto& settings = server_.settings;
  return receive(Clock::now() + (first_ ? settings.head_timeout : settings.keep_alive_timeout)) ==
         Heard::kBytes;
}

std::optional<std::string> Connection::read_head_bytes() {
  const auto deadline = Clock::now() + server_.settings.head_timeout;
  if (received_.starts_with("\r\n")) received_.erase(0, 2);  // RFC 9112, 2.2
  for (std::size_t looked_at = 0;;) {
    const auto found = find_head_end(received_, looked_at);
    if (const auto* no = std::get_if<Rejection>(&found)) {
      turn_away(as_response(*no));
      return std::nullopt;
    }
    if (const auto* end = std::get_if<std::size_t>(&found)) {
      std::string head = received_.substr(0, *end);
      received_.erase(0, *end);
      return head;
    }
    looked_at = received_.size();
    if (!receive_or_time_out(deadline)) return std::nullopt;
  }
}

std::optional<RequestHead> Connection::read_head() {
  const auto bytes = read_head_bytes();
  if (!bytes) return std::nullopt;
  auto parsed = parse_request_head(*bytes);
  if (const auto* no = std::get_if<Rejection>(&parsed)) {
    turn_away(as_response(*no));
    return std::nullopt;
  }
  auto& head = std::get<RequestHead>(parsed);
  if (is_known_method(head.method)) method_ = head.method;
  return std::move(head);
}

std::optional<std::string> Connection::read_body(const RequestHead& head, const Framing& framing,
                                                 std::size_t max_bytes) {
  if (framing.kind == Framing::Kind::kNone) return std::string();
  if (framing.length > max_bytes) {
    turn_away(problem(413, "the body is too large"));
    return std::nullopt;
  }
  if (const auto expect = head.field("expect")) {
    if (to_lower_ascii(*expect) != "100-continue") {
      turn_away(problem(417, "no such expectation"));
      return std::nullopt;
    }
    if (received_.empty() && head.minor_version == 1) send("HTTP/1.1 100 Continue\r\n\r\n");
  }
  const auto deadline = Clock::now() + server_.settings.body_timeout;
  return framing.kind == Framing::Kind::kChunked
             ? read_chunks(max_bytes, deadline)
             : read_length(static_cast<std::size_t>(framing.length), deadline);
}

std::optional<std::string> Connection::read_length(std::size_t length, Clock::time_point deadline) {
  while (received_.size() < length) {
    if (!receive_or_time_out(deadline)) return std::nullopt;
  }
  std::string body = received_.substr(0, length);
  received_.erase(0, length);
  return body;
}

std::optional<std::string> Connection::read_chunks(std::size_t max_bytes,
                                                   Clock::time_point deadline) {
  ChunkedBody chunks(max_bytes);
  for (;;) {
    std::string_view rest = received_;
    const auto state = chunks.feed(rest);
    received_.erase(0, received_.size() - rest.size());
    if (state == ChunkedBody::State::kDone) return chunks.take();
    if (state == ChunkedBody::State::kBroken || state == ChunkedBody::State::kTooLarge) {
      turn_away(state == ChunkedBody::State::kBroken ? problem(400, "the chunks are no chunks")
                                                     : problem(413, "the body is too large"));
      return std::nullopt;
    }
    if (!receive_or_time_out(deadline)) return std::nullopt;
  }
}

/// More bytes; false when the client has left, or took too long and was told so.
bool Connection::receive_or_time_out(Clock::time_point deadline) {
  const Heard heard = receive(deadline);
  if (heard == Heard::kNothing) turn_away(problem(408, "the request took too long"));
  return heard == Heard::kBytes;
}

Connection::Heard Connection::receive(Clock::time_point deadline) {
  const auto left =
      std::chrono::duration_cast<std::chrono::microseconds>(deadline - Clock::now()).count();
  if (left <= 0 || !socket_.poll(Poco::Timespan(static_cast<Poco::Timespan::TimeDiff>(left)),
                                 Poco::Net::Socket::SELECT_READ))
    return Heard::kNothing;
  std::array<char, 16 * 1024> buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init)
  const int length = socket_.receiveBytes(buffer.data(), static_cast<int>(buffer.size()));
  if (length <= 0) return Heard::kEnd;
  received_.append(buffer.data(), static_cast<std::size_t>(length));
  return Heard::kBytes;
}

void Connection::reply(const Response& response, bool keep_alive) {
  if (server_.log) {
    const auto took =
        std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - began_).count();
    server_.log({method_, route_, response.status, took});
  }
  const bool head_only = method_ == "HEAD";
  send(to_bytes(response, {head_only, keep_alive, now()}));
  if (head_only) return;
  if (response.source) {
    send_source(*response.source);
  } else if (response.shared.bytes) {
    send(std::string_view(*response.shared.bytes)
             .substr(response.shared.offset, response.shared.length));
  }
}

void Connection::turn_away(const Response& response) {
  reply(response, false);
  linger();
}

void Connection::send(std::string_view bytes) {
  constexpr std::size_t kSlice = 64 * 1024;
  while (!bytes.empty()) {
    const int length = static_cast<int>(std::min(bytes.size(), kSlice));
    const int sent = socket_.sendBytes(bytes.data(), length, MSG_NOSIGNAL);
    if (sent <= 0) throw Poco::IOException("the connection was closed");
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

/// In chunks (RFC 9112, 7.1). What the source throws leaves the last chunk out.
void Connection::send_source(BodySource& source) {
  for (std::string portion = source.next(); !portion.empty(); portion = source.next())
    send(fmt::format("{:x}\r\n", portion.size()) + portion + "\r\n");
  send("0\r\n\r\n");
}

void Connection::linger() {
  const auto deadline = Clock::now() + kLingerTime;
  socket_.shutdownSend();
  for (std::size_t heard = 0; heard < kLingerBytes; heard += received_.size()) {
    received_.clear();
    if (receive(deadline) != Heard::kBytes) return;
  }
}

}  // namespace enclosure::app::http
