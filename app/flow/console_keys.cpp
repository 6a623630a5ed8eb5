#include "app/flow/console_keys.h"

#include "app/flow/console_words.h"

namespace enclosure::app {
namespace {

std::string told(ApiScopes scopes) {
  std::string text;
  for (const std::string& word : words_of(scopes)) text += (text.empty() ? "" : ", ") + word;
  return text;
}

}  // namespace

std::optional<std::string> StoredConsoleKeys::opened_by(std::string_view key) {
  const auto found = keys_.find(key);
  return found && found->scopes.has(ApiScope::kConsole) ? std::optional(found->id) : std::nullopt;
}

std::optional<std::string> StoredConsoleKeys::name_of(const std::string& id) {
  const auto found = keys_.by_id(id);
  return found && found->scopes.has(ApiScope::kConsole) ? std::optional(found->name) : std::nullopt;
}

std::vector<console::KeyLine> StoredConsoleKeys::list() {
  const auto stored =
      store_.read<std::vector<StoredApiKey>>([](StoreTransaction& tx) { return tx.api_keys(); });
  std::vector<console::KeyLine> lines;
  for (const StoredApiKey& key : stored) {
    console::KeyLine line{key.id,
                          key.name,
                          told(key.scopes),
                          moment_in(key.created_at, zone_),
                          {},
                          key.revoked_at.has_value()};
    if (key.last_used_at) line.last_used_at = moment_in(*key.last_used_at, zone_);
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace enclosure::app
