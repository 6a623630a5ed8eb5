#pragma once
// Where the readers put what is wrong with a file.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/result.h"

namespace enclosure::app {

/// Foreign text made fit for a message: at most `max_bytes`, whole characters, no control
/// characters.
[[nodiscard]] std::string printable(std::string_view text, std::size_t max_bytes = 200);

/// `base` and `rest` as one path: "orders.json " + "lines[0]", "[3]" + "lines[0]" with a dot, "a" +
/// "[0]" without.
[[nodiscard]] std::string join_path(std::string_view base, std::string_view rest);

/// Collects faults. Keeps the first hundred and counts the others: a broken file of a million rows
/// must not drown its reader. The same fault again does not count. Texts are made printable on
/// their way in.
class FaultLog {
 public:
  void add(Fault fault);
  void add(std::string_view code, std::string_view path, std::string_view message,
           std::string_view hint);
  /// Adds `faults` with `path` in front of theirs.
  void add(std::string_view path, Faults faults);

  /// The value of `result`; or nothing, and its faults are in the log under `path`.
  template <typename T>
  std::optional<T> take(Result<T> result, std::string_view path) {
    if (result) return *std::move(result);
    add(path, std::move(result).faults());
    return std::nullopt;
  }

  /// How many faults were added, the uncollected ones too.
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] bool empty() const { return count_ == 0; }

  /// The faults; where some were left out, a last one (IMPORT-010) says how many.
  [[nodiscard]] Faults release() &&;

 private:
  Faults faults_;
  std::size_t count_ = 0;
};

}  // namespace enclosure::app
