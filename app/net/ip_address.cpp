#include "app/net/ip_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace enclosure::app::net {
namespace {

constexpr std::array<unsigned char, 12> kV4Prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

/// `bytes` with everything behind the first `bits` cleared.
std::array<unsigned char, 16> first_bits(std::array<unsigned char, 16> bytes, int bits) {
  for (int i = 0; i < 16; ++i) {
    const int kept = std::clamp(bits - i * 8, 0, 8);
    bytes.at(static_cast<std::size_t>(i)) &= static_cast<unsigned char>(0xFF00U >> kept);
  }
  return bytes;
}

}  // namespace

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
  if (text.empty() || text.size() >= INET6_ADDRSTRLEN) return std::nullopt;
  const std::string copy(text);
  IpAddress address;
  if (::inet_pton(AF_INET6, copy.c_str(), address.bytes_.data()) == 1) return address;
  std::copy(kV4Prefix.begin(), kV4Prefix.end(), address.bytes_.begin());
  if (::inet_pton(AF_INET, copy.c_str(), address.bytes_.data() + 12) == 1) return address;
  return std::nullopt;
}

IpAddress IpAddress::of(const sockaddr& from) {
  IpAddress address;
  if (from.sa_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, &from, sizeof(v6));
    std::memcpy(address.bytes_.data(), &v6.sin6_addr, 16);
  } else if (from.sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &from, sizeof(v4));
    std::copy(kV4Prefix.begin(), kV4Prefix.end(), address.bytes_.begin());
    std::memcpy(address.bytes_.data() + 12, &v4.sin_addr, 4);
  }
  return address;
}

bool IpAddress::is_v4() const {
  return std::equal(kV4Prefix.begin(), kV4Prefix.end(), bytes_.begin());
}

bool IpAddress::is_private() const {
  static const std::vector<IpNetwork> networks = [] {
    std::vector<IpNetwork> all;
    for (const char* text : {"127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",
                             "169.254.0.0/16", "::1", "fc00::/7", "fe80::/10"})
      all.push_back(IpNetwork::parse(text).value());
    return all;
  }();
  return is_within(*this, networks);
}

IpAddress IpAddress::subscriber() const {
  if (is_v4()) return *this;
  IpAddress network;
  network.bytes_ = first_bits(bytes_, 64);
  return network;
}

std::string IpAddress::to_string() const {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const bool v4 = is_v4();
  const unsigned char* from = v4 ? bytes_.data() + 12 : bytes_.data();
  ::inet_ntop(v4 ? AF_INET : AF_INET6, from, text.data(), text.size());
  return text.data();
}

std::size_t IpAddressHash::operator()(const IpAddress& address) const {
  const auto& bytes = address.bytes();
  return std::hash<std::string_view>{}({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

std::optional<IpNetwork> IpNetwork::parse(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto address = IpAddress::parse(text.substr(0, slash));
  if (!address) return std::nullopt;
  IpNetwork network;
  network.first_ = *address;
  if (slash == std::string_view::npos) return network;
  const std::string_view digits = text.substr(slash + 1);
  const bool v4 = text.substr(0, slash).find(':') == std::string_view::npos;
  int prefix = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), prefix);
  if (error != std::errc() || end != digits.data() + digits.size() || prefix < 0 ||
      prefix > (v4 ? 32 : 128))
    return std::nullopt;
  network.prefix_ = v4 ? prefix + 96 : prefix;
  if (first_bits(address->bytes(), network.prefix_) != address->bytes()) return std::nullopt;
  return network;
}

bool IpNetwork::contains(const IpAddress& address) const {
  return first_bits(address.bytes(), prefix_) == first_.bytes();
}

bool is_within(const IpAddress& address, const std::vector<IpNetwork>& networks) {
  return std::any_of(networks.begin(), networks.end(),
                     [&](const IpNetwork& network) { return network.contains(address); });
}

}  // namespace enclosure::app::net
