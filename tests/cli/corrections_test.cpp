// Credit notes and corrections, from the command line to the page.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <csignal>
#include <random>

#include "tests/cli/program.h"

namespace enclosure::app {
namespace {

using nlohmann::json;
using testing::HasSubstr;

constexpr const char* kNow = "2026-09-02T08:00:00Z";

/// An order of a consumer in Germany: three fans, a book at 7 %, shipping.
json order_json(const std::string& id) {
  const json address{{"name", "Erika Mustermann"},
                     {"lines", {"Beispielweg 1"}},
                     {"postcode", "10115"},
                     {"city", "Berlin"},
                     {"country", "DE"}};
  return {{"id", id},
          {"channel", "shop"},
          {"fulfilment", "shop"},
          {"currency", "EUR"},
          {"prices", "gross"},
          {"dispatch_from", {{"country", "DE"}, {"postcode", "20457"}, {"city", "Hamburg"}}},
          {"deliver_to", address},
          {"buyer",
           {{"type", "consumer"},
            {"name", "Erika Mustermann"},
            {"email", "erika@buyer.example"},
            {"language", "de"}}},
          {"shipments", {{{"id", "S1"}, {"shipped_at", "2026-09-01T10:00:00Z"}}}},
          {"order_shipping_gross", "4.99"},
          {"lines",
           {{{"id", "fan"},
             {"description", "Tischventilator"},
             {"quantity", "3"},
             {"unit_price_gross", "14.99"},
             {"rate_class", "standard"}},
            {{"id", "book"},
             {"description", "Handbuch der Lüftung"},
             {"quantity", "1"},
             {"unit_price_gross", "19.90"},
             {"rate_class", "book"}}}}};
}

/// A workspace with one issued order.
class Corrections : public testing::Test {
 protected:
  Corrections() { take_in({order_json("C-1")}); }

  void take_in(const std::vector<json>& orders) {
    support::spit(shop_ / "in.json", json(orders).dump());
    EXPECT_EQ(shop_.run({"import", (shop_ / "in.json").string()}, kNow).exit_code, 0);
    for (const json& order : orders) {
      const auto issued = shop_.run({"issue", order["id"]}, kNow);
      EXPECT_EQ(issued.exit_code, 0) << issued.err;
    }
  }
  json credit(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"credit", "C-1"});
    return shop_.ask(arguments, kNow);
  }
  json correct(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "correct");
    return shop_.ask(arguments, kNow);
  }
  static std::string fault(const json& answer) {
    return answer.contains("faults") ? answer["faults"][0]["code"].get<std::string>() : "";
  }
  /// All documents again, byte for byte, and nothing to complain about.
  void expect_sound() {
    EXPECT_EQ(shop_.ask({"verify"}, kNow)["defects"], json::array());
    const auto again = shop_.ask({"regenerate", "--all", "--verify"}, kNow);
    EXPECT_EQ(again["differences"], 0) << again;
  }
  /// The text of a document's page.
  std::string page(const std::string& number) {
    const auto out = (shop_ / "pages").string();
    EXPECT_EQ(shop_.run({"regenerate", number, "--out", out}, kNow).exit_code, 0);
    return support::run({"pdftotext", "-layout", out + "/" + number + ".pdf", "-"}).out;
  }

  SampleWorkspace shop_;
};

int cents(const json& amount) {
  std::string text = amount.get<std::string>();
  text.erase(text.find('.'), 1);
  return std::stoi(text);
}

TEST_F(Corrections, ARefundInThreePartsReturnsExactlyTheVatOfTheOriginal) {
  const json parts[] = {credit({"--line", "fan=1"}), credit({"--amount", "7.77"}),
                        credit({"--all", "--reason", "Rücksendung"})};
  std::map<std::string, int> vat;
  int net = 0;
  int gross = 0;
  for (const json& part : parts) {
    ASSERT_EQ(part["kind"], "credit_note") << part;
    EXPECT_EQ(part["preceding"], "R-2026-000001");
    for (const json& group : part["groups"]) vat[group["rate"]] += cents(group["vat"]);
    net += cents(part["totals"]["net"]);
    gross += cents(part["totals"]["gross"]);
  }
  EXPECT_EQ(gross, 6986);
  // 44.97 and its share of 4.99, that is 3.46: 48.43 at 19 %; 19.90 and 1.53: 21.43 at 7 %.
  EXPECT_EQ(vat["19"], 773);
  EXPECT_EQ(vat["7"], 140);
  EXPECT_EQ(net, 6986 - 773 - 140);
  EXPECT_EQ(parts[2]["left"], "0.00");
  EXPECT_EQ(parts[2]["cancels"], true);
  EXPECT_EQ(fault(credit({"--all"})), "CREDIT-013");
  EXPECT_EQ(fault(correct({"R-2026-000001", "--name", "Max"})), "CORRECT-005");
  expect_sound();
}

