// Texts of other tools, in their own spelling.

#include "messaging/foreign/foreign_template.h"

#include <gmock/gmock.h>

#include "messaging/foreign/data.h"
#include "messaging/foreign/flat_text.h"
#include "messaging/html_check.h"
#include "messaging/template_text.h"

namespace enclosure::messaging {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const PlaceholderTable& table() {
  static const PlaceholderTable loaded = *PlaceholderTable::load(foreign_template_data::files());
  return loaded;
}

struct SystemCase {
  const char* system;
  const char* source;
  const char* ours;
};
void PrintTo(const SystemCase& c, std::ostream* out) {
  *out << c.system;
}

class Foreign : public testing::TestWithParam<SystemCase> {};

TEST_P(Foreign, BecomesOurs) {
  const auto& [system, source, ours] = GetParam();
  const auto recognised = recognise_system(source, table());
  ASSERT_TRUE(recognised) << recognised.faults().front().message;
  EXPECT_EQ(*recognised, system);
  const auto text = import_template(source, system, table());
  ASSERT_TRUE(text);
  EXPECT_EQ(text->text, ours);
  EXPECT_TRUE(TemplateText::parse(text->text));
}

INSTANTIATE_TEST_SUITE_P(
    Table, Foreign,
    testing::Values(
        SystemCase{"feedback-genius",
                   "Hi [[first-name]],\nabout [[ORDER-ID]]:\n[[product-review-link]]\nBye",
                   "Hi{{#buyer_name}} {{buyer_name}}{{/buyer_name}},\nabout {{order_id}}:\n"
                   "{{#review_links}}\n- {{title}}: {{url}}\n{{/review_links}}\nBye\n"},
        SystemCase{"moved", "[sku] [productreview-link] here",
                   "[[sku]] {{#review_links}}{{url}} {{/review_links}} here\n"},
        SystemCase{"feedbackfive", "Write to [[ContactUs]].", "Write to [[ContactUs]].\n"},
        SystemCase{"zonmaster", "Dear %%buyer_first_name%%!",
                   "Dear{{#buyer_name}} {{buyer_name}}{{/buyer_name}}!\n"},
        SystemCase{"managebystats", "${logo} x", "[[logo]] x\n"},
        SystemCase{"edesk", "Hello #customer_name, you are #1.",
                   "Hello{{#buyer_name}} {{buyer_name}}{{/buyer_name}}, you are #1.\n"},
        SystemCase{"drop2amz", "Order {{order.id}}.", "Order {{order_id}}.\n"},
        SystemCase{"yayreviews", "{product_name} of {store_name}",
                   "{{product_names}} of {{brand}}\n"},
        SystemCase{"trustpilot", "Hi [Name], [Products] [LegalNotice] [sic]",
                   "Hi{{#buyer_name}} {{buyer_name}}{{/buyer_name}}, {{product_names}} "
                   "[[LegalNotice]] [sic]\n"},
        SystemCase{"1storders", "Dear [%INV_CUST_NAME%],",
                   "Dear{{#buyer_name}} {{buyer_name}}{{/buyer_name}},\n"},
        SystemCase{"retailys", "100 % of %document(invoice_id)%",
                   "100 % of{{#invoice_numbers}} {{invoice_numbers}}{{/invoice_numbers}}\n"}),
    [](const auto& param) {
      std::string name(param.param.system);
      std::replace(name.begin(), name.end(), '-', '_');
      return name;
    });

TEST(ForeignTemplate, WhatHasNoCounterpartIsNamedWithItsPlace) {
  const auto text =
      import_template("Hi,\nÄ [[tracking-number]] and [[my-own]]", "feedback-genius", table());
  ASSERT_TRUE(text);
  ASSERT_EQ(text->notices.size(), 2U);
  EXPECT_EQ(text->notices[0].code, "FOREIGN-005");
  EXPECT_EQ(text->notices[0].path, "line 2, column 3");
  EXPECT_THAT(text->notices[0].message, HasSubstr("R11"));
  EXPECT_EQ(text->notices[1].path, "line 2, column 27");
  EXPECT_THAT(text->text, HasSubstr("[[tracking-number]]"));
}

TEST(ForeignTemplate, MarksOfOursFillNothing) {
  const auto text =
      import_template("{{{brand}}} {{#drivers}} {[[order-id]]}}}", "feedback-genius", table());
  ASSERT_TRUE(text);
  EXPECT_EQ(text->notices.front().code, "FOREIGN-006");
  const auto parsed = TemplateText::parse(text->text);
  ASSERT_TRUE(parsed) << text->text;
  EXPECT_THAT(text->text, HasSubstr("{ { {brand} } }"));
}

TEST(ForeignTemplate, HtmlBecomesLines) {
  const auto text = import_template(
      "<html><head><style>p{}</style></head><body><p>Hi&nbsp;[[first-name]] &amp; co</p><ul>"
      "<li>a</li><li>b</li></ul><script>alert(1)</script><img src=x onerror=alert(1)>"
      "<a href=\"[[product-review-link]]\">Review</a> <a href=\"javascript:x\">no</a>"
      "<a href=\"https://a.example/x\">A</a></body></html>",
      "feedback-genius", table());
  ASSERT_TRUE(text);
  EXPECT_EQ(text->text,
            "Hi{{#buyer_name}} {{buyer_name}}{{/buyer_name}} & co\n\n- a\n- b\nReview: "
            "{{#review_links}}{{url}} {{/review_links}} noA: https://a.example/x\n");
}

TEST(ForeignTemplate, WhatIsBoldInHtmlStaysSo) {
  const auto text = import_template(
      "<p>Dear <b>[[first-name]]</b>,</p><p><strong>Thank <br>you</strong> for <b> </b>it. "
      "\xEE\x80\x80&#xE001;</p><b>[[product-review-link]]</b><p>5 &lt; 6</p>",
      "feedback-genius", table());
  ASSERT_TRUE(text);
  EXPECT_THAT(text->text, testing::StartsWith("Dear {{#buyer_name}}{{buyer_name}}"));
  EXPECT_THAT(text->text, HasSubstr("Thank\nyou for it."));
  EXPECT_THAT(text->text, testing::Not(HasSubstr("\xEE\x80")));
  EXPECT_THAT(text->html, HasSubstr("<b>{{#buyer_name}}{{buyer_name}}{{/buyer_name}}</b>"));
  EXPECT_THAT(text->html, HasSubstr("<b>Thank</b><br>\n<b>you</b> for it."));
  EXPECT_THAT(text->text,
              HasSubstr("\n{{#review_links}}\n- {{title}}: {{url}}\n{{/review_links}}"));
  EXPECT_THAT(text->html, HasSubstr("5 &lt; 6"));
  EXPECT_THAT(text->html, testing::Not(HasSubstr("\xEE\x80")));
  EXPECT_THAT(check_html(text->html), IsEmpty()) << text->html;
  EXPECT_TRUE(TemplateText::parse(text->html));
  EXPECT_EQ(import_template("<p>plain [[first-name]]</p>", "feedback-genius", table())->html, "");
}

TEST(ForeignTemplate, BoldLettersMakeNoMarkOfOurs) {
  const auto text =
      import_template("<p>{<b>{order_id}</b>} {{<b>x</b>}}</p>", "feedback-genius", table());
  ASSERT_TRUE(text);
  EXPECT_THAT(text->text, testing::Not(HasSubstr("{{")));
  EXPECT_TRUE(TemplateText::parse(text->text));
}

TEST(ForeignTemplate, ASubjectOfItsOwnIsTaken) {
  const auto text =
      import_template("Subject: Order [[order-id]]\r\n\r\nHi", "feedback-genius", table());
  ASSERT_TRUE(text);
  EXPECT_EQ(text->subject, "Order {{order_id}}");
  EXPECT_EQ(text->text, "Hi\n");
}

TEST(ForeignTemplate, ASubjectIsReadAsItsTextIs) {
  const auto subject_of = [](const char* line) {
    const auto read = import_subject(line, "feedback-genius", table());
    return read ? read->subject : read.faults().front().code;
  };
  EXPECT_EQ(subject_of("Your order [[order-id]]"), "Your order {{order_id}}");
  EXPECT_EQ(subject_of("Your order {{order_id}}"), "Your order {{order_id}}");
  EXPECT_EQ(subject_of("Your order"), "Your order");
  EXPECT_EQ(subject_of("Your [[nothing]]"), "Your [[nothing]]");
  EXPECT_EQ(import_subject("[[nothing]]", "feedback-genius", table())->notices.size(), 1U);
}

TEST(ForeignTemplate, WhatIsNoTextIsRefused) {
  const auto code = [](const std::string& bytes) {
    const auto text = import_template(bytes, "feedback-genius", table());
    return text ? std::string() : text.faults().front().code;
  };
  EXPECT_EQ(code(""), "FOREIGN-004");
  EXPECT_EQ(code(" \n"), "FOREIGN-004");
  EXPECT_EQ(code("\xFF"), "FOREIGN-004");
  EXPECT_EQ(code(std::string("a\0b", 3)), "FOREIGN-004");
  EXPECT_EQ(code(std::string(100'001, 'x')), "FOREIGN-004");
  EXPECT_EQ(import_template("x", "nobody", table()).faults().front().code, "FOREIGN-002");
  EXPECT_EQ(recognise_system("no placeholder", table()).faults().front().code, "FOREIGN-003");
}

TEST(PlaceholderTable, EachSystemHasItsSource) {
  EXPECT_EQ(table().systems().size(), 11U);
  for (const ForeignSystem& system : table().systems()) EXPECT_FALSE(system.source.empty());
  EXPECT_EQ(table().find("feedback-genius")->placeholders.size(), 28U);
}

}  // namespace
}  // namespace enclosure::messaging
