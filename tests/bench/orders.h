#pragma once
// Orders as a shop with customers all over Europe has them, made up from their number alone.

#include <cstddef>
#include <string>

namespace enclosure::bench {

/// Order `index` with its seller as one line of JSON: 24 languages in turn; domestic, distance and
/// intra-Community sales, exports, second-hand goods and refunds; from a shop and from stores of
/// Amazon; one to forty lines, mostly few. The same on every machine. `logo` is the path of a PNG.
[[nodiscard]] std::string order_line(std::size_t index, const std::string& logo);

}  // namespace enclosure::bench
