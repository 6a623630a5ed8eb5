// E-invoices of every scenario, judged by the official rule sets where they are at hand.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>

#include "invoice/rules/own_rules.h"
#include "invoice/xml/check_xml.h"
#include "invoice/xml/render_xml.h"
#include "tests/einvoice/documents.h"
#include "tests/support/official_rules.h"
#include "tests/support/process.h"

namespace enclosure::invoice {
namespace {

namespace fs = std::filesystem;

constexpr std::array kFormats{EInvoiceFormat::kFacturX, EInvoiceFormat::kXRechnung,
                              EInvoiceFormat::kXRechnungUbl, EInvoiceFormat::kPeppol};

/// Whether XRechnung and Peppol can be sent: both want an electronic address.
bool is_addressed(const Invoice& document) {
  return !document->buyer.electronic_address.empty();
}

/// Writes `document` in all formats; gives the files.
void write_all(const std::string& name, const Invoice& document, const fs::path& folder,
               std::vector<std::string>& files) {
  for (const EInvoiceFormat format : kFormats) {
    if (!is_addressed(document) && format != EInvoiceFormat::kFacturX) continue;
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

/// A case of business that every profile allows.
struct BusinessCase {
  std::string name;
  std::function<bool(const InvoiceContent&)> is_in;
};
void PrintTo(const BusinessCase& one, std::ostream* out) {
  *out << one.name;
}

bool has_category(const InvoiceContent& content, VatCategory category) {
  return std::any_of(content.breakdown.begin(), content.breakdown.end(),
                     [&](const VatBreakdown& group) { return group.category == category; });
}

bool has_line(const InvoiceContent& content, LineKind kind) {
  return std::any_of(content.lines.begin(), content.lines.end(),
                     [&](const InvoiceLine& line) { return line.kind == kind; });
}

std::vector<BusinessCase> business_cases() {
  using Content = InvoiceContent;
  const auto with_category = [](VatCategory category) {
    return [category](const Content& c) { return has_category(c, category); };
  };
  const auto with_line = [](LineKind kind) {
    return [kind](const Content& c) { return has_line(c, kind); };
  };
  const auto with_scheme = [](const std::string& scheme) {
    return [scheme](const Content& c) { return c.scheme == scheme; };
  };
  const auto of_type = [](TypeCode type) {
    return [type](const Content& c) { return c.type_code == type; };
  };
  const auto is_paid = [](const Content& c) {
    return c.totals.amount_due.is_zero() && !c.sales_channel.empty();
  };
  return {
      {"DomesticBusinessPaidThroughTheChannel",
       [=](const Content& c) {
         return is_paid(c) && c.scheme == "domestic" && !c.buyer.vat_id.empty();
       }},
      {"UnpaidWithAnAccount",
       [](const Content& c) {
         return !c.totals.amount_due.is_zero() && c.due_date && !c.seller.bank.empty();
       }},
      {"DistanceSale", with_scheme("oss")},
      {"IntraCommunity", with_category(VatCategory::kK)},
      {"ReverseCharge", with_category(VatCategory::kAE)},
      {"Export", with_category(VatCategory::kG)},
      {"ZeroRate", with_category(VatCategory::kZ)},
      {"OutsideTheScope", with_category(VatCategory::kO)},
      {"Margin", with_scheme("margin")},
      {"SmallEnterprise", with_scheme("small_business")},
      {"SmallEnterpriseInAnotherState", with_scheme("sme_cross_border")},
      {"CreditNote", of_type(TypeCode::kCreditNote)},
      {"CorrectedInvoice", of_type(TypeCode::kCorrectedInvoice)},
      {"MixedRates", [](const Content& c) { return c.breakdown.size() > 1; }},
      {"Discount",
       [](const Content& c) {
         return std::any_of(c.lines.begin(), c.lines.end(),
                            [](const InvoiceLine& line) { return !line.discount_net.is_zero(); });
       }},
      {"Shipping", with_line(LineKind::kShipping)},
      {"GiftWrap", with_line(LineKind::kGiftWrap)},
      {"Voucher", [](const Content& c) { return !c.totals.paid_by_marketplace.is_zero(); }},
      {"SecondCurrency", [](const Content& c) { return c.vat_in_currency.has_value(); }},
      {"RoundingAmount", [](const Content& c) { return c.totals.rounding.has_value(); }},
      {"DeliveryElsewhere", [](const Content& c) { return c.deliver_to.has_value(); }},
      {"TaxRepresentative", [](const Content& c) { return c.tax_representative.has_value(); }},
      {"BetweenDutchFirms",
       [](const Content& c) {
         return c.seller.address.country.code() == "NL" && c.buyer.address.country.code() == "NL";
       }},
      {"BetweenDanishFirms",
       [](const Content& c) {
         return c.seller.address.country.code() == "DK" && c.buyer.address.country.code() == "DK";
       }},
  };
}

class BusinessCases : public testing::TestWithParam<BusinessCase> {};

/// So that the tests below judge each of them as XRechnung, in both syntaxes, and as Peppol.
TEST_P(BusinessCases, AreAmongTheDocuments) {
  EXPECT_TRUE(std::any_of(all_documents().begin(), all_documents().end(), [](const auto& one) {
    return is_addressed(one.second) && GetParam().is_in(*one.second);
  }));
}

INSTANTIATE_TEST_SUITE_P(All, BusinessCases, testing::ValuesIn(business_cases()),
                         [](const auto& param) { return param.param.name; });

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
  if (const std::string why = support::why_no_official_rules(); !why.empty()) GTEST_SKIP() << why;
  const support::TemporaryFolder folder;
  std::vector<std::string> files;
  for (const auto& [name, document] : all_documents()) {
    write_all(name, document, folder.path(), files);
  }
  ASSERT_GT(files.size(), 400U);
  const auto told = support::judge_by_official_rules(files);
  EXPECT_EQ(told.exit_code, 0) << told.out << told.err;
}

}  // namespace
}  // namespace enclosure::invoice
