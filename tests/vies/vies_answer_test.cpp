// The answers of VIES, whole and broken.

#include "app/vies/vies_answer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace enclosure::app {
namespace {

using Kind = VatAnswer::Kind;
using Busy = VatAnswer::Busy;
using testing::HasSubstr;

const VatQuestion kQuestion{"FR", "40303265045", "DE", "136695976"};

struct AnswerCase {
  const char* name;
  int status;
  const char* content_type;
  std::string body;
  Kind kind;
  const char* code;
  Busy busy = Busy::kNobody;
};
void PrintTo(const AnswerCase& one, std::ostream* out) {
  *out << one.name << ": " << one.body.substr(0, 200);
}

class ViesAnswerRead : public testing::TestWithParam<AnswerCase> {};

TEST_P(ViesAnswerRead, IsYesNoOrNoAnswer) {
  const AnswerCase& one = GetParam();
  const VatAnswer answer = read_vies_answer(one.status, one.content_type, one.body, kQuestion);
  EXPECT_EQ(answer.kind, one.kind);
  EXPECT_EQ(answer.code, one.code);
  EXPECT_EQ(answer.busy, one.busy);
}

constexpr const char* kJson = "application/json";
constexpr const char* kOpen = R"({"countryCode": "FR", "vatNumber": "40303265045", )";

std::string error(const std::string& code) {
  return R"({"actionSucceed": false, "errorWrappers": [{"error": ")" + code + R"("}]})";
}

INSTANTIATE_TEST_SUITE_P(
    OfTheWire, ViesAnswerRead,
    testing::Values(
        AnswerCase{"Valid", 200, kJson, std::string(kOpen) + R"("valid": true})", Kind::kValid, ""},
        AnswerCase{"Invalid", 200, kJson, std::string(kOpen) + R"("valid": false})", Kind::kInvalid,
                   ""},
        AnswerCase{"WithoutTheNumber", 200, kJson, R"({"valid": true})", Kind::kValid, ""},
        AnswerCase{"OfTheOtherForm", 200, kJson, R"({"isValid": true, "userError": "VALID"})",
                   Kind::kValid, ""},
        AnswerCase{"AboutAnother", 200, kJson,
                   R"({"countryCode": "FR", "vatNumber": "1", "valid": true})", Kind::kUnavailable,
                   "OTHER_NUMBER"},
        AnswerCase{"AboutAnotherState", 200, kJson, R"({"countryCode": "DE", "valid": true})",
                   Kind::kUnavailable, "OTHER_NUMBER"},
        AnswerCase{"FalseBesideAnError", 200, kJson,
                   std::string(kOpen) + R"("valid": false, "userError": "MS_UNAVAILABLE"})",
                   Kind::kUnavailable, "MS_UNAVAILABLE", Busy::kThatState},
        AnswerCase{"TrueBesideAnError", 200, kJson,
                   R"({"valid": true, "errorWrappers": [{"error": "TIMEOUT"}]})",
                   Kind::kUnavailable, "TIMEOUT", Busy::kThatState},
        AnswerCase{"EmptyWrappers", 200, kJson, R"({"valid": false, "errorWrappers": []})",
                   Kind::kInvalid, ""},
        AnswerCase{"WrapperWithoutError", 200, kJson, R"({"errorWrappers": [{}], "valid": true})",
                   Kind::kUnavailable, "NOT_UNDERSTOOD"},
        AnswerCase{"UnknownCode", 200, kJson, error("TEA_BREAK"), Kind::kUnavailable, "TEA_BREAK"},
        AnswerCase{"ErrorWithStatus500", 500, kJson, error("SERVICE_UNAVAILABLE"),
                   Kind::kUnavailable, "SERVICE_UNAVAILABLE", Busy::kEverybody},
        AnswerCase{"ValidWithStatus500", 500, kJson, R"({"valid": true})", Kind::kUnavailable,
                   "HTTP_500"},
        AnswerCase{"TooMany", 429, "text/html", "slow down", Kind::kUnavailable, "HTTP_429",
                   Busy::kEverybody},
        AnswerCase{"Redirect", 302, "text/html", "", Kind::kUnavailable, "HTTP_302"},
        AnswerCase{"Html", 200, "text/html", R"({"valid": true})", Kind::kUnavailable, "NOT_JSON"},
        AnswerCase{"Garbage", 200, kJson, "\xff\xfe{", Kind::kUnavailable, "NOT_JSON"},
        AnswerCase{"Half", 200, kJson, R"({"valid": tr)", Kind::kUnavailable, "NOT_JSON"},
        AnswerCase{"Empty", 200, kJson, "", Kind::kUnavailable, "NOT_JSON"},
        AnswerCase{"Array", 200, kJson, "[true]", Kind::kUnavailable, "NOT_UNDERSTOOD"},
        AnswerCase{"TextInsteadOfTrue", 200, kJson, R"({"valid": "true"})", Kind::kUnavailable,
                   "NOT_UNDERSTOOD"},
        AnswerCase{"NoVerdict", 200, kJson, "{}", Kind::kUnavailable, "NOT_UNDERSTOOD"},
        AnswerCase{"TwoVerdicts", 200, kJson, R"({"valid": false, "valid": true})",
                   Kind::kUnavailable, "NOT_JSON"},
        AnswerCase{"Blocked", 200, kJson, error("VAT_BLOCKED"), Kind::kRefused, "VAT_BLOCKED"}),
    [](const auto& param) { return param.param.name; });

TEST(ViesAnswer, KeepsTheProofAndWhatTheStateDiscloses) {
  const VatAnswer answer = read_vies_answer(
      200, kJson,
      R"({"valid": true, "requestDate": "2026-09-01T10:00:00.000Z", "requestIdentifier": "WAPI1",
          "name": "EXEMPLE\u0007 SARL", "address": "1 RUE\n75001 PARIS"})",
      kQuestion);
  EXPECT_EQ(answer.consultation, "WAPI1");
  EXPECT_EQ(answer.register_time, "2026-09-01T10:00:00.000Z");
  EXPECT_EQ(answer.name, "EXEMPLE\xEF\xBF\xBD SARL");
  EXPECT_EQ(answer.address, "1 RUE 75001 PARIS");
  EXPECT_EQ(read_vies_answer(200, kJson, R"({"valid": true, "name": "---"})", kQuestion).name, "");
}

TEST(ViesQuestion, NamesTheRequesterAsTheRestInterfaceWantsIt) {
  EXPECT_EQ(vies_question_json(kQuestion),
            R"({"countryCode":"FR","vatNumber":"40303265045",)"
            R"("requesterMemberStateCode":"DE","requesterNumber":"136695976"})");
  EXPECT_EQ(vies_question_json({"EL", "094259216", "", ""}),
            R"({"countryCode":"EL","vatNumber":"094259216"})");
}

TEST(ViesQuestion, LeavesOutARequesterThatViesDoesNotKnow) {
  const auto question =
      VatQuestion::about(*VatId::parse("GR 094259216"), *VatId::parse("GB980780684"));
  EXPECT_EQ(question.prefix, "EL");
  EXPECT_EQ(question.number, "094259216");
  EXPECT_EQ(question.requester_number, "");
}

}  // namespace
}  // namespace enclosure::app
