#pragma once
// A stranger's XML as a small tree: names with the prefixes that the standards use, whatever the
// file calls its namespaces; texts trimmed; which elements were read and which were not.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"

namespace enclosure::invoice::xml {

/// An element. `name` is "ram:ID", "cbc:Name", …; "?:Name" in a namespace that is none of CII's or
/// UBL's.
struct Node {
  std::string name;
  std::string text;  ///< trimmed; only of elements without children
  std::vector<std::pair<std::string, std::string>> attributes;  ///< without a prefix
  std::vector<Node> children;
  mutable bool was_read = false;

  /// The attribute's value, or "".
  [[nodiscard]] std::string_view attribute(std::string_view attribute_name) const;
  [[nodiscard]] bool is_empty() const { return children.empty() && text.empty(); }
};

/// The most that is taken in: 32 MiB of bytes, 200,000 elements, 40 levels, 64 attributes of an
/// element.
inline constexpr std::size_t kMostBytes = std::size_t{32} * 1024 * 1024;
inline constexpr std::size_t kMostElements = 200'000;
inline constexpr std::size_t kMostLevels = 40;
inline constexpr std::ptrdiff_t kMostAttributes = 64;

/// Reads `bytes`. Nothing is fetched, no entity is expanded beyond the five of XML itself. Faults:
/// XML-002 not well-formed, XML-003 a document type or an entity of its own, XML-004 larger or
/// deeper than the limits.
[[nodiscard]] Result<Node> parse_tree(std::string_view bytes);

}  // namespace enclosure::invoice::xml
