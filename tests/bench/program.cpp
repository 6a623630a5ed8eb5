#include "tests/bench/program.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/bench/figures.h"
#include "tests/bench/orders.h"

namespace enclosure::bench {
namespace {

namespace fs = std::filesystem;

constexpr const char* kNow = "2026-09-30T08:00:00Z";
const std::string kLogo = ENCLOSURE_SOURCE_DIR "/samples/logo.png";

/// A folder that is gone at the end.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("enclosure-bench-" + std::to_string(getpid()))) {
    fs::create_directories(path_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path_); }
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

[[noreturn]] void give_up(const std::string& why) {
  std::fprintf(stderr, "%s\n", why.c_str());
  std::exit(1);
}

/// Turns the child into the program, silent but for its complaints.
[[noreturn]] void become(const std::vector<std::string>& arguments) {
  std::vector<char*> words{const_cast<char*>(ENCLOSURE_PROGRAM)};
  for (const std::string& argument : arguments)
    words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  const int nowhere = open("/dev/null", O_WRONLY);
  dup2(nowhere, STDOUT_FILENO);
  execv(words.front(), words.data());
  _exit(127);
}

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

void write_orders(const std::string& file, std::size_t count) {
  std::ofstream out(file);
  for (std::size_t i = 0; i < count; ++i) out << order_line(i, kLogo) << '\n';
}

std::vector<std::string> render(const std::string& orders, const std::string& out,
                                std::vector<std::string> options) {
  options.insert(options.begin(), {"--now", kNow, "--quiet", "render", orders, "--out", out});
  return options;
}

/// One row: the medians of `kRuns` runs. `arguments` says for each run what is to be run; what it
/// does before is not measured.
void row(const char* name, std::size_t documents,
         const std::function<std::vector<std::string>(int run)>& arguments) {
  std::vector<double> per_cpu_second;
  std::vector<double> per_second;
  std::vector<double> memory;
  const auto count = static_cast<double>(documents);
  for (int i = 0; i < kRuns; ++i) {
    const Usage usage = run_program(arguments(i));
    per_cpu_second.push_back(count / usage.cpu_seconds);
    per_second.push_back(count / usage.wall_seconds);
    memory.push_back(usage.peak_megabytes);
  }
  std::printf("%-36s %11.0f %11.0f %8.1f\n", name, median(per_cpu_second), median(per_second),
              median(memory));
  std::fflush(stdout);
}

void print_render(const Folder& folder) {
  constexpr std::size_t kOrders = 2000;
  const std::string one = folder / "one.json";
  const std::string many = folder / "many.json";
  write_orders(one, 1);
  write_orders(many, kOrders);
  // Each run has a folder of its own, kept to the end: a file system that has just deleted
  // thousands of files is slow to make new ones.
  const auto rendered = [&](const char* name, std::vector<std::string> options) {
    return [&folder, &many, name, options = std::move(options)](int run) {
      return render(many, folder / (name + std::to_string(run)), options);
    };
  };
  std::vector<double> first;
  for (int i = 0; i < kRuns; ++i)
    first.push_back(run_program(render(one, folder / "one", {})).wall_seconds * 1000);
  std::printf("\nThe program: one order rendered, from start to end of the process: %.0f ms\n\n",
              median(first));
  std::printf("%-36s %11s %11s %8s\n", "command", "docs/CPU s", "docs/s", "peak MB");
  row("render, 2,000 orders", kOrders, rendered("one-job-", {}));
  row("render --jobs 2", kOrders, rendered("two-jobs-", {"--jobs", "2"}));
  row("render --compact", kOrders, rendered("compact-", {"--compact"}));
}

/// Orders for `issue`: own JSON, one per line.
void write_shop_orders(const std::string& file, std::size_t count) {
  std::ofstream out(file);
  for (std::size_t i = 0; i < count; ++i) {
    nlohmann::ordered_json order = nlohmann::ordered_json::parse(order_line(3, kLogo))["order"];
    order["id"] = "S-" + std::to_string(100000 + i);
    order["channel"] = "shop";
    order.erase("marketplace_id");
    out << order.dump() << '\n';
  }
}

/// A workspace that can issue, with orders and without documents.
void make_workspace(const std::string& workspace, const std::string& orders) {
  run_program({"--now", kNow, "init", workspace});
  fs::copy_file(ENCLOSURE_SOURCE_DIR "/samples/enclosure.json", workspace + "/enclosure.json",
                fs::copy_options::overwrite_existing);
  fs::copy_file(kLogo, workspace + "/logo.png", fs::copy_options::overwrite_existing);
  run_program({"--workspace", workspace, "--now", kNow, "--quiet", "import", orders});
}

void print_issue(const Folder& folder) {
  constexpr std::size_t kOrders = 500;
  const std::string orders = folder / "shop.json";
  write_shop_orders(orders, kOrders);
  const auto in = [](const std::string& shop, std::vector<std::string> words) {
    words.insert(words.begin(), {"--workspace", shop, "--now", kNow, "--quiet"});
    return words;
  };
  for (const std::string jobs : {"1", "2"}) {
    row(("issue --jobs " + jobs + ", 500 orders").c_str(), kOrders, [&](int run) {
      const std::string shop = folder / ("shop-" + jobs + "-" + std::to_string(run));
      make_workspace(shop, orders);
      return in(shop, {"issue", "--jobs", jobs});
    });
  }
  for (const std::string jobs : {"1", "2"}) {
    row(("regenerate --all --verify --jobs " + jobs).c_str(), kOrders, [&](int) {
      return in(folder / "shop-1-0", {"regenerate", "--all", "--verify", "--jobs", jobs});
    });
  }
}

/// Resident memory of another process in MB.
double resident_megabytes_of(pid_t process) {
  std::ifstream status("/proc/" + std::to_string(process) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return std::strtod(line.c_str() + 6, nullptr) / 1024.0;
  }
  return 0;
}

}  // namespace

Usage run_program(const std::vector<std::string>& arguments,
                  const std::function<void(pid_t)>& watch) {
  const double begin = wall_milliseconds();
  const pid_t child = fork();
  if (child < 0) give_up("cannot start the program");
  if (child == 0) become(arguments);
  int status = 0;
  rusage used{};
  while (wait4(child, &status, watch ? WNOHANG : 0, &used) == 0) {
    watch(child);
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) give_up("the program failed");
  return {(wall_milliseconds() - begin) / 1000,
          seconds_of(used.ru_utime) + seconds_of(used.ru_stime),
          static_cast<double>(used.ru_maxrss) / 1024};
}

void print_commands() {
  const Folder folder;
  print_render(folder);
  print_issue(folder);
}

void print_flatness() {
  constexpr std::size_t kOrders = 100'000;
  const Folder folder;
  const std::string orders = folder / "orders.json";
  const std::string out = folder / "out";
  write_orders(orders, kOrders);
  std::printf("%11s %8s\n", "documents", "RSS MB");
  std::size_t next = kOrders / 10;
  const auto usage = run_program(render(orders, out, {"--jobs", "2"}), [&](pid_t child) {
    const std::string name = "W-" + std::to_string(1'000'000 + next - 1) + ".pdf";
    if (next > kOrders || !fs::exists(fs::path(out) / name)) return;
    std::printf("%11zu %8.1f\n", next, resident_megabytes_of(child));
    std::fflush(stdout);
    next += kOrders / 10;
  });
  std::printf("%.0f documents a second, %.0f a CPU second, peak %.1f MB\n",
              kOrders / usage.wall_seconds, kOrders / usage.cpu_seconds, usage.peak_megabytes);
}

}  // namespace enclosure::bench
