#include "app/check/carrier.h"

#include <algorithm>
#include <array>
#include <pugixml.hpp>
#include <utility>

#include "core/text.h"

namespace enclosure::app {
namespace {

using invoice::rules::Claim;

struct Level {
  std::string_view name;
  Claim claim;
};
/// Factur-X 1.08, 6.3.1.
constexpr std::array<Level, 6> kLevels{{{"MINIMUM", Claim::kMinimum},
                                        {"BASIC WL", Claim::kBasicWl},
                                        {"BASIC", Claim::kBasic},
                                        {"EN 16931", Claim::kEn16931},
                                        {"EXTENDED", Claim::kExtended},
                                        {"XRECHNUNG", Claim::kXRechnung}}};

struct Schema {
  std::string_view uri;
  XmpDialect dialect;
};
/// The current one first.
constexpr std::array<Schema, 5> kSchemas{{
    {"urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#", XmpDialect::kFacturX},
    {"urn:zugferd:pdfa:CrossIndustryDocument:invoice:2p0#", XmpDialect::kZugferd2},
    {"urn:zugferd:pdfa:CrossIndustryDocument:invoice:1p0#", XmpDialect::kZugferd2},
    {"urn:ferd:pdfa:CrossIndustryDocument:invoice:1p0#", XmpDialect::kZugferd1},
    {"urn:ferd:pdfa:invoice:rc#", XmpDialect::kZugferd1},
}};

XmpDialect dialect_of(std::string_view uri) {
  const auto known = std::find_if(kSchemas.begin(), kSchemas.end(),
                                  [&](const Schema& schema) { return schema.uri == uri; });
  if (known != kSchemas.end()) return known->dialect;
  const std::string lower = to_lower_ascii(uri);
  const bool alike = lower.find("factur-x") != std::string::npos ||
                     lower.find("crossindustrydocument") != std::string::npos;
  return alike ? XmpDialect::kMisspelt : XmpDialect::kNone;
}

/// Where the value of a property of that name goes.
std::string* place_of(std::string_view name, InvoiceMetadata& metadata) {
  if (name == "DocumentType") return &metadata.document_type;
  if (name == "DocumentFileName") return &metadata.file_name;
  if (name == "Version") return &metadata.version;
  if (name == "ConformanceLevel") return &metadata.conformance_level;
  return nullptr;
}

constexpr std::array<std::string_view, 3> kInvoiceNames{"factur-x.xml", "xrechnung.xml",
                                                        "zugferd-invoice.xml"};

std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_node& one : node.children()) {
    if (one.type() == pugi::node_element && local_name(one) == name) return one;
  }
  return {};
}

}  // namespace

Claim claim_of_level(std::string_view level) {
  const auto known = std::find_if(kLevels.begin(), kLevels.end(),
                                  [&](const Level& one) { return one.name == level; });
  return known == kLevels.end() ? Claim::kUnknown : known->claim;
}

std::string_view level_of(Claim claim) {
  if (claim == Claim::kXRechnungExtension) claim = Claim::kXRechnung;
  const auto known = std::find_if(kLevels.begin(), kLevels.end(),
                                  [&](const Level& one) { return one.claim == claim; });
  return known == kLevels.end() ? std::string_view() : known->name;
}

Claim Carrier::claim() const {
  const Claim by_xml = invoice::rules::claim_of(specification);
  return level_of(by_xml).empty() ? claim_of_level(metadata.conformance_level) : by_xml;
}

InvoiceMetadata invoice_metadata(const Xmp& xmp) {
  InvoiceMetadata metadata;
  for (const XmpProperty& property : xmp.properties) {
    InvoiceMetadata candidate;
    const XmpDialect dialect = dialect_of(property.schema);
    if (dialect == XmpDialect::kNone || place_of(property.name, candidate) == nullptr) continue;
    const bool is_better = metadata.dialect == XmpDialect::kNone || dialect < metadata.dialect;
    if (is_better) metadata = {dialect, property.schema, "", "", "", "", false};
    if (property.schema != metadata.uri) continue;
    std::string& place = *place_of(property.name, metadata);
    metadata.contradicts_itself |= !place.empty() && place != property.value;
    if (place.empty()) place = property.value;
  }
  return metadata;
}

std::optional<std::size_t> choose_invoice(const EmbeddedFiles& embedded,
                                          std::string_view name_in_metadata) {
  const auto find = [&](auto matches) -> std::optional<std::size_t> {
    const auto found = std::find_if(embedded.files.begin(), embedded.files.end(), matches);
    if (found == embedded.files.end()) return std::nullopt;
    return static_cast<std::size_t>(found - embedded.files.begin());
  };
  for (const std::string_view name : kInvoiceNames) {
    const auto found =
        find([&](const EmbeddedFile& file) { return to_lower_ascii(file.name) == name; });
    if (found) return found;
  }
  if (!name_in_metadata.empty()) {
    const auto named =
        find([&](const EmbeddedFile& file) { return file.name == name_in_metadata; });
    if (named) return named;
  }
  const auto is_xml = [](const EmbeddedFile& file) {
    return to_lower_ascii(file.name).ends_with(".xml");
  };
  const auto count = std::count_if(embedded.files.begin(), embedded.files.end(), is_xml);
  return count == 1 ? find(is_xml) : std::nullopt;
}

std::string specification_of(std::string_view xml) {
  // The reader of the XML judges it; here one identifier is wanted, from anything at all.
  if (xml.find("<!DOCTYPE") != std::string_view::npos) return {};
  pugi::xml_document document;
  if (!document.load_buffer(xml.data(), xml.size())) return {};
  const pugi::xml_node root = document.document_element();
  for (const char* context : {"ExchangedDocumentContext", "SpecifiedExchangedDocumentContext"}) {
    const pugi::xml_node guideline =
        child(child(root, context), "GuidelineSpecifiedDocumentContextParameter");
    if (guideline) return std::string(trim(child(guideline, "ID").child_value()));
  }
  return std::string(trim(child(root, "CustomizationID").child_value()));
}

}  // namespace enclosure::app
