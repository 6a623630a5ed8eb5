// The embedded files: Factur-X 1.08, 6.2, 6.4 and 7.7; ISO 19005-3, 6.8.

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "app/check/carrier.h"
#include "core/hex.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

using invoice::rules::Claim;

/// Factur-X 1.08, 6.4; its text names PNG as well.
constexpr std::array<std::string_view, 14> kFurtherTypes{"pdf",  "txt",  "gif", "tif", "tiff",
                                                         "jpg",  "jpeg", "png", "csv", "xml",
                                                         "json", "xlsx", "ods", "edi"};

bool is_invoice_name(std::string_view name) {
  const std::string lower = to_lower_ascii(name);
  return lower == "factur-x.xml" || lower == "xrechnung.xml" || lower == "zugferd-invoice.xml";
}

std::string md5(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_md5(), nullptr);
  return std::string(digest.begin(), digest.begin() + size);
}

/// The rules about one file, the e-invoice.
class InvoiceFile {
 public:
  InvoiceFile(const Carrier& carrier, const EmbeddedFile& file, FindingList& findings)
      : carrier_(carrier), file_(file), findings_(findings), path_(shown(file.name)) {}

  void judge() {
    judge_name();
    judge_names_alike();
    judge_places();
    judge_relationship();
    judge_stream();
  }

 private:
  void judge_name() {
    const bool is_xrechnung = level_of(carrier_.claim()) == "XRECHNUNG";
    if (file_.name == "zugferd-invoice.xml") {
      findings_.warning("FX-6.3.2", path_, "the e-invoice has the name of ZUGFeRD 2.0",
                        "that is superseded, though still taken: name it factur-x.xml");
    } else if (to_lower_ascii(file_.name) == "zugferd-invoice.xml") {
      findings_.error("FX-6.2", path_, "the e-invoice has the name of ZUGFeRD 1.0",
                      "that is superseded: ask the sender for Factur-X (ZUGFeRD 2)");
    } else if (is_xrechnung && file_.name != "xrechnung.xml") {
      findings_.error("FX-7.7", path_, "an XRechnung that is not called xrechnung.xml",
                      "name it xrechnung.xml");
    } else if (!is_xrechnung && file_.name == "xrechnung.xml") {
      findings_.error("FX-7.7", path_, "xrechnung.xml that is no XRechnung",
                      "name it factur-x.xml, or write an XRechnung");
    } else if (!is_xrechnung && file_.name != "factur-x.xml") {
      findings_.error("FX-6.2", path_, "the e-invoice is not called factur-x.xml",
                      "name it factur-x.xml, in small letters");
    }
  }

  void judge_names_alike() {
    QPDFObjectHandle specification = file_.specification;
    const std::string name = text_of(specification.getKey("/F"));
    const std::string unicode = text_of(specification.getKey("/UF"));
    if (name.empty() || unicode.empty()) {
      findings_.error("A-6.8", path_, "the file specification lacks /F or /UF",
                      "give it both, with the same name");
    } else if (name != unicode) {
      findings_.error("FX-6.2", path_, "/F says " + quoted(name) + ", /UF " + quoted(unicode),
                      "write the same name into both");
    }
    QPDFObjectHandle files = specification.getKey("/EF");
    QPDFObjectHandle other = entry(files, "/UF");
    if (other.isStream() && entry(files, "/F").isStream() &&
        other.getObjGen() != entry(files, "/F").getObjGen()) {
      findings_.error("FX-6", path_, "/EF has two files under one name",
                      "readers would book different invoices: embed one");
    }
  }

  void judge_places() {
    if (!file_.is_in_names) {
      findings_.error("FX-6.2", path_, "the e-invoice is not in /Names /EmbeddedFiles",
                      "add its file specification there, or readers will not find it");
    }
    if (!file_.is_associated) {
      findings_.error("FX-6.2.1", path_, "the e-invoice is not in /AF of the catalog",
                      "add a reference to its file specification there");
    }
  }

  void judge_relationship() {
    const std::string relationship = name_of(entry(file_.specification, "/AFRelationship"));
    const Claim claim = carrier_.claim();
    if (relationship.empty()) {
      findings_.error("A-6.8", path_, "the e-invoice has no /AFRelationship",
                      "write /Alternative; /Data for MINIMUM and BASIC WL");
      return;
    }
    if (claim == Claim::kMinimum || claim == Claim::kBasicWl) {
      if (relationship == "Data") return;
      findings_.error(
          "FX-6.2.2", path_,
          "/AFRelationship is " + quoted(relationship) + " for " + std::string(level_of(claim)),
          "write /Data: the XML says less than the page");
      return;
    }
    if (relationship == "Alternative") return;
    const bool in_france = relationship == "Data" || relationship == "Source";
    if (in_france && level_of(claim) != "XRECHNUNG") {
      findings_.warning(
          "FX-6.2.2", path_,
          "/AFRelationship is " + quoted(relationship) + ", which France takes and Germany refuses",
          "write /Alternative");
    } else {
      findings_.error("FX-6.2.2", path_, "/AFRelationship is " + quoted(relationship),
                      "write /Alternative");
    }
  }

