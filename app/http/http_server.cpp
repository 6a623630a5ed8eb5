#include "app/http/http_server.h"

#include <pthread.h>
#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <thread>
#include <utility>

#include "app/http/acceptor.h"
#include "app/http/event_loop.h"
#include "app/http/server_context.h"

namespace enclosure::app {
namespace {

/// Files that the rest of the program needs: store, log, mail, documents.
constexpr int kOtherFiles = 100;
constexpr std::size_t kWaitingHandshakes = 1024;

/// The settings with what the machine says to them.
HttpServerSettings fitted(HttpServerSettings settings) {
  if (settings.loops <= 0)
    settings.loops = std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, 4);
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur != RLIM_INFINITY) {
    const auto most = std::max<rlim_t>(files.rlim_cur, kOtherFiles + 16) - kOtherFiles;
    settings.max_connections =
        static_cast<int>(std::min<rlim_t>(static_cast<rlim_t>(settings.max_connections), most));
  }
  return settings;
}

/// Threads that are begun while this lives do not die when a client closes under OpenSSL's write.
class WithoutSigpipe {
 public:
  WithoutSigpipe() {
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &pipe, &before_);
  }
  ~WithoutSigpipe() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  WithoutSigpipe(const WithoutSigpipe&) = delete;
  WithoutSigpipe& operator=(const WithoutSigpipe&) = delete;

 private:
  sigset_t before_{};
};

}  // namespace

/// Everything that exists between `start` and `stop`; the order of the members is that of their
/// lives.
struct HttpServer::Running {
  explicit Running(const HttpServer& server)
      : tls(server.settings_.tls ? std::make_unique<http::TlsKeys>(*server.settings_.tls)
                                 : nullptr),
        context{server.router_,
                server.settings_,
                server.access_log_,
                server.metrics_,
                tls.get(),
                http::ConnectionCounts(server.settings_.connections_per_address),
                {server.settings_.threads, server.settings_.queue_limit},
                {1, kWaitingHandshakes}},
        acceptor(context) {
    std::vector<http::EventLoop*> all;
    for (int i = 0; i < server.settings_.loops; ++i) {
      loops.push_back(std::make_unique<http::EventLoop>(context));
      all.push_back(loops.back().get());
    }
    server.metrics_.set_queue([this] { return context.workers.waiting(); });
    acceptor.start(all);
    for (const auto& loop : loops) threads.emplace_back([&loop = *loop] { loop.run(); });
  }

  void stop(std::chrono::milliseconds grace) {
    context.stopping = true;
    const auto deadline = http::EventLoop::Clock::now() + grace;
    for (const auto& loop : loops) loop->stop(deadline);
    loops.front()->post([this] { acceptor.close(); });  // whoever comes next finds the port free
    for (std::thread& thread : threads) thread.join();
    context.workers.stop();
    context.handshakes.stop();
    context.metrics.set_queue({});
  }

  bool is_alive() {
    bool alive = true;
    for (const auto& loop : loops) {
      alive = alive && loop->signs_of_life() >= asked;
      loop->ask_for_sign();
    }
    ++asked;
    return alive;
  }

  std::unique_ptr<http::TlsKeys> tls;
  http::ServerContext context;
  http::Acceptor acceptor;
  std::vector<std::unique_ptr<http::EventLoop>> loops;
  std::vector<std::thread> threads;
  std::uint64_t asked = 0;  ///< signs of life
};

HttpServer::HttpServer(HttpServerSettings settings, http::Endpoints endpoints, AccessLog access_log,
                       ErrorLog error_log, http::ServerMetrics* metrics)
    : settings_(fitted(std::move(settings))),
      router_(std::move(endpoints), std::move(error_log), settings_.link_limits),
      access_log_(std::move(access_log)),
      own_metrics_(metrics == nullptr ? std::make_unique<http::ServerMetrics>() : nullptr),
      metrics_(metrics == nullptr ? *own_metrics_ : *metrics) {
  metrics_.set_routes(router_.endpoints());
}

HttpServer::~HttpServer() {
  stop();
}

void HttpServer::start() {
  const WithoutSigpipe guard;
  if (!running_) running_ = std::make_unique<Running>(*this);
}

int HttpServer::port() const {
  return running_ ? running_->acceptor.port() : 0;
}

void HttpServer::stop() {
  if (!running_) return;
  running_->stop(settings_.stop_grace);
  running_.reset();
}

std::optional<std::string> HttpServer::reload_tls() {
  if (!running_ || !running_->tls) return std::nullopt;
  auto complaint = running_->tls->reload(http::wall_clock());
  metrics_.count_reload(!complaint);
  return complaint;
}

std::string HttpServer::tls_trouble() const {
  return running_ && running_->tls ? running_->tls->trouble_at(http::wall_clock()) : "";
}

bool HttpServer::tls_files_have_changed() {
  return running_ && running_->tls && running_->tls->have_changed();
}

bool HttpServer::is_alive() {
  return running_ && running_->is_alive();
}

}  // namespace enclosure::app
