#pragma once
// Parts of a file (RFC 9110, 14): what a Range field asks for.

#include <cstdint>
#include <string_view>

namespace enclosure::app::http {

/// What to send of a file.
struct ByteRange {
  enum class Kind {
    kWhole,           ///< no range, one that cannot be read, another unit, or several of them
    kPart,            ///< `length` bytes from `first`; never empty
    kNotSatisfiable,  ///< it lies behind the end: 416
  };
  Kind kind = Kind::kWhole;
  std::uint64_t first = 0;
  std::uint64_t length = 0;

  friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

/// Reads the value of a Range field for a file of `size` bytes: "bytes=0-499", "bytes=500-",
/// "bytes=-500". Any text may come in; a server may ignore what it does not want to serve, so
/// several ranges are the whole file.
[[nodiscard]] ByteRange read_byte_range(std::string_view field, std::uint64_t size);

}  // namespace enclosure::app::http
