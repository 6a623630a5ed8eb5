#include "messaging/retry.h"

#include <algorithm>
#include <cstdint>

namespace enclosure::messaging {
namespace {

using std::chrono::seconds;

constexpr seconds kShortest = std::chrono::minutes{5};
constexpr seconds kLongest = std::chrono::hours{6};
constexpr int kDoublings = 7;              // 5 minutes eight times doubled are more than 6 hours
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

}  // namespace

seconds retry_wait(std::string_view message_id, int attempt) {
  const int doublings = std::clamp(attempt - 1, 0, kDoublings);
  const seconds wait = std::min<seconds>(kShortest * (1 << doublings), kLongest);
  const auto most = static_cast<std::uint64_t>(wait.count()) / kJitterShare;
  return wait + seconds{static_cast<std::int64_t>(hash_of(message_id, attempt) % (most + 1))};
}

std::optional<Instant> retry_at(std::string_view message_id, int attempt, Instant now,
                                std::optional<Instant> closes_at) {
  const Instant next = now + retry_wait(message_id, attempt);
  if (!closes_at || next <= *closes_at) return next;
  if (*closes_at - now < kShortest) return std::nullopt;
  return closes_at;
}

}  // namespace enclosure::messaging
