#pragma once
// One PDF taken apart, for the rules.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "app/check/embedded_files.h"
#include "app/check/findings.h"
#include "app/check/xmp.h"
#include "invoice/rules/rules.h"

namespace enclosure::app {

/// Whose properties the metadata have. Factur-X 1.08, 6.3.1 and 6.3.2.
enum class XmpDialect { kNone, kFacturX, kZugferd2, kZugferd1, kMisspelt };

/// What the metadata say about the e-invoice.
struct InvoiceMetadata {
  XmpDialect dialect = XmpDialect::kNone;
  std::string uri;  ///< of the schema
  std::string document_type;
  std::string file_name;
  std::string version;
  std::string conformance_level;
  bool contradicts_itself = false;  ///< a property twice, with two values
};

/// Those of Factur-X where there are several dialects.
[[nodiscard]] InvoiceMetadata invoice_metadata(const Xmp& xmp);

struct Carrier {
  EmbeddedFiles embedded;
  std::optional<std::size_t> invoice;  ///< which of the files is the e-invoice
  std::optional<std::string> xml;      ///< its bytes, where they could be unpacked
  std::string specification;           ///< BT-24
  std::optional<Xmp> xmp;
  InvoiceMetadata metadata;

  [[nodiscard]] const EmbeddedFile* invoice_file() const {
    return invoice ? &embedded.files[*invoice] : nullptr;
  }
  /// The profile by BT-24, else by the metadata.
  [[nodiscard]] invoice::rules::Claim claim() const;
};

/// The claim that a conformance level of the metadata stands for; kUnknown for none of the six.
[[nodiscard]] invoice::rules::Claim claim_of_level(std::string_view level);
/// "EN 16931"; "" for a claim that no level stands for.
[[nodiscard]] std::string_view level_of(invoice::rules::Claim claim);

/// The e-invoice among `files`: by the names that the specifications give it, else by the name in
/// the metadata, else the only XML. Where several bear such a name, the current one is taken.
[[nodiscard]] std::optional<std::size_t> choose_invoice(const EmbeddedFiles& files,
                                                        std::string_view name_in_metadata);

/// BT-24 of an XML in CII or UBL, ZUGFeRD 1.0 too; "" where it has none or is no XML.
[[nodiscard]] std::string specification_of(std::string_view xml);

void judge_files(const Carrier& carrier, FindingList& findings);
void judge_xmp(const Carrier& carrier, FindingList& findings);

}  // namespace enclosure::app