TEST_F(Corrections, ADryRunKeepsNothing) {
  const json draft = credit({"--all", "--dry-run"});
  EXPECT_EQ(draft["number"], "DRAFT");
  EXPECT_EQ(draft["totals"]["gross"], "69.86");
  EXPECT_EQ(correct({"R-2026-000001", "--name", "Max Muster", "--dry-run"})["dry_run"], true);
  EXPECT_EQ(credit({"--shipping"})["number"], "RC-2026-000001");
  expect_sound();
}

TEST_F(Corrections, RubbishIsNoVatNumber) {
  const json answer = correct({"R-2026-000001", "--vat-id", "DE1", "--name", "a\nb"});
  ASSERT_EQ(answer["faults"].size(), 2U) << answer;  // all at once
  EXPECT_EQ(answer["faults"][0]["path"], "--name");
  EXPECT_EQ(answer["faults"][1]["path"], "--vat-id");
  EXPECT_EQ(answer["faults"][1]["code"], "VATID-001");
  EXPECT_EQ(fault(correct({"R-2026-000001", "--vat-id", "DE111111124"})), "VATID-002");
  support::spit(shop_ / "buyer.json", R"({"vat_id": "DE111111124"})");
  EXPECT_EQ(fault(correct({"R-2026-000001", "--buyer", (shop_ / "buyer.json").string()})),
            "VATID-002");
}

TEST_F(Corrections, WhatThePageDoesNotShowChangesNothing) {
  // Taking away a number that was never there; the same name once more.
  EXPECT_EQ(fault(correct({"R-2026-000001", "--vat-id", ""})), "CORRECT-003");
  EXPECT_EQ(fault(correct({"R-2026-000001", "--name", "Erika Mustermann"})), "CORRECT-003");
  // A number of Great Britain is stored with the order, but shows no taxable person of the EU.
  EXPECT_EQ(fault(correct({"R-2026-000001", "--vat-id", "GB980780684"})), "CORRECT-003");
  EXPECT_EQ(credit({"--shipping"})["number"], "RC-2026-000001");
  expect_sound();
}

TEST_F(Corrections, NothingIsCorrectedBeforeItWasIssued) {
  const char* yesterday = "2026-09-01T12:00:00Z";
  EXPECT_EQ(fault(shop_.ask({"credit", "C-1", "--all"}, yesterday)), "NUMBER-007");
  EXPECT_EQ(fault(shop_.ask({"correct", "R-2026-000001", "--name", "Max"}, yesterday)),
            "NUMBER-007");
  expect_sound();
}

TEST_F(Corrections, AskingForTooMuchTellsWhatIsLeft) {
  credit({"--line", "fan=2"});
  const json answer = credit({"--line", "fan=2", "--line", "chair", "--line", "#9"});
  ASSERT_EQ(answer["faults"].size(), 2U) << answer;  // both unknown lines at once
  const json more = credit({"--line", "fan=2"});
  EXPECT_EQ(fault(more), "CREDIT-002");
  EXPECT_THAT(more["faults"][0]["hint"].get<std::string>(), HasSubstr("quantity 1, 14.99 EUR"));
  EXPECT_EQ(fault(credit({"--amount", "100"})), "CREDIT-003");
  EXPECT_EQ(fault(credit({"--amount", "1.001"})), "MONEY-001");
  EXPECT_EQ(shop_.run({"credit", "C-1"}, kNow).exit_code, 64);
  EXPECT_EQ(shop_.run({"credit", "C-1", "--all", "--shipping"}, kNow).exit_code, 64);
  EXPECT_EQ(shop_.run({"credit", "C-9", "--all"}, kNow).exit_code, 65);
  EXPECT_EQ(shop_.run({"credit", "C-1", "--invoice", "R-2026-000077", "--all"}, kNow).exit_code,
            65);
  expect_sound();
}

