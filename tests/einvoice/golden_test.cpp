// A few e-invoices byte for byte. ENCLOSURE_UPDATE_GOLDEN=1 writes the files of tests/golden/xml
// anew; that run still fails, so that nobody takes it for a pass.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "invoice/xml/render_xml.h"
#include "tests/einvoice/documents.h"

namespace enclosure::invoice {
namespace {

struct Golden {
  std::string file;
  std::string sample;
  EInvoiceFormat format;
};
void PrintTo(const Golden& golden, std::ostream* out) {
  *out << golden.file;
}

const Invoice* document(const std::string& name) {
  static const auto all = [] {
    std::vector<test::Sample> samples = test::scenario_documents();
    for (auto&& more : {test::scenario_documents(Picture::kStrict), test::sample_documents()}) {
      samples.insert(samples.end(), more.begin(), more.end());
    }
    return samples;
  }();
  for (const test::Sample& sample : all) {
    if (sample.name == name && sample.document) return &*sample.document;
  }
  return nullptr;
}

class GoldenXml : public testing::TestWithParam<Golden> {};

TEST_P(GoldenXml, IsAsItWas) {
  const Invoice* invoice = document(GetParam().sample);
  ASSERT_NE(invoice, nullptr);
  const auto xml = xml::render_xml(**invoice, GetParam().format, test::data(), test::catalog());
  ASSERT_TRUE(xml);
  const std::string path = "tests/golden/xml/" + GetParam().file;
  if (std::getenv("ENCLOSURE_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(std::string(ENCLOSURE_SOURCE_DIR) + "/" + path, std::ios::binary) << xml->bytes;
    FAIL() << "wrote " << path;
  }
  EXPECT_EQ(xml->bytes, test::slurp(path));
}

INSTANTIATE_TEST_SUITE_P(
    All, GoldenXml,
    testing::Values(Golden{"domestic.factur-x.xml", "sample-W-20001", EInvoiceFormat::kFacturX},
                    Golden{"domestic.xrechnung.xml", "S01", EInvoiceFormat::kXRechnung},
                    Golden{"strict.factur-x.xml", "strict-S01", EInvoiceFormat::kFacturX},
                    Golden{"intra-community.peppol.xml", "S09", EInvoiceFormat::kPeppol},
                    Golden{"export.xrechnung-ubl.xml", "S15", EInvoiceFormat::kXRechnungUbl},
                    Golden{"margin.factur-x.xml", "S25", EInvoiceFormat::kFacturX}),
    [](const auto& param) {
      std::string name = param.param.file;
      std::replace_if(
          name.begin(), name.end(), [](char c) { return c == '.' || c == '-'; }, '_');
      return name;
    });

TEST(RenderXml, SaysWhatThePdfCallsIt) {
  const auto facturx =
      xml::render_xml(**document("S01"), EInvoiceFormat::kFacturX, test::data(), test::catalog());
  ASSERT_TRUE(facturx);
  EXPECT_EQ(facturx->profile.file_name, "factur-x.xml");
  EXPECT_EQ(facturx->profile.conformance_level, "EN 16931");
  EXPECT_EQ(facturx->profile.document_version, "1.0");
  const auto xrechnung =
      xml::render_xml(**document("S01"), EInvoiceFormat::kXRechnung, test::data(), test::catalog());
  ASSERT_TRUE(xrechnung);
  EXPECT_EQ(xrechnung->profile.file_name, "xrechnung.xml");
  EXPECT_EQ(xrechnung->profile.conformance_level, "XRECHNUNG");
  EXPECT_EQ(xml::embedded_format(EInvoiceFormat::kPeppol), EInvoiceFormat::kFacturX);
  EXPECT_TRUE(xml::stands_beside(EInvoiceFormat::kXRechnungUbl));
}

TEST(RenderXml, RefusesWhatXmlCannotHold) {
  InvoiceContent content = **document("S01");
  content.lines[0].description = "a\x01z";
  content.buyer.name = "Kim \xEF\xBF\xBE";
  const auto xml = xml::render_xml(content, EInvoiceFormat::kPeppol, test::data(), test::catalog());
  ASSERT_FALSE(xml);
  ASSERT_EQ(xml.faults().size(), 2U);
  EXPECT_EQ(xml.faults()[0].code, "XML-001");
  EXPECT_EQ(xml.faults()[0].path, "peppol.cbc:RegistrationName");
  EXPECT_EQ(xml.faults()[1].path, "peppol.cbc:Name");
}

TEST(EInvoiceData, IsDatedAndWholeOrAFault) {
  EXPECT_TRUE(test::data().has(en16931::CodeList::kUnit, "C62", *parse_date("2026-01-01")));
  EXPECT_FALSE(test::data().has(en16931::CodeList::kUnit, "PCE", *parse_date("2026-01-01")));
  EXPECT_FALSE(
      test::data().has(en16931::CodeList::kPeppolAddressScheme, "EM", *parse_date("2026-01-01")));
  std::vector<EmbeddedFile> files(einvoice_data::files().begin(), einvoice_data::files().end());
  std::string profiles(files[1].bytes);
  ASSERT_EQ(files[1].path, "profiles.json");
  const std::size_t at = profiles.find("\"profiles\": [") + 13;
  const std::string newer =
      R"({"format": "factur-x", "syntax": "cii", "since": "2027-01-01",
          "specification": "urn:new", "process": "", "file_name": "factur-x.xml",
          "conformance_level": "EN 16931", "document_version": "1.0", "paid_means": "68",
          "paid_means_within": {}, "source": "-"})";
  const std::size_t end = profiles.rfind(']');
  std::string later = profiles;
  later.insert(end, "," + newer);
  files[1].bytes = later;
  const auto data = en16931::Data::load(files);
  ASSERT_TRUE(data);
  EXPECT_EQ(data->profile(EInvoiceFormat::kFacturX, *parse_date("2026-12-31")).specification,
            "urn:cen.eu:en16931:2017");
  EXPECT_EQ(data->profile(EInvoiceFormat::kFacturX, *parse_date("2027-01-01")).specification,
            "urn:new");
  std::string earlier = profiles;
  earlier.insert(at, newer + ",");
  files[1].bytes = earlier;
  const auto damaged = en16931::Data::load(files);
  ASSERT_FALSE(damaged);
  EXPECT_EQ(damaged.faults().front().code, "EINVOICE-003");
  EXPECT_EQ(damaged.faults().front().path, "profiles.json");
}

}  // namespace
}  // namespace enclosure::invoice
