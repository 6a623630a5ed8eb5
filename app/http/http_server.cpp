#include "app/http/http_server.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <set>
#include <utility>

#include <Poco/Exception.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/TCPServer.h>
#include <Poco/Net/TCPServerConnection.h>
#include <Poco/Net/TCPServerConnectionFactory.h>
#include <Poco/Net/TCPServerParams.h>
#include <Poco/ThreadPool.h>
#include <Poco/Timespan.h>

#include "app/errors.h"
#include "app/http/connection.h"

namespace enclosure::app {
namespace {

/// The connections that are served now, so that stopping can reach them.
class LiveConnections {
 public:
  void add(http::Connection& connection) {
    const std::lock_guard lock(mutex_);
    all_.insert(&connection);
    if (stopping_) connection.interrupt(false);
  }

  void remove(http::Connection& connection) {
    const std::lock_guard lock(mutex_);
    all_.erase(&connection);
    if (all_.empty()) none_left_.notify_all();
  }

  /// Ends those that wait, gives the others `grace`, then ends those as well.
  void end_all(std::chrono::milliseconds grace) {
    std::unique_lock lock(mutex_);
    stopping_ = true;
    for (auto* connection : all_) connection->interrupt(false);
    none_left_.wait_for(lock, grace, [&] { return all_.empty(); });
    for (auto* connection : all_) connection->interrupt(true);
  }

  [[nodiscard]] bool is_stopping() const { return stopping_; }

 private:
  std::mutex mutex_;
  std::condition_variable none_left_;
  std::set<http::Connection*> all_;
  std::atomic<bool> stopping_ = false;
};

/// Poco's frame around our connection.
class PocoConnection : public Poco::Net::TCPServerConnection {
 public:
  PocoConnection(const Poco::Net::StreamSocket& socket, const http::ServerContext& server,
                 LiveConnections& live)
      : TCPServerConnection(socket), server_(server), live_(live) {}

  void run() override {
    http::Connection connection(socket(), server_);
    live_.add(connection);
    connection.serve();
    live_.remove(connection);
  }

 private:
  const http::ServerContext& server_;
  LiveConnections& live_;
};

class PocoFactory : public Poco::Net::TCPServerConnectionFactory {
 public:
  PocoFactory(const http::ServerContext& server, LiveConnections& live)
      : server_(server), live_(live) {}

  Poco::Net::TCPServerConnection* createConnection(const Poco::Net::StreamSocket& socket) override {
    return new PocoConnection(socket, server_, live_);  // Poco deletes it
  }

 private:
  const http::ServerContext& server_;
  LiveConnections& live_;
};

Poco::Net::ServerSocket listen(const HttpServerSettings& settings) {
  try {
    const Poco::Net::SocketAddress address(settings.bind_address,
                                           static_cast<Poco::UInt16>(settings.port));
    // Poco's own constructor would share the port with whoever else asks for it (SO_REUSEPORT).
    Poco::Net::ServerSocket socket;
    socket.bind(address, true, false);
    socket.listen(256);
    return socket;
  } catch (const Poco::Exception& error) {
    throw WorldError(kExitUnavailable,
                     "cannot listen on " + settings.bind_address + ":" +
                         std::to_string(settings.port) + ": " + error.displayText(),
                     "choose another http.port, or stop the program that uses it");
  }
}

Poco::Net::TCPServerParams::Ptr params_of(const HttpServerSettings& settings) {
  Poco::Net::TCPServerParams::Ptr params = new Poco::Net::TCPServerParams;
  params->setMaxThreads(settings.threads);
  params->setMaxQueued(settings.queue_limit);
  params->setThreadIdleTime(Poco::Timespan(0, 250'000));
  return params;
}

}  // namespace

/// Everything that exists between `start` and `stop`; the order of the members is that of their
/// lives.
struct HttpServer::Running {
  explicit Running(const HttpServer& server)
      : context{server.router_, server.settings_, server.access_log_,
                [this] { return live.is_stopping() || tcp.queuedConnections() > 0; }},
        socket(listen(server.settings_)),
        pool(1, server.settings_.threads, 1),
        tcp(new PocoFactory(context, live), pool, socket, params_of(server.settings_)) {
    tcp.start();
  }

  void stop(std::chrono::milliseconds grace) {
    tcp.stop();
    live.end_all(grace);
    pool.joinAll();
  }

  http::ServerContext context;
  LiveConnections live;
  Poco::Net::ServerSocket socket;
  Poco::ThreadPool pool;
  Poco::Net::TCPServer tcp;
};

HttpServer::HttpServer(HttpServerSettings settings, http::Endpoints endpoints, AccessLog access_log,
                       ErrorLog error_log)
    : settings_(std::move(settings)),
      router_(std::move(endpoints), std::move(error_log)),
      access_log_(std::move(access_log)) {}

HttpServer::~HttpServer() {
  stop();
}

void HttpServer::start() {
  if (!running_) running_ = std::make_unique<Running>(*this);
}

int HttpServer::port() const {
  return running_ ? running_->socket.address().port() : 0;
}

void HttpServer::stop() {
  if (!running_) return;
  running_->stop(settings_.stop_grace);
  running_.reset();
}

}  // namespace enclosure::app
