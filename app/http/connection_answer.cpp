// The answer of a connection: sent as fast as the client reads, in portions where it is long, and
// what becomes of the connection after it.

#include <utility>

#include "app/http/connection.h"
#include "app/http/event_loop.h"

namespace enclosure::app::http {
namespace {

/// How long, and how much, we listen on after the last answer, so that a client that is still
/// sending gets to read it: closing at once would reset the connection under it.
constexpr std::chrono::seconds kLingerTime{2};
constexpr std::size_t kLingerBytes = 32U * 1024 * 1024;

}  // namespace

void Connection::reply(Response response) {
  const auto now = Clock::now();
  const auto took = now - began_.value_or(now);
  server_.metrics.count_answer(route_, response.status, took);
  if (server_.log) {
    server_.log({method_, route_, response.status,
                 std::chrono::duration_cast<std::chrono::milliseconds>(took).count()});
  }
  exchange_.reset();
  wire_.now = wall_clock();
  wire_.keep_alive = wire_.keep_alive && !server_.stopping;
  // Of a body without an end of its own, the end is that of the connection.
  if (response.source && wire_.minor_version == 0) wire_.keep_alive = false;
  outgoing_.set_answer(std::move(response), wire_);
  writing_began_ = now;
  written_ = 0;
  stage_ = Stage::kWriting;
}

void Connection::turn_away(Response response) {
  wire_.keep_alive = false;
  reply(std::move(response));
}

bool Connection::step_writing() {
  if (!writable_) return false;
  if (!outgoing_.is_empty()) {
    const IoResult result = channel_->write(outgoing_.pieces());
    if (result.what == Io::kSome) {
      outgoing_.consume(result.count);
      written_ += result.count;
    } else if (result.what == Io::kLater) {
      writable_ = false;
      if (stage_ == Stage::kWriting) wait_until(rate_deadline(writing_began_, written_));
      return false;
    } else {
      leave();
      return false;
    }
  }
  if (!outgoing_.is_empty()) return true;
  if (stage_ == Stage::kWriting) after_answer();
  return true;
}

/// The next portion is made only now that the last has gone, so a slow reader holds one of them,
/// and no worker.
void Connection::pull() {
  stage_ = Stage::kWorking;
  wait_no_more();
  const auto began = Clock::now();
  server_.workers.submit_rest(
      [&loop = loop_, id = id_, source = outgoing_.source(), began]() mutable {
        std::optional<std::string> portion;
        try {
          portion = source->next();
        } catch (...) {  // the client sees that the body is not whole
          portion.reset();
        }
        source.reset();
        loop.post_to(id, [portion = std::move(portion), began](Connection& connection) {
          connection.writing_began_ += Clock::now() - began;  // our time is not the client's
          connection.on_portion(portion);
          connection.go_on();
        });
      });
}

void Connection::on_portion(const std::optional<std::string>& portion) {
  if (!portion) return leave();
  stage_ = Stage::kWriting;
  outgoing_.set_portion(*portion);
}

void Connection::after_answer() {
  if (outgoing_.source()) return pull();
  outgoing_.clear();
  wait_no_more();
  if (!wire_.keep_alive) return linger();
  reader_.next();
  began_.reset();
  if (!reader_.is_blank()) began_ = Clock::now();
  method_ = "-";
  route_ = "-";
  wire_ = {};
  stage_ = Stage::kHead;
}

void Connection::linger() {
  channel_->end_sending();
  const bool all_read = !readable_ && !reader_.has_unread();
  if (all_read && (server_.stopping || has_ended_sending_)) return leave();
  stage_ = Stage::kLingering;
  reader_ = {};
  wait_until(Clock::now() + kLingerTime);
}

bool Connection::step_lingering() {
  if (!readable_) return false;
  const IoResult result = channel_->read(loop_.buffer());
  lingered_ += result.count;
  if (result.what == Io::kLater) readable_ = false;
  if (result.what == Io::kEnd || result.what == Io::kBroken || lingered_ > kLingerBytes) leave();
  return result.what == Io::kSome && stage_ == Stage::kLingering;
}

}  // namespace enclosure::app::http
