// The main job, end to end, on the samples: orders in, invoices, enclosures and three planned
// messages out.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "app/store/archive.h"
#include "app/store/files.h"
#include "tests/cli/program.h"
#include "tests/support/pdf_rules/check_pdf.h"

namespace enclosure::app {
namespace {

namespace fs = std::filesystem;

/// Forty days have passed in this workspace; made once for all tests, which only look (or copy it
/// first).
class MainJob : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    shop_ = new SampleWorkspace;
    walked_ = new nlohmann::json(shop_->ask({"run", "--until", kEnd}));
  }
  static void TearDownTestSuite() {
    delete walked_;
    delete shop_;
  }
  static SampleWorkspace& shop() { return *shop_; }
  static const nlohmann::json& walked() { return *walked_; }

  static std::vector<fs::path> mails() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(shop() / "outbox")) {
      if (entry.path().extension() == ".eml") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
  }

 private:
  static SampleWorkspace* shop_;
  static nlohmann::json* walked_;
};
SampleWorkspace* MainJob::shop_ = nullptr;
nlohmann::json* MainJob::walked_ = nullptr;

TEST_F(MainJob, InitTakesInEverySample) {
  EXPECT_EQ(shop().made().exit_code, 0) << shop().made().err;
  EXPECT_GE(walked()["orders"].get<int>(), 60);
}

TEST_F(MainJob, IssuesInManyLanguagesAndCurrencies) {
  EXPECT_EQ(walked()["this_run"]["faults"].size(), 2U);  // held on purpose: samples/README.md
  EXPECT_GE(walked()["invoices"].get<int>(), 60);
  EXPECT_GE(walked()["invoices_by_language"].size(), 12U);
  EXPECT_GE(walked()["invoiced"].size(), 5U);
}

TEST_F(MainJob, SendsEachStageAndSaysWhyNot) {
  for (const char* stage : {"1", "2", "3"})
    EXPECT_GT(walked()["messages"][stage].value("sent", 0), 0) << stage;
  EXPECT_GT(walked()["suppressed"].size(), 3U);
  std::size_t planned = 0;
  for (const auto& [stage, states] : walked()["messages"].items()) {
    for (const auto& [state, count] : states.items()) planned += count.get<std::size_t>();
  }
  EXPECT_EQ(planned % 3, 0U);
}

TEST_F(MainJob, ASecondRunSendsAndIssuesNothing) {
  const auto before = mails();
  const auto again = shop().ask({"run", "--once"}, kEnd);
  EXPECT_EQ(again["this_run"]["issued"], 0);
  EXPECT_EQ(again["this_run"]["sent"], 0);
  EXPECT_EQ(mails(), before);
}

TEST_F(MainJob, ImportingTheSameFilesAgainChangesNothing) {
  std::vector<std::string> arguments{"import"};
  for (const char* folder : {"orders", "events"}) {
    for (const auto& entry : fs::directory_iterator(shop() / folder))
      arguments.push_back(entry.path().string());
  }
  const auto report = shop().ask(arguments);
  EXPECT_EQ(report["faults"], nlohmann::json::array());
  for (const auto& file : report["files"]) {
    EXPECT_EQ(file["new_orders"], 0) << file;
    EXPECT_EQ(file["changed_orders"], 0) << file;
    EXPECT_EQ(file["new_events"], 0) << file;
  }
}

TEST_F(MainJob, VerifyFindsNothing) {
  const auto finished = shop().run({"verify"});
  EXPECT_EQ(finished.exit_code, 0) << finished.out << finished.err;
  EXPECT_EQ(shop().ask({"verify"})["defects"], nlohmann::json::array());
}

TEST_F(MainJob, DocumentsAreMadeAgainByteForByteWhateverTheConfigurationSaysNow) {
  const std::string before = support::slurp(shop() / "enclosure.json");
  const std::string logo = support::slurp(shop() / "logo.png");
  std::string changed = before;
  const auto replace = [&](const std::string& from, const std::string& to) {
    const auto at = changed.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    changed.replace(at, from.size(), to);
  };
  replace("Musterkai 12", "Neue Gasse 3");
  replace("Lumen & Fjord Musterhandel GmbH", "Umbenannt Musterhandel GmbH");
  replace("\"logo\": \"logo.png\",", "");
  support::spit(shop() / "enclosure.json", changed);
  fs::remove(shop() / "logo.png");
  const auto finished = shop().run(
      {"--json", "regenerate", "--all", "--verify", "--out", (shop() / "again").string()});
  support::spit(shop() / "enclosure.json", before);
  support::spit(shop() / "logo.png", logo);
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  const auto report = nlohmann::json::parse(finished.out);
  EXPECT_EQ(report["differences"], 0);
  EXPECT_EQ(report["documents"].size(), walked()["invoices"].get<std::size_t>());
  for (const auto& document : report["documents"]) {
    const std::string file =
        (shop() / "again" / (document["number"].get<std::string>() + ".pdf")).string();
    EXPECT_EQ(sha256_hex(support::slurp(file)), document["sha256"]);
  }
}

