// Reports of many servers, each classed; and what hostile mails make of the reader.

#include "messaging/bounce/report.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "messaging/bounce/data.h"
#include "messaging/bounce/mail_reader.h"

namespace enclosure::messaging::bounce {
namespace {

const std::filesystem::path kMails =
    std::filesystem::path(ENCLOSURE_SOURCE_DIR) / "tests/messaging/bounce/mails";

std::string slurp(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

const Rules& rules() {
  static const Rules all = *Rules::load(bounce_data::files());
  return all;
}

TEST(Reports, OfManyServersAreEachClassedRight) {
  const auto expected = nlohmann::json::parse(slurp(kMails / "expected.json"));
  EXPECT_GE(expected.size(), 30U);
  for (const auto& one : expected) {
    SCOPED_TRACE(one["file"].get<std::string>());
    const Report report = read_report(slurp(kMails / one["file"].get<std::string>()), rules());
    EXPECT_EQ(to_string(report.report_class), one["class"].get<std::string>());
    EXPECT_EQ(report.rule, one["rule"].get<std::string>());
    EXPECT_EQ(report.message_id, one["message_id"].get<std::string>());
    EXPECT_EQ(report.recipient, one["recipient"].get<std::string>());
    EXPECT_EQ(report.detail.find('@'), std::string::npos) << report.detail;
    EXPECT_EQ(report.detail.empty(), report.report_class == ReportClass::kNone);
  }
}

TEST(Reports, OfAmazonNameTheOrder) {
  const Report report = read_report(slurp(kMails / "28-amazon-opted-out.eml"), rules());
  EXPECT_EQ(report.order, "305-1234567-1234528");
}

TEST(Reports, TheQuotedMessageIsNoPartOfTheReport) {
  // The invoice mail speaks of a full mailbox; the server speaks of an unknown user.
  const Report report = read_report(
      "Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example\r\nSubject: failure notice\r\n\r\n"
      "<a@b.example>:\r\nUser unknown\r\n\r\n--- Below this line is a copy of the message.\r\n\r\n"
      "Message-ID: <x@y.example>\r\n\r\nmailbox full\r\n",
      rules());
  EXPECT_EQ(report.report_class, ReportClass::kHard);
  EXPECT_EQ(report.message_id, "x@y.example");
  EXPECT_EQ(report.recipient, "a@b.example");
}

TEST(Reports, AStrangersLetterWithAmazonsWordsIsNone) {
  const Report report = read_report(
      "From: Somebody <x@elsewhere.example>\r\nSubject: Your message could not be delivered\r\n\r\n"
      "the buyer has opted out of receiving unsolicited messages\r\n",
      rules());
  EXPECT_EQ(report.report_class, ReportClass::kNone);
}

TEST(Reports, LineEndsDoNotMatter) {
  std::string mail = slurp(kMails / "01-postfix-user-unknown.eml");
  const Report crlf = read_report(mail, rules());
  mail.erase(std::remove(mail.begin(), mail.end(), '\r'), mail.end());
  const Report lf = read_report(mail, rules());
  EXPECT_EQ(lf.rule, crlf.rule);
  EXPECT_EQ(lf.message_id, crlf.message_id);
}

TEST(Reports, AnyPrefixOfAReportIsRead) {
  const std::string mail = slurp(kMails / "01-postfix-user-unknown.eml");
  for (std::size_t size = 0; size < mail.size(); ++size)
    (void)read_report(std::string_view(mail).substr(0, size), rules());
}

TEST(HostileMails, AreReadInLinearTime) {
  std::string deep;
  for (int i = 0; i < 20'000; ++i)
    deep += "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n";
  EXPECT_EQ(read_report(deep, rules()).report_class, ReportClass::kNone);
  std::string wide = "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
  for (int i = 0; i < 200'000; ++i) wide += "--b\r\n\r\nx\r\n";
  EXPECT_EQ(read_mail(wide).parts.size(), 100U);
  std::string folded = "Subject: x\r\n";
  for (int i = 0; i < 500'000; ++i) folded += " y\r\n";
  EXPECT_LE(read_mail(folded).fields.value("subject").size(), 4096U);
  std::string many;
  for (int i = 0; i < 500'000; ++i) many += "A: b\r\n";
  EXPECT_EQ(read_mail(many).fields.all.size(), 300U);
  const std::string digits(4'000'000, '1');
  EXPECT_EQ(read_report("From: a@amazon.com\r\n\r\n" + digits, rules()).order, "");
}

TEST(HostileMails, WordsOfTheDetailNameNobody) {
  const Report report = read_report(
      "Return-Path: <>\r\nFrom: MAILER-DAEMON\r\n\r\n<jane@b.example>:\r\n\x1b[31mno such user\a "
      "jane%40b.example \xC3\xA4\r\n",
      rules());
  EXPECT_EQ(report.detail, "?[31mno such user? ??");
}

TEST(MailReader, DecodesPartsOfAMail) {
  const Part mail = read_mail(
      "Content-Type: multipart/mixed; boundary=\"a b\"\r\n\r\npreamble\r\n--a b\r\n"
      "Content-Transfer-Encoding: BASE64\r\n\r\naGVsbG8=\r\n--a b\r\n"
      "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
      "=3Cb=3E soft=\r\nbreak =ZZ\r\n--a b--\r\nepilogue\r\n");
  ASSERT_EQ(mail.parts.size(), 2U);
  EXPECT_EQ(mail.parts[0].body, "hello");
  EXPECT_EQ(mail.parts[1].body, "<b> softbreak =ZZ\r\n");
}

TEST(MailReader, FindsParameters) {
  EXPECT_EQ(parameter("a/b; x=1; Boundary=\"q\\\"r;s\"; y=2", "boundary"), "q\"r;s");
  EXPECT_EQ(parameter("a/b; x=1; y=2", "y"), "2");
  EXPECT_EQ(parameter("a/b; x; y=2", "y"), "2");
  EXPECT_EQ(parameter("a/b", "y"), "");
  EXPECT_EQ(parameter("a/b; y=\"open", "y"), "open");
}

TEST(Rules, StatusCodesFallBackToTheirClass) {
  EXPECT_EQ(rules().for_status("5.1.1")->report_class, ReportClass::kHard);
  EXPECT_EQ(rules().for_status("5.7.99")->id, "5.7");
  EXPECT_EQ(rules().for_status("4.9.9")->report_class, ReportClass::kSoft);
  EXPECT_EQ(rules().for_status(""), nullptr);
  EXPECT_EQ(rules().for_status("nonsense"), nullptr);
}

TEST(Rules, ADamagedFileIsAFault) {
  const EmbeddedFile broken{"rules.json", "{"};
  EXPECT_EQ(Rules::load({&broken, 1}).faults().front().code, "BOUNCE-001");
  EXPECT_EQ(Rules::load({}).faults().front().code, "BOUNCE-001");
}

}  // namespace
}  // namespace enclosure::messaging::bounce
