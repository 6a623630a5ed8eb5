#include "app/products/coverage.h"

namespace enclosure::app {
namespace {

/// A field of RFC 4180. What a spreadsheet would take for a formula gets an apostrophe in front.
std::string field(std::string_view text) {
  const bool is_formula =
      !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
  std::string out = is_formula ? "'" : "";
  out += text;
  if (out.find_first_of(",\"\r\n") == std::string::npos) return out;
  std::string quoted = "\"";
  for (const char c : out) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

template <typename Range, typename Text>
std::string joined(const Range& range, Text text) {
  std::string all;
  for (const auto& one : range) {
    if (!all.empty()) all += ' ';
    all += text(one);
  }
  return all;
}

}  // namespace

std::string coverage_csv(const Coverage& coverage) {
  std::string csv = "product,skus,country,language,kind,state,file,file_languages\r\n";
  for (const CoverageRow& row : coverage.rows) {
    const std::string product =
        field(row.product->name) + "," +
        field(joined(row.product->skus, [](std::string_view sku) { return sku; })) + ",";
    for (std::size_t i = 0; i < coverage.columns.size(); ++i) {
      const CoverageColumn& column = coverage.columns[i];
      for (const CoverageCell& cell : row.cells[i]) {
        csv += product + column.country.to_string() + "," + column.language.to_string() + "," +
               std::string(attachments::to_string(cell.kind)) + "," +
               std::string(to_string(cell.cover)) + ",";
        if (cell.document != nullptr) {
          csv +=
              field(cell.document->file) + "," +
              joined(cell.document->languages, [](const LanguageTag& t) { return t.to_string(); });
        } else {
          csv += ",";
        }
        csv += "\r\n";
      }
    }
  }
  return csv;
}

}  // namespace enclosure::app
