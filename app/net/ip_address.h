#pragma once
// Addresses of the internet protocol and networks of them.

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct sockaddr;

namespace enclosure::app::net {

/// An address of IPv4 or IPv6. One of IPv4 that is written as IPv6 (::ffff:192.0.2.1) is the same
/// address.
class IpAddress {
 public:
  /// "192.0.2.1", "2001:db8::1"; no port, no brackets, no zone. Nothing for any other text.
  [[nodiscard]] static std::optional<IpAddress> parse(std::string_view text);
  /// Out of what the kernel gives; the address "::" for a socket that is none of these.
  [[nodiscard]] static IpAddress of(const sockaddr& from);

  [[nodiscard]] bool is_v4() const;
  /// On this machine or in a network of its own: loopback, RFC 1918, RFC 4193, link-local.
  [[nodiscard]] bool is_private() const;
  /// What stands for one subscriber: an IPv4 address, the /64 of an IPv6 address.
  [[nodiscard]] IpAddress subscriber() const;
  /// As RFC 5952 writes it; IPv4 with dots.
  [[nodiscard]] std::string to_string() const;

  [[nodiscard]] const std::array<unsigned char, 16>& bytes() const { return bytes_; }
  friend bool operator==(const IpAddress&, const IpAddress&) = default;

 private:
  std::array<unsigned char, 16> bytes_{};  ///< network order, IPv4 as ::ffff:a.b.c.d
};

struct IpAddressHash {
  std::size_t operator()(const IpAddress& address) const;
};

/// "10.0.0.0/8", "2001:db8::/32", or one address.
class IpNetwork {
 public:
  /// Nothing when the text is none, or has bits behind its prefix.
  [[nodiscard]] static std::optional<IpNetwork> parse(std::string_view text);
  [[nodiscard]] bool contains(const IpAddress& address) const;

 private:
  IpAddress first_;
  int prefix_ = 128;  ///< bits of the sixteen bytes
};

[[nodiscard]] bool is_within(const IpAddress& address, const std::vector<IpNetwork>& networks);

}  // namespace enclosure::app::net
