#pragma once
// The keys that sign buyers' links. New links are signed by the newest; the others open the links
// that they signed until they are retired (docs/links.md).

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"

namespace enclosure::app {

struct LinkKey {
  int epoch = 1;       ///< 1, 2, 3, …; a link knows that of its key
  std::string secret;  ///< 32 bytes
  std::optional<Instant> made_at;
  bool retired = false;  ///< signs nothing; opens nothing but the way out of mails
};

/// The keys of one workspace, by epoch. Never empty, the newest is never retired.
class LinkKeys {
 public:
  /// As many may be in use at once: each costs every wrong token its time.
  static constexpr std::size_t kMostInUse = 8;

  /// One key alone, of epoch 1.
  static LinkKeys of(std::string secret);
  /// Reads `secrets/link.key`: 32 bytes (one key, as versions before wrote it), or the text of
  /// `to_text`. Nothing when it is damaged.
  static std::optional<LinkKeys> parse(std::string_view bytes);
  /// The form on the disk: a line "enclosure-link-keys 1", then for each key its epoch, the secret
  /// in hexadecimal digits, the instant of its making or "-", and "in-use" or "retired".
  [[nodiscard]] std::string to_text() const;

  /// With one more key; the others go on, or are retired.
  [[nodiscard]] LinkKeys rotated(std::string secret, Instant now, bool retire_others) const;

  [[nodiscard]] const LinkKey& newest() const { return keys_.back(); }
  /// The key that signs a link of that epoch: its own, or the newest where that is retired.
  [[nodiscard]] const LinkKey& signer_of(int epoch) const;
  [[nodiscard]] const std::vector<LinkKey>& all() const { return keys_; }
  [[nodiscard]] std::size_t in_use() const;
  /// Keys the hashes of addresses (P04); the same for ever, whatever becomes of the links.
  [[nodiscard]] const std::string& for_recipients() const { return keys_.front().secret; }

 private:
  std::vector<LinkKey> keys_;
};

/// The keys as they are now: another process may rotate them. Safe for several threads.
class LinkKeyring {
 public:
  /// Those of `file`, which is made when there is none. Throws WorldError where it is damaged.
  explicit LinkKeyring(std::filesystem::path file);
  /// These, and no file.
  explicit LinkKeyring(LinkKeys keys) : keys_(std::make_shared<LinkKeys>(std::move(keys))) {}

  /// Looks whether the file has changed; one that cannot be read then leaves the keys as they were.
  [[nodiscard]] std::shared_ptr<const LinkKeys> current();

  /// Makes a new key and writes the file. Throws WorldError; where kMostInUse are in use and none
  /// is retired, with what to do.
  LinkKeys rotate(Instant now, bool retire_others);

 private:
  [[nodiscard]] bool has_changed() const;
  void read();

  std::filesystem::path file_;
  std::mutex mutex_;
  std::shared_ptr<const LinkKeys> keys_;
  std::filesystem::file_time_type changed_at_{};  ///< of the file, when it was read
  std::uintmax_t size_ = 0;  ///< the clock of a file system is coarse; each rotation adds a line
};

}  // namespace enclosure::app
