// `render --xml` and `check`: what is written is judged by the program itself.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <fstream>

#include "core/date.h"
#include "tests/cli/program.h"

namespace enclosure::app {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const std::string kOrders = ENCLOSURE_SOURCE_DIR "/samples/render/orders.json";

class Check : public testing::Test {
 protected:
  void SetUp() override {
    const auto made =
        enclosure({"--now", kStart, "render", kOrders, "--out", folder_.path(), "--xml"});
    ASSERT_EQ(made.exit_code, 0) << made.err;
    xml_ = support::slurp(folder_ / "W-20001.xml");
    ASSERT_THAT(xml_, HasSubstr("CrossIndustryInvoice"));
  }

  std::string file(const std::string& name, const std::string& bytes) const {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    return folder_ / name;
  }

  support::TemporaryFolder folder_;
  std::string xml_;
};

TEST_F(Check, TakesWhatRenderWrites) {
  std::vector<std::string> command{"--json", "check", "--exact"};
  for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) {
    if (entry.path().extension() == ".xml") command.push_back(entry.path());
  }
  ASSERT_GT(command.size(), 5U);
  const auto told = enclosure(command);
  EXPECT_EQ(told.exit_code, 0) << told.out;
  for (const json& one : json::parse(told.out)) {
    EXPECT_EQ(one.at("refused"), false);
    EXPECT_EQ(one.at("syntax"), "CII");
    EXPECT_EQ(one.at("profile"), "EN 16931");
    EXPECT_TRUE(one.at("findings").empty()) << one.dump();
  }
}

TEST_F(Check, NamesTheRuleAndSaysNo) {
  std::string wrong = xml_;
  const std::string from = "<ram:DuePayableAmount>";
  wrong.insert(wrong.find(from) + from.size(), "1");
  const auto told = enclosure({"check", file("right.xml", xml_), file("wrong.xml", wrong)});
  EXPECT_EQ(told.exit_code, 1);
  EXPECT_THAT(told.out, HasSubstr("OK " + (folder_ / "right.xml").string()));
  EXPECT_THAT(told.out, HasSubstr("REFUSED " + (folder_ / "wrong.xml").string()));
  EXPECT_THAT(told.out, HasSubstr("[BR-CO-16]"));
  EXPECT_THAT(told.out, HasSubstr("2 files, 1 refused"));
}

TEST_F(Check, RefusesTheInexactWhereAsked) {
  std::string wrong = xml_;
  const std::string from = "<ram:BilledQuantity unitCode=\"C62\">";
  wrong.insert(wrong.find(from) + from.size(), "1");
  const std::string path = file("inexact.xml", wrong);
  EXPECT_EQ(enclosure({"check", path}).exit_code, 0);
  const auto told = enclosure({"check", "--exact", path});
  EXPECT_EQ(told.exit_code, 1);
  EXPECT_THAT(told.out, HasSubstr("exact [PEPPOL-EN16931-R120]"));
}

TEST_F(Check, JudgesAllAndNamesWhatItCannotRead) {
  const auto told = enclosure({"check", file("right.xml", xml_), folder_ / "nofile", folder_.path(),
                               file("page.xml", "<html/>")});
  EXPECT_EQ(told.exit_code, 65) << told.err;
  EXPECT_THAT(told.out, HasSubstr("OK " + (folder_ / "right.xml").string()));
  EXPECT_THAT(told.out, HasSubstr("NOT READ " + (folder_ / "nofile").string()));
  EXPECT_THAT(told.out, HasSubstr("[INPUT-001] the file cannot be read: No such file"));
  EXPECT_THAT(told.out, HasSubstr("[INPUT-001] the file cannot be read: it is a folder"));
  EXPECT_THAT(told.out, HasSubstr("REFUSED " + (folder_ / "page.xml").string()));
  EXPECT_THAT(told.out, HasSubstr("4 files, 1 refused, 2 not read"));
}

TEST_F(Check, NeitherWaitsForAPipeNorReadsWithoutEnd) {
  const std::string pipe = folder_ / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  const std::string huge = file("huge.xml", "<a/>");
  std::filesystem::resize_file(huge, std::uintmax_t{10} << 30U);  // a hole: no room on the disk
  const auto told = enclosure({"--json", "check", pipe, "/dev/zero", huge});
  EXPECT_EQ(told.exit_code, 65) << told.err;
  const auto answer = json::parse(told.out);
  EXPECT_EQ(answer[0]["faults"][0]["code"], "INPUT-002");
  EXPECT_EQ(answer[1]["faults"][0]["code"], "INPUT-002");
  EXPECT_EQ(answer[2]["faults"][0]["code"], "INPUT-003");
}

