// E-invoices of every scenario, judged by the official rule sets where they are at hand.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>

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

TEST(OfficialRules, TakeEveryDocumentInEveryFormat) {
  if (const std::string why = no_judge(); !why.empty()) GTEST_SKIP() << why;
  const support::TemporaryFolder folder;
  std::vector<std::string> files;
  std::vector<test::Sample> samples = test::scenario_documents();
  for (auto&& more : {test::scenario_documents(Picture::kStrict), test::sample_documents()}) {
    samples.insert(samples.end(), more.begin(), more.end());
  }
  for (const test::Sample& sample : samples) {
    if (!sample.document) continue;
    write_all(sample.name, *sample.document, folder.path(), files);
    int number = 0;
    for (const Invoice& note : credit_notes_of(*sample.document)) {
      write_all(sample.name + "-credit" + std::to_string(++number), note, folder.path(), files);
    }
  }
  ASSERT_GT(files.size(), 200U);
  std::vector<std::string> command{kJudge, "-x"};
  command.insert(command.end(), files.begin(), files.end());
  const auto told = support::run(command);
  EXPECT_EQ(told.exit_code, 0) << told.out << told.err;
}

}  // namespace
}  // namespace enclosure::invoice
