// Mails for the console: one of an order, those of a state, all texts of a language.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/flow/console_desk.h"
#include "app/flow/console_words.h"
#include "app/flow/dispatch.h"
#include "app/flow/mail_sheet.h"
#include "app/flow/sent_mail.h"
#include "app/store/files.h"
#include "core/plain_number.h"

namespace enclosure::app {
namespace {

using messaging::MessageState;
using messaging::Stage;

constexpr std::size_t kMessagesOfAPage = 50;

std::optional<StoredMessage> message_of(const OrderId& order, int stage, StoreTransaction& tx) {
  for (StoredMessage& one : tx.messages_of(order)) {
    if (static_cast<int>(one.plan.stage) == stage) return std::move(one);
  }
  return std::nullopt;
}

/// Whether what is composed now is, byte for byte, what was handed over.
bool is_same(const MailPreview& preview, const StoredMessage& message) {
  return !message.eml_sha256.empty() &&
         sha256_hex(preview.mail.message.bytes) == message.eml_sha256;
}

/// "Review request: 36 h after delivery".
std::string rule_told(Stage stage, bool enabled, std::chrono::seconds delay, const char* since) {
  if (!enabled) return fmt::format("{}: switched off", stage_name(stage));
  const auto hours = std::chrono::duration_cast<std::chrono::hours>(delay).count();
  const std::string after = hours == 0   ? "at once"
                            : hours < 72 ? fmt::format("{} h", hours)
                                         : fmt::format("{} days", hours / 24);
  return fmt::format("{}: {} after {}, within the window of its channel, outside of quiet hours",
                     stage_name(stage), after, since);
}

std::vector<std::string> campaigns_told(const messaging::MessagePolicy& policy) {
  std::vector<std::string> told{
      rule_told(Stage::kDocuments, policy.documents_enabled, policy.documents_delay, "shipping"),
      rule_told(Stage::kReview, policy.review_enabled, policy.review_delay, "delivery"),
      rule_told(Stage::kCheckUp, policy.check_up_enabled, policy.check_up_delay, "delivery"),
      fmt::format("Quiet hours from {}:00 to {}:00, local time of the buyer's country",
                  policy.quiet_from_hour, policy.quiet_until_hour)};
  for (const messaging::Campaign& campaign : policy.campaigns) {
    std::string stages;
    for (std::size_t i = 0; i < campaign.messages.size(); ++i) {
      if (campaign.messages[i]) stages += fmt::format("{}{}", stages.empty() ? "" : ", ", i + 1);
    }
    told.push_back(
        fmt::format("Campaign \"{}\" (priority {}): speaks about mail {} of the orders "
                    "that it is for",
                    campaign.name, campaign.priority, stages));
  }
  return told;
}

std::optional<Stage> stage_named(std::string_view text) {
  const auto stage = plain_number(text);
  if (!stage || *stage < 1 || *stage > 3) return std::nullopt;
  return static_cast<Stage>(*stage);
}

/// A place in the list as addresses say it: "2026-09-01T08:00:00Z,1,A-1", ",3,A-1" without due
/// time.
std::string place_told(const MessageMoment& moment) {
  return fmt::format("{},{},{}", moment.at ? enclosure::to_string(*moment.at) : "",
                     static_cast<int>(moment.stage), moment.order.to_string());
}

std::optional<MessageMoment> parse_place(std::string_view text) {
  const std::size_t comma = std::min(text.find(','), text.size());
  const std::string_view rest = text.substr(std::min(comma + 1, text.size()));
  const auto at = parse_instant(text.substr(0, comma));
  const auto stage = stage_named(rest.substr(0, 1));
  if ((comma > 0 && !at) || !stage || rest.substr(1, 1) != ",") return std::nullopt;
  const auto order = OrderId::parse(rest.substr(2));
  if (!order) return std::nullopt;
  return MessageMoment{comma > 0 ? std::optional(*at) : std::nullopt, *order, *stage};
}

/// Nothing where a word of the query is none of ours.
std::optional<MessagesOfState> query_of(const console::MessageQuery& given) {
  MessagesOfState query;
  query.most = kMessagesOfAPage;
  if (!given.state.empty()) {
    const auto state = messaging::parse_message_state(given.state);
    if (!state) return std::nullopt;
    query.state = *state;
  }
  if (!given.reason.empty()) query.reason = given.reason;
  if (!given.stage.empty()) {
    query.stage = stage_named(given.stage);
    if (!query.stage) return std::nullopt;
  }
  if (!given.behind.empty()) {
    query.behind = parse_place(given.behind);
    if (!query.behind) return std::nullopt;
  }
  return query;
}

}  // namespace

std::optional<console::MailPage> StoreConsoleDesk::mail(const std::string& order, int stage,
                                                        const std::string& language) {
  const auto id = OrderId::parse(order);
  const auto tag = LanguageTag::parse(language);
  if (!id || stage < 1 || stage > 3 || (!language.empty() && !tag)) return std::nullopt;
  const auto wanted = language.empty() ? std::nullopt : std::optional(*tag);
  const TimeZone& zone = shop_.config.time_zone;
  console::MailPage page;
  const bool found = store_.read<bool>([&](StoreTransaction& tx) {
    const auto message = message_of(*id, stage, tx);
    if (!message) return false;
    const Instant at = message->sent_at.value_or(tools_.clock());
    page.order = id->to_string();
    page.line = mail_line(message->plan.stage, message->plan.state, message->plan.reason,
                          message->plan.due_at, message->sent_at, zone);
    page.has_source = !message->eml_sha256.empty();
    const auto preview = preview_mail(*id, message->plan.stage, wanted, shop_, tx, at);
    page.as_sent = !wanted && page.has_source && message->sent_at.has_value();
    if (preview) page.mail = view_of(*preview, shop_, moment_in(at, zone).told);
    if (!preview) page.faults = preview.faults();
    if (!page.as_sent || (preview && is_same(*preview, *message))) return true;
    const auto bytes = shop_.archive().get(message->eml_sha256);
    page.as_sent = bytes.has_value();
    if (!bytes) return true;
    page.faults.clear();
    // A text was changed since: the mail as it lies in the archive.
    page.mail = view_of_bytes(*bytes);
    page.mail.date = moment_in(at, zone).told;
    return true;
  });
  if (!found) return std::nullopt;
  if (page.line.was_sent) return page;
  const auto& locales = shop_.knowledge.languages;
  for (const LanguageTag& one : locales.languages()) {
    if (shop_.knowledge.templates.has(one))
      page.languages.push_back(
          {one.to_string(), locales.best_for(LanguageTag{}).language_name(one)});
  }
  page.language = wanted ? wanted->to_string() : "";
  return page;
}

std::optional<Download> StoreConsoleDesk::mail_source(const std::string& order, int stage) {
  const auto id = OrderId::parse(order);
  if (!id) return std::nullopt;
  const auto message = store_.read<std::optional<StoredMessage>>(
      [&](StoreTransaction& tx) { return message_of(*id, stage, tx); });
  if (!message || message->eml_sha256.empty()) return std::nullopt;
  auto bytes = shop_.archive().get(message->eml_sha256);
  if (!bytes) return std::nullopt;
  return Download{fmt::format("{}-{}.eml", id->to_string(), stage), "message/rfc822",
                  *std::move(bytes)};
}

std::optional<console::MessageListView> StoreConsoleDesk::messages(
    const console::MessageQuery& given) {
  constexpr std::array kStates{MessageState::kScheduled, MessageState::kSending,
                               MessageState::kRetryable, MessageState::kSent,
                               MessageState::kCancelled, MessageState::kFailed};
  const auto query = query_of(given);
  if (!query) return std::nullopt;
  PageOf<ListedMessage> listed;
  std::vector<MessageCount> counts;
  store_.read([&](StoreTransaction& tx) {
    listed = tx.messages_of_state(*query);
    counts = tx.count_messages();
  });
  console::MessageListView view;
  view.state = messaging::to_string(query->state);
  view.reason = given.reason;
  if (!given.reason.empty()) view.reason_told = explain_message_reason(given.reason);
  view.stage = given.stage;
  for (const MessageState one : kStates)
    view.states.push_back(
        {std::string(messaging::to_string(one)), std::string(message_state_told(one))});
  view.stages = stages_of(counts);
  view.reasons = reasons_of(counts, query->state);
  view.first = given.behind.empty();
  if (listed.more) view.next = place_told(moment_of(listed.rows.back()));
  for (const ListedMessage& row : listed.rows) {
    const messaging::PlannedMessage& plan = row.plan;
    view.lines.push_back(
        {plan.order.to_string(), mail_line(plan.stage, plan.state, plan.reason, plan.due_at,
                                           row.sent_at, shop_.config.time_zone)});
  }
  view.campaigns = campaigns_told(shop_.config.messages);
  return view;
}

std::optional<console::TextsView> StoreConsoleDesk::texts(const std::string& language) {
  const auto& locales = shop_.knowledge.languages;
  console::TextsView view;
  LanguageTag shown = shop_.config.default_language;
  bool known = language.empty();
  for (const LanguageTag& tag : locales.languages()) {
    view.languages.push_back({tag.to_string(), locales.best_for(LanguageTag{}).language_name(tag)});
    if (tag.to_string() != language) continue;
    shown = tag;
    known = true;
  }
  if (!known) return std::nullopt;
  auto sheet = sheet_language(shown, shop_.knowledge, shop_.config.brand);
  if (sheet) {
    view.language = *std::move(sheet);
  } else {
    view.language.tag = shown.to_string();
    view.language.note = sheet.faults().front().message + ". " + sheet.faults().front().hint;
  }
  return view;
}

}  // namespace enclosure::app
