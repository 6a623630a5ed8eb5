// Each command's promises and its answers to bad input; render and upkeep have files of their own.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.h"

namespace enclosure::app {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

// ---- the front door

TEST(Commands, HelpAndVersionAreDone) {
  EXPECT_EQ(enclosure({"--version"}).exit_code, 0);
  const auto help = enclosure({"--help"});
  EXPECT_EQ(help.exit_code, 0);
  for (const char* command :
       {"init", "check", "doctor", "import", "issue", "credit", "correct", "regenerate", "render",
        "tax", "explain", "products", "messages", "run", "serve", "status", "verify"}) {
    EXPECT_THAT(help.out, HasSubstr(command));
  }
}

TEST(Commands, NonsenseIsUsage) {
  EXPECT_EQ(enclosure({}).exit_code, 64);
  EXPECT_EQ(enclosure({"dance"}).exit_code, 64);
  EXPECT_EQ(enclosure({"--now", "yesterday", "status"}).exit_code, 64);
  EXPECT_EQ(enclosure({"issue", "--no-such-option"}).exit_code, 64);
}

TEST(Commands, WithoutAWorkspaceTheNextStepIsTold) {
  const support::TemporaryFolder folder;
  for (const char* command : {"status", "issue", "verify", "run", "serve"}) {
    const auto finished = enclosure({"--workspace", folder.path().string(), command});
    EXPECT_EQ(finished.exit_code, 78) << command;
    EXPECT_THAT(finished.err, HasSubstr("enclosure init"));
  }
}

TEST(Commands, InitDoesNotTouchAWorkspaceThatIsThere) {
  const support::TemporaryFolder folder;
  ASSERT_EQ(enclosure({"init", folder / "shop"}).exit_code, 0);
  const std::string before = support::slurp(folder / "shop" / "enclosure.json");
  EXPECT_EQ(enclosure({"init", folder / "shop", "--sample"}).exit_code, 78);
  EXPECT_EQ(support::slurp(folder / "shop" / "enclosure.json"), before);
}

TEST(Commands, AFreshWorkspaceAsksWhoTheSellerIsBeforeAnythingIsIssued) {
  const support::TemporaryFolder folder;
  const std::string shop = folder / "shop";
  const auto made = enclosure({"--now", kStart, "init", shop});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  EXPECT_THAT(made.out, testing::Not(HasSubstr("Take care")));  // no country was said yet
  const auto doctor = enclosure({"--now", kStart, "--workspace", shop, "doctor"});
  EXPECT_EQ(doctor.exit_code, 1);
  EXPECT_THAT(doctor.out, testing::Not(HasSubstr("DE b2b_domestic")));
  for (const char* path : {"seller.name", "seller.address.lines", "seller.address.city",
                           "seller.established", "seller.vat_ids", "mail.from.address"})
    EXPECT_THAT(doctor.err, HasSubstr(path));
  for (const char* command : {"issue", "run"}) {
    const auto refused = enclosure({"--now", kStart, "--workspace", shop, command});
    EXPECT_EQ(refused.exit_code, 65) << command;
    for (const char* path :
         {"seller.name", "seller.address.lines", "seller.address.city", "seller.established"})
      EXPECT_THAT(refused.err, HasSubstr(path));
  }
  const support::Finished status = enclosure({"--workspace", shop, "status"});
  EXPECT_EQ(status.exit_code, 0) << status.err;

  support::spit(folder / "shop" / "enclosure.json", settled_starter(folder / "shop").dump());
  const auto settled = enclosure({"--now", kStart, "--workspace", shop, "doctor"});
  EXPECT_EQ(settled.exit_code, 0) << settled.err;
  EXPECT_EQ(enclosure({"--now", kStart, "--workspace", shop, "issue"}).exit_code, 0);
}

TEST(Commands, AnUnknownCommandIsNamedWithTheNearest) {
  const auto finished = enclosure({"statsu"});
  EXPECT_EQ(finished.exit_code, 64);
  EXPECT_THAT(finished.err,
              testing::AllOf(HasSubstr("`enclosure statsu`"), HasSubstr("`enclosure status`")));
  const auto nested = enclosure({"--json", "rates", "shew"});
  EXPECT_EQ(nested.exit_code, 64);
  EXPECT_THAT(nested.out,
              testing::AllOf(HasSubstr("rates shew"), HasSubstr("`enclosure rates show`")));
}

// ---- bad configuration

TEST(Commands, AllFaultsOfTheConfigurationAtOnce) {
  const support::TemporaryFolder folder;
  support::spit(
      folder / "enclosure.json",
      R"({"schema": 2, "seler": {}, "seller": {"established": "QQ", "vat_ids": {}, "logo": "../x.png"},
                    "shop": {"time_zone": "Mars/Olympus", "review_url": "http://x.example"},
                    "numbering": {"series": "R/2026"},
                    "mail": {"from": {"address": "a b@c"}, "smtp": {"host": "mail.example", "security": "none"}},
                    "messages": {"check_up": {"delay_hours": 12}}, "links": {"base_url": "http://shop.example"},
                    "api_key": {"env": "ENCLOSURE_NO_SUCH_VARIABLE"}})");
  const auto finished = enclosure({"--workspace", folder.path().string(), "--json", "status"});
  EXPECT_EQ(finished.exit_code, 78);
  std::vector<std::string> paths;
  const auto told = nlohmann::json::parse(finished.out);
  for (const auto& fault : told["faults"]) {
    paths.push_back(fault["path"]);
    EXPECT_FALSE(fault["hint"].get<std::string>().empty()) << fault;
  }
  for (const char* path :
       {"schema", "seler", "seller.established", "seller.logo", "shop.time_zone", "shop.review_url",
        "numbering.series", "mail.from.address", "mail.smtp.security",
        "messages.check_up.delay_hours", "links.base_url", "api_key"}) {
    EXPECT_THAT(paths, testing::Contains(HasSubstr(path)));
  }
}

