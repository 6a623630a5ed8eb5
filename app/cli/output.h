#pragma once
// How the program speaks: tables and faults for people, one JSON document for scripts, progress on
// stderr.

#include <chrono>
#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/fault.h"

namespace enclosure::app {

/// A plain table with aligned columns; widths count characters, not bytes.
class Table {
 public:
  /// `indent` stands before every line.
  explicit Table(std::vector<std::string> head, std::string indent = "")
      : rows_{std::move(head)}, indent_(std::move(indent)) {}
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  /// Right-aligns column `index`.
  void align_right(std::size_t index) { right_.push_back(index); }
  [[nodiscard]] std::string to_string() const;
  [[nodiscard]] bool empty() const { return rows_.size() == 1; }

 private:
  std::vector<std::vector<std::string>> rows_;
  std::string indent_;
  std::vector<std::size_t> right_;
};

/// `text` in at most `widest` columns; what is cut ends in "…".
[[nodiscard]] std::string shortened(std::string_view text, std::size_t widest);

/// "1 defect", "2 defects".
[[nodiscard]] std::string counted(std::size_t count, std::string_view thing);

void say(std::string_view text);          ///< a line to stdout
void complain(std::string_view text);     ///< a line to stderr
void print_faults(const Faults& faults);  ///< what, where and next step of each, to stderr
/// The same for a long list: of each kind (code and next step) the first three and how many more.
void print_faults_by_kind(const Faults& faults);
void print_json(const nlohmann::ordered_json& json);
[[nodiscard]] nlohmann::ordered_json to_json(const Faults& faults);

/// Progress of a longer job on stderr: a bar with done, total, rate and time left on a terminal, a
/// plain line every ten percent otherwise. Shows nothing in the first second.
class Progress {
 public:
  Progress(std::string what, std::size_t total, bool quiet);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();
  void step() { reach(done_ + 1, total_); }
  /// So much is done of what looks like `total` by now.
  void reach(std::size_t done, std::size_t total);

 private:
  void draw();
  std::string what_;
  std::size_t total_;
  std::size_t done_ = 0;
  std::size_t told_tenths_ = 0;
  bool quiet_;
  bool terminal_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point started_;
  std::chrono::steady_clock::time_point drawn_at_;
};

}  // namespace enclosure::app
