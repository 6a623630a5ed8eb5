#include "app/flow/mail_sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/flow/contact_facts.h"
#include "app/flow/policy_gate.h"
#include "messaging/reasons.h"
#include "messaging/rehearsal/sample.h"

namespace enclosure::app {
namespace {

using messaging::SampleChannel;
using messaging::SampleShape;
using messaging::Stage;
using messaging::policy::Outcome;

constexpr Stage kStages[] = {Stage::kDocuments, Stage::kReview, Stage::kCheckUp};
constexpr std::string_view kStageTitles[] = {"1 · documents", "2 · review request", "3 · check-up"};

/// Without tags, and on one line.
std::string plain(std::string_view quote) {
  std::string text;
  bool in_tag = false;
  for (const char c : quote) {
    in_tag = in_tag ? c != '>' : c == '<';
    const bool blank = in_tag || c == '>' || c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!blank) text += c;
    if (blank && !text.empty() && text.back() != ' ') text += ' ';
  }
  while (text.ends_with(' ')) text.pop_back();
  return text;
}

/// Fills in and judges the texts of one language; what cannot be filled is a fault.
class LanguageSheet {
 public:
  LanguageSheet(const LanguageTag& tag, const Knowledge& knowledge, const std::string& brand)
      : tag_(tag), knowledge_(knowledge), brand_(brand) {}

  Result<web::SheetLanguage> make() {
    const auto& locales = knowledge_.languages;
    web::SheetLanguage one{tag_.to_string(),
                           locales.best_for(tag_).language_name(tag_),
                           locales.best_for(LanguageTag{}).language_name(tag_),
                           "",
                           {}};
    for (const Stage stage : kStages) one.stages.push_back(this->stage(stage));
    if (!words_checked_ && knowledge_.templates.has(tag_))
      one.note = "Judged by links, signs and numbers alone: the checker knows no words of it.";
    if (!faults_.empty()) return std::move(faults_);
    return one;
  }

 private:
  web::SheetStage stage(Stage stage) {
    web::SheetStage one{std::string(kStageTitles[static_cast<std::size_t>(stage) - 1]), {}};
    if (!knowledge_.templates.has(tag_)) return one;
    if (stage == Stage::kCheckUp) {
      one.texts.push_back(text("on Amazon, where the request stands here instead of stage 2", stage,
                               {SampleChannel::kFba, SampleChannel::kFbm}));
      one.texts.push_back(text("in the own shop", stage, {SampleChannel::kShop}));
    } else {
      one.texts.push_back(
          text("", stage, {SampleChannel::kFba, SampleChannel::kFbm, SampleChannel::kShop}));
    }
    return one;
  }

  web::SheetText text(std::string label, Stage stage, const std::vector<SampleChannel>& channels) {
    web::SheetText text{std::move(label), "", "", {}};
    for (const SampleChannel channel : channels) {
      std::vector<messaging::policy::Finding> findings;
      Outcome worst = Outcome::kAllow;
      for (const SampleShape shape : {SampleShape::kRich, SampleShape::kSpare}) {
        const auto sample = sample_message(stage, channel, shape, tag_, brand_);
        const auto shown = rehearse(sample, knowledge_.templates, built_in_policy());
        if (!shown) {
          append(faults_, shown.faults());
          continue;
        }
        if (text.subject.empty()) {
          text.subject = shown->message.subject;
          text.text = shown->message.text;
        }
        words_checked_ = words_checked_ || shown->verdict.words_checked;
        worst = std::max(worst, shown->verdict.outcome);
        findings.insert(findings.end(), shown->verdict.findings.begin(),
                        shown->verdict.findings.end());
      }
      text.rulings.push_back(ruling_of(std::string(to_string(channel)), worst, findings));
    }
    return text;
  }

  const LanguageTag& tag_;
  const Knowledge& knowledge_;
  const std::string& brand_;
  bool words_checked_ = false;
  Faults faults_;
};

/// What is off the plan no longer asks; it is shown as it would have been.
messaging::PlannedMessage as_planned(messaging::PlannedMessage plan) {
  if (plan.state == messaging::MessageState::kCancelled)
    plan.asks_for_review = plan.permitted_reason == messaging::kReviewRequest;
  return plan;
}

/// Stands in the place of an address that an order has not.
EmailAddress nobody() {
  return *EmailAddress::parse("no-address@nobody.invalid");
}

/// "Ada Lund <ada@buyer.example>".
std::string mailbox_told(const std::string& name, const EmailAddress& address) {
  return name.empty() ? address.to_string() : name + " <" + address.to_string() + ">";
}

}  // namespace

std::string_view stage_name(Stage stage) {
  constexpr std::array<std::string_view, 3> kNames{"Documents", "Review request", "Check-up"};
  return kNames.at(static_cast<std::size_t>(stage) - 1);
}

std::string channel_told(Fulfilment fulfilment) {
  switch (fulfilment) {
    case Fulfilment::kFba:
      return "Amazon FBA";
    case Fulfilment::kFbm:
      return "Amazon FBM";
    case Fulfilment::kShop:
      break;
  }
  return "own shop";
}

