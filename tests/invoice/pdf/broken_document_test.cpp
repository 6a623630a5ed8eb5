// The judge of the files sees what is broken in the document, its pages and its fonts.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/invoice/pdf/broken_file.h"
#include "tests/support/pdf_rules/check_pdf.h"

namespace enclosure::invoice::conformance {
namespace {

using support::check_pdf;
using support::Violation;
using testing::Contains;
using testing::Field;

TEST(BrokenFiles, AreSoundBeforeTheyAreBroken) {
  EXPECT_THAT(check_pdf(broken([](QPDF&) {})), testing::IsEmpty());
}

class BrokenDocument : public testing::TestWithParam<BrokenCase> {};

TEST_P(BrokenDocument, IsSeen) {
  EXPECT_THAT(check_pdf(broken(GetParam().breaking)),
              Contains(Field(&Violation::rule, GetParam().rule)));
}

const std::vector<BrokenCase>& of_document() {
  static const std::vector<BrokenCase> cases{
      {"OpenAction", "A-6.5.2",
       [](QPDF& pdf) {
         pdf.getRoot().replaceKey(
             "/OpenAction", QPDFObjectHandle::parse("<</S/JavaScript/JS(app.alert\\(1\\))>>"));
       }},
      {"OnPageAction", "A-6.5.2",
       [](QPDF& pdf) {
         page(pdf).replaceKey("/AA", QPDFObjectHandle::parse("<</O<</S/URI/URI(x)>>>>"));
       }},
      {"Form", "A-6.4.1",
       [](QPDF& pdf) {
         pdf.getRoot().replaceKey("/AcroForm", QPDFObjectHandle::parse("<</Fields[]>>"));
       }},
      {"RendersItself", "A-6.4.2",
       [](QPDF& pdf) {
         pdf.getRoot().replaceKey("/NeedsRendering", QPDFObjectHandle::newBool(true));
       }},
      {"Permissions", "A-6.1.12",
       [](QPDF& pdf) { pdf.getRoot().replaceKey("/Perms", QPDFObjectHandle::newDictionary()); }},
      {"Layers", "A-6.9",
       [](QPDF& pdf) {
         pdf.getRoot().replaceKey("/OCProperties",
                                  QPDFObjectHandle::parse("<</OCGs[]/D<</Order[]>>>>"));
       }},
      {"Requirements", "A-6.11",
       [](QPDF& pdf) { pdf.getRoot().replaceKey("/Requirements", QPDFObjectHandle::newArray()); }},
      {"OtherPresentations", "A-6.10",
       [](QPDF& pdf) {
         pdf.getRoot().getKey("/Names").replaceKey("/AlternatePresentations",
                                                   QPDFObjectHandle::parse("<</Names[]>>"));
       }},
      {"Suspects", "UA-7.1",
       [](QPDF& pdf) {
         pdf.getRoot().getKey("/MarkInfo").replaceKey("/Suspects", QPDFObjectHandle::newBool(true));
       }},
      {"LongString", "A-6.1.13",
       [](QPDF& pdf) { pdf.getRoot().replaceKey("/X", text(std::string(32768, 'x'))); }},
      {"LongName", "A-6.1.13",
       [](QPDF& pdf) { pdf.getRoot().replaceKey("/X", name("/" + std::string(128, 'x'))); }},
      {"LongInteger", "A-6.1.13",
       [](QPDF& pdf) { pdf.getRoot().replaceKey("/X", QPDFObjectHandle::newInteger(2147483648)); }},
      {"NotMarked", "A-6.7.2", [](QPDF& pdf) { pdf.getRoot().removeKey("/MarkInfo"); }},
      {"NoLanguage", "A-6.7.4", [](QPDF& pdf) { pdf.getRoot().removeKey("/Lang"); }},
      {"StrangeLanguage", "A-6.7.4",
       [](QPDF& pdf) { pdf.getRoot().replaceKey("/Lang", text("de_DE")); }},
      {"NoTitleShown", "UA-7.1", [](QPDF& pdf) { pdf.getRoot().removeKey("/ViewerPreferences"); }},
      {"Interpolated", "A-6.2.8",
       [](QPDF& pdf) { logo_of(pdf).replaceKey("/Interpolate", QPDFObjectHandle::newBool(true)); }},
      {"Outside", "A-6.1.7.1",
       [](QPDF& pdf) { page(pdf).getKey("/Contents").getDict().replaceKey("/F", text("other")); }},
      {"NoIntent", "A-6.2.3", [](QPDF& pdf) { pdf.getRoot().removeKey("/OutputIntents"); }},
      {"IntentOfAnotherKind", "A-6.2.3",
       [](QPDF& pdf) {
         pdf.getRoot().getKey("/OutputIntents").getArrayItem(0).replaceKey("/S", name("/GTS_PDFX"));
       }},
      {"ProfileDamaged", "A-6.2.3",
       [](QPDF& pdf) {
         edit(pdf.getRoot().getKey("/OutputIntents").getArrayItem(0).getKey("/DestOutputProfile"),
              "acsp", "pasc");
       }},
  };
  return cases;
}

const std::vector<BrokenCase>& of_page() {
  static const std::vector<BrokenCase> cases{
      {"Cmyk", "A-6.2.4.3", [](QPDF& pdf) { edit_page(pdf, "BT", "0 0 0 1 k\nBT"); }},
      {"CmykSpace", "A-6.2.4.3", [](QPDF& pdf) { edit_page(pdf, "BT", "/DeviceCMYK cs\nBT"); }},
      {"CmykImage", "A-6.2.4.3",
       [](QPDF& pdf) { logo_of(pdf).replaceKey("/ColorSpace", name("/DeviceCMYK")); }},
      {"BitsPerComponent", "A-6.2.8",
       [](QPDF& pdf) { logo_of(pdf).replaceKey("/BitsPerComponent", integer(3)); }},
      {"IntentOfImage", "A-6.2.6",
       [](QPDF& pdf) { logo_of(pdf).replaceKey("/Intent", name("/Vivid")); }},
      {"IntentOfPage", "A-6.2.6", [](QPDF& pdf) { edit_page(pdf, "BT", "/Vivid ri\nBT"); }},
      {"DrawingInADrawing", "A-6.2.9",
       [](QPDF& pdf) { logo_of(pdf).replaceKey("/Subtype", name("/Form")); }},
      {"GraphicsStates", "A-6.2.5",
       [](QPDF& pdf) {
         page(pdf)
             .getKey("/Resources")
             .replaceKey("/ExtGState", QPDFObjectHandle::parse("<</G<</TR/Identity>>>>"));
       }},
      {"InheritedResources", "A-6.2.2",
       [](QPDF& pdf) {
         pdf.getRoot().getKey("/Pages").replaceKey("/Resources", page(pdf).getKey("/Resources"));
         page(pdf).removeKey("/Resources");
       }},
      {"Steps", "A-6.10",
       [](QPDF& pdf) { page(pdf).replaceKey("/PresSteps", QPDFObjectHandle::newDictionary()); }},
      {"TooSmall", "A-6.1.13",
       [](QPDF& pdf) { page(pdf).replaceKey("/CropBox", QPDFObjectHandle::parse("[0 0 2 842]")); }},
      {"TooDeep", "A-6.1.13",
       [](QPDF& pdf) {
         std::string deep;
         for (int i = 0; i < 29; ++i) deep += "q\n";
         for (int i = 0; i < 29; ++i) deep += "Q\n";
         edit_page(pdf, "BT", deep + "BT");
       }},
      {"UnknownOperator", "A-6.2.2", [](QPDF& pdf) { edit_page(pdf, "BT", "foo\nBT"); }},
      {"MissingFont", "A-6.2.2", [](QPDF& pdf) { edit_page(pdf, "/F1", "/F9"); }},
      {"MissingImage", "A-6.2.2", [](QPDF& pdf) { edit_page(pdf, "/X1", "/X9"); }},
      {"NotClosed", "A-6.2.2", [](QPDF& pdf) { edit_page(pdf, "EMC\nET", "ET"); }},
      {"Untagged", "UA-7.1",
       [](QPDF& pdf) { edit_page(pdf, "/Artifact BMC", "0 0 10 10 re\nf\n/Artifact BMC"); }},
      {"ContentInArtifact", "UA-7.1",
       [](QPDF& pdf) {
         edit_page(pdf, "/Artifact BMC", "/Artifact BMC\n/P<</MCID 9999>>BDC\nEMC");
       }},
      {"LanguageOfASpan", "A-6.7.4",
       [](QPDF& pdf) {
         edit_page(pdf, "/Artifact BMC", "/Span<</Lang(auf Deutsch)>>BDC\nEMC\n/Artifact BMC");
       }},
      {"McidTwice", "UA-7.1",
       [](QPDF& pdf) { edit_page(pdf, "/Artifact BMC", "/P<</MCID 1>>BDC\nEMC\n/Artifact BMC"); }},
      {"Hidden", "A-6.3.2",
       [](QPDF& pdf) { annotation(pdf).replaceKey("/F", QPDFObjectHandle::newInteger(6)); }},
      {"NotPrinted", "A-6.3.2", [](QPDF& pdf) { annotation(pdf).removeKey("/F"); }},
      {"Launch", "A-6.5.1",
       [](QPDF& pdf) {
         annotation(pdf).replaceKey("/A", QPDFObjectHandle::parse("<</S/Launch/F(x)>>"));
       }},
      {"NoLink", "A-6.3.1",
       [](QPDF& pdf) { annotation(pdf).replaceKey("/Subtype", name("/Movie")); }},
      {"Appearance", "A-6.3.3",
       [](QPDF& pdf) { annotation(pdf).replaceKey("/AP", QPDFObjectHandle::newDictionary()); }},
      {"LinkWithoutWords", "UA-7.18.5", [](QPDF& pdf) { annotation(pdf).removeKey("/Contents"); }},
      {"LinkOutsideOfTheTree", "UA-7.18.1",
       [](QPDF& pdf) { annotation(pdf).removeKey("/StructParent"); }},
      {"LinkOfAnotherElement", "UA-7.18.1",
       [](QPDF& pdf) {
         annotation(pdf).replaceKey("/StructParent", QPDFObjectHandle::newInteger(77));
       }},
      {"NoTabOrder", "UA-7.18.3", [](QPDF& pdf) { page(pdf).removeKey("/Tabs"); }},
  };
  return cases;
}

const std::vector<BrokenCase>& of_fonts() {
  static const std::vector<BrokenCase> cases{
      {"NotEmbedded", "A-6.2.11.4.1",
       [](QPDF& pdf) { descendant(pdf).getKey("/FontDescriptor").removeKey("/FontFile2"); }},
      {"CutShort", "A-6.2.11.4.1",
       [](QPDF& pdf) {
         QPDFObjectHandle file = descendant(pdf).getKey("/FontDescriptor").getKey("/FontFile2");
         file.replaceStreamData(data_of(file).substr(0, 500), QPDFObjectHandle::newNull(),
                                QPDFObjectHandle::newNull());
       }},
      {"NotDef", "A-6.2.11.8",
       [](QPDF& pdf) { edit_page(pdf, "BT\n", "BT\n/F1 9 Tf\n/Artifact BMC\n<0000> Tj\nEMC\n"); }},
      {"NoSuchGlyph", "A-6.2.11.4.1",
       [](QPDF& pdf) { edit_page(pdf, "BT\n", "BT\n/F1 9 Tf\n/Artifact BMC\n<7FFF> Tj\nEMC\n"); }},
      {"WrongWidths", "A-6.2.11.5",
       [](QPDF& pdf) { descendant(pdf).replaceKey("/W", QPDFObjectHandle::parse("[0 900 333]")); }},
      {"NoToUnicode", "A-6.2.11.7.2", [](QPDF& pdf) { font(pdf).removeKey("/ToUnicode"); }},
      {"MapToCids", "A-6.2.11.7.2",
       [](QPDF& pdf) { edit(font(pdf).getKey("/ToUnicode"), "beginbfrange", "begincidrange"); }},
      {"PrivateUse", "A-6.2.11.7.3",
       [](QPDF& pdf) {
         font(pdf)
             .getKey("/ToUnicode")
             .replaceStreamData("1 beginbfrange\n<0001> <1000> <E001>\nendbfrange\n",
                                QPDFObjectHandle::newNull(), QPDFObjectHandle::newNull());
       }},
      {"NoType", "A-6.2.11.2", [](QPDF& pdf) { font(pdf).removeKey("/Type"); }},
      {"ProgramOfAnotherKind", "A-6.2.11.2",
       [](QPDF& pdf) {
         descendant(pdf)
             .getKey("/FontDescriptor")
             .getKey("/FontFile2")
             .getDict()
             .replaceKey("/Subtype", name("/Type1C"));
       }},
      {"NoSystem", "A-6.2.11.3.1", [](QPDF& pdf) { descendant(pdf).removeKey("/CIDSystemInfo"); }},
      {"CidSet", "A-6.2.11.4.2",
       [](QPDF& pdf) {
         descendant(pdf)
             .getKey("/FontDescriptor")
             .replaceKey("/CIDSet", QPDFObjectHandle::newStream(&pdf, "\x80"));
       }},
      {"NoGidMap", "A-6.2.11.3.2", [](QPDF& pdf) { descendant(pdf).removeKey("/CIDToGIDMap"); }},
      {"OtherEncoding", "A-6.2.11.3.3",
       [](QPDF& pdf) { font(pdf).replaceKey("/Encoding", name("/UniGB-UTF16-H")); }},
      {"NoTag", "A-6.2.11.2",
       [](QPDF& pdf) { font(pdf).replaceKey("/BaseFont", name("/NotoSans-Regular")); }},
      {"AnotherKind", "A-6.2.11",
       [](QPDF& pdf) { font(pdf).replaceKey("/Subtype", name("/Type3")); }},
  };
  return cases;
}

const auto kCaseName = [](const auto& param) { return param.param.name; };
INSTANTIATE_TEST_SUITE_P(Document, BrokenDocument, testing::ValuesIn(of_document()), kCaseName);
INSTANTIATE_TEST_SUITE_P(Page, BrokenDocument, testing::ValuesIn(of_page()), kCaseName);
INSTANTIATE_TEST_SUITE_P(Fonts, BrokenDocument, testing::ValuesIn(of_fonts()), kCaseName);

}  // namespace
}  // namespace enclosure::invoice::conformance
