// How fast invoices become PDFs, and how large they are.
//
//   enclosure_bench [seconds a run]
//
// Each row is the median of five runs. "docs/s/core" counts the CPU time of the one thread that
// renders, so that other work on the machine disturbs it little; p50 and p99 are wall time.

#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "invoice/layout/lay_out.h"
#include "invoice/layout/typesetting.h"
#include "invoice/render.h"
#include "sample_invoice.h"

namespace {

using namespace enclosure::invoice;

constexpr int kRuns = 5;

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double wall_milliseconds() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double, std::milli>(now).count();
}

/// Resident memory of the process in MB.
double resident_megabytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return std::strtod(line.c_str() + 6, nullptr) / 1024.0;
  }
  return 0;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

struct Figures {
  double per_second = 0;
  double p50 = 0;
  double p99 = 0;
};

template <typename Work>
Figures run(double seconds, const Work& work) {
  std::vector<double> times;
  const double begin = cpu_seconds();
  double used = 0;
  while (used < seconds || times.size() < 3) {
    const double from = wall_milliseconds();
    work();
    times.push_back(wall_milliseconds() - from);
    used = cpu_seconds() - begin;
  }
  std::sort(times.begin(), times.end());
  return {static_cast<double>(times.size()) / used, times[times.size() / 2],
          times[times.size() * 99 / 100]};
}

template <typename Work>
void row(const char* name, double seconds, std::size_t bytes, const Work& work) {
  work();
  std::vector<double> per_second;
  std::vector<double> p50;
  std::vector<double> p99;
  for (int i = 0; i < kRuns; ++i) {
    const Figures figures = run(seconds, work);
    per_second.push_back(figures.per_second);
    p50.push_back(figures.p50);
    p99.push_back(figures.p99);
  }
  std::printf("%-34s %11.0f %9.2f %9.2f %9zu %7.1f\n", name, median(per_second), median(p50),
              median(p99), bytes, resident_megabytes());
  std::fflush(stdout);
}

std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void render_row(const char* name, double seconds, const InvoiceContent& content, const Logo* logo) {
  const Invoice invoice = sample::invoice(content);
  const auto once = render_pdf(invoice, logo, sample::typesetting());
  if (!once) {
    std::fprintf(stderr, "%s: %s\n", name, once.faults().front().message.c_str());
    std::exit(1);
  }
  row(name, seconds, once->size(), [&] {
    if (!render_pdf(invoice, logo, sample::typesetting())) std::abort();
  });
}

}  // namespace

int main(int argc, char** argv) {
  const double seconds = argc > 1 ? std::strtod(argv[1], nullptr) : 1.0;
  const auto logo = Logo::decode(read(ENCLOSURE_SOURCE_DIR "/samples/logo.png"));
  if (!logo) {
    std::fprintf(stderr, "%s\n", logo.faults().front().message.c_str());
    return 1;
  }
  std::printf("%-34s %11s %9s %9s %9s %7s\n", "document", "docs/s/core", "p50 ms", "p99 ms",
              "bytes", "RSS MB");
  render_row("1 line, no logo", seconds, sample::plain(1), nullptr);
  render_row("1 page, 10 lines, logo", seconds, sample::plain(10), &*logo);
  render_row("Greek and Cyrillic names, logo", seconds, sample::content("el"), &*logo);
  render_row("10 pages, 165 lines, logo", seconds, sample::plain(165), &*logo);
  const Invoice ten = sample::invoice(sample::plain(10));
  row("layout alone, 10 lines", seconds, 0, [&] {
    if (!layout::lay_out(*ten, std::nullopt, sample::typesetting().data())) std::abort();
  });
  return 0;
}