web::MailRuling ruling_of(std::string channel, Outcome outcome,
                          const std::vector<messaging::policy::Finding>& findings) {
  web::MailRuling ruling{std::move(channel), std::string(to_string(outcome)), {}};
  for (const auto& one : findings) {
    web::MailFinding finding{one.rule, plain(one.quote), one.reason, one.suggestion};
    const bool known = std::any_of(
        ruling.findings.begin(), ruling.findings.end(), [&](const web::MailFinding& other) {
          return other.rule == finding.rule && other.quote == finding.quote &&
                 other.reason == finding.reason;
        });
    if (!known) ruling.findings.push_back(std::move(finding));
  }
  return ruling;
}

Result<web::SheetLanguage> sheet_language(const LanguageTag& tag, const Knowledge& knowledge,
                                          const std::string& brand) {
  return LanguageSheet(tag, knowledge, brand).make();
}

Result<web::MailSheet> mail_sheet_of(const Knowledge& knowledge, const std::string& brand) {
  web::MailSheet sheet;
  sheet.brand = brand;
  sheet.made =
      "Each is filled with a made-up order and judged by the rules for messages as each channel "
      "would send it, with much to say and with little; what is shown is the fuller one.";
  Faults faults;
  for (const LanguageTag& tag : knowledge.languages.languages()) {
    auto language = sheet_language(tag, knowledge, brand);
    if (language) {
      sheet.languages.push_back(*std::move(language));
    } else {
      append(faults, std::move(language).faults());
    }
  }
  if (!faults.empty()) return faults;
  return sheet;
}

namespace {

messaging::PlannedMessage plan_today(const StoredMessage& message, const Order& order,
                                     const Shop& shop, StoreTransaction& tx, Instant now) {
  const auto history =
      contact_facts(order, tx.events_of(order.id), !tx.invoices_of(order.id).empty(),
                    selection_for(order, shop, now), shop, tx, now);
  return messaging::reconsider(message.plan, order, history, shop.config.messages, now);
}

/// That it is off the plan, where it is: it may lack what its mail is made of for the same reason.
Faults why_not_sent(const messaging::PlannedMessage& today) {
  if (today.state != messaging::MessageState::kCancelled) return {};
  return {
      {"PREVIEW-003", today.order.to_string(),
       "the message is not sent (" + today.reason + "): " + explain_message_reason(today.reason),
       "`enclosure messages why " + today.order.to_string() + "` tells its story"}};
}

std::optional<Pause> pause_over(Channel channel, StoreTransaction& tx) {
  const auto all = pause_of(tx, std::nullopt);
  return all ? all : pause_of(tx, channel);
}

}  // namespace

Result<MailPreview> preview_mail(const OrderId& order, Stage stage,
                                 const std::optional<LanguageTag>& language, const Shop& shop,
                                 StoreTransaction& tx, Instant now) {
  auto known = mail_case(order, shop, tx, now);
  if (!known)
    return Fault{"PREVIEW-001", order.to_string(), "there is no such order", "import it first"};
  const Order ordered = known->order;
  if (language) {
    if (!shop.knowledge.templates.has(*language))
      return Fault{"MESSAGE-001", "language",
                   "there are no mail texts in \"" + language->to_string() + "\"",
                   "`enclosure messages sheet` shows which there are"};
    known->order.buyer.language = *language;
  }
  for (const StoredMessage& message : tx.messages_of(order)) {
    if (message.plan.stage != stage) continue;
    auto today = plan_today(message, ordered, shop, tx, now);
    const auto plan = as_planned(message.plan);
    if (known->order.buyer.email.empty()) known->order.buyer.email = nobody();
    auto mail = compose_message(plan, *known, shop, now);
    if (!mail) {
      Faults faults = why_not_sent(today);
      append(faults, std::move(mail).faults());
      return faults;
    }
    auto verdict = verdict_on(*mail, plan, *known, shop);
    auto ruling =
        ruling_of(channel_told(known->order.fulfilment), verdict.outcome, verdict.findings);
    return MailPreview{message,
                       std::move(today),
                       pause_over(known->order.channel, tx),
                       *std::move(mail),
                       shop.mail_language(known->order),
                       std::move(verdict),
                       std::move(ruling)};
  }
  return Fault{"PREVIEW-002", order.to_string(), "nothing is planned for this order yet",
               "issue its invoice first: `enclosure issue " + order.to_string() + "`"};
}

web::MailView view_of(const MailPreview& preview, const Shop& shop, const std::string& date) {
  constexpr std::string_view kNames[] = {"documents", "review request", "check-up"};
  const auto stage = static_cast<std::size_t>(preview.stored.plan.stage);
  const messaging::ComposedMessage& message = preview.mail.message;
  const MailConfig& mail = shop.config.mail;
  web::MailView view;
  view.heading = fmt::format("Order {}, stage {}: {}", preview.stored.plan.order.to_string(), stage,
                             kNames[stage - 1]);
  view.language = preview.language.to_string();
  view.from = mailbox_told(mail.from_name, mail.from_address);
  view.to = message.forward_path.to_string();
  if (!mail.reply_to.empty()) view.reply_to = mail.reply_to.to_string();
  view.date = date;
  view.subject = message.subject;
  view.text = message.text;
  view.html = message.html;
  for (const auto& file : message.files)
    view.files.push_back({file.name, file.media_type, file.bytes});
  view.bytes = message.bytes.size();
  view.rulings = {preview.ruling};
  return view;
}

}  // namespace enclosure::app
