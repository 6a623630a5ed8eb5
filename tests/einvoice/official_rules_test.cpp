// E-invoices of every scenario, judged by the official rule sets where they are at hand.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "invoice/rules/own_rules.h"
#include "invoice/xml/check_xml.h"
#include "invoice/xml/render_xml.h"
#include "tests/einvoice/documents.h"
#include "tests/support/process.h"

namespace enclosure::invoice {
namespace {

namespace fs = std::filesystem;

constexpr const char* kJudge = ENCLOSURE_SOURCE_DIR "/../shared/validation/check-einvoice";

/// Why nobody can judge, or nothing.
std::string no_judge() {
  if (!fs::exists(kJudge)) return std::string("no official rules at ") + kJudge;
  const auto told = support::run({kJudge, "--help"});
  return told.exit_code == 2 ? told.err : "";
}

constexpr std::array kFormats{EInvoiceFormat::kFacturX, EInvoiceFormat::kXRechnung,
                              EInvoiceFormat::kXRechnungUbl, EInvoiceFormat::kPeppol};

/// Writes `document` in all formats; gives the files.
void write_all(const std::string& name, const Invoice& document, const fs::path& folder,
               std::vector<std::string>& files) {
  const bool is_addressed = !document->buyer.electronic_address.empty();
  for (const EInvoiceFormat format : kFormats) {
    if (!is_addressed && format != EInvoiceFormat::kFacturX) continue;
    const auto xml = xml::render_xml(*document, format, test::data(), test::catalog());
    ASSERT_TRUE(xml) << name << ": " << xml.faults().front().message;
    const fs::path file = folder / (name + "." + std::string(to_string(format)) + ".xml");
    std::ofstream(file, std::ios::binary) << xml->bytes;
    files.push_back(file.string());
  }
}

/// Credit notes of `document`: over one piece, then over the rest.
std::vector<Invoice> credit_notes_of(const Invoice& document) {
  std::vector<Invoice> notes;
  CreditIssue issue;
  issue.issue_date = *parse_date("2026-11-22");
  issue.reason = "Rücksendung & Umtausch";
  CreditRequest part;
  part.what = CreditRequest::What::kLines;
  part.lines = {{document->lines.front().id, Decimal(1)}};
  for (const CreditRequest& request : {part, CreditRequest{}}) {
    issue.number = *InvoiceNumber::parse(document->number.to_string() + "-C" +
                                         std::to_string(notes.size() + 1));
    const auto note =
        draw_up_credit(document, notes, request, document->seller, issue, test::catalog());
    if (note) notes.push_back(*note);
  }
  return notes;
}

/// Every document there is, with its credit notes.
const std::vector<std::pair<std::string, Invoice>>& all_documents() {
  static const auto all = [] {
    std::vector<std::pair<std::string, Invoice>> documents;
    std::vector<test::Sample> samples = test::scenario_documents();
    for (auto&& more : {test::scenario_documents(Picture::kStrict), test::sample_documents(),
                        test::special_documents()}) {
      samples.insert(samples.end(), more.begin(), more.end());
    }
    for (const test::Sample& sample : samples) {
      if (!sample.document) continue;
      documents.emplace_back(sample.name, *sample.document);
      int number = 0;
      for (const Invoice& note : credit_notes_of(*sample.document)) {
        documents.emplace_back(sample.name + "-credit" + std::to_string(++number), note);
      }
    }
    return documents;
  }();
  return all;
}

TEST(Samples, AreDrawnUp) {
  for (const test::Sample& sample : test::special_documents()) {
    EXPECT_TRUE(sample.document) << sample.name << " " << sample.faults.front().code << " "
                                 << sample.faults.front().path << " "
                                 << sample.faults.front().message;
  }
}

TEST(OwnRules, TakeEveryDocumentInEveryFormatToTheCent) {
  std::size_t count = 0;
  for (const auto& [name, document] : all_documents()) {
    for (const EInvoiceFormat format : kFormats) {
      InvoiceContent content = *document;
      content.einvoice = format;
      const bool lacks_address =
          content.buyer.electronic_address.empty() && format != EInvoiceFormat::kFacturX;
      const Faults faults = rules::broken_einvoice_rules(content, test::data(), test::catalog());
      for (const Fault& fault : faults) {
        if (lacks_address && fault.code == "PEPPOL-EN16931-R010") continue;
        if (lacks_address && fault.code == "PEPPOL-EN16931-R020") continue;
        ADD_FAILURE() << name << " " << fault.code << " " << fault.path << ": " << fault.message;
      }
      EXPECT_EQ(lacks_address, !faults.empty()) << name;
      ++count;
    }
  }
  EXPECT_GT(count, 400U);
}

TEST(Check, ReadsWhatIsWrittenAndFindsNothing) {
  for (const auto& [name, document] : all_documents()) {
    for (const EInvoiceFormat format : kFormats) {
      const auto xml = xml::render_xml(*document, format, test::data(), test::catalog());
      ASSERT_TRUE(xml) << name;
      const auto verdict = xml::check_xml(xml->bytes, test::data());
      ASSERT_TRUE(verdict) << name << " " << verdict.faults().front().message;
      for (const rules::Finding& finding : verdict->findings) {
        const Fault& fault = finding.fault;
        if (fault.code == "PEPPOL-EN16931-R010" || fault.code == "PEPPOL-EN16931-R020") continue;
        if (finding.weight == rules::Weight::kWarning && fault.code == "BR-CO-25") continue;
        ADD_FAILURE() << name << " " << fault.code << " " << fault.path << ": " << fault.message;
      }
    }
  }
}

TEST(OfficialRules, TakeEveryDocumentInEveryFormat) {
  if (const std::string why = no_judge(); !why.empty()) GTEST_SKIP() << why;
  const support::TemporaryFolder folder;
  std::vector<std::string> files;
  for (const auto& [name, document] : all_documents()) {
    write_all(name, document, folder.path(), files);
  }
  ASSERT_GT(files.size(), 400U);
  std::vector<std::string> command{kJudge, "-x"};
  command.insert(command.end(), files.begin(), files.end());
  const auto told = support::run(command);
  EXPECT_EQ(told.exit_code, 0) << told.out << told.err;
}

}  // namespace
}  // namespace enclosure::invoice
