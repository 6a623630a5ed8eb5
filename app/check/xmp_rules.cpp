// The metadata: Factur-X 1.08, 6.3; ISO 19005-3, 6.6.

#include <algorithm>
#include <array>

#include "app/check/carrier.h"

namespace enclosure::app {
namespace {

using invoice::rules::Claim;

constexpr std::string_view kPdfaId = "http://www.aiim.org/pdfa/ns/id/";
constexpr std::string_view kFacturX = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#";
constexpr std::array<std::string_view, 4> kProperties{"DocumentType", "DocumentFileName", "Version",
                                                      "ConformanceLevel"};

std::string property(const Xmp& xmp, std::string_view uri, std::string_view name) {
  const auto found =
      std::find_if(xmp.properties.begin(), xmp.properties.end(),
                   [&](const XmpProperty& one) { return one.schema == uri && one.name == name; });
  return found == xmp.properties.end() ? std::string() : found->value;
}

void judge_pdfa(const Xmp& xmp, FindingList& findings) {
  const std::string part = property(xmp, kPdfaId, "part");
  const std::string level = property(xmp, kPdfaId, "conformance");
  if (part != "3") {
    findings.error("A-6.6.4", "Metadata pdfaid:part",
                   part.empty() ? "the metadata do not claim PDF/A"
                                : "the metadata claim part " + quoted(part) + " of PDF/A",
                   "Factur-X is PDF/A-3: convert the PDF, do not merely change the number");
  }
  if (!part.empty() && level != "A" && level != "B" && level != "U") {
    findings.error("A-6.6.4", "Metadata pdfaid:conformance",
                   "the level of PDF/A is " + quoted(level),
                   "A, B and U are the levels of PDF/A-3");
  }
}

void judge_dialect(const InvoiceMetadata& metadata, FindingList& findings) {
  constexpr std::string_view kPath = "Metadata fx";
  switch (metadata.dialect) {
    case XmpDialect::kFacturX:
      break;
    case XmpDialect::kZugferd2:
      findings.warning("FX-6.3.2", kPath, "the metadata are those of ZUGFeRD 2.0",
                       "they are superseded, though still taken: write those of Factur-X");
      break;
    case XmpDialect::kZugferd1:
      findings.error("FX-6.3.1", kPath, "the metadata are those of ZUGFeRD 1.0",
                     "that is superseded: ask the sender for Factur-X (ZUGFeRD 2)");
      break;
    case XmpDialect::kMisspelt:
      findings.error("FX-6.3.1", kPath,
                     "the namespace of the metadata is spelt " + quoted(metadata.uri),
                     "write " + std::string(kFacturX));
      break;
    case XmpDialect::kNone:
      findings.error("FX-6.3.1", kPath, "the metadata do not say that this is Factur-X",
                     "write the four properties of the schema " + std::string(kFacturX));
      break;
  }
}

/// The schema of the properties is declared, and each of them in it.
void judge_declarations(const Xmp& xmp, const InvoiceMetadata& metadata, FindingList& findings) {
  const auto schema = std::find_if(xmp.schemas.begin(), xmp.schemas.end(),
                                   [&](const XmpSchema& one) { return one.uri == metadata.uri; });
  if (schema == xmp.schemas.end()) {
    findings.error("A-6.6.2.3.1", "Metadata pdfaExtension:schemas",
                   "no extension schema declares the properties of Factur-X",
                   "add the extension schema of Factur-X to the metadata");
    return;
  }
  for (const std::string_view name : kProperties) {
    const auto declared = std::find_if(schema->properties.begin(), schema->properties.end(),
                                       [&](const XmpDeclaration& one) { return one.name == name; });
    if (declared == schema->properties.end()) {
      findings.error("A-6.6.2.3.1", "Metadata pdfaExtension:schemas",
                     "the extension schema does not declare " + std::string(name),
                     "declare it: valueType Text, category external");
    } else if (declared->value_type != "Text" || declared->category != "external" ||
               declared->description.empty()) {
      findings.error("A-6.6.2.3.3", "Metadata pdfaExtension:schemas",
                     "the extension schema declares " + std::string(name) + " in part",
                     "give it valueType Text, category external and a description");
    }
  }
}

void judge_level(const Carrier& carrier, FindingList& findings) {
  const std::string& level = carrier.metadata.conformance_level;
  constexpr std::string_view kPath = "Metadata fx:ConformanceLevel";
  const Claim said = claim_of_level(level);
  if (said == Claim::kUnknown) {
    findings.error(
        "FX-6.3.1", kPath,
        level.empty() ? "no conformance level" : "no such conformance level: " + quoted(level),
        "MINIMUM, BASIC WL, BASIC, EN 16931, EXTENDED and XRECHNUNG are the levels");
    return;
  }
  if (carrier.specification.empty()) return;  // the XML's own check tells
  const std::string_view meant = level_of(invoice::rules::claim_of(carrier.specification));
  if (meant == level) return;
  findings.error(
      "FX-6.3.1", kPath,
      "the metadata say " + level + ", BT-24 of the XML " +
          (meant.empty() ? quoted(carrier.specification) : std::string(meant)),
      meant.empty() ? "BT-24 names no profile of Factur-X" : "write " + std::string(meant));
}

void judge_version(const Carrier& carrier, FindingList& findings) {
  const InvoiceMetadata& metadata = carrier.metadata;
  constexpr std::string_view kPath = "Metadata fx:Version";
  if (metadata.version.empty()) {
    findings.error("FX-6.3.1", kPath, "no version", "write 1.0; for an XRechnung its version");
  } else if (metadata.dialect != XmpDialect::kFacturX) {
    return;
  } else if (metadata.conformance_level != "XRECHNUNG") {
    if (metadata.version == "1.0") return;
    findings.warning("FX-6.3.1", kPath, "the version is " + quoted(metadata.version),
                     "write 1.0, whatever the version of the specification");
  } else if (!carrier.specification.empty() &&
             carrier.specification.find("xrechnung_" + metadata.version) == std::string::npos) {
    findings.warning("FX-7.7", kPath,
                     "the version is " + quoted(metadata.version) + ", BT-24 says " +
                         quoted(carrier.specification),
                     "write the version of the XRechnung");
  }
}

void judge_invoice(const Carrier& carrier, FindingList& findings) {
  const InvoiceMetadata& metadata = carrier.metadata;
  if (metadata.contradicts_itself) {
    findings.error("FX-6.3.1", "Metadata fx", "a property twice, with two values",
                   "write each of the four once");
  }
  if (metadata.document_type != "INVOICE") {
    findings.error("FX-6.3.1", "Metadata fx:DocumentType",
                   "the type of document is " + quoted(metadata.document_type),
                   "write INVOICE, for credit notes too");
  }
  const EmbeddedFile* file = carrier.invoice_file();
  if (file != nullptr && metadata.file_name != file->name) {
    findings.error(
        "FX-6.3.1", "Metadata fx:DocumentFileName",
        "the metadata name " + quoted(metadata.file_name) + ", embedded is " + quoted(file->name),
        "write the name of the embedded file");
  }
  if (metadata.dialect == XmpDialect::kZugferd1) return;  // with levels and versions of its own
  judge_version(carrier, findings);
  judge_level(carrier, findings);
}

}  // namespace

void judge_xmp(const Carrier& carrier, FindingList& findings) {
  if (!carrier.xmp) return;  // told already
  judge_pdfa(*carrier.xmp, findings);
  judge_dialect(carrier.metadata, findings);
  if (carrier.metadata.dialect == XmpDialect::kNone) return;
  judge_invoice(carrier, findings);
  judge_declarations(*carrier.xmp, carrier.metadata, findings);
}

}  // namespace enclosure::app
