#include "app/fetch/public_address.h"

#include <Poco/Net/IPAddress.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace enclosure::app {
namespace {

/// A network: its first bytes, and how many bits of them count.
template <std::size_t N>
struct Network {
  std::array<std::uint8_t, N> bytes;
  unsigned bits;
};

// Of IANA's registries of special-purpose addresses, those that are not globally reachable, and
// groups.
constexpr std::array<Network<4>, 16> kClosed4{{{{0, 0, 0, 0}, 8},
                                               {{10, 0, 0, 0}, 8},
                                               {{100, 64, 0, 0}, 10},
                                               {{127, 0, 0, 0}, 8},
                                               {{169, 254, 0, 0}, 16},
                                               {{172, 16, 0, 0}, 12},
                                               {{192, 0, 0, 0}, 24},
                                               {{192, 0, 2, 0}, 24},
                                               {{192, 31, 196, 0}, 24},
                                               {{192, 88, 99, 0}, 24},
                                               {{192, 168, 0, 0}, 16},
                                               {{198, 18, 0, 0}, 15},
                                               {{198, 51, 100, 0}, 24},
                                               {{203, 0, 113, 0}, 24},
                                               {{224, 0, 0, 0}, 4},
                                               {{240, 0, 0, 0}, 4}}};
/// Of IPv6 only 2000::/3 is given out; these parts of it are special.
constexpr std::array<Network<4>, 4> kClosed6{{{{0x20, 0x01, 0x00, 0x00}, 23},
                                              {{0x20, 0x01, 0x0D, 0xB8}, 32},
                                              {{0x20, 0x02, 0x00, 0x00}, 16},
                                              {{0x3F, 0xFF, 0x00, 0x00}, 20}}};

bool lies_in(std::span<const std::uint8_t> address, const Network<4>& network) {
  for (unsigned bit = 0; bit < network.bits; ++bit) {
    const unsigned mask = 0x80U >> (bit % 8);
    if ((address[bit / 8] & mask) != (network.bytes[bit / 8] & mask)) return false;
  }
  return true;
}

template <std::size_t N>
bool lies_in_any(std::span<const std::uint8_t> address, const std::array<Network<4>, N>& networks) {
  return std::any_of(networks.begin(), networks.end(),
                     [&](const Network<4>& network) { return lies_in(address, network); });
}

}  // namespace

bool is_public_address(const std::string& address) {
  Poco::Net::IPAddress parsed;
  if (!Poco::Net::IPAddress::tryParse(address, parsed)) return false;
  const std::span<const std::uint8_t> bytes(static_cast<const std::uint8_t*>(parsed.addr()),
                                            parsed.length());
  if (bytes.size() == 4) return !lies_in_any(bytes, kClosed4);
  const bool given_out = (bytes[0] & 0xE0U) == 0x20U;
  return given_out && !lies_in_any(bytes, kClosed6);
}

}  // namespace enclosure::app
