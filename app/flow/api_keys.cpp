#include "app/flow/api_keys.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "app/errors.h"
#include "app/store/files.h"
#include "core/hex.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

constexpr std::string_view kPrefix = "enc_";
constexpr std::string_view kDigits =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::size_t kSecretDigits = 43;  ///< 62^43 > 2^256
constexpr std::size_t kChecksumDigits = 6;
constexpr std::size_t kLongestName = 60;
constexpr std::chrono::seconds kBetweenWrites{60};
constexpr std::string_view kConfiguredId = "configured";

/// CRC-32 (ISO 3309) in base 62: it tells typing errors, nothing else.
std::string checksum_of(std::string_view text) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char c : text) {
    crc ^= static_cast<std::uint8_t>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320 : 0);
  }
  constexpr std::uint32_t kBase = kDigits.size();
  std::string digits(kChecksumDigits, '0');
  std::uint32_t rest = ~crc;
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
    *digit = kDigits[rest % kBase];
    rest /= kBase;
  }
  return digits;
}

/// Digits of the system's random source, each as likely as any other.
std::string random_digits(std::size_t count) {
  constexpr unsigned kFair = 256 - 256 % kDigits.size();
  std::string digits;
  while (digits.size() < count) {
    for (const char byte : random_bytes(count)) {
      const unsigned value = static_cast<std::uint8_t>(byte);
      if (value < kFair && digits.size() < count) digits += kDigits[value % kDigits.size()];
    }
  }
  return digits;
}

ApiKey shown(const StoredApiKey& stored) {
  return {stored.id, stored.name, stored.scopes};
}

ApiKey configured_key() {
  ApiKey key{std::string(kConfiguredId), "api_key of enclosure.json", {}};
  for (const auto& [scope, word] : kApiScopes) key.scopes.add(scope);
  key.scopes.remove(ApiScope::kConsole);
  return key;
}

}  // namespace

Result<ApiScopes> parse_api_scopes(const std::vector<std::string>& words) {
  ApiScopes scopes;
  Faults faults;
  std::string all;
  for (const auto& [scope, name] : kApiScopes) all += (all.empty() ? "" : ", ") + std::string(name);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto known = std::find_if(kApiScopes.begin(), kApiScopes.end(),
                                    [&](const auto& one) { return one.second == words[i]; });
    if (known != kApiScopes.end()) {
      scopes.add(known->first);
    } else {
      faults.push_back({"KEY-001", fmt::format("scopes[{}]", i), "\"" + words[i] + "\" is no scope",
                        "the scopes are " + all});
    }
  }
  if (words.empty())
    faults.push_back({"KEY-002", "scopes", "the key may do nothing", "the scopes are " + all});
  if (!faults.empty()) return faults;
  return scopes;
}

std::vector<std::string> words_of(ApiScopes scopes) {
  std::vector<std::string> words;
  for (const auto& [scope, word] : kApiScopes) {
    if (scopes.has(scope)) words.emplace_back(word);
  }
  return words;
}

Result<NewApiKey> add_api_key(const std::string& name, ApiScopes scopes, StoreTransaction& tx,
                              Instant now) {
  const auto line = single_line(name, kLongestName);
  if (!line) return under("name", line.faults());
  if (line->empty())
    return Fault{"KEY-003", "name", "the key has no name",
                 "say who will use it: you will want to know when you revoke it"};
  std::string key = std::string(kPrefix) + random_digits(kSecretDigits);
  key += checksum_of(key);
  constexpr std::size_t kIdBytes = 6;
  StoredApiKey stored{to_hex(random_bytes(kIdBytes)), *line, scopes, sha256_hex(key), now, {}, {}};
  tx.add_api_key(stored);
  return NewApiKey{std::move(key), std::move(stored)};
}

bool is_api_key(std::string_view text) {
  if (text.size() != kPrefix.size() + kSecretDigits + kChecksumDigits) return false;
  if (!text.starts_with(kPrefix)) return false;
  if (text.find_first_not_of(kDigits, kPrefix.size()) != std::string_view::npos) return false;
  const std::size_t signed_part = kPrefix.size() + kSecretDigits;
  return checksum_of(text.substr(0, signed_part)) == text.substr(signed_part);
}

ApiKeys::ApiKeys(Store& store, std::string configured_sha256, std::function<Instant()> clock)
    : store_(store), configured_sha256_(std::move(configured_sha256)), clock_(std::move(clock)) {}

ApiKeys::~ApiKeys() {
  try {
    flush();
  } catch (const WorldError&) {
  }
}

std::optional<ApiKey> ApiKeys::find(std::string_view presented) {
  const std::string sha256 = sha256_hex(presented);
  if (!configured_sha256_.empty() && equal_in_constant_time(sha256, configured_sha256_))
    return configured_key();
  if (!is_api_key(presented)) return std::nullopt;
  auto key = remembered(sha256);
  if (!key) {
    const auto stored = store_.read<std::optional<StoredApiKey>>(
        [&](StoreTransaction& tx) { return tx.api_key_by_hash(sha256); });
    if (!stored || stored->revoked_at || !equal_in_constant_time(stored->sha256, sha256))
      return std::nullopt;
    key = shown(*stored);
    const std::scoped_lock lock(mutex_);
    by_hash_.insert_or_assign(sha256, Remembered{*key, std::chrono::steady_clock::now()});
  }
  note_use(key->id);
  return key;
}

std::optional<ApiKey> ApiKeys::remembered(const std::string& sha256) {
  const std::scoped_lock lock(mutex_);
  const auto at = by_hash_.find(sha256);
  if (at == by_hash_.end()) return std::nullopt;
  if (std::chrono::steady_clock::now() - at->second.since < kRememberedFor) return at->second.key;
  by_hash_.erase(at);
  return std::nullopt;
}

std::optional<ApiKey> ApiKeys::by_id(const std::string& id) {
  if (id == kConfiguredId)
    return configured_sha256_.empty() ? std::nullopt : std::optional(configured_key());
  const auto stored = store_.read<std::optional<StoredApiKey>>(
      [&](StoreTransaction& tx) { return tx.api_key(id); });
  return stored && !stored->revoked_at ? std::optional(shown(*stored)) : std::nullopt;
}

bool ApiKeys::revoke(const std::string& id) {
  bool done = false;
  store_.write([&](StoreTransaction& tx) { done = tx.revoke_api_key(id, clock_()); });
  const std::scoped_lock lock(mutex_);
  std::erase_if(by_hash_, [&](const auto& one) { return one.second.key.id == id; });
  return done;
}

void ApiKeys::note_use(const std::string& id) {
  const Instant now = clock_();
  {
    const std::scoped_lock lock(mutex_);
    uses_[id] = now;
    const auto written = written_.find(id);
    if (written != written_.end() && now - written->second < kBetweenWrites) return;
  }
  try {
    flush();
  } catch (const WorldError&) {
    // Who asks shall not suffer from that; the use stays noted.
  }
}

void ApiKeys::flush() {
  std::map<std::string, Instant> uses;
  {
    const std::scoped_lock lock(mutex_);
    uses = std::exchange(uses_, {});
    for (const auto& [id, at] : uses) written_[id] = at;
  }
  if (uses.empty()) return;
  try {
    store_.write([&](StoreTransaction& tx) {
      for (const auto& [id, at] : uses) tx.note_api_key_use(id, at);
    });
  } catch (const WorldError&) {
    const std::scoped_lock lock(mutex_);
    uses_.merge(uses);
    throw;
  }
}

}  // namespace enclosure::app
