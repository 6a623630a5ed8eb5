#pragma once
// Archived files that were asked for lately, kept in memory.

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "app/store/archive.h"

namespace enclosure::app {

/// Reads the archive through a memory of at most `budget_bytes`, from which those asked for longest
/// ago go first. A name stands for its content, so nothing in it ever grows old; what comes from
/// the disk is checked against its name once, when it comes in. Safe for many threads.
class ArchiveCache {
 public:
  ArchiveCache(Archive archive, std::size_t budget_bytes)
      : archive_(std::move(archive)), budget_bytes_(budget_bytes) {}

  /// The bytes under `sha256`, shared with all who ask; null when they are missing or damaged,
  /// which is asked again the next time. A file larger than a quarter of the budget is read anew
  /// each time, for it would drive out the rest.
  [[nodiscard]] std::shared_ptr<const std::string> get(std::string_view sha256);

  /// The same from memory alone: null when the disk would have to be asked. Never waits for it.
  [[nodiscard]] std::shared_ptr<const std::string> find(std::string_view sha256);

  /// How many bytes of files are kept now.
  [[nodiscard]] std::size_t bytes() const;

 private:
  struct Entry {
    std::string sha256;
    std::shared_ptr<const std::string> bytes;
  };

  void keep(std::string_view sha256, const std::shared_ptr<const std::string>& bytes);

  const Archive archive_;
  const std::size_t budget_bytes_;
  mutable std::mutex mutex_;
  std::list<Entry> entries_;  ///< the one asked for last in front
  std::unordered_map<std::string_view, std::list<Entry>::iterator> by_name_;  ///< names in entries_
  std::size_t bytes_ = 0;
};

}  // namespace enclosure::app