TEST_F(Corrections, ThePageOfACreditNoteNamesTheInvoiceTheReasonAndTheRefund) {
  const json note = credit({"--all", "--reason", "Widerruf"});
  const std::string text = page(note["number"]);
  EXPECT_THAT(text, HasSubstr("Stornorechnung"));
  EXPECT_THAT(text, HasSubstr("R-2026-000001 vom 02.09.2026"));
  EXPECT_THAT(text, HasSubstr("Grund der Korrektur: Widerruf"));
  EXPECT_THAT(text, HasSubstr("Erstattungsbetrag"));
  EXPECT_THAT(page("R-2026-000001"), testing::Not(HasSubstr("Stornorechnung")));
}

TEST_F(Corrections, ACorrectionLeavesThreeDocumentsThatNameEachOther) {
  const json answer = correct({"R-2026-000001", "--company", "Muster & Söhne KG", "--street",
                               "Neue Gasse 3", "--reason", "Firma nachgetragen"});
  ASSERT_EQ(answer["cancelled"], "R-2026-000001") << answer;
  EXPECT_EQ(answer["credit_note"]["number"], "RC-2026-000001");
  EXPECT_EQ(answer["credit_note"]["preceding"], "R-2026-000001");
  EXPECT_EQ(answer["invoice"]["number"], "RC-2026-000002");
  EXPECT_EQ(answer["invoice"]["kind"], "corrected_invoice");
  EXPECT_EQ(answer["invoice"]["preceding"], "R-2026-000001");
  EXPECT_EQ(answer["invoice"]["totals"], answer["credit_note"]["totals"]);
  const std::string text = page("RC-2026-000002");
  EXPECT_THAT(text, HasSubstr("Muster & Söhne KG"));
  EXPECT_THAT(text, HasSubstr("Neue Gasse 3"));
  EXPECT_THAT(text, HasSubstr("R-2026-000001"));

  EXPECT_EQ(fault(correct({"R-2026-000001", "--name", "Max"})), "CORRECT-005");
  EXPECT_EQ(fault(correct({"RC-2026-000001", "--name", "Max"})), "CORRECT-002");
  EXPECT_EQ(fault(correct({"R-2026-000099", "--name", "Max"})), "CORRECT-001");
  EXPECT_EQ(fault(correct({"RC-2026-000002", "--company", "Muster & Söhne KG"})), "CORRECT-003");
  const json newest = correct({"RC-2026-000002", "--city", "Potsdam"});
  EXPECT_EQ(newest["invoice"]["preceding"], "RC-2026-000002");
  EXPECT_EQ(shop_.run({"issue", "C-1"}, kNow).exit_code, 0);
  EXPECT_EQ(shop_.ask({"status"}, kNow)["documents_by_kind"]["corrected_invoice"], 2);
  expect_sound();
}

TEST_F(Corrections, WhatWasRefundedBeforeIsNotInvoicedAgain) {
  credit({"--line", "fan=1"});
  credit({"--amount", "5.00", "--line", "book"});
  credit({"--shipping"});
  const json answer = correct({"R-2026-000001", "--name", "Erika Beispiel"});
  ASSERT_TRUE(answer.contains("invoice")) << answer;
  EXPECT_EQ(answer["invoice"]["totals"]["gross"], "44.88");  // 29.98 + 14.90
  EXPECT_EQ(answer["credit_note"]["totals"], answer["invoice"]["totals"]);
  EXPECT_EQ(answer["invoice"]["lines"][0]["quantity"], "2");
  expect_sound();
}

TEST_F(Corrections, BadDataOfTheBuyerAreToldAtOnce) {
  support::spit(shop_ / "buyer.json", R"({"name": 7, "country": "QQ", "vat": "DE1"})");
  const json answer =
      correct({"R-2026-000001", "--buyer", (shop_ / "buyer.json").string(), "--city", "A\nB"});
  EXPECT_GE(answer["faults"].size(), 4U) << answer;
  support::spit(shop_ / "buyer.json", R"({"name": "Max Muster", "postcode": "10117"})");
  const json good = correct({"R-2026-000001", "--buyer", (shop_ / "buyer.json").string()});
  EXPECT_EQ(good["invoice"]["kind"], "corrected_invoice") << good;
}

TEST_F(Corrections, AClockThatWentBackHoldsTheDocument) {
  EXPECT_EQ(shop_.run({"credit", "C-1", "--shipping"}, kNow).exit_code, 0);
  const auto early = shop_.ask({"credit", "C-1", "--all"}, "2026-08-30T08:00:00Z");
  EXPECT_EQ(fault(early), "NUMBER-007");
  EXPECT_EQ(shop_.run({"credit", "C-1", "--all"}, kNow).exit_code, 0);
  expect_sound();
}

