#include "app/flow/links.h"

#include "app/store/files.h"
#include "core/hex.h"

namespace enclosure::app {
namespace {

constexpr std::size_t kIdBytes = 16;
constexpr std::size_t kSignatureBytes = 16;
constexpr std::size_t kInstantBytes = 8;

/// The text of exactly `bytes` bytes, else as many zeros: wrong ones cost what right ones do.
std::pair<bool, std::string> decode_or_zeros(std::string_view text, std::size_t bytes) {
  auto decoded = text.size() == (bytes * 8 + 5) / 6 ? decode_base64url(text) : std::nullopt;
  if (!decoded) return {false, std::string(bytes, '\0')};
  return {true, *std::move(decoded)};
}

/// What a token is good for goes into its signature: the one for opting out opens no invoice.
constexpr std::string_view kInvoice;
constexpr std::string_view kOptOut = "opt-out:";
constexpr std::string_view kPass = "pass:";

std::string signature_of(std::string_view signed_bytes, std::string_view purpose,
                         const LinkKey& key) {
  return hmac_sha256(key.secret, std::string(purpose) + std::string(signed_bytes))
      .substr(0, kSignatureBytes);
}

enum class Keys { kInUse, kAll };

/// Whether one of the keys signed it. All are tried in any case.
bool is_genuine(std::string_view signed_bytes, std::string_view purpose, std::string_view signature,
                const LinkKeys& keys, Keys which) {
  bool genuine = false;
  for (const LinkKey& key : keys.all()) {
    if (key.retired && which == Keys::kInUse) continue;
    genuine |= equal_in_constant_time(signature_of(signed_bytes, purpose, key), signature);
  }
  return genuine;
}

/// The link behind a token of that purpose, be it expired or revoked. Every wrong token costs the
/// same.
std::optional<StoredLink> any_link_behind(std::string_view token, std::string_view purpose,
                                          const LinkKeys& keys, Keys which, StoreTransaction& tx) {
  const auto [well_formed, bytes] = decode_or_zeros(token, kIdBytes + kSignatureBytes);
  const std::string id = bytes.substr(0, kIdBytes);
  const bool genuine = is_genuine(id, purpose, bytes.substr(kIdBytes), keys, which);
  auto link = tx.link(to_hex(id));  // asked in any case
  return well_formed && genuine ? link : std::nullopt;
}

StoredLink add_new_link(const OrderId& order, const Shop& shop, StoreTransaction& tx, Instant now) {
  const StoredLink link{to_hex(random_bytes(kIdBytes)),
                        order,
                        now,
                        now + std::chrono::days{shop.config.link_valid_days},
                        false,
                        shop.link_keys->current()->newest().epoch};
  tx.add_link(link);
  return link;
}

std::string id_of(const StoredLink& link) {
  return *from_hex(link.id);
}

std::string big_endian(std::int64_t number) {
  std::string bytes;
  for (std::size_t i = 0; i < kInstantBytes; ++i)
    bytes.insert(bytes.begin(), static_cast<char>((number >> (8 * i)) & 255));
  return bytes;
}

std::int64_t from_big_endian(std::string_view bytes) {
  std::int64_t number = 0;
  for (const char c : bytes) number = (number << 8) | static_cast<unsigned char>(c);
  return number;
}

}  // namespace

StoredLink ensure_link(const OrderId& order, const Shop& shop, StoreTransaction& tx, Instant now) {
  if (const auto link = tx.link_of(order); link && link->expires_at > now) return *link;
  return renew_link(order, shop, tx, now);
}

StoredLink renew_link(const OrderId& order, const Shop& shop, StoreTransaction& tx, Instant now) {
  if (const auto link = tx.link_of(order)) tx.revoke_link(link->id);
  return add_new_link(order, shop, tx, now);
}

std::string token_of(const StoredLink& link, const LinkKeys& keys) {
  const std::string id = id_of(link);
  return base64url(id + signature_of(id, kInvoice, keys.signer_of(link.key_epoch)));
}

std::string token_of(const StoredLink& link, const Shop& shop) {
  return token_of(link, *shop.link_keys->current());
}

std::string opt_out_url_of(const StoredLink& link, const Shop& shop) {
  if (shop.config.link_base_url.empty()) return "";
  const std::string id = id_of(link);
  const auto keys = shop.link_keys->current();
  return shop.config.link_base_url + "/u/" +
         base64url(id + signature_of(id, kOptOut, keys->signer_of(link.key_epoch)));
}

std::optional<OrderId> order_behind_opt_out(std::string_view token, const LinkKeys& keys,
                                            StoreTransaction& tx) {
  const auto link = any_link_behind(token, kOptOut, keys, Keys::kAll, tx);
  return link ? std::optional(link->order) : std::nullopt;
}

std::string url_of(const StoredLink& link, const Shop& shop) {
  if (shop.config.link_base_url.empty()) return "";
  return shop.config.link_base_url + "/i/" + token_of(link, shop);
}

std::string printed_link(const OrderId& order, const Shop& shop, StoreTransaction& tx,
                         Instant now) {
  if (!shop.config.look.link_code) return "";
  return url_of(ensure_link(order, shop, tx, now), shop);
}

std::optional<StoredLink> link_behind(std::string_view token, const LinkKeys& keys,
                                      StoreTransaction& tx, Instant now) {
  auto link = any_link_behind(token, kInvoice, keys, Keys::kInUse, tx);
  if (!link || link->revoked || link->expires_at <= now) return std::nullopt;
  return link;
}

std::optional<OrderId> order_behind(std::string_view token, const LinkKeys& keys,
                                    StoreTransaction& tx, Instant now) {
  const auto link = link_behind(token, keys, tx, now);
  return link ? std::optional(link->order) : std::nullopt;
}

std::string pass_for(const StoredLink& link, const LinkKeys& keys, Instant now) {
  const std::string until = big_endian((now + kPassLasts).time_since_epoch().count());
  return base64url(until + signature_of(id_of(link) + until, kPass, keys.newest()));
}

bool is_pass_for(std::string_view pass, const StoredLink& link, const LinkKeys& keys, Instant now) {
  const auto [well_formed, bytes] = decode_or_zeros(pass, kInstantBytes + kSignatureBytes);
  const std::string until = bytes.substr(0, kInstantBytes);
  const bool genuine =
      is_genuine(id_of(link) + until, kPass, bytes.substr(kInstantBytes), keys, Keys::kInUse);
  const Instant end{std::chrono::seconds{from_big_endian(until)}};
  return well_formed && genuine && now < end && end <= now + kPassLasts;
}

}  // namespace enclosure::app
