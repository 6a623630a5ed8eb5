#include "messaging/retry.h"

#include <algorithm>
#include <cstdint>

namespace enclosure::messaging {
namespace {

using std::chrono::seconds;

constexpr seconds kShortest = std::chrono::minutes{5};
constexpr seconds kLongest = std::chrono::hours{4};
constexpr seconds kLongestForWay = std::chrono::minutes{40};
constexpr int kDoublings = 6;              // 5 minutes six times doubled are more than 4 hours
constexpr std::uint64_t kJitterShare = 5;  // of the wait: up to a fifth

/// FNV-1a (64 bits), then mixed: close inputs give far results.
std::uint64_t hash_of(std::string_view text, int number) {
  std::uint64_t hash = 14695981039346656037ULL;
  const auto take = [&hash](unsigned char byte) { hash = (hash ^ byte) * 1099511628211ULL; };
  for (const char c : text) take(static_cast<unsigned char>(c));
  for (int shift = 0; shift < 32; shift += 8)
    take(static_cast<unsigned char>(static_cast<unsigned>(number) >> shift));
  hash ^= hash >> 33U;
  hash *= 0xff51afd7ed558ccdULL;
  return hash ^ (hash >> 33U);
}

seconds with_jitter(seconds wait, std::string_view message_id, int number) {
  const auto most = static_cast<std::uint64_t>(wait.count()) / kJitterShare;
  return wait + seconds{static_cast<std::int64_t>(hash_of(message_id, number) % (most + 1))};
}

}  // namespace

seconds retry_wait(std::string_view message_id, int attempt) {
  const int doublings = std::clamp(attempt - 1, 0, kDoublings);
  const seconds wait = std::min<seconds>(kShortest * (1 << doublings), kLongest);
  return with_jitter(wait, message_id, attempt);
}

seconds way_wait(std::string_view message_id, seconds shut_for) {
  return with_jitter(std::clamp(shut_for / 2, kShortest, kLongestForWay), message_id,
                     static_cast<int>(shut_for / kShortest));
}

std::optional<Instant> retry_at(std::string_view message_id, int attempt, Instant now,
                                std::optional<Instant> closes_at) {
  const Instant next = now + retry_wait(message_id, attempt);
  if (!closes_at || next <= *closes_at) return next;
  if (*closes_at - now < kShortest) return std::nullopt;
  return closes_at;
}

}  // namespace enclosure::messaging
