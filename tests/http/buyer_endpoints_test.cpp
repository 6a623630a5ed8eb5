// What buyers reach, over the wire.

#include <gmock/gmock.h>

#include "tests/http/running_server.h"

namespace enclosure::app::http::test {
namespace {

using State = BuyerDetailsPanel::State;
using testing::HasSubstr;
using testing::Not;

class BuyersServed : public RunningServer {
 protected:
  const std::string base_ = std::string("/i/") + kToken;
  static constexpr const char* kForm = "Content-Type: application/x-www-form-urlencoded\r\n";
  static constexpr const char* kJson = "Content-Type: application/json\r\n";

  RawAnswer send(const std::string& path, std::string_view body, const std::string& fields) {
    return ask(port(), request("POST", base_ + path, fields, body));
  }
  RawAnswer get_as_person(const std::string& path) {
    return ask(port(), request("GET", path, "Accept: text/html,*/*;q=0.8\r\n"));
  }
  RawAnswer fetch(const std::string& path, const std::string& fields = "") {
    return ask(port(), request("GET", base_ + path, fields));
  }
};

TEST_F(BuyersServed, AnInvoiceInParts) {
  const RawAnswer whole = fetch("/invoice.pdf");
  EXPECT_EQ(whole.field("ETag"), "\"0123abcd\"");
  EXPECT_EQ(whole.field("Accept-Ranges"), "bytes");
  EXPECT_EQ(whole.field("Cache-Control"), "no-store");
  EXPECT_EQ(whole.field("Referrer-Policy"), "no-referrer");
  const RawAnswer part = fetch("/invoice.pdf", "Range: bytes=1-3\r\n");
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.body, "PDF");
  EXPECT_EQ(part.field("Content-Length"), "3");
  EXPECT_EQ(fetch("/invoice.pdf", "If-None-Match: \"0123abcd\"\r\n").status, 304);
  EXPECT_EQ(fetch("/invoice.xml").body, "<x/>");
  EXPECT_EQ(fetch("/invoices/0.xml").field("Content-Type"), "application/xml");
  EXPECT_EQ(fetch("/invoices/2.xml").status, 404);
}

TEST_F(BuyersServed, EverythingIsStreamed) {
  RawClient client(port());
  client.send(request("GET", base_ + "/everything.zip"));
  const RawAnswer zip = client.receive();
  EXPECT_EQ(zip.status, 200);
  EXPECT_EQ(zip.field("Content-Type"), "application/zip");
  EXPECT_EQ(zip.field("Transfer-Encoding"), "chunked");
}

TEST_F(BuyersServed, ThePageSpeaksTheLanguageWishedFor) {
  EXPECT_THAT(fetch("").body, HasSubstr("<html lang=\"de"));
  EXPECT_THAT(fetch("?lang=el").body, HasSubstr("<html lang=\"el\""));
  EXPECT_THAT(fetch("?lang=%22%3E").body, HasSubstr("<html lang=\"de"));
  EXPECT_THAT(fetch("").field("Content-Security-Policy"), HasSubstr("form-action 'self'"));
}

TEST_F(BuyersServed, TheRightPostCodeGivesAPass) {
  const RawAnswer answer = send("/unlock", "postcode=10115&lang=el", kForm);
  EXPECT_EQ(answer.status, 303);
  EXPECT_EQ(answer.field("Location"), std::string("../") + kToken + "?lang=el");
  EXPECT_EQ(answer.field("Set-Cookie"), std::string("enclosure-unlock=pass; Path=/shop/i/") +
                                            kToken + "; Max-Age=1800; HttpOnly; SameSite=Strict")
      << "Secure is for TLS";
}

TEST_F(BuyersServed, AWrongPostCodeIsSaidOnThePage) {
  const RawAnswer wrong = send("/unlock", "postcode=1", kForm);
  EXPECT_EQ(wrong.status, 403);
  EXPECT_EQ(wrong.field("Set-Cookie"), "");
  EXPECT_THAT(wrong.body, HasSubstr("<html"));
  const RawAnswer closed = send("/unlock", "postcode=closed", kForm);
  EXPECT_EQ(closed.status, 429);
  EXPECT_EQ(closed.field("Retry-After"), "7200");
  const RawAnswer program = send("/unlock", R"({"postcode": "1"})", kJson);
  EXPECT_EQ(program.status, 403);
  EXPECT_THAT(program.body, HasSubstr("DETAILS-011"));
}

TEST_F(BuyersServed, FormsOfOtherSitesAreRefused) {
  for (const char* fields :
       {"Origin: https://evil.example\r\n", "Sec-Fetch-Site: cross-site\r\nOrigin: null\r\n",
        "Sec-Fetch-Site: same-site\r\n"}) {
    EXPECT_EQ(send("/unlock", "postcode=10115", std::string(kForm) + fields).status, 403) << fields;
    EXPECT_EQ(send("/details", "company=x", std::string(kForm) + fields).status, 403) << fields;
  }
  EXPECT_EQ(buyers_.last_input.company, std::nullopt);
  EXPECT_EQ(send("/unlock", "postcode=10115",
                 std::string(kForm) + "Sec-Fetch-Site: same-origin\r\nOrigin: null\r\n")
                .status,
            303);
  EXPECT_EQ(send("/unlock", "postcode=10115", std::string(kForm) + "Origin: null\r\n").status, 303)
      << "what browsers without Sec-Fetch-Site send from a page without referrer";
}

TEST_F(BuyersServed, WhatWasCorrectedIsShownAfterwards) {
  buyers_.answer.page.panel.state = State::kCorrected;
  buyers_.answer.invoice = "R-2";
  buyers_.answer.credit_note = "R-1";
  const RawAnswer form = send("/details?lang=bg", "company=M%C3%BCller&vat_id=DE111111125", kForm);
  EXPECT_EQ(form.status, 303);
  EXPECT_EQ(form.field("Location"), std::string("../") + kToken + "?lang=bg&done=1");
  EXPECT_EQ(buyers_.last_input.company, "Müller");
  const RawAnswer program = send("/details", R"({"company": "Müller"})", kJson);
  EXPECT_EQ(program.status, 200);
  EXPECT_EQ(program.body,
            "{\"result\":\"corrected\",\"invoice\":\"R-2\",\"credit_note\":\"R-1\"}\n");
}

TEST_F(BuyersServed, EachOutcomeHasItsAnswer) {
  const std::vector<std::tuple<State, int, int, std::string>> outcomes = {
      {State::kPending, 303, 202, "\"pending\""},
      {State::kUnchanged, 200, 200, "\"unchanged\""},
      {State::kFaulty, 422, 422, "faults"},
      {State::kNumberUnknown, 422, 422, "DETAILS-013"},
      {State::kAskPostcode, 403, 403, "DETAILS-010"},
      {State::kTooManyTries, 429, 429, "DETAILS-012"},
      {State::kMarketplaceOnly, 409, 409, "DETAILS-014"},
      {State::kSellerOnly, 409, 409, "DETAILS-015"},
      {State::kWithSeller, 409, 409, "DETAILS-017"},
      {State::kNotYet, 409, 409, "DETAILS-016"}};
  for (const auto& [state, for_people, for_programs, word] : outcomes) {
    buyers_.answer.page.panel.state = state;
    EXPECT_EQ(send("/details", "company=x", kForm).status, for_people) << word;
    const RawAnswer program = send("/details", R"({"company": "x"})", kJson);
    EXPECT_EQ(program.status, for_programs) << word;
    EXPECT_THAT(program.body, HasSubstr(word));
  }
}

TEST_F(BuyersServed, WhenARefusedNumberMayBeSentAgain) {
  buyers_.answer.page.panel.state = State::kNumberUnknown;
  buyers_.answer.refused_at = *parse_instant("2026-11-30T08:00:00Z");
  buyers_.answer.retry_after = std::chrono::minutes{10};
  const RawAnswer early = send("/details", R"({"vat_id": "FR40303265045"})", kJson);
  EXPECT_EQ(early.field("Retry-After"), "600");
  EXPECT_THAT(early.body, HasSubstr("it was asked at 2026-11-30T08:00:00Z"));
  EXPECT_THAT(early.body, HasSubstr("after the time in Retry-After"));
  EXPECT_EQ(send("/details", "vat_id=x", kForm).field("Retry-After"), "600");
  buyers_.answer.retry_after = {};
  const RawAnswer later = send("/details", R"({"vat_id": "FR40303265045"})", kJson);
  EXPECT_EQ(later.field("Retry-After"), "");
  EXPECT_THAT(later.body, HasSubstr("sent again, it is asked again"));
}

TEST_F(BuyersServed, BodiesOfAnotherKindAreRefused) {
  EXPECT_EQ(send("/details", "company=x", "Content-Type: text/plain\r\n").status, 415);
  EXPECT_EQ(send("/details", "company=x", "").status, 415);
  EXPECT_EQ(send("/details", "company=x",
                 "Content-Type: application/x-www-form-urlencoded\r\nContent-Encoding: gzip\r\n")
                .status,
            415);
  EXPECT_EQ(send("/details", "company=%FF", kForm).status, 400);
  EXPECT_EQ(send("/details", "{", kJson).status, 400);
  EXPECT_EQ(send("/details", std::string(20'000, 'x'), kForm).status, 413);
}

TEST_F(BuyersServed, WrongTokensGetOneAnswerFromFormsToo) {
  const RawAnswer expected = get("/i/ffff");
  for (const char* path : {"/i/ffff/unlock", "/i/ffff/details"}) {
    const RawAnswer answer = ask(port(), request("POST", path, kForm, "postcode=1"));
    EXPECT_EQ(answer.body, expected.body) << path;
    EXPECT_EQ(answer.head_without_date(), expected.head_without_date()) << path;
  }
  EXPECT_EQ(get("/i/ffff/everything.zip").head_without_date(), expected.head_without_date());
}

TEST_F(BuyersServed, LockedDocumentsLeadToThePage) {
  buyers_.locks = true;
  const RawAnswer person = fetch("/invoices/0.pdf", "Accept: text/html\r\n");
  EXPECT_EQ(person.status, 303);
  EXPECT_EQ(person.field("Location"), std::string("../../") + kToken);
  EXPECT_EQ(fetch("/invoice.pdf", "Accept: text/html\r\n").field("Location"),
            std::string("../") + kToken);
  const RawAnswer program = fetch("/invoice.pdf");
  EXPECT_EQ(program.status, 403);
  EXPECT_THAT(program.body, HasSubstr("DETAILS-010"));
  EXPECT_EQ(fetch("/invoice.pdf", "Cookie: enclosure-unlock=pass\r\n").status, 200);
}

TEST_F(BuyersServed, WhoComesBackToAnAnswerIsLedToThePage) {
  for (const char* path : {"/details", "/unlock"}) {
    const RawAnswer person = fetch(path, "Accept: text/html\r\n");
    EXPECT_EQ(person.status, 303);
    EXPECT_EQ(person.field("Location"), std::string("../") + kToken);
    EXPECT_EQ(fetch(path).status, 405);
  }
  const RawAnswer wrong = get_as_person("/i/ff%20ff/details");
  EXPECT_EQ(wrong.status, 303);
  EXPECT_EQ(wrong.field("Location"), "../ff%20ff");
}

TEST_F(BuyersServed, WhereNothingIsPeopleAreShownAPage) {
  for (const auto& [path, status] : std::vector<std::pair<std::string, int>>{
           {"/nope", 404}, {"/", 404}, {"/healthz%00", 400}, {"/healthz?a=%zz", 400}}) {
    const RawAnswer page = get_as_person(path);
    EXPECT_EQ(page.status, status) << path;
    EXPECT_EQ(page.field("Content-Type"), "text/html; charset=utf-8") << path;
    EXPECT_THAT(page.body, HasSubstr("This link is not valid")) << path;
    const RawAnswer problem = get(path);
    EXPECT_EQ(problem.status, status) << path;
    EXPECT_EQ(problem.field("Content-Type"), "application/problem+json") << path;
  }
  const RawAnswer console = get_as_person("/console/nope");
  EXPECT_EQ(console.status, 404);
  EXPECT_THAT(console.body, HasSubstr("There is no such page"));
  EXPECT_THAT(console.body, HasSubstr("/console"));
  EXPECT_THAT(get_as_person("/consoles").body, HasSubstr("This link is not valid"));
}

TEST_F(BuyersServed, TheApiTellsProblemsWhateverIsAccepted) {
  constexpr const char* kJava = "Accept: text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2\r\n";
  for (const auto& [path, status] :
       std::vector<std::pair<std::string, int>>{{"/api/v1/nope", 404},
                                                {"/api", 404},
                                                {"/api/v1/orders", 405},
                                                {"/api/v1/orders%00", 400},
                                                {"/api/v1/openapi.json?a=%zz", 400}}) {
    const RawAnswer answer = ask(port(), request("GET", path, kJava));
    EXPECT_EQ(answer.status, status) << path;
    EXPECT_EQ(answer.field("Content-Type"), "application/problem+json") << path;
  }
  EXPECT_EQ(get_as_person("/api/v1/orders").field("Allow"), "POST");
  EXPECT_THAT(get_as_person("/apis").body, HasSubstr("This link is not valid"));
}

}  // namespace
}  // namespace enclosure::app::http::test
