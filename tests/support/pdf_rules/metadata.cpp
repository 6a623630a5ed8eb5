// Metadata, colour profile (PDF/A-3, 6.2.3, 6.6) and embedded files (6.8; Factur-X, 6).

#include <openssl/evp.h>

#include <array>
#include <pugixml.hpp>
#include <regex>

#include "tests/support/pdf_rules/rules.h"

namespace enclosure::support::pdf_rules {
namespace {

struct Xmp {
  pugi::xml_document document;
  bool parsed = false;
};

std::string packet_of(QPDF& pdf) {
  return data_of(pdf.getRoot().getKey("/Metadata"));
}

/// The first element of that name, wherever it stands.
pugi::xml_node find(const pugi::xml_document& document, std::string_view name) {
  return document.find_node([&](const pugi::xml_node& node) { return name == node.name(); });
}

std::string text_of(const pugi::xml_node& node) {
  const pugi::xml_node item = node.find_node(
      [](const pugi::xml_node& inner) { return std::string("rdf:li") == inner.name(); });
  return item ? item.child_value() : node.child_value();
}

const std::map<std::string_view, std::string_view>& known_namespaces() {
  static const std::map<std::string_view, std::string_view> all{
      {"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
      {"dc", "http://purl.org/dc/elements/1.1/"},
      {"xmp", "http://ns.adobe.com/xap/1.0/"},
      {"pdf", "http://ns.adobe.com/pdf/1.3/"},
      {"pdfaid", "http://www.aiim.org/pdfa/ns/id/"},
      {"pdfuaid", "http://www.aiim.org/pdfua/ns/id/"},
      {"pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"},
      {"pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#"},
      {"pdfaProperty", "http://www.aiim.org/pdfa/ns/property#"},
      {"fx", "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"}};
  return all;
}

/// A prefix stands for the namespace that its readers expect.
void expect_namespace(std::string_view prefix, std::string_view uri, std::string_view rule,
                      Report& report) {
  const auto known = known_namespaces().find(prefix);
  report.expect(known == known_namespaces().end() || known->second == uri, rule,
                std::string(prefix) + " stands for " + std::string(uri));
}

void check_namespaces(const pugi::xml_node& node, Report& report) {
  constexpr std::string_view kDeclaration = "xmlns:";
  for (const pugi::xml_attribute& attribute : node.attributes()) {
    const std::string_view name = attribute.name();
    if (!name.starts_with(kDeclaration)) continue;
    expect_namespace(name.substr(kDeclaration.size()), attribute.value(), "A-6.6.2.3.1", report);
  }
  for (const pugi::xml_node& child : node.children()) check_namespaces(child, report);
}

/// Properties that are no plain text have the form that XMP gives them (ISO 16684-1).
void check_value_types(const pugi::xml_document& document, Report& report) {
  constexpr std::array<std::pair<const char*, const char*>, 4> kArrays{
      {{"dc:title", "rdf:Alt"},
       {"dc:description", "rdf:Alt"},
       {"dc:creator", "rdf:Seq"},
       {"dc:language", "rdf:Bag"}}};
  for (const auto& [name, container] : kArrays) {
    const pugi::xml_node property = find(document, name);
    if (!property) continue;
    const pugi::xml_node item = property.child(container).child("rdf:li");
    const bool is_default = item.attribute("xml:lang").value() == std::string_view("x-default");
    report.expect(item && (is_default || container != std::string_view("rdf:Alt")), "A-6.6.2.3.1",
                  std::string(name) + " is no " + container);
  }
  static const std::regex date(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d))");
  for (const char* name : {"xmp:CreateDate", "xmp:ModifyDate"}) {
    report.expect(std::regex_match(text_of(find(document, name)), date), "A-6.6.2.3.1",
                  std::string(name) + " is no date");
  }
}

/// Namespaces that PDF/A knows by itself (ISO 19005-1, 6.7.8 and ISO 16684-1).
bool is_predefined(std::string_view prefix) {
  return prefix == "dc" || prefix == "xmp" || prefix == "pdf" || prefix == "pdfaid" ||
         prefix == "xmpMM" || prefix == "pdfaExtension" || prefix == "rdf";
}

/// Each property of another schema is declared by an extension schema.
void check_extensions(const pugi::xml_document& document, Report& report) {
  std::map<std::string, std::set<std::string>> declared;
  for (const pugi::xpath_node& schema :
       document.select_nodes("//*[name()='pdfaExtension:schemas']/*/*[name()='rdf:li']")) {
    auto& names = declared[schema.node().child("pdfaSchema:prefix").child_value()];
    expect_namespace(schema.node().child("pdfaSchema:prefix").child_value(),
                     schema.node().child("pdfaSchema:namespaceURI").child_value(), "A-6.6.2.3.3",
                     report);
    for (const pugi::xpath_node& property :
         schema.node().select_nodes(".//*[name()='pdfaProperty:name']")) {
      names.insert(property.node().child_value());
      const pugi::xml_node of = property.node().parent();
      for (const char* member :
           {"pdfaProperty:valueType", "pdfaProperty:category", "pdfaProperty:description"}) {
        report.expect(*of.child(member).child_value() != '\0', "A-6.6.2.3.3",
                      std::string(member) + " is missing");
      }
      static const std::set<std::string> types{"Text", "Integer"};
      static const std::set<std::string> categories{"internal", "external"};
      report.expect(types.count(of.child("pdfaProperty:valueType").child_value()) == 1 &&
                        categories.count(of.child("pdfaProperty:category").child_value()) == 1,
                    "A-6.6.2.3.3", "a property of an unknown type or category");
    }
  }
  for (const pugi::xpath_node& description :
       document.select_nodes("//*[name()='rdf:Description']")) {
    for (const pugi::xml_node& property : description.node().children()) {
      const std::string name = property.name();
      const std::string prefix = name.substr(0, name.find(':'));
      if (is_predefined(prefix)) continue;
      report.expect(declared[prefix].count(name.substr(prefix.size() + 1)) == 1, "A-6.6.2.3.1",
                    name + " is declared by no extension schema");
    }
  }
}

/// "D:20261121000000Z" as XMP writes it.
std::string as_xmp_date(const std::string& date) {
  if (date.size() < 16) return date;
  return date.substr(2, 4) + "-" + date.substr(6, 2) + "-" + date.substr(8, 2) + "T" +
         date.substr(10, 2) + ":" + date.substr(12, 2) + ":" + date.substr(14, 2) + "Z";
}

void check_info(QPDF& pdf, const pugi::xml_document& document, Report& report) {
  QPDFObjectHandle info = pdf.getTrailer().getKey("/Info");
  const auto same = [&](const std::string& key, std::string_view property, bool is_date) {
    QPDFObjectHandle value = info.isDictionary() ? info.getKey(key) : QPDFObjectHandle::newNull();
    if (!value.isString()) return;
    const std::string said = is_date ? as_xmp_date(value.getUTF8Value()) : value.getUTF8Value();
    report.expect(said == text_of(find(document, property)), "A-6.6.3",
                  key + " and " + std::string(property) + " differ");
  };
  same("/Title", "dc:title", false);
  same("/Author", "dc:creator", false);
  same("/Subject", "dc:description", false);
  same("/Creator", "xmp:CreatorTool", false);
  same("/Producer", "pdf:Producer", false);
  same("/CreationDate", "xmp:CreateDate", true);
  same("/ModDate", "xmp:ModifyDate", true);
}

void check_intent(QPDF& pdf, Report& report) {
  QPDFObjectHandle intents = pdf.getRoot().getKey("/OutputIntents");
  if (!report.expect(intents.isArray() && intents.getArrayNItems() == 1, "A-6.2.3",
                     "no output intent")) {
    return;
  }
  QPDFObjectHandle intent = intents.getArrayItem(0);
  report.expect(name_of(intent.getKey("/S")) == "/GTS_PDFA1" &&
                    intent.getKey("/OutputConditionIdentifier").isString(),
                "A-6.2.3", "the output intent is none of PDF/A");
  QPDFObjectHandle stream = intent.getKey("/DestOutputProfile");
  const std::string profile = data_of(stream);
  const bool sound = profile.size() > 128 && profile.substr(36, 4) == "acsp" &&
                     profile.substr(12, 8) == "mntrRGB " && profile[8] <= 4 &&
                     stream.getDict().getKey("/N").isInteger() &&
                     stream.getDict().getKey("/N").getIntValue() == 3;
  report.expect(sound, "A-6.2.3", "the colour profile is no RGB profile of ICC up to version 4");
}

std::string md5(const std::string& bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_md5(), nullptr);
  return std::string(digest.begin(), digest.begin() + size);
}

void check_stream_of_file(QPDFObjectHandle stream, Report& report) {
  QPDFObjectHandle dictionary = stream.getDict();
  const std::string type = name_of(dictionary.getKey("/Subtype"));
  static const std::regex media_type(R"(/[-\w+.]+/[-\w+.]+)");
  report.expect(std::regex_match(type, media_type), "A-6.8", "no media type of an embedded file");
  QPDFObjectHandle params = dictionary.getKey("/Params");
  if (!report.expect(params.isDictionary() && params.getKey("/ModDate").isString(), "A-6.8",
                     "an embedded file without date")) {
    return;
  }
  const std::string bytes = data_of(stream);
  report.expect(params.getKey("/Size").isInteger() &&
                    params.getKey("/Size").getIntValue() == static_cast<long long>(bytes.size()),
                "FX-6", "/Size of the embedded file is wrong");
  report.expect(params.getKey("/CheckSum").isString() &&
                    params.getKey("/CheckSum").getStringValue() == md5(bytes),
                "FX-6", "/CheckSum of the embedded file is wrong");
}

void check_file(QPDF& pdf, const std::string& key, QPDFObjectHandle file, Report& report) {
  QPDFObjectHandle name = file.getKey("/UF");
  report.expect(name.isString() && file.getKey("/F").isString() &&
                    file.getKey("/F").getUTF8Value() == name.getUTF8Value() &&
                    name.getUTF8Value() == key,
                "A-6.8", "/F, /UF and the name in the tree differ");
  report.expect(file.getKey("/AFRelationship").isName(), "A-6.8", "/AFRelationship is missing");
  report.expect(name_of(file.getKey("/AFRelationship")) == "/Alternative", "FX-6",
                "the relationship of the invoice is not Alternative");
  bool associated = false;
  QPDFObjectHandle all = pdf.getRoot().getKey("/AF");
  if (all.isArray()) {
    for (QPDFObjectHandle& one : all.aitems()) {
      associated = associated || one.getObjGen() == file.getObjGen();
    }
  }
  report.expect(associated, "A-6.8", "an embedded file is not in /AF of the catalog");
  QPDFObjectHandle streams = file.getKey("/EF");
  if (!report.expect(streams.isDictionary() && streams.getKey("/F").isStream(), "A-6.8",
                     "/EF without file")) {
    return;
  }
  check_stream_of_file(streams.getKey("/F"), report);
  report.expect(xmp_property(pdf, "fx:DocumentFileName") == key, "FX-6.2",
                "XMP names another file");
  const std::string level = xmp_property(pdf, "fx:ConformanceLevel");
  static const std::set<std::string> levels{"MINIMUM",  "BASIC WL", "BASIC",
                                            "EN 16931", "EXTENDED", "XRECHNUNG"};
  report.expect(levels.count(level) == 1, "FX-6.2", "no such conformance level: " + level);
  report.expect((level == "XRECHNUNG") == (key == "xrechnung.xml"), "FX-6.2",
                "the name of the file does not go with its profile");
  report.expect(xmp_property(pdf, "fx:DocumentType") == "INVOICE", "FX-6.2", "fx:DocumentType");
  report.expect(!xmp_property(pdf, "fx:Version").empty(), "FX-6.2", "fx:Version");
}

}  // namespace

