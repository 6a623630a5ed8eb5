// The server under a service manager: what it tells, the sockets it is given, its units.

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstring>

#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>

#include "tests/cli/program.h"

namespace enclosure::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* kNow = "2026-09-10T08:00:00Z";

/// The manager's end of NOTIFY_SOCKET.
class NotifySocket {
 public:
  explicit NotifySocket(const fs::path& path) : socket_(::socket(AF_UNIX, SOCK_DGRAM, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof(address.sun_path) - 1);
    EXPECT_EQ(::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
  }
  ~NotifySocket() { ::close(socket_); }
  NotifySocket(const NotifySocket&) = delete;
  NotifySocket& operator=(const NotifySocket&) = delete;

  /// The next message that begins so; those before it are skipped. "" when none comes.
  std::string next(std::string_view beginning) {
    for (;;) {
      pollfd waiting{socket_, POLLIN, 0};
      if (::poll(&waiting, 1, 60'000) != 1) return "";
      std::array<char, 1000> text{};
      const auto length = ::recv(socket_, text.data(), text.size(), 0);
      const std::string message(text.data(), length > 0 ? static_cast<std::size_t>(length) : 0);
      if (message.starts_with(beginning)) return message;
    }
  }

 private:
  int socket_;
};

class UnderAManager : public testing::Test {
 protected:
  /// A shell sets the variables, since it has the process id that LISTEN_PID must name.
  void start(const std::string& variables, const std::string& redirection = "") {
    const std::string command = "export " + variables +
                                "; exec " ENCLOSURE_PROGRAM " --workspace " + shop_.path() +
                                " --now " + kNow + " serve --no-dispatch --port 0 " + redirection;
    server_ = std::make_unique<support::Running>(std::vector<std::string>{"/bin/sh", "-c", command},
                                                 shop_ / "serve.out");
  }

  SampleWorkspace shop_;
  NotifySocket manager_{shop_ / "notify"};
  std::unique_ptr<support::Running> server_;
};

TEST_F(UnderAManager, TellsHowItStands) {
  start("NOTIFY_SOCKET=" + (shop_ / "notify").string() + " WATCHDOG_USEC=400000");
  EXPECT_NE(manager_.next("READY=1").find("STATUS=Listening on port "), std::string::npos);
  EXPECT_EQ(manager_.next("WATCHDOG=1"), "WATCHDOG=1");
  EXPECT_EQ(manager_.next("WATCHDOG=1"), "WATCHDOG=1");
  server_->signal(SIGHUP);
  EXPECT_NE(manager_.next("RELOADING=1").find("MONOTONIC_USEC="), std::string::npos);
  EXPECT_NE(manager_.next("READY=1"), "");
  server_->signal(SIGTERM);
  EXPECT_NE(manager_.next("STOPPING=1"), "");
  EXPECT_EQ(server_->wait(), 0);
}

TEST_F(UnderAManager, ServesOnTheSocketItIsGiven) {
  const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof(address);
  ASSERT_EQ(::bind(listener, reinterpret_cast<sockaddr*>(&address), length), 0);
  ASSERT_EQ(::listen(listener, 10), 0);
  ASSERT_EQ(::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &length), 0);
  start("LISTEN_PID=$$ LISTEN_FDS=1 NOTIFY_SOCKET=" + (shop_ / "notify").string(),
        "3<&" + std::to_string(listener));
  EXPECT_NE(manager_.next("READY=1"), "");
  ::close(listener);
  Poco::Net::HTTPClientSession session("127.0.0.1", ntohs(address.sin_port));
  Poco::Net::HTTPRequest request("GET", "/healthz", "HTTP/1.1");
  session.sendRequest(request);
  Poco::Net::HTTPResponse response;
  session.receiveResponse(response);
  EXPECT_EQ(response.getStatus(), 200);
}

/// Debian's own judge of units, with the program that was built in the place of the installed one.
TEST(Units, AreTakenBySystemd) {
  if (!fs::exists("/usr/bin/systemd-analyze"))
    GTEST_SKIP() << "systemd-analyze is not installed (Debian: systemd)";
  const support::TemporaryFolder folder;
  const fs::path units = fs::path(ENCLOSURE_SOURCE_DIR) / "docs/systemd";
  for (const char* name : {"enclosure.service", "enclosure.socket"}) {
    std::string text = support::slurp(units / name);
    const std::string installed = "/usr/local/bin/enclosure";
    for (auto at = text.find(installed); at != std::string::npos; at = text.find(installed, at + 1))
      text.replace(at, installed.size(), ENCLOSURE_PROGRAM);
    support::spit(folder / name, text);
  }
  const auto verified = support::run({"systemd-analyze", "verify", "--man=no",
                                      folder / "enclosure.service", folder / "enclosure.socket"});
  EXPECT_EQ(verified.exit_code, 0) << verified.err;
  EXPECT_EQ(verified.err, "");
  const auto secure = support::run({"systemd-analyze", "security", "--offline=true",
                                    "--threshold=20", folder / "enclosure.service"});
  EXPECT_EQ(secure.exit_code, 0) << secure.out << secure.err;
}

}  // namespace
}  // namespace enclosure::app
