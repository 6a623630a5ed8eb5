// Every built-in mail passes for every channel that may send it.

#include "tests/messaging/mail_world.h"
#include "tests/messaging/policy/policy_world.h"

namespace enclosure::messaging::policy {
namespace {

PolicyContext context_for(const MessageContent& content, Channel channel) {
  PolicyContext context = an_order();
  context.channel = channel;
  context.fulfilment = channel == Channel::kShop ? Fulfilment::kShop : Fulfilment::kFba;
  context.product_titles = content.manual_titles;
  for (const auto* links : {&content.manuals_as_links, &content.drivers, &content.review_links})
    for (const Link& link : *links) context.product_titles.push_back(link.title);
  context.product_titles.push_back(content.buyer_name);
  context.seller_name = content.brand;
  context.order_id = content.order.to_string();
  for (const Link& link : content.review_links) {
    const auto cut = link.url.rfind('=');
    if (cut == std::string::npos) continue;
    context.review_link_prefixes.push_back(link.url.substr(0, cut + 1));
    context.order_items.push_back(link.url.substr(cut + 1));
  }
  return context;
}

void expect_allowed(const MessageContent& content, Channel channel) {
  const auto message = compose(content, built_in_texts());
  ASSERT_TRUE(message) << message.faults().front().message;
  MessageDraft draft;
  draft.language = content.language;
  draft.built_in = true;
  draft.attachments = content.invoice_numbers.empty() ? std::vector<std::string>{}
                                                      : std::vector<std::string>{"invoice"};
  for (const auto& [scope, text] :
       {std::pair{Scope::kSubject, message->subject}, std::pair{Scope::kMessage, message->text}}) {
    draft.scope = scope;
    draft.text = text;
    for (const Finding& finding :
         check(draft, context_for(content, channel), built_in_policy()).findings) {
      if (finding.weight == Outcome::kRefuse)
        ADD_FAILURE() << content.language.to_string() << " " << finding.rule << " \""
                      << finding.quote << "\" in:\n"
                      << text;
    }
  }
}

TEST(BuiltInTexts, PassForEveryChannelThatMaySendThem) {
  for (const char* language : kMailLanguages) {
    for (const Channel channel : {Channel::kAmazon, Channel::kShop}) {
      expect_allowed(documents_in(language), channel);
      expect_allowed(request_in(language, Stage::kReview), channel);
      expect_allowed(request_in(language, Stage::kCheckUp), channel);
      expect_allowed(request_in(language, Stage::kReview, 0), channel);
    }
    // Without a request the third mail is for the own shop alone.
    MessageContent help = content_of(Stage::kCheckUp, language);
    expect_allowed(help, Channel::kShop);
  }
}

}  // namespace
}  // namespace enclosure::messaging::policy
