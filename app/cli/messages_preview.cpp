// enclosure messages preview ORDER --stage N

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/messages.h"
#include "app/cli/output.h"
#include "app/flow/dispatch.h"
#include "app/flow/order_state.h"
#include "app/flow/policy_gate.h"
#include "app/store/files.h"

namespace enclosure::app {
namespace {

struct Preview {
  std::string order;
  int stage = 1;
  bool text = false;
  std::string html;
  std::string eml;
  std::optional<std::string> language;
};

/// A mail as it would go out now, and what the gate would say to it.
struct Shown {
  messaging::PlannedMessage plan;
  ComposedMail mail;
  LanguageTag language;
  web::MailRuling ruling;
};

std::string channel_told(const Order& order) {
  switch (order.fulfilment) {
    case Fulfilment::kFba:
      return "Amazon FBA";
    case Fulfilment::kFbm:
      return "Amazon FBM";
    case Fulfilment::kShop:
      break;
  }
  return "own shop";
}

Result<Shown> shown(const Preview& options, const Workspace& workspace, StoreTransaction& tx,
                    Instant now) {
  const OrderId id = need(OrderId::parse(options.order), kExitUsage);
  const Shop& shop = workspace.shop;
  auto known = mail_case(id, shop, tx, now);
  if (!known)
    return Fault{"PREVIEW-001", options.order, "there is no such order", "import it first"};
  if (options.language) {
    const LanguageTag language = need(LanguageTag::parse(*options.language), kExitUsage);
    if (!shop.knowledge.templates.has(language))
      return Fault{"MESSAGE-001", "--language",
                   "there are no mail texts in \"" + language.to_string() + "\"",
                   "`enclosure messages sheet` shows which there are"};
    known->order.buyer.language = language;
  }
  for (const StoredMessage& message : tx.messages_of(id)) {
    if (static_cast<int>(message.plan.stage) != options.stage) continue;
    auto mail = compose_message(message.plan, *known, shop, now);
    if (!mail) return std::move(mail).faults();
    const auto verdict = verdict_on(*mail, message.plan, *known, shop);
    return Shown{message.plan, *std::move(mail), shop.mail_language(known->order),
                 ruling_of(channel_told(known->order), verdict.outcome, verdict.findings)};
  }
  return Fault{"PREVIEW-002", options.order, "nothing is planned for this order yet",
               "issue its invoice first: `enclosure issue " + options.order + "`"};
}

/// "Ada Lund <ada@buyer.example>".
std::string mailbox_told(const std::string& name, const EmailAddress& address) {
  return name.empty() ? address.to_string() : name + " <" + address.to_string() + ">";
}

web::MailView view_of(const Shown& shown, const Shop& shop, Instant now) {
  constexpr std::string_view kNames[] = {"documents", "review request", "check-up"};
  const auto stage = static_cast<std::size_t>(shown.plan.stage);
  const messaging::ComposedMessage& message = shown.mail.message;
  const MailConfig& mail = shop.config.mail;
  web::MailView view;
  view.heading =
      fmt::format("Order {}, stage {}: {}", shown.plan.order.to_string(), stage, kNames[stage - 1]);
  view.language = shown.language.to_string();
  view.from = mailbox_told(mail.from_name, mail.from_address);
  view.to = message.forward_path.to_string();
  if (!mail.reply_to.empty()) view.reply_to = mail.reply_to.to_string();
  view.date = to_string(now);
  view.subject = message.subject;
  view.text = message.text;
  view.html = message.html;
  for (const auto& file : message.files)
    view.files.push_back({file.name, file.media_type, file.bytes});
  view.bytes = message.bytes.size();
  view.rulings = {shown.ruling};
  return view;
}

nlohmann::ordered_json json_of(const Shown& shown) {
  const messaging::ComposedMessage& message = shown.mail.message;
  auto files = nlohmann::ordered_json::array();
  for (const auto& file : message.files)
    files.push_back({{"name", file.name}, {"type", file.media_type}, {"bytes", file.bytes}});
  return {{"subject", message.subject},
          {"to", message.forward_path.to_string()},
          {"message_id", message.message_id},
          {"language", shown.language.to_string()},
          {"text", message.text},
          {"html", message.html},
          {"files", files},
          {"bytes", message.bytes.size()},
          {"policy", ruling_json(shown.ruling)}};
}

void preview(const Preview& options, Context& context) {
  const Workspace workspace = open_for_reading(context);
  const Instant now = context.now();
  const Shown mail = need(workspace.store->read<Result<Shown>>([&](StoreTransaction& tx) {
    return shown(options, workspace, tx, now);
  }),
                          kExitBadData);
  const messaging::ComposedMessage& message = mail.mail.message;
  if (!options.eml.empty()) write_file(options.eml, message.bytes);
  if (!options.html.empty())
    write_file(options.html, mail_page(view_of(mail, workspace.shop, now)));
  if (context.json) return print_json(json_of(mail));
  const bool text = options.text || options.html.empty();
  if (text) say("Subject: " + message.subject + "\n\n" + message.text);
  for (const auto& file : message.files) {
    if (text) say(fmt::format("[{}, {}]", file.name, web::size_told(file.bytes)));
  }
  if (!options.eml.empty()) say(fmt::format("[{} bytes in {}]", message.bytes.size(), options.eml));
  if (!options.html.empty()) say(fmt::format("[to look at: {}]", options.html));
  tell_ruling(mail.ruling);
}

}  // namespace

void add_messages_preview(Command& messages, Context& context) {
  auto options = std::make_shared<Preview>();
  Command* command = messages.add_subcommand(
      "preview", "a message as it would go out now, and what the rules say to it");
  command->add_option("ORDER", options->order, "the order's number")->required();
  command->add_option("--stage", options->stage, "1 documents, 2 review request, 3 check-up")
      ->between(1, 3)
      ->capture_default_str();
  command->add_flag("--text", options->text, "show the text with --html, too");
  command
      ->add_option("--html", options->html, "write a page there that shows it as mail programs do")
      ->type_name("FILE");
  command->add_option("--eml", options->eml, "write the whole message there")->type_name("FILE");
  command->add_option("--language", options->language, "as a buyer of this language would get it")
      ->type_name("TAG");
  command->callback([options, &context] { preview(*options, context); });
}

}  // namespace enclosure::app
