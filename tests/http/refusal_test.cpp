// Whoever is refused below a buyer's link is told so in a form that can be read: people by a page
// in their language, programs by a problem.

#include "app/http/refusal.h"

#include <gmock/gmock.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "app/errors.h"
#include "app/http/server_context.h"
#include "tests/http/running_server.h"

namespace enclosure::app::http::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kBrowser =
    "Accept: text/html,application/xhtml+xml,*/*;q=0.8\r\nAccept-Language: el-GR,el;q=0.9\r\n";
constexpr const char* kFormFields = "Content-Type: application/x-www-form-urlencoded\r\n";

struct RefusalCase {
  const char* name;
  int status;
  const char* method;
  std::string path;  ///< below the token
  std::string fields;
  std::string body;
  const char* words;  ///< of the page, in Greek
  std::string start = "/i/";
};
void PrintTo(const RefusalCase& one, std::ostream* out) {
  *out << one.name;
}

class Refused : public RunningServer, public testing::WithParamInterface<RefusalCase> {
 protected:
  void SetUp() override {
    settings_.link_limits = {0, 0};
    more_ = {{"GET",
              "/i/{token}/broken",
              {},
              [](const Request&) -> Response { throw std::runtime_error("broken"); }},
             {"GET", "/i/{token}/later", {}, [](const Request&) -> Response {
                throw WorldError(kExitTryLater, "busy", "");
              }}};
    start();
  }

  RawAnswer send(const RefusalCase& what, const std::string& token, const std::string& who) {
    return ask(port(),
               request(what.method, what.start + token + what.path, who + what.fields, what.body));
  }
};

