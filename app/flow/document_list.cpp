#include "app/flow/document_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/flow/filing.h"

namespace enclosure::app {

nlohmann::ordered_json documents_json(const std::vector<StoredInvoice>& documents) {
  const auto chains = chains_of(documents);
  auto json = nlohmann::ordered_json::array();
  for (const StoredInvoice& document : documents) {
    nlohmann::ordered_json one{{"number", document.number.to_string()},
                               {"kind", to_string(document.kind)},
                               {"shipment", document.shipment.to_string()},
                               {"issue_date", enclosure::to_string(document.issue_date)},
                               {"total", document.total.to_string()},
                               {"currency", document.total.currency().to_string()},
                               {"sha256", document.pdf_sha256}};
    if (!document.preceding.empty()) one["preceding"] = document.preceding.to_string();
    if (!document.reason.empty()) one["reason"] = document.reason;
    for (const InvoiceChain& chain : chains) {
      if (chain.invoice.number != document.number) continue;
      one["cancelled"] = chain.is_cancelled();
      if (!chain.corrected_by.empty()) one["corrected_by"] = chain.corrected_by.to_string();
    }
    json.push_back(std::move(one));
  }
  return json;
}

std::vector<std::string> documents_told(const std::vector<StoredInvoice>& documents) {
  const auto chains = chains_of(documents);
  std::vector<std::string> lines;
  for (const StoredInvoice& document : documents) {
    std::string kind(to_string(document.kind));
    std::replace(kind.begin(), kind.end(), '_', ' ');
    std::string line =
        fmt::format("{} {} of {}, {} {}", document.number.to_string(), kind,
                    enclosure::to_string(document.issue_date), document.total.to_string(),
                    document.total.currency().to_string());
    if (!document.preceding.empty())
      line += fmt::format(", {} {}", document.cancels ? "cancels" : "corrects",
                          document.preceding.to_string());
    if (!document.reason.empty()) line += " (" + document.reason + ")";
    for (const InvoiceChain& chain : chains) {
      if (chain.invoice.number == document.number && chain.is_cancelled()) line += ", cancelled";
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace enclosure::app
