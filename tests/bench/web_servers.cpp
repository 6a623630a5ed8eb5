#include "tests/bench/web_servers.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <sstream>
#include <thread>

#include <nlohmann/json.hpp>

extern char** environ;

namespace enclosure::bench {
namespace {

namespace fs = std::filesystem;

constexpr const char* kNow = "2026-09-10T08:00:00Z";
constexpr const char* kKey = "the-key-of-the-benchmark-0123456789";

[[noreturn]] void give_up(const std::string& why) {
  std::fprintf(stderr, "%s\n", why.c_str());
  std::exit(1);
}

pid_t spawn(const std::vector<std::string>& arguments, const fs::path& out) {
  std::vector<char*> words;
  for (const std::string& argument : arguments)
    words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  pid_t pid = -1;
  const int error = posix_spawnp(&pid, words[0], &actions, nullptr, words.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) give_up("cannot run " + arguments.front());
  return pid;
}

std::string slurp(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

double megabytes_of(pid_t pid) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return std::strtod(line.c_str() + 6, nullptr) / 1024.0;
  }
  return 0;
}

int connected(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0) return socket;
  ::close(socket);
  return -1;
}

void wait_for(int port) {
  for (int i = 0; i < 6000; ++i) {
    if (const int socket = connected(port); socket >= 0) {
      ::close(socket);
      return;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  give_up("nobody listens on port " + std::to_string(port));
}

/// "1.23ms" of wrk's in milliseconds.
double milliseconds_of(const std::string& text) {
  char* unit = nullptr;
  const double value = std::strtod(text.c_str(), &unit);
  const std::string name = unit;
  return name == "us" ? value / 1000 : name == "s" ? value * 1000 : value;
}

}  // namespace

Folder::Folder()
    : path_(fs::temp_directory_path() / ("enclosure-http-" + std::to_string(getpid()))) {
  fs::create_directories(path_);
  fs::permissions(path_, fs::perms(0755));
}

Folder::~Folder() {
  fs::remove_all(path_);
}

Background::Background(const std::vector<std::string>& arguments, const fs::path& out)
    : pid_(spawn(arguments, out)) {}

Background::~Background() {
  ::kill(pid_, SIGTERM);
  ::waitpid(pid_, nullptr, 0);
}

double Background::megabytes() const {
  double all = megabytes_of(pid_);
  const std::string pid = std::to_string(pid_);
  std::istringstream children(slurp("/proc/" + pid + "/task/" + pid + "/children"));
  for (pid_t child = 0; children >> child;) all += megabytes_of(child);
  return all;
}

std::string output_of(const std::vector<std::string>& arguments) {
  const fs::path out = fs::temp_directory_path() / ("enclosure-out-" + std::to_string(::getpid()));
  const pid_t pid = spawn(arguments, out);
  ::waitpid(pid, nullptr, 0);
  const std::string text = slurp(out);
  fs::remove(out);
  return text;
}

ServedShop::ServedShop(const Folder& folder) {
  const std::string shop = folder / "shop";
  const std::vector<std::string> enclosure{ENCLOSURE_PROGRAM, "--workspace", shop, "--now", kNow};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), enclosure.begin(), enclosure.end());
    return more;
  };
  output_of({ENCLOSURE_PROGRAM, "--now", kNow, "init", shop, "--sample"});
  auto config = nlohmann::json::parse(slurp(folder / "shop/enclosure.json"));
  config["api_key"] = kKey;
  // All requests are for one link and from one address; counting them is part of the work.
  config["http"]["requests_per_link"] = 1'000'000'000;
  config["http"]["wrong_links_per_minute"] = 1'000'000'000;
  config["http"]["connections_per_address"] = 10'000;
  std::ofstream(folder / "shop/enclosure.json") << config.dump(1);
  output_of(with({"issue"}));
  const auto messages = nlohmann::json::parse(output_of(with({"--json", "messages", "list"})));
  const fs::path out = folder / "serve.out";
  server_ = std::make_unique<Background>(
      with({"--quiet", "--json", "serve", "--no-dispatch", "--port", "0"}), out);
  nlohmann::json told;
  for (int i = 0; i < 6000 && !told.is_object(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    told = nlohmann::json::parse(slurp(out), nullptr, false);
  }
  if (!told.is_object()) give_up("the server does not start");
  port_ = told["port"].get<int>();
  for (const auto& message : messages["messages"]) {  // the first order that has an invoice
    const std::string order = message["order"];
    const auto answer =
        nlohmann::json::parse(fetch(port_, "POST", "/api/v1/orders/" + order + "/invoice-link",
                                    std::string("Authorization: Bearer ") + kKey + "\r\n"),
                              nullptr, false);
    if (!answer.is_object() || !answer.contains("url")) continue;
    const std::string url = answer["url"];
    link_ = url.substr(url.find("/i/"));
    return;
  }
  give_up("no order has a link");
}

Nginx::Nginx(const Folder& folder, const std::string& pdf)
    : port_(20'000 + static_cast<int>(::getpid() % 20'000)) {
  fs::create_directories(folder / "www");
  std::ofstream(folder / "www/invoice.pdf", std::ios::binary) << pdf;
  const std::string root = folder / "www";
  std::ofstream(folder / "nginx.conf")
      << "worker_processes auto;\ndaemon off;\npid " << root << "/pid;\nerror_log stderr crit;\n"
      << "events { worker_connections 4096; }\n"
      << "http {\n  access_log off;\n  sendfile on;\n  tcp_nopush on;\n"
      << "  keepalive_requests 1000000000;\n  types { application/pdf pdf; }\n"
      << "  server { listen 127.0.0.1:" << port_ << "; root " << root << "; }\n}\n";
  server_ = std::make_unique<Background>(
      std::vector<std::string>{"/usr/sbin/nginx", "-c", folder / "nginx.conf", "-e", "stderr"},
      folder / "nginx.out");
  wait_for(port_);
}

std::string fetch(int port, const std::string& method, const std::string& target,
                  const std::string& fields) {
  const int socket = connected(port);
  if (socket < 0) give_up("cannot connect");
  const std::string request = method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + fields +
                              "Connection: close\r\n\r\n";
  static_cast<void>(!::write(socket, request.data(), request.size()));
  std::string all;
  std::array<char, 65536> buffer{};
  for (ssize_t length = 1; length > 0;) {
    length = ::read(socket, buffer.data(), buffer.size());
    if (length > 0) all.append(buffer.data(), static_cast<std::size_t>(length));
  }
  ::close(socket);
  const auto head = all.find("\r\n\r\n");
  return head == std::string::npos ? "" : all.substr(head + 4);
}

Load load(int port, const std::string& target, int connections, int seconds) {
  std::istringstream lines(output_of({"wrk", "-t2", "-c" + std::to_string(connections),
                                      "-d" + std::to_string(seconds) + "s", "--latency",
                                      "http://127.0.0.1:" + std::to_string(port) + target}));
  Load measured;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string name;
    std::string value;
    words >> name >> value;
    if (name == "Requests/sec:") measured.per_second = std::strtod(value.c_str(), nullptr);
    if (name == "50%") measured.p50_milliseconds = milliseconds_of(value);
    if (name == "99%") measured.p99_milliseconds = milliseconds_of(value);
    if (name == "Non-2xx" || name == "Socket") measured.trouble += line;
  }
  return measured;
}

}  // namespace enclosure::bench
