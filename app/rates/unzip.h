#pragma once
// The one file inside one of the ECB's .zip files.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace enclosure::app {

/// The content of the first file of the archive `bytes` (APPNOTE 6.3: stored or deflated, neither
/// encrypted nor split nor ZIP64), checked against its length and CRC-32; nothing when it is
/// damaged, of another kind, or larger than `max_bytes`.
[[nodiscard]] std::optional<std::string> unzip_first(std::string_view bytes, std::size_t max_bytes);

}  // namespace enclosure::app
