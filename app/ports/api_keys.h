#pragma once
// Keys of the seller's API: what each may do, and the part of the store that keeps them. A key
// itself is never kept, only its SHA-256: of 256 random bits nobody finds the text back, so no salt
// and no slow hash is needed (docs/decisions/0160-api-keys.md).

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/date.h"

namespace enclosure::app {

/// One thing that a key may do. Writing does not include reading.
enum class ApiScope : std::uint8_t {
  kOrdersWrite,
  kOrdersRead,
  kDocumentsRead,
  kDocumentsWrite,
  kLinksWrite,
  kMessagesRead,
  kMessagesWrite,
  kProductsRead,
  kHealthRead,
  kWebhooks,
  kConsole,
};

/// All of them, as keys, documents and the `scope` of a 403 spell them.
inline constexpr std::array<std::pair<ApiScope, std::string_view>, 11> kApiScopes{{
    {ApiScope::kOrdersWrite, "orders:write"},
    {ApiScope::kOrdersRead, "orders:read"},
    {ApiScope::kDocumentsRead, "documents:read"},
    {ApiScope::kDocumentsWrite, "documents:write"},
    {ApiScope::kLinksWrite, "links:write"},
    {ApiScope::kMessagesRead, "messages:read"},
    {ApiScope::kMessagesWrite, "messages:write"},
    {ApiScope::kProductsRead, "products:read"},
    {ApiScope::kHealthRead, "health:read"},
    {ApiScope::kWebhooks, "webhooks"},
    {ApiScope::kConsole, "console"},
}};

[[nodiscard]] constexpr std::string_view word_of(ApiScope scope) {
  return kApiScopes[static_cast<std::size_t>(scope)].second;
}

/// A set of scopes.
class ApiScopes {
 public:
  constexpr ApiScopes() = default;

  constexpr void add(ApiScope scope) { bits_ |= bit(scope); }
  constexpr void remove(ApiScope scope) { bits_ &= ~bit(scope); }
  [[nodiscard]] constexpr bool has(ApiScope scope) const { return (bits_ & bit(scope)) != 0; }
  [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }

  friend constexpr bool operator==(ApiScopes, ApiScopes) = default;

 private:
  static constexpr std::uint32_t bit(ApiScope scope) {
    return std::uint32_t{1} << static_cast<std::uint32_t>(scope);
  }
  std::uint32_t bits_ = 0;
};

/// Who asks, once a presented key was found to be good.
struct ApiKey {
  std::string id;    ///< 12 hexadecimal digits; "configured" is the one of enclosure.json
  std::string name;  ///< what the seller calls it
  ApiScopes scopes;

  friend bool operator==(const ApiKey&, const ApiKey&) = default;
};

/// A key as the store keeps it.
struct StoredApiKey {
  std::string id;
  std::string name;
  ApiScopes scopes;
  std::string sha256;  ///< of the whole key, hexadecimal
  Instant created_at{};
  std::optional<Instant> last_used_at;  ///< to the minute or so: uses are written in batches
  std::optional<Instant> revoked_at;

  friend bool operator==(const StoredApiKey&, const StoredApiKey&) = default;
};

/// The part of a transaction that keeps them.
struct ApiKeyTransaction {
  virtual ~ApiKeyTransaction() = default;

  virtual void add_api_key(const StoredApiKey& key) = 0;
  /// Revoked ones as well.
  virtual std::optional<StoredApiKey> api_key(const std::string& id) = 0;
  virtual std::optional<StoredApiKey> api_key_by_hash(const std::string& sha256) = 0;
  virtual std::vector<StoredApiKey> api_keys() = 0;  ///< the oldest first
  /// Whether it was there and not revoked before.
  virtual bool revoke_api_key(const std::string& id, Instant now) = 0;
  /// Moves the last use forward, never back. Nothing where there is no such key.
  virtual void note_api_key_use(const std::string& id, Instant at) = 0;
};

}  // namespace enclosure::app
