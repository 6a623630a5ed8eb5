// From a planned message and the archive to the composed mail.

#include <algorithm>
#include <set>

#include "app/flow/cover_sheet.h"
#include "app/flow/dispatch.h"
#include "app/flow/enclosures.h"
#include "app/flow/filing.h"
#include "app/flow/links.h"
#include "app/flow/mail_notes.h"
#include "app/flow/order_state.h"
#include "app/flow/pack_mail.h"
#include "app/flow/policy_gate.h"
#include "app/flow/recipients.h"
#include "core/text.h"
#include "messaging/policy/pictures.h"
#include "messaging/reasons.h"

namespace enclosure::app {
namespace {

using messaging::MessageContent;
using messaging::Stage;

std::string replaced(std::string text, std::string_view slot, const std::string& value) {
  const auto at = text.find(slot);
  return at == std::string::npos ? text : text.replace(at, slot.size(), value);
}

/// The page on which the buyer of `line` writes a review, or empty.
std::string review_url(const OrderLine& line, const Order& order, const Shop& shop) {
  if (order.channel == Channel::kShop) {
    if (line.sku.empty() || shop.config.review_url_template.empty()) return "";
    return replaced(shop.config.review_url_template, "{sku}",
                    percent_encoded(line.sku.to_string()));
  }
  const Marketplace* marketplace = shop.marketplace(order.marketplace_id);
  if (marketplace == nullptr || marketplace->review_url_template.empty() || line.asin.empty())
    return "";
  return replaced(marketplace->review_url_template, "{asin}", line.asin.to_string());
}

/// One review link per distinct item.
std::vector<messaging::Link> review_links(const Order& order, const Shop& shop) {
  std::vector<messaging::Link> links;
  std::set<std::string> seen;
  for (const OrderLine& line : order.lines) {
    const std::string url = review_url(line, order, shop);
    if (!url.empty() && seen.insert(url).second) links.push_back({line.description, url, ""});
  }
  return links;
}

/// What was ordered, each title once.
std::vector<std::string> product_titles(const Order& order) {
  std::vector<std::string> titles;
  for (const OrderLine& line : order.lines) {
    if (std::find(titles.begin(), titles.end(), line.description) == titles.end())
      titles.push_back(line.description);
  }
  return titles;
}

/// The e-invoice that stands beside the PDF, where the buyer asked for such a one.
Faults attach_einvoice(MessageContent& content, const StoredInvoice& invoice, const Shop& shop) {
  const auto document = document_of(invoice);
  if (!document) return document.faults();
  auto beside = invoice::make_beside(**document, shop.knowledge.document_tools());
  if (!beside) return under(invoice.number.to_string(), std::move(beside).faults());
  if (!beside->empty()) {
    content.attachments.push_back(
        {file_stem(invoice.number) + ".xml", "application/xml", *std::move(beside)});
  }
  return {};
}

/// The documents that stand, exactly as archived.
Faults attach_invoices(MessageContent& content, const std::vector<StoredInvoice>& invoices,
                       const Shop& shop) {
  Faults faults;
  for (const StoredInvoice& invoice : standing_documents(invoices)) {
    auto pdf = shop.archive().get(invoice.pdf_sha256);
    if (!pdf) {
      faults.push_back(
          {"DISPATCH-001", invoice.number.to_string(),
           "the archived document is missing or damaged",
           "restore it with `enclosure regenerate " + invoice.number.to_string() + "`"});
      continue;
    }
    content.invoice_numbers.push_back(invoice.number.to_string());
    content.attachments.push_back(
        {file_stem(invoice.number) + ".pdf", "application/pdf", *std::move(pdf)});
    append(faults, attach_einvoice(content, invoice, shop));
  }
  return faults;
}

/// Whether `documents` are those that the catalogue has for the order now: only then a new sheet
/// can speak of them.
bool are_of(const attachments::Selection& selection,
            const std::vector<LoadedEnclosure>& documents) {
  const auto same = [](const LoadedEnclosure& kept, const KeptEnclosure& chosen) {
    return kept.kept.document == chosen.document && kept.kept.title == chosen.title &&
           kept.kept.language == chosen.language;
  };
  const auto chosen = described(selection);
  return std::equal(documents.begin(), documents.end(), chosen.begin(), chosen.end(), same);
}

/// What came back once because it was too large goes as links, where there are any.
void send_as_links(std::vector<LoadedEnclosure>& enclosures) {
  for (LoadedEnclosure& one : enclosures) {
    one.kept.carriage = to_string(attachments::Carriage::kTooLarge);
    one.kept.linked = true;
  }
}

/// `drops_sheet`: the kept sheet tells what is no longer so; it makes room for one of today.
Result<std::vector<LoadedEnclosure>> add_enclosures(MessageContent& content, const MailCase& known,
                                                    const attachments::Selection& selection,
                                                    bool drops_sheet, const Shop& shop,
                                                    Instant now) {
  std::vector<KeptEnclosure> kept = known.kept;
  if (drops_sheet) kept.pop_back();
  auto loaded = known.kept.empty() ? load_selected(selection, shop) : load_kept(kept, shop);
  if (!loaded) return loaded;
  if (known.kept.empty()) {
    Faults faults = pack_enclosures(content, *loaded, known.order.channel, shop);
    if (!faults.empty()) return faults;
    if (known.came_back_too_large && !content.invoice_url.empty()) send_as_links(*loaded);
  }
  if (known.kept.empty() || (drops_sheet && are_of(selection, *loaded)))
    add_cover_sheet(content, known, selection, *loaded, shop, now);
  place(content, *loaded);
  return loaded;
}

/// The stage that carries the order's review request; 0: none does.
int asking_stage(const OrderId& order, StoreTransaction& tx) {
  int stage = 0;
  for (const StoredMessage& message : tx.messages_of(order)) {
    if (message.plan.asks_for_review) return static_cast<int>(message.plan.stage);
    if (stage == 0 && message.plan.permitted_reason == messaging::kReviewRequest)
      stage = static_cast<int>(message.plan.stage);  // cancelled: it has none any more
  }
  return stage;
}

/// The buyer's name as a mail may say it, or nothing: a link, a mail address, stars or emoji in
/// the place of a name are the buyer's own, and the mail goes without (docs/decisions/0211). What
/// an export left there (R20) is the seller's to mend; the gate holds the mail for it.
std::string presentable_name(const std::string& name) {
  const auto broken = messaging::policy::rules_broken_by_name(name, built_in_policy());
  const bool fits = std::all_of(broken.begin(), broken.end(),
                                [](const std::string& rule) { return rule == "R20"; });
  return fits ? name : "";
}

/// `order` with titles as mails say them (docs/decisions/0211): a star in one would rate.
Order with_titles_for_mails(Order order) {
  for (OrderLine& line : order.lines)
    line.description = messaging::policy::without_pictures(line.description);
  return order;
}

}  // namespace

std::optional<MailCase> mail_case(const OrderId& order, const Shop& shop, StoreTransaction& tx,
                                  Instant now) {
  auto stored = tx.order(order);
  if (!stored) return std::nullopt;
  const auto link = tx.link_of(order);
  return MailCase{with_titles_for_mails(as_of(stored->order, tx.events_of(order), now)),
                  tx.invoices_of(order),
                  standing(tx.enclosures_of(order, Stage::kDocuments)),
                  tx.notes_of(order, Stage::kDocuments),
                  link ? url_of(*link, shop) : "",
                  link ? opt_out_url_of(*link, shop) : "",
                  tx.came_back_too_large(recipient_key(stored->order.buyer.email, shop)),
                  asking_stage(order, tx)};
}

Result<ComposedMail> compose_message(const messaging::PlannedMessage& message,
                                     const MailCase& known, const Shop& shop, Instant now) {
  const MailConfig& mail = shop.config.mail;
  const Order& order = known.order;
  MessageContent content;
  content.order = order.id;
  content.stage = message.stage;
  content.language = shop.mail_language(order);
  content.from = {mail.from_name, mail.from_address};
  content.buyer_name = presentable_name(order.buyer.name);
  content.to = {content.buyer_name, order.buyer.email};
  if (!mail.reply_to.empty()) content.reply_to = messaging::Mailbox{mail.from_name, mail.reply_to};
  content.brand = shop.config.brand;
  content.product_titles = product_titles(order);
  content.asks_for_review = message.asks_for_review;
  content.date = now;
  content.message_id_domain = std::string(mail.from_address.domain());
  Faults faults;
  ComposedMail composed;
  const auto selection = selection_for(order, shop, now);
  add_product_texts(content, selection);
  if (message.stage == Stage::kDocuments) {
    content.invoice_url = known.invoice_url;
    append(faults, attach_invoices(content, known.invoices, shop));
    const bool was_sent = message.state == messaging::MessageState::kSent && known.notes;
    composed.notes = was_sent ? *known.notes : notes_of(selection, content.language);
    add_notes(content, composed.notes);
    composed.drops_kept_sheet = message.state != messaging::MessageState::kSent &&
                                has_cover_sheet(known.kept) && composed.notes != known.notes;
    composed.enclosures =
        take(add_enclosures(content, known, selection, composed.drops_kept_sheet, shop, now), "",
             faults);
  } else if (message.asks_for_review) {
    content.review_links = review_links(order, shop);
  }
  // Amazon's buyers opt out at Amazon; a link of ours in such a mail is forbidden (R09, B10).
  if (message.stage != Stage::kDocuments && order.channel == Channel::kShop &&
      known.opt_out_url.starts_with("https://"))
    content.unsubscribe_url = known.opt_out_url;
  if (!faults.empty()) return faults;
  auto whole = messaging::compose(content, shop.knowledge.templates);
  if (!whole) return whole.faults();
  composed.message = *std::move(whole);
  return composed;
}

}  // namespace enclosure::app
