// The buyer's link through the program: read, unlocked, changed, revoked, rotated.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>

#include <csignal>
#include <iterator>
#include <map>

#include "app/store/files.h"
#include "tests/cli/program.h"
#include "tests/support/vies_server.h"

namespace enclosure::app {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kOrder = R"({"id": "B-1", "currency": "EUR", "order_date": "2026-08-31",
  "dispatch_from": {"country": "DE", "postcode": "20457", "city": "Hamburg"},
  "deliver_to": {"name": "Jeanne Exemple", "lines": ["1 rue de l'Exemple"], "postcode": "75001", "city": "Paris", "country": "FR"},
  "buyer": {"type": "consumer", "name": "Jeanne Exemple", "language": "fr", "email": "jeanne@buyer.example"},
  "shipments": [{"id": "S1", "shipped_at": "2026-09-01T07:00:00Z"}],
  "lines": [{"id": "1", "sku": "X-1", "description": "Lampe", "quantity": "1", "unit_price_gross": "119.00"}]})";

struct Answer {
  int status = 0;
  std::map<std::string, std::string> headers;
  std::string body;
};

/// A workspace with one order that was issued, its register a server on this machine.
class BuyerLink : public testing::Test {
 protected:
  BuyerLink() {
    EXPECT_EQ(enclosure({"--now", kStart, "init", folder_ / "shop"}).exit_code, 0);
    auto config = settled_starter(folder_ / "shop");
    config["seller"]["oss"] = "DE";
    config["seller"]["over_10000"] = true;
    config["vies"] = {{"base_url", vies_.url()}, {"timeout_seconds", 5}};
    config["links"] = {{"base_url", "https://invoices.muster.example"}};
    support::spit(folder_ / "shop" / "enclosure.json", config.dump(2));
    support::spit(folder_ / "order.json", kOrder);
    EXPECT_EQ(run({"import", folder_ / "order.json"}).exit_code, 0);
    EXPECT_EQ(run({"issue"}).exit_code, 0);
    vies_.say("VALID");
    token_ = token();
    start();
  }

  support::Finished run(std::vector<std::string> arguments, const std::string& now = kStart) {
    arguments.insert(arguments.begin(), {"--workspace", folder_ / "shop", "--now", now});
    return enclosure(std::move(arguments));
  }
  nlohmann::json told(std::vector<std::string> arguments, const std::string& now = kStart) {
    arguments.insert(arguments.begin(), "--json");
    return nlohmann::json::parse(run(std::move(arguments), now).out);
  }
  nlohmann::json link() { return told({"links", "list", "B-1"})["links"].back(); }
  std::string token() {
    const std::string url = link()["url"];
    return url.substr(url.rfind('/') + 1);
  }

  void start() {
    std::filesystem::remove(folder_ / "serve.out");
    server_ = std::make_unique<support::Running>(
        std::vector<std::string>{ENCLOSURE_PROGRAM, "--workspace", folder_ / "shop", "--now",
                                 kStart, "--json", "serve", "--no-dispatch", "--port", "0"},
        folder_ / "serve.out");
    nlohmann::json told;
    while (!server_->has_ended() && !told.is_object())
      told = nlohmann::json::parse(support::slurp(folder_ / "serve.out"), nullptr, false);
    ASSERT_TRUE(told.is_object()) << support::slurp(folder_ / "serve.out.err");
    port_ = told["port"].get<Poco::UInt16>();
  }
  void stop() {
    server_->signal(SIGTERM);
    EXPECT_EQ(server_->wait(), 0) << support::slurp(folder_ / "serve.out.err");
  }

