#pragma once
// How often buyers' links may be asked for, so that nobody guesses them and nobody wears one out.

#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <string_view>

#include "app/http/endpoint.h"
#include "app/http/token_buckets.h"

namespace enclosure::app::http {

struct LinkLimits {
  int wrong_per_minute = 30;      ///< of one address; 0: any number
  int per_link_per_minute = 240;  ///< of all addresses together; 0: any number
};

/// Turns requests for links away that come too often. What it says depends on nothing but how often
/// an address was wrong and how often a link was asked for: whether the link exists does not show.
/// Safe for many threads.
class LinkGuard {
 public:
  using Clock = std::function<std::chrono::steady_clock::time_point()>;

  explicit LinkGuard(LinkLimits limits, Clock clock = std::chrono::steady_clock::now);

  enum class Verdict { kWelcome, kTooManyWrong, kTooOften };
  /// Before a link is looked up. An address that may stand for many people is not held against
  /// them. `token` may be empty: then the path names none.
  [[nodiscard]] Verdict look(const Peer& peer, std::string_view token, std::chrono::seconds& wait);
  /// After the answer was that the link leads nowhere.
  void note_wrong(const Peer& peer);

 private:
  [[nodiscard]] TokenBuckets::Time now() const;

  LinkLimits limits_;
  Clock clock_;
  std::mutex mutex_;
  std::optional<TokenBuckets> wrong_;
  std::optional<TokenBuckets> links_;
};

/// 429 with Retry-After: the one answer of the guard.
[[nodiscard]] Response too_many_requests(std::chrono::seconds wait);

}  // namespace enclosure::app::http
