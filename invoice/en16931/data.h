#pragma once
// What changes around EN 16931 every half year, as data: identifiers of profiles and code lists
// (invoice/data/einvoice).

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/date.h"
#include "core/einvoice.h"
#include "core/embedded.h"
#include "core/result.h"

namespace enclosure::invoice::en16931 {

enum class Syntax { kCii, kUbl };

/// How a format calls itself in the XML and in the PDF that carries it.
struct Profile {
  EInvoiceFormat format = EInvoiceFormat::kFacturX;
  Syntax syntax = Syntax::kCii;
  std::string specification;      ///< BT-24
  std::string process;            ///< BT-23, or empty
  std::string file_name;          ///< inside of a PDF: "factur-x.xml"; empty where it stands beside
  std::string conformance_level;  ///< of the XMP: "EN 16931", "XRECHNUNG"
  std::string document_version;   ///< of the XMP: "1.0"
  std::string paid_means;         ///< BT-81 of what a marketplace or shop has been paid
  std::map<std::string, std::string, std::less<>> paid_means_within;  ///< by state of both parties
};

/// The code lists by what they are for; the comments name the terms.
enum class CodeList {
  kInvoiceType,              ///< BT-3 of an invoice: UNTDID 1001
  kCreditNoteType,           ///< BT-3 of a credit note
  kCurrency,                 ///< BT-5, BT-6: ISO 4217
  kTaxPoint,                 ///< BT-8: UNTDID 2005
  kObjectScheme,             ///< BT-18, BT-128: UNTDID 1153
  kNoteSubject,              ///< BT-21: UNTDID 4451
  kIdentifierScheme,         ///< BT-29, BT-30, …: ISO 6523
  kClassification,           ///< BT-158: UNTDID 7143
  kCountry,                  ///< BT-40, …: ISO 3166-1
  kVatPrefix,                ///< first letters of BT-31, BT-48, BT-63
  kPaymentMeans,             ///< BT-81: UNTDID 4461
  kVatCategory,              ///< BT-118, …: UNTDID 5305
  kAllowanceReason,          ///< BT-98, BT-140: UNTDID 5189
  kChargeReason,             ///< BT-105, BT-145: UNTDID 7161
  kExemptionReason,          ///< BT-121: VATEX
  kUnit,                     ///< BT-130, BT-150: UN/ECE Recommendation 20 and 21
  kMime,                     ///< of BT-125
  kElectronicAddressScheme,  ///< BT-34, BT-49: EAS
  kPeppolAddressScheme,      ///< the same in Peppol
};

/// The data, loaded once at start. Cheap to copy, immutable, safe to read from every thread.
class Data {
 public:
  /// Reads `profiles.json` and `code_lists.json`. Fault EINVOICE-003 with the file's name: a
  /// damaged file, a format or a list without data; a defect of the build.
  static Result<Data> load(std::span<const EmbeddedFile> files);

  /// What `format` calls itself in a document of `day`.
  [[nodiscard]] const Profile& profile(EInvoiceFormat format, Date day) const;
  /// Whether `code` stands in `list` as it is on `day`.
  [[nodiscard]] bool has(CodeList list, std::string_view code, Date day) const;

  struct Content;

 private:
  explicit Data(std::shared_ptr<const Content> content) : content_(std::move(content)) {}
  std::shared_ptr<const Content> content_;
};

}  // namespace enclosure::invoice::en16931
