#include "app/cli/output.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "core/text.h"

namespace enclosure::app {
namespace {

/// Characters as a terminal shows them, nearly: one column each.
std::size_t columns(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) (void)next_code_point(text, at);
  return count;
}

void put(std::FILE* stream, std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stream);
  std::fputc('\n', stream);
}

/// "12/s", or "4 s each" where one takes longer than a second. `done` is not 0.
std::string pace(std::size_t done, double seconds) {
  const double rate = static_cast<double>(done) / seconds;
  return rate < 1 ? fmt::format("{:.0f} s each", 1 / rate) : fmt::format("{:.0f}/s", rate);
}

}  // namespace

std::string shortened(std::string_view text, std::size_t widest) {
  if (columns(text) <= widest) return std::string(text);
  std::size_t at = 0;
  for (std::size_t i = 0; i + 1 < widest; ++i) (void)next_code_point(text, at);
  return std::string(trim(text.substr(0, at))) + "…";
}

std::string counted(std::size_t count, std::string_view thing) {
  return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
}

std::string Table::to_string() const {
  std::vector<std::size_t> widths;
  for (const auto& row : rows_) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], columns(row[i]));
  }
  std::string text;
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    std::string line = indent_;
    for (std::size_t i = 0; i < rows_[r].size(); ++i) {
      const std::string fill(widths[i] - columns(rows_[r][i]), ' ');
      const bool right = std::find(right_.begin(), right_.end(), i) != right_.end();
      line += (i == 0 ? "" : "  ") + (right ? fill + rows_[r][i] : rows_[r][i] + fill);
    }
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
    if (r == 0) {
      text += indent_;
      for (std::size_t i = 0; i < widths.size(); ++i)
        text += (i == 0 ? "" : "  ") + std::string(widths[i], '-');
      text += "\n";
    }
  }
  if (!text.empty()) text.pop_back();
  return text;
}

void say(std::string_view text) {
  put(stdout, text);
}
void complain(std::string_view text) {
  std::fflush(stdout);
  put(stderr, text);
}

void print_faults(const Faults& faults) {
  for (const Fault& fault : faults) {
    complain(fmt::format("{}: {}{}", fault.code, fault.path.empty() ? "" : fault.path + ": ",
                         fault.message));
    if (!fault.hint.empty()) complain("    -> " + fault.hint);
  }
}

void print_faults_by_kind(const Faults& faults) {
  constexpr std::size_t kShown = 3;
  std::vector<std::pair<const Fault*, Faults>> kinds;  // the first of a kind, and all of it
  for (const Fault& fault : faults) {
    const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const auto& one) {
      return one.first->code == fault.code && one.first->hint == fault.hint;
    });
    if (kind == kinds.end()) {
      kinds.push_back({&fault, {fault}});
    } else {
      kind->second.push_back(fault);
    }
  }
  for (const auto& [first, all] : kinds) {
    for (std::size_t i = 0; i < std::min(kShown, all.size()); ++i)
      complain(fmt::format("{}: {}: {}", first->code, all[i].path, all[i].message));
    if (all.size() > kShown)
      complain(fmt::format("{}: and {} more of this kind; --json lists them all", first->code,
                           all.size() - kShown));
    if (!first->hint.empty()) complain("    -> " + first->hint);
  }
}

void print_json(const nlohmann::ordered_json& json) {
  put(stdout, json.dump(1, ' ', false, nlohmann::json::error_handler_t::replace));
}

nlohmann::ordered_json to_json(const Faults& faults) {
  auto array = nlohmann::ordered_json::array();
  for (const Fault& fault : faults) {
    array.push_back({{"code", fault.code},
                     {"path", fault.path},
                     {"message", fault.message},
                     {"hint", fault.hint}});
  }
  return array;
}

Progress::Progress(std::string what, std::size_t total, bool quiet)
    : what_(std::move(what)),
      total_(total),
      quiet_(quiet),
      terminal_(::isatty(STDERR_FILENO) == 1),
      started_(std::chrono::steady_clock::now()),
      drawn_at_(started_) {}

Progress::~Progress() {
  if (drawn_ && terminal_) std::fputs("\r\033[K", stderr);
}

void Progress::reach(std::size_t done, std::size_t total) {
  done_ = done;
  total_ = std::max(done, total);
  const auto now = std::chrono::steady_clock::now();
  if (quiet_ || total == 0 || done == 0 || now - started_ < std::chrono::seconds{1}) return;
  if (terminal_ && now - drawn_at_ < std::chrono::milliseconds{100} && done_ < total_) return;
  drawn_at_ = now;
  draw();
}

void Progress::draw() {
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
  const double rate = static_cast<double>(done_) / seconds;
  const double left = static_cast<double>(total_ - done_) / rate;
  const std::string figures =
      fmt::format("{} {}/{}  {}  {:.0f} s left", what_, done_, total_, pace(done_, seconds), left);
  const std::size_t tenths = done_ * 10 / total_;
  if (terminal_) {
    constexpr std::size_t kWidth = 24;
    const std::size_t filled = std::min(kWidth, done_ * kWidth / total_);
    std::fputs(fmt::format("\r[{}{}] {}\033[K", std::string(filled, '#'),
                           std::string(kWidth - filled, '.'), figures)
                   .c_str(),
               stderr);
    std::fflush(stderr);
    drawn_ = true;
  } else if (tenths > told_tenths_) {
    told_tenths_ = tenths;
    complain(figures);
  }
}

}  // namespace enclosure::app
