#pragma once
// Collects what is wrong with a file that is to be enclosed.

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "core/fault.h"

namespace enclosure::app {

/// The first few of each code; the others are counted. What comes in is a stranger's: paths and
/// messages are made fit for a terminal.
class FileFaults {
 public:
  void add(std::string_view code, std::string_view path, std::string_view message,
           std::string_view hint);
  [[nodiscard]] bool empty() const { return faults_.empty(); }
  /// Sorted by code, otherwise as found.
  [[nodiscard]] Faults take() &&;

 private:
  Faults faults_;
  std::map<std::string, std::size_t, std::less<>> counts_;
};

}  // namespace enclosure::app
