#include "app/flow/console_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "app/config/local_time.h"
#include "app/flow/dispatch.h"
#include "app/flow/mail_sheet.h"
#include "app/flow/pause.h"

namespace enclosure::app {

using console::Tone;
using messaging::MessageState;

console::Moment moment_in(Instant at, const TimeZone& zone) {
  constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Instant local = at + offset_at(zone, at);
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(local - day);
  return {to_string(at),
          fmt::format("{} {} {}, {:02}:{:02}", static_cast<unsigned>(date.day()),
                      kMonths.at(static_cast<unsigned>(date.month()) - 1),
                      static_cast<int>(date.year()), time.hours().count(), time.minutes().count())};
}

std::string distance_told(Instant at, Instant now) {
  const bool late = at < now;
  const auto minutes = std::chrono::floor<std::chrono::minutes>(late ? now - at : at - now).count();
  std::string text;
  if (minutes < 120) {
    text = fmt::format("{} min", minutes);
  } else if (minutes < 48 * 60) {
    text = fmt::format("{} h", minutes / 60);
  } else {
    text = fmt::format("{} days", minutes / (24 * 60));
  }
  return (late ? "late by " : "in ") + text;
}

std::string_view standing_told(Standing standing) {
  switch (standing) {
    case Standing::kNew:
      return "new";
    case Standing::kWaiting:
      return "not shipped";
    case Standing::kHeld:
      return "held";
    case Standing::kRefused:
      return "waits for you";
    case Standing::kPartlyIssued:
      return "partly invoiced";
    case Standing::kIssued:
      return "invoiced";
    case Standing::kNoDocument:
      return "no document due";
    case Standing::kMarketplace:
      return "marketplace invoices";
    case Standing::kCancelled:
      break;
  }
  return "cancelled";
}

Tone tone_of(Standing standing) {
  switch (standing) {
    case Standing::kRefused:
      return Tone::kBad;
    case Standing::kHeld:
      return Tone::kWarn;
    case Standing::kIssued:
    case Standing::kPartlyIssued:
      return Tone::kGood;
    default:
      return Tone::kPlain;
  }
}

std::string_view message_state_told(MessageState state) {
  switch (state) {
    case MessageState::kScheduled:
      return "planned";
    case MessageState::kSending:
      return "being sent";
    case MessageState::kSent:
      return "sent";
    case MessageState::kRetryable:
      return "to be tried again";
    case MessageState::kCancelled:
      return "suppressed";
    case MessageState::kFailed:
      break;
  }
  return "failed";
}

Tone tone_of(MessageState state) {
  switch (state) {
    case MessageState::kSent:
      return Tone::kGood;
    case MessageState::kRetryable:
    case MessageState::kCancelled:
      return Tone::kWarn;
    case MessageState::kFailed:
      return Tone::kBad;
    default:
      return Tone::kPlain;
  }
}

std::string_view bounce_told(std::string_view bounce_class) {
  using Told = std::pair<std::string_view, std::string_view>;
  static constexpr std::array kTold{
      Told{"hard", "There is no such mailbox."},
      Told{"soft", "The mailbox does not take mail for now."},
      Told{"opted_out", "The buyer wants no such messages."},
      Told{"not_registered", "The marketplace does not know the sender."},
      Told{"too_large", "The mail was too large."},
      Told{"unknown", "Refused for a reason that no rule knows."},
      Told{"none", "Not about one of our mails."}};
  for (const auto& [name, sentence] : kTold) {
    if (name == bounce_class) return sentence;
  }
  return bounce_class;
}

console::MailLine mail_line(messaging::Stage stage, MessageState state, const std::string& reason,
                            const std::optional<Instant>& due_at,
                            const std::optional<Instant>& sent_at, const TimeZone& zone) {
  console::MailLine line;
  line.stage = static_cast<int>(stage);
  line.name = stage_name(stage);
  line.state = messaging::to_string(state);
  line.state_told = message_state_told(state);
  line.tone = tone_of(state);
  if (due_at) line.due_at = moment_in(*due_at, zone);
  if (sent_at) line.sent_at = moment_in(*sent_at, zone);
  line.code = reason;
  if (!reason.empty()) line.reason = explain_message_reason(reason);
  line.was_sent = sent_at.has_value();
  return line;
}

std::vector<console::StageCount> stages_of(const std::vector<MessageCount>& counts) {
  std::vector<console::StageCount> stages;
  for (const auto stage :
       {messaging::Stage::kDocuments, messaging::Stage::kReview, messaging::Stage::kCheckUp}) {
    console::StageCount sum;
    sum.stage = static_cast<int>(stage);
    sum.name = stage_name(stage);
    for (const MessageCount& one : counts) {
      if (one.stage != stage) continue;
      (one.state == MessageState::kSent        ? sum.sent
       : one.state == MessageState::kCancelled ? sum.suppressed
       : one.state == MessageState::kFailed    ? sum.failed
                                               : sum.waiting) += one.count;
    }
    stages.push_back(std::move(sum));
  }
  return stages;
}

std::vector<console::ReasonCount> reasons_of(const std::vector<MessageCount>& counts,
                                             MessageState state) {
  std::map<std::string, std::size_t> sums;
  for (const MessageCount& one : counts) {
    if (one.state == state && !one.reason.empty()) sums[one.reason] += one.count;
  }
  std::vector<console::ReasonCount> reasons;
  for (const auto& [code, count] : sums)
    reasons.push_back({code, explain_message_reason(code), count});
  std::stable_sort(reasons.begin(), reasons.end(),
                   [](const auto& a, const auto& b) { return a.count > b.count; });
  return reasons;
}

std::vector<std::string> pauses_told(StoreTransaction& tx, const TimeZone& zone) {
  std::vector<std::string> told;
  const auto tell = [&](const std::optional<Pause>& pause, std::string_view what) {
    if (!pause) return;
    told.push_back(fmt::format("{} wait since {}{}.", what, moment_in(pause->since, zone).told,
                               pause->because.empty() ? "" : ": " + pause->because));
  };
  tell(pause_of(tx, std::nullopt), "All mails");
  tell(pause_of(tx, Channel::kAmazon), "Mails to Amazon's buyers");
  tell(pause_of(tx, Channel::kShop), "Mails of the own shop");
  return told;
}

}  // namespace enclosure::app
