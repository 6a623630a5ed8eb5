#include "app/config/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/process.h"

namespace enclosure::app {
namespace {

std::optional<std::string> environment(const std::string& name) {
  return name == "SHOP_KEY" ? std::optional<std::string>("a key that is long enough, really")
                            : std::nullopt;
}

constexpr const char* kSmallest =
    R"({"schema": 1, "seller": {"established": "DE", "vat_ids": {}, "name": "Muster"},
  "mail": {"from": {"address": "a@shop.example"}})";

Result<Config> parse(const std::string& more, const std::filesystem::path& workspace = ".") {
  return parse_config(std::string(kSmallest) + (more.empty() ? "" : ", " + more) + "}", workspace,
                      environment);
}

TEST(Config, TheSmallestOneHasItsDefaults) {
  const auto config = parse("");
  ASSERT_TRUE(config) << config.faults().front().message;
  EXPECT_EQ(config->brand, "Muster");
  EXPECT_EQ(config->numbering.series, "R");
  EXPECT_EQ(config->mail.budget_bytes, 10'000'000U);
  EXPECT_FALSE(config->mail.smtp);
  EXPECT_EQ(config->messages.amazon_review_stage, messaging::Stage::kReview);
  EXPECT_TRUE(config->cover_sheet);
  EXPECT_FALSE(parse(R"("messages": {"cover_sheet": false})")->cover_sheet);
  EXPECT_TRUE(config->api_key_sha256.empty());
}

TEST(Config, RelaxedWordsNeedAReasonAndAreNotForFba) {
  const auto relaxed = parse(
      R"("messages": {"policy": {"FBM": "relaxed", "reason": "Our buyers ask for a greeting."}})");
  ASSERT_TRUE(relaxed) << relaxed.faults().front().message;
  EXPECT_EQ(relaxed->wording.fbm, messaging::policy::Mode::kRelaxed);
  EXPECT_EQ(parse("")->wording.fbm, messaging::policy::Mode::kStrict);
  const auto code = [](const char* policy) {
    const auto config = parse(std::string(R"("messages": {"policy": )") + policy + "}");
    return config ? std::string() : config.faults().front().code;
  };
  EXPECT_EQ(code(R"({"FBM": "relaxed"})"), "POLICY-011");
  EXPECT_EQ(code(R"({"FBA": "relaxed", "reason": "I want to."})"), "POLICY-010");
  EXPECT_EQ(code(R"({"FBM": "lenient"})"), "CONFIG-004");
  EXPECT_EQ(code(R"({"shop": "strict"})"), "CONFIG-003");
}

/// A configuration with `more` in the section of mails.
Result<Config> parse_mail(const std::string& more, const std::filesystem::path& workspace = ".") {
  return parse_config(R"({"schema": 1, "seller": {"established": "DE", "name": "Muster"},
    "mail": {"from": {"address": "a@shop.example"}, )" +
                          more + "}}",
                      workspace, environment);
}

/// "code path" of the first fault, or nothing.
std::string fault_of_mail(const std::string& more) {
  const auto config = parse_mail(more);
  return config ? "" : config.faults().front().code + " " + config.faults().front().path;
}

TEST(Config, ThePaceOfEachChannelIsItsOwn) {
  const auto config = parse_mail(
      R"("amazon": {"throttle": {"per_second": 2, "per_hour": 300, "per_day": 5000,
                                 "warm_up": {"first_day": 20, "double_every_days": 3}}},
         "shop": {"throttle": {"warm_up": {}}})");
  ASSERT_TRUE(config) << config.faults().front().path;
  EXPECT_EQ(config->mail.amazon.throttle, (messaging::Throttle{2, 300, 5000, 20, 3}));
  EXPECT_EQ(config->mail.shop.throttle, (messaging::Throttle{0, 0, 0, 50, 1}));
  EXPECT_FALSE(parse("")->mail.shop.throttle.limits_anything());
  EXPECT_EQ(fault_of_mail(R"("shop": {"throttle": {"per_hour": 0}})"),
            "CONFIG-004 mail.shop.throttle.per_hour");
  EXPECT_EQ(fault_of_mail(R"("shop": {"throttle": {"per_minute": 5}})"),
            "CONFIG-003 mail.shop.throttle.per_minute");
  EXPECT_EQ(fault_of_mail(R"("shop": {"throttle": {"warm_up": {"double_every_days": 400}}})"),
            "CONFIG-004 mail.shop.throttle.warm_up.double_every_days");
}

