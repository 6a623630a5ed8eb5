#include "app/http/connection.h"

#include <sys/epoll.h>

#include <algorithm>
#include <utility>
#include <variant>

#include "app/http/event_loop.h"
#include "app/http/refusal.h"
#include "core/text.h"

namespace enclosure::app::http {
namespace {

/// Steps in a row before others have their turn.
constexpr int kSteps = 64;
/// What anybody may send to an endpoint that asks nobody who he is.
constexpr std::size_t kOpenBodyBytes = 64U * 1024;

constexpr std::string_view kPlainHttp =
    "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: "
    "close\r\n\r\nhttps is spoken here\n";

Refusal reason_of(const Rejection& rejection) {
  return rejection.status == 413 ? Refusal::kTooLarge : Refusal::kMalformed;
}

}  // namespace

Connection::Connection(std::uint64_t id, std::shared_ptr<Channel> channel,
                       const net::IpAddress& address, Place place, EventLoop& loop,
                       ServerContext& server)
    : id_(id),
      channel_(std::move(channel)),
      address_(address),
      place_(place),
      loop_(loop),
      server_(server) {}

void Connection::begin() {
  if (server_.tls != nullptr) stage_ = Stage::kHandshake;
  wait_until(Clock::now() + server_.settings.head_timeout);
  if (stage_ == Stage::kHead) loop_.note_idle(*this);
}

void Connection::on_event(std::uint32_t events) {
  if ((events & (EPOLLERR | EPOLLHUP)) != 0) return leave();
  readable_ |= (events & (EPOLLIN | EPOLLRDHUP)) != 0;
  writable_ |= (events & EPOLLOUT) != 0;
  has_ended_sending_ |= (events & EPOLLRDHUP) != 0;
  if (stage_ == Stage::kHandshake) return hand_over_handshake();
  go_on();
}

void Connection::go_on() {
  for (int i = 0; i < kSteps; ++i) {
    if (!step()) return;
  }
  loop_.again(*this);
}

bool Connection::step() {
  switch (stage_) {
    case Stage::kHead:
      return step_head();
    case Stage::kBody:
      return step_body();
    case Stage::kWriting:
      return step_writing();
    case Stage::kLingering:
      return step_lingering();
    case Stage::kHandshake:
    case Stage::kWorking:
    case Stage::kEnded:
      break;
  }
  return false;
}

void Connection::on_deadline() {
  wait_no_more();
  switch (stage_) {
    case Stage::kHead:
      if (reader_.is_blank()) return leave();
      server_.metrics.count_refusal(Refusal::kSlowHead);
      turn_away(refusal_of_bytes(reader_.unread(), 408, "the request took too long"));
      return go_on();
    case Stage::kBody:
      server_.metrics.count_refusal(Refusal::kSlowBody);
      turn_away(refusal(exchange_->head, 408, "the request took too long"));
      return go_on();
    case Stage::kWriting:
      server_.metrics.count_refusal(Refusal::kSlowReader);
      return leave();
    case Stage::kHandshake:
      server_.metrics.count_refusal(Refusal::kHandshake);
      return leave();
    case Stage::kLingering:
      return leave();
    case Stage::kWorking:
    case Stage::kEnded:
      break;
  }
}

void Connection::stop() {
  const bool waits =
      stage_ == Stage::kHandshake || (stage_ == Stage::kHead && reader_.is_blank() && !readable_);
  if (waits) leave();
  wire_.keep_alive = false;
}

void Connection::leave() {
  if (stage_ != Stage::kEnded) loop_.remove(*this);
}

// The handshake of TLS, in a thread of its own.

void Connection::hand_over_handshake() {
  if (std::exchange(handshake_in_hand_, true)) {
    handshake_again_ = true;
    return;
  }
  handshake_again_ = false;
  const bool taken = server_.handshakes.submit([&loop = loop_, id = id_, channel = channel_] {
    const auto result = static_cast<TlsChannel&>(*channel).handshake();
    loop.post_to(id, [result](Connection& connection) { connection.on_handshake(result); });
  });
  if (taken) return;
  server_.metrics.count_refusal(Refusal::kHandshake);
  leave();
}

void Connection::on_handshake(TlsChannel::Handshake result) {
  handshake_in_hand_ = false;
  switch (result) {
    case TlsChannel::Handshake::kLater:
      if (handshake_again_) hand_over_handshake();
      return;
    case TlsChannel::Handshake::kDone:
      stage_ = Stage::kHead;
      readable_ = writable_ = true;  // what came along with the handshake tells of itself no more
      wait_until(Clock::now() + server_.settings.head_timeout);
      return go_on();
    case TlsChannel::Handshake::kPlainHttp: {
      // What is unread at the end would take the answer with it.
      static_cast<void>(channel_->Channel::read(loop_.buffer()));
      const iovec piece{const_cast<char*>(kPlainHttp.data()), kPlainHttp.size()};  // NOLINT
      static_cast<void>(channel_->Channel::write({&piece, 1}));
      channel_->Channel::end_sending();
      [[fallthrough]];
    }
    case TlsChannel::Handshake::kBroken:
      server_.metrics.count_refusal(Refusal::kHandshake);
      leave();
  }
}

// The request.

bool Connection::step_head() {
  switch (reader_.read()) {
    case RequestReader::State::kHead:
      on_head();
      return true;
    case RequestReader::State::kRejected:
      server_.metrics.count_refusal(reason_of(reader_.rejection()));
      turn_away(refusal_of_bytes(reader_.unread(), reader_.rejection().status,
                                 reader_.rejection().detail));
      return true;
    default:
      break;
  }
  if (receive()) return true;
  if (stage_ == Stage::kEnded) return false;
  if (!reader_.is_blank()) {
    wait_until(*began_ + server_.settings.head_timeout);
  } else if (!is_idle) {
    if (server_.stopping) return leave(), false;
    began_.reset();
    reader_.rest_a_while();
    loop_.note_idle(*this);
    const auto& settings = server_.settings;
    wait_until(Clock::now() + (first_ ? settings.head_timeout : settings.keep_alive_timeout));
  }
  return false;
}

void Connection::on_head() {
  exchange_ = std::make_shared<Exchange>();
  exchange_->head = reader_.take_head();
  const RequestHead& head = exchange_->head;
  first_ = false;
  if (is_known_method(head.method)) method_ = head.method;
  const bool tls = server_.tls != nullptr;
  const Peer peer = peer_of(address_, tls, head, server_.settings.proxies);
  const bool keep_alive = !head.wants_close() && !server_.stopping;
  // A promise to come over https alone would shut buyers out while the certificate is no good.
  const bool keeps_https = peer.secure && (!tls || server_.tls->is_good_at(wall_clock()));
  wire_ = {head.method == "HEAD", keep_alive, {}, head.minor_version, keeps_https};

  const auto framing = frame_body(head);
  if (const auto* no = std::get_if<Rejection>(&framing)) {
    server_.metrics.count_refusal(reason_of(*no));
    return turn_away(refusal(head, no->status, no->detail));
  }
  framing_ = std::get<Framing>(framing);
  const bool has_body = framing_.kind != Framing::Kind::kNone;
  auto routed = server_.router.route(head, peer);
  if (auto* away = std::get_if<TurnedAway>(&routed)) {
    route_ = away->route;
    if (away->verdict == LinkGuard::Verdict::kTooManyWrong)
      server_.metrics.count_refusal(Refusal::kWrongLinks);
    if (away->verdict == LinkGuard::Verdict::kTooOften)
      server_.metrics.count_refusal(Refusal::kBusyLink);
    return has_body ? turn_away(std::move(away->response)) : reply(std::move(away->response));
  }
  exchange_->routed = std::get<Routed>(std::move(routed));
  const Endpoint& endpoint = *exchange_->routed.endpoint;
  route_ = endpoint.path_template;
  if (!has_body) {
    if (auto response = server_.router.answer_at_once(exchange_->routed, head))
      return reply(*std::move(response));
  }
  if (!endpoint.admit) return has_body ? expect_body() : on_body();
  const Router& router = server_.router;
  hand_over(
      [&router, has_body](Exchange& exchange) {
        exchange.response = router.admit(exchange.routed, exchange.head);
        if (!exchange.response && !has_body)
          exchange.response = router.answer(exchange.routed, exchange.head, "");
      },
      has_body ? &Connection::on_admitted : &Connection::on_answered);
}

void Connection::on_admitted(const std::shared_ptr<Exchange>& exchange) {
  exchange_ = exchange;
  if (exchange->response) return turn_away(*std::move(exchange->response));
  expect_body();
}

void Connection::expect_body() {
  const Endpoint& endpoint = *exchange_->routed.endpoint;
  std::size_t most = server_.settings.max_body_bytes;
  if (!endpoint.admit) most = std::min(most, kOpenBodyBytes);
  if (endpoint.max_body_bytes != 0) most = endpoint.max_body_bytes;
  const bool waits_for_us = !reader_.has_unread();
  reader_.expect_body(framing_, most);
  body_began_ = Clock::now();
  stage_ = Stage::kBody;
  const auto expect = exchange_->head.field("expect");
  if (!expect || reader_.read() == RequestReader::State::kRejected) return;
  if (to_lower_ascii(*expect) != "100-continue")
    return turn_away(refusal(exchange_->head, 417, "no such expectation"));
  if (waits_for_us && wire_.minor_version == 1) {
    outgoing_.set_bytes("HTTP/1.1 100 Continue\r\n\r\n");
    static_cast<void>(step_writing());  // small enough for any socket; if not, it goes on in time
  }
}

bool Connection::step_body() {
  if (!outgoing_.is_empty() && writable_) static_cast<void>(step_writing());
  if (stage_ == Stage::kEnded) return false;
  switch (reader_.read()) {
    case RequestReader::State::kBody:
      exchange_->body = reader_.take_body();
      on_body();
      return true;
    case RequestReader::State::kRejected:
      server_.metrics.count_refusal(reason_of(reader_.rejection()));
      turn_away(refusal(exchange_->head, reader_.rejection().status, reader_.rejection().detail));
      return true;
    default:
      break;
  }
  if (receive()) return true;
  if (stage_ != Stage::kEnded) {
    wait_until(std::min(body_began_ + server_.settings.body_timeout,
                        rate_deadline(body_began_, reader_.body_bytes())));
  }
  return false;
}

void Connection::on_body() {
  const Router& router = server_.router;
  hand_over(
      [&router](Exchange& exchange) {
        exchange.response = router.answer(exchange.routed, exchange.head, exchange.body);
      },
      &Connection::on_answered);
}

void Connection::hand_over(std::function<void(Exchange&)> work,
                           void (Connection::*then)(const std::shared_ptr<Exchange>&)) {
  stage_ = Stage::kWorking;
  wait_no_more();
  auto job = [&loop = loop_, id = id_, exchange = exchange_, work = std::move(work), then] {
    work(*exchange);
    loop.post_to(id, [exchange, then](Connection& connection) {
      (connection.*then)(exchange);
      connection.go_on();
    });
  };
  if (server_.workers.submit(std::move(job))) {
    exchange_.reset();
    return;
  }
  server_.metrics.count_refusal(Refusal::kQueueFull);
  Response busy = refusal(exchange_->head, 503, "too many requests wait; try again in a moment");
  busy.headers.emplace_back("Retry-After", "2");
  const bool body_unread =
      framing_.kind != Framing::Kind::kNone && then == &Connection::on_admitted;
  body_unread ? turn_away(std::move(busy)) : reply(std::move(busy));
}

void Connection::on_answered(const std::shared_ptr<Exchange>& exchange) {
  reply(*std::move(exchange->response));
}

// Bytes and time.

bool Connection::receive() {
  if (!readable_) return false;
  const auto buffer = loop_.buffer();
  const IoResult result = channel_->read(buffer);
  switch (result.what) {
    case Io::kSome:
      if (is_idle) loop_.note_busy(*this);
      if (!began_) began_ = Clock::now();
      if (result.count < buffer.size() && channel_->short_read_is_all() && !has_ended_sending_)
        readable_ = false;
      reader_.feed({buffer.data(), result.count});
      return true;
    case Io::kLater:
      readable_ = false;
      return false;
    case Io::kEnd:
    case Io::kBroken:
      break;
  }
  leave();
  return false;
}

void Connection::wait_until(Clock::time_point deadline) {
  deadline_ = deadline;
  loop_.note_deadline(deadline);
}

/// Until when the next byte must have gone through, for somebody who is as fast as must be.
Connection::Clock::time_point Connection::rate_deadline(Clock::time_point began,
                                                        std::size_t bytes) const {
  const auto& settings = server_.settings;
  return began + settings.rate_grace +
         std::chrono::milliseconds(bytes * 1000 / settings.min_bytes_per_second);
}

}  // namespace enclosure::app::http