  Answer ask(const std::string& method, const std::string& path,
             const std::map<std::string, std::string>& headers = {}, const std::string& body = "") {
    Poco::Net::HTTPClientSession session("127.0.0.1", port_);
    Poco::Net::HTTPRequest request(method, "/i/" + token_ + path, "HTTP/1.1");
    for (const auto& [name, value] : headers) request.set(name, value);
    if (!body.empty()) request.setContentLength64(static_cast<Poco::Int64>(body.size()));
    session.sendRequest(request) << body;
    Poco::Net::HTTPResponse response;
    std::istream& in = session.receiveResponse(response);
    Answer answer;
    answer.body = {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    answer.status = response.getStatus();
    for (const auto& [name, value] : response) answer.headers[name] = value;
    return answer;
  }
  Answer get(const std::string& path) { return ask("GET", path); }
  Answer send(const std::string& path, const std::string& form, const std::string& cookie = "") {
    return ask("POST", path,
               {{"Content-Type", "application/x-www-form-urlencoded"}, {"Cookie", cookie}}, form);
  }
  std::string unlock() {
    const Answer answer = send("/unlock", "postcode=75001");
    EXPECT_EQ(answer.status, 303);
    const auto set = answer.headers.find("Set-Cookie");
    return set == answer.headers.end() ? "" : set->second.substr(0, set->second.find(';'));
  }

  support::TemporaryFolder folder_;
  support::ViesServer vies_;
  std::unique_ptr<support::Running> server_;
  Poco::UInt16 port_ = 0;
  std::string token_;
};

TEST_F(BuyerLink, GivesTheArchivedBytesInParts) {
  const Answer whole = get("/invoice.pdf");
  ASSERT_EQ(whole.status, 200);
  EXPECT_EQ(whole.headers.at("ETag"), "\"" + sha256_hex(whole.body) + "\"");
  const Answer part = ask("GET", "/invoice.pdf", {{"Range", "bytes=10-19"}});
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.body, whole.body.substr(10, 10));
  const Answer again = ask("GET", "/invoice.pdf", {{"If-None-Match", whole.headers.at("ETag")}});
  EXPECT_EQ(again.status, 304);
  EXPECT_THAT(get("/invoice.xml").body, HasSubstr("CrossIndustryInvoice"));
}

TEST_F(BuyerLink, EverythingIsAnArchiveThatOthersRead) {
  const Answer zip = get("/everything.zip");
  ASSERT_EQ(zip.status, 200);
  support::spit(folder_ / "all.zip", zip.body);
  const auto read = support::run({PYTHON, "-c",
                                  "import sys, zipfile\n"
                                  "z = zipfile.ZipFile(sys.argv[1])\n"
                                  "assert z.testzip() is None\n"
                                  "print(' '.join(z.namelist()), z.read(z.namelist()[0])[:5])\n",
                                  folder_ / "all.zip"});
  EXPECT_EQ(read.exit_code, 0) << read.err;
  EXPECT_THAT(read.out, HasSubstr("invoices/R-2026-000001.pdf invoices/R-2026-000001.xml"));
  EXPECT_THAT(read.out, HasSubstr("b'%PDF-'"));
}

TEST_F(BuyerLink, CompanyAndNumberGiveACorrectedInvoice) {
  EXPECT_EQ(send("/details", "company=Exemple+SARL&vat_id=FR40303265045").status, 403)
      << "the second factor first";
  const std::string cookie = unlock();
  const Answer done =
      send("/details?lang=el", "company=Exemple+SARL&vat_id=FR+40+303+265+045", cookie);
  EXPECT_EQ(done.status, 303);
  EXPECT_EQ(done.headers.at("Location"), "../" + token_ + "?lang=el&done=1");
  const Answer page = ask("GET", "?lang=el&done=1", {{"Cookie", cookie}});
  EXPECT_THAT(page.body, HasSubstr("RC-2026-000002"));
  EXPECT_THAT(page.body, HasSubstr("<html lang=\"el\""));
  EXPECT_EQ(sha256_hex(get("/invoice.pdf").body), sha256_hex(get("/invoices/2.pdf").body));
  EXPECT_THAT(get("/invoice.xml").body, HasSubstr("FR40303265045"));
  EXPECT_EQ(vies_.asked().size(), 1U);
  EXPECT_EQ(told({"why", "B-1"})["documents"].size(), 3U);
  EXPECT_EQ(link()["sent_in"]["state"], "corrected");
}

