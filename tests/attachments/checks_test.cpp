#include "attachments/checks.h"

#include <gtest/gtest.h>

namespace enclosure::attachments {
namespace {

struct CheckCase {
  const char* name;
  std::string input;
  bool fine;
};
void PrintTo(const CheckCase& c, std::ostream* out) {
  *out << c.input;
}
const auto kCaseName = [](const auto& param) { return param.param.name; };

class FilePath : public testing::TestWithParam<CheckCase> {};

TEST_P(FilePath, StaysInTheFolderAndMayBeEnclosed) {
  const auto path = check_file_path(GetParam().input);
  ASSERT_EQ(path.has_value(), GetParam().fine);
  EXPECT_EQ(path ? *path : "", GetParam().fine ? GetParam().input : "");
  EXPECT_EQ(path ? "" : path.faults().front().code, GetParam().fine ? "" : "CATALOGUE-003");
}

INSTANTIATE_TEST_SUITE_P(
    Table, FilePath,
    testing::Values(
        CheckCase{"Plain", "manual.pdf", true},
        CheckCase{"Subfolder", "hub/de/Anleitung für Anfänger.pdf", true},
        CheckCase{"UpperCaseEnding", "MANUAL.PDF", true}, CheckCase{"Jpeg", "drawing.jpg", true},
        CheckCase{"JpegInFull", "drawing.jpeg", true}, CheckCase{"Png", "safety.png", true},
        CheckCase{"Text", "read.me.TXT", true}, CheckCase{"Archive", "driver.zip", false},
        CheckCase{"Program", "driver.exe", false}, CheckCase{"Script", "a.svg", false},
        CheckCase{"DotsInsideAName", "hub..v2.pdf", true}, CheckCase{"Empty", "", false},
        CheckCase{"OnlyEnding", ".pdf", false}, CheckCase{"EmptyNameInFolder", "hub/.pdf", false},
        CheckCase{"Parent", "../secret.pdf", false},
        CheckCase{"ParentInside", "hub/../../secret.pdf", false},
        CheckCase{"Here", "./manual.pdf", false},
        CheckCase{"DoubleSlash", "hub//manual.pdf", false},
        CheckCase{"Absolute", "/etc/manual.pdf", false}, CheckCase{"Drive", "C:/manual.pdf", false},
        CheckCase{"Backslash", "hub\\manual.pdf", false},
        CheckCase{"LineBreak", "man\r\nual.pdf", false},
        CheckCase{"Nul", std::string("man\0ual.pdf", 11), false},
        CheckCase{"DirectionOverride", "man\u202Efdp.pdf", false},
        CheckCase{"Latin1", "Men\xFC.pdf", false}, CheckCase{"TrailingBlank", "manual.pdf ", false},
        CheckCase{"OtherType", "manual.pdf.exe", false}, CheckCase{"NoEnding", "manualpdf", false},
        CheckCase{"TooLong", std::string(252, 'a') + ".pdf", false}),
    kCaseName);

class Link : public testing::TestWithParam<CheckCase> {};

TEST_P(Link, IsPlainHttps) {
  const auto url = check_link(GetParam().input);
  ASSERT_EQ(url.has_value(), GetParam().fine) << (url ? "" : url.faults().front().message);
  EXPECT_EQ(url ? *url : "", GetParam().fine ? GetParam().input : "");
  EXPECT_EQ(url ? "" : url.faults().front().code, GetParam().fine ? "" : "CATALOGUE-004");
}

INSTANTIATE_TEST_SUITE_P(
    Table, Link,
    testing::Values(
        CheckCase{"Plain", "https://drivers.seller.example/hub/v4", true},
        CheckCase{"Port", "https://drivers.seller.example:8443/hub", true},
        CheckCase{"Query", "https://drivers.seller.example/get?os=win&v=4.1", true},
        CheckCase{"Encoded", "https://drivers.seller.example/Ger%C3%A4t%20A", true},
        CheckCase{"Punycode", "https://xn--gert-loa.example/hub", true},
        CheckCase{"Http", "http://drivers.seller.example/hub", false},
        CheckCase{"Ftp", "ftp://drivers.seller.example/hub", false},
        CheckCase{"Javascript", "javascript:alert(1)", false},
        CheckCase{"SchemeInUpperCase", "HTTPS://drivers.seller.example/hub", false},
        CheckCase{"Credentials", "https://admin:pw@drivers.seller.example/hub", false},
        CheckCase{"LookAlikeUser", "https://www.amazon.de@evil.example/hub", false},
        CheckCase{"BackslashAuthority", "https://good.example\\@evil.example/hub", false},
        CheckCase{"Fragment", "https://drivers.seller.example/hub#win", false},
        CheckCase{"FragmentForHost", "https://good.example#@evil.example/", false},
        CheckCase{"BareHost", "https://drivers.seller.example", false},
        CheckCase{"BareSlash", "https://drivers.seller.example/", false},
        CheckCase{"QueryWithoutPath", "https://drivers.seller.example?hub", false},
        CheckCase{"NoHost", "https:///hub", false},
        CheckCase{"OneLabel", "https://localhost/hub", false},
        CheckCase{"IpAddress", "https://203.0.113.7/hub", false},
        CheckCase{"HexIpAddress", "https://0xcb.0x71.7/hub", false},
        CheckCase{"IpV6", "https://[2001:db8::1]/hub", false},
        CheckCase{"EmptyLabel", "https://drivers..example/hub", false},
        CheckCase{"TrailingDot", "https://drivers.example./hub", false},
        CheckCase{"HyphenLabel", "https://-drivers.example/hub", false},
        CheckCase{"Underscore", "https://my_drivers.example/hub", false},
        CheckCase{"Unicode", "https://gerät.example/hub", false},
        CheckCase{"UnicodePath", "https://drivers.example/gerät", false},
        CheckCase{"EmptyPort", "https://drivers.example:/hub", false},
        CheckCase{"PortTooLarge", "https://drivers.example:70000/hub", false},
        CheckCase{"PortZero", "https://drivers.example:0/hub", false},
        CheckCase{"Blank", "https://drivers.example/h b", false},
        CheckCase{"LineBreak", "https://drivers.example/h\r\nb", false},
        CheckCase{"Quote", "https://drivers.example/\"><b>", false},
        CheckCase{"EncodedLineBreak", "https://drivers.example/%0d%0ax", false},
        CheckCase{"EncodedDelete", "https://drivers.example/%7f", false},
        CheckCase{"CutEscape", "https://drivers.example/%4", false},
        CheckCase{"NoEscape", "https://drivers.example/100%-pure", false},
        CheckCase{"Tracking", "https://drivers.example/hub?v=4&UTM_source=mail", false},
        CheckCase{"ClickId", "https://drivers.example/hub?gclid=1", false},
        CheckCase{"TooLong", "https://drivers.example/" + std::string(2000, 'a'), false}),
    kCaseName);

}  // namespace
}  // namespace enclosure::attachments