TEST(Commands, AConfigurationThatIsNoJsonIsAFault) {
  const support::TemporaryFolder folder;
  for (const char* text : {"", "{", "[]", "{\"schema\": 1,", "\xff\xfe"}) {
    support::spit(folder / "enclosure.json", text);
    EXPECT_EQ(enclosure({"--workspace", folder.path().string(), "status"}).exit_code, 78) << text;
  }
}

struct LogoCase {
  const char* name;
  std::string bytes;
};
void PrintTo(const LogoCase& logo, std::ostream* out) {
  *out << logo.name;
}

class BadLogo : public testing::TestWithParam<LogoCase> {};

TEST_P(BadLogo, IsRefusedWhenTheWorkspaceOpens) {
  const SampleWorkspace shop;
  support::spit(shop / "logo.png", GetParam().bytes);
  const auto finished = shop.run({"status"});
  EXPECT_EQ(finished.exit_code, 78);
  EXPECT_THAT(finished.err, HasSubstr("LOGO-001"));
}
INSTANTIATE_TEST_SUITE_P(
    Kinds, BadLogo,
    testing::Values(
        LogoCase{"Empty", ""}, LogoCase{"Text", "not an image"},
        LogoCase{"Jpeg", "\xff\xd8\xff\xe0 and so on"},
        LogoCase{"Cut",
                 std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x30\0\0\0\x8c\x08\x02", 26)}),
    [](const auto& param) { return std::string(param.param.name); });

// ---- bad input

class Importing : public testing::Test {
 protected:
  nlohmann::json import(const std::string& bytes) {
    support::spit(shop_ / "in.json", bytes);
    finished_ = shop_.run({"--json", "import", (shop_ / "in.json").string()});
    return nlohmann::json::parse(finished_.out);
  }
  std::size_t orders() { return shop_.ask({"status"})["orders"].get<std::size_t>(); }

  SampleWorkspace shop_;
  support::Finished finished_;
};

TEST_F(Importing, AFileWithAFaultIsLeftOutAsAWhole) {
  const std::size_t before = orders();
  const auto report = import(R"([
    {"id": "N-1", "currency": "EUR", "prices": "gross", "deliver_to": {"country": "DE"}, "buyer": {"type": "consumer"},
     "lines": [{"id": "1", "description": "Mug", "quantity": "1", "unit_price_gross": "9.99", "rate_class": "standard"}]},
    {"id": "N-2", "currency": "EURO", "prices": "gross", "deliver_to": {"country": "QQ"}, "buyer": {"type": "consumer", "name": "A\r\nBcc: x@y.example"},
     "lines": [{"id": "1", "description": "Mug", "quantity": "-1", "unit_price_gross": "x", "rate_class": "cheap"}]}])");
  EXPECT_EQ(finished_.exit_code, 65);
  EXPECT_GE(report["faults"].size(), 5U) << report;
  EXPECT_EQ(orders(), before);
}

TEST_F(Importing, AnEventOfAnUnknownOrderIsAFault) {
  const auto report = import(
      R"([{"id": "x1", "order": "NOBODY-1", "type": "delivered", "at": "2026-09-01T10:00:00Z"}])");
  EXPECT_EQ(finished_.exit_code, 65);
  EXPECT_EQ(report["faults"][0]["code"], "EVENT-002");
}

TEST_F(Importing, AnEventIdThatMeansSomethingElseIsAFault) {
  import(
      R"([{"id": "evt-0001", "order": "20451", "type": "opted_out", "at": "2026-09-01T10:00:00Z"}])");
  EXPECT_EQ(finished_.exit_code, 65);
}

TEST_F(Importing, AnInvoicedOrderDoesNotComeBackWithOtherAmounts) {
  ASSERT_EQ(shop_.run({"run", "--until", kEnd}).exit_code, 0);
  std::string orders_file = support::slurp(shop_ / "orders/enclosure.json");
  auto orders_json = nlohmann::json::parse(orders_file);
  orders_json[0]["lines"][0]["description"] = "Something else";
  const auto report = import(nlohmann::json::array({orders_json[0]}).dump());
  EXPECT_EQ(finished_.exit_code, 65);
  EXPECT_EQ(report["faults"][0]["code"], "IMPORT-011");
}

TEST_F(Importing, AMissingFileIsNamed) {
  const auto finished = shop_.run({"import", (shop_ / "nothing.json").string()});
  EXPECT_NE(finished.exit_code, 0);
  EXPECT_THAT(finished.err, HasSubstr("nothing.json"));
}

TEST(Import, AMissingFileIsAFaultAndTheOthersGoIn) {
  const SampleWorkspace shop;
  const auto finished = shop.run(
      {"import", shop / "nofile.json", ENCLOSURE_SOURCE_DIR "/samples/orders/woocommerce.json"});
  EXPECT_EQ(finished.exit_code, 65);
  EXPECT_THAT(finished.err, HasSubstr("INPUT-001"));
  EXPECT_THAT(finished.out, HasSubstr("woocommerce.json"));
}

TEST(Import, AFileBeyondAllBoundsIsAFaultBeforeMemoryIsShort) {
  const SampleWorkspace shop;
  support::spit(shop / "huge.json", "[");
  fs::resize_file(shop / "huge.json", 257U << 20U);  // a hole: no disk is written
  const auto imported = shop.run({"import", shop / "huge.json"});
  EXPECT_EQ(imported.exit_code, 65);
  EXPECT_THAT(imported.err, HasSubstr("INPUT-003"));
  const auto taxed = shop.run({"tax", "--cases", shop / "huge.json"});
  EXPECT_EQ(taxed.exit_code, 65);
  EXPECT_THAT(taxed.err, HasSubstr("INPUT-003"));
  const auto corrected = shop.run({"correct", "R-1", "--buyer", shop / "huge.json"});
  EXPECT_EQ(corrected.exit_code, 65);
  EXPECT_THAT(corrected.err, HasSubstr("INPUT-003"));
}

TEST(Tax, AnswersCasesAndRefusesOthersByScenario) {
  const support::TemporaryFolder folder;
  const auto finished = enclosure(
      {"--json", "tax", "--cases", std::string(ENCLOSURE_SOURCE_DIR) + "/samples/tax/cases.json"});
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  for (const auto& answer : nlohmann::json::parse(finished.out)) {
    EXPECT_EQ(answer["faults"], nlohmann::json::array()) << answer;
    EXPECT_TRUE(answer["treatment"].contains("place_of_supply"));
  }
}

TEST(Tax, CasesThatCannotBeReadAreNamedAndBadData) {
  const support::TemporaryFolder folder;
  support::spit(folder / "cases.json", R"([
    {"id": "GOOD", "seller": {"established": "DE", "vat_ids": {"DE": "DE136695976"}},
     "order": {"id": "1", "currency": "EUR", "prices": "gross", "supply_date": "2026-09-01",
               "dispatch_from": {"country": "DE", "postcode": "20457"},
               "deliver_to": {"country": "DE", "postcode": "10115"},
               "buyer": {"type": "consumer"},
               "lines": [{"id": "1", "description": "Mug", "quantity": "1",
                          "unit_price_gross": "9.99", "rate_class": "standard"}]}},
    {"id": "BAD", "seller": {"established": "QQ"}, "order": {"id": "2", "currency": "EURO"}},
    {"seller": {"established": "DE"}}])");
  const auto words = enclosure({"tax", "--cases", folder / "cases.json"});
  EXPECT_EQ(words.exit_code, 65);
  EXPECT_THAT(words.out, HasSubstr("unreadable"));
  EXPECT_THAT(words.err, HasSubstr("2 cases cannot be read: BAD at [1], [2]"));
  EXPECT_THAT(words.err, HasSubstr("[1].seller.established"));
  const auto finished = enclosure({"--json", "tax", "--cases", folder / "cases.json"});
  EXPECT_EQ(finished.exit_code, 65);
  const auto answers = nlohmann::json::parse(finished.out);
  ASSERT_EQ(answers.size(), 3U);
  EXPECT_TRUE(answers[0]["faults"].empty()) << answers[0];
  for (const auto& fault : answers[1]["faults"])
    EXPECT_THAT(fault["path"].get<std::string>(), testing::StartsWith("[1].")) << fault;
  EXPECT_EQ(answers[2]["faults"][0]["path"], "[2].order");
}