TEST_F(Check, SaysWhatAFileOfAnotherKindIs) {
  const auto told = enclosure({"check", file("empty.pdf", ""), file("zip.pdf", "PK\3\4 and more"),
                               file("photo.xml", "\xFF\xD8\xFF\xE0 and more")});
  EXPECT_EQ(told.exit_code, 1) << told.err;
  EXPECT_THAT(told.out, HasSubstr("[INPUT-004] the file is empty"));
  EXPECT_THAT(told.out, HasSubstr("[INPUT-004] this is a ZIP archive"));
  EXPECT_THAT(told.out, HasSubstr("[INPUT-004] this is a JPEG picture"));
}

TEST_F(Check, RefusesEntitiesAndForeignFiles) {
  const auto told = enclosure(
      {"--json", "check",
       file("laughs.xml", "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><a>&b;</a>"),
       file("page.html", "<html/>")});
  EXPECT_EQ(told.exit_code, 1);
  const json answer = json::parse(told.out);
  EXPECT_EQ(answer[0]["faults"][0]["code"], "XML-003");
  EXPECT_EQ(answer[1]["faults"][0]["code"], "XML-005");
}

TEST_F(Check, WantsWhatAProfileNeedsBeforeItDrawsUp) {
  json orders = json::parse(support::slurp(kOrders));
  orders = json::array({orders[0]});
  orders[0]["seller"].erase("logo");
  orders[0]["order"]["buyer"]["einvoice"] = "peppol";
  const auto told = enclosure(
      {"--now", kStart, "render", file("orders.json", orders.dump()), "--out", folder_ / "peppol"});
  EXPECT_EQ(told.exit_code, 65);
  EXPECT_THAT(told.err, HasSubstr("PEPPOL-EN16931-R010"));
  EXPECT_THAT(told.err, HasSubstr("buyer.electronic_address"));

  orders[0]["order"]["buyer"]["electronic_address"] = "0088:4012345000009";
  orders[0]["seller"]["electronic_address"] = "0088:4000001123452";
  const auto made = enclosure(
      {"--now", kStart, "render", file("orders.json", orders.dump()), "--out", folder_ / "peppol"});
  EXPECT_EQ(made.exit_code, 0) << made.err;
  EXPECT_THAT(support::slurp(folder_.path() / "peppol" / "W-20001.xml"),
              HasSubstr("poacc:billing:3.0"));
}

TEST(Doctor, NamesWhatEveryBuyersEInvoiceWantsOfTheSeller) {
  const SampleWorkspace shop;
  json config = json::parse(support::slurp(shop / "enclosure.json"));
  const auto answer = [&] {
    std::ofstream(shop / "enclosure.json") << config.dump();
    return shop.run({"doctor"});
  };
  EXPECT_THAT(answer().out, HasSubstr("factur-x where a buyer asks for none"));
  config["documents"]["einvoice"] = "xrechnung";
  config["seller"]["contact"].erase("phone");
  const auto told = answer();
  EXPECT_EQ(told.exit_code, 1);
  EXPECT_THAT(told.out + told.err, HasSubstr("BR-DE-6"));
}

TEST(Doctor, LooksAtTheCertificateAsServeDoes) {
  const SampleWorkspace shop;
  if (support::run({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                    "ec_paramgen_curve:prime256v1", "-nodes", "-days", "100", "-subj", "/CN=shop",
                    "-addext", "subjectAltName=DNS:other.example", "-keyout", shop / "tls.key",
                    "-out", shop / "tls.pem"})
          .exit_code != 0)
    GTEST_SKIP() << "openssl makes no certificate (Debian: openssl)";
  json config = json::parse(support::slurp(shop / "enclosure.json"));
  config["links"]["base_url"] = "https://invoices.example";
  const auto answer = [&](const char* certificate, std::chrono::days from_now) {
    config["http"]["tls"] = {{"certificate", certificate}, {"key", "tls.key"}};
    std::ofstream(shop / "enclosure.json") << config.dump();
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    return enclosure({"--now", to_string(now + from_now), "--workspace", shop.path(), "doctor"});
  };
  const auto missing = answer("none.pem", std::chrono::days{1});
  EXPECT_EQ(missing.exit_code, 1);
  EXPECT_THAT(missing.err, AllOf(HasSubstr("DOCTOR-008"), HasSubstr("none.pem")));
  const auto good = answer("tls.pem", std::chrono::days{1});
  EXPECT_THAT(good.out + good.err, Not(HasSubstr("DOCTOR-008")));
  EXPECT_THAT(good.out, HasSubstr("does not name invoices.example"));
  EXPECT_THAT(answer("tls.pem", std::chrono::days{90}).out, HasSubstr("expires in 9 days"));
  EXPECT_THAT(answer("tls.pem", std::chrono::days{101}).err, HasSubstr("expired on"));
}

}  // namespace
}  // namespace enclosure::app
