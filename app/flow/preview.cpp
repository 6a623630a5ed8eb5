#include "app/flow/preview.h"

#include "app/flow/policy_gate.h"

namespace enclosure::app {
namespace {

/// What is off the plan no longer asks; it is shown as it would have been.
messaging::PlannedMessage as_planned(messaging::PlannedMessage plan) {
  if (plan.state == messaging::MessageState::kCancelled)
    plan.asks_for_review = plan.permitted_reason == "review_request";
  return plan;
}

/// Stands in the place of an address that an order has not.
EmailAddress nobody() {
  return *EmailAddress::parse("no-address@nobody.invalid");
}

}  // namespace

Result<MailPreview> preview_message(const OrderId& order, messaging::Stage stage,
                                    const std::optional<LanguageTag>& language, const Shop& shop,
                                    StoreTransaction& tx, Instant now) {
  const std::string name = order.to_string();
  auto known = mail_case(order, shop, tx, now);
  if (!known) return Fault{"PREVIEW-001", name, "there is no such order", "import it first"};
  if (language) {
    if (!shop.knowledge.templates.has(*language))
      return Fault{"MESSAGE-001", "language",
                   "there are no mail texts in \"" + language->to_string() + "\"",
                   "`enclosure messages sheet` shows which there are"};
    known->order.buyer.language = *language;
  }
  for (const StoredMessage& message : tx.messages_of(order)) {
    if (message.plan.stage != stage) continue;
    const auto plan = as_planned(message.plan);
    if (known->order.buyer.email.empty()) known->order.buyer.email = nobody();
    auto mail = compose_message(plan, *known, shop, now);
    if (!mail) return std::move(mail).faults();
    auto verdict = verdict_on(*mail, plan, *known, shop);
    return MailPreview{message, known->order, *std::move(mail), shop.mail_language(known->order),
                       std::move(verdict)};
  }
  return Fault{"PREVIEW-002", name, "nothing is planned for this order yet",
               "issue its invoice first: `enclosure issue " + name + "`"};
}

}  // namespace enclosure::app
