// The structural rules, which look at letters and not at words.

#include "tests/messaging/policy/policy_world.h"

namespace enclosure::messaging::policy {
namespace {

struct RuleCase {
  const char* name;
  std::string text;
  std::string rules;
};
void PrintTo(const RuleCase& one, std::ostream* out) {
  *out << one.name;
}

class StructuralRule : public testing::TestWithParam<RuleCase> {};

TEST_P(StructuralRule, Finds) {
  // Dutch has no words of rules: what is found is found by structure alone.
  MessageDraft draft = draft_of(GetParam().text, "nl");
  draft.built_in = true;
  EXPECT_EQ(rules_of(check(draft, an_order(), built_in_policy())), GetParam().rules);
}

INSTANTIATE_TEST_SUITE_P(
    Links, StructuralRule,
    testing::Values(
        RuleCase{"Invoice", "https://invoice.seller.example/i/1", ""},
        RuleCase{"EndOfSentence", "(https://invoice.seller.example/i/1).", ""},
        RuleCase{"Review", "https://www.amazon.de/review/create-review?asin=B000TEST01", ""},
        RuleCase{"OrderPage", "https://www.amazon.de/gp/your-account/order-history", ""},
        RuleCase{"OtherItem", "https://www.amazon.de/review/create-review?asin=B000TEST02", "R09"},
        RuleCase{"Http", "http://invoice.seller.example/i/1", "R09"},
        RuleCase{"HomePage", "https://invoice.seller.example/", "R09"},
        RuleCase{"Tracked", "https://invoice.seller.example/i/1?utm_source=mail", "R09"},
        RuleCase{"Credentials", "https://a:b@invoice.seller.example/i/1", "R09"},
        RuleCase{"Disguised", "h\u200Bttps://shop.example/i/1", "R09"},
        RuleCase{"Shortener", "bit.ly/abc", "R09"}, RuleCase{"Bare", "www.shop.example", "R09"},
        RuleCase{"FileName", "handleiding.pdf", ""},
        RuleCase{"Anchor", "<a href=\"https://shop.example/x\">x</a>", "R09"},
        RuleCase{"PunyCode", "https://xn--invoce-8va.seller.example/i/1", "R09"}),
    [](const auto& tested) { return tested.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Letters, StructuralRule,
    testing::Values(
        RuleCase{"Mail", "help@shop.example", "R10"}, RuleCase{"Handle", "@lampshop", "R10"},
        RuleCase{"Phone", "+31 20 123 4567", "R10"},
        RuleCase{"LocalPhone", "020 / 123 45 67", "R10"},
        RuleCase{"OrderNumber", "302-1234567-1234567", ""}, RuleCase{"Date", "02.03.2026", ""},
        RuleCase{"Stars", "★★★★★", "R03 R18"}, RuleCase{"Emoji", "ok 🎉", "R18"},
        RuleCase{"Trademark", "Hub™ 5 °C → 7", ""}, RuleCase{"Repeated", "ok!!", "R18"},
        RuleCase{"Ornament", "=====", "R18"}, RuleCase{"Gaps", "a\n\n\nb", "R18"},
        RuleCase{"TwoBreaks", "a\n\nb", ""}, RuleCase{"Abbreviations", "HDMI en USB-C", ""},
        RuleCase{"Style", "<p style='x'>a</p>", "R18"},
        RuleCase{"Script", "<script>a</script>", "R18"},
        RuleCase{"Pixel", "<img src='https://x.example/p.gif'>", "R18"},
        RuleCase{"Logo", "<p><img src='cid:logo' alt='x'></p>", ""},
        RuleCase{"LinkedLogo",
                 "<a href='https://invoice.seller.example/i/1'><img src='cid:logo'></a>", "R18"},
        RuleCase{"AllowedHtml", "<p>a<br><b>b</b></p><ul><li>c</li></ul>", ""}),
    [](const auto& tested) { return tested.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Slots, StructuralRule,
    testing::Values(RuleCase{"Curly", "a {{b}}", "R20"}, RuleCase{"Square", "[[b]]", "R20"},
                    RuleCase{"Percent", "%%b%%", "R20"}, RuleCase{"Dollar", "${b}", "R20"},
                    RuleCase{"Hash", "#naam", "R20"}, RuleCase{"Number", "#1", ""},
                    RuleCase{"PercentSigns", "10% en 20%", ""},
                    RuleCase{"PercentTakes", "%naam(b)%", "R20"},
                    RuleCase{"DollarTakes", "$naam(b.c)$", "R20"},
                    RuleCase{"PercentOfParts", "60%a(b) 40%c", ""},
                    RuleCase{"Undefined", "undefined", "R20"},
                    RuleCase{"Element", "<voornaam>", "R18 R20"},
                    RuleCase{"Iban", "DE89 3704 0044 0532 0130 00", "R23"},
                    RuleCase{"NoIban", "DE89 3704 0044 0532 0130 01", ""},
                    RuleCase{"Card", "4111 1111 1111 1111", "R23"},
                    RuleCase{"NoCard", "4111 1111 1111 1112", ""}),
    [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace enclosure::messaging::policy
