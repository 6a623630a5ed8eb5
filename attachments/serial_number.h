#pragma once
// Serial numbers and their ranges.

#include <compare>
#include <string_view>

namespace enclosure::attachments {

/// How a person sorts serial numbers: runs of digits by their value, letters without regard to
/// case, so that A9 stands before A10 and before B1. Leading zeros do not count.
[[nodiscard]] std::weak_ordering compare_serials(std::string_view a, std::string_view b);

/// From one serial number to another, both included; an empty end is open.
struct SerialRange {
  std::string_view from;
  std::string_view until;

  /// Whether there is a range at all.
  [[nodiscard]] bool is_set() const { return !from.empty() || !until.empty(); }
  [[nodiscard]] bool covers(std::string_view serial) const;
  [[nodiscard]] bool overlaps(const SerialRange& other) const;

  friend bool operator==(const SerialRange&, const SerialRange&) = default;
};

}  // namespace enclosure::attachments
