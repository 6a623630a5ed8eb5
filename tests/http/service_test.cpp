// The server beside a service manager: what it tells, and when it reads its certificate again.

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <vector>

#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketAddress.h>

#include "app/service/server_upkeep.h"
#include "app/service/service_manager.h"
#include "tests/http/running_server.h"
#include "tests/support/process.h"

namespace enclosure::app::http::test {
namespace {

/// The manager's end of NOTIFY_SOCKET.
class NotifySocket {
 public:
  explicit NotifySocket(const std::string& path) : socket_(::socket(AF_UNIX, SOCK_DGRAM, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof(address.sun_path) - 1);
    if (path.front() == '@') address.sun_path[0] = '\0';
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size());
    EXPECT_EQ(::bind(socket_, reinterpret_cast<sockaddr*>(&address), length), 0);
  }
  ~NotifySocket() { ::close(socket_); }
  NotifySocket(const NotifySocket&) = delete;
  NotifySocket& operator=(const NotifySocket&) = delete;

  /// The next message; "" when none comes.
  std::string next() {
    pollfd waiting{socket_, POLLIN, 0};
    if (::poll(&waiting, 1, 20'000) != 1) return "";
    std::array<char, 1000> text{};
    const auto length = ::recv(socket_, text.data(), text.size(), 0);
    return {text.data(), length > 0 ? static_cast<std::size_t>(length) : 0};
  }

 private:
  int socket_;
};

class Service : public RunningServer {
 protected:
  void SetUp() override {
    ::pthread_sigmask(SIG_SETMASK, nullptr, &signals_);
    ::setenv("NOTIFY_SOCKET", (folder_ / "notify").c_str(), 1);
    manager_ = std::make_unique<NotifySocket>((folder_ / "notify").string());
  }
  void TearDown() override {
    if (server_) server_->stop();
    for (const char* name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "LISTEN_FDS",
                             "LISTEN_PID", "LISTEN_FDNAMES"})
      ::unsetenv(name);
    ::pthread_sigmask(SIG_SETMASK, &signals_, nullptr);
  }

  const support::TemporaryFolder folder_;
  std::unique_ptr<NotifySocket> manager_;
  sigset_t signals_{};
};

TEST_F(Service, TellsHowItStands) {
  const ServiceManager told;
  EXPECT_EQ(std::getenv("NOTIFY_SOCKET"), nullptr) << "no child is to take it for its own";
  told.ready("Listening");
  EXPECT_EQ(manager_->next(), "READY=1\nSTATUS=Listening");
  told.reloading();
  EXPECT_TRUE(manager_->next().starts_with("RELOADING=1\nMONOTONIC_USEC="));
  told.stopping();
  EXPECT_TRUE(manager_->next().starts_with("STOPPING=1\n"));
  told.alive();
  EXPECT_EQ(manager_->next(), "WATCHDOG=1");
}

TEST_F(Service, SpeaksToNamesThatAreNoFiles) {
  const std::string name = "@enclosure-test-" + std::to_string(::getpid());
  NotifySocket abstract(name);
  ::setenv("NOTIFY_SOCKET", name.c_str(), 1);
  const ServiceManager told;
  told.alive();
  EXPECT_EQ(abstract.next(), "WATCHDOG=1");
}

TEST_F(Service, IsSilentWithoutAManager) {
  for (const char* path : {"", "relative", "/nowhere/at/all"}) {
    ::setenv("NOTIFY_SOCKET", path, 1);
    const ServiceManager told;
    told.alive();
  }
  EXPECT_FALSE(ServiceManager().watchdog());
  EXPECT_TRUE(ServiceManager().listeners().empty());
}

TEST_F(Service, KnowsWhatTheWatchdogWaitsFor) {
  ::setenv("WATCHDOG_USEC", "30000000", 1);
  EXPECT_EQ(ServiceManager().watchdog(), std::chrono::seconds(15));
  ::setenv("WATCHDOG_USEC", "30000000", 1);
  ::setenv("WATCHDOG_PID", "1", 1);
  EXPECT_FALSE(ServiceManager().watchdog()) << "it is somebody else's";
  ::setenv("WATCHDOG_USEC", "soon", 1);
  EXPECT_FALSE(ServiceManager().watchdog());
}

TEST_F(Service, TakesNoSocketsThatAreMeantForOthers) {
  ::setenv("LISTEN_FDS", "1", 1);
  ::setenv("LISTEN_PID", "1", 1);
  EXPECT_TRUE(ServiceManager().listeners().empty());
  ::setenv("LISTEN_FDS", "1", 1);
  EXPECT_TRUE(ServiceManager().listeners().empty()) << "nobody says whose they are";
}

TEST_F(Service, ServesOnASocketThatListensAlready) {
  Poco::Net::ServerSocket listener;
  listener.bind(Poco::Net::SocketAddress("127.0.0.1", 0), true, false);
  listener.listen();
  settings_.listeners = {listener.impl()->sockfd()};
  start();
  EXPECT_EQ(port(), listener.address().port());
  EXPECT_EQ(get("/healthz").body, "ok\n");
  server_->stop();
  start();
  EXPECT_EQ(get("/healthz").body, "ok\n") << "a socket of somebody else's stays open";
}

TEST_F(Service, ReadsTheCertificateOnHangupAndTellsThatItLives) {
  ::setenv("WATCHDOG_USEC", "200000", 1);
  const ServiceManager told;
  hold_signals_back();
  start();
  std::mutex mutex;
  std::vector<std::string> said;
  const ServerUpkeep upkeep(*server_, told, [&](const std::string& text) {
    const std::lock_guard lock(mutex);
    said.push_back(text);
  });
  for (int i = 0; i < 3; ++i) EXPECT_EQ(manager_->next(), "WATCHDOG=1");
  ::kill(::getpid(), SIGHUP);
  std::string message = manager_->next();
  while (message == "WATCHDOG=1") message = manager_->next();
  EXPECT_TRUE(message.starts_with("RELOADING=1\n"));
  EXPECT_TRUE(manager_->next().starts_with("READY=1\n"));
  const std::lock_guard lock(mutex);
  EXPECT_TRUE(said.empty()) << "there is no certificate to speak of";
}

}  // namespace
}  // namespace enclosure::app::http::test
