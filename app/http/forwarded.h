#pragma once
// Who asks, when proxies stand in between (RFC 7239, and the X-Forwarded- fields before it).

#include <vector>

#include "app/http/endpoint.h"
#include "app/net/ip_address.h"

namespace enclosure::app::http {

/// The proxies that are ours. What any other client says about itself is not believed.
struct ProxyTrust {
  /// The one kind of fields that they set. Whatever a client sends in the other passes through most
  /// proxies unchanged, so it is not looked at.
  enum class Field { kXForwarded, kForwarded };

  std::vector<net::IpNetwork> proxies;
  Field field = Field::kXForwarded;
};

/// The client of a request that came from `from`, over TLS of our own or not: read from the right,
/// the first address that is none of our proxies. A chain that cannot be read, or has nothing but
/// proxies, ends at the proxy itself, which then stands for many; so does a private address that
/// passes X-Forwarded-For on without being among `trust`.
[[nodiscard]] Peer peer_of(const net::IpAddress& from, bool tls, const RequestHead& head,
                           const ProxyTrust& trust);

}  // namespace enclosure::app::http
