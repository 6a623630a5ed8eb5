// What `check` says about the PDF around an e-invoice: nothing about a good one, and each defect
// by its rule.

#include "app/check/pdf_invoice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "tests/check/foreign_pdf.h"

namespace enclosure::app {
namespace {

using invoice::rules::Finding;
using invoice::rules::Weight;
using test::add_file;
using test::changed;
using test::edit_xmp;
using test::invoice_stream;
using test::specification;
using testing::Contains;
using testing::IsEmpty;

QPDFObjectHandle name(const std::string& text) {
  return QPDFObjectHandle::newName(text);
}

QPDFObjectHandle text(const std::string& utf8) {
  return QPDFObjectHandle::newUnicodeString(utf8);
}

/// "error FX-6.2.2", "warning FX-6.4".
std::string word(const Finding& finding) {
  return (finding.weight == Weight::kError ? "error " : "warning ") + finding.fault.code;
}

std::vector<std::string> words(const PdfInvoice& read) {
  std::vector<std::string> all;
  for (const Finding& finding : read.findings) {
    all.push_back(word(finding));
    EXPECT_FALSE(finding.fault.message.empty());
    EXPECT_FALSE(finding.fault.hint.empty()) << finding.fault.message;
  }
  return all;
}

PdfInvoice read(const std::string& bytes) {
  auto found = read_pdf_invoice(bytes);
  if (!found) {
    ADD_FAILURE() << found.faults().front().message;
    return {};
  }
  return *std::move(found);
}

TEST(PdfInvoice, TakesTheEInvoiceOutOfAGoodFile) {
  const PdfInvoice found = read(test::good_pdf());
  EXPECT_EQ(found.file_name, "factur-x.xml");
  EXPECT_EQ(found.xml, test::cii_of("urn:cen.eu:en16931:2017"));
  EXPECT_EQ(found.specification, "urn:cen.eu:en16931:2017");
  EXPECT_EQ(found.conformance_level, "EN 16931");
  EXPECT_THAT(words(found), IsEmpty());
  EXPECT_FALSE(found.is_refused());
}

TEST(PdfInvoice, TakesTheFileHoweverItIsWritten) {
  const auto unchanged = [](QPDF&) {};
  EXPECT_THAT(words(read(changed(unchanged))), IsEmpty());
  EXPECT_THAT(words(read(changed(unchanged,
                                 [](QPDFWriter& writer) {
                                   writer.setObjectStreamMode(qpdf_o_generate);
                                   writer.setRecompressFlate(true);
                                 }))),
              IsEmpty());
  EXPECT_THAT(
      words(read(changed(unchanged, [](QPDFWriter& writer) { writer.setLinearization(true); }))),
      IsEmpty());
}

struct BrokenCase {
  std::string name;
  std::string word;
  test::Change change;
};

void PrintTo(const BrokenCase& c, std::ostream* out) {
  *out << c.name;
}

class BrokenPdf : public testing::TestWithParam<BrokenCase> {};

TEST_P(BrokenPdf, IsNamedByItsRule) {
  const PdfInvoice found = read(changed(GetParam().change));
  EXPECT_THAT(words(found), Contains(GetParam().word));
  EXPECT_EQ(found.is_refused(), GetParam().word.starts_with("error"));
}

const std::string kXRechnung =
    "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0";
constexpr const char* kLevel = "<fx:ConformanceLevel>EN 16931";

void be_profile(QPDF& pdf, const std::string& bt24, const std::string& level) {
  test::replace_xml(pdf, test::cii_of(bt24));
  edit_xmp(pdf, kLevel, "<fx:ConformanceLevel>" + level);
}

void relate(QPDF& pdf, const std::string& relationship) {
  specification(pdf).replaceKey("/AFRelationship", name(relationship));
}

const std::vector<BrokenCase>& of_files() {
  static const std::vector<BrokenCase> cases{
      {"NoFile", "error FX-6",
       [](QPDF& pdf) {
         pdf.getRoot().removeKey("/Names");
         pdf.getRoot().removeKey("/AF");
       }},
      {"TwoInvoices", "error FX-6", [](QPDF& pdf) { add_file(pdf, "xrechnung.xml", "<x/>"); }},
      {"TheSameNameTwice", "error FX-6", [](QPDF& pdf) { add_file(pdf, "factur-x.xml", "<x/>"); }},
      {"TwoFilesUnderOneName", "error FX-6",
       [](QPDF& pdf) {
         specification(pdf).getKey("/EF").replaceKey("/UF", pdf.newStream("<other/>"));
       }},
      {"NotInNames", "error FX-6.2", [](QPDF& pdf) { pdf.getRoot().removeKey("/Names"); }},
      {"NotAssociated", "error FX-6.2.1", [](QPDF& pdf) { pdf.getRoot().removeKey("/AF"); }},
      {"AssociatedByAnotherSpecification", "error FX-6.2.1",
       [](QPDF& pdf) {
         QPDFObjectHandle copy = pdf.makeIndirectObject(specification(pdf).shallowCopy());
         pdf.getRoot().replaceKey("/AF", QPDFObjectHandle::newArray({copy}));
       }},
      {"TreeInACircle", "error A-6.8",
       [](QPDF& pdf) {
         QPDFObjectHandle tree =
             pdf.makeIndirectObject(pdf.getRoot().getKey("/Names").getKey("/EmbeddedFiles"));
         pdf.getRoot().getKey("/Names").replaceKey("/EmbeddedFiles", tree);
         tree.replaceKey("/Kids", QPDFObjectHandle::newArray({tree}));
       }},
      {"TreeOfNumbers", "error A-6.8",
       [](QPDF& pdf) {
         pdf.getRoot()
             .getKey("/Names")
             .getKey("/EmbeddedFiles")
             .replaceKey("/Names", QPDFObjectHandle::parse("[(factur-x.xml) 7]"));
       }},
      {"OldNameOfZugferd1", "error FX-6.2",
       [](QPDF& pdf) { test::rename(pdf, "ZUGFeRD-invoice.xml"); }},
      {"OldNameOfZugferd2", "warning FX-6.3.2",
       [](QPDF& pdf) { test::rename(pdf, "zugferd-invoice.xml"); }},
      {"NameInCapitals", "error FX-6.2", [](QPDF& pdf) { test::rename(pdf, "Factur-X.xml"); }},
      {"AnotherName", "error FX-6.2", [](QPDF& pdf) { test::rename(pdf, "invoice.xml"); }},
      {"XRechnungUnderTheOtherName", "error FX-7.7",
       [](QPDF& pdf) { be_profile(pdf, kXRechnung, "XRECHNUNG"); }},
      {"OtherProfileAsXRechnung", "error FX-7.7",
       [](QPDF& pdf) { test::rename(pdf, "xrechnung.xml"); }},
      {"NoF", "error A-6.8", [](QPDF& pdf) { specification(pdf).removeKey("/F"); }},
      {"NoUF", "error A-6.8", [](QPDF& pdf) { specification(pdf).removeKey("/UF"); }},
      {"NamesDiffer", "error FX-6.2",
       [](QPDF& pdf) { specification(pdf).replaceKey("/F", text("xrechnung.xml")); }},
      {"NoStream", "error A-6.8", [](QPDF& pdf) { specification(pdf).removeKey("/EF"); }},
      {"NoType", "error FX-6.2",
       [](QPDF& pdf) { invoice_stream(pdf).getDict().removeKey("/Subtype"); }},
      {"AnotherType", "error FX-6.2",
       [](QPDF& pdf) {
         invoice_stream(pdf).getDict().replaceKey("/Subtype", name("/application/xml"));
       }},
      {"NoDate", "warning FX-6.2",
       [](QPDF& pdf) { invoice_stream(pdf).getDict().getKey("/Params").removeKey("/ModDate"); }},
      {"WrongSize", "error FX-6.2",
       [](QPDF& pdf) {
         invoice_stream(pdf).getDict().getKey("/Params").replaceKey(
             "/Size", QPDFObjectHandle::newInteger(7));
       }},
      {"WrongSum", "error FX-6.2",
       [](QPDF& pdf) {
         invoice_stream(pdf).getDict().getKey("/Params").replaceKey(
             "/CheckSum", QPDFObjectHandle::newString("0123456789abcdef"));
       }},
      {"SumInHexadecimal", "warning FX-6.2",
       [](QPDF& pdf) {
         test::replace_xml(pdf, "");  // the best known MD5 of all
         test::replace_xml(pdf, "abc");
         invoice_stream(pdf).getDict().getKey("/Params").replaceKey(
             "/CheckSum", QPDFObjectHandle::newString("900150983CD24FB0D6963F7D28E17F72"));
       }},
      {"Empty", "error FX-6.2", [](QPDF& pdf) { test::replace_xml(pdf, ""); }},
      {"FurtherFile", "warning FX-6.4", [](QPDF& pdf) { add_file(pdf, "setup.exe", "MZ"); }},
      {"FurtherFileWithoutType", "warning FX-6.4", [](QPDF& pdf) { add_file(pdf, "README", "a"); }},
  };
  return cases;
}

const std::vector<BrokenCase>& of_relationships() {
  static const std::vector<BrokenCase> cases{
      {"NoRelationship", "error A-6.8",
       [](QPDF& pdf) { specification(pdf).removeKey("/AFRelationship"); }},
      {"DataInFrance", "warning FX-6.2.2", [](QPDF& pdf) { relate(pdf, "/Data"); }},
      {"SourceInFrance", "warning FX-6.2.2", [](QPDF& pdf) { relate(pdf, "/Source"); }},
      {"Supplement", "error FX-6.2.2", [](QPDF& pdf) { relate(pdf, "/Supplement"); }},
      {"AlternativeForMinimum", "error FX-6.2.2",
       [](QPDF& pdf) { be_profile(pdf, "urn:factur-x.eu:1p0:minimum", "MINIMUM"); }},
      {"SourceForXRechnung", "error FX-6.2.2",
       [](QPDF& pdf) {
         be_profile(pdf, kXRechnung, "XRECHNUNG");
         test::rename(pdf, "xrechnung.xml");
         relate(pdf, "/Source");
       }},
  };
  return cases;
}

const std::vector<BrokenCase>& of_metadata() {
  static const std::vector<BrokenCase> cases{
      {"NoMetadata", "error A-6.6.2.1", [](QPDF& pdf) { pdf.getRoot().removeKey("/Metadata"); }},
      {"NoXml", "error A-6.6.2.1", [](QPDF& pdf) { edit_xmp(pdf, "</x:xmpmeta>", ""); }},
      {"NoRdf", "error A-6.6.2.1", [](QPDF& pdf) { edit_xmp(pdf, "rdf:RDF", "rdf:Rdf"); }},
      {"DocumentType", "error A-6.6.2.1",
       [](QPDF& pdf) {
         edit_xmp(pdf, "<x:xmpmeta", "<!DOCTYPE x [<!ENTITY a \"b\">]><x:xmpmeta");
       }},
      {"NotPdfA", "error A-6.6.4", [](QPDF& pdf) { edit_xmp(pdf, "pdfaid:part", "pdfaid:Part"); }},
      {"PdfA1", "error A-6.6.4",
       [](QPDF& pdf) { edit_xmp(pdf, "<pdfaid:part>3", "<pdfaid:part>1"); }},
      {"NoSuchLevel", "error A-6.6.4",
       [](QPDF& pdf) { edit_xmp(pdf, "<pdfaid:conformance>A", "<pdfaid:conformance>C"); }},
      {"NotFacturX", "error FX-6.3.1",
       [](QPDF& pdf) {
         edit_xmp(pdf, "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#", "urn:example#");
       }},
      {"Misspelt", "error FX-6.3.1",
       [](QPDF& pdf) {
         edit_xmp(pdf, "CrossIndustryDocument:invoice:1p0#", "crossindustrydocument:invoice:1p0#");
       }},
      {"WithoutItsHash", "error FX-6.3.1",
       [](QPDF& pdf) { edit_xmp(pdf, "invoice:1p0#", "invoice:1p0"); }},
      {"OfZugferd1", "error FX-6.3.1",
       [](QPDF& pdf) { edit_xmp(pdf, "urn:factur-x:pdfa", "urn:ferd:pdfa"); }},
      {"OfZugferd2", "warning FX-6.3.2",
       [](QPDF& pdf) { edit_xmp(pdf, "urn:factur-x:pdfa", "urn:zugferd:pdfa"); }},
      {"AnotherDocumentType", "error FX-6.3.1",
       [](QPDF& pdf) { edit_xmp(pdf, "<fx:DocumentType>INVOICE", "<fx:DocumentType>ORDER"); }},
      {"AnotherFileName", "error FX-6.3.1",
       [](QPDF& pdf) {
         edit_xmp(pdf, "<fx:DocumentFileName>factur-x", "<fx:DocumentFileName>xrechnung");
       }},
      {"NoVersion", "error FX-6.3.1",
       [](QPDF& pdf) { edit_xmp(pdf, "<fx:Version>1.0</fx:Version>", ""); }},
      {"AnotherVersion", "warning FX-6.3.1",
       [](QPDF& pdf) { edit_xmp(pdf, "<fx:Version>1.0", "<fx:Version>1p0"); }},
      {"AnotherVersionOfXRechnung", "warning FX-7.7",
       [](QPDF& pdf) {
         be_profile(pdf, kXRechnung, "XRECHNUNG");
         test::rename(pdf, "xrechnung.xml");
         edit_xmp(pdf, "<fx:Version>1.0", "<fx:Version>2.3");
       }},
      {"LevelWithoutItsBlank", "error FX-6.3.1",
       [](QPDF& pdf) { edit_xmp(pdf, kLevel, "<fx:ConformanceLevel>EN16931"); }},
      {"LevelOfAnotherProfile", "error FX-6.3.1",
       [](QPDF& pdf) { edit_xmp(pdf, kLevel, "<fx:ConformanceLevel>EXTENDED"); }},
      {"ProfileWithoutLevel", "error FX-6.3.1",
       [](QPDF& pdf) { test::replace_xml(pdf, test::cii_of("urn:example:profile")); }},
      {"TwoLevels", "error FX-6.3.1",
       [](QPDF& pdf) {
         edit_xmp(pdf, kLevel,
                  "<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>"
                  "<fx:ConformanceLevel>BASIC");
       }},
      {"NoExtensionSchema", "error A-6.6.2.3.1",
       [](QPDF& pdf) { edit_xmp(pdf, "pdfaExtension:schemas", "pdfaExtension:Schemas"); }},
      {"Undeclared", "error A-6.6.2.3.1",
       [](QPDF& pdf) {
         edit_xmp(pdf, "<pdfaProperty:name>ConformanceLevel", "<pdfaProperty:name>Level");
       }},
      {"HalfDeclared", "error A-6.6.2.3.3",
       [](QPDF& pdf) {
         edit_xmp(pdf, "<pdfaProperty:category>external", "<pdfaProperty:category>");
       }},
  };
  return cases;
}

std::string name_of_case(const testing::TestParamInfo<BrokenCase>& param) {
  return param.param.name;
}
INSTANTIATE_TEST_SUITE_P(Files, BrokenPdf, testing::ValuesIn(of_files()), name_of_case);
INSTANTIATE_TEST_SUITE_P(Relationships, BrokenPdf, testing::ValuesIn(of_relationships()),
                         name_of_case);
INSTANTIATE_TEST_SUITE_P(Metadata, BrokenPdf, testing::ValuesIn(of_metadata()), name_of_case);

TEST(PdfInvoice, TellsAllAtOnce) {
  const PdfInvoice found = read(changed([](QPDF& pdf) {
    pdf.getRoot().removeKey("/AF");
    relate(pdf, "/Supplement");
    edit_xmp(pdf, "<pdfaid:part>3", "<pdfaid:part>2");
    edit_xmp(pdf, kLevel, "<fx:ConformanceLevel>COMFORT");
    add_file(pdf, "a.zip", "PK");
  }));
  const std::vector<std::string> all = words(found);
  const std::set<std::string> distinct(all.begin(), all.end());
  EXPECT_EQ(distinct, (std::set<std::string>{"error FX-6.2.2", "error A-6.6.4", "error FX-6.3.1",
                                             "error FX-6.2.1", "warning FX-6.4"}));
}

TEST(PdfInvoice, TakesWhatOtherProfilesDemand) {
  EXPECT_THAT(words(read(changed([](QPDF& pdf) {
                be_profile(pdf, "urn:factur-x.eu:1p0:basicwl", "BASIC WL");
                relate(pdf, "/Data");
              }))),
              IsEmpty());
  EXPECT_THAT(words(read(changed([](QPDF& pdf) {
                be_profile(pdf, kXRechnung, "XRECHNUNG");
                test::rename(pdf, "xrechnung.xml");
                edit_xmp(pdf, "<fx:Version>1.0", "<fx:Version>3.0");
              }))),
              IsEmpty());
}

TEST(PdfInvoice, TakesPropertiesThatAreAttributes) {
  EXPECT_THAT(words(read(changed([](QPDF& pdf) {
                edit_xmp(pdf, "<fx:DocumentType>INVOICE</fx:DocumentType>", "");
                edit_xmp(pdf, "invoice:1p0#\">", "invoice:1p0#\" fx:DocumentType=\"INVOICE\">");
              }))),
              IsEmpty());
}

TEST(PdfInvoice, FindsTheFileBelowKidsAndBesideOthers) {
  const PdfInvoice found = read(changed([](QPDF& pdf) {
    add_file(pdf, "delivery note.pdf", "%PDF-1.7");
    QPDFObjectHandle names = pdf.getRoot().getKey("/Names");
    QPDFObjectHandle leaf = pdf.makeIndirectObject(names.getKey("/EmbeddedFiles"));
    QPDFObjectHandle tree = QPDFObjectHandle::newDictionary();
    tree.replaceKey("/Kids", QPDFObjectHandle::newArray({leaf}));
    names.replaceKey("/EmbeddedFiles", tree);
  }));
  EXPECT_EQ(found.file_name, "factur-x.xml");
  EXPECT_THAT(words(found), IsEmpty());
}

TEST(PdfInvoice, TakesAnUnknownXmlAlongWithItsFinding) {
  const PdfInvoice found = read(changed([](QPDF& pdf) { test::rename(pdf, "RE-2026.xml"); }));
  EXPECT_EQ(found.file_name, "RE-2026.xml");
  EXPECT_FALSE(found.xml.empty());
}

TEST(PdfInvoice, ReadsAnEncryptedFileWithoutPasswordAndSaysSo) {
  const auto encrypted = [](const char* user) {
    return changed([](QPDF&) {},
                   [user](QPDFWriter& writer) {
                     writer.setR6EncryptionParameters(user, "owner", true, true, true, true, true,
                                                      true, qpdf_r3p_full, true);
                   });
  };
  const PdfInvoice found = read(encrypted(""));
  EXPECT_THAT(words(found), Contains("error A-6.1.3"));
  EXPECT_EQ(found.xml, test::cii_of("urn:cen.eu:en16931:2017"));

  const auto locked = read_pdf_invoice(encrypted("secret"));
  ASSERT_FALSE(locked);
  EXPECT_EQ(locked.faults().front().code, "PDF-002");
}

TEST(PdfInvoice, ShowsAStrangersNamesWithoutTheirTricks) {
  const PdfInvoice found =
      read(changed([](QPDF& pdf) { add_file(pdf, "\x1b[31mred\n\u202Efdp.exe", "MZ"); }));
  ASSERT_EQ(found.findings.size(), 1U);
  EXPECT_EQ(found.findings[0].fault.path, "\uFFFD[31mred\uFFFD\uFFFDfdp.exe");
}

}  // namespace
}  // namespace enclosure::app
