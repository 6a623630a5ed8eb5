// What a seller sees of mails before and after they go out: preview, sheet, own texts, imports,
// the shadow, what-if, evidence.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/program.h"

namespace enclosure::app {
namespace {

using nlohmann::json;
using support::slurp;
using support::spit;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kOrder = "W-10021";
constexpr const char* kLater = "2026-09-02T08:00:00Z";

/// The samples with their invoices issued and all mails planned.
class Mails : public testing::Test {
 protected:
  Mails() { EXPECT_EQ(shop_.run({"issue"}).exit_code, 0); }

  void configure(const std::function<void(json&)>& change) {
    json config = json::parse(slurp(shop_ / "enclosure.json"));
    change(config);
    spit(shop_ / "enclosure.json", config.dump());
  }

  void write(const std::string& file, const std::string& text) {
    std::filesystem::create_directories((shop_ / file).parent_path());
    spit(shop_ / file, text);
  }

  SampleWorkspace shop_;
};

TEST_F(Mails, APreviewIsTextPageAndMail) {
  const auto page = (shop_ / "p.html").string();
  const auto shown = shop_.run({"messages", "preview", kOrder, "--stage", "1", "--text", "--html",
                                page, "--eml", (shop_ / "p.eml").string()});
  ASSERT_EQ(shown.exit_code, 0) << shown.err;
  EXPECT_THAT(shown.out, AllOf(HasSubstr("Subject: "), HasSubstr(".pdf, "), HasSubstr("OK ")));
  EXPECT_THAT(slurp(page),
              AllOf(HasSubstr("default-src 'none'"), HasSubstr("<dt>From</dt>"),
                    HasSubstr("own shop"), HasSubstr(" KB</span>"), Not(HasSubstr("<script"))));
  EXPECT_THAT(slurp(shop_ / "p.eml"), HasSubstr("Message-ID: <W-10021.documents@"));
}

TEST_F(Mails, APreviewOfWhatIsDoneWithSaysSoFirst) {
  const auto page = (shop_ / "p.html").string();
  spit(shop_ / "e.json", R"({"id": "x1", "order": "W-10021", "type": "refunded", "at": ")" +
                             std::string(kStart) + "\"}");
  ASSERT_EQ(shop_.run({"import", (shop_ / "e.json").string()}).exit_code, 0);
  shop_.run({"run", "--once"}, kLater);
  const auto sent = shop_.run({"messages", "preview", kOrder, "--html", page, "--text"}, kLater);
  EXPECT_THAT(sent.out, testing::StartsWith("*** SENT 2026-09-0"));
  EXPECT_THAT(slurp(page), HasSubstr("SENT 2026-09-0"));
  const std::vector<std::string> asked{"messages", "preview", kOrder, "--stage", "2"};
  const auto off = shop_.run(asked, kLater);
  EXPECT_EQ(off.exit_code, 0) << off.err;
  EXPECT_THAT(off.out, AllOf(testing::StartsWith("*** NOT SENT"), HasSubstr("S:refunded"),
                             HasSubstr("Subject: ")));
  const auto told = shop_.ask(asked, kLater);
  EXPECT_EQ(told["state"], "cancelled");
  EXPECT_EQ(told["reason"], "S:refunded");
  EXPECT_THAT(told["notice"]["headline"].get<std::string>(), HasSubstr("NOT SENT"));
  EXPECT_FALSE(told["text"].get<std::string>().empty());
}

TEST_F(Mails, APreviewKnowsWhatTheDispatcherHasNotSeenYet) {
  const std::vector<std::string> asked{"messages", "preview", kOrder, "--stage", "1"};
  EXPECT_TRUE(shop_.ask(asked)["notice"].is_null());
  EXPECT_THAT(shop_.run({"messages", "preview", kOrder, "--stage", "2"}).out,
              testing::StartsWith("*** WAITS (W:not_delivered) ***"));

  ASSERT_EQ(shop_.run({"messages", "pause", "--because", "holidays"}).exit_code, 0);
  EXPECT_THAT(shop_.run(asked).out,
              AllOf(testing::StartsWith("*** HELD, sending is paused ***"), HasSubstr("holidays")));

  ASSERT_EQ(shop_.run({"messages", "block", kOrder}).exit_code, 0);
  const auto blocked = shop_.ask(asked);
  EXPECT_EQ(blocked["state"], "scheduled");
  EXPECT_EQ(blocked["notice"]["headline"], "WILL NOT BE SENT (S:blocked)");
  EXPECT_THAT(shop_.run(asked).out, HasSubstr("block list"));
}

TEST_F(Mails, APreviewOfWhatTheRulesRefuseSaysSoFirst) {
  for (const char* tag : {"de", "el", "en", "fi"})
    write("messages/" + std::string(tag) + "/documents.txt",
          "Subject: Order {{order_id}}\n\nOrder {{order_id}}: {{invoice_numbers}}. Give us 5 stars "
          "and get a voucher!!! https://prizes.example/win\n");
  EXPECT_THAT(shop_.run({"messages", "preview", kOrder}).out, testing::StartsWith("*** WOULD BE "));
}

TEST_F(Mails, APreviewOfWhatIsOffThePlanAndCannotBeMadeSaysBoth) {
  for (const char* tag : {"de", "el", "en", "fi"})
    write("messages/" + std::string(tag) + "/documents.txt",
          "Subject: Order {{order_id}}\n\nOrder {{order_id}}: {{no_such_slot}}\n");
  ASSERT_EQ(shop_.run({"messages", "block", kOrder}).exit_code, 0);
  const auto shown = shop_.run({"messages", "preview", kOrder});
  EXPECT_EQ(shown.exit_code, 65);
  EXPECT_THAT(shown.err,
              AllOf(HasSubstr("PREVIEW-003"), HasSubstr("S:blocked"), HasSubstr("TEMPLATE-001")));
}

TEST_F(Mails, ATextThatCannotBeReadIsNamedAsThat) {
  write("messages/de/review.txt", std::string(200'000, 'x'));
  const auto doctor = shop_.run({"doctor"});
  EXPECT_THAT(doctor.err, AllOf(HasSubstr("TEMPLATE-009"), HasSubstr("messages/de/review.txt"),
                                Not(HasSubstr("UTF-8"))));
}

TEST_F(Mails, APreviewInAnotherLanguageAndItsVerdict) {
  const auto shown = shop_.ask({"messages", "preview", kOrder, "--stage", "1", "--language", "fr"});
  EXPECT_EQ(shown["language"], "fr");
  EXPECT_THAT(shown["subject"].get<std::string>(), HasSubstr("commande"));
  EXPECT_EQ(shown["policy"]["verdict"], "allow") << shown["policy"].dump(1);
  EXPECT_FALSE(shown["files"].empty());
  EXPECT_EQ(shop_.run({"messages", "preview", kOrder, "--language", "tlh"}).exit_code, 65);
}

TEST_F(Mails, TheSheetShowsEveryLanguage) {
  const auto made = shop_.ask({"messages", "sheet", "--out", (shop_ / "s.html").string()});
  EXPECT_EQ(made["texts"].get<int>() + made["missing"].get<int>(), 72);
  EXPECT_TRUE(made["refused"].empty()) << made["refused"].dump(1);
  const std::string page = slurp(shop_ / "s.html");
  for (const char* tag : {"bg", "de", "el", "ga", "mt", "sv"})
    EXPECT_THAT(page, HasSubstr("id=\"" + std::string(tag) + "\""));
  EXPECT_THAT(page, AllOf(HasSubstr("Deutsch"), HasSubstr("Lumen &amp; Fjord"),
                          Not(HasSubstr("<script")), Not(HasSubstr("http://"))));
}

TEST_F(Mails, OwnTextsAreCheckedAndSent) {
  EXPECT_THAT(shop_.run({"messages", "check"}).out, HasSubstr("no texts of your own"));
  write("messages/de/documents.txt",
        "Subject: Rechnung zu Bestellung {{order_id}}\n\nGuten Tag {{buyer_name|und willkommen}},\n"
        "\nim Anhang liegt die Rechnung {{invoice_numbers}} zu Ihrer Bestellung {{order_id}}.\n\n"
        "{{> gruss}}\n");
  write("messages/de/blocks/gruss.txt", "Freundliche Grüße\n{{brand}}\n");
  const auto checked = shop_.ask({"messages", "check"});
  EXPECT_EQ(checked["refused"], 0) << checked.dump(1);
  EXPECT_EQ(checked["texts"].size(), 3U);
  EXPECT_EQ(shop_.run({"doctor"}).exit_code, 0);
  const auto shown = shop_.ask({"messages", "preview", kOrder, "--stage", "1", "--language", "de"});
  EXPECT_THAT(shown["text"].get<std::string>(), HasSubstr("im Anhang liegt die Rechnung R-2026"));
  EXPECT_THAT(shown["html"].get<std::string>(), HasSubstr("<p>Freundliche Grüße<br>"));
}

TEST_F(Mails, WhatIsWrongWithThemIsToldAllAtOnce) {
  write("messages/de/documents.txt", "Subject: x\n\n{{nothing}} {{drivers}}\n");
  write("messages/en/review.txt",
        "Subject: Order {{order_id}}\n\nOrder {{order_id}}: leave us a 5 star review and get a "
        "voucher.\n");
  const auto checked = shop_.run({"messages", "check"});
  EXPECT_EQ(checked.exit_code, 1);
  EXPECT_THAT(checked.err, AllOf(HasSubstr("TEMPLATE-001"), HasSubstr("TEMPLATE-006"),
                                 HasSubstr("messages/de/documents.txt, line 3, column 1")));
  EXPECT_THAT(checked.out, AllOf(HasSubstr("REFUSED"), HasSubstr("R04")));
  const auto doctor = shop_.run({"doctor"});
  EXPECT_EQ(doctor.exit_code, 1);
  EXPECT_THAT(doctor.err, AllOf(HasSubstr("TEMPLATE-001"), HasSubstr("TEMPLATE-008")));
}

TEST_F(Mails, ATextThatTheRulesRefuseIsNeverSent) {
  for (const char* tag : {"de", "en"})
    write("messages/" + std::string(tag) + "/documents.txt",
          "Subject: Order {{order_id}}\n\nOrder {{order_id}}: {{invoice_numbers}}. Give us 5 stars "
          "and get a voucher!!! https://prizes.example/win\n");
  shop_.run({"run", "--once"});
  const auto messages = shop_.ask({"messages", "list", "--state", "sent"})["messages"];
  for (const json& one : messages) {
    const auto eml = shop_ / ("outbox/" + one["order"].get<std::string>() + "-1.eml");
    EXPECT_THAT(slurp(eml), Not(HasSubstr("voucher"))) << one.dump();
  }
}

TEST_F(Mails, ATextOfAnotherToolIsTakenOver) {
  spit(shop_ / "old.txt",
       "Subject: Order [[order-id]]\nHi [[first-name]],\n\nyour order [[order-id]] has been "
       "delivered. If you have a question about using it, if a part is missing or if something is "
       "defective, please reply to this message and we will help you.\n\nIndependently of this, "
       "if you have the time, please consider writing a review of [[product-name]] in your own "
       "words. Praise and criticism are equally welcome.\n[[product-review-link]]\n");
  const std::vector<std::string> arguments{
      "messages", "import", (shop_ / "old.txt").string(), "--lang", "en", "--stage", "2"};
  const auto taken = shop_.ask(arguments);
  EXPECT_EQ(taken["system"], "feedback-genius");
  EXPECT_EQ(taken["placeholders"], 5);
  EXPECT_TRUE(taken["notices"].empty());
  ASSERT_EQ(taken["verdicts"].size(), 3U);
  for (const json& one : taken["verdicts"]) EXPECT_EQ(one["verdict"], "allow") << one.dump(1);
  EXPECT_THAT(slurp(shop_ / "messages/en/review.txt"), HasSubstr("{{#review_links}}\n- {{title}}"));
  EXPECT_EQ(shop_.run(arguments).exit_code, 65);  // it is there

  spit(shop_ / "bad.txt", "Subject: x\nIf you are happy, [[feedback-link]]\n");
  const auto bad = shop_.run({"messages", "import", (shop_ / "bad.txt").string(), "--lang", "en",
                              "--stage", "2", "--replace"});
  EXPECT_EQ(bad.exit_code, 1);
  EXPECT_THAT(bad.err, AllOf(HasSubstr("FOREIGN-005"), HasSubstr("bad.txt, line 2, column 19")));
  EXPECT_THAT(bad.out, AllOf(HasSubstr("REFUSED"), HasSubstr("R20")));
}

TEST_F(Mails, InTheShadowNothingReachesABuyer) {
  configure([](json& config) { config["messages"]["shadow"] = "folder"; });
  const auto done = shop_.ask({"run", "--once"}, kLater);
  EXPECT_GT(done["this_run"]["shadowed"].get<int>(), 0);
  EXPECT_EQ(done["this_run"]["sent"], 0);
  EXPECT_FALSE(std::filesystem::exists(shop_ / "outbox"));
  EXPECT_FALSE(std::filesystem::is_empty(shop_ / "shadow"));
  EXPECT_THAT(shop_.run({"messages", "why", kOrder}, kLater).out, HasSubstr("S:shadow"));

  EXPECT_EQ(shop_.run({"messages", "shadow", "--reset-all"}, kLater).exit_code, 78);
  configure([](json& config) { config["messages"].erase("shadow"); });
  EXPECT_EQ(shop_.ask({"run", "--once"}, kLater)["this_run"]["sent"], 0);  // final by itself
  const auto reset = shop_.ask({"messages", "shadow", "--reset", kOrder}, kLater);
  ASSERT_EQ(reset["messages"].size(), 1U);
  EXPECT_EQ(shop_.ask({"run", "--once"}, kLater)["this_run"]["sent"], 1);
}

TEST_F(Mails, TheShadowIsAFolderOrAnAddress) {
  configure([](json& config) { config["messages"]["shadow"] = "somewhere"; });
  const auto refused = shop_.run({"status"});
  EXPECT_EQ(refused.exit_code, 78);
  EXPECT_THAT(refused.err, HasSubstr("messages.shadow"));
}

TEST_F(Mails, WhatIfTellsWhatWouldDiffer) {
  json config = json::parse(slurp(shop_ / "enclosure.json"));
  const auto ask = [&] {
    spit(shop_ / "other.json", config.dump());
    return shop_.ask({"messages", "what-if", "--config", (shop_ / "other.json").string()}, kEnd);
  };
  const std::string before = slurp(shop_ / "enclosure.db");
  EXPECT_TRUE(ask()["differences"].empty());
  config["messages"]["documents"]["enabled"] = false;
  const auto changed = ask();
  EXPECT_GT(changed["orders"].get<int>(), 0);
  ASSERT_FALSE(changed["differences"].empty());
  for (const json& one : changed["differences"]) {
    EXPECT_EQ(one["stage"], 1);
    EXPECT_EQ(one["after"]["reason"], "S:stage_off") << one.dump(1);
  }
  EXPECT_TRUE(slurp(shop_ / "enclosure.db") == before);
}

TEST_F(Mails, TheEvidenceOfAnOrderIsOneFile) {
  ASSERT_EQ(shop_.run({"run", "--once"}, kLater).exit_code, 0);
  const auto zip = (shop_ / "e.zip").string();
  const auto made = shop_.ask({"export", "evidence", kOrder, "--out", zip}, kLater);
  ASSERT_TRUE(made["missing"].empty()) << made.dump(1);
  const auto read = support::run(
      {"python3", "-c",
       "import hashlib, json, sys, zipfile\n"
       "z = zipfile.ZipFile(sys.argv[1])\n"
       "assert z.testzip() is None\n"
       "m = json.loads(z.read('manifest.json'))\n"
       "for f in m['files']: assert hashlib.sha256(z.read(f['path'])).hexdigest() == f['sha256']\n"
       "assert len(m['files']) + 1 == len(z.namelist())\n"
       "print(*sorted(set(f['kind'] for f in m['files'])))\n"
       "v = json.loads(z.read('verdicts.json'))\n"
       "print(v[0]['verdict'], v[0]['same_bytes'])\n"
       "print(z.read('mails/1-documents.eml').decode('ascii')[:5])\n",
       zip});
  ASSERT_EQ(read.exit_code, 0) << read.err;
  EXPECT_EQ(read.out, "document enclosure mail order plan story verdicts\nallow True\nDate:\n");
  const std::string first = slurp(zip);
  shop_.run({"export", "evidence", kOrder, "--out", zip}, kEnd);
  EXPECT_TRUE(slurp(zip) == first);
  EXPECT_EQ(shop_.run({"export", "evidence", "NOBODY", "--out", zip}).exit_code, 65);
}

}  // namespace
}  // namespace enclosure::app
