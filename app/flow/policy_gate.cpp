#include "app/flow/policy_gate.h"

#include <stdexcept>

#include "core/text.h"
#include "messaging/policy/data.h"
#include "messaging/policy/finished_mail.h"

namespace enclosure::app {
namespace {

namespace policy = messaging::policy;
using policy::PolicyContext;

constexpr std::string_view kRefused = ":refused";
constexpr std::string_view kWarned = ":warned";

/// "invoices.example" of "https://invoices.example/i/77"; empty where there is none.
std::string host_of(const std::string& url) {
  const auto scheme = url.find("://");
  if (scheme == std::string::npos) return "";
  const auto begin = scheme + 3;
  return to_lower_ascii(url.substr(begin, url.find_first_of("/?#", begin) - begin));
}

/// What stays as registered, in whatever language the mail is.
std::vector<std::string> names_in(const ComposedMail& mail, const Order& order, const Shop& shop) {
  std::vector<std::string> names{order.buyer.name, shop.config.seller.name};
  for (const OrderLine& line : order.lines) names.push_back(line.description);
  for (const LoadedEnclosure& one : mail.enclosures) {
    names.push_back(one.kept.title);
    names.push_back(one.kept.product);
  }
  for (const KeptDriver& driver : mail.notes.drivers) {
    names.push_back(driver.product);
    names.push_back(driver.title);
  }
  return names;
}

/// The page of each ordered item: what stands before the item, and the item with what follows.
void add_review_pages(const std::string& page, std::string_view slot,
                      const std::vector<std::string>& items, PolicyContext& context) {
  const auto at = page.find(slot);
  if (at == std::string::npos) return;
  context.review_link_prefixes.push_back(page.substr(0, at));
  for (const std::string& item : items)
    context.order_items.push_back(item + page.substr(at + slot.size()));
}

void add_review_pages(const Order& order, const Shop& shop, PolicyContext& context) {
  std::vector<std::string> items;
  const bool own = order.channel == Channel::kShop;
  for (const OrderLine& line : order.lines) {
    if (own ? !line.sku.empty() : !line.asin.empty())
      items.push_back(own ? percent_encoded(line.sku.to_string()) : line.asin.to_string());
  }
  if (own) return add_review_pages(shop.config.review_url_template, "{sku}", items, context);
  if (const Marketplace* marketplace = shop.marketplace(order.marketplace_id))
    add_review_pages(marketplace->review_url_template, "{asin}", items, context);
}

PolicyContext context_of(const ComposedMail& mail, const MailCase& known, const Shop& shop) {
  const Order& order = known.order;
  PolicyContext context;
  context.channel = order.channel;
  context.fulfilment = order.fulfilment;
  context.mode =
      order.fulfilment == Fulfilment::kFbm ? shop.config.wording.fbm : policy::Mode::kStrict;
  for (const std::string& url : {shop.config.link_base_url, known.invoice_url})
    if (!url.empty()) context.invoice_hosts.push_back(host_of(url));
  for (const KeptDriver& driver : mail.notes.drivers)
    context.driver_hosts.push_back(host_of(driver.url));
  add_review_pages(order, shop, context);
  context.product_titles = names_in(mail, order, shop);
  context.seller_name = shop.config.brand;
  context.order_id = order.id.to_string();
  return context;
}

/// The stage that carries the order's one review request, 0 where none does.
int asking_stage(const messaging::PlannedMessage& message, const MailCase& known) {
  const int own = static_cast<int>(message.stage);
  if (message.asks_for_review) return own;
  return known.asking_stage == own ? 0 : known.asking_stage;
}

policy::FinishedMail finished(const ComposedMail& mail, const messaging::PlannedMessage& message,
                              const MailCase& known, const Shop& shop) {
  policy::FinishedMail finished;
  finished.subject = mail.message.subject;
  finished.text = mail.message.text;
  finished.html = mail.message.html;
  finished.language = shop.mail_language(known.order);
  finished.stage = static_cast<int>(message.stage);
  finished.asking_stage = asking_stage(message, known);
  finished.built_in = shop.knowledge.templates.is_built_in(finished.language, message.stage);
  if (message.stage == messaging::Stage::kDocuments && !known.invoices.empty())
    finished.attachments.emplace_back("invoice");
  for (const LoadedEnclosure& one : mail.enclosures) finished.attachments.push_back(one.kept.kind);
  return finished;
}

}  // namespace

const policy::Policy& built_in_policy() {
  static const policy::Policy loaded = [] {
    auto result = policy::Policy::load(policy_data::files());
    if (!result) throw std::logic_error("the policy is damaged: " + result.faults().front().path);
    return *std::move(result);
  }();
  return loaded;
}

policy::Verdict verdict_on(const ComposedMail& mail, const messaging::PlannedMessage& message,
                           const MailCase& known, const Shop& shop) {
  return judge(finished(mail, message, known, shop), context_of(mail, known, shop),
               built_in_policy());
}

GateAnswer ask_gate(const ComposedMail& mail, const messaging::PlannedMessage& message,
                    const MailCase& known, const Shop& shop) {
  const policy::Verdict verdict = verdict_on(mail, message, known, shop);
  GateAnswer answer;
  if (verdict.outcome == policy::Outcome::kRefuse) {
    answer.refused = rules_of(verdict, policy::Outcome::kRefuse) + std::string(kRefused);
  } else if (verdict.outcome == policy::Outcome::kWarn) {
    answer.warned = rules_of(verdict, policy::Outcome::kWarn) + std::string(kWarned);
    if (!shop.config.wording.reason.empty()) answer.warned += "; " + shop.config.wording.reason;
  }
  return answer;
}

std::string explain_gate(const std::string& code) {
  if (code.ends_with(kRefused)) {
    return "The rules for messages refuse its words: " +
           code.substr(0, code.size() - kRefused.size()) +
           "; it waits until they are mended or its window closes. `enclosure messages preview` "
           "shows it, docs/policy.md tells the rules.";
  }
  const auto warned = code.find(kWarned);
  if (warned == std::string::npos) return "";
  return "The rules for messages warn of its words (" + code.substr(0, warned) +
         "); it was sent in the relaxed mode that the seller chose.";
}

}  // namespace enclosure::app
