#pragma once
// Pages of long lists. A page begins behind a place, not after so many rows, so what comes in
// meanwhile moves nothing, and the cost of a page does not grow with those before it
// (docs/decisions/0181).

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace enclosure::app {

enum class Direction { kOldestFirst, kNewestFirst };

/// Which page of a list. Each row has its position for good, above those of all that were there
/// when it came.
struct PageAt {
  std::size_t most = 50;               ///< rows, at least one
  std::optional<std::int64_t> behind;  ///< position of the row before; none: the list begins
  Direction direction = Direction::kOldestFirst;
};

/// A page of a list.
template <typename Row>
struct PageOf {
  std::vector<Row> rows;
  bool more = false;  ///< others come behind the last row
};

}  // namespace enclosure::app
