#include "messaging/mime/transfer_encoding.h"

#include <gtest/gtest.h>

#include <sstream>

namespace enclosure::messaging::mime {
namespace {

struct EncodingCase {
  const char* name;
  std::string input;
  std::string encoded;
};
void PrintTo(const EncodingCase& c, std::ostream* out) {
  *out << c.input;
}
const auto kName = [](const auto& param) { return param.param.name; };

class Base64 : public testing::TestWithParam<EncodingCase> {};
TEST_P(Base64, EncodesTheVectorsOfRfc4648) {
  EXPECT_EQ(base64(GetParam().input), GetParam().encoded);
}
INSTANTIATE_TEST_SUITE_P(Table, Base64,
                         testing::Values(EncodingCase{"Nothing", "", ""},
                                         EncodingCase{"One", "f", "Zg=="},
                                         EncodingCase{"Two", "fo", "Zm8="},
                                         EncodingCase{"Three", "foo", "Zm9v"},
                                         EncodingCase{"Six", "foobar", "Zm9vYmFy"},
                                         EncodingCase{"AllBits", "\xFB\xFF\xBF", "+/+/"},
                                         EncodingCase{"Zeros", std::string(2, '\0'), "AAA="}),
                         kName);

TEST(Base64Lines, Are76Long) {
  EXPECT_EQ(base64_lines(""), "");
  EXPECT_EQ(base64_lines("foo"), "Zm9v\r\n");
  const std::string lines = base64_lines(std::string(58, 'a'));
  EXPECT_EQ(lines.find("\r\n"), 76U);
  EXPECT_EQ(lines.size(), 76U + 2 + 4 + 2);
}

class QuotedPrintable : public testing::TestWithParam<EncodingCase> {};
TEST_P(QuotedPrintable, Encodes) {
  EXPECT_EQ(quoted_printable(GetParam().input), GetParam().encoded);
}
INSTANTIATE_TEST_SUITE_P(
    Table, QuotedPrintable,
    testing::Values(EncodingCase{"Nothing", "", ""}, EncodingCase{"Plain", "Hi\n", "Hi\r\n"},
                    EncodingCase{"EndIsAdded", "Hi", "Hi\r\n"},
                    EncodingCase{"CrLfStays", "a\r\n\r\nb\r\n", "a\r\n\r\nb\r\n"},
                    EncodingCase{"LoneCr", "a\rb\n", "a=0Db\r\n"},
                    EncodingCase{"EqualsSign", "a=b\n", "a=3Db\r\n"},
                    EncodingCase{"Umlaut", "für\n", "f=C3=BCr\r\n"},
                    EncodingCase{"BlankAtTheEnd", "a \nb\n", "a=20\r\nb\r\n"},
                    EncodingCase{"TabAtTheEnd", "a\t\n", "a=09\r\n"},
                    EncodingCase{"LeadingDot", ".\n..x\n", "=2E\r\n=2E.x\r\n"},
                    EncodingCase{"LeadingFrom", "From me\nFromage\n", "=46rom me\r\nFromage\r\n"}),
    kName);

TEST(QuotedPrintable, NoLineIsLongerThan76AndNoCharacterTorn) {
  for (std::size_t shift = 0; shift < 8; ++shift) {
    const std::string encoded = quoted_printable(std::string(shift, 'x') + [] {
      std::string text;
      for (int i = 0; i < 60; ++i) text += "ż€😀";
      return text;
    }());
    std::istringstream lines(encoded);
    for (std::string line; std::getline(lines, line);) ASSERT_LE(line.size(), 77U);  // with its CR
    for (auto at = encoded.find("=\r\n"); at != std::string::npos;
         at = encoded.find("=\r\n", at + 1)) {
      const auto next = encoded.substr(at + 3, 3);
      EXPECT_FALSE(next[0] == '=' &&
                   (next[1] == '8' || next[1] == '9' || next[1] == 'A' || next[1] == 'B'))
          << next;
    }
  }
}

TEST(QuotedPrintable, FillsALineToTheEnd) {
  EXPECT_EQ(quoted_printable(std::string(76, 'a') + "\n"), std::string(76, 'a') + "\r\n");
  EXPECT_EQ(quoted_printable(std::string(77, 'a') + "\n"), std::string(75, 'a') + "=\r\naa\r\n");
}

}  // namespace
}  // namespace enclosure::messaging::mime
