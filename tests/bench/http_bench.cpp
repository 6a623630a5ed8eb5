// The server under load, beside nginx with the same PDF as a file, in the same run on the same
// cores:
//
//   enclosure_http_bench                five rounds in turn, medians; what guesses at a token take
//   enclosure_http_bench flat [SECONDS] memory under load, default 600

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string_view>
#include <thread>

#include "tests/bench/figures.h"
#include "tests/bench/web_servers.h"

namespace {

using namespace enclosure;  // NOLINT(google-build-using-namespace)

constexpr int kSeconds = 4;
constexpr int kConnections = 64;

/// One row of the table, measured a round at a time.
struct Row {
  const char* name;
  int port;
  std::string target;
  std::vector<double> per_second{};
  std::vector<double> p50{};
  std::vector<double> p99{};

  void measure() {
    const bench::Load load = bench::load(port, target, kConnections, kSeconds);
    if (!load.trouble.empty()) std::printf("%s: %s\n", name, load.trouble.c_str());
    per_second.push_back(load.per_second);
    p50.push_back(load.p50_milliseconds);
    p99.push_back(load.p99_milliseconds);
  }
};

void print(const Row& row, const Row& measure, double megabytes) {
  const double rate = bench::median(row.per_second);
  std::printf("%-36s %9.0f %7.2f %8.2f %8.2f %8.1f\n", row.name, rate,
              rate / bench::median(measure.per_second), bench::median(row.p50),
              bench::median(row.p99), megabytes);
}

void compare(const bench::ServedShop& shop, const bench::Nginx& nginx, std::size_t bytes) {
  Row file{"nginx, invoice.pdf as a file", nginx.port(), "/invoice.pdf"};
  Row pdf{"GET /i/{token}/invoice.pdf", shop.port(), shop.link() + "/invoice.pdf"};
  Row page{"GET /i/{token}", shop.port(), shop.link()};
  Row health{"GET /healthz", shop.port(), "/healthz"};
  for (Row* row : {&file, &pdf}) {  // warm
    row->measure();
    *row = {row->name, row->port, row->target};
  }
  for (int round = 0; round < bench::kRuns; ++round) {
    for (Row* row : {&file, &pdf, &page, &health}) row->measure();
  }
  std::printf("%zu bytes, %d connections, %d seconds, medians of %d\n", bytes, kConnections,
              kSeconds, bench::kRuns);
  std::printf("%-36s %9s %7s %8s %8s %8s\n", "", "a second", "ratio", "p50 ms", "p99 ms", "RSS MB");
  print(file, file, nginx.megabytes());
  for (const Row* row : {&pdf, &page, &health}) print(*row, file, shop.megabytes());
}

/// What a wrong token takes by how near it is to a right one: to be looked at, since a machine with
/// other work to do proves nothing.
void print_guesses(const bench::ServedShop& shop) {
  const std::string right = shop.link().substr(3);
  std::mt19937 random(20261129);  // NOLINT(cert-msc51-cpp): the same each time
  const auto other = [&](char c) { return c == 'A' ? 'B' : 'A'; };
  struct Kind {
    const char* name;
    std::vector<double> times{};
  };
  std::vector<Kind> kinds{{"right but for the last letter"},
                          {"right but for the first letter"},
                          {"random, of the right form"},
                          {"too short"}};
  for (int i = 0; i < 2000; ++i) {
    const std::size_t at = static_cast<std::size_t>(i) % kinds.size();
    std::string guess = right;
    if (at == 0) guess.back() = other(guess.back());
    if (at == 1) guess.front() = other(guess.front());
    if (at == 2) {
      for (char& c : guess) c = static_cast<char>('a' + random() % 26);
    }
    if (at == 3) guess = "x";
    const double from = bench::wall_milliseconds();
    bench::fetch(shop.port(), "GET", "/i/" + guess);
    kinds[at].times.push_back(bench::wall_milliseconds() - from);
  }
  std::printf("\na wrong token, median ms of a request with its connection\n");
  for (const Kind& kind : kinds)
    std::printf("  %-34s %8.4f\n", kind.name, bench::median(kind.times));
}

void print_flatness(const bench::ServedShop& shop, int seconds) {
  constexpr int kParts = 10;
  std::printf("memory after each of %d parts of %d seconds under load, MB:", kParts,
              seconds / kParts);
  std::printf(" %.1f", shop.megabytes());
  double answers = 0;
  for (int i = 0; i < kParts; ++i) {
    const auto load =
        bench::load(shop.port(), shop.link() + "/invoice.pdf", kConnections, seconds / kParts);
    answers += load.per_second * seconds / kParts;
    std::printf(" %.1f", shop.megabytes());
    std::fflush(stdout);
    if (!load.trouble.empty()) std::printf("\n%s\n", load.trouble.c_str());
  }
  std::printf("\n%.0f answers\n", answers);
}

}  // namespace

int main(int argc, char** argv) {
  for (const char* program : {"/usr/bin/wrk", "/usr/sbin/nginx"}) {
    if (std::filesystem::exists(program)) continue;
    std::printf("http: %s is not installed\n", program);
    return 0;
  }
  const bench::Folder folder;
  const bench::ServedShop shop(folder);
  if (argc > 1 && std::string_view(argv[1]) == "flat") {
    print_flatness(shop, argc > 2 ? std::atoi(argv[2]) : 600);
    return 0;
  }
  const std::string pdf = bench::fetch(shop.port(), "GET", shop.link() + "/invoice.pdf");
  const bench::Nginx nginx(folder, pdf);
  compare(shop, nginx, pdf.size());
  print_guesses(shop);
  return 0;
}
