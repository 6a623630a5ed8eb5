#pragma once
// Collects what is wrong with a PDF; makes a stranger's texts fit for a terminal.

#include <string>
#include <string_view>

#include "invoice/rules/rules.h"

namespace enclosure::app {

/// A stranger's text for a message: UTF-8, one line, no control characters and no marks that turn
/// the direction of reading, at most 120 bytes, in quotation marks.
[[nodiscard]] std::string quoted(std::string_view text);
/// The same without quotation marks, for a path.
[[nodiscard]] std::string shown(std::string_view text);

/// In the order in which they were found.
class FindingList {
 public:
  void error(std::string_view rule, std::string_view path, std::string message, std::string hint);
  void warning(std::string_view rule, std::string_view path, std::string message, std::string hint);

  [[nodiscard]] invoice::rules::Findings take() && { return std::move(findings_); }

 private:
  invoice::rules::Findings findings_;
};

}  // namespace enclosure::app
