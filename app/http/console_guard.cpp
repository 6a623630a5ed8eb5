#include "app/http/console_guard.h"

#include <algorithm>

#include <Poco/Exception.h>
#include <Poco/Net/IPAddress.h>

#include "core/text.h"

namespace enclosure::app::http {
namespace {

constexpr std::string_view kPlainName = "enclosure-console";
constexpr std::string_view kSecureName = "__Host-enclosure-console";
constexpr std::size_t kSessionLength = 43;  // 256 bits in base64url

std::string_view name_for(const Peer& peer) {
  return peer.secure ? kSecureName : kPlainName;
}

bool looks_like_session(std::string_view text) {
  return text.size() == kSessionLength && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                  c == '-' || c == '_';
         });
}

std::string cookie(std::string_view value, const Peer& peer) {
  std::string text(name_for(peer));
  text.append("=").append(value);
  text += peer.secure ? "; Path=/; Secure" : "; Path=/console";
  return text + "; HttpOnly; SameSite=Strict";
}

/// "console.example:8080" of "https://console.example:8080", where the scheme is a web page's.
std::string_view authority_of(std::string_view origin, bool secure) {
  constexpr std::string_view kHttp = "http://";
  constexpr std::string_view kHttps = "https://";
  if (origin.starts_with(kHttps)) return origin.substr(kHttps.size());
  // In the clear to us, it may still be TLS to a proxy that we do not know of.
  if (!secure && origin.starts_with(kHttp)) return origin.substr(kHttp.size());
  return {};
}

/// What counts as one client.
std::string client_of(const std::string& address) {
  try {
    const Poco::Net::IPAddress ip(address);
    if (ip.family() != Poco::Net::IPAddress::IPv6 || ip.isIPv4Mapped()) return ip.toString();
    return (ip & Poco::Net::IPAddress(64U, Poco::Net::IPAddress::IPv6)).toString();
  } catch (const Poco::Exception&) {
    return address;
  }
}

}  // namespace

std::optional<std::string> session_of(const RequestHead& head, const Peer& peer) {
  std::string_view rest = head.field("cookie").value_or("");
  const std::string_view wanted = name_for(peer);
  std::optional<std::string> found;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(';'), rest.size());
    const std::string_view pair = trim(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    if (pair.substr(0, equals) != wanted) continue;
    if (found) return std::nullopt;  // somebody has put a second one beside ours
    found = std::string(pair.substr(std::min(equals + 1, pair.size())));
  }
  return found && looks_like_session(*found) ? found : std::nullopt;
}

std::string session_cookie(std::string_view session, const Peer& peer) {
  return cookie(session, peer);
}

std::string no_session_cookie(const Peer& peer) {
  return cookie("", peer) + "; Max-Age=0";
}

bool is_from_here(const RequestHead& head, const Peer& peer, std::string_view public_origin) {
  const bool tells_site = head.count("sec-fetch-site") != 0;
  const bool tells_origin = head.count("origin") != 0;
  if (tells_site && head.field("sec-fetch-site") != "same-origin") return false;
  if (!tells_origin) return tells_site;
  const std::string_view origin = head.field("origin").value_or("");
  if (!public_origin.empty() && origin == public_origin) return true;
  const std::string authority = to_lower_ascii(authority_of(origin, peer.secure));
  return !authority.empty() && authority == to_lower_ascii(head.field("host").value_or(""));
}

std::chrono::seconds LoginLimit::wait_for(const std::string& address) {
  const Instant now = clock_();
  const std::lock_guard lock(mutex_);
  const auto at = by_address_.find(client_of(address));
  if (at == by_address_.end() || at->second.count < kTries) return {};
  return std::max(std::chrono::seconds{0}, std::chrono::seconds(at->second.first + kWindow - now));
}

void LoginLimit::failed(const std::string& address) {
  const Instant now = clock_();
  const std::lock_guard lock(mutex_);
  Failures& failures = by_address_[client_of(address)];
  if (failures.count == 0 || failures.first + kWindow <= now) failures = {0, now};
  ++failures.count;
  // Whoever is shut out stays out for a whole window from the last straw on.
  if (failures.count == kTries) failures.first = now;
  if (by_address_.size() > kMaxAddresses) forget_old(now);
}

void LoginLimit::forget_old(Instant now) {
  std::erase_if(by_address_, [&](const auto& one) { return one.second.first + kWindow <= now; });
  while (by_address_.size() > kMaxAddresses) by_address_.erase(by_address_.begin());
}

}  // namespace enclosure::app::http
