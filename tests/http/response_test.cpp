#include "app/http/response.h"

#include <gtest/gtest.h>

#include <ostream>

#include <nlohmann/json.hpp>

namespace enclosure::app::http {
namespace {

struct NameCase {
  const char* name;
  std::string file_name;
  const char* field;
};
void PrintTo(const NameCase& c, std::ostream* out) {
  *out << c.name;
}

class FileName : public testing::TestWithParam<NameCase> {};

TEST_P(FileName, IsSafeInTheField) {
  EXPECT_EQ(content_disposition(GetParam().file_name), GetParam().field);
}

INSTANTIATE_TEST_SUITE_P(
    Names, FileName,
    testing::Values(
        NameCase{"Plain", "R-2026-000001.pdf", "attachment; filename=\"R-2026-000001.pdf\""},
        NameCase{"Blank", "Quick start.pdf", "attachment; filename=\"Quick start.pdf\""},
        NameCase{"Umlaut", "Anleitung für Öl.pdf",
                 "attachment; filename=\"Anleitung f_r _l.pdf\"; "
                 "filename*=UTF-8''Anleitung%20f%C3%BCr%20%C3%96l.pdf"},
        NameCase{"Quote", "a\"b.pdf", "attachment; filename=\"a_b.pdf\""},
        NameCase{"Injection", "a\r\nX: y.pdf", "attachment; filename=\"a__X_ y.pdf\""},
        NameCase{"Folder", "../../etc/passwd", "attachment; filename=\"_.._etc_passwd\""},
        NameCase{"Backslash", "a\\b", "attachment; filename=\"a_b\""},
        NameCase{"Hidden", "...a", "attachment; filename=\"a\""},
        NameCase{"Percent", "100%41.pdf",
                 "attachment; filename=\"100_41.pdf\"; filename*=UTF-8''100%2541.pdf"},
        NameCase{"Backwards",
                 "a\xE2\x80\xAE"
                 "fdp.exe",
                 "attachment; filename=\"a_fdp.exe\""},
        NameCase{"NotUtf8", "\xFF.pdf", "attachment; filename=\"download\""},
        NameCase{"Empty", "", "attachment; filename=\"download\""},
        NameCase{"DotsAlone", "..", "attachment; filename=\"download\""}),
    [](const auto& param) { return std::string(param.param.name); });

TEST(Problem, NamesItsFaults) {
  const auto response = problem(422, "no", {{"IMPORT-005", "[0].at", "what", "do"}});
  EXPECT_EQ(response.headers.front().second, "application/problem+json");
  const auto json = nlohmann::json::parse(response.body);
  EXPECT_EQ(json["type"], "about:blank");
  EXPECT_EQ(json["title"], "Unprocessable Content");
  EXPECT_EQ(json["status"], 422);
  EXPECT_EQ(json["faults"][0]["path"], "[0].at");
  EXPECT_FALSE(nlohmann::json::parse(problem(404, "no").body).contains("faults"));
}

TEST(Problem, SurvivesBytesThatAreNoText) {
  const auto json = nlohmann::json::parse(problem(422, "no", {{"X", "\xFF", "", ""}}).body);
  EXPECT_EQ(json["faults"][0]["path"], "\xEF\xBF\xBD");
}

TEST(Answer, IsWrittenWithItsLength) {
  const Instant at{std::chrono::seconds(784111777)};
  EXPECT_EQ(to_bytes(plain_text(200, "ok\n"), {false, true, at}),
            "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
            "Content-Type: text/plain; charset=utf-8\r\nCache-Control: no-store\r\n"
            "X-Content-Type-Options: nosniff\r\nContent-Length: 3\r\nConnection: keep-alive\r\n"
            "\r\nok\n");
}

TEST(Answer, ToHeadKeepsTheLengthAndLeavesTheBody) {
  const std::string bytes = to_bytes(plain_text(200, "ok\n"), {true, false, Instant{}});
  EXPECT_NE(bytes.find("Content-Length: 3\r\n"), std::string::npos);
  EXPECT_TRUE(bytes.ends_with("Connection: close\r\n\r\n"));
}

TEST(DownloadAnswer, ShowsNoForeignMediaType) {
  const auto type = [](std::string media_type) {
    return download({"a", std::move(media_type), "x"}).headers.front().second;
  };
  EXPECT_EQ(type("application/pdf"), "application/pdf");
  EXPECT_EQ(type("text/plain; charset=utf-8"), "text/plain; charset=utf-8");
  for (const char* odd : {"", "pdf", "a/b/c", "text/html\r\nX: y", "/pdf", "a/", "a b/c",
                          "a/b; x=y", "a/b; charset=utf-8"})
    EXPECT_EQ(type(odd), "application/octet-stream") << odd;
}

TEST(ReasonPhrase, ExistsForEveryStatusWeUse) {
  for (const int status :
       {200, 400, 401, 404, 405, 408, 409, 413, 414, 415, 417, 422, 431, 500, 501, 503, 505})
    EXPECT_NE(reason_phrase(status), "Unknown") << status;
  EXPECT_EQ(reason_phrase(299), "Unknown");
}

}  // namespace
}  // namespace enclosure::app::http
