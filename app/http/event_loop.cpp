#include "app/http/event_loop.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

namespace enclosure::app::http {
namespace {

/// Deadlines are looked at no more often than this.
constexpr std::chrono::milliseconds kLookEvery{20};
/// Low bit of what epoll hands back: a listener, not a connection.
constexpr std::uint64_t kListenerTag = 1;

int checked(int file, const char* what) {
  if (file < 0) throw std::system_error(errno, std::generic_category(), what);
  return file;
}

void add_to(int epoll, int file, std::uint32_t events, std::uint64_t tag) {
  epoll_event event{};
  event.events = events;
  event.data.u64 = tag;
  checked(::epoll_ctl(epoll, EPOLL_CTL_ADD, file, &event), "epoll_ctl");
}

}  // namespace

EventLoop::EventLoop(ServerContext& server)
    : server_(server),
      epoll_(checked(::epoll_create1(EPOLL_CLOEXEC), "epoll_create1")),
      wake_(checked(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC), "eventfd")) {
  add_to(epoll_, wake_, EPOLLIN | EPOLLET, 0);
}

EventLoop::~EventLoop() {
  connections_.clear();
  ended_.clear();
  ::close(wake_);
  ::close(epoll_);
}

void EventLoop::run() {
  while (!stopping_ || !connections_.empty()) {
    wait();
    run_posted();
    for (const std::uint64_t id : std::exchange(again_, {})) {
      if (Connection* connection = find(id)) connection->go_on();
    }
    look_at_deadlines();
    ended_.clear();
  }
}

void EventLoop::wait() {
  std::array<epoll_event, 256> events;  // NOLINT(cppcoreguidelines-pro-type-member-init)
  const int count =
      ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), milliseconds_to_wait());
  for (int i = 0; i < count; ++i) {
    const epoll_event& event = events.at(static_cast<std::size_t>(i));
    if (event.data.u64 == 0) {
      std::uint64_t times = 0;
      static_cast<void>(::read(wake_, &times, sizeof(times)));
    } else if ((event.data.u64 & kListenerTag) != 0) {
      reinterpret_cast<Listener*>(event.data.u64 & ~kListenerTag)->on_ready();
    } else {
      reinterpret_cast<Connection*>(event.data.u64)->on_event(event.events);
    }
  }
}

int EventLoop::milliseconds_to_wait() const {
  if (!again_.empty()) return 0;
  const auto next = std::min(next_look_, end_);
  if (next == Clock::time_point::max()) return -1;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(next - Clock::now()).count();
  return static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000));
}

void EventLoop::run_posted() {
  std::vector<std::function<void()>> tasks;
  {
    const std::lock_guard lock(mutex_);
    tasks.swap(posted_);
  }
  for (const auto& task : tasks) task();
}

/// All of them are looked at: a few thousand comparisons a second cost less than keeping order.
void EventLoop::look_at_deadlines() {
  const auto now = Clock::now();
  if (now >= end_) {
    while (!connections_.empty()) remove(*connections_.begin()->second);
  }
  if (now < next_look_) return;
  auto next = Clock::time_point::max();
  std::vector<Connection*> late;
  for (const auto& [id, connection] : connections_) {
    if (connection->deadline() <= now) {
      late.push_back(connection.get());
    } else {
      next = std::min(next, connection->deadline());
    }
  }
  next_look_ = next == Clock::time_point::max() ? next : std::max(next, now + kLookEvery);
  for (Connection* connection : late) connection->on_deadline();
}

void EventLoop::post(std::function<void()> task) {
  bool first = false;
  {
    const std::lock_guard lock(mutex_);
    first = posted_.empty();
    posted_.push_back(std::move(task));
  }
  const std::uint64_t once = 1;
  if (first) static_cast<void>(!::write(wake_, &once, sizeof(once)));
}

void EventLoop::post_to(std::uint64_t id, std::function<void(Connection&)> task) {
  post([this, id, task = std::move(task)] {
    if (Connection* connection = find(id)) task(*connection);
  });
}

void EventLoop::ask_for_sign() {
  post([this] { ++signs_; });
}

void EventLoop::watch(int listener, std::function<void()> on_ready) {
  post([this, listener, on_ready = std::move(on_ready)] {
    if (stopping_) return;
    listeners_.push_back(std::make_unique<Listener>(Listener{listener, on_ready}));
    add_to(epoll_, listener, EPOLLIN,
           reinterpret_cast<std::uint64_t>(listeners_.back().get()) | kListenerTag);
  });
}

void EventLoop::adopt(int socket, const net::IpAddress& address) {
  post([this, socket, address] { take_in(socket, address); });
}

void EventLoop::take_in(int socket, const net::IpAddress& address) {
  if (stopping_ || !make_room()) return turn_away(socket, address);
  std::shared_ptr<Channel> channel;
  if (server_.tls != nullptr) {
    channel = std::make_shared<TlsChannel>(socket, server_.tls->current());
  } else {
    channel = std::make_shared<Channel>(socket);
  }
  const std::uint64_t id = next_id_++;
  const auto place = busy_.insert(busy_.end(), nullptr);
  auto connection =
      std::make_unique<Connection>(id, std::move(channel), address, place, *this, server_);
  *place = connection.get();
  Connection& added = *connection;
  connections_.emplace(id, std::move(connection));
  add_to(epoll_, socket, EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET,
         reinterpret_cast<std::uint64_t>(&added));
  added.begin();
}

/// Whoever has been idle for longest makes room for somebody new.
bool EventLoop::make_room() {
  if (server_.metrics.open_connections <= server_.settings.max_connections) return true;
  if (idle_.empty()) return false;
  remove(*idle_.front());
  return true;
}

void EventLoop::turn_away(int socket, const net::IpAddress& address) {
  server_.metrics.count_refusal(Refusal::kConnections);
  refuse(socket, server_.tls != nullptr, 503, "too many connections; try again in a moment");
  server_.counts.remove(address);
  --server_.metrics.open_connections;
}

void EventLoop::stop(Clock::time_point deadline) {
  post([this, deadline] { begin_stop(deadline); });
}

void EventLoop::begin_stop(Clock::time_point deadline) {
  stopping_ = true;
  end_ = deadline;
  for (const auto& listener : listeners_)
    ::epoll_ctl(epoll_, EPOLL_CTL_DEL, listener->socket, nullptr);
  std::vector<Connection*> all;
  for (const auto& [id, connection] : connections_) all.push_back(connection.get());
  for (Connection* connection : all) connection->stop();
}

void EventLoop::remove(Connection& connection) {
  const auto found = connections_.find(connection.id());
  if (found == connections_.end()) return;
  note_busy(connection);
  busy_.erase(connection.place());
  ::epoll_ctl(epoll_, EPOLL_CTL_DEL, connection.socket(), nullptr);
  connection.end();
  server_.counts.remove(connection.address());
  --server_.metrics.open_connections;
  ended_.push_back(std::move(found->second));
  connections_.erase(found);
}

void EventLoop::note_idle(Connection& connection) {
  if (connection.is_idle) return;
  connection.is_idle = true;
  idle_.splice(idle_.end(), busy_, connection.place());
  ++server_.metrics.idle_connections;
}

void EventLoop::note_busy(Connection& connection) {
  if (!connection.is_idle) return;
  connection.is_idle = false;
  busy_.splice(busy_.end(), idle_, connection.place());
  --server_.metrics.idle_connections;
}

Connection* EventLoop::find(std::uint64_t id) {
  const auto found = connections_.find(id);
  return found == connections_.end() ? nullptr : found->second.get();
}

}  // namespace enclosure::app::http
