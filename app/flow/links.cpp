#include "app/flow/links.h"

#include "app/store/files.h"
#include "core/hex.h"

namespace enclosure::app {
namespace {

constexpr std::size_t kIdBytes = 16;
constexpr std::size_t kSignatureBytes = 16;

std::string unhex(std::string_view text) {
  const auto digit = [](char c) {
    return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10);
  };
  std::string bytes;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
    bytes += static_cast<char>((digit(text[i]) << 4) | digit(text[i + 1]));
  }
  return bytes;
}

/// The bytes behind base64url, or nothing unless the text is the one canonical spelling.
std::optional<std::string> decode(std::string_view text) {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string bytes;
  unsigned bits = 0;
  int count = 0;
  for (const char c : text) {
    const auto value = kAlphabet.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    bits = (bits << 6) | static_cast<unsigned>(value);
    count += 6;
    if (count >= 8) bytes += static_cast<char>((bits >> (count -= 8)) & 255U);
  }
  if (base64url(bytes) != text) return std::nullopt;
  return bytes;
}

/// What a token is good for goes into its signature: the one for opting out opens no invoice.
constexpr std::string_view kInvoice;
constexpr std::string_view kOptOut = "opt-out:";

std::string signature_of(const std::string& id, std::string_view purpose,
                         std::string_view link_key) {
  return hmac_sha256(link_key, std::string(purpose) + id).substr(0, kSignatureBytes);
}

/// The link behind a token of that purpose, be it expired or revoked. Every wrong token costs the
/// same.
std::optional<StoredLink> link_behind(std::string_view token, std::string_view purpose,
                                      std::string_view link_key, StoreTransaction& tx) {
  const auto bytes = token.size() == 43 ? decode(token) : std::nullopt;
  const std::string id = bytes ? bytes->substr(0, kIdBytes) : std::string(kIdBytes, '\0');
  const std::string signature =
      bytes ? bytes->substr(kIdBytes) : std::string(kSignatureBytes, '\0');
  const bool genuine = equal_in_constant_time(signature_of(id, purpose, link_key), signature);
  auto link = tx.link(to_hex(id));  // asked in any case
  return bytes && genuine ? link : std::nullopt;
}

}  // namespace

StoredLink ensure_link(const OrderId& order, const Shop& shop, StoreTransaction& tx, Instant now) {
  if (const auto link = tx.link_of(order)) return *link;
  const StoredLink link{to_hex(random_bytes(kIdBytes)), order, now,
                        now + std::chrono::days{shop.config.link_valid_days}, false};
  tx.add_link(link);
  return link;
}

std::string token_of(const StoredLink& link, std::string_view link_key) {
  const std::string id = unhex(link.id);
  return base64url(id + signature_of(id, kInvoice, link_key));
}

std::string opt_out_url_of(const StoredLink& link, const Shop& shop) {
  if (shop.config.link_base_url.empty()) return "";
  const std::string id = unhex(link.id);
  return shop.config.link_base_url + "/u/" +
         base64url(id + signature_of(id, kOptOut, shop.link_key));
}

std::optional<OrderId> order_behind_opt_out(std::string_view token, std::string_view link_key,
                                            StoreTransaction& tx) {
  const auto link = link_behind(token, kOptOut, link_key, tx);
  return link ? std::optional(link->order) : std::nullopt;
}

std::string url_of(const StoredLink& link, const Shop& shop) {
  if (shop.config.link_base_url.empty()) return "";
  return shop.config.link_base_url + "/i/" + token_of(link, shop.link_key);
}

std::string printed_link(const OrderId& order, const Shop& shop, StoreTransaction& tx,
                         Instant now) {
  if (!shop.config.look.link_code) return "";
  return url_of(ensure_link(order, shop, tx, now), shop);
}

std::optional<OrderId> order_behind(std::string_view token, std::string_view link_key,
                                    StoreTransaction& tx, Instant now) {
  const auto link = link_behind(token, kInvoice, link_key, tx);
  if (!link || link->revoked || link->expires_at <= now) return std::nullopt;
  return link->order;
}

}  // namespace enclosure::app
