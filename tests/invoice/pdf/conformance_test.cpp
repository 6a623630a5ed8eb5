// Every file is PDF/A-3a and PDF/UA-1, and the judge who says so sees each rule broken.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <string>
#include <vector>

#include "invoice/render.h"
#include "sample_invoice.h"
#include "tests/support/pdf_rules/check_pdf.h"
#include "tests/support/process.h"

namespace enclosure::invoice {
namespace {

using support::check_pdf;
using support::Violation;
using testing::Contains;
using testing::Field;
using testing::IsEmpty;

const Logo& logo() {
  static const Logo loaded = *Logo::decode(
      support::slurp(std::filesystem::path(ENCLOSURE_SOURCE_DIR) / "samples/logo.png"));
  return loaded;
}

/// As large as a real one; what it says is no matter here.
EmbeddedXml e_invoice() {
  EmbeddedXml xml;
  xml.bytes = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<invoice>";
  for (int i = 0; i < 300; ++i)
    xml.bytes += "<line id=\"" + std::to_string(i) + "\">Zeile</line>\n";
  xml.bytes += "</invoice>\n";
  return xml;
}

std::string rendered(const InvoiceContent& content, const RenderOptions& options) {
  auto pdf = render(sample::invoice(content), options, sample::typesetting());
  if (!pdf) {
    ADD_FAILURE() << pdf.faults().front().path << ": " << pdf.faults().front().message;
    return {};
  }
  return std::move(pdf->bytes);
}

class FileInEachLanguage : public testing::TestWithParam<std::string> {};

TEST_P(FileInEachLanguage, Conforms) {
  const EmbeddedXml xml = e_invoice();
  const InvoiceContent content = sample::content(GetParam());
  EXPECT_THAT(check_pdf(rendered(content, {&logo(), &xml, Effort::kFast})), IsEmpty());
  EXPECT_THAT(check_pdf(rendered(content, {&logo(), &xml, Effort::kCompact})), IsEmpty());
  EXPECT_THAT(check_pdf(rendered(content, {})), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Languages, FileInEachLanguage, testing::ValuesIn(sample::languages()),
                         [](const auto& param) { return param.param; });

TEST_P(FileInEachLanguage, ConformsInEachLook) {
  const EmbeddedXml xml = e_invoice();
  for (const Theme theme : {Theme::kClassic, Theme::kCompact}) {
    for (const Paper paper : {Paper::kA4, Paper::kLetter}) {
      InvoiceContent content = sample::content(GetParam());
      content.look.theme = theme;
      content.look.paper = paper;
      EXPECT_THAT(check_pdf(rendered(content, {&logo(), &xml, Effort::kFast})), IsEmpty());
    }
  }
}

TEST(Conformance, HoldsOverManyPages) {
  const EmbeddedXml xml = e_invoice();
  EXPECT_THAT(check_pdf(rendered(sample::plain(120), {&logo(), &xml, Effort::kFast})), IsEmpty());
}

TEST(Conformance, HoldsForACreditNote) {
  InvoiceContent content = sample::plain(2);
  content.type_code = TypeCode::kCreditNote;
  content.preceding = {{*InvoiceNumber::parse("R-2026-000007"), *parse_date("2026-02-03")}};
  content.correction_reason = "Widerruf";
  EXPECT_THAT(check_pdf(rendered(content, {})), IsEmpty());
}

TEST(Conformance, HoldsForXRechnung) {
  EmbeddedXml xml = e_invoice();
  xml.file_name = "xrechnung.xml";
  xml.conformance_level = "XRECHNUNG";
  xml.version = "3.0";
  EXPECT_THAT(check_pdf(rendered(sample::plain(1), {nullptr, &xml, Effort::kFast})), IsEmpty());
}

// Broken files.

const std::string& good_file() {
  static const std::string file = [] {
    const EmbeddedXml xml = e_invoice();
    return rendered(sample::content("de"), {&logo(), &xml, Effort::kFast});
  }();
  return file;
}

using Breaking = std::function<void(QPDF&)>;

/// The good file after `breaking`, written by libqpdf.
std::string broken(const Breaking& breaking) {
  QPDF pdf;
  pdf.processMemoryFile("good", good_file().data(), good_file().size());
  breaking(pdf);
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setDeterministicID(true);
  writer.setNewlineBeforeEndstream(true);
  writer.setPreserveUnreferencedObjects(true);
  writer.write();
  const auto buffer = writer.getBufferSharedPointer();
  return std::string(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize());
}

QPDFObjectHandle page(QPDF& pdf) {
  return QPDFPageDocumentHelper(pdf).getAllPages().front().getObjectHandle();
}

QPDFObjectHandle name(const std::string& text) {
  return QPDFObjectHandle::newName(text);
}

QPDFObjectHandle text(const std::string& utf8) {
  return QPDFObjectHandle::newUnicodeString(utf8);
}

QPDFObjectHandle integer(int number) {
  return QPDFObjectHandle::newInteger(number);
}

std::string data_of(QPDFObjectHandle stream) {
  const auto data = stream.getStreamData(qpdf_dl_all);
  return std::string(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
}

/// Replaces the first `from` in a stream.
void edit(QPDFObjectHandle stream, const std::string& from, const std::string& to) {
  std::string data = data_of(stream);
  const std::size_t at = data.find(from);
  ASSERT_NE(at, std::string::npos) << from;
  data.replace(at, from.size(), to);
  stream.replaceStreamData(data, QPDFObjectHandle::newNull(), QPDFObjectHandle::newNull());
}

void edit_page(QPDF& pdf, const std::string& from, const std::string& to) {
  edit(page(pdf).getKey("/Contents"), from, to);
}

void edit_xmp(QPDF& pdf, const std::string& from, const std::string& to) {
  edit(pdf.getRoot().getKey("/Metadata"), from, to);
}

QPDFObjectHandle font(QPDF& pdf) {
  return page(pdf).getKey("/Resources").getKey("/Font").getKey("/F1");
}

QPDFObjectHandle descendant(QPDF& pdf) {
  return font(pdf).getKey("/DescendantFonts").getArrayItem(0);
}

/// The dictionary of the image.
QPDFObjectHandle logo_of(QPDF& pdf) {
  return page(pdf).getKey("/Resources").getKey("/XObject").getKey("/X1").getDict();
}

QPDFObjectHandle annotation(QPDF& pdf) {
  return page(pdf).getKey("/Annots").getArrayItem(0);
}

QPDFObjectHandle invoice_file(QPDF& pdf) {
  return pdf.getRoot().getKey("/AF").getArrayItem(0);
}

/// The first element of a type.
QPDFObjectHandle element(QPDF& pdf, const std::string& type) {
  for (QPDFObjectHandle object : pdf.getAllObjects()) {
    if (object.isDictionary() && object.getKey("/S").isName() &&
        object.getKey("/S").getName() == type && object.hasKey("/P")) {
      return object;
    }
  }
  ADD_FAILURE() << "no " << type;
  return QPDFObjectHandle::newNull();
}

struct BrokenCase {
  std::string name;
  std::string rule;
  Breaking breaking;
};

void PrintTo(const BrokenCase& c, std::ostream* out) {
  *out << c.name;
}

class BrokenFile : public testing::TestWithParam<BrokenCase> {};

TEST_P(BrokenFile, IsSeen) {
  EXPECT_THAT(check_pdf(broken(GetParam().breaking)),
              Contains(Field(&Violation::rule, GetParam().rule)));
}

TEST(BrokenFiles, AreSoundBeforeTheyAreBroken) {
  EXPECT_THAT(check_pdf(broken([](QPDF&) {})), IsEmpty());
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

const std::vector<BrokenCase>& of_metadata() {
  static const std::vector<BrokenCase> cases{
      {"NoMetadata", "A-6.6.2.1", [](QPDF& pdf) { pdf.getRoot().removeKey("/Metadata"); }},
      {"NoXml", "A-6.6.2.1", [](QPDF& pdf) { edit_xmp(pdf, "</x:xmpmeta>", ""); }},
      {"OtherLevel", "A-6.6.4", [](QPDF& pdf) { edit_xmp(pdf, "conformance>A", "conformance>B"); }},
      {"NoPdfUa", "UA-5", [](QPDF& pdf) { edit_xmp(pdf, "<pdfuaid:part>1", "<pdfuaid:part>2"); }},
      {"Undeclared", "A-6.6.2.3.1",
       [](QPDF& pdf) {
         edit_xmp(pdf, "<pdfaProperty:name>ConformanceLevel", "<pdfaProperty:name>Level");
       }},
      {"HalfDeclared", "A-6.6.2.3.3",
       [](QPDF& pdf) {
         edit_xmp(pdf, "<pdfaProperty:valueType>Text</pdfaProperty:valueType>", "");
       }},
      {"OtherCategory", "A-6.6.2.3.3",
       [](QPDF& pdf) { edit_xmp(pdf, "category>internal", "category>secret"); }},
      {"OtherNamespaceDeclared", "A-6.6.2.3.3",
       [](QPDF& pdf) { edit_xmp(pdf, "namespaceURI>urn:factur-x", "namespaceURI>urn:other"); }},
      {"OtherNamespace", "A-6.6.2.3.1",
       [](QPDF& pdf) { edit_xmp(pdf, "xmlns:fx=\"urn:factur-x", "xmlns:fx=\"urn:other"); }},
      {"TitleWithoutLanguage", "A-6.6.2.3.1",
       [](QPDF& pdf) { edit_xmp(pdf, " xml:lang=\"x-default\"", ""); }},
      {"CreatorsInABag", "A-6.6.2.3.1",
       [](QPDF& pdf) {
         edit_xmp(pdf, "<rdf:Seq><rdf:li>", "<rdf:Bag><rdf:li>");
         edit_xmp(pdf, "</rdf:Seq></dc:creator>", "</rdf:Bag></dc:creator>");
       }},
      {"NoDateInXmp", "A-6.6.2.3.1",
       [](QPDF& pdf) { edit_xmp(pdf, "T00:00:00Z</xmp:ModifyDate>", "</xmp:ModifyDate>"); }},
      {"PacketSaysItsEncoding", "A-6.6.2.1",
       [](QPDF& pdf) { edit_xmp(pdf, "<?xpacket begin", "<?xpacket encoding=\"UTF-8\" begin"); }},
      {"OtherTitle", "A-6.6.3",
       [](QPDF& pdf) { pdf.getTrailer().getKey("/Info").replaceKey("/Title", text("Etwas")); }},
      {"OtherDate", "A-6.6.3",
       [](QPDF& pdf) {
         pdf.getTrailer().getKey("/Info").replaceKey("/ModDate", text("D:20270101000000Z"));
       }},
      {"NoTitle", "UA-7.1",
       [](QPDF& pdf) {
         edit_xmp(pdf, "<dc:title>", "<dc:rights>");
         edit_xmp(pdf, "</dc:title>", "</dc:rights>");
       }},
      {"NotAssociated", "A-6.8", [](QPDF& pdf) { pdf.getRoot().removeKey("/AF"); }},
      {"NotNamed", "A-6.8", [](QPDF& pdf) { pdf.getRoot().removeKey("/Names"); }},
      {"NoRelationship", "A-6.8",
       [](QPDF& pdf) { invoice_file(pdf).removeKey("/AFRelationship"); }},
      {"OtherRelationship", "FX-6",
       [](QPDF& pdf) { invoice_file(pdf).replaceKey("/AFRelationship", name("/Data")); }},
      {"NoUnicodeName", "A-6.8", [](QPDF& pdf) { invoice_file(pdf).removeKey("/UF"); }},
      {"NoFile", "A-6.8", [](QPDF& pdf) { invoice_file(pdf).removeKey("/EF"); }},
      {"NoMediaType", "A-6.8",
       [](QPDF& pdf) {
         invoice_file(pdf).getKey("/EF").getKey("/F").getDict().removeKey("/Subtype");
       }},
      {"NoSuchMediaType", "A-6.8",
       [](QPDF& pdf) {
         invoice_file(pdf).getKey("/EF").getKey("/F").getDict().replaceKey("/Subtype",
                                                                           name("/text/x ml"));
       }},
      {"NoDate", "A-6.8",
       [](QPDF& pdf) {
         invoice_file(pdf).getKey("/EF").getKey("/F").getDict().getKey("/Params").removeKey(
             "/ModDate");
       }},
      {"OtherContent", "FX-6",
       [](QPDF& pdf) { edit(invoice_file(pdf).getKey("/EF").getKey("/F"), "Zeile", "Geile"); }},
      {"OtherName", "FX-6.2", [](QPDF& pdf) { edit_xmp(pdf, ">factur-x.xml", ">invoice.xml"); }},
      {"UnknownProfile", "FX-6.2", [](QPDF& pdf) { edit_xmp(pdf, ">EN 16931", ">EN16931"); }},
  };
  return cases;
}

const std::vector<BrokenCase>& of_structure() {
  static const std::vector<BrokenCase> cases{
      {"NoTree", "A-6.7.3", [](QPDF& pdf) { pdf.getRoot().removeKey("/StructTreeRoot"); }},
      {"NoParentTree", "A-6.7.3",
       [](QPDF& pdf) { pdf.getRoot().getKey("/StructTreeRoot").removeKey("/ParentTree"); }},
      {"ParentTreeOfOthers", "A-6.7.3",
       [](QPDF& pdf) {
         QPDFObjectHandle row = pdf.getRoot()
                                    .getKey("/StructTreeRoot")
                                    .getKey("/ParentTree")
                                    .getKey("/Nums")
                                    .getArrayItem(1);
         row.setArrayItem(0, row.getArrayItem(5));
       }},
      {"ContentThatIsNotThere", "A-6.7.3",
       [](QPDF& pdf) { element(pdf, "/H1").replaceKey("/K", QPDFObjectHandle::newInteger(9999)); }},
      {"UnknownType", "A-6.7.3.4",
       [](QPDF& pdf) { element(pdf, "/H1").replaceKey("/S", name("/Title")); }},
      {"RoleMap", "UA-7.1",
       [](QPDF& pdf) {
         pdf.getRoot()
             .getKey("/StructTreeRoot")
             .replaceKey("/RoleMap", QPDFObjectHandle::parse("<</P/H1>>"));
       }},
      {"LanguageOfAnElement", "A-6.7.4",
       [](QPDF& pdf) { element(pdf, "/P").replaceKey("/Lang", text("auf Deutsch")); }},
      {"Note", "UA-7.9", [](QPDF& pdf) { element(pdf, "/P").replaceKey("/S", name("/Note")); }},
      {"ItemWithoutList", "UA-7.2",
       [](QPDF& pdf) { element(pdf, "/P").replaceKey("/S", name("/LI")); }},
      {"ParagraphInAList", "UA-7.2",
       [](QPDF& pdf) { element(pdf, "/Document").replaceKey("/S", name("/L")); }},
      {"Orphan", "UA-7.1", [](QPDF& pdf) { element(pdf, "/H1").removeKey("/K"); }},
      {"WrongParent", "A-6.7.3",
       [](QPDF& pdf) { element(pdf, "/H1").replaceKey("/P", element(pdf, "/TR")); }},
      {"FirstHeading", "UA-7.4.2",
       [](QPDF& pdf) { element(pdf, "/H1").replaceKey("/S", name("/H2")); }},
      {"NoScope", "UA-7.5", [](QPDF& pdf) { element(pdf, "/TH").removeKey("/A"); }},
      {"NoHeadOfACell", "UA-7.5",
       [](QPDF& pdf) {
         QPDFObjectHandle head = element(pdf, "/TH");
         head.replaceKey("/S", name("/TD"));
         head.removeKey("/A");
       }},
      {"RowTooShort", "UA-7.2", [](QPDF& pdf) { element(pdf, "/TR").getKey("/K").eraseItem(1); }},
      {"ParagraphInARow", "UA-7.2",
       [](QPDF& pdf) { element(pdf, "/TD").replaceKey("/S", name("/P")); }},
      {"AnnotationOfAParagraph", "UA-7.18.5",
       [](QPDF& pdf) { element(pdf, "/Link").replaceKey("/S", name("/Span")); }},
      {"NoAlternative", "UA-7.3", [](QPDF& pdf) { element(pdf, "/Figure").removeKey("/Alt"); }},
      {"NoBox", "UA-7.3", [](QPDF& pdf) { element(pdf, "/Figure").removeKey("/A"); }},
      {"LinkWithoutAnnotation", "UA-7.18.5",
       [](QPDF& pdf) { element(pdf, "/Link").getKey("/K").eraseItem(1); }},
      {"LinkWithoutContent", "UA-7.18.5",
       [](QPDF& pdf) { element(pdf, "/Link").getKey("/K").eraseItem(0); }},
  };
  return cases;
}

const auto kCaseName = [](const auto& param) { return param.param.name; };
INSTANTIATE_TEST_SUITE_P(Document, BrokenFile, testing::ValuesIn(of_document()), kCaseName);
INSTANTIATE_TEST_SUITE_P(Page, BrokenFile, testing::ValuesIn(of_page()), kCaseName);
INSTANTIATE_TEST_SUITE_P(Fonts, BrokenFile, testing::ValuesIn(of_fonts()), kCaseName);
INSTANTIATE_TEST_SUITE_P(Metadata, BrokenFile, testing::ValuesIn(of_metadata()), kCaseName);
INSTANTIATE_TEST_SUITE_P(Structure, BrokenFile, testing::ValuesIn(of_structure()), kCaseName);

// What libqpdf would repair while writing is broken byte by byte.

struct ByteCase {
  std::string name;
  std::string rule;
  std::function<void(std::string&)> breaking;
};

void PrintTo(const ByteCase& c, std::ostream* out) {
  *out << c.name;
}

void replace(std::string& bytes, const std::string& from, const std::string& to) {
  const std::size_t at = bytes.find(from);
  ASSERT_NE(at, std::string::npos) << from;
  bytes.replace(at, from.size(), to);
}

class BrokenBytes : public testing::TestWithParam<ByteCase> {};

TEST_P(BrokenBytes, AreSeen) {
  std::string bytes = good_file();
  GetParam().breaking(bytes);
  EXPECT_THAT(check_pdf(bytes), Contains(Field(&Violation::rule, GetParam().rule)));
}

INSTANTIATE_TEST_SUITE_P(
    Files, BrokenBytes,
    testing::Values(ByteCase{"NoHeader", "A-6.1.2", [](std::string& b) { b.insert(0, "\n"); }},
                    ByteCase{"NoBinaryMark", "A-6.1.2", [](std::string& b) { b[10] = 'x'; }},
                    ByteCase{"TwoBlanksInAnObject", "A-6.1.9",
                             [](std::string& b) { replace(b, " 0 obj\n<<", " 0 obj <<"); }},
                    ByteCase{"NoLineBehindEndobj", "A-6.1.9",
                             [](std::string& b) { replace(b, "endobj\n", "endobj "); }},
                    ByteCase{"HalfAByte", "A-6.1.6",
                             [](std::string& b) {
                               const std::size_t id = b.find("/ID[<");
                               b.replace(b.find('>', id) - 1, 2, "> ");
                             }},
                    ByteCase{"NoId", "A-6.1.3", [](std::string& b) { replace(b, "/ID[", "/XX["); }},
                    ByteCase{"MoreBehindTheEnd", "A-6.1.3", [](std::string& b) { b += "more\n"; }},
                    ByteCase{"NoLineBeforeEndstream", "A-6.1.7.1",
                             [](std::string& b) { replace(b, "\nendstream", " endstream"); }},
                    ByteCase{"WrongLength", "A-6.1.7.1",
                             [](std::string& b) { replace(b, "/Length 2", "/Length 1"); }},
                    ByteCase{"Lzw", "A-6.1.7.2",
                             [](std::string& b) {
                               replace(b, "/N 3/Filter/FlateDecode", "/N 3/Filter/LZWDecode  ");
                             }},
                    ByteCase{"NoPdf", "PDF", [](std::string& b) { b.resize(2000); }}),
    [](const auto& param) { return param.param.name; });

}  // namespace
}  // namespace enclosure::invoice