TEST(Rates, AMissingRateTellsWhy) {
  const SampleWorkspace shop;
  support::spit(shop / "rates.xml",
                "<gesmes:Envelope xmlns:gesmes='http://www.gesmes.org/xml/2002-08-01' "
                "xmlns='http://www.ecb.int/vocabulary/2002-08-01/eurofxref'><Cube>"
                "<Cube time='2026-08-31'><Cube currency='SEK' rate='11.5'/></Cube></Cube>"
                "</gesmes:Envelope>");
  ASSERT_EQ(shop.run({"import", (shop / "rates.xml").string()}).exit_code, 0);
  const auto why = [&](const char* currency, const char* day) {
    const auto finished = shop.run({"rates", "show", currency, day});
    EXPECT_EQ(finished.exit_code, 65);
    return finished.err;
  };
  EXPECT_THAT(why("RUB", "2026-08-31"), HasSubstr("do not tell RUB"));
  EXPECT_THAT(why("SEK", "2026-09-15"), HasSubstr("not published yet"));
  EXPECT_THAT(why("SEK", "2026-08-28"), HasSubstr("rates fetch"));
}

TEST(Messages, PauseHoldsEverythingBackAndResumeLetsGo) {
  const SampleWorkspace shop;
  ASSERT_EQ(shop.run({"messages", "pause"}).exit_code, 0);
  EXPECT_EQ(shop.ask({"run", "--until", "2026-09-03T08:00:00Z"})["this_run"]["sent"], 0);
  ASSERT_EQ(shop.run({"messages", "resume"}).exit_code, 0);
  EXPECT_GT(shop.ask({"run", "--once"}, "2026-09-03T09:00:00Z")["this_run"]["sent"].get<int>(), 0);
}

TEST(Messages, PreviewShowsSubjectAndText) {
  const SampleWorkspace shop;
  ASSERT_EQ(shop.run({"issue"}, "2026-09-10T08:00:00Z").exit_code, 65);  // two samples are held
  const std::string order = "W-10021";  // a shop order, whose buyer has a mail address
  const auto preview =
      shop.run({"messages", "preview", order, "--stage", "1", "--eml", (shop / "p.eml").string()},
               "2026-09-10T08:00:00Z");
  EXPECT_EQ(preview.exit_code, 0) << preview.err;
  EXPECT_THAT(preview.out, testing::AllOf(HasSubstr("Subject: "), HasSubstr(order)));
  EXPECT_GT(fs::file_size(shop / "p.eml"), 10000U);
}

}  // namespace
}  // namespace enclosure::app
