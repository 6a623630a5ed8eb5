#pragma once
// Which file stands behind a token, as long as the store has not changed: the newest invoice is
// given out without asking the store.

#include <array>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/date.h"

namespace enclosure::app {

/// What is known about a token that opens something.
struct CachedLink {
  std::uint64_t version = 0;  ///< `Store::data_version` before it was read
  std::string link;           ///< id
  Instant expires_at{};
  std::string file_name;  ///< of the newest invoice
  std::string sha256;
};

/// Remembers tokens that opened something; wrong ones never, so that they all cost the same. Holds
/// some tens of thousands, then begins anew. Safe for many threads.
class LinkCache {
 public:
  /// What is remembered and still true at `now`; `version` is that of the store now.
  [[nodiscard]] std::optional<CachedLink> find(std::string_view token, std::uint64_t version,
                                               Instant now);
  void put(std::string_view token, CachedLink known);

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  struct Part {
    std::mutex mutex;
    std::unordered_map<std::string, CachedLink, Hash, std::equal_to<>> links;
  };
  static constexpr std::size_t kMostInPart = 4096;

  Part& part_of(std::string_view token) { return parts_[Hash()(token) % parts_.size()]; }

  std::array<Part, 16> parts_;
};

}  // namespace enclosure::app
