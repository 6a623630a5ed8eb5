#pragma once
// ZIP archives (PKWARE APPNOTE 6.3.3, as far as everybody reads them): the same entries give the
// same bytes.

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"

namespace enclosure::app {

struct ZipEntry {
  std::string
      path;  ///< relative, "/" between folders; made by `zip_path` where it comes from outside
  std::string bytes;
  Instant at{};  ///< UTC; two seconds are the finest, 1980 to 2107
};

/// An archive that is made entry by entry, for what is too large to be held: what the functions
/// give, one behind the other, is what `zip_of` would give.
class ZipStream {
 public:
  /// The next entry. Throws like `zip_of`.
  [[nodiscard]] std::string add(const ZipEntry& entry);
  /// The directory at the end, once.
  [[nodiscard]] std::string finish() const;

 private:
  std::string directory_;
  std::set<std::string> seen_;
  std::uint64_t written_ = 0;
};

/// One archive of all entries, in their order; deflated where that saves something. Names are
/// UTF-8. Throws std::invalid_argument for a path that is absolute, leads upwards, is empty or
/// stands there twice, and std::length_error beyond 65,535 entries or 4 GiB (no ZIP64).
[[nodiscard]] std::string zip_of(const std::vector<ZipEntry>& entries);

/// `name` as one part of a path that every system takes: letters, digits, ".", "_" and "-" of
/// ASCII, a run of all else "_"; no dot at the beginning, at most 100 characters, "file" for
/// nothing, and none of the names that Windows keeps for devices.
[[nodiscard]] std::string zip_path(std::string_view name);

}  // namespace enclosure::app
