// enclosure messages bounces [FILE…] [--list]

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/message_lists.h"
#include "app/cli/output.h"
#include "app/flow/take_bounces.h"
#include "app/store/files.h"
#include "app/store/lock.h"
#include "app/store/patience.h"
#include "messaging/bounce/mail_reader.h"

namespace enclosure::app {
namespace {

struct Options {
  std::vector<std::string> files;
  bool list = false;
};

nlohmann::ordered_json bounce_json(const StoredBounce& bounce) {
  return {{"read_at", to_string(bounce.read_at)},
          {"class", bounce.bounce_class},
          {"rule", bounce.rule},
          {"status", bounce.status},
          {"order", bounce.order.to_string()},
          {"stage", bounce.stage ? nlohmann::ordered_json(static_cast<int>(*bounce.stage))
                                 : nlohmann::ordered_json()},
          {"detail", bounce.detail}};
}

void list_bounces(Context& context) {
  const Workspace workspace = open_for_reading(context);
  const auto all = workspace.store->read<std::vector<StoredBounce>>(
      [](StoreTransaction& tx) { return tx.bounces_since(Instant{}); });
  auto json = nlohmann::ordered_json::array();
  Table table({"read", "class", "order", "stage", "what the server said"});
  for (const StoredBounce& bounce : all) {
    if (bounce.bounce_class == "none") continue;
    json.push_back(bounce_json(bounce));
    table.add({to_string(bounce.read_at), bounce.bounce_class,
               bounce.order.empty() ? "-" : bounce.order.to_string(),
               bounce.stage ? std::to_string(static_cast<int>(*bounce.stage)) : "-",
               bounce.detail});
  }
  if (context.json) {
    print_json({{"bounces", json}});
  } else {
    say(table.empty() ? "No message has come back." : table.to_string());
  }
}

void report(const BounceReading& reading, Context& context) {
  if (context.json) {
    print_json({{"mails", reading.mails},
                {"reports", reading.reports},
                {"foreign", reading.foreign},
                {"classes", reading.classes}});
    return;
  }
  say(fmt::format("{} mails, {} new reports, {} of them about none of our messages", reading.mails,
                  reading.reports, reading.foreign));
  for (const auto& [name, count] : reading.classes) say(fmt::format("  {:15} {}", name, count));
}

void take_files(const Options& options, Context& context) {
  const Workspace workspace = open_for_writing(context);
  BounceReading reading;
  for (const std::string& file : options.files) {
    const auto mail = need(read_file(std::filesystem::path(file), messaging::bounce::kMaxMailBytes),
                           kExitBadData);
    const auto taken = workspace.store->write<TakenBounce>(
        [&](StoreTransaction& tx) { return take_bounce(mail, workspace.shop, tx, context.now()); });
    ++reading.mails;
    if (!taken.is_new || taken.bounce.bounce_class == "none") continue;
    ++reading.reports;
    ++reading.classes[taken.bounce.bounce_class];
    reading.foreign += taken.bounce.order.empty();
  }
  report(reading, context);
}

void read_mailbox(Context& context) {
  const Workspace workspace = open_for_writing(context);
  const auto mailbox = open_mailbox(workspace.shop);
  if (!mailbox) {
    throw CommandFaults(kExitConfiguration,
                        {{"BOUNCE-003", "mail.bounces", "no mailbox is configured",
                          "name a Maildir or a POP3 server in enclosure.json, or give FILEs"}});
  }
  const JobLock mine = JobLock::take(context.workspace, Job::kMailbox, kPatience,
                                     [](const std::string& who) { complain(who); });
  report(take_bounces(workspace.shop, *workspace.store, *mailbox, context.now()), context);
}

}  // namespace

void add_bounces(Command& messages, Context& context) {
  auto options = std::make_shared<Options>();
  Command* command = messages.add_subcommand(
      "bounces", "read the mailbox for bounces now, or mails in files; tell what came back");
  command->add_option("FILE", options->files,
                      "mails that came back (.eml), instead of the mailbox");
  command->add_flag("--list", options->list, "only tell what was read so far");
  command->callback([options, &context] {
    if (options->list) return list_bounces(context);
    options->files.empty() ? read_mailbox(context) : take_files(*options, context);
  });
}

}  // namespace enclosure::app
