#include "messaging/html_check.h"

#include <gtest/gtest.h>

#include <string>

namespace enclosure::messaging {
namespace {

struct HtmlCase {
  const char* name;
  const char* html;
  bool allowed;
};
void PrintTo(const HtmlCase& c, std::ostream* out) {
  *out << c.html;
}

class Html : public testing::TestWithParam<HtmlCase> {};

TEST_P(Html, IsOnlyTheAllowedList) {
  const Faults faults = check_html(GetParam().html);
  EXPECT_EQ(faults.empty(), GetParam().allowed);
  for (const Fault& fault : faults) EXPECT_EQ(fault.code, "TEMPLATE-005");
}

INSTANTIATE_TEST_SUITE_P(
    Table, Html,
    testing::Values(
        HtmlCase{"Text", "Hello", true},
        HtmlCase{"All", "<p>a<br><b>b</b> <strong>c</strong></p><ul><li>d</li></ul>", true},
        HtmlCase{"Link", "<p><a href=\"{{url}}\">{{title}}</a></p>", true},
        HtmlCase{"FixedLink", "<a href=\"https://a.example\">x</a>", false},
        HtmlCase{"LinkWithMore", "<a href=\"{{url}}\" onclick=\"x\">x</a>", false},
        HtmlCase{"LinkWithStyle", "<a href=\"{{url}}\" style=\"x{{url}}\">x</a>", false},
        HtmlCase{"Image", "<img src=\"x\">", false},
        HtmlCase{"Style", "<p style=\"color:red\">x</p>", false},
        HtmlCase{"Script", "<script>x</script>", false}, HtmlCase{"Comment", "<!-- x -->", false},
        HtmlCase{"Heading", "<h1>x</h1>", false}, HtmlCase{"UpperCase", "<P>x</P>", false},
        HtmlCase{"NotClosed", "<p>x", false}, HtmlCase{"WrongOrder", "<p><b>x</p></b>", false},
        HtmlCase{"CutTag", "<p>x</p", false}, HtmlCase{"OnlyBracket", "<", false}),
    [](const auto& param) { return param.param.name; });

}  // namespace
}  // namespace enclosure::messaging
