// The order of a business whose number nobody has confirmed, from the command line: held,
// explained, issued by itself; and the reference rates.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.h"
#include "tests/support/vies_server.h"

namespace enclosure::app {
namespace {

using testing::AnyOf;
using testing::Contains;
using testing::HasSubstr;

constexpr const char* kLater = "2026-09-01T12:00:00Z";

std::string order(const std::string& id, const std::string& currency, const std::string& buyer) {
  return R"({"id": ")" + id + R"(", "currency": ")" + currency + R"(", "order_date": "2026-08-31",
  "dispatch_from": {"country": "DE", "postcode": "20457", "city": "Hamburg"},
  "deliver_to": {"name": "Exemple SARL", "lines": ["1 rue de l'Exemple"], "postcode": "75001", "city": "Paris", "country": "FR"},
  "buyer": {"name": "Jeanne Exemple", "language": "fr", "email": "achats@exemple.example", )" +
         buyer + R"(},
  "shipments": [{"id": "S1", "shipped_at": "2026-09-01T07:00:00Z"}],
  "lines": [{"id": "1", "sku": "X-1", "description": "Lampe", "quantity": "1", "unit_price_gross": "119.00"}]})";
}

constexpr const char* kBusiness =
    R"("type": "business", "company": "Exemple SARL", "vat_id": "FR40303265045")";

/// A workspace without orders, whose register is a server on this machine.
class HeldOrder : public testing::Test {
 protected:
  HeldOrder() {
    const auto made = enclosure({"--now", kStart, "init", path()});
    auto config = settled_starter(folder_ / "shop");
    config["seller"]["oss"] = "DE";
    config["seller"]["over_10000"] = true;
    config["vies"] = {{"base_url", server_.url()}, {"timeout_seconds", 5}};
    config["rates"] = {{"fetch", false}, {"url", server_.url() + "/daily.xml"}};
    config["rates"]["history_url"] = server_.url() + "/90d.xml";
    support::spit(folder_ / "shop" / "enclosure.json", config.dump(2));
  }

  [[nodiscard]] std::string path() const { return folder_ / "shop"; }

  support::Finished run(std::vector<std::string> arguments, const std::string& now = kStart) {
    arguments.insert(arguments.begin(), {"--workspace", path(), "--now", now});
    return enclosure(std::move(arguments));
  }
  nlohmann::json ask(std::vector<std::string> arguments, const std::string& now = kStart) {
    arguments.insert(arguments.begin(), "--json");
    return nlohmann::json::parse(run(std::move(arguments), now).out);
  }
  void take(const std::string& json) {
    support::spit(folder_ / "order.json", json);
    const auto done = run({"import", folder_ / "order.json"});
    ASSERT_EQ(done.exit_code, 0) << done.err;
  }

  support::TemporaryFolder folder_;
  support::ViesServer server_;
};

TEST_F(HeldOrder, WithViesDownTheOrderIsHeldAndWhyTellsUntilWhen) {
  server_.say("MS_UNAVAILABLE");
  take(order("B-1", "EUR", kBusiness));
  const auto issued = run({"issue"});
  EXPECT_EQ(issued.exit_code, 75) << issued.out << issued.err;
  EXPECT_THAT(issued.err, HasSubstr("VIES-001"));
  EXPECT_EQ(server_.asked().size(), 1U);

  const auto told = ask({"why", "B-1"});
  EXPECT_EQ(told["state"], "held");
  EXPECT_EQ(told["vat_check"]["attempts"], 1);
  EXPECT_EQ(told["vat_check"]["last_answer"], "MS_UNAVAILABLE");
  EXPECT_EQ(told["vat_check"]["decide_by"], "2026-09-04T08:00:00Z");
  const std::string next = told["vat_check"]["next_ask_at"];
  EXPECT_GT(next, kStart);
  const auto words = run({"why", "B-1"}).out;
  EXPECT_THAT(words, HasSubstr("MS_UNAVAILABLE"));
  EXPECT_THAT(words, HasSubstr(next));
  EXPECT_THAT(run({"messages", "why", "B-1"}).out, HasSubstr("MS_UNAVAILABLE"));
  EXPECT_EQ(run({"issue", "B-1"}, "2026-09-01T08:00:30Z").exit_code, 75);
  EXPECT_EQ(server_.asked().size(), 1U) << "asked before it was due";
}