TEST_F(MainJob, EveryDocumentIsAnArchivalPdfWithAnEInvoiceThatTheRulesTake) {
  const fs::path out = shop() / "judged";
  ASSERT_EQ(shop().run({"regenerate", "--all", "--out", out.string()}).exit_code, 0);
  std::vector<std::string> xmls;
  for (const auto& entry : fs::directory_iterator(out)) {
    const std::string file = entry.path().string();
    EXPECT_THAT(support::check_pdf(support::slurp(file)), testing::IsEmpty()) << file;
    xmls.push_back(fs::path(file).replace_extension(".xml").string());
    EXPECT_EQ(support::run({"pdfdetach", "-save", "1", "-o", xmls.back(), file}).exit_code, 0);
  }
  EXPECT_EQ(xmls.size(), walked()["invoices"].get<std::size_t>());
  std::vector<std::string> command{"check", "--exact"};
  command.insert(command.end(), xmls.begin(), xmls.end());
  const auto ours = enclosure(command);
  EXPECT_EQ(ours.exit_code, 0) << ours.out;
  const fs::path judge = ENCLOSURE_SOURCE_DIR "/../shared/validation/check-einvoice";
  if (!fs::exists(judge)) GTEST_SKIP() << "no official rules at " << judge;
  if (const auto told = support::run({judge.string(), "--help"}); told.exit_code == 2)
    GTEST_SKIP() << told.err;
  command = {judge.string(), "-q", "-x"};
  command.insert(command.end(), xmls.begin(), xmls.end());
  const auto official = support::run(command);
  EXPECT_EQ(official.exit_code, 0) << official.out << official.err;
}

TEST_F(MainJob, EveryMailOpensElsewhereWithItsAttachmentsUnharmed) {
  // Python's email package reads each mail and prints headers and the hash of each attachment.
  const char* script = R"(
import email, email.policy, hashlib, json, sys
out = []
for name in sys.argv[1:]:
    with open(name, 'rb') as f: m = email.message_from_binary_file(f, policy=email.policy.default)
    body = m.get_body(('plain',)); html = m.get_body(('html',))
    out.append({'file': name, 'subject': m['subject'], 'to': str(m['to']), 'from': str(m['from']), 'id': m['message-id'],
                'language': m['content-language'], 'defects': [str(d) for d in m.defects], 'text': body.get_content(), 'html': html.get_content(),
                'attachments': [{'name': a.get_filename(), 'type': a.get_content_type(),
                                 'sha256': hashlib.sha256(a.get_content()).hexdigest()} for a in m.iter_attachments()]})
print(json.dumps(out))
)";
  std::vector<std::string> arguments{"python3", "-c", script};
  for (const auto& mail : mails()) arguments.push_back(mail.string());
  const auto finished = support::run(arguments);
  ASSERT_EQ(finished.exit_code, 0) << finished.err;
  const auto read = nlohmann::json::parse(finished.out);
  ASSERT_EQ(read.size(), mails().size());

  std::set<std::string> known;
  for (const std::string& name : Archive(shop() / "archive").names()) known.insert(name);
  for (const auto& entry : fs::recursive_directory_iterator(shop() / "products")) {
    if (entry.path().extension() == ".pdf") known.insert(sha256_hex(support::slurp(entry.path())));
  }
  std::set<std::string> ids;
  std::set<std::string> languages;
  for (const auto& mail : read) {
    languages.insert(mail["language"].get<std::string>().substr(0, 2));
    EXPECT_EQ(mail["defects"], nlohmann::json::array()) << mail["file"];
    EXPECT_FALSE(mail["subject"].get<std::string>().empty());
    EXPECT_TRUE(ids.insert(mail["id"].get<std::string>()).second)
        << "a message id twice: " << mail["id"];
    const std::string order = fs::path(mail["file"].get<std::string>()).stem().string();
    EXPECT_THAT(mail["text"].get<std::string>(),
                testing::HasSubstr(order.substr(0, order.size() - 2)));
    for (const auto& attachment : mail["attachments"]) {
      EXPECT_EQ(attachment["type"], "application/pdf");
      EXPECT_TRUE(known.contains(attachment["sha256"].get<std::string>()))
          << mail["file"] << attachment["name"];
    }
    const bool documents = mail["file"].get<std::string>().ends_with("-1.eml");
    EXPECT_EQ(documents, !mail["attachments"].empty()) << mail["file"];
  }
  // Each buyer in the own language, as with the invoices.
  EXPECT_EQ(languages.size(), walked()["invoices_by_language"].size());
}

TEST_F(MainJob, NoOrderIsAskedForAReviewTwiceOnAmazon) {
  std::map<std::string, int> asked;
  const auto listed = shop().ask({"messages", "list"});
  for (const auto& message : listed["messages"]) {
    const std::string order = message["order"];
    const bool amazon = order.size() == 19 && order[3] == '-';
    if (amazon && message["state"] == "sent" && message["asks_for_review"] == true) ++asked[order];
  }
  EXPECT_FALSE(asked.empty());
  for (const auto& [order, count] : asked) EXPECT_EQ(count, 1) << order;
}

TEST_F(MainJob, EveryOrderCanBeExplainedAndEveryDecisionAsked) {
  std::set<std::string> orders;
  const auto planned = shop().ask({"messages", "list"});
  for (const auto& message : planned["messages"])
    orders.insert(message["order"].get<std::string>());
  int looked = 0;
  for (const std::string& order : orders) {
    if (++looked > 8) break;  // a few stand for all: each is a program start
    const auto explained = shop().run({"explain", order}, kEnd);
    EXPECT_EQ(explained.exit_code, 0) << order << explained.err;
    EXPECT_THAT(explained.out, testing::HasSubstr("scenario S"));
    const auto why = shop().run({"messages", "why", order}, kEnd);
    EXPECT_EQ(why.exit_code, 0);
    EXPECT_THAT(why.out,
                testing::AllOf(testing::HasSubstr("Stage 1"), testing::HasSubstr("Stage 3")));
  }
}

TEST_F(MainJob, LogsAndTablesTellNoPersonalData) {
  const auto finished = shop().run({"run", "--once"}, kEnd);
  for (const std::string& text : {finished.out, finished.err}) {
    EXPECT_THAT(text, testing::Not(testing::HasSubstr("@")));
    EXPECT_THAT(text, testing::Not(testing::HasSubstr("Muster")));
  }
}

}  // namespace
}  // namespace enclosure::app
