#include "app/http/token_buckets.h"

#include <algorithm>
#include <functional>

namespace enclosure::app::http {

Allowance Allowance::per_minute(int times) {
  return {times, std::chrono::nanoseconds(std::chrono::minutes(1)) / times};
}

TokenBuckets::TokenBuckets(Allowance allowance, std::size_t buckets, std::uint64_t seed)
    : allowance_(allowance),
      seed_(seed),
      buckets_(std::max<std::size_t>(1, buckets / kNeighbours) * kNeighbours) {}

std::optional<std::chrono::nanoseconds> TokenBuckets::take(std::string_view key, Time now) {
  const std::uint64_t name = hash(key);
  const auto begin = buckets_.begin() + static_cast<std::ptrdiff_t>(first_of(name));
  const auto end = begin + kNeighbours;
  auto bucket = std::find_if(begin, end, [&](const Bucket& one) { return one.key == name; });
  if (bucket == end) {
    bucket = std::min_element(
        begin, end, [](const Bucket& a, const Bucket& b) { return a.full_at < b.full_at; });
    *bucket = {name, now};
  }
  if (const auto until = wait(bucket->full_at, now)) return until;
  bucket->full_at = std::max(bucket->full_at, now) + allowance_.every;
  return std::nullopt;
}

std::optional<std::chrono::nanoseconds> TokenBuckets::look(std::string_view key, Time now) const {
  const std::uint64_t name = hash(key);
  const auto begin = buckets_.begin() + static_cast<std::ptrdiff_t>(first_of(name));
  const auto end = begin + kNeighbours;
  const auto bucket = std::find_if(begin, end, [&](const Bucket& one) { return one.key == name; });
  return bucket == end ? std::nullopt : wait(bucket->full_at, now);
}

/// A bucket that lacks `burst` tokens has none.
std::optional<std::chrono::nanoseconds> TokenBuckets::wait(Time full_at, Time now) const {
  const Time empty = now + allowance_.every * allowance_.burst;
  const Time after = std::max(full_at, now) + allowance_.every;
  if (after <= empty) return std::nullopt;
  return after - empty;
}

std::uint64_t TokenBuckets::hash(std::string_view key) const {
  std::uint64_t mixed = std::hash<std::string_view>{}(key) ^ seed_;
  mixed = (mixed ^ (mixed >> 32U)) * 0x9E3779B97F4A7C15U;  // the golden ratio's bits spread it
  return mixed ^ (mixed >> 29U);
}

std::size_t TokenBuckets::first_of(std::uint64_t hash) const {
  return static_cast<std::size_t>(hash % (buckets_.size() / kNeighbours)) * kNeighbours;
}

}  // namespace enclosure::app::http
