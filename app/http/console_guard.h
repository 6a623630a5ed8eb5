#pragma once
// Who may come in to the console: its cookie, where a form came from, how often a key may be tried.

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "app/http/endpoint.h"
#include "core/date.h"

namespace enclosure::app::http {

/// The session of a request: the value of our cookie, when there is exactly one and it looks like
/// one of ours. With TLS only the `__Host-` one counts, which no other host of the domain can set.
[[nodiscard]] std::optional<std::string> session_of(const RequestHead& head, const Peer& peer);

/// Set-Cookie for a new session. With TLS: `__Host-enclosure-console`, Secure, Path=/ as that
/// prefix wants it. Without: `enclosure-console`, Path=/console. HttpOnly and SameSite=Strict in
/// any case, and gone with the browser.
[[nodiscard]] std::string session_cookie(std::string_view session, const Peer& peer);
/// Set-Cookie that takes it away.
[[nodiscard]] std::string no_session_cookie(const Peer& peer);

/// Whether a form was sent from a page of this server: Sec-Fetch-Site, where it is there, says
/// same-origin, and Origin names the host that was asked, or `public_origin`
/// ("https://shop.example", for a proxy that changes Host; may be empty). One of the two fields
/// must be there: every browser of the last five years sends them.
[[nodiscard]] bool is_from_here(const RequestHead& head, const Peer& peer,
                                std::string_view public_origin);

/// Failed logins by address: ten within a quarter of an hour, then none is heard for that long.
/// Addresses of IPv6 count by their first 64 bits. Safe for many threads.
class LoginLimit {
 public:
  static constexpr std::size_t kTries = 10;
  static constexpr std::chrono::minutes kWindow{15};
  static constexpr std::size_t kMaxAddresses = 10'000;

  explicit LoginLimit(std::function<Instant()> clock) : clock_(std::move(clock)) {}

  /// How long `address` has to wait; zero: it may try.
  [[nodiscard]] std::chrono::seconds wait_for(const std::string& address);
  void failed(const std::string& address);

 private:
  struct Failures {
    std::size_t count = 0;
    Instant first{};
  };
  void forget_old(Instant now);

  std::function<Instant()> clock_;
  std::mutex mutex_;
  std::map<std::string, Failures> by_address_;
};

}  // namespace enclosure::app::http
