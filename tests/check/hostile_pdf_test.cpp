// PDFs that mean harm: cut, bent, locked, endless, exploding. Each gets an answer, none of them
// costs more than it may.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <thread>
#include <vector>

#include "app/check/pdf_invoice.h"
#include "tests/check/foreign_pdf.h"
#include "tests/check/raw_pdf.h"

namespace enclosure::app {
namespace {

using test::changed;
using test::good_pdf;
using test::packed;
using test::pdf_of;
using test::stream_object;
using testing::Contains;

constexpr std::size_t kMiB = std::size_t{1} << 20U;

std::string code(const std::string& bytes, const PdfLimits& limits = {}) {
  const auto read = read_pdf_invoice(bytes, limits);
  return read ? "read" : read.faults().front().code;
}

/// A catalog whose only file is object 3, of specification 2.
std::map<int, std::string> with_file(const std::string& file_object) {
  return {
      {1, "<</Type/Catalog/AF[2 0 R]/Names<</EmbeddedFiles<</Names[(factur-x.xml) 2 0 R]>>>>>>"},
      {2, "<</Type/Filespec/F(factur-x.xml)/UF(factur-x.xml)/EF<</F 3 0 R>>>>"},
      {3, file_object}};
}

TEST(HostilePdf, IsNoneAtAll) {
  EXPECT_EQ(code(""), "PDF-001");
  EXPECT_EQ(code("%"), "PDF-001");
  EXPECT_EQ(code("%PDF-"), "PDF-001");
  EXPECT_EQ(code("<?xml version=\"1.0\"?><a/>"), "PDF-001");
  EXPECT_EQ(code(std::string(5000, '\0')), "PDF-001");
  EXPECT_EQ(code(std::string(2000, ' ') + good_pdf()), "PDF-001");
  EXPECT_FALSE(is_pdf(""));
  EXPECT_TRUE(is_pdf(good_pdf()));
}

TEST(HostilePdf, IsCutShortAnywhere) {
  const std::string& whole = good_pdf();
  for (std::size_t i = 1; i < 120; ++i) {
    const auto read = read_pdf_invoice(whole.substr(0, whole.size() * i / 120));
    EXPECT_TRUE(!read || read->is_refused()) << i;
  }
}

TEST(HostilePdf, IsBentAnywhere) {
  const std::string file =
      changed([](QPDF&) {}, [](QPDFWriter& writer) { writer.setObjectStreamMode(qpdf_o_disable); });
  for (std::size_t i = 0; i < 300; ++i) {
    std::string bent = file;
    bent[file.size() * i / 300] = static_cast<char>(i * 37);
    (void)read_pdf_invoice(bent);
  }
}

TEST(HostilePdf, BeginsLate) {
  const auto read = read_pdf_invoice("junk\n" + good_pdf());
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->is_refused());
}

TEST(HostilePdf, HasADamagedTableOfObjects) {
  std::string file =
      changed([](QPDF&) {}, [](QPDFWriter& writer) { writer.setObjectStreamMode(qpdf_o_disable); });
  const std::size_t at = file.rfind("startxref\n") + 10;
  file.replace(at, file.find('\n', at) - at, "7");
  const auto read = read_pdf_invoice(file);
  ASSERT_TRUE(read);
  std::vector<std::string> codes;
  for (const auto& finding : read->findings) codes.push_back(finding.fault.code);
  EXPECT_THAT(codes, Contains("A-6.1.4"));
  EXPECT_EQ(read->xml, test::cii_of("urn:cen.eu:en16931:2017"));
}

TEST(HostilePdf, ExplodesInTheEInvoice) {
  const std::string bomb = packed(std::string(200 * kMiB, ' '));
  EXPECT_LT(bomb.size(), kMiB);
  EXPECT_EQ(code(pdf_of(with_file(stream_object("/Filter/FlateDecode", bomb)))), "PDF-003");
  EXPECT_EQ(
      code(pdf_of(with_file(stream_object("/Filter[/FlateDecode/FlateDecode]", packed(bomb))))),
      "PDF-003");
}

TEST(HostilePdf, ExplodesInTheMetadata) {
  const std::string blanks(50 * kMiB, ' ');
  const std::string catalog = "<</Type/Catalog/Metadata 2 0 R>>";
  EXPECT_EQ(code(pdf_of({{1, catalog}, {2, stream_object("", blanks)}})), "PDF-003");
  EXPECT_EQ(code(pdf_of({{1, catalog}, {2, stream_object("/Filter/FlateDecode", packed(blanks))}})),
            "PDF-003");
}

/// A file of a catalog and a stream of cross-references, which claims `rows` of them.
std::string with_xref_stream(const std::string& packed_rows, std::size_t rows,
                             const std::string& more = "") {
  const std::string head = "%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n";
  return head + "2 0 obj\n" +
         stream_object("/Type/XRef/W[0 2 0]/Size " + std::to_string(rows) + "/Root 1 0 R" + more +
                           "/Filter/FlateDecode",
                       packed_rows) +
         "\nendobj\nstartxref\n" + std::to_string(head.size()) + "\n%%EOF\n";
}

TEST(HostilePdf, ExplodesInTheCrossReferences) {
  const std::size_t rows = 50 * kMiB;
  EXPECT_EQ(code(with_xref_stream(packed(std::string(2 * rows, '\x09')), rows)), "PDF-003");
}

TEST(HostilePdf, ExplodesInItsObjects) {
  std::string numbers = "<</A[";
  for (int i = 0; i < 3'500'000; ++i) numbers += "0 ";
  EXPECT_EQ(code(pdf_of({{1, numbers + "]>>"}})), "PDF-003");
}

TEST(HostilePdf, PacksWhatIsPackedOverAndOver) {
  std::string filters;
  for (int i = 0; i < 100'000; ++i) filters += "/FlateDecode";
  EXPECT_EQ(code(pdf_of(with_file(stream_object("/Filter[" + filters + "]", packed("x"))))),
            "PDF-003");
  const auto other = read_pdf_invoice(
      pdf_of(with_file(stream_object("/Filter/RunLengthDecode", std::string("\x81x", 2)))));
  ASSERT_TRUE(other);
  EXPECT_TRUE(other->xml.empty());
  EXPECT_TRUE(other->is_refused());
}

TEST(HostilePdf, NeedsOneObjectForAnother) {
  std::map<int, std::string> objects = with_file("");
  constexpr int kLast = 30'000;
  for (int i = 3; i < kLast; ++i) {
    objects[i] = "<</Length " + std::to_string(i + 1) + " 0 R>>\nstream\nx\nendstream";
  }
  objects[kLast] = "1";
  EXPECT_EQ(code(pdf_of(objects)), "PDF-003");
}

TEST(HostilePdf, GoesInCircles) {
  EXPECT_EQ(code(pdf_of(with_file("<</Length 3 0 R>>\nstream\nx\nendstream"))), "read");
  EXPECT_EQ(code(pdf_of({{1, "1 0 R"}})), "PDF-001");
  EXPECT_EQ(code(pdf_of({{1, "<</Names 2 0 R/AF 2 0 R/Metadata 1 0 R>>"},
                         {2, "<</EmbeddedFiles 2 0 R/Kids[2 0 R 1 0 R]/EF 2 0 R>>"}})),
            "read");
  const std::string file = pdf_of({{1, "<<>>"}});
  const std::string table = std::to_string(file.find("xref\n0"));
  std::string circle = file;
  circle.replace(circle.find("/Root"), 5, "/Prev " + table + "/Root");
  EXPECT_EQ(code(circle), "read");
}

TEST(HostilePdf, HasALeafOfItsTreeForEachOfAMillionReaders) {
  std::string names;
  for (int i = 0; i < 5000; ++i) names += "(a) <</F(a" + std::to_string(i) + ")>>";
  EXPECT_EQ(code(pdf_of({{1, "<</Names<</EmbeddedFiles<</Names[" + names + "]>>>>>>"}})), "read");
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += "<</Kids[";
  EXPECT_EQ(code(pdf_of({{1, "<</Names<</EmbeddedFiles " + deep}})), "PDF-001");
  std::string whole = deep;
  for (int i = 0; i < 100; ++i) whole += "]>>";
  EXPECT_EQ(code(pdf_of({{1, "<</Names<</EmbeddedFiles " + whole + ">>>>"}})), "read");
}

TEST(HostilePdf, IsNestedDeeperThanAnyReaderGoes) {
  EXPECT_EQ(code(pdf_of({{1, std::string(1'000'000, '[')}})), "PDF-001");
}

TEST(HostilePdf, IsLargerThanTheLimits) {
  EXPECT_EQ(code(good_pdf(), {.file_bytes = good_pdf().size() - 1}), "PDF-003");
  EXPECT_EQ(code(good_pdf(), {.read_bytes = 2000}), "PDF-003");
  EXPECT_EQ(code(good_pdf(), {.structure_bytes = 200}), "PDF-003");
  EXPECT_EQ(code(good_pdf(), {.tokens = 100}), "PDF-003");
  EXPECT_EQ(code(good_pdf(), {.xml_bytes = 100}), "PDF-003");
  EXPECT_EQ(code(good_pdf(), {.xmp_bytes = 100}), "PDF-003");
  EXPECT_EQ(code(good_pdf()), "read");
}

TEST(HostilePdf, HasMetadataOfAMillionNamespaces) {
  std::string many;
  for (int i = 0; i < 5000; ++i) many += " xmlns:n" + std::to_string(i) + "='u'";
  const auto deep = [](std::size_t levels) {
    std::string text;
    for (std::size_t i = 0; i < levels; ++i) text += "<a>";
    for (std::size_t i = 0; i < levels; ++i) text += "</a>";
    return text;
  };
  for (const std::string& packet :
       {"<a" + many + "/>", deep(100'000), std::string("\xff\xfe<"),
        std::string("<a/><!DOCTYPE a>"), std::string("<!DOCTYPE a><a/>")}) {
    const auto read = read_pdf_invoice(changed([&](QPDF& pdf) {
      pdf.getRoot()
          .getKey("/Metadata")
          .replaceStreamData(packet, QPDFObjectHandle::newNull(), QPDFObjectHandle::newNull());
    }));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->findings.front().fault.code, "A-6.6.2.1") << packet.substr(0, 40);
  }
}

TEST(HostilePdf, IsReadByManyThreadsAtOnce) {
  std::vector<std::thread> threads;
  std::vector<std::string> codes(4);
  const std::string bomb =
      pdf_of(with_file(stream_object("/Filter/FlateDecode", packed(std::string(40 * kMiB, ' ')))));
  for (std::size_t i = 0; i < codes.size(); ++i) {
    threads.emplace_back([&, i] { codes[i] = code(i % 2 == 0 ? bomb : good_pdf()); });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(codes, (std::vector<std::string>{"PDF-003", "read", "PDF-003", "read"}));
}

}  // namespace
}  // namespace enclosure::app
