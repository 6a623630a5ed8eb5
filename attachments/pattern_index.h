#pragma once
// Many SKU patterns, of which few come into question for one SKU.

#include <bitset>
#include <cstdint>
#include <string_view>
#include <vector>

#include "attachments/key_index.h"

namespace enclosure::attachments {

/// Patterns by what they begin or end with, whichever is longer: "LF-HUB-*" lies under "LF-HUB-".
/// A look-up asks for each beginning and end of the SKU that some pattern has, and then compares.
/// Only patterns with "*" at both ends are compared with every SKU. The texts belong to the caller.
class PatternIndex {
 public:
  void add(std::string_view pattern, std::uint32_t value);

  /// Calls `visit(value)` for each pattern that `text` matches, in no order.
  template <typename Visit>
  void each(std::string_view text, Visit visit) const {
    const auto compare = [&](std::uint32_t at) {
      if (matches(entries_[at].pattern, text)) visit(entries_[at].value);
    };
    for (std::size_t size = 0; size <= text.size() && size < kLongest; ++size) {
      if (begin_sizes_[size]) begins_.each(text.substr(0, size), compare);
      if (end_sizes_[size]) ends_.each(text.substr(text.size() - size), compare);
    }
  }

 private:
  static constexpr std::size_t kLongest = 128;  ///< a SKU has at most 80 bytes

  struct Entry {
    std::string_view pattern;
    std::uint32_t value;
  };

  static bool matches(std::string_view pattern, std::string_view text);

  std::vector<Entry> entries_;
  KeyIndex begins_;
  KeyIndex ends_;
  std::bitset<kLongest> begin_sizes_;
  std::bitset<kLongest> end_sizes_;
};

}  // namespace enclosure::attachments
