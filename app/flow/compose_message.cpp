// From a planned message and the archive to the composed mail.

#include <set>

#include "app/flow/dispatch.h"
#include "app/flow/enclosures.h"
#include "app/flow/filing.h"

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
    return replaced(shop.config.review_url_template, "{sku}", line.sku.to_string());
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

Faults attach_enclosures(MessageContent& content, const Order& order, const Shop& shop) {
  const auto bundle = bundle_for(order, shop);
  std::uint64_t invoice_bytes = 0;
  for (const auto& attachment : content.attachments) invoice_bytes += attachment.bytes.size();
  auto loaded = load_enclosures(bundle, invoice_bytes, shop);
  if (!loaded) return loaded.faults();
  for (LoadedEnclosure& one : *loaded) {
    const std::string name = file_name_of(one.enclosure);
    const std::string title = name.substr(0, name.size() - 4);
    if (one.attached) {
      content.manual_titles.push_back(title);
      content.attachments.push_back({name, "application/pdf", std::move(one.bytes)});
    } else if (!content.invoice_url.empty()) {
      content.manuals_as_links.push_back(
          {title, content.invoice_url + "/manuals/" + std::to_string(one.index), ""});
    }
  }
  for (const attachments::DriverLink& driver : bundle.drivers)
    content.drivers.push_back({driver.title, driver.url, driver.os});
  return {};
}

}  // namespace

Result<messaging::ComposedMessage> compose_message(const messaging::PlannedMessage& message,
                                                   const Order& order,
                                                   const std::vector<StoredInvoice>& invoices,
                                                   const std::string& invoice_url, const Shop& shop,
                                                   Instant now) {
  const MailConfig& mail = shop.config.mail;
  MessageContent content;
  content.order = order.id;
  content.stage = message.stage;
  content.language = shop.mail_language(order);
  content.from = {mail.from_name, mail.from_address};
  content.to = {order.buyer.name, order.buyer.email};
  if (!mail.reply_to.empty()) content.reply_to = messaging::Mailbox{mail.from_name, mail.reply_to};
  content.brand = shop.config.brand;
  content.buyer_name = order.buyer.name;
  content.asks_for_review = message.asks_for_review;
  content.date = now;
  content.message_id_domain = std::string(mail.from_address.domain());
  Faults faults;
  if (message.stage == Stage::kDocuments) {
    content.invoice_url = invoice_url;
    append(faults, attach_invoices(content, invoices, shop));
    append(faults, attach_enclosures(content, order, shop));
  } else if (message.asks_for_review) {
    content.review_links = review_links(order, shop);
  }
  if (!faults.empty()) return faults;
  return messaging::compose(content, shop.knowledge.templates);
}

}  // namespace enclosure::app
