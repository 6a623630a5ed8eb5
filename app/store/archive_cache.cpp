#include "app/store/archive_cache.h"

namespace enclosure::app {

std::shared_ptr<const std::string> ArchiveCache::get(std::string_view sha256) {
  if (auto known = find(sha256)) return known;
  auto read = archive_.get(sha256);  // outside the lock: the others do not wait for our disk
  if (!read) return nullptr;
  auto bytes = std::make_shared<const std::string>(*std::move(read));
  keep(sha256, bytes);
  return bytes;
}

std::shared_ptr<const std::string> ArchiveCache::find(std::string_view sha256) {
  const std::lock_guard lock(mutex_);
  const auto found = by_name_.find(sha256);
  if (found == by_name_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->bytes;
}

std::size_t ArchiveCache::bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

void ArchiveCache::keep(std::string_view sha256, const std::shared_ptr<const std::string>& bytes) {
  if (bytes->size() > budget_bytes_ / 4) return;
  const std::lock_guard lock(mutex_);
  if (by_name_.contains(sha256)) return;  // two read it at once
  entries_.push_front({std::string(sha256), bytes});
  by_name_.emplace(entries_.front().sha256, entries_.begin());
  bytes_ += bytes->size();
  while (bytes_ > budget_bytes_) {
    bytes_ -= entries_.back().bytes->size();
    by_name_.erase(entries_.back().sha256);
    entries_.pop_back();
  }
}

}  // namespace enclosure::app