  void judge_stream() {
    QPDFObjectHandle stream = stream_of(file_.specification);
    if (!stream.isStream()) {
      findings_.error("A-6.8", path_, "there is no file behind the name", "embed the e-invoice");
      return;
    }
    QPDFObjectHandle dictionary = stream.getDict();
    const std::string type = name_of(dictionary.getKey("/Subtype"));
    if (type != "text/xml") {
      findings_.error("FX-6.2", path_,
                      type.empty() ? "the e-invoice has no media type"
                                   : "the media type of the e-invoice is " + quoted(type),
                      "write /Subtype /text#2Fxml");
    }
    judge_parameters(dictionary.getKey("/Params"));
    if (!carrier_.xml) {
      findings_.error("FX-6.2", path_,
                      "the e-invoice cannot be unpacked: it is damaged, or packed otherwise than "
                      "with FlateDecode",
                      "ask the sender for the file again");
    } else if (carrier_.xml->empty()) {
      findings_.error("FX-6.2", path_, "the e-invoice is empty", "embed the XML");
    }
  }

  void judge_parameters(QPDFObjectHandle parameters) {
    if (!text_of(entry(parameters, "/ModDate")).starts_with("D:")) {
      findings_.warning("FX-6.2", path_, "the e-invoice has no /ModDate in /Params",
                        "write the time of its last change there");
    }
    if (!carrier_.xml) return;
    QPDFObjectHandle size = entry(parameters, "/Size");
    if (!size.isNull() &&
        !(size.isInteger() && size.getIntValue() == static_cast<long long>(carrier_.xml->size()))) {
      findings_.error("FX-6.2", path_,
                      "/Size is not that of the e-invoice, which has " +
                          std::to_string(carrier_.xml->size()) + " bytes",
                      "the XML was changed, or damaged: ask the sender for the file again");
    }
    judge_checksum(entry(parameters, "/CheckSum"));
  }

  void judge_checksum(QPDFObjectHandle sum) {
    if (sum.isNull()) return;
    const std::string said = sum.isString() ? sum.getStringValue() : std::string();
    const std::string right = md5(*carrier_.xml);
    if (said == right) return;
    if (to_lower_ascii(said) == to_hex(right)) {
      findings_.warning("FX-6.2", path_, "/CheckSum is a text of hexadecimal digits",
                        "write the 16 bytes of the MD5 themselves");
    } else {
      findings_.error("FX-6.2", path_, "/CheckSum is not the MD5 of the e-invoice",
                      "the XML was changed, or damaged: ask the sender for the file again");
    }
  }

  const Carrier& carrier_;
  const EmbeddedFile& file_;
  FindingList& findings_;
  std::string path_;
};

void judge_further_file(const EmbeddedFile& file, FindingList& findings) {
  const std::string lower = to_lower_ascii(file.name);
  const auto dot = lower.rfind('.');
  const std::string type = dot == std::string::npos ? std::string() : lower.substr(dot + 1);
  if (std::find(kFurtherTypes.begin(), kFurtherTypes.end(), type) != kFurtherTypes.end()) return;
  findings.warning(
      "FX-6.4", shown(file.name), "a further file of a type that may not be attached",
      "PDF, TXT, GIF, TIFF, JPG, PNG, CSV, XML, JSON, XLSX and ODS may; do not open it");
}

}  // namespace

void judge_files(const Carrier& carrier, FindingList& findings) {
  const EmbeddedFiles& embedded = carrier.embedded;
  if (embedded.is_tree_damaged) {
    findings.error("A-6.8", "Names/EmbeddedFiles", "the tree of embedded files is damaged",
                   "ask the sender for the file again");
  }
  if (embedded.are_too_many) {
    findings.error("FX-6.4", "Names/EmbeddedFiles",
                   "more than " + std::to_string(embedded.files.size()) + " embedded files",
                   "the others were not looked at");
  }
  const auto invoices =
      std::count_if(embedded.files.begin(), embedded.files.end(),
                    [](const EmbeddedFile& file) { return is_invoice_name(file.name); });
  if (invoices > 1) {
    findings.error("FX-6", "Names/EmbeddedFiles",
                   std::to_string(invoices) + " e-invoices are embedded",
                   "exactly one may be: readers would book different invoices");
  }
  if (const EmbeddedFile* file = carrier.invoice_file()) {
    InvoiceFile(carrier, *file, findings).judge();
  } else {
    findings.error("FX-6", "Names/EmbeddedFiles", "no e-invoice is embedded",
                   "a Factur-X PDF carries factur-x.xml or xrechnung.xml; this is a picture alone");
  }
  for (std::size_t i = 0; i < embedded.files.size(); ++i) {
    if (i == carrier.invoice || is_invoice_name(embedded.files[i].name)) continue;
    judge_further_file(embedded.files[i], findings);
  }
}

}  // namespace enclosure::app
