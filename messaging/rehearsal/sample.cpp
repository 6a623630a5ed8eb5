#include "messaging/rehearsal/sample.h"

#include "messaging/policy/finished_mail.h"

namespace enclosure::messaging {
namespace {

constexpr std::string_view kOrder = "305-1234567-1234567";
constexpr std::string_view kPage = "https://invoice.nordlicht.example/i/9f3c2a71d0b84e15";

struct Product {
  std::string title;
  std::string asin;
};

/// Names as they stay registered in every language (R19).
const std::vector<Product>& products() {
  static const std::vector<Product> all{{"Nordlicht LX-20", "B000TEST01"},
                                        {"Nordlicht Hub 7", "B000TEST02"}};
  return all;
}

std::string review_prefix(SampleChannel channel) {
  return channel == SampleChannel::kShop ? "https://shop.nordlicht.example/review/"
                                         : "https://www.amazon.de/review/create-review?asin=";
}

policy::PolicyContext context_for(SampleChannel channel, const MessageContent& content) {
  policy::PolicyContext context;
  const bool shop = channel == SampleChannel::kShop;
  context.channel = shop ? Channel::kShop : Channel::kAmazon;
  context.fulfilment = shop                             ? Fulfilment::kShop
                       : channel == SampleChannel::kFba ? Fulfilment::kFba
                                                        : Fulfilment::kFbm;
  context.invoice_hosts = {"invoice.nordlicht.example"};
  context.driver_hosts = {"drivers.nordlicht.example"};
  context.review_link_prefixes = {review_prefix(channel)};
  for (const Product& product : products()) {
    context.order_items.push_back(product.asin);
    context.product_titles.push_back(product.title);
  }
  context.seller_name = content.brand;
  context.order_id = content.order.to_string();
  return context;
}

void add_documents(MessageContent& content, SampleShape shape) {
  content.invoice_numbers = {"R-2026-000017"};
  content.attachments = {{"R-2026-000017.pdf", "application/pdf", "%PDF-1.7\n%%EOF\n"}};
  if (shape == SampleShape::kSpare) return;
  const std::string page(kPage);
  content.invoice_url = page;
  content.manual_titles = {products()[0].title};
  content.attachments.push_back({"LX-20.pdf", "application/pdf", "%PDF-1.7\n%%EOF\n"});
  content.manuals_as_links = {{products()[1].title, page + "/manuals/1", ""}};
  content.drivers = {
      {products()[1].title, "https://drivers.nordlicht.example/hub7/v4", "Windows 11"}};
}

}  // namespace

std::string_view to_string(SampleChannel channel) {
  constexpr std::string_view kNames[] = {"Amazon FBA", "Amazon FBM", "own shop"};
  return kNames[static_cast<std::size_t>(channel)];
}

SampleMessage sample_message(Stage stage, SampleChannel channel, SampleShape shape,
                             const LanguageTag& language, std::string_view brand,
                             bool shop_asks_later) {
  SampleMessage sample;
  MessageContent& content = sample.content;
  content.order = *OrderId::parse(kOrder);
  content.stage = stage;
  content.language = language;
  content.brand = brand.empty() ? "Nordlicht" : std::string(brand);
  content.from = {content.brand, *EmailAddress::parse("service@nordlicht.example")};
  content.to = {"Ada Lund", *EmailAddress::parse("ada@buyer.example")};
  if (shape == SampleShape::kRich) content.buyer_name = content.to.name;
  content.date = *parse_instant("2026-06-02T08:00:00Z");
  content.asks_for_review =
      stage == Stage::kReview ||
      (stage == Stage::kCheckUp && (channel != SampleChannel::kShop || shop_asks_later));
  for (const Product& product : products()) {
    content.product_titles.push_back(product.title);
    if (shape == SampleShape::kSpare) break;
    content.product_texts.push_back({product.title, product.title});
  }
  if (stage == Stage::kDocuments) {
    add_documents(content, shape);
    sample.attachments = {"invoice"};
    if (shape == SampleShape::kRich) sample.attachments.emplace_back("manual");
  }
  if (content.asks_for_review) {
    for (const Product& product : products()) {
      content.review_links.push_back({product.title, review_prefix(channel) + product.asin, ""});
      if (shape == SampleShape::kSpare) break;
    }
  }
  sample.context = context_for(channel, content);
  return sample;
}

Result<Rehearsal> rehearse(const SampleMessage& sample, const Templates& templates,
                           const policy::Policy& policy) {
  auto message = compose(sample.content, templates);
  if (!message) return std::move(message).faults();
  policy::FinishedMail mail;
  mail.subject = message->subject;
  mail.text = message->text;
  mail.html = message->html;
  mail.language = sample.content.language;
  mail.stage = static_cast<int>(sample.content.stage);
  mail.asking_stage =
      static_cast<int>(sample.content.asks_for_review ? sample.content.stage : Stage::kReview);
  mail.attachments = sample.attachments;
  mail.built_in = templates.is_built_in(mail.language, sample.content.stage);
  auto verdict = judge(mail, sample.context, policy);
  return Rehearsal{*std::move(message), std::move(verdict)};
}

}  // namespace enclosure::messaging
