// The seller's own texts over the built-in ones.

#include <gmock/gmock.h>

#include "messaging/text_forms.h"
#include "tests/messaging/mail_world.h"

namespace enclosure::messaging {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::string_view kReview =
    "Subject: About {{order_id}}\n\nHello {{buyer_name|dear customer}},\n\nyour order {{order_id}} "
    "of {{product_names|our shop}} is there.\n\n{{#review_links}}\n- {{title}}: {{url}}\n"
    "{{/review_links}}\n\n{{> foot}}\n";
constexpr std::string_view kFoot = "Yours & always,\n{{brand}}\n";

ComposedMessage composed(const Templates& texts, const MessageContent& content) {
  const auto message = compose(content, texts);
  for (const Fault& fault : message.faults())
    ADD_FAILURE() << fault.code << " " << fault.path << ": " << fault.message;
  return message ? *message : ComposedMessage{};
}

std::vector<std::string> codes_and_paths(const Templates& texts) {
  std::vector<std::string> all;
  for (const Fault& fault : texts.own_faults()) all.push_back(fault.code + " " + fault.path);
  return all;
}

TEST(OwnTexts, StandInForTheBuiltInOnesOfTheirStageAlone) {
  const auto texts = built_in_texts().with_own(
      std::vector<EmbeddedFile>{{"en/review.txt", kReview}, {"en/blocks/foot.txt", kFoot}});
  ASSERT_THAT(codes_and_paths(texts), IsEmpty());
  const auto english = *LanguageTag::parse("en");
  EXPECT_FALSE(texts.is_built_in(english, Stage::kReview));
  EXPECT_TRUE(texts.is_built_in(english, Stage::kDocuments));
  EXPECT_TRUE(texts.is_built_in(*LanguageTag::parse("de"), Stage::kReview));
  auto content = request_in("en");
  content.buyer_name.clear();
  const auto message = composed(texts, content);
  EXPECT_EQ(message.subject, "About 305-1234567-1234567");
  EXPECT_THAT(message.text, HasSubstr("Hello dear customer,\n"));
  EXPECT_THAT(message.text, HasSubstr("of our shop is there."));
  EXPECT_THAT(message.text, HasSubstr("\n\nYours & always,\nMüller Haushaltswaren\n"));
  EXPECT_EQ(composed(texts, documents_in("en")).text,
            composed(built_in_texts(), documents_in("en")).text);
}

TEST(OwnTexts, TheHtmlIsMadeOfTheText) {
  const auto texts = built_in_texts().with_own(
      std::vector<EmbeddedFile>{{"en/review.txt", kReview}, {"en/blocks/foot.txt", kFoot}});
  const std::string html = composed(texts, request_in("en")).html;
  EXPECT_THAT(html, HasSubstr("<p>Hello Łucja Przykładowa,</p>"));
  EXPECT_THAT(html, HasSubstr("<li>Compact Scale 5 kg: <a href=\"https://www.amazon.de/"));
  EXPECT_THAT(html, HasSubstr("<p>Yours &amp; always,<br>\nMüller Haushaltswaren</p>"));
}

TEST(OwnTexts, TheTextIsMadeOfTheHtml) {
  const auto texts = built_in_texts().with_own(std::vector<EmbeddedFile>{
      {"en/review.html",
       "Subject: About {{order_id}}\n<p>Hello &amp; welcome,<br>\norder {{order_id}}</p>\n<ul>\n"
       "{{#review_links}}\n<li><a "
       "href=\"{{url}}\">{{title}}</a></li>\n{{/review_links}}\n</ul>\n"}});
  ASSERT_THAT(codes_and_paths(texts), IsEmpty());
  const auto message = composed(texts, request_in("en", Stage::kReview, 1));
  EXPECT_EQ(message.subject, "About 305-1234567-1234567");
  EXPECT_EQ(message.text,
            "Hello & welcome,\norder 305-1234567-1234567\n\n- Compact Scale 5 kg: "
            "https://www.amazon.de/review/create-review?asin=B000TEST01\n");
}

TEST(OwnTexts, AFrameStandsAroundEachOfThem) {
  const auto texts = built_in_texts().with_own(std::vector<EmbeddedFile>{
      {"en/review.txt", "Subject: S {{order_id}}\n\nThe text.\n"},
      {"en/frame.txt", "Dear {{buyer_name|customer}},\n\n{{> text}}\n\nYours,\n{{brand}}\n"}});
  ASSERT_THAT(codes_and_paths(texts), IsEmpty());
  const auto message = composed(texts, request_in("en"));
  EXPECT_EQ(message.text,
            "Dear Łucja Przykładowa,\n\nThe text.\n\nYours,\nMüller Haushaltswaren\n");
  EXPECT_EQ(message.html,
            "<p>Dear Łucja Przykładowa,</p>\n<p>The text.</p>\n<p>Yours,<br>\nMüller "
            "Haushaltswaren</p>\n");
}

TEST(OwnTexts, ALanguageOfItsOwnNeedsAllThree) {
  const auto texts = built_in_texts().with_own(
      std::vector<EmbeddedFile>{{"tr/review.txt", "Subject: S\n\nMetin.\n"}});
  EXPECT_THAT(codes_and_paths(texts), ElementsAre("TEMPLATE-003 messages/tr/documents.txt",
                                                  "TEMPLATE-003 messages/tr/check_up.txt"));
}

TEST(OwnTexts, FaultsNameFileLineAndColumnAllAtOnce) {
  const auto texts = built_in_texts().with_own(std::vector<EmbeddedFile>{
      {"en/review.txt", "Subject: S\n\nSee {{drivers}} and {{nothing}}\n{{> legal}}\n"},
      {"en/check_up.html", "Subject: S\n<p style=\"x\">x</p>\n"},
      {"en/documents.txt", "no subject\n"},
      {"en/blocks/A B.txt", "x"},
      {"de/reviw.txt", "Subject: S\n"},
      {"fr/review.txt", "\xFF"}});
  EXPECT_THAT(
      codes_and_paths(texts),
      testing::IsSupersetOf(
          {"TEMPLATE-006 messages/en/review.txt, line 3, column 5",
           "TEMPLATE-001 messages/en/review.txt, line 3, column 21",
           "TEMPLATE-007 messages/en/review.txt, line 4, column 1",
           "TEMPLATE-005 messages/en/check_up.html, line 2, column 1",
           "TEMPLATE-003 messages/en/documents.txt", "TEMPLATE-003 messages/en/blocks/A B.txt",
           "TEMPLATE-003 messages/de/reviw.txt", "TEMPLATE-004 messages/fr/review.txt"}));
}

TEST(OwnTexts, NothingIsComposedInALanguageThatIsDamaged) {
  const auto texts = built_in_texts().with_own(
      std::vector<EmbeddedFile>{{"en/review.txt", "Subject: S\n\n{{nothing}}\n"}});
  const auto message = compose(documents_in("en"), texts);
  ASSERT_FALSE(message);
  EXPECT_EQ(message.faults().front().code, "TEMPLATE-001");
  EXPECT_TRUE(compose(documents_in("de"), texts));
}

TEST(OwnTexts, ValuesAreEscapedByContext) {
  const auto texts = built_in_texts().with_own(std::vector<EmbeddedFile>{
      {"en/review.txt", "Subject: {{buyer_name|x}}\n\n{{buyer_name|x}} <b>{{brand}}</b>\n"}});
  auto content = request_in("en");
  content.buyer_name = "<script>{{brand}}</script>";
  const auto message = composed(texts, content);
  EXPECT_THAT(message.text, HasSubstr("<script>{{brand}}</script> <b>"));
  EXPECT_THAT(message.html, Not(HasSubstr("<script>")));
  EXPECT_THAT(message.html, HasSubstr("&lt;b&gt;Müller"));
}

TEST(TextForms, OneFormBecomesTheOther) {
  EXPECT_EQ(html_from_text("a < b\nc\n\n- x\n- y\n{{#drivers}}\n- {{url}}\n{{/drivers}}\n"),
            "<p>a &lt; b<br>\nc</p>\n<ul>\n<li>x</li>\n<li>y</li>\n</ul>\n{{#drivers}}\n<ul>\n"
            "<li><a href=\"{{url}}\">{{url}}</a></li>\n</ul>\n{{/drivers}}\n");
  EXPECT_EQ(text_from_html("<p>a &lt; <b>b</b>\nc</p>\n<p>d</p>\n"), "a < b c\n\nd\n\n");
  EXPECT_EQ(text_from_html("{{#drivers}}\n<p>x</p>\n{{/drivers}}"),
            "{{#drivers}}\nx\n\n{{/drivers}}");
}

}  // namespace
}  // namespace enclosure::messaging
