#pragma once
// What the parts of the judge share. For tests/support/pdf_rules.

#include <cstdint>
#include <map>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/pdf_rules/check_pdf.h"

namespace enclosure::support::pdf_rules {

/// Collects violations.
class Report {
 public:
  void add(std::string rule, std::string what) {
    violations_.push_back({std::move(rule), std::move(what)});
  }
  /// Notes `rule` unless `holds`; gives `holds`.
  bool expect(bool holds, std::string_view rule, std::string_view what) {
    if (!holds) add(std::string(rule), std::string(what));
    return holds;
  }
  [[nodiscard]] std::vector<Violation> take() { return std::move(violations_); }

 private:
  std::vector<Violation> violations_;
};

/// A marked content sequence with an MCID.
struct Mark {
  std::string tag;
  bool has_content = false;
  std::string text = {};  ///< UTF-8, by the fonts' maps to Unicode
};

using Characters = std::map<std::uint32_t, std::uint32_t>;  // by code, of the BMP

/// What the pages draw.
struct Drawn {
  std::vector<std::map<int, Mark>> marks;               // by page, by MCID
  std::map<QPDFObjGen, std::set<std::uint32_t>> codes;  // by font: codes shown
  std::map<QPDFObjGen, QPDFObjectHandle> fonts;
  std::map<QPDFObjGen, Characters> characters;  // by font
};

void check_syntax(std::string_view bytes, Report& report);
void check_objects(std::string_view bytes, QPDF& pdf, Report& report);
void check_document(QPDF& pdf, Report& report);
Drawn check_contents(QPDF& pdf, Report& report);
void check_fonts(const Drawn& drawn, Report& report);
void check_metadata(QPDF& pdf, Report& report);
void check_embedded_files(QPDF& pdf, Report& report);
void check_structure(QPDF& pdf, const Drawn& drawn, Report& report);

/// What stands below an element of the structure tree: other elements, numbers of marked content,
/// references.
[[nodiscard]] std::vector<QPDFObjectHandle> kids_of(QPDFObjectHandle element);
/// The map of a font from codes to characters, out of its stream's text.
[[nodiscard]] Characters read_to_unicode(const std::string& cmap, Report& report);
/// The bytes of a stream, unpacked; empty when there are none.
[[nodiscard]] std::string data_of(QPDFObjectHandle stream);
/// The text between <name> and </name> of the document's XMP packet: "pdfaid:part". Empty: none.
[[nodiscard]] std::string xmp_property(QPDF& pdf, std::string_view name);
/// The text of a name, or empty.
[[nodiscard]] std::string name_of(QPDFObjectHandle object);
/// Whether `object` is a string that has the form of a language tag: "de", "pt-BR".
[[nodiscard]] bool is_language(QPDFObjectHandle object);

}  // namespace enclosure::support::pdf_rules
