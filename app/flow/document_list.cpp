#include "app/flow/document_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/flow/filing.h"

namespace enclosure::app {
namespace {

std::string_view name_of(invoice::InvoiceKind kind) {
  switch (kind) {
    case invoice::InvoiceKind::kSimplified:
      return "Simplified invoice";
    case invoice::InvoiceKind::kCreditNote:
      return "Credit note";
    case invoice::InvoiceKind::kCorrected:
      return "Corrected invoice";
    case invoice::InvoiceKind::kInvoice:
      break;
  }
  return "Invoice";
}

/// "; it cancels R-2026-000001", or nothing for an invoice of its own.
std::string reference_of(const StoredInvoice& document) {
  if (document.preceding.empty()) return "";
  const std::string before = document.preceding.to_string();
  if (document.kind == invoice::InvoiceKind::kCorrected) return "; it takes the place of " + before;
  return document.cancels ? "; it cancels " + before : "; it gives back a part of " + before;
}

/// What became of an invoice; empty while it stands untouched.
std::string fate_of(const InvoiceChain& chain) {
  if (chain.is_cancelled()) {
    return fmt::format(" It is cancelled by {}{}.", chain.credit_notes.back().number.to_string(),
                       chain.corrected_by.empty()
                           ? ""
                           : ", and " + chain.corrected_by.to_string() + " stands in its place");
  }
  std::string notes;
  for (const StoredInvoice& note : chain.credit_notes)
    notes += (notes.empty() ? "" : ", ") + note.number.to_string();
  return notes.empty() ? "" : " A part of it was given back: " + notes + ".";
}

}  // namespace

std::vector<std::string> document_sentences(const std::vector<StoredInvoice>& documents) {
  const auto chains = chains_of(documents);
  std::vector<std::string> sentences;
  for (const StoredInvoice& document : documents) {
    std::string text = fmt::format(
        "{} {} was issued on {} over {} {}, in the language {}{}{}.", name_of(document.kind),
        document.number.to_string(), enclosure::to_string(document.issue_date),
        document.total.to_string(), document.total.currency().to_string(),
        document.language.to_string(), reference_of(document),
        document.reason.empty() ? "" : " (" + document.reason + ")");
    for (const InvoiceChain& chain : chains) {
      if (chain.invoice.number == document.number) text += fate_of(chain);
    }
    sentences.push_back(std::move(text));
  }
  return sentences;
}

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