TEST_F(Corrections, ARefundWithoutACreditNoteIsAHint) {
  support::spit(
      shop_ / "event.json",
      R"([{"id": "r1", "order": "C-1", "type": "refunded", "at": "2026-09-02T07:00:00Z"}])");
  ASSERT_EQ(shop_.run({"import", (shop_ / "event.json").string()}, kNow).exit_code, 0);
  const auto hinted = [&] { return shop_.ask({"status"}, kNow)["refunded_without_credit_note"]; };
  EXPECT_EQ(hinted(), json::array({"C-1"}));
  credit({"--all"});
  EXPECT_EQ(hinted(), json::array());
}

TEST_F(Corrections, AVatNumberHandedInLaterIsDecidedAnew) {
  json order = order_json("C-2");
  order["deliver_to"]["country"] = "AT";
  order["deliver_to"]["postcode"] = "1010";
  order["deliver_to"]["city"] = "Wien";
  take_in({order});
  const auto answer = shop_.ask(
      {"correct", "R-2026-000002", "--company", "Muster GmbH", "--vat-id", "ATU13585627"}, kNow);
  // Nobody has confirmed the number: the new invoice waits, and the old one stands.
  ASSERT_TRUE(answer.contains("faults")) << answer;
  EXPECT_THAT(answer["faults"][0]["code"].get<std::string>(), testing::StartsWith("VIES-"));
  expect_sound();
}

TEST_F(Corrections, WhyAndExplainTellOfTheDocumentThatStands) {
  credit({"--amount", "5.00", "--line", "book", "--reason", "Kulanz"});
  ASSERT_EQ(correct({"R-2026-000001", "--company", "Muster & Söhne KG"})["cancelled"],
            "R-2026-000001");
  const std::string why = shop_.run({"why", "C-1"}, kNow).out;
  EXPECT_THAT(why, HasSubstr("Invoice R-2026-000001 was issued on 2026-09-02"));
  EXPECT_THAT(why, HasSubstr("It is cancelled by RC-2026-000002, and RC-2026-000003 stands"));
  EXPECT_THAT(why, HasSubstr("Credit note RC-2026-000001"));
  EXPECT_THAT(why, HasSubstr("gives back a part of R-2026-000001 (Kulanz)"));
  EXPECT_THAT(why, HasSubstr("Corrected invoice RC-2026-000003"));
  EXPECT_THAT(why, testing::Not(HasSubstr("(W:")));

  const std::string explained = shop_.run({"explain", "C-1"}, kNow).out;
  EXPECT_THAT(explained, HasSubstr("The corrected invoice RC-2026-000003 stands"));
  EXPECT_THAT(explained, HasSubstr("Muster & Söhne KG"));
  EXPECT_EQ(shop_.ask({"explain", "C-1"}, kNow)[0]["explains"], "RC-2026-000003");

  credit({"--all"});
  const json told = shop_.ask({"why", "C-1"}, kNow);
  EXPECT_EQ(told["state"], "credited");
  EXPECT_THAT(shop_.run({"why", "C-1"}, kNow).out, HasSubstr("no invoice stands"));
}

TEST_F(Corrections, StatusSetsCreditNotesApart) {
  credit({"--amount", "5.00", "--line", "book"});
  const json status = shop_.ask({"status"}, kNow);
  EXPECT_EQ(status["credited"]["EUR"], "5.00");
  EXPECT_THAT(shop_.run({"status"}, kNow).out, HasSubstr("Credited  5.00 EUR"));
}

TEST_F(Corrections, TheTableOfACreditNoteFitsATerminal) {
  json order = order_json("C-3");
  order["lines"][0]["description"] = std::string(190, 'x');
  take_in({order});
  const std::string out = shop_.run({"credit", "C-3", "--all"}, kNow).out;
  std::istringstream lines(out);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 100U) << line;
  EXPECT_THAT(out, HasSubstr("xxx…"));
}

