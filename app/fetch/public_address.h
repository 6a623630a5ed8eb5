#pragma once
// Addresses of the open net, apart from those of this machine and of networks around it.

#include <string>

namespace enclosure::app {

/// Whether `address` (an IP address as text) belongs to the open net: not this machine, no private
/// or shared network, no link, no group, nothing that is reserved or carries such an address inside
/// (RFC 6890; NAT64, 6to4, Teredo, IPv4-mapped). A request in a seller's name must not reach what
/// stands behind the seller's firewall. False for what is no address.
[[nodiscard]] bool is_public_address(const std::string& address);

}  // namespace enclosure::app
