// enclosure messages block|unblock|blocked

#include <fmt/format.h>

#include "app/cli/message_lists.h"
#include "app/cli/output.h"
#include "app/store/files.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

using Json = nlohmann::ordered_json;
using messaging::Block;
using messaging::Blocked;

std::string_view word_of(Blocked reach) {
  return reach == Blocked::kAll ? "all" : "asking";
}

struct Entries {
  std::vector<std::string> texts;
  std::string file;
  std::string because;
  std::string reach;
};

/// The entries of the command line and of the file, all of them or none.
std::vector<Block> read_entries(const Entries& entries) {
  std::vector<Block> blocks;
  Faults faults;
  for (const std::string& text : entries.texts) {
    auto block = messaging::parse_block(text);
    if (block) {
      blocks.push_back(*std::move(block));
    } else {
      append(faults, std::move(block).faults());
    }
  }
  if (!entries.file.empty()) {
    constexpr std::size_t kMostBytes = 64U << 20U;
    const auto bytes = read_input(entries.file, kMostBytes);
    if (!bytes) throw CommandFaults(kExitBadData, bytes.faults());
    auto list = messaging::parse_block_list(*bytes);
    if (list) {
      blocks.insert(blocks.end(), list->begin(), list->end());
    } else {
      append(faults, under(entries.file, std::move(list).faults()));
    }
  }
  if (!faults.empty()) throw CommandFaults(kExitBadData, faults);
  if (blocks.empty())
    throw CommandFaults(kExitUsage, {{"USAGE", "", "nothing to block is named",
                                      "name addresses, @domains, orders, sku:…, or a --file"}});
  return blocks;
}

void block(const Entries& entries, Context& context) {
  constexpr std::size_t kLongestReason = 300;
  const std::string because = need(single_line(entries.because, kLongestReason), kExitUsage);
  std::vector<Block> blocks = read_entries(entries);
  const Workspace workspace = open_for_writing(context);
  std::size_t added = 0;
  workspace.store->write([&](StoreTransaction& tx) {
    for (Block& one : blocks) {
      one.because = because;
      one.added_at = context.now();
      if (!entries.reach.empty())
        one.reach = entries.reach == "all" ? Blocked::kAll : Blocked::kAsking;
      added += tx.put_block(one) == Change::kNew;
    }
  });
  if (context.json) {
    print_json({{"entries", blocks.size()}, {"new", added}});
  } else {
    say(fmt::format("{} entries, {} of them new. What is planned and falls under them is not sent.",
                    blocks.size(), added));
  }
}

void unblock(const Entries& entries, Context& context) {
  const std::vector<Block> blocks = read_entries(entries);
  const Workspace workspace = open_for_writing(context);
  std::size_t removed = 0;
  workspace.store->write([&](StoreTransaction& tx) {
    for (const Block& one : blocks) removed += tx.remove_block(one.kind, one.value);
  });
  if (context.json) {
    print_json({{"removed", removed}});
  } else {
    say(fmt::format("{} entries removed. Messages that were taken off the plan stay so.", removed));
  }
}

void list_blocked(Context& context) {
  const Workspace workspace = open_for_reading(context);
  const auto blocks =
      workspace.store->read<std::vector<Block>>([](StoreTransaction& tx) { return tx.blocks(); });
  auto json = Json::array();
  Table table({"kind", "value", "stops", "since", "because"});
  for (const Block& one : blocks) {
    json.push_back({{"kind", messaging::to_string(one.kind)},
                    {"value", one.value},
                    {"stops", word_of(one.reach)},
                    {"added_at", to_string(one.added_at)},
                    {"because", one.because}});
    table.add({std::string(messaging::to_string(one.kind)), one.value,
               std::string(word_of(one.reach)), to_string(one.added_at), one.because});
  }
  if (context.json) {
    print_json({{"blocked", json}});
  } else {
    say(table.empty() ? "The block list is empty." : table.to_string());
  }
}

}  // namespace

void add_block_list(Command& messages, Context& context) {
  auto entries = std::make_shared<Entries>();
  Command* command = messages.add_subcommand("block", "write no more to whom or about what");
  command->add_option("ENTRY", entries->texts,
                      "an address, @domain, order number, or sku:SKU (* stands for anything)");
  command
      ->add_option("--file", entries->file,
                   "a list, an entry a line, or a sheet with them in its first column")
      ->type_name("FILE");
  command->add_option("--because", entries->because, "your reason, kept with the entry");
  command->add_option("--stops", entries->reach, "review requests alone (asking), or all messages")
      ->one_of({"asking", "all"});
  command->callback([entries, &context] { block(*entries, context); });

  auto gone = std::make_shared<Entries>();
  Command* remove = messages.add_subcommand("unblock", "take entries off the block list");
  remove->add_option("ENTRY", gone->texts, "as they were given to block");
  remove
      ->add_option("--file", gone->file,
                   "a list, an entry a line, or a sheet with them in its first column")
      ->type_name("FILE");
  remove->callback([gone, &context] { unblock(*gone, context); });

  messages.add_subcommand("blocked", "the block list")->callback([&context] {
    list_blocked(context);
  });
}

}  // namespace enclosure::app