TEST_F(HeldOrder, WhenViesAnswersTheInvoiceGoesOutByItself) {
  server_.say("MS_UNAVAILABLE");
  take(order("B-1", "EUR", kBusiness));
  EXPECT_EQ(run({"run", "--until", "2026-09-01T09:00:00Z"}).exit_code, 0);
  EXPECT_EQ(ask({"why", "B-1"}, "2026-09-01T09:00:00Z")["state"], "held");
  const std::size_t asked = server_.asked().size();
  EXPECT_GE(asked, 5U);
  server_.say("VALID");
  const auto done = ask({"run", "--until", kLater}, "2026-09-01T09:00:00Z");
  EXPECT_EQ(done["this_run"]["issued"], 1);
  EXPECT_EQ(server_.asked().size(), asked + 1);

  const auto told = ask({"why", "B-1"}, kLater);
  EXPECT_EQ(told["state"], "issued");
  EXPECT_EQ(told["consultations"].back()["outcome"], "valid");
  EXPECT_EQ(told["consultations"].back()["consultation_number"], "WAPIAAAAZ1234567");
  const auto explained = ask({"explain", "B-1"}, kLater);
  EXPECT_EQ(explained[0]["groups"][0]["category"], "K");
  EXPECT_THAT(run({"explain", "B-1"}, kLater).out, HasSubstr("WAPIAAAAZ1234567"));
  EXPECT_EQ(ask({"verify"}, kLater)["defects"].size(), 0U);
}

TEST_F(HeldOrder, ANumberThatViesDeniesIsTaxedAtTheDestination) {
  server_.say("INVALID");
  take(order("B-1", "EUR", kBusiness));
  const auto issued = run({"issue"});
  EXPECT_EQ(issued.exit_code, 0) << issued.err;
  const auto explained = ask({"explain", "B-1"});
  EXPECT_EQ(explained[0]["groups"][0]["category"], "S");
  EXPECT_EQ(explained[0]["groups"][0]["rate"], "20");
}

TEST_F(HeldOrder, ExemptAtOwnRiskIsAnExplicitCommand) {
  server_.say("MS_UNAVAILABLE");
  take(order("B-1", "EUR", kBusiness));
  EXPECT_EQ(run({"issue"}).exit_code, 75);
  EXPECT_EQ(run({"vat-check", "B-1", "--exempt-at-own-risk"}).exit_code, 64);
  EXPECT_EQ(run({"vat-check", "B-1", "--by", "Erika"}).exit_code, 64);
  EXPECT_EQ(run({"vat-check", "B-1", "--exempt-at-own-risk", "--by", "Erika"}).exit_code, 65);
  const auto decided = run({"vat-check", "B-1", "--exempt-at-own-risk", "--by", "Erika Mustermann",
                            "--because", "certificate of the tax office"});
  EXPECT_EQ(decided.exit_code, 0) << decided.err;
  EXPECT_EQ(run({"issue"}).exit_code, 0);
  const auto words = run({"explain", "B-1"}).out;
  EXPECT_THAT(words, HasSubstr("Erika Mustermann"));
  EXPECT_THAT(run({"why", "B-1"}).out, HasSubstr("certificate of the tax office"));
}

TEST_F(HeldOrder, RetryAsksAtOnce) {
  server_.say("INVALID_INPUT");
  take(order("B-1", "EUR", kBusiness));
  EXPECT_EQ(run({"issue"}).exit_code, 65);
  server_.say("VALID");
  const auto retried = run({"vat-check", "B-1", "--retry", "--by", "Erika"}, kLater);
  EXPECT_EQ(retried.exit_code, 0) << retried.err;
  EXPECT_THAT(retried.out, HasSubstr("ready"));
  EXPECT_EQ(run({"issue"}, kLater).exit_code, 0);
}

TEST_F(HeldOrder, WithoutTheSectionNobodyIsAsked) {
  auto config = nlohmann::json::parse(support::slurp(folder_ / "shop" / "enclosure.json"));
  config.erase("vies");
  support::spit(folder_ / "shop" / "enclosure.json", config.dump());
  take(order("B-1", "EUR", kBusiness));
  const auto issued = run({"issue"});
  EXPECT_EQ(issued.exit_code, 65);
  EXPECT_THAT(issued.err, HasSubstr("\"vies\": {\"ask\": true}"));
  EXPECT_TRUE(server_.asked().empty());
}