TEST(Config, TheMailboxOfBouncesIsAFolderOrAServer) {
  EXPECT_FALSE(parse("")->mail.bounces.is_set());
  const auto folder = parse_mail(R"("bounces": {"maildir": "/var/mail/shop", "keep": true})");
  ASSERT_TRUE(folder);
  EXPECT_EQ(folder->mail.bounces.maildir, "/var/mail/shop");
  EXPECT_TRUE(folder->mail.bounces.keep);
  const auto server = parse_mail(R"("bounces": {"pop3": {"host": "pop.shop.example", "username":
      "shop", "password": {"env": "SHOP_KEY"}, "ca_file": "ca.pem", "timeout_seconds": 7}})");
  ASSERT_TRUE(server) << server.faults().front().path;
  const Pop3Config& pop3 = server->mail.bounces.pop3.value();
  EXPECT_EQ(pop3.port, 995);
  EXPECT_EQ(pop3.security, "tls");
  EXPECT_EQ(pop3.password, "a key that is long enough, really");
  EXPECT_EQ(pop3.timeout_seconds, 7);
  EXPECT_FALSE(server->mail.bounces.keep);
  const auto port = [](const char* security, const char* host) {
    const auto config =
        parse_mail(std::string(R"("bounces": {"pop3": {"username": "a", "host": ")") + host +
                   R"(", "security": ")" + security + R"("}})");
    return config ? config->mail.bounces.pop3->port : 0;
  };
  EXPECT_EQ(port("starttls", "pop.shop.example"), 110);
  EXPECT_EQ(port("none", "localhost"), 110);
  EXPECT_EQ(port("none", "pop.shop.example"), 0);  // a password does not travel in the clear
  EXPECT_EQ(fault_of_mail(
                R"("bounces": {"maildir": "m", "pop3": {"host": "localhost", "username": "a"}})"),
            "CONFIG-004 mail.bounces.maildir");
  EXPECT_EQ(fault_of_mail(R"("bounces": {"imap": {}})"), "CONFIG-003 mail.bounces.imap");
  EXPECT_EQ(fault_of_mail(R"("bounces": {"pop3": {"username": "a"}})"),
            "IMPORT-004 mail.bounces.pop3.host");
}

TEST(Config, ATokenInAFileIsReadAtEveryLogin) {
  const support::TemporaryFolder folder;
  support::spit(folder.path() / "token", "first\n");
  const auto config =
      parse_mail(R"("smtp": {"host": "localhost", "username": "a", "token": {"file": "token"}})",
                 folder.path());
  ASSERT_TRUE(config) << config.faults().front().message;
  EXPECT_EQ(config->mail.smtp->token, "first");
  EXPECT_EQ(config->mail.smtp->token_file, (folder.path() / "token").string());
  const auto plain =
      parse_mail(R"("smtp": {"host": "localhost", "username": "a", "token": {"env": "SHOP_KEY"}})");
  EXPECT_EQ(plain->mail.smtp->token, "a key that is long enough, really");
  EXPECT_EQ(plain->mail.smtp->token_file, "");
  EXPECT_EQ(fault_of_mail(R"("smtp": {"host": "localhost", "token": "t", "password": "p"})"),
            "CONFIG-004 mail.smtp.token");
  EXPECT_EQ(fault_of_mail(R"("smtp": {"host": "localhost", "token": {"file": "none"}})"),
            "CONFIG-005 mail.smtp.token");
}

TEST(Config, WhoInvoicesTheOrdersOfAmazon) {
  const auto one_word = parse(R"("amazon": {"invoicing": "seller"})");
  ASSERT_TRUE(one_word);
  EXPECT_EQ(one_word->amazon.elsewhere, invoice::Issuer::kSeller);
  const auto by_store =
      parse(R"("amazon": {"invoicing": {"amazon.de": "amazon", "FR": "seller", "IT": "unknown"}})");
  ASSERT_TRUE(by_store);
  EXPECT_EQ(by_store->amazon.elsewhere, std::nullopt);
  EXPECT_EQ(by_store->amazon.invoicing.at("amazon.de"), invoice::Issuer::kMarketplace);
  EXPECT_EQ(by_store->amazon.invoicing.at("FR"), invoice::Issuer::kSeller);
  EXPECT_FALSE(by_store->amazon.invoicing.contains("IT"));
  EXPECT_FALSE(parse(R"("amazon": {"invoicing": "both"})"));
  EXPECT_FALSE(parse(R"("amazon": {"invoices": "seller"})"));
}

