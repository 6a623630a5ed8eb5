#include "invoice/pdf/properties.h"

#include <string_view>

#include "core/markup.h"
#include "invoice/pdf/syntax.h"

namespace enclosure::invoice::pdf {
namespace {

constexpr std::string_view kProgram = "Enclosure";  // without a version: bytes outlive versions

std::string escaped(std::string_view text) {
  return escape_markup(text, MarkupPlace::kContent);
}

std::string element(std::string_view name, std::string_view text) {
  return "<" + std::string(name) + ">" + escaped(text) + "</" + std::string(name) + ">\n";
}

/// A property that a schema declares.
struct Property {
  std::string_view name;
  std::string_view type;
  std::string_view category;
  std::string_view description;
};

std::string property(const Property& declared) {
  return "<rdf:li rdf:parseType=\"Resource\">" + element("pdfaProperty:name", declared.name) +
         element("pdfaProperty:valueType", declared.type) +
         element("pdfaProperty:category", declared.category) +
         element("pdfaProperty:description", declared.description) + "</rdf:li>\n";
}

std::string schema(std::string_view title, std::string_view uri, std::string_view prefix,
                   std::initializer_list<Property> properties) {
  std::string text = "<rdf:li rdf:parseType=\"Resource\">" + element("pdfaSchema:schema", title) +
                     element("pdfaSchema:namespaceURI", uri) +
                     element("pdfaSchema:prefix", prefix) + "<pdfaSchema:property><rdf:Seq>\n";
  for (const Property& one : properties) text += property(one);
  return text + "</rdf:Seq></pdfaSchema:property></rdf:li>\n";
}

std::string pdfua_schema() {
  return schema("PDF/UA Universal Accessibility Schema", "http://www.aiim.org/pdfua/ns/id/",
                "pdfuaid",
                {{"part", "Integer", "internal", "Which part of ISO 14289 the file conforms to"}});
}

std::string factur_x_schema() {
  return schema("Factur-X PDFA Extension Schema",
                "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#", "fx",
                {{"DocumentFileName", "Text", "external", "The name of the embedded XML file"},
                 {"DocumentType", "Text", "external", "INVOICE"},
                 {"Version", "Text", "external", "The version of the schema of the XML file"},
                 {"ConformanceLevel", "Text", "external", "The profile of the XML file"}});
}

std::string description(std::string_view prefix, std::string_view uri, const std::string& content) {
  return "<rdf:Description rdf:about=\"\" xmlns:" + std::string(prefix) + "=\"" + std::string(uri) +
         "\">\n" + content + "</rdf:Description>\n";
}

/// What does not change from document to document.
std::string constant_part(bool with_xml) {
  return description("pdfaid", "http://www.aiim.org/pdfa/ns/id/",
                     element("pdfaid:part", "3") + element("pdfaid:conformance", "A")) +
         description("pdfuaid", "http://www.aiim.org/pdfua/ns/id/", element("pdfuaid:part", "1")) +
         "<rdf:Description rdf:about=\"\""
         " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
         " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
         " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
         "<pdfaExtension:schemas><rdf:Bag>\n" +
         pdfua_schema() + (with_xml ? factur_x_schema() : "") +
         "</rdf:Bag></pdfaExtension:schemas></rdf:Description>\n" +
         description("pdf", "http://ns.adobe.com/pdf/1.3/", element("pdf:Producer", kProgram));
}

std::string alternative(std::string_view name, std::string_view text) {
  return "<" + std::string(name) + "><rdf:Alt><rdf:li xml:lang=\"x-default\">" + escaped(text) +
         "</rdf:li></rdf:Alt></" + std::string(name) + ">\n";
}

std::string dublin_core(const DocumentProperties& properties) {
  std::string text = alternative("dc:title", properties.title);
  text += "<dc:creator><rdf:Seq><rdf:li>" + escaped(properties.author) +
          "</rdf:li></rdf:Seq></dc:creator>\n";
  if (!properties.subject.empty()) text += alternative("dc:description", properties.subject);
  text += "<dc:language><rdf:Bag><rdf:li>" + escaped(properties.language) +
          "</rdf:li></rdf:Bag></dc:language>\n";
  return description("dc", "http://purl.org/dc/elements/1.1/", text);
}

std::string basic(const DocumentProperties& properties) {
  const std::string day = enclosure::to_string(properties.created) + "T00:00:00Z";
  return description("xmp", "http://ns.adobe.com/xap/1.0/",
                     element("xmp:CreatorTool", kProgram) + element("xmp:CreateDate", day) +
                         element("xmp:ModifyDate", day));
}

std::string factur_x(const EmbeddedXml& xml) {
  return description("fx", "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#",
                     element("fx:DocumentType", "INVOICE") +
                         element("fx:DocumentFileName", xml.file_name) +
                         element("fx:Version", xml.version) +
                         element("fx:ConformanceLevel", xml.conformance_level));
}

}  // namespace

std::string info_dictionary(const DocumentProperties& properties) {
  const std::string day = date_string(properties.created);
  std::string text =
      "<</Title " + text_string(properties.title) + "/Author " + text_string(properties.author);
  if (!properties.subject.empty()) text += "/Subject " + text_string(properties.subject);
  return text + "/Creator " + text_string(kProgram) + "/Producer " + text_string(kProgram) +
         "/CreationDate " + day + "/ModDate " + day + ">>";
}

std::string xmp_packet(const DocumentProperties& properties, const EmbeddedXml* xml) {
  static const std::string with_xml = constant_part(true);
  static const std::string without_xml = constant_part(false);
  std::string packet =
      "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n";
  packet += xml == nullptr ? without_xml : with_xml;
  packet += dublin_core(properties);
  packet += basic(properties);
  if (xml != nullptr) packet += factur_x(*xml);
  packet += "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>";
  return packet;
}

}  // namespace enclosure::invoice::pdf