/// Changes the database behind the program's back.
void tamper(const std::filesystem::path& database, const char* sql) {
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(database.c_str(), &db), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(db, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
  sqlite3_close(db);
}

TEST_F(Corrections, VerifyFindsBrokenChainsAndDatesOutOfOrder) {
  ASSERT_EQ(correct({"R-2026-000001", "--name", "Max Muster"})["cancelled"], "R-2026-000001");
  tamper(shop_ / "enclosure.db",
         "DROP TRIGGER invoices_stay;"
         "UPDATE invoices SET cancels = 0 WHERE number = 'RC-2026-000001';"
         "UPDATE invoices SET issue_date = '2026-08-01' WHERE number = 'RC-2026-000002';");
  std::set<std::string> codes;
  const json report = shop_.ask({"verify"}, kNow);
  for (const json& defect : report["defects"]) codes.insert(defect["code"]);
  EXPECT_THAT(codes, testing::IsSupersetOf({"VERIFY-005", "VERIFY-010", "VERIFY-011"})) << report;
}

// ---- series

class Series : public testing::Test {
 protected:
  json faults_of(const std::string& numbering) {
    json config = json::parse(support::slurp(shop_ / "enclosure.json"));
    config["numbering"] = json::parse(numbering);
    support::spit(shop_ / "enclosure.json", config.dump());
    const auto finished = shop_.run({"--json", "status"});
    return finished.exit_code == 0 ? json::array() : json::parse(finished.out)["faults"];
  }
  SampleWorkspace shop_;
};

TEST_F(Series, PatternsAreCheckedWhenTheWorkspaceOpens) {
  EXPECT_EQ(faults_of(R"({"series": "R"})"), json::array());
  EXPECT_EQ(faults_of(R"({"series": "R", "patterns": {"invoice": "R-{year}-{number:6}",
                         "credit_note": "C-{year}-{number:6}"}})"),
            json::array());
  EXPECT_EQ(
      faults_of(
          R"({"patterns": {"invoice": "A{number}", "credit_note": "A{number:3}"}})")[0]["code"],
      "NUMBER-004");
  EXPECT_EQ(
      faults_of(R"({"series": "R", "by_channel": {"amazon": {"invoice": "AMZ"}}})")[0]["code"],
      "NUMBER-001");
  EXPECT_EQ(faults_of(R"({"series": "R", "by_country": {"Bulgaria": {}}})")[0]["code"],
            "CONFIG-003");
}

TEST_F(Series, NationalFormsAreAskedForWhereTheSellerIsRegistered) {
  json config = json::parse(support::slurp(shop_ / "enclosure.json"));
  config["seller"]["vat_ids"]["BG"] = "BG175074752";
  config["seller"]["vat_ids"]["ES"] = "ESB58378431";
  support::spit(shop_ / "enclosure.json", config.dump());
  const json faults = faults_of(R"({"series": "R", "by_country": {"ES": {
      "invoice": "E{number}", "credit_note": "E{number}", "corrected_invoice": "E{number}"}}})");
  std::set<std::string> codes;
  for (const json& fault : faults) codes.insert(fault["code"]);
  EXPECT_TRUE(codes.contains("NUMBER-005") && codes.contains("NUMBER-006")) << faults;
  EXPECT_EQ(faults_of(R"({"series": "R", "by_country": {"BG": {
      "invoice": "1{number:9}", "simplified_invoice": "1{number:9}", "credit_note": "2{number:9}",
      "corrected_invoice": "1{number:9}"}}})"),
            json::array());
}

// ---- kill -9

int documents(const std::filesystem::path& database) {
  sqlite3* db = nullptr;
  int count = 0;
  if (sqlite3_open_v2(database.c_str(), &db, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK) {
    sqlite3_exec(
        db, "SELECT count(*) FROM invoices",
        [](void* out, int, char** values, char**) {
          *static_cast<int*>(out) = std::stoi(values[0]);
          return 0;
        },
        &count, nullptr);
  }
  sqlite3_close(db);
  return count;
}

TEST_F(Corrections, KilledAtAnyMomentACorrectionIsWholeOrNotThere) {
  std::mt19937 random(20261122);
  const auto database = shop_ / "enclosure.db";
  std::string newest = "R-2026-000001";
  int kills = 0;
  for (int round = 0; round < 12; ++round) {
    const int before = documents(database);
    auto polls = random() % 120;
    support::Running correcting({ENCLOSURE_PROGRAM, "--workspace", shop_.path(), "--now", kNow,
                                 "correct", newest, "--name", "Erika " + std::to_string(round)},
                                shop_ / "out");
    while (polls-- > 0 && !correcting.has_ended()) (void)documents(database);
    correcting.signal(SIGKILL);
    kills += correcting.wait() == 128 + SIGKILL;
    const int after = documents(database);
    ASSERT_TRUE(after == before || after == before + 2) << "half a correction";
    if (after == before + 2) {
      const int number = after - 1;  // credit note, invoice, credit note, invoice, …
      newest = "RC-2026-" + std::string(number < 10 ? "00000" : "0000") + std::to_string(number);
    }
  }
  EXPECT_GE(kills, 3) << "the program was too fast to be killed";
  expect_sound();
}

}  // namespace
}  // namespace enclosure::app