TEST(Config, NobodyOutsideIsAskedUnlessItSaysSo) {
  const auto silent = parse("");
  EXPECT_FALSE(silent->vies.ask);
  EXPECT_FALSE(silent->rates.fetch);
  const auto asking = parse(R"("vies": {}, "rates": {})");
  ASSERT_TRUE(asking);
  EXPECT_TRUE(asking->vies.ask);
  EXPECT_EQ(asking->vies.base_url, "https://ec.europa.eu/taxation_customs/vies/rest-api");
  EXPECT_EQ(asking->vies.give_up_after_hours, 72);
  EXPECT_TRUE(asking->rates.fetch);
  const auto off = parse(R"("vies": {"ask": false, "requester": "de 136695976"})");
  EXPECT_FALSE(off->vies.ask);
  EXPECT_EQ(off->vies.requester, "DE136695976");
}

TEST(Config, ServicesOutsideAreHttpsAndWithinTheirLimits) {
  for (const char* section :
       {R"("vies": {"base_url": "http://ec.europa.eu/vies"})", R"("vies": {"timeout_seconds": 0})",
        R"("vies": {"requester": "GB980780684"})", R"("vies": {"requester": "DE136695978"})",
        R"("vies": {"fresh_days": 91})", R"("vies": {"give_up_after_hours": 0.5})",
        R"("vies": {"key": "x"})", R"("vies": true)",
        R"("rates": {"url": "ftp://ecb.europa.eu/x"})", R"("rates": {"history_url": ""})",
        R"("rates": {"every": 1})"}) {
    EXPECT_FALSE(parse(section)) << section;
  }
  EXPECT_TRUE(parse(R"("vies": {"base_url": "http://127.0.0.1:8099"})"));
}

TEST(Config, WhatTheServerPutsUpWith) {
  const auto silent = parse("");
  EXPECT_FALSE(silent->http.tls);
  EXPECT_TRUE(silent->http.proxies.empty());
  EXPECT_EQ(silent->http.wrong_links_per_minute, 30);
  const auto config = parse(
      R"("http": {"address": "::", "port": 443, "threads": 8, "connections": 100,
         "connections_per_address": 20, "wrong_links_per_minute": 0, "requests_per_link": 60,
         "tls": {"certificate": "tls/cert.pem", "key": "/etc/key.pem"},
         "trusted_proxies": ["127.0.0.1", "2001:db8::/32"], "proxy_header": "Forwarded"})");
  ASSERT_TRUE(config) << config.faults().front().message;
  const HttpConfig& http = config->http;
  EXPECT_EQ(http.address, "::");
  EXPECT_EQ(http.connections, 100);
  EXPECT_EQ(http.wrong_links_per_minute, 0);
  EXPECT_EQ(http.requests_per_link, 60);
  EXPECT_TRUE(http.tls->certificate.string().ends_with("tls/cert.pem"));
  EXPECT_EQ(http.tls->key, "/etc/key.pem");
  EXPECT_EQ(http.proxies.size(), 2U);
  EXPECT_TRUE(http.standard_forwarded);
}

TEST(Config, TheLookOfDocuments) {
  const auto silent = parse("");
  EXPECT_EQ(silent->look.look.theme, invoice::Theme::kModern);
  EXPECT_TRUE(silent->look.look.payment_code);
  EXPECT_FALSE(silent->look.link_code);
  const auto config = parse(
      R"("links": {"base_url": "https://invoices.example"}, "documents": {"theme": "compact",
         "paper": "letter", "accent": "#7A1F3D", "second_language": "fr", "qr": ["link"]})");
  ASSERT_TRUE(config) << config.faults().front().message;
  const invoice::Look& look = config->look.look;
  EXPECT_EQ(look.theme, invoice::Theme::kCompact);
  EXPECT_EQ(look.paper, invoice::Paper::kLetter);
  EXPECT_EQ(look.accent->to_string(), "#7A1F3D");
  EXPECT_EQ(look.second_language->to_string(), "fr");
  EXPECT_FALSE(look.payment_code);
  EXPECT_TRUE(config->look.link_code);
}

TEST(Config, ALookThatThereIsNotIsAFaultWithItsPath) {
  const auto config = parse(
      R"("documents": {"theme": "baroque", "paper": "a5", "accent": "#FFFF00",
         "second_language": "x", "qr": ["link", "coupon"]})");
  ASSERT_FALSE(config);
  std::vector<std::string> told;
  for (const Fault& fault : config.faults()) told.push_back(fault.code + " " + fault.path);
  EXPECT_THAT(told, testing::UnorderedElementsAre(
                        "LOOK-003 documents.theme", "LOOK-004 documents.paper",
                        "LOOK-002 documents.accent", "LANGUAGE-001 documents.second_language",
                        "CONFIG-004 documents.qr", "CONFIG-002 links.base_url"));
}

