#include "app/flow/link_cache.h"

#include <utility>

namespace enclosure::app {

std::optional<CachedLink> LinkCache::find(std::string_view token, std::uint64_t version,
                                          Instant now) {
  Part& part = part_of(token);
  const std::scoped_lock lock(part.mutex);
  const auto at = part.links.find(token);
  if (at == part.links.end() || at->second.version != version || at->second.expires_at <= now)
    return std::nullopt;
  return at->second;
}

void LinkCache::put(std::string_view token, CachedLink known) {
  Part& part = part_of(token);
  const std::scoped_lock lock(part.mutex);
  if (part.links.size() >= kMostInPart) part.links.clear();
  part.links.insert_or_assign(std::string(token), std::move(known));
}

}  // namespace enclosure::app