std::string xmp_property(QPDF& pdf, std::string_view name) {
  pugi::xml_document document;
  const std::string packet = packet_of(pdf);
  if (!document.load_buffer(packet.data(), packet.size())) return {};
  return text_of(find(document, name));
}

void check_metadata(QPDF& pdf, Report& report) {
  check_intent(pdf, report);
  QPDFObjectHandle metadata = pdf.getRoot().getKey("/Metadata");
  if (!report.expect(metadata.isStream() &&
                         name_of(metadata.getDict().getKey("/Type")) == "/Metadata" &&
                         name_of(metadata.getDict().getKey("/Subtype")) == "/XML",
                     "A-6.6.2.1", "no metadata")) {
    return;
  }
  pugi::xml_document document;
  const std::string packet = packet_of(pdf);
  const std::string header = packet.substr(0, packet.find("?>"));
  report.expect(
      header.find("bytes=") == std::string::npos && header.find("encoding=") == std::string::npos,
      "A-6.6.2.1", "the packet says how long it is, or how it is encoded");
  if (!report.expect(document.load_buffer(packet.data(), packet.size()) &&
                         packet.starts_with("<?xpacket begin"),
                     "A-6.6.2.1", "the metadata are no XMP packet")) {
    return;
  }
  report.expect(text_of(find(document, "pdfaid:part")) == "3" &&
                    text_of(find(document, "pdfaid:conformance")) == "A",
                "A-6.6.4", "XMP does not claim PDF/A-3a");
  report.expect(text_of(find(document, "pdfuaid:part")) == "1", "UA-5",
                "XMP does not claim PDF/UA-1");
  report.expect(!text_of(find(document, "dc:title")).empty(), "UA-7.1", "no dc:title");
  check_namespaces(document, report);
  check_value_types(document, report);
  check_extensions(document, report);
  check_info(pdf, document, report);
}

void check_embedded_files(QPDF& pdf, Report& report) {
  QPDFObjectHandle names = pdf.getRoot().getKey("/Names");
  QPDFObjectHandle tree = names.isDictionary() ? names.getKey("/EmbeddedFiles") : names;
  std::size_t files = 0;
  if (tree.isDictionary() && tree.getKey("/Names").isArray()) {
    const auto items = tree.getKey("/Names").getArrayAsVector();
    for (std::size_t i = 0; i + 1 < items.size(); i += 2, ++files) {
      check_file(pdf, QPDFObjectHandle(items[i]).getUTF8Value(), items[i + 1], report);
    }
  }
  std::size_t streams = 0;
  for (QPDFObjectHandle object : pdf.getAllObjects()) {
    if (object.isStream() && name_of(object.getDict().getKey("/Type")) == "/EmbeddedFile")
      ++streams;
  }
  report.expect(streams == files, "A-6.8", "an embedded file that no name leads to");
  report.expect(files <= 1, "FX-6", "more than one embedded file");
}

}  // namespace enclosure::support::pdf_rules