TEST(Config, NationalSystems) {
  const auto config = parse(R"("national_systems": {"PL": "handled", "FR": "not_bound"})");
  ASSERT_TRUE(config);
  EXPECT_EQ(config->national_systems.at("PL"), SystemStance::kHandled);
  EXPECT_EQ(config->national_systems.at("FR"), SystemStance::kNotBound);
  EXPECT_FALSE(parse(R"("national_systems": {"PL": true})"));
  EXPECT_FALSE(parse(R"("national_systems": {"PL": "done"})"));
  EXPECT_FALSE(parse(R"("national_systems": {"P": "handled"})"));
}

TEST(Config, SecretsComeFromTextEnvironmentAndFile) {
  const support::TemporaryFolder folder;
  support::spit(folder / "secrets/smtp", "geheim\n");
  const auto config = parse(R"("api_key": {"env": "SHOP_KEY"},
    "mail": 1)",
                            folder.path());
  EXPECT_FALSE(config);  // a member twice is a fault, whatever it says
  const auto good = parse_config(
      R"({"schema": 1, "seller": {"established": "DE", "name": "Muster"}, "api_key": {"env": "SHOP_KEY"},
    "mail": {"from": {"address": "a@shop.example"}, "smtp": {"host": "mail.example", "password": {"file": "secrets/smtp"}}}})",
      folder.path(), environment);
  ASSERT_TRUE(good) << good.faults().front().message;
  EXPECT_EQ(good->mail.smtp->password, "geheim");
  EXPECT_EQ(good->api_key_sha256.size(), 64U);
}

struct BadCase {
  const char* name;
  const char* more;
  const char* path;
};
void PrintTo(const BadCase& bad, std::ostream* out) {
  *out << bad.name;
}
class BadConfig : public testing::TestWithParam<BadCase> {};

TEST_P(BadConfig, IsAFaultAtItsPath) {
  const auto config = parse(GetParam().more);
  ASSERT_FALSE(config);
  std::vector<std::string> paths;
  for (const Fault& fault : config.faults()) paths.push_back(fault.path);
  EXPECT_THAT(paths, testing::Contains(GetParam().path));
}
INSTANTIATE_TEST_SUITE_P(
    Keys, BadConfig,
    testing::Values(
        BadCase{"UnknownKey", R"("sellers": [])", "sellers"},
        BadCase{"Port", R"("http": {"port": 70000})", "http.port"},
        BadCase{"PortText", R"("http": {"port": "x"})", "http.port"},
        BadCase{"Proxy", R"("http": {"trusted_proxies": ["10.0.0.1/8"]})", "http.trusted_proxies"},
        BadCase{"ProxyName", R"("http": {"trusted_proxies": ["proxy"]})", "http.trusted_proxies"},
        BadCase{"ProxyHeader", R"("http": {"proxy_header": "X-Real-IP"})", "http.proxy_header"},
        BadCase{"TlsWithoutKey", R"("http": {"tls": {"certificate": "a.pem"}})", "http.tls.key"},
        BadCase{"WrongLinks", R"("http": {"wrong_links_per_minute": -1})",
                "http.wrong_links_per_minute"},
        BadCase{"HttpKey", R"("http": {"keep_alive": 3})", "http.keep_alive"},
        BadCase{"Postgres", R"("store": "postgresql://localhost/x")", "store"},
        BadCase{"ShortKey", R"("api_key": "short")", "api_key"},
        BadCase{"KeyFile", R"("api_key": {"file": "none"})", "api_key"},
        BadCase{"PlainLink", R"("links": {"base_url": "http://shop.example"})", "links.base_url"},
        BadCase{"LinkWithSlash", R"("links": {"base_url": "https://shop.example/"})",
                "links.base_url"},
        BadCase{"LinkWithUser", R"("links": {"base_url": "https://a@shop.example"})",
                "links.base_url"},
        BadCase{"EarlyCheckUp", R"("messages": {"check_up": {"delay_hours": 100}})",
                "messages.check_up.delay_hours"},
        BadCase{"LateCheckUp", R"("messages": {"check_up": {"delay_hours": 900}})",
                "messages.check_up.delay_hours"},
        BadCase{"CoverSheet", R"("messages": {"cover_sheet": "no"})", "messages.cover_sheet"},
        BadCase{"Stage", R"("messages": {"amazon_review_stage": 1})",
                "messages.amazon_review_stage"},
        BadCase{"Series", R"("numbering": {"series": "R 1"})", "numbering.series"},
        BadCase{"FooterLineBreak", R"("shop": {"footer": "a\nb"})", "shop.footer"}),
    [](const auto& param) { return std::string(param.param.name); });

}  // namespace
}  // namespace enclosure::app
