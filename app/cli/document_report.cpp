#include "app/cli/document_report.h"

#include <algorithm>

#include "app/cli/output.h"

namespace enclosure::app {
namespace {

constexpr std::size_t kWidestDescription = 40;  // with the figures it fits into 80 columns

std::string what_of(const invoice::InvoiceLine& line) {
  const std::string name = line.description.empty()
                               ? std::string(to_string(line.kind))
                               : shortened(line.description, kWidestDescription);
  return line.reduces_price ? name + " (price reduced)" : name;
}

}  // namespace

std::string lines_table(const invoice::InvoiceContent& document) {
  Table table({"#", "what", "quantity", "net", "gross"}, "  ");
  for (const std::size_t column : {2U, 3U, 4U}) table.align_right(column);
  for (const invoice::InvoiceLine& line : document.lines) {
    table.add({line.id, what_of(line), line.quantity.normalised().to_string(), line.net.to_string(),
               line.gross.to_string()});
  }
  return table.to_string();
}

ExitCode exit_code_for(const Faults& faults) {
  const bool waits = std::all_of(faults.begin(), faults.end(), [](const Fault& fault) {
    return fault.code == "VIES-001" || fault.code == "NUMBER-007";
  });
  return waits ? kExitTryLater : kExitBadData;
}

}  // namespace enclosure::app