TEST_P(Refused, PeopleSeeAPageInTheirLanguage) {
  const RawAnswer page = send(GetParam(), kToken, kBrowser);
  EXPECT_EQ(page.status, GetParam().status);
  EXPECT_EQ(page.field("Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(page.field("Referrer-Policy"), "no-referrer");
  EXPECT_THAT(page.body, HasSubstr("<html lang=\"el\">"));
  EXPECT_THAT(page.body, HasSubstr(GetParam().words));
  const std::string up = GetParam().path.starts_with("/") ? "../../" : "../";
  EXPECT_THAT(page.body, HasSubstr("href=\"" + up + "assets/style.css\""));
  EXPECT_THAT(page.body, HasSubstr("href=\"" + up + GetParam().start.substr(1) + kToken + "\""));
}

TEST_P(Refused, ProgramsGetAProblem) {
  for (const char* who : {"", "Accept: application/json\r\n", "Accept: */*\r\n"}) {
    const RawAnswer problem = send(GetParam(), kToken, who);
    EXPECT_EQ(problem.status, GetParam().status) << who;
    EXPECT_EQ(problem.field("Content-Type"), "application/problem+json") << who;
  }
}

TEST_P(Refused, WhatIsToldSaysNothingOfTheLink) {
  RawAnswer right = send(GetParam(), kToken, kBrowser);
  const RawAnswer wrong = send(GetParam(), kExpiredToken, kBrowser);
  EXPECT_EQ(right.head_without_date(), wrong.head_without_date());
  const std::string token = kToken;
  for (std::size_t at = 0; (at = right.body.find(token, at)) != std::string::npos;)
    right.body.replace(at, token.size(), kExpiredToken);
  EXPECT_EQ(right.body, wrong.body);
}

const std::string kCookies = "Cookie: " + std::string(17'000, 'c') + "\r\n";
constexpr const char* kUnreadable = "δεν μπόρεσαν να διαβαστούν";

INSTANTIATE_TEST_SUITE_P(
    Requests, Refused,
    testing::Values(
        RefusalCase{"FormOfAnotherSite", 403, "POST", "/details",
                    std::string(kFormFields) + "Sec-Fetch-Site: cross-site\r\n", "company=x",
                    "δεν προέρχεται από τη σελίδα σας"},
        RefusalCase{"TooLarge", 413, "POST", "/details", kFormFields, std::string(20'000, 'x'),
                    "συντομεύστε"},
        RefusalCase{"OfAnotherType", 415, "POST", "/unlock", "Content-Type: text/plain\r\n", "x",
                    kUnreadable},
        RefusalCase{"NoQuery", 400, "GET", "?a=%zz", "", "", kUnreadable},
        RefusalCase{"NoForm", 400, "POST", "/details", kFormFields, "company=%FF", kUnreadable},
        RefusalCase{"NoPostCode", 400, "POST", "/unlock", kFormFields, "x=1", kUnreadable},
        RefusalCase{"OptOutThatIsNotMeant", 400, "POST", "", kFormFields, "x=1", kUnreadable,
                    "/u/"},
        RefusalCase{"OurFault", 500, "GET", "/broken", "", "", "Το σφάλμα καταγράφηκε"},
        RefusalCase{"Busy", 503, "GET", "/later", "", "", "Περιμένετε λίγο"},
        RefusalCase{"LongAddress", 414, "GET", "?x=" + std::string(5000, 'x'), "", "",
                    "ακριβώς όπως είναι στο μήνυμά σας"},
        RefusalCase{"ManyCookies", 431, "GET", "", kCookies, "", "cookies"},
        RefusalCase{"TwoLengths", 400, "POST", "/details",
                    "Content-Length: 1\r\nContent-Length: 1\r\n", "", kUnreadable},
        RefusalCase{"FieldThatIsNone", 400, "GET", "", "X : y\r\n", "", kUnreadable},
        RefusalCase{"UnknownMethod", 501, "BREW", "", "", "", kUnreadable},
        RefusalCase{"UnknownExpectation", 417, "POST", "/details",
                    std::string(kFormFields) + "Expect: tea\r\n", "company=x", kUnreadable}),
    [](const auto& one) { return one.param.name; });

class RefusedByLimits : public RunningServer {
 protected:
  /// The answer to `begun`, after which nothing more comes.
  RawAnswer wait_after(const std::string& begun) {
    settings_.head_timeout = settings_.body_timeout = std::chrono::milliseconds(200);
    start();
    RawClient client(port());
    client.send(begun);
    return client.receive();
  }
};

TEST_F(RefusedByLimits, WhoIsTooSlowIsToldSo) {
  const std::string head =
      "POST /i/" + std::string(kToken) + "/details HTTP/1.1\r\nHost: a\r\n" + kBrowser;
  for (const std::string& begun : {head, head + kFormFields + "Content-Length: 9\r\n\r\ncompany"}) {
    const RawAnswer page = wait_after(begun);
    EXPECT_EQ(page.status, 408);
    EXPECT_THAT(page.body, HasSubstr("<html lang=\"el\">"));
    EXPECT_THAT(page.body, HasSubstr("πολύ αργή"));
    EXPECT_THAT(page.body, HasSubstr("href=\"../../i/"));
  }
  EXPECT_EQ(wait_after("GET /i/x HTTP/1.1\r\nHost: a\r\n").field("Content-Type"),
            "application/problem+json");
}

TEST_F(RefusedByLimits, ALongPathDoesNotComeBackManyTimes) {
  start();
  const std::string path = "/i/" + std::string(3000, '/');
  const RawAnswer page = ask(port(), request("BREW", path, kBrowser, ""));
  EXPECT_EQ(page.status, 501);
  EXPECT_THAT(page.body, HasSubstr("<html lang=\"el\">"));
  EXPECT_THAT(page.body, HasSubstr("href=\"/assets/style.css\""));
  EXPECT_LT(page.body.size(), 2000U);
}

TEST_F(RefusedByLimits, WhoFindsTheQueueFullIsAskedToWait) {
  settings_.queue_limit = 0;
  start();
  const RawAnswer page =
      ask(port(), request("GET", "/i/" + std::string(kToken) + "?lang=bg", kBrowser));
  EXPECT_EQ(page.status, 503);
  EXPECT_EQ(page.field("Retry-After"), "2");
  EXPECT_THAT(page.body, HasSubstr("<html lang=\"bg\">")) << "the address says more";
  EXPECT_EQ(get("/i/" + std::string(kToken)).field("Content-Type"), "application/problem+json");
}

/// What `refuse` sends to a client that has sent `begun`.
std::string refused_at_the_door(const std::string& begun, int status) {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) != 0) return "no sockets";
  EXPECT_EQ(::write(ends[0], begun.data(), begun.size()), static_cast<ssize_t>(begun.size()));
  refuse(ends[1], false, status, "too many connections");
  std::string answer(16'384, '\0');
  const ssize_t count = ::read(ends[0], answer.data(), answer.size());
  ::close(ends[0]);
  answer.resize(static_cast<std::size_t>(std::max<ssize_t>(0, count)));
  return answer;
}

TEST(RefusedAtTheDoor, WhoHasSaidWhatIsReadGetsIt) {
  const std::string begun = "GET /i/abc HTTP/1.1\r\nHost: a\r\n" + std::string(kBrowser);
  const std::string busy = refused_at_the_door(begun, 503);
  EXPECT_THAT(busy, HasSubstr("503 Service Unavailable"));
  EXPECT_THAT(busy, HasSubstr("Retry-After: 5"));
  EXPECT_THAT(busy, HasSubstr("<html lang=\"el\">"));
  EXPECT_THAT(refused_at_the_door(begun, 429), HasSubstr("Πάρα πολλά αιτήματα"));
  EXPECT_THAT(refused_at_the_door("", 503), HasSubstr("application/problem+json"));
}

TEST(RefusalOfBytes, GuessesNoMoreThanItMay) {
  for (const char* begun :
       {"", "\r\n", "GET", "GET  ", "GET /i/", "GET /i/a", "GET /i/a\nAccept", "\0\0",
        "GET http://a/i/a HTTP/1.1\nAccept: text/html\n", "/i/a\nAccept: text/html\n"}) {
    EXPECT_EQ(refusal_of_bytes(begun, 400, "x").headers.front().second, "application/problem+json")
        << begun;
  }
  const Response odd =
      refusal_of_bytes("GET /i/\"><script>/ HTTP/1.1\naccept: text/html", 400, "x");
  EXPECT_THAT(odd.body, HasSubstr("<html lang=\"en\">"));
  EXPECT_THAT(odd.body, Not(HasSubstr("script")));
  EXPECT_THAT(odd.body, Not(HasSubstr("<a ")));
  EXPECT_THAT(refusal_of_bytes("GET /i/javascript:x HTTP/1.1\naccept: text/html", 400, "x").body,
              Not(HasSubstr("<a ")));
}

}  // namespace
}  // namespace enclosure::app::http::test
