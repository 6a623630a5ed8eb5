// enclosure messages list|preview|why|pause|resume (block, unblock, blocked: message_blocks.cpp)

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/context.h"
#include "app/cli/message_lists.h"
#include "app/cli/messages.h"
#include "app/cli/output.h"
#include "app/cli/status_report.h"
#include "app/cli/why_report.h"
#include "app/flow/dispatch.h"
#include "app/flow/links.h"
#include "app/flow/order_state.h"
#include "app/flow/pause.h"
#include "app/store/files.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

std::string instant_text(const std::optional<Instant>& at) {
  return at ? to_string(*at) : "-";
}

nlohmann::ordered_json instant_json(const std::optional<Instant>& at) {
  return at ? nlohmann::ordered_json(to_string(*at)) : nlohmann::ordered_json();
}

nlohmann::ordered_json message_json(const StoredMessage& message) {
  return {{"order", message.plan.order.to_string()},
          {"stage", static_cast<int>(message.plan.stage)},
          {"state", messaging::to_string(message.plan.state)},
          {"due_at", instant_json(message.plan.due_at)},
          {"closes_at", instant_json(message.plan.closes_at)},
          {"sent_at", instant_json(message.sent_at)},
          {"asks_for_review", message.plan.asks_for_review},
          {"reason", message.plan.reason},
          {"campaign", message.plan.campaign},
          {"attempts", message.attempts},
          {"message_id", message.message_id}};
}

void list_messages(const std::string& order, const std::string& state, Context& context) {
  const Workspace workspace = open_for_reading(context);
  std::vector<ActivePause> pauses;
  const auto messages =
      workspace.store->read<std::vector<StoredMessage>>([&](StoreTransaction& tx) {
        pauses = active_pauses(tx);
        return order.empty() ? tx.all_messages()
                             : tx.messages_of(need(OrderId::parse(order), kExitUsage));
      });
  auto json = nlohmann::ordered_json::array();
  Table table({"order", "stage", "state", "due", "sent", "why"});
  for (const StoredMessage& message : messages) {
    const std::string its_state(messaging::to_string(message.plan.state));
    if (!state.empty() && state != its_state) continue;
    json.push_back(message_json(message));
    table.add({message.plan.order.to_string(), std::to_string(static_cast<int>(message.plan.stage)),
               its_state, instant_text(message.plan.due_at), instant_text(message.sent_at),
               message.plan.reason});
  }
  if (context.json) {
    print_json({{"messages", json}, {"paused", pauses_json(pauses)}});
  } else {
    if (!pauses.empty()) say(pauses_text(pauses));
    say(table.empty() ? "No messages are planned: they are planned when an invoice is issued."
                      : table.to_string());
  }
}

void why(const std::string& order, Context& context) {
  const OrderId id = need(OrderId::parse(order), kExitUsage);
  const Workspace workspace = open_for_reading(context);
  auto json = nlohmann::ordered_json::array();
  nlohmann::ordered_json all = nlohmann::ordered_json::object();
  workspace.store->read([&](StoreTransaction& tx) {
    if (!tx.order(id)) {
      throw CommandFaults(kExitBadData,
                          {{"PREVIEW-001", order, "there is no such order", "import it first"}});
    }
    const auto messages = tx.messages_of(id);
    const auto log = tx.log_of(id);
    const auto story = story_of(id, workspace.shop, tx, context.now());
    if (story && context.json) add_story(*story, all);
    if (messages.empty() && !context.json) {
      say("Nothing is planned for this order: it has no invoice yet.");
      if (const auto reason = why_of(id, workspace.shop, tx, context.now())) tell_why(*reason);
    }
    for (const StoredMessage& message : messages) {
      const bool on_its_way = message.plan.state == messaging::MessageState::kSending;
      const std::string reason = on_its_way ? "" : message.plan.reason;  // why it waited before
      auto one = message_json(message);
      one["explanation"] = explain_message_reason(reason);
      one["log"] = nlohmann::ordered_json::array();
      if (!context.json) {
        say(fmt::format("Stage {}: {}{}", static_cast<int>(message.plan.stage),
                        messaging::to_string(message.plan.state),
                        message.plan.due_at ? ", due " + to_string(*message.plan.due_at) : ""));
        if (!reason.empty()) say(fmt::format("  {}: {}", reason, explain_message_reason(reason)));
      }
      for (const MessageLogEntry& entry : log) {
        if (entry.stage != message.plan.stage) continue;
        one["log"].push_back(
            {{"at", to_string(entry.at)}, {"decision", entry.decision}, {"reason", entry.reason}});
      }
      json.push_back(std::move(one));
    }
    if (story && !messages.empty() && !context.json) tell_story(*story);
  });
  if (!context.json) return;
  all["messages"] = std::move(json);
  print_json(all);
}