TEST_F(HeldOrder, WhyTellsOfEveryState) {
  EXPECT_EQ(run({"why", "NO-1"}).exit_code, 65);
  std::string waiting = order("W-1", "EUR", R"("type": "consumer")");
  waiting.erase(
      waiting.find("\"shipments\""),
      std::string(R"("shipments": [{"id": "S1", "shipped_at": "2026-09-01T07:00:00Z"}],)").size());
  take(waiting);
  EXPECT_EQ(ask({"why", "W-1"})["state"], "not_shipped");
  take(order("R-1", "EUR", R"("type": "consumer")"));
  EXPECT_EQ(ask({"why", "R-1"})["state"], "ready");
  EXPECT_EQ(run({"issue"}).exit_code, 0);
  EXPECT_EQ(ask({"why", "R-1"})["state"], "issued");
  EXPECT_THAT(run({"why", "R-1"}).out, HasSubstr("R-2026-000001"));
}

// ---- reference rates

constexpr const char* kDaily =
    "<gesmes:Envelope xmlns:gesmes='http://www.gesmes.org/xml/2002-08-01' "
    "xmlns='http://www.ecb.int/vocabulary/2002-08-01/eurofxref'><Cube><Cube time='2026-09-01'>"
    "<Cube currency='SEK' rate='11.5'/></Cube></Cube></gesmes:Envelope>";

TEST_F(HeldOrder, AMissingRateHoldsTheInvoiceUntilTheFileIsImported) {
  take(order("S-1", "SEK", R"("type": "consumer")"));
  const auto held = run({"issue"});
  EXPECT_EQ(held.exit_code, 65);
  EXPECT_THAT(held.err, HasSubstr("RATES-006"));
  EXPECT_THAT(held.err, HasSubstr("2026-09-01"));
  EXPECT_THAT(run({"why", "S-1"}).out, HasSubstr("eurofxref-daily.xml"));

  support::spit(folder_ / "eurofxref-daily.xml", kDaily);
  EXPECT_EQ(run({"import", folder_ / "eurofxref-daily.xml"}).exit_code, 0);
  const auto again = ask({"import", folder_ / "eurofxref-daily.xml"});
  EXPECT_EQ(again["files"][0]["format"], "ecb-rates");
  EXPECT_EQ(again["files"][0]["new_rates"], 0);
  EXPECT_EQ(run({"issue"}).exit_code, 0);

  std::string other = kDaily;
  other.replace(other.find("11.5"), 4, "11.6");
  support::spit(folder_ / "eurofxref-daily.xml", other);
  const auto wrong = run({"import", folder_ / "eurofxref-daily.xml"});
  EXPECT_EQ(wrong.exit_code, 65);
  EXPECT_THAT(wrong.err, HasSubstr("RATES-005"));
}

TEST_F(HeldOrder, RatesAreFetchedShownAndListed) {
  server_.run([](const std::string&, const std::string&) {
    support::WireAnswer answer;
    answer.content_type = "text/xml";
    answer.body = kDaily;
    return answer;
  });
  EXPECT_EQ(run({"rates", "show", "SEK", "2026-09-01"}).exit_code, 65);
  EXPECT_THAT(run({"rates", "fetch"}).out, HasSubstr("1 rates are new"));
  EXPECT_EQ(ask({"rates", "show", "SEK", "2026-09-01"})["rate"], "11.5");
  EXPECT_EQ(ask({"rates", "show", "EUR", "2026-09-01", "--from", "SEK"})["rate"], "0.086956522");
  EXPECT_EQ(ask({"rates", "list"})["newest"], "2026-09-01");
  EXPECT_EQ(run({"rates", "show", "XXX", "2026-09-01"}).exit_code, 64);
}

TEST_F(HeldOrder, ASourceThatIsDownIsToldAsUnavailable) {
  server_.run([](const std::string&, const std::string&) {
    support::WireAnswer answer;
    answer.status = 503;
    return answer;
  });
  EXPECT_EQ(run({"rates", "fetch"}).exit_code, 69);
}

}  // namespace
}  // namespace enclosure::app
