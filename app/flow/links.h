#pragma once
// The buyer's invoice link: a capability for one order, and the pass that its second factor opens.

#include <optional>
#include <string>
#include <string_view>

#include "app/flow/link_keys.h"
#include "app/flow/shop.h"
#include "app/ports/store.h"

namespace enclosure::app {

/// The link of `order`, made when there is none that opens: 128 random bits, signed with the newest
/// key.
StoredLink ensure_link(const OrderId& order, const Shop& shop, StoreTransaction& tx, Instant now);

/// A new link in place of the one that `order` has, which opens no longer; valid from `now`.
StoredLink renew_link(const OrderId& order, const Shop& shop, StoreTransaction& tx, Instant now);

/// The token in the address: base64url over link id and HMAC-SHA-256 (first 16 bytes) under the
/// key of its epoch, or the newest where that is retired. 43 characters.
[[nodiscard]] std::string token_of(const StoredLink& link, const LinkKeys& keys);
[[nodiscard]] std::string token_of(const StoredLink& link, const Shop& shop);

/// The whole address, or empty when no host is configured.
[[nodiscard]] std::string url_of(const StoredLink& link, const Shop& shop);

/// The address under which the buyer of the link's order opts out of review requests and check-ups
/// (RFC 8058), or empty when no host is configured. It opens nothing else: mail providers call it.
[[nodiscard]] std::string opt_out_url_of(const StoredLink& link, const Shop& shop);

/// The order behind the token of such an address, or nothing. It never expires, nor does its key:
/// whoever has an old mail may still opt out.
[[nodiscard]] std::optional<OrderId> order_behind_opt_out(std::string_view token,
                                                          const LinkKeys& keys,
                                                          StoreTransaction& tx);

/// The address that a document of `order` bears as a QR code, its link made when there is none; or
/// empty where the shop does not print it.
[[nodiscard]] std::string printed_link(const OrderId& order, const Shop& shop, StoreTransaction& tx,
                                       Instant now);

/// The link behind `token`, or nothing: a malformed, wrong, unknown, expired or revoked token all
/// look alike, and cost alike: every key in use is tried in constant time, then the store is asked.
[[nodiscard]] std::optional<StoredLink> link_behind(std::string_view token, const LinkKeys& keys,
                                                    StoreTransaction& tx, Instant now);
/// The order of that link.
[[nodiscard]] std::optional<OrderId> order_behind(std::string_view token, const LinkKeys& keys,
                                                  StoreTransaction& tx, Instant now);

/// How long the second factor, once given, opens what is personal.
inline constexpr std::chrono::minutes kPassLasts{30};

/// A pass for one link until `now` and kPassLasts: base64url over that instant and its HMAC.
[[nodiscard]] std::string pass_for(const StoredLink& link, const LinkKeys& keys, Instant now);
/// Whether `pass` is one for `link`, and not over. Any text may come in.
[[nodiscard]] bool is_pass_for(std::string_view pass, const StoredLink& link, const LinkKeys& keys,
                               Instant now);

}  // namespace enclosure::app
