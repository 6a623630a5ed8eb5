#include "app/http/link_guard.h"

#include <random>
#include <string>
#include <utility>

#include "app/net/ip_address.h"
#include "app/web/pages.h"

namespace enclosure::app::http {
namespace {

/// A megabyte each: more addresses and links than a shop sees in the minute that they are kept.
constexpr std::size_t kBuckets = 65'536;

std::uint64_t random_seed() {
  std::random_device device;
  return (std::uint64_t{device()} << 32U) | device();
}

/// The address as limits count it: IPv6 by its /64, since a subscriber has all of it.
std::string key_of(const Peer& peer) {
  const auto address = net::IpAddress::parse(peer.address);
  return address ? address->subscriber().to_string() : peer.address;
}

std::optional<TokenBuckets> buckets_of(int per_minute) {
  if (per_minute <= 0) return std::nullopt;
  return TokenBuckets(Allowance::per_minute(per_minute), kBuckets, random_seed());
}

std::chrono::seconds rounded_up(std::chrono::nanoseconds wait) {
  return std::chrono::ceil<std::chrono::seconds>(wait);
}

}  // namespace

LinkGuard::LinkGuard(LinkLimits limits, Clock clock)
    : limits_(limits),
      clock_(std::move(clock)),
      wrong_(buckets_of(limits.wrong_per_minute)),
      links_(buckets_of(limits.per_link_per_minute)) {}

LinkGuard::Verdict LinkGuard::look(const Peer& peer, std::string_view token,
                                   std::chrono::seconds& wait) {
  const std::lock_guard lock(mutex_);
  const auto at = now();
  if (wrong_ && !peer.stands_for_many) {
    if (const auto until = wrong_->look(key_of(peer), at)) {
      wait = rounded_up(*until);
      return Verdict::kTooManyWrong;
    }
  }
  if (links_ && !token.empty()) {
    if (const auto until = links_->take(token, at)) {
      wait = rounded_up(*until);
      return Verdict::kTooOften;
    }
  }
  return Verdict::kWelcome;
}

void LinkGuard::note_wrong(const Peer& peer) {
  if (!wrong_ || peer.stands_for_many) return;
  const std::lock_guard lock(mutex_);
  const auto at = now();
  static_cast<void>(wrong_->take(key_of(peer), at));
}

TokenBuckets::Time LinkGuard::now() const {
  return std::chrono::duration_cast<TokenBuckets::Time>(clock_().time_since_epoch());
}

Response too_many_requests(std::chrono::seconds wait) {
  Response response = html(429, std::string(web::too_many_page()));
  response.headers.emplace_back("Retry-After", std::to_string(wait.count()));
  return response;
}

}  // namespace enclosure::app::http