TEST_F(BuyerLink, ProgramsDoItInOneStep) {
  const std::map<std::string, std::string> json{{"Content-Type", "application/json"}};
  const Answer wrong = ask("POST", "/details", json,
                           R"({"vat_id": "FR12345678901", "postcode_of_delivery": "75001"})");
  EXPECT_EQ(wrong.status, 422);
  const auto problem = nlohmann::json::parse(wrong.body);
  EXPECT_EQ(problem["faults"][0]["code"], "VATID-002");
  EXPECT_EQ(problem["faults"][0]["path"], "vat_id");
  const Answer done = ask(
      "POST", "/details", json,
      R"({"company": "Exemple SARL", "vat_id": "FR40303265045", "postcode_of_delivery": "75001"})");
  EXPECT_EQ(done.status, 200);
  EXPECT_EQ(nlohmann::json::parse(done.body)["result"], "corrected");
  EXPECT_EQ(nlohmann::json::parse(done.body)["invoice"], "RC-2026-000002");
}

TEST_F(BuyerLink, WithViesDownItIsFinishedByTheDispatcher) {
  const std::string cookie = unlock();
  vies_.say("MS_UNAVAILABLE");
  EXPECT_EQ(send("/details", "company=Exemple+SARL&vat_id=FR40303265045", cookie).status, 303);
  EXPECT_EQ(link()["sent_in"]["state"], "pending");
  stop();
  vies_.say("VALID");
  const auto ran = run({"run", "--until", "2026-09-01T10:00:00Z"});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_EQ(link()["sent_in"]["state"], "corrected");
  start();
  EXPECT_THAT(get("/invoice.xml").body, HasSubstr("FR40303265045"));
}

TEST_F(BuyerLink, UsesAreCountedAndWrittenAtTheEnd) {
  EXPECT_EQ(link()["uses"], 0);
  (void)get("/invoice.pdf");
  (void)get("/invoice.pdf");
  (void)get("");
  stop();
  EXPECT_EQ(link()["uses"], 3);
  EXPECT_EQ(link()["first_used_on"], "2026-09-01");
}

TEST_F(BuyerLink, EndsWhenItIsRevokedAndComesBackRenewed) {
  ASSERT_EQ(get("/invoice.pdf").status, 200);
  EXPECT_EQ(run({"links", "revoke", "B-1"}).exit_code, 0);
  EXPECT_EQ(get("/invoice.pdf").status, 404);
  EXPECT_EQ(get("").status, 404);
  EXPECT_EQ(run({"links", "revoke", "B-1"}).exit_code, 65) << "LINK-010";
  const std::string url = told({"links", "renew", "B-1", "--days", "30"})["url"];
  EXPECT_THAT(url, Not(HasSubstr(token_)));
  token_ = url.substr(url.rfind('/') + 1);
  EXPECT_EQ(get("/invoice.pdf").status, 200);
  EXPECT_EQ(link()["expires_at"], "2026-10-01T08:00:00Z");
  const std::string same = told({"links", "renew", "B-1", "--extend"})["url"];
  EXPECT_EQ(same, url);
  EXPECT_EQ(run({"links", "renew", "NONE-1"}).exit_code, 65);
}

TEST_F(BuyerLink, IsNotMadeForAnOrderWithoutInvoice) {
  std::string order = kOrder;
  order.replace(order.find("B-1"), 3, "B-2");
  support::spit(folder_ / "later.json", order);
  ASSERT_EQ(run({"import", folder_ / "later.json"}).exit_code, 0);
  const auto refused = run({"links", "renew", "B-2"});
  EXPECT_EQ(refused.exit_code, 65);
  EXPECT_THAT(refused.err, HasSubstr("LINK-012"));
  EXPECT_THAT(told({"links", "list", "B-2"})["links"], testing::IsEmpty());
}

TEST_F(BuyerLink, KeysRotateUnderARunningServer) {
  ASSERT_EQ(get("/invoice.pdf").status, 200);
  EXPECT_EQ(told({"links", "rotate"})["epoch"], 2);
  EXPECT_EQ(get("/invoice.pdf").status, 200) << "old keys open what they signed";
  EXPECT_EQ(token(), token_);
  EXPECT_EQ(told({"links", "rotate", "--retire"})["in_use"], 1);
  EXPECT_EQ(get("/invoice.pdf").status, 404);
  token_ = token();
  EXPECT_EQ(get("/invoice.pdf").status, 200) << "signed anew";
}

}  // namespace
}  // namespace enclosure::app
