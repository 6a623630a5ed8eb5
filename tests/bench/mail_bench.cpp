// Mails per second over one kept connection, beside smtp-source of Debian's postfix in the same
// run: a mail with a 200 KB attachment each, to postfix's smtp-sink on loopback.
//
//   enclosure_mail_bench [COUNT]     default 10000

#include <arpa/inet.h>
#include <netinet/in.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "app/smtp/smtp_transport.h"
#include "core/embedded.h"
#include "locales/data.h"
#include "messaging/compose.h"
#include "tests/bench/figures.h"
#include "tests/bench/store_mails.h"
#include "tests/support/process.h"

extern char** environ;

namespace {

using namespace enclosure;  // NOLINT(google-build-using-namespace)

constexpr std::size_t kAttachment = 200 * 1000;

pid_t start(const std::vector<std::string>& arguments) {
  std::vector<char*> argv;
  for (const std::string& one : arguments) argv.push_back(const_cast<char*>(one.c_str()));
  argv.push_back(nullptr);
  pid_t pid = 0;
  return posix_spawnp(&pid, argv[0], nullptr, nullptr, argv.data(), environ) == 0 ? pid : -1;
}

bool listens(int port) {
  const int probe = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  const bool there = ::connect(probe, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0;
  ::close(probe);
  return there;
}

double cpu_of(int who) {
  rusage usage{};
  ::getrusage(who, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void print(const char* name, int count, double wall, double cpu, double per_second_of_source) {
  const double rate = count / wall;
  std::printf("%-44s %8.0f/s %6.2f ms CPU each %7.1f s", name, rate, cpu / count * 1000, wall);
  if (per_second_of_source > 0)
    std::printf("  %3.0f %% of smtp-source", rate / per_second_of_source * 100);
  std::printf("\n");
  std::fflush(stdout);
}

messaging::MessageContent content() {
  messaging::MessageContent all;
  all.order = *OrderId::parse("B-1");
  all.language = *LanguageTag::parse("de");
  all.from = {"Muster Shop", *EmailAddress::parse("shop@seller.example")};
  all.to = {"Jörg Müller", *EmailAddress::parse("jane.roe@buyer.example")};
  all.brand = "Muster Shop";
  all.buyer_name = "Jörg Müller";
  all.invoice_numbers = {"R-2026-000001"};
  std::string bytes(kAttachment, '\0');
  unsigned state = 7;
  for (char& c : bytes) c = static_cast<char>((state = state * 1664525U + 1013904223U) >> 24U);
  all.attachments.push_back({"R-2026-000001.pdf", "application/pdf", bytes});
  all.date = *parse_instant("2026-09-01T08:00:00Z");
  return all;
}

app::SmtpSettings settings(int port) {
  app::SmtpSettings to;
  to.host = "127.0.0.1";
  to.port = port;
  to.security = app::SmtpSecurity::kNone;
  return to;
}

/// `count` mails over one connection; `make` gives the bytes of each.
void run_ours(const char* name, int port, int count, double source,
              const std::function<std::string_view()>& make) {
  app::SmtpTransport transport(settings(port));
  const app::Envelope envelope{*EmailAddress::parse("shop@seller.example"),
                               *EmailAddress::parse("jane.roe@buyer.example")};
  const double cpu = cpu_of(RUSAGE_SELF);
  const double from = bench::wall_milliseconds();
  for (int i = 0; i < count; ++i) {
    const auto outcome = transport.send(envelope, "a", make());
    if (outcome.kind != app::DispatchOutcome::Kind::kSent) {
      std::fprintf(stderr, "not taken: %s\n", outcome.detail.c_str());
      std::exit(1);
    }
  }
  transport.rest();
  print(name, count, (bench::wall_milliseconds() - from) / 1000, cpu_of(RUSAGE_SELF) - cpu, source);
}

/// `count` mails through the whole dispatcher. Their bytes are kept, so this takes room on the
/// disk.
void run_dispatcher(int port, int count, double source) {
  const support::TemporaryFolder folder;
  bench::StoreMails mails(folder.path(), count, content().attachments.front().bytes);
  app::SmtpTransport transport(settings(port));
  const double cpu = cpu_of(RUSAGE_SELF);
  const double from = bench::wall_milliseconds();
  const std::size_t sent = mails.dispatch(transport);
  if (sent != static_cast<std::size_t>(count)) {
    std::fprintf(stderr, "%zu of %d were sent\n", sent, count);
    std::exit(1);
  }
  print("with store, archive and rules", count, (bench::wall_milliseconds() - from) / 1000,
        cpu_of(RUSAGE_SELF) - cpu, source);
}

double run_source(const std::string& program, int port, int count, std::size_t bytes) {
  const double cpu = cpu_of(RUSAGE_CHILDREN);
  const double from = bench::wall_milliseconds();
  const pid_t pid = start({program, "-d", "-s", "1", "-m", std::to_string(count), "-l",
                           std::to_string(bytes), "-f", "shop@seller.example", "-t",
                           "jane.roe@buyer.example", "inet:127.0.0.1:" + std::to_string(port)});
  int status = 0;
  ::waitpid(pid, &status, 0);
  const double wall = (bench::wall_milliseconds() - from) / 1000;
  if (status != 0) std::exit(1);
  print("smtp-source, one kept connection", count, wall, cpu_of(RUSAGE_CHILDREN) - cpu, 0);
  return count / wall;
}

}  // namespace

int main(int argc, char** argv) {
  const int count = argc > 1 ? std::atoi(argv[1]) : 10'000;
  const std::string sink = "/usr/sbin/smtp-sink";
  if (!std::filesystem::exists(sink)) {
    std::printf("mails: postfix is not installed, so there is no smtp-sink to send to\n");
    return 0;
  }
  const auto templates = messaging::Templates::load(locale_data::files());
  const auto whole = content();
  const std::string bytes = messaging::compose(whole, *templates)->bytes;
  int port = 20'000 + static_cast<int>(::getpid() % 20'000);
  std::vector<std::string> arguments{sink};
  if (::getuid() == 0) arguments.insert(arguments.end(), {"-u", "nobody"});
  arguments.insert(arguments.end(), {"inet:127.0.0.1:" + std::to_string(port), "64"});
  const pid_t sink_pid = start(arguments);
  while (!listens(port) && ::waitpid(sink_pid, nullptr, WNOHANG) == 0) {
  }
  std::printf("%d mails of %zu bytes (an attachment of %zu) to smtp-sink\n", count, bytes.size(),
              kAttachment);
  const double source = run_source("/usr/sbin/smtp-source", port, count, bytes.size());
  run_ours("handed over as composed", port, count, source, [&] { return std::string_view(bytes); });
  std::string composed;
  run_ours("composed and handed over", port, count, source, [&] {
    composed = messaging::compose(whole, *templates)->bytes;
    return std::string_view(composed);
  });
  run_dispatcher(port, std::min(count, 1'000), source);
  run_source("/usr/sbin/smtp-source", port, count, bytes.size());
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  std::printf("peak memory of the sender %.0f MB\n", static_cast<double>(usage.ru_maxrss) / 1024);
  ::kill(sink_pid, SIGTERM);
  ::waitpid(sink_pid, nullptr, 0);
  return 0;
}
