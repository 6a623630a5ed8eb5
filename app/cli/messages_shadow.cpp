// enclosure messages shadow [--reset ORDER] [--reset-all]

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/messages.h"
#include "app/cli/output.h"
#include "messaging/reasons.h"

namespace enclosure::app {
namespace {

struct Options {
  std::optional<std::string> reset;
  bool reset_all = false;
};

bool is_shadowed(const StoredMessage& message) {
  return message.plan.state == messaging::MessageState::kCancelled &&
         message.plan.reason == messaging::reason::kShadow;
}

std::vector<StoredMessage> shadowed(StoreTransaction& tx, const std::optional<OrderId>& order) {
  auto messages = order ? tx.messages_of(*order) : tx.all_messages();
  std::erase_if(messages, [](const StoredMessage& message) { return !is_shadowed(message); });
  return messages;
}

/// Planned again from now on: the next look decides by its window whether it still goes out.
void reset(StoredMessage message, StoreTransaction& tx, Instant now) {
  message.plan.state = messaging::MessageState::kScheduled;
  message.plan.reason.clear();
  message.updated_at = now;
  tx.update_message(message);
  tx.log({message.plan.order, message.plan.stage, now, "reset", ""});
}

void run(const Options& options, Context& context) {
  std::optional<OrderId> order;
  if (options.reset) order = need(OrderId::parse(*options.reset), kExitUsage);
  const bool resets = order || options.reset_all;
  const Workspace workspace = resets ? open_for_writing(context) : open_for_reading(context);
  if (resets && workspace.shop.config.shadow) {
    throw CommandFaults(kExitConfiguration,
                        {{"SHADOW-001", "enclosure.json messages.shadow", "the shadow is still on",
                          "take messages.shadow out first: they would go there again"}});
  }
  const Instant now = context.now();
  auto messages = std::vector<StoredMessage>();
  if (resets) {
    workspace.store->write([&](StoreTransaction& tx) {
      if (order && !tx.order(*order)) {
        throw CommandFaults(kExitBadData, {{"PREVIEW-001", order->to_string(),
                                            "there is no such order", "import it first"}});
      }
      messages = shadowed(tx, order);
      for (const StoredMessage& message : messages) reset(message, tx, now);
    });
  } else {
    workspace.store->read([&](StoreTransaction& tx) { messages = shadowed(tx, order); });
  }
  if (context.json) {
    auto json = nlohmann::ordered_json::array();
    for (const StoredMessage& message : messages)
      json.push_back({{"order", message.plan.order.to_string()},
                      {"stage", static_cast<int>(message.plan.stage)},
                      {"at", to_string(message.updated_at)}});
    return print_json({{"reset", resets}, {"messages", json}});
  }
  for (const StoredMessage& message : messages)
    say(fmt::format("{} stage {}", message.plan.order.to_string(),
                    static_cast<int>(message.plan.stage)));
  say(resets
          ? fmt::format("{} planned again: what is still in its window goes out at the next run.",
                        counted(messages.size(), "message"))
          : fmt::format("{} went to the shadow instead of a buyer.",
                        counted(messages.size(), "message")));
}

}  // namespace

void add_messages_shadow(Command& messages, Context& context) {
  auto options = std::make_shared<Options>();
  Command* command = messages.add_subcommand(
      "shadow", "what went to the shadow (messages.shadow) instead of a buyer");
  command->add_option("--reset", options->reset, "plan those of this order again")
      ->type_name("ORDER");
  command->add_flag("--reset-all", options->reset_all, "plan all of them again");
  command->callback([options, &context] { run(*options, context); });
}

}  // namespace enclosure::app
