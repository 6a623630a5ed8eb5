// The client against servers that misbehave: never a yes, never a no, always an end.

#include "app/vies/vies_client.h"

#include <gtest/gtest.h>

#include "tests/support/process.h"
#include "tests/support/vies_server.h"
#include "tests/vies/tls_server.h"

namespace enclosure::app {
namespace {

using Kind = VatAnswer::Kind;

const VatQuestion kQuestion{"FR", "100", "DE", "136695976"};

VatAnswer ask_at(const std::string& url, std::string ca_file = "") {
  HttpLimits limits;
  limits.timeout = std::chrono::seconds{1};
  limits.ca_file = std::move(ca_file);
  return ViesClient(*ServiceUrl::parse(url), limits).check(kQuestion);
}

struct WireCase {
  const char* name;
  support::WireAnswer answer;
  const char* code;
};
void PrintTo(const WireCase& one, std::ostream* out) {
  *out << one.name;
}

support::WireAnswer yes() {
  return support::vies_answer("VALID", "FR", "100", true);
}
support::WireAnswer changed(void (*change)(support::WireAnswer&)) {
  support::WireAnswer answer = yes();
  change(answer);
  return answer;
}

class BadServer : public testing::TestWithParam<WireCase> {};

TEST_P(BadServer, IsNeitherYesNorNo) {
  support::ViesServer server;
  server.run([](const std::string&, const std::string&) { return GetParam().answer; });
  const VatAnswer answer = ask_at(server.url());
  EXPECT_EQ(answer.kind, Kind::kUnavailable);
  EXPECT_EQ(answer.code, GetParam().code);
}

INSTANTIATE_TEST_SUITE_P(
    Each, BadServer,
    testing::Values(
        WireCase{"Silence", changed([](auto& a) { a.silent = true; }), "SILENCE"},
        WireCase{"Drip", changed([](auto& a) { a.drips = true; }), "SILENCE"},
        WireCase{"HalfABody", changed([](auto& a) { a.cut_after = 20; }), "BROKEN"},
        WireCase{"NoBody", changed([](auto& a) { a.body = ""; }), "NOT_JSON"},
        WireCase{"Garbage", changed([](auto& a) { a.body = "\x01\xff<html>"; }), "NOT_JSON"},
        WireCase{"Huge", changed([](auto& a) { a.body.append(1'000'000, ' '); }), "TOO_LARGE"},
        WireCase{"WrongType", changed([](auto& a) { a.content_type = "text/html"; }), "NOT_JSON"},
        WireCase{"Redirect", changed([](auto& a) {
                   a.status = 302;
                   a.location = "http://127.0.0.1:1/check-vat-number";
                 }),
                 "HTTP_302"},
        WireCase{"Forbidden", changed([](auto& a) { a.status = 403; }), "HTTP_403"}),
    [](const auto& param) { return param.param.name; });

TEST(ViesClient, AsksTheRestInterface) {
  support::ViesServer server;
  std::string asked_path;
  server.run([&](const std::string& path, const std::string&) {
    asked_path = path;
    return yes();
  });
  EXPECT_EQ(ask_at(server.url() + "/rest-api").kind, Kind::kValid);
  EXPECT_EQ(asked_path, "/rest-api/check-vat-number");
  EXPECT_EQ(server.asked().at(0),
            R"({"countryCode":"FR","vatNumber":"100","requesterMemberStateCode":"DE",)"
            R"("requesterNumber":"136695976"})");
}

TEST(ViesClient, NobodyThereIsUnreachable) {
  std::string url;
  {
    const support::ViesServer gone;
    url = gone.url();
  }
  EXPECT_EQ(ask_at(url).code, "UNREACHABLE");
}

TEST(ViesClient, TrustsNoServerThatCannotProveItsName) {
  const TlsServer server("DNS:localhost", yes().body);
  EXPECT_EQ(ask_at(server.url()).code, "NOT_TRUSTED");
  const support::TemporaryFolder folder;
  support::spit(folder / "ca.pem", server.certificate_pem());
  EXPECT_EQ(ask_at(server.url(), (folder / "ca.pem").string()).kind, Kind::kValid);
  const TlsServer other("DNS:vies.example", yes().body);
  support::spit(folder / "other.pem", other.certificate_pem());
  EXPECT_EQ(ask_at(other.url(), (folder / "other.pem").string()).code, "NOT_TRUSTED");
}

TEST(ViesClient, ServerWithoutTlsIsNotTrusted) {
  const support::ViesServer server;
  const auto answer = ask_at("https://127.0.0.1:" + std::to_string(server.port()));
  EXPECT_EQ(answer.kind, Kind::kUnavailable);
  // The greeting of TLS is random bytes: the server refuses it, or waits for the rest of a request.
  EXPECT_TRUE(answer.code == "NOT_TRUSTED" || answer.code == "BROKEN" || answer.code == "SILENCE")
      << answer.code;
}

struct UrlCase {
  const char* name;
  const char* text;
  bool good;
};
void PrintTo(const UrlCase& one, std::ostream* out) {
  *out << one.text;
}
class ServiceUrlParse : public testing::TestWithParam<UrlCase> {};

TEST_P(ServiceUrlParse, TakesHttpsAndLoopbackAlone) {
  const auto url = ServiceUrl::parse(GetParam().text);
  EXPECT_EQ(url.has_value(), GetParam().good);
  if (!url) {
    EXPECT_EQ(url.faults().front().code, "CONFIG-004");
  }
}
INSTANTIATE_TEST_SUITE_P(
    Each, ServiceUrlParse,
    testing::Values(UrlCase{"Vies", "https://ec.europa.eu/taxation_customs/vies/rest-api", true},
                    UrlCase{"Loopback", "http://127.0.0.1:8099", true},
                    UrlCase{"Localhost", "http://localhost:8099/x", true},
                    UrlCase{"InTheClear", "http://ec.europa.eu/x", false},
                    UrlCase{"LooksLikeLoopback", "http://127.0.0.1.example/x", false},
                    UrlCase{"Login", "https://a:b@ec.europa.eu/x", false},
                    UrlCase{"Query", "https://ec.europa.eu/x?y=1", false},
                    UrlCase{"Slash", "https://ec.europa.eu/", false},
                    UrlCase{"File", "file:///etc/passwd", false}, UrlCase{"Empty", "", false},
                    UrlCase{"Words", "ask the office", false}),
    [](const auto& param) { return param.param.name; });

}  // namespace
}  // namespace enclosure::app
