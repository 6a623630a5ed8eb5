// enclosure keys add --name NAME --scope SCOPE… | list | revoke KEY

#include "app/flow/api_keys.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>

#include "app/cli/context.h"
#include "app/cli/output.h"
#include "app/store/files.h"

namespace enclosure::app {
namespace {

using Json = nlohmann::ordered_json;

struct NewKey {
  std::string name;
  std::vector<std::string> scopes;
};

void add(const NewKey& options, Context& context) {
  const ApiScopes scopes = need(parse_api_scopes(options.scopes), kExitUsage);
  const Workspace workspace = open_for_writing(context);
  const NewApiKey made = need(workspace.store->transaction<NewApiKey>([&](StoreTransaction& tx) {
    return add_api_key(options.name, scopes, tx, context.now());
  }),
                              kExitUsage);
  if (context.json) {
    print_json({{"id", made.stored.id},
                {"name", made.stored.name},
                {"scopes", words_of(scopes)},
                {"key", made.key}});
    return;
  }
  say(made.key);
  if (!context.quiet)
    complain("This is key " + made.stored.id + ". It is shown this once and kept nowhere.");
}

Json instant_or_null(const std::optional<Instant>& at) {
  return at ? Json(to_string(*at)) : Json();
}

void list(Context& context) {
  const Workspace workspace = open_for_reading(context);
  const auto keys = workspace.store->read<std::vector<StoredApiKey>>(
      [](StoreTransaction& tx) { return tx.api_keys(); });
  auto json = Json::array();
  Table table({"id", "name", "may", "made", "last used", "revoked"});
  const auto or_dash = [](const std::optional<Instant>& at) {
    return at ? to_string(*at) : std::string("-");
  };
  for (const StoredApiKey& key : keys) {
    json.push_back({{"id", key.id},
                    {"name", key.name},
                    {"scopes", words_of(key.scopes)},
                    {"created_at", to_string(key.created_at)},
                    {"last_used_at", instant_or_null(key.last_used_at)},
                    {"revoked_at", instant_or_null(key.revoked_at)}});
    table.add({key.id, key.name, fmt::format("{}", fmt::join(words_of(key.scopes), " ")),
               to_string(key.created_at), or_dash(key.last_used_at), or_dash(key.revoked_at)});
  }
  if (context.json) {
    print_json({{"keys", json}});
  } else {
    say(table.empty() ? "There are no keys. `enclosure keys add` makes one." : table.to_string());
  }
}

/// The id of what the user names: an id, or the key itself, as one finds it where it leaked.
std::string id_of(const std::string& named, StoreTransaction& tx) {
  if (!is_api_key(named)) return named;
  const auto stored = tx.api_key_by_hash(sha256_hex(named));
  return stored ? stored->id : "";
}

void revoke(const std::string& named, Context& context) {
  const Workspace workspace = open_for_writing(context);
  std::optional<StoredApiKey> revoked;
  workspace.store->write([&](StoreTransaction& tx) {
    const std::string id = id_of(named, tx);
    tx.revoke_api_key(id, context.now());
    revoked = tx.api_key(id);
  });
  if (!revoked)
    throw CommandFaults(kExitBadData, {{"KEY-004", "", "there is no such key",
                                        "`enclosure keys list` shows the ids of all keys"}});
  if (context.json) {
    print_json({{"id", revoked->id},
                {"name", revoked->name},
                {"revoked_at", to_string(revoked->revoked_at.value())}});
  } else {
    say(fmt::format("The key {} ({}) is revoked. A server that runs refuses it within {} seconds.",
                    revoked->id, revoked->name, ApiKeys::kRememberedFor.count()));
  }
}

}  // namespace

void add_keys(Command& program, Context& context) {
  Command* keys = program.add_subcommand("keys", "keys for the API and the console");
  keys->require_subcommand(1);

  auto options = std::make_shared<NewKey>();
  Command* make = keys->add_subcommand("add", "make a key; it is shown once");
  make->add_option("--name", options->name, "who will use it")->required()->type_name("NAME");
  std::string words;
  for (const auto& [scope, word] : kApiScopes)
    words += (words.empty() ? "" : ", ") + std::string(word);
  make->add_option("--scope", options->scopes, "what it may do, one or several of: " + words)
      ->required()
      ->type_name("SCOPE");
  make->callback([options, &context] { add(*options, context); });

  keys->add_subcommand("list", "all keys: what they may do, when they were used last")
      ->callback([&context] { list(context); });

  auto named = std::make_shared<std::string>();
  Command* end = keys->add_subcommand("revoke", "let a key do nothing any more");
  end->add_option("KEY", *named, "its id, or the key itself where it leaked")->required();
  end->callback([named, &context] { revoke(*named, context); });
}

}  // namespace enclosure::app
