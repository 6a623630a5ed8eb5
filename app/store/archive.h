#pragma once
// The archive: every issued document by its SHA-256, never overwritten.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace enclosure::app {

/// `archive/ab/cdef…`: files named by their content. Putting the same bytes again changes nothing.
/// Safe for several threads and processes: a file appears whole, and one that is whole is never
/// written again.
class Archive {
 public:
  explicit Archive(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// Stores `bytes` durably and gives their SHA-256 in hexadecimal. Throws WorldError.
  std::string put(std::string_view bytes) const;

  /// The same without waiting for the disk: the bytes are there for sure only after `sync`.
  std::string put_unsynced(std::string_view bytes) const;

  /// Waits until everything that was put is on the disk, in one go. Throws WorldError.
  void sync() const;

  /// The bytes under `sha256`, checked against it; nothing when they are missing or damaged.
  [[nodiscard]] std::optional<std::string> get(std::string_view sha256) const;

  /// Every name in the archive, sorted.
  [[nodiscard]] std::vector<std::string> names() const;

  [[nodiscard]] std::filesystem::path path_of(std::string_view sha256) const;

 private:
  [[nodiscard]] bool holds(std::string_view sha256) const;
  void replace_damaged(std::string_view sha256, std::string_view bytes) const;

  std::filesystem::path folder_;
};

}  // namespace enclosure::app