constexpr std::size_t kLongestReason = 300;

struct PauseOptions {
  std::string channel;
  std::string because;
};

/// What a resumption ended, and what is paused after it all the same.
struct Resumed {
  bool ended = false;
  std::vector<ActivePause> still;
};

Resumed resume_and_tell(StoreTransaction& tx, std::optional<Channel> channel) {
  Resumed done;
  const auto before = active_pauses(tx).size();
  resume(tx, channel);
  done.still = active_pauses(tx);
  done.ended = done.still.size() < before;
  return done;
}

void say_resumed(const Resumed& done, const std::string& of_channel) {
  say(done.ended ? "Resumed" + of_channel + "." : "Nothing" + of_channel + " was paused.");
  for (const ActivePause& active : done.still)
    say(fmt::format("Still paused: {}; `{}` lets them go", pause_told(active),
                    resume_command(active)));
}

void set_paused(bool paused, const PauseOptions& options, Context& context) {
  const std::string because =
      need(single_line(options.because, kLongestReason), kExitUsage);  // stories are told by lines
  const Workspace workspace = open_for_writing(context);
  std::optional<Channel> channel;
  if (!options.channel.empty())
    channel = options.channel == "amazon" ? Channel::kAmazon : Channel::kShop;
  Resumed done;
  bool waits = paused;
  workspace.store->write([&](StoreTransaction& tx) {
    if (paused) return pause(tx, channel, context.now(), because);
    done = resume_and_tell(tx, channel);
    waits = channel ? is_paused(tx, *channel) : !done.still.empty();
  });
  const std::string of_channel = channel ? " of " + options.channel : "";
  if (context.json) {
    nlohmann::ordered_json json{{"dispatcher", waits ? "paused" : "running"}};
    if (channel) json["channel"] = options.channel;
    if (!paused) json["was_paused"] = done.ended;
    if (!paused) json["still_paused"] = pauses_json(done.still);
    print_json(json);
  } else if (paused) {
    say("Paused: nothing" + of_channel + " is sent until `" + resume_command({channel, Pause{}}) +
        "`.");
  } else {
    say_resumed(done, of_channel);
  }
}

void add_pausing(Command& messages, Context& context) {
  auto options = std::make_shared<PauseOptions>();
  Command* stop = messages.add_subcommand("pause", "send nothing until resumed");
  stop->add_option("--channel", options->channel, "of one channel alone")
      ->one_of({"amazon", "shop"});
  stop->add_option("--because", options->because, "your reason, shown by messages why");
  stop->callback([options, &context] { set_paused(true, *options, context); });
  auto again = std::make_shared<PauseOptions>();
  Command* go = messages.add_subcommand("resume", "send again");
  go->add_option("--channel", again->channel, "of one channel alone")->one_of({"amazon", "shop"});
  go->callback([again, &context] { set_paused(false, *again, context); });
}

}  // namespace

void add_messages(Command& program, Context& context) {
  Command* command =
      program.add_subcommand("messages", "what is planned, what it will look like, and why");
  command->require_subcommand(1);

  auto order = std::make_shared<std::string>();
  auto state = std::make_shared<std::string>();
  Command* list = command->add_subcommand("list", "the planned messages");
  list->add_option("--order", *order, "only of this order");
  list->add_option("--state", *state, "only in this state")
      ->one_of({"scheduled", "sending", "sent", "retryable", "cancelled", "failed"});
  list->callback([order, state, &context] { list_messages(*order, *state, context); });

  add_messages_check(*command, context);
  add_messages_preview(*command, context);
  add_messages_sheet(*command, context);
  add_messages_import(*command, context);
  add_messages_shadow(*command, context);
  add_messages_what_if(*command, context);

  auto asked = std::make_shared<std::string>();
  Command* reason =
      command->add_subcommand("why", "what was decided about an order's messages, and when");
  reason->add_option("ORDER", *asked, "the order's number")->required();
  reason->callback([asked, &context] { why(*asked, context); });

  add_pausing(*command, context);
  add_bounces(*command, context);
  add_block_list(*command, context);
}

}  // namespace enclosure::app
