#pragma once
// Keys of the seller's API: how one is made, and whose a presented one is.

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/api_keys.h"
#include "app/ports/store.h"
#include "core/result.h"

namespace enclosure::app {

/// The scopes of these words. Faults KEY-001: no scope, which names those there are; KEY-002: none
/// at all.
[[nodiscard]] Result<ApiScopes> parse_api_scopes(const std::vector<std::string>& words);

/// The words of `scopes`, in the order of `kApiScopes`.
[[nodiscard]] std::vector<std::string> words_of(ApiScopes scopes);

/// A new key, and what the store keeps of it.
struct NewApiKey {
  std::string key;  ///< shown once and kept nowhere
  StoredApiKey stored;
};

/// Makes and stores a key: "enc_", 43 letters and digits of 256 random bits, 6 of a checksum.
/// Faults KEY-003: `name` is empty or longer than 60 bytes; those of `single_line`.
[[nodiscard]] Result<NewApiKey> add_api_key(const std::string& name, ApiScopes scopes,
                                            StoreTransaction& tx, Instant now);

/// Whether `text` has the form of such a key and its checksum fits: a typing error, or half of a
/// key, does not pass. Scanners for leaked secrets may look for enc_[0-9A-Za-z]{49}.
[[nodiscard]] bool is_api_key(std::string_view text);

/// Finds whose a key is. Safe for several threads.
///
/// A key that was found is remembered for `kRememberedFor`, so one that another process revokes
/// works that much longer at most; `revoke` here ends it at once. A use costs no write: uses are
/// noted and written once a minute, and by `flush`.
class ApiKeys {
 public:
  static constexpr std::chrono::seconds kRememberedFor{5};

  /// `configured_sha256` is that of the key in enclosure.json, or empty: it may do all but use the
  /// console. `clock` tells the time that is written. `store` must outlive this.
  ApiKeys(Store& store, std::string configured_sha256, std::function<Instant()> clock);
  ApiKeys(const ApiKeys&) = delete;
  ApiKeys& operator=(const ApiKeys&) = delete;
  /// Flushes; a store that cannot be had then loses the last uses, nothing else.
  ~ApiKeys();

  /// The key behind `presented`, or nothing: unknown, revoked, malformed. Compared by SHA-256 and
  /// in constant time. Throws WorldError when the store cannot be had.
  [[nodiscard]] std::optional<ApiKey> find(std::string_view presented);

  /// The key of that id while it may be used: what a session of the console asks again and again.
  [[nodiscard]] std::optional<ApiKey> by_id(const std::string& id);

  /// Whether it was there and not revoked before.
  bool revoke(const std::string& id);

  /// Writes the uses that were noted.
  void flush();

 private:
  using SteadyTime = std::chrono::steady_clock::time_point;
  struct Remembered {
    ApiKey key;
    SteadyTime since;
  };

  [[nodiscard]] std::optional<ApiKey> remembered(const std::string& sha256);
  void note_use(const std::string& id);

  Store& store_;
  std::string configured_sha256_;
  std::function<Instant()> clock_;
  std::mutex mutex_;  ///< never held while the store is asked
  std::map<std::string, Remembered> by_hash_;
  std::map<std::string, Instant> uses_;     ///< noted and not written
  std::map<std::string, Instant> written_;  ///< when the last use of each was written
};

}  // namespace enclosure::app
