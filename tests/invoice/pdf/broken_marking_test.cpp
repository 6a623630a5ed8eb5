// The judge of the files sees what is broken in the metadata and in the structure tree.

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

class BrokenMarking : public testing::TestWithParam<BrokenCase> {};

TEST_P(BrokenMarking, IsSeen) {
  EXPECT_THAT(check_pdf(broken(GetParam().breaking)),
              Contains(Field(&Violation::rule, GetParam().rule)));
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
INSTANTIATE_TEST_SUITE_P(Metadata, BrokenMarking, testing::ValuesIn(of_metadata()), kCaseName);
INSTANTIATE_TEST_SUITE_P(Structure, BrokenMarking, testing::ValuesIn(of_structure()), kCaseName);

}  // namespace
}  // namespace enclosure::invoice::conformance
