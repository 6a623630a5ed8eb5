#include "messaging/message_values.h"

#include <algorithm>

#include "core/text.h"
#include "messaging/mime/header.h"

namespace enclosure::messaging {
namespace {

/// Collects the defects of one content.
class Checker {
 public:
  void complain(std::string code, std::string path, std::string message, std::string hint) {
    faults_.push_back({std::move(code), std::move(path), std::move(message), std::move(hint)});
  }

  void text(std::string_view value, std::string path) {
    if (mime::is_header_text(value)) return;
    complain("MESSAGE-003", std::move(path),
             "the text holds a control character, a line break or bytes that are not UTF-8",
             "take it out at its source");
  }

  void link(std::string_view url, std::string path) {
    constexpr std::string_view kNever = "\"'<>\\^`{|}";
    if (url.starts_with("https://") && url.size() > 8 && is_visible_ascii(url) &&
        url.find_first_of(kNever) == std::string_view::npos) {
      return;
    }
    complain("MESSAGE-007", std::move(path), "the link is no https address",
             "use https (rule R09); for the invoice link set the public address of the server");
  }

  void links(const std::vector<Link>& links, const std::string& path) {
    for (std::size_t i = 0; i < links.size(); ++i) {
      const std::string here = path + "[" + std::to_string(i) + "]";
      text(links[i].title, here + ".title");
      text(links[i].note, here + ".note");
      link(links[i].url, here + ".url");
    }
  }

  void texts(const std::vector<std::string>& values, const std::string& path) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      text(values[i], path + "[" + std::to_string(i) + "]");
    }
  }

  Faults take() { return std::move(faults_); }

 private:
  Faults faults_;
};

bool is_domain(std::string_view domain) {
  return !domain.empty() && domain.size() <= 253 && domain.front() != '.' && domain.back() != '.' &&
         domain.find("..") == std::string_view::npos &&
         std::all_of(domain.begin(), domain.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '-' || c == '.';
         });
}

void check_addresses(const MessageContent& content, Checker& checker) {
  if (content.to.address.empty()) {
    checker.complain("MESSAGE-002", "to", "the message has no recipient",
                     "the order needs a mail address of the buyer");
  }
  if (content.from.address.empty()) {
    checker.complain("MESSAGE-006", "from", "the message has no sender",
                     "set the sender's address in the configuration");
  }
  if (!content.message_id_domain.empty() && !is_domain(content.message_id_domain)) {
    checker.complain("MESSAGE-006", "message_id_domain", "not a domain in ASCII",
                     "leave it out to use the domain of the sender");
  }
}

/// What a stage must say and must not say (policy, section 4).
void check_stage(const MessageContent& content, Checker& checker) {
  const auto complain = [&](const char* path, const char* message, const char* hint) {
    checker.complain("MESSAGE-005", path, message, hint);
  };
  if (content.stage == Stage::kDocuments) {
    if (content.asks_for_review) {
      complain("asks_for_review", "the message with the documents asks for a review",
               "the request belongs to stage 2 or 3");
    }
    if (content.invoice_attached ? content.invoice_numbers.empty() : content.invoice_url.empty()) {
      complain("invoice_numbers", "the message with the documents names no invoice",
               "attach an invoice or give a link to it");
    }
  } else if (content.stage == Stage::kReview && !content.asks_for_review) {
    complain("asks_for_review", "the review request asks for nothing",
             "only stage 3 can do without a request");
  }
}

std::vector<TemplateValues::Item> items_of(const std::vector<Link>& links) {
  std::vector<TemplateValues::Item> items;
  for (const Link& link : links) {
    items.push_back({{"title", link.title}, {"url", link.url}, {"note", link.note}});
  }
  return items;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : ", ") + text;
  return all;
}

}  // namespace

Faults check_content(const MessageContent& content) {
  Checker checker;
  check_addresses(content, checker);
  checker.text(content.from.name, "from.name");
  checker.text(content.to.name, "to.name");
  if (content.reply_to) checker.text(content.reply_to->name, "reply_to.name");
  checker.text(content.brand, "brand");
  checker.text(content.buyer_name, "buyer_name");
  checker.texts(content.invoice_numbers, "invoice_numbers");
  checker.texts(content.manual_titles, "manual_titles");
  checker.texts(content.product_titles, "product_titles");
  checker.texts(content.quick_start, "quick_start");
  for (const ProductText& one : content.product_texts)
    checker.texts({one.title, one.words}, "product_texts");
  if (!content.invoice_url.empty()) checker.link(content.invoice_url, "invoice_url");
  if (!content.unsubscribe_url.empty()) checker.link(content.unsubscribe_url, "unsubscribe_url");
  checker.links(content.manuals_as_links, "manuals_as_links");
  checker.links(content.drivers, "drivers");
  checker.links(content.review_links, "review_links");
  check_stage(content, checker);
  return checker.take();
}

TemplateValues values_of(const MessageContent& content) {
  const std::string numbers = joined(content.invoice_numbers);
  TemplateValues values;
  values.texts = {{"order_id", content.order.to_string()},
                  {"brand", std::string(trim(content.brand))},
                  {"buyer_name", std::string(trim(content.buyer_name))},
                  {"product_names", joined(content.product_titles)},
                  {"invoice_numbers", numbers},
                  {"invoice_url", content.invoice_url},
                  {"invoice_link_text", numbers.empty() ? content.invoice_url : numbers}};
  values.lists = {{"manual_links", items_of(content.manuals_as_links)},
                  {"drivers", items_of(content.drivers)},
                  {"review_links", items_of(content.review_links)}};
  auto& manuals = values.lists["manuals"];
  for (const std::string& title : content.manual_titles) manuals.push_back({{"title", title}});

  auto& steps = values.lists["quick_start"];
  for (const std::string& step : content.quick_start) steps.push_back({{"step", step}});

  auto& products = values.lists["product_texts"];
  for (const ProductText& one : content.product_texts)
    products.push_back({{"title", one.title}, {"words", one.words}});

  const auto set = [&](const char* flag, bool holds) {
    if (holds) values.flags.insert(flag);
  };
  const bool several_invoices = content.invoice_numbers.size() > 1;
  set("invoice_attached", content.invoice_attached);
  set("one_invoice", !several_invoices);
  set("several_invoices", several_invoices);
  set("any_documents", !content.manual_titles.empty() || !content.manuals_as_links.empty());
  set("any_manuals", !content.manual_titles.empty());
  set("one_manual", content.manual_titles.size() == 1);
  set("any_file_links", !content.manuals_as_links.empty());
  set("any_quick_start", !content.quick_start.empty());
  set("any_drivers", !content.drivers.empty());
  set("asks_for_review", content.asks_for_review);
  set("any_review_links", !content.review_links.empty());
  set("one_product", content.review_links.size() == 1);
  set("several_products", content.review_links.size() > 1);
  return values;
}

}  // namespace enclosure::messaging
