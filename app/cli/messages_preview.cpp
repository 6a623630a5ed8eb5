// enclosure messages preview ORDER --stage N

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/messages.h"
#include "app/cli/out_file.h"
#include "app/cli/output.h"
#include "app/flow/dispatch.h"
#include "app/flow/mail_sheet.h"

namespace enclosure::app {
namespace {

struct Preview {
  std::string order;
  int stage = 1;
  bool text = false;
  std::string html;
  std::string eml;
  std::optional<std::string> language;
  bool force = false;
};

/// What the mail shown is not: about to go out as it is.
struct Standing {
  std::string headline;  ///< "NOT SENT"; empty for one that is on its way
  std::string sentence;
};

/// Of a message that is done with, or stuck.
Standing standing_of(const StoredMessage& message) {
  using messaging::MessageState;
  const std::string why = explain_message_reason(message.plan.reason);
  switch (message.plan.state) {
    case MessageState::kSent:
      return {"SENT " + to_string(*message.sent_at),
              "This is how it would be made now, not what was sent: `enclosure export evidence "
              "ORDER --out FILE` holds that."};
    case MessageState::kCancelled:
      return {"NOT SENT, off the plan (" + message.plan.reason + ")", why};
    case MessageState::kFailed:
      return {"NOT SENT, given up (" + message.plan.reason + ")", why};
    case MessageState::kSending:
      return {"BEING HANDED OVER", "This is how it would be made now, not what is under way."};
    case MessageState::kRetryable:
      return {"NOT SENT SO FAR (" + message.plan.reason + ")", why};
    case MessageState::kScheduled:
      break;
  }
  return {};
}

/// The same of one that is planned: what is known by now, the rules for messages or a pause may
/// keep it from going out.
Standing standing_of(const MailPreview& shown) {
  using messaging::MessageState;
  const messaging::PlannedMessage& today = shown.today;
  const std::string why = explain_message_reason(today.reason);
  if (today.state == MessageState::kCancelled && shown.stored.plan.state != today.state)
    return {"WILL NOT BE SENT (" + today.reason + ")", why};
  Standing standing = standing_of(shown.stored);
  if (!standing.headline.empty()) return standing;
  if (shown.ruling.outcome == "refuse")
    return {"WOULD BE REFUSED",
            "The rules for messages refuse its words, so it is held until they are mended or its "
            "window closes."};
  if (shown.pause)
    return {"HELD, sending is paused",
            "Since " + to_string(shown.pause->since) +
                (shown.pause->because.empty() ? "" : ": " + shown.pause->because) +
                ". `enclosure messages resume` lets it go on, while its window is open."};
  if (today.state == MessageState::kScheduled && !today.due_at)
    return {"WAITS (" + today.reason + ")", why};
  return {};
}

/// The page of a mail, with what it is not on top.
web::MailView page_of(const MailPreview& shown, const Shop& shop, Instant now) {
  web::MailView view = view_of(shown, shop, to_string(now));
  if (const Standing standing = standing_of(shown); !standing.headline.empty()) {
    const bool is_sent = shown.stored.plan.state == messaging::MessageState::kSent;
    view.heading += " · " + standing.headline;
    view.rulings.insert(view.rulings.begin(), {standing.headline,
                                               is_sent ? "warn" : "refuse",
                                               {{shown.today.reason, "", standing.sentence, ""}}});
  }
  return view;
}

nlohmann::ordered_json json_of(const MailPreview& shown) {
  const messaging::ComposedMessage& message = shown.mail.message;
  auto files = nlohmann::ordered_json::array();
  for (const auto& file : message.files)
    files.push_back({{"name", file.name}, {"type", file.media_type}, {"bytes", file.bytes}});
  const Standing standing = standing_of(shown);
  nlohmann::ordered_json notice;
  if (!standing.headline.empty())
    notice = {{"headline", standing.headline}, {"sentence", standing.sentence}};
  return {{"state", messaging::to_string(shown.stored.plan.state)},
          {"reason", shown.stored.plan.reason},
          {"notice", std::move(notice)},
          {"subject", message.subject},
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
  for (const std::string& file : {options.eml, options.html}) {
    if (!file.empty()) check_out(file, options.force, context);
  }
  const Workspace workspace = open_for_reading(context);
  const Instant now = context.now();
  const OrderId id = need(OrderId::parse(options.order), kExitUsage);
  std::optional<LanguageTag> language;
  if (options.language) language = need(LanguageTag::parse(*options.language), kExitUsage);
  const auto stage = static_cast<messaging::Stage>(options.stage);
  const MailPreview mail =
      need(workspace.store->read<Result<MailPreview>>([&](StoreTransaction& tx) {
        return preview_mail(id, stage, language, workspace.shop, tx, now);
      }),
           kExitBadData);
  const messaging::ComposedMessage& message = mail.mail.message;
  if (!options.eml.empty())
    write_out(options.eml, message.bytes, OutKind::kMail, options.force, context);
  if (!options.html.empty())
    write_out(options.html, mail_page(page_of(mail, workspace.shop, now)), OutKind::kPage,
              options.force, context);
  if (context.json) return print_json(json_of(mail));
  const Standing standing = standing_of(mail);
  if (!standing.headline.empty())
    say("*** " + standing.headline + " ***\n" + standing.sentence + "\n");
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
  command->add_flag("--force", options->force,
                    "write over what is there, whatever it is, and make missing folders");
  command->callback([options, &context] { preview(*options, context); });
}

}  // namespace enclosure::app
