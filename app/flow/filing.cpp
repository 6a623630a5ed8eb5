#include "app/flow/filing.h"

#include <algorithm>

#include "app/store/files.h"
#include "invoice/model/snapshot.h"

namespace enclosure::app {

using invoice::InvoiceKind;

Result<StoredInvoice> put_on_file(const invoice::Invoice& document, const Filing& filing,
                                  Press& press, StoreTransaction& tx, Instant now) {
  StoredInvoice stored;
  stored.number = document->number;
  stored.kind = document->kind();
  if (!document->preceding.empty()) stored.preceding = document->preceding.front().number;
  stored.reason = document->correction_reason;
  stored.cancels = filing.cancels;
  stored.series = filing.number.series;
  stored.sequence = filing.number.sequence;
  stored.order = document->order;
  stored.shipment = document->shipment;
  stored.issue_date = document->issue_date;
  stored.issued_at = now;
  stored.language = document->language;
  stored.total = document->totals.total_with_vat;
  stored.snapshot = invoice::to_snapshot(document);
  stored.consignment = filing.consignment;
  auto printed = press.print(document, stored.snapshot);
  if (!printed) return std::move(printed).faults();
  stored.pdf_sha256 = std::move(printed->pdf_sha256);
  stored.logo_sha256 = std::move(printed->logo_sha256);
  stored.grounds = filing.grounds;
  stored.chain = chain_link(tx.last_chain(), stored);
  tx.add_invoice(stored);
  return stored;
}

std::string chain_link(const std::string& before, const StoredInvoice& invoice) {
  return sha256_hex(before + "\n" + invoice.number.to_string() + "\n" +
                    sha256_hex(invoice.snapshot) + "\n" + invoice.pdf_sha256);
}

bool InvoiceChain::is_cancelled() const {
  return std::any_of(credit_notes.begin(), credit_notes.end(),
                     [](const StoredInvoice& note) { return note.cancels; });
}

std::vector<InvoiceChain> chains_of(const std::vector<StoredInvoice>& documents) {
  std::vector<InvoiceChain> chains;
  const auto chain_of = [&](const InvoiceNumber& number) {
    return std::find_if(chains.begin(), chains.end(),
                        [&](const InvoiceChain& chain) { return chain.invoice.number == number; });
  };
  for (const StoredInvoice& document : documents) {
    const auto before = chain_of(document.preceding);
    if (document.kind == InvoiceKind::kCreditNote) {
      if (before != chains.end()) before->credit_notes.push_back(document);
      continue;
    }
    if (document.kind == InvoiceKind::kCorrected && before != chains.end())
      before->corrected_by = document.number;
    chains.push_back({document, {}, {}});
  }
  return chains;
}

std::vector<StoredInvoice> standing_documents(const std::vector<StoredInvoice>& documents) {
  std::vector<StoredInvoice> standing;
  for (const InvoiceChain& chain : chains_of(documents)) {
    if (chain.is_cancelled()) continue;
    standing.push_back(chain.invoice);
    standing.insert(standing.end(), chain.credit_notes.begin(), chain.credit_notes.end());
  }
  return standing.empty() ? documents : standing;
}

const StoredInvoice* newest_standing(const std::vector<StoredInvoice>& documents) {
  if (documents.empty()) return nullptr;
  InvoiceNumber number = documents.back().number;
  for (const InvoiceChain& chain : chains_of(documents)) {
    if (!chain.is_cancelled()) number = chain.invoice.number;
  }
  return &*std::find_if(documents.begin(), documents.end(),
                        [&](const StoredInvoice& one) { return one.number == number; });
}

Result<invoice::Invoice> document_of(const StoredInvoice& stored) {
  auto document = invoice::from_snapshot(stored.snapshot);
  if (!document) return under(stored.number.to_string(), std::move(document).faults());
  return document;
}

Result<std::vector<invoice::Invoice>> documents_of(const std::vector<StoredInvoice>& stored) {
  std::vector<invoice::Invoice> documents;
  Faults faults;
  for (const StoredInvoice& one : stored) {
    auto document = document_of(one);
    if (document) {
      documents.push_back(*std::move(document));
    } else {
      append(faults, std::move(document).faults());
    }
  }
  if (!faults.empty()) return faults;
  return documents;
}

}  // namespace enclosure::app
