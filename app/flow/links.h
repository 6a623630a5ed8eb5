#pragma once
// The buyer's invoice link: a capability for one order.

#include <optional>
#include <string>
#include <string_view>

#include "app/flow/shop.h"
#include "app/ports/store.h"

namespace enclosure::app {

/// The link of `order`, made when there is none: 128 random bits, signed with the workspace's key.
StoredLink ensure_link(const OrderId& order, const Shop& shop, StoreTransaction& tx, Instant now);

/// The token in the address: base64url over link id and HMAC-SHA-256 (first 16 bytes). 43
/// characters.
[[nodiscard]] std::string token_of(const StoredLink& link, std::string_view link_key);

/// The whole address, or empty when no host is configured.
[[nodiscard]] std::string url_of(const StoredLink& link, const Shop& shop);

/// The address under which the buyer of the link's order opts out of review requests and check-ups
/// (RFC 8058), or empty when no host is configured. It opens nothing else: mail providers call it.
[[nodiscard]] std::string opt_out_url_of(const StoredLink& link, const Shop& shop);

/// The order behind the token of such an address, or nothing. It never expires: whoever has an old
/// mail may still opt out.
[[nodiscard]] std::optional<OrderId> order_behind_opt_out(std::string_view token,
                                                          std::string_view link_key,
                                                          StoreTransaction& tx);

/// The address that a document of `order` bears as a QR code, its link made when there is none; or
/// empty where the shop does not print it.
[[nodiscard]] std::string printed_link(const OrderId& order, const Shop& shop, StoreTransaction& tx,
                                       Instant now);

/// The order behind `token`, or nothing: a malformed, wrong, unknown, expired or revoked token all
/// look alike. The signature is checked in constant time before the store is asked.
[[nodiscard]] std::optional<OrderId> order_behind(std::string_view token, std::string_view link_key,
                                                  StoreTransaction& tx, Instant now);

}  // namespace enclosure::app
