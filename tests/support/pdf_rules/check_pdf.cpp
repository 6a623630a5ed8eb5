#include "tests/support/pdf_rules/check_pdf.h"

#include <exception>
#include <regex>

#include "tests/support/pdf_rules/rules.h"

namespace enclosure::support {
namespace pdf_rules {

std::string data_of(QPDFObjectHandle stream) {
  if (!stream.isStream()) return {};
  const auto data = stream.getStreamData(qpdf_dl_all);
  return std::string(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
}

std::string name_of(QPDFObjectHandle object) {
  return object.isName() ? object.getName() : std::string();
}

bool is_language(QPDFObjectHandle object) {
  static const std::regex form("[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*");
  return object.isString() && std::regex_match(object.getUTF8Value(), form);
}

}  // namespace pdf_rules

std::vector<Violation> check_pdf(std::string_view bytes) {
  using namespace pdf_rules;
  Report report;
  check_syntax(bytes, report);
  try {
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.processMemoryFile("file", bytes.data(), bytes.size());
    check_objects(bytes, pdf, report);
    check_document(pdf, report);
    const Drawn drawn = check_contents(pdf, report);
    check_fonts(drawn, report);
    check_metadata(pdf, report);
    check_embedded_files(pdf, report);
    check_structure(pdf, drawn, report);
    for (const QPDFExc& warning : pdf.getWarnings()) report.add("PDF", warning.what());
  } catch (const std::exception& error) {
    report.add("PDF", error.what());
  }
  return report.take();
}

}  // namespace enclosure::support
