#pragma once
// How often each of many may do something, in a memory that never grows. Pure: time comes in.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace enclosure::app::http {

/// `burst` at once, and one more every `every`.
struct Allowance {
  int burst = 1;
  std::chrono::nanoseconds every{0};

  /// A burst of a whole minute's worth.
  [[nodiscard]] static Allowance per_minute(int times);
};

/// A token bucket for each key, kept as the one time at which it will be full again (the generic
/// cell rate algorithm of ITU-T I.371). When more keys are busy than there is room for, the fullest
/// bucket of a few gives way, that is, the one that would have limited least. Two keys share a
/// bucket only when 64 bits of their hashes are the same. Not for several threads at once.
class TokenBuckets {
 public:
  /// Since any fixed moment. Must not go back from one call to the next: who takes it under a lock
  /// reads the clock under it as well.
  using Time = std::chrono::nanoseconds;

  /// Room for `buckets`, of 16 bytes each; `seed` is a number that strangers do not know.
  TokenBuckets(Allowance allowance, std::size_t buckets, std::uint64_t seed);

  /// Takes one token of `key`. Nothing when there was one, else how long until there will be.
  std::optional<std::chrono::nanoseconds> take(std::string_view key, Time now);
  /// The same without taking it.
  [[nodiscard]] std::optional<std::chrono::nanoseconds> look(std::string_view key, Time now) const;

 private:
  struct Bucket {
    std::uint64_t key = 0;
    Time full_at{0};
  };
  static constexpr std::size_t kNeighbours = 4;

  [[nodiscard]] std::uint64_t hash(std::string_view key) const;
  [[nodiscard]] std::size_t first_of(std::uint64_t hash) const;
  [[nodiscard]] std::optional<std::chrono::nanoseconds> wait(Time full_at, Time now) const;

  Allowance allowance_;
  std::uint64_t seed_;
  std::vector<Bucket> buckets_;
};

}  // namespace enclosure::app::http
