#include "messaging/template_text.h"

#include <gmock/gmock.h>

namespace enclosure::messaging {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TemplateValues values() {
  TemplateValues values;
  values.texts = {{"order_id", "305-1"}, {"brand", "A & B <GmbH>"}, {"buyer_name", ""}};
  values.flags = {"one_invoice"};
  values.lists = {{"drivers",
                   {{{"title", "Hub"}, {"url", "https://a.example/?x=1&y=2"}, {"note", "Windows"}},
                    {{"title", "Cam"}, {"url", "https://a.example/cam"}, {"note", ""}}}},
                  {"manuals", {}}};
  return values;
}

struct RenderCase {
  const char* name;
  const char* source;
  const char* text;
};
void PrintTo(const RenderCase& c, std::ostream* out) {
  *out << c.source;
}

class Render : public testing::TestWithParam<RenderCase> {};

TEST_P(Render, FillsTheText) {
  const auto text = TemplateText::parse(GetParam().source);
  ASSERT_TRUE(text) << text.faults().front().message;
  std::set<std::string> empty_slots;
  EXPECT_EQ(text->render(values(), TextFormat::kText, empty_slots), GetParam().text);
  EXPECT_THAT(empty_slots, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Table, Render,
    testing::Values(
        RenderCase{"Nothing", "", "\n"},
        RenderCase{"Slot", "Order {{order_id}}.", "Order 305-1.\n"},
        RenderCase{"BlockHolds", "{{#one_invoice}}one{{/one_invoice}}", "one\n"},
        RenderCase{"BlockDoesNotHold", "a{{#several_invoices}}b{{/several_invoices}}", "a\n"},
        RenderCase{"Inverted", "{{^several_invoices}}b{{/several_invoices}}", "b\n"},
        RenderCase{"EmptyTextIsFalse", "Hi{{#buyer_name}} {{buyer_name}}{{/buyer_name}},", "Hi,\n"},
        RenderCase{"TextIsTrue", "{{#brand}}x{{/brand}}", "x\n"},
        RenderCase{"List", "{{#drivers}}[{{title}}]{{/drivers}}", "[Hub][Cam]\n"},
        RenderCase{"EmptyList", "a{{#manuals}}[{{title}}]{{/manuals}}", "a\n"},
        RenderCase{"EmptyListInverted", "{{^manuals}}none{{/manuals}}", "none\n"},
        RenderCase{"BlockInItem", "{{#drivers}}{{title}}{{#note}} ({{note}}){{/note}};{{/drivers}}",
                   "Hub (Windows);Cam;\n"},
        RenderCase{"OwnLinesVanish", "a\n{{#drivers}}\n- {{title}}\n{{/drivers}}\nb\n",
                   "a\n- Hub\n- Cam\nb\n"},
        RenderCase{
            "NestedOwnLines",
            "a\n  {{#one_invoice}}\n{{#one_invoice}}\nb\n{{/one_invoice}}  \n{{/one_invoice}}\nc",
            "a\nb\nc\n"},
        RenderCase{"TwoTagsOnALineStay",
                   "{{#one_invoice}}{{#one_invoice}}\nb{{/one_invoice}}{{/one_invoice}}", "b\n"},
        RenderCase{"WindowsLineEnds", "a\r\n{{#one_invoice}}\r\nb\r\n{{/one_invoice}}\r\n",
                   "a\nb\n"},
        RenderCase{"NeverTwoBlankLines", "\n\na\n\n\n\n\nb\n\n\n", "a\n\nb\n"},
        RenderCase{"SingleBracesAreText", "Slide {1} to {left}", "Slide {1} to {left}\n"}),
    [](const auto& param) { return param.param.name; });

TEST(Render, EscapesHtmlAndOnlyHtml) {
  const auto text =
      TemplateText::parse("<b>{{brand}}</b>{{#drivers}}<a href=\"{{url}}\">{{/drivers}}");
  ASSERT_TRUE(text);
  std::set<std::string> empty_slots;
  EXPECT_EQ(text->render(values(), TextFormat::kHtml, empty_slots),
            "<b>A &amp; B &lt;GmbH&gt;</b><a href=\"https://a.example/?x=1&amp;y=2\">"
            "<a href=\"https://a.example/cam\">\n");
  auto quotes = values();
  quotes.texts["brand"] = "\"'";
  EXPECT_EQ(TemplateText::parse("{{brand}}")->render(quotes, TextFormat::kHtml, empty_slots),
            "&quot;&#39;\n");
}

TEST(Render, ValuesAreNeverReadAsTemplates) {
  auto tricky = values();
  tricky.texts["brand"] = "{{order_id}}";
  std::set<std::string> empty_slots;
  EXPECT_EQ(TemplateText::parse("{{brand}}")->render(tricky, TextFormat::kText, empty_slots),
            "{{order_id}}\n");
}

TEST(Render, AFallbackStandsInForWhatIsEmpty) {
  std::set<std::string> empty_slots;
  const auto text = TemplateText::parse("Hello {{buyer_name|dear <customer>}}, {{order_id|x}}");
  ASSERT_TRUE(text);
  EXPECT_EQ(text->render(values(), TextFormat::kHtml, empty_slots),
            "Hello dear &lt;customer&gt;, 305-1\n");
  EXPECT_THAT(empty_slots, testing::IsEmpty());
}

TEST(Render, APartStandsWhereItIsNamed) {
  const auto part = TemplateText::parse("Yours,\n{{brand}}\n");
  ASSERT_TRUE(part);
  const auto text = TemplateText::parse("Hello\n\n{{> foot}}", {{"foot", part->nodes()}});
  ASSERT_TRUE(text) << text.faults().front().message;
  std::set<std::string> empty_slots;
  EXPECT_EQ(text->render(values(), TextFormat::kText, empty_slots),
            "Hello\n\nYours,\nA & B <GmbH>\n");
}

TEST(Render, NamesTheSlotsThatStayEmpty) {
  std::set<std::string> empty_slots;
  const auto text = TemplateText::parse("{{buyer_name}}{{invoice_url}}{{order_id}}");
  ASSERT_TRUE(text);
  static_cast<void>(text->render(values(), TextFormat::kText, empty_slots));
  EXPECT_THAT(empty_slots, ElementsAre("buyer_name", "invoice_url"));
}

struct FaultCase {
  const char* name;
  const char* source;
  const char* fault;  // "code path"
};
void PrintTo(const FaultCase& c, std::ostream* out) {
  *out << c.source;
}

class TemplateFault : public testing::TestWithParam<FaultCase> {};

TEST_P(TemplateFault, IsNamed) {
  const auto text = TemplateText::parse(GetParam().source);
  ASSERT_FALSE(text);
  EXPECT_EQ(text.faults().front().code + " " + text.faults().front().path, GetParam().fault);
}

INSTANTIATE_TEST_SUITE_P(
    Table, TemplateFault,
    testing::Values(
        FaultCase{"UnknownSlot", "a\n\n{{buyer_first_name}}", "TEMPLATE-001 line 3, column 1"},
        FaultCase{"EmptySlot", "{{}}", "TEMPLATE-001 line 1, column 1"},
        FaultCase{"SpacesInSlot", "{{ brand }}", "TEMPLATE-001 line 1, column 1"},
        FaultCase{"UnknownBlock", "{{#happy}}x{{/happy}}", "TEMPLATE-001 line 1, column 1"},
        FaultCase{"FlagIsNoSlot", "{{one_invoice}}", "TEMPLATE-006 line 1, column 1"},
        FaultCase{"ItemSlotOutsideItsList", "{{title}}", "TEMPLATE-001 line 1, column 1"},
        FaultCase{"ItemSlotInInvertedList", "{{^drivers}}{{title}}{{/drivers}}",
                  "TEMPLATE-001 line 1, column 13"},
        FaultCase{"NotClosed", "{{#brand}}\nx\n", "TEMPLATE-002 line 3, column 1"},
        FaultCase{"NeverOpened", "x{{/brand}}", "TEMPLATE-002 line 1, column 2"},
        FaultCase{"Crossed", "{{#brand}}{{#order_id}}{{/brand}}{{/order_id}}",
                  "TEMPLATE-002 line 1, column 24"},
        FaultCase{"CutTag", "x {{brand", "TEMPLATE-002 line 1, column 3"},
        FaultCase{"CutByLine", "x {{brand\n}}", "TEMPLATE-002 line 1, column 3"},
        FaultCase{"OneBrace", "x {{brand}", "TEMPLATE-002 line 1, column 3"},
        FaultCase{"StrayEnd", "x }}", "TEMPLATE-002 line 1, column 3"},
        FaultCase{"ListInList", "{{#drivers}}{{#manuals}}{{/manuals}}{{/drivers}}",
                  "TEMPLATE-002 line 1, column 13"},
        FaultCase{"ListIsNoSlot", "ä: {{drivers}}", "TEMPLATE-006 line 1, column 4"},
        FaultCase{"TextIsNoAddress", "<a href=\"{{brand}}\">", "TEMPLATE-006 line 1, column 10"},
        FaultCase{"NothingStandsInForAnAddress", "{{invoice_url|x}}",
                  "TEMPLATE-006 line 1, column 1"},
        FaultCase{"EmptyFallback", "{{buyer_name| }}", "TEMPLATE-006 line 1, column 1"},
        FaultCase{"UnknownPart", "x\n{{> legal}}\n", "TEMPLATE-007 line 2, column 1"},
        FaultCase{"PartInALine", "See {{> foot}}", "TEMPLATE-002 line 1, column 5"},
        FaultCase{"TooDeep",
                  "{{#brand}}{{#brand}}{{#brand}}{{#brand}}{{#brand}}{{#brand}}{{#brand}}{{#brand}}"
                  "{{#brand}}{{/brand}}{{/brand}}{{/brand}}{{/brand}}{{/brand}}{{/brand}}{{/brand}}"
                  "{{/brand}}{{/brand}}",
                  "TEMPLATE-002 line 1, column 81"}),
    [](const auto& param) { return param.param.name; });

}  // namespace
}  // namespace enclosure::messaging
