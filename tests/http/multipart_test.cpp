#include "app/http/multipart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace enclosure::app::http {
namespace {

TEST(Boundary, ComesOutOfTheContentType) {
  EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=AaB03x"), "AaB03x");
  EXPECT_EQ(multipart_boundary("Multipart/Form-Data; boundary=\"a b\""), "a b");
  EXPECT_EQ(multipart_boundary("multipart/form-data; charset=utf-8; boundary=----WebKit_1"),
            "----WebKit_1");
}

TEST(Boundary, ThatIsNoneIsNone) {
  for (const char* type :
       {"", "multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed; boundary=a",
        "multipart/form-datax; boundary=a", "multipart/form-data; boundary=\"a",
        "multipart/form-data; boundary=a; boundary=b", "multipart/form-data; boundary=\"a \"",
        "multipart/form-data; boundary=\"a\r\nb\"", "text/plain; boundary=a",
        "multipart/form-data; "
        "boundary=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
        "aaaaaaaaaaaaaaaaa"})
    EXPECT_EQ(multipart_boundary(type), std::nullopt) << type;
}

std::string part(const std::string& head, const std::string& bytes) {
  return "--B\r\n" + head + "\r\n\r\n" + bytes + "\r\n";
}
const std::string kField = "Content-Disposition: form-data; name=\"a\"";

TEST(Multipart, GivesFieldsAndFiles) {
  const std::string bytes("\0\r\n--\r\n--C\xFF", 11);
  const std::string body =
      part(kField, "1") +
      part(
          "content-disposition: form-data; name=\"f\"; filename=\"a %22b%22.txt\"\r\n"
          "Content-Type: text/plain",
          bytes) +
      part("Content-Disposition: form-data; name=plain", "") + "--B--\r\n";
  const auto parts = parse_multipart("B", body);
  ASSERT_TRUE(parts);
  ASSERT_EQ(parts->size(), 3U);
  EXPECT_EQ((*parts)[0].name, "a");
  EXPECT_EQ((*parts)[0].bytes, "1");
  EXPECT_EQ((*parts)[0].file_name, std::nullopt);
  EXPECT_EQ((*parts)[1].file_name, "a \"b\".txt");
  EXPECT_EQ((*parts)[1].bytes, bytes);
  EXPECT_EQ((*parts)[2].name, "plain");
  EXPECT_EQ((*parts)[2].bytes, "");
}

struct Bad {
  const char* name;
  std::string body;
};
void PrintTo(const Bad& bad, std::ostream* out) {
  *out << bad.name;
}

class BadMultipart : public testing::TestWithParam<Bad> {};

TEST(Multipart, TellsWhichLimitWasMet) {
  const auto code_of = [](const std::string& body) {
    return parse_multipart("B", body).faults().front().code;
  };
  const std::string name(3000, 'x');
  EXPECT_EQ(code_of(part(kField + "; filename=\"" + name + "\"", "1") + "--B--\r\n"), "UPLOAD-002");
  std::string many;
  for (std::size_t i = 0; i <= kMaxFormParts; ++i) many += part(kField, "1");
  EXPECT_EQ(code_of(many + "--B--\r\n"), "UPLOAD-003");
  EXPECT_EQ(code_of("x"), "UPLOAD-001");
}

TEST_P(BadMultipart, IsNone) {
  EXPECT_FALSE(parse_multipart("B", GetParam().body));
}

std::string many_parts() {
  std::string body;
  for (std::size_t i = 0; i <= kMaxFormParts; ++i) body += part(kField, "1");
  return body + "--B--\r\n";
}

INSTANTIATE_TEST_SUITE_P(
    Bodies, BadMultipart,
    testing::Values(
        Bad{"Empty", ""}, Bad{"Preamble", "x\r\n" + part(kField, "1") + "--B--\r\n"},
        Bad{"Epilogue", part(kField, "1") + "--B--\r\nmore"}, Bad{"CutShort", part(kField, "1")},
        Bad{"CutInTheEnd", part(kField, "1") + "--B"},
        Bad{"BareLineFeeds", "--B\n" + kField + "\n\n1\n--B--\n"},
        Bad{"BareLineFeedInHead", part(kField + "\nX: y", "1") + "--B--\r\n"},
        Bad{"NoHead", "--B\r\n\r\n1\r\n--B--\r\n"},
        Bad{"NoName", part("Content-Disposition: form-data", "1") + "--B--\r\n"},
        Bad{"EmptyName", part("Content-Disposition: form-data; name=\"\"", "1") + "--B--\r\n"},
        Bad{"NameTwice",
            part("Content-Disposition: form-data; name=\"a\"; name=\"b\"", "1") + "--B--\r\n"},
        Bad{"DispositionTwice", part(kField + "\r\n" + kField, "1") + "--B--\r\n"},
        Bad{"AnotherDisposition",
            part("Content-Disposition: attachment; name=\"a\"", "1") + "--B--\r\n"},
        Bad{"ExtendedFileName", part(kField + "; filename*=UTF-8''x", "1") + "--B--\r\n"},
        Bad{"OpenQuote", part("Content-Disposition: form-data; name=\"a", "1") + "--B--\r\n"},
        Bad{"Backslash",
            part("Content-Disposition: form-data; name=\"a\\\"b\"", "1") + "--B--\r\n"},
        Bad{"NotUtf8", part("Content-Disposition: form-data; name=\"\xFF\"", "1") + "--B--\r\n"},
        Bad{"TransferEncoding",
            part(kField + "\r\nContent-Transfer-Encoding: base64", "MQ==") + "--B--\r\n"},
        Bad{"LongHead",
            part(kField + "\r\nContent-Type: " + std::string(3000, 'x'), "1") + "--B--\r\n"},
        Bad{"TooManyParts", many_parts()}),
    [](const auto& param) { return param.param.name; });

}  // namespace
}  // namespace enclosure::app::http
