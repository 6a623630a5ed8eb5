#include "app/flow/filing.h"

#include <algorithm>

#include "app/store/files.h"
#include "invoice/model/snapshot.h"

namespace enclosure::app {

using invoice::InvoiceKind;

namespace {

/// What the store keeps of a document but its hashes.
StoredInvoice stored_form(const invoice::Invoice& document, const Filing& filing, const Shop& shop,
                          Instant now) {
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
  stored.grounds = filing.grounds;
  if (shop.logo) stored.logo_sha256 = shop.logo->sha256;
  return stored;
}

void add(StoredInvoice& stored, StoreTransaction& tx) {
  stored.chain = chain_link(tx.last_chain(), stored);
  tx.add_invoice(stored);
}

}  // namespace

Result<invoice::DocumentFiles> Filer::make(const invoice::Invoice& document) const {
  return invoice::make_files(document, {.logo = shop_.logo_on_pages()},
                             shop_.knowledge.document_tools());
}

Result<StoredInvoice> Filer::put(const invoice::Invoice& document, const Filing& filing,
                                 StoreTransaction& tx, Instant now) {
  const auto files = make(document);
  if (!files) return files.faults();  // say, a name that no font can show
  StoredInvoice stored = stored_form(document, filing, shop_, now);
  stored.pdf_sha256 = shop_.archive().put(files->pdf.bytes);
  if (shop_.logo) shop_.archive().put(shop_.logo->png);
  add(stored, tx);
  return stored;
}

Result<StoredInvoice> GroupFiler::put(const invoice::Invoice& document, const Filing& filing,
                                      StoreTransaction&, Instant now) {
  for (const Noted& other : noted_) {
    if (other.stored.number == document->number) return number_taken(document->number);
  }
  noted_.push_back({document, stored_form(document, filing, shop_, now)});
  return noted_.back().stored;
}

Faults GroupFiler::complete(StoreTransaction& tx, Crew& crew) {
  if (noted_.empty()) return {};
  std::vector<std::optional<Result<invoice::DocumentFiles>>> made(noted_.size());
  crew.each(noted_.size(), [&](std::size_t i) { made[i] = make(noted_[i].document); });
  Faults faults;
  for (std::size_t i = 0; i < noted_.size(); ++i)
    append(faults, under(noted_[i].stored.order.to_string(), made[i]->faults()));
  if (!faults.empty()) return faults;

  const Archive archive = shop_.archive();
  if (shop_.logo) archive.put_unsynced(shop_.logo->png);
  for (std::size_t i = 0; i < noted_.size(); ++i) {
    noted_[i].stored.pdf_sha256 = archive.put_unsynced((*made[i])->pdf.bytes);
    add(noted_[i].stored, tx);
  }
  archive.sync();
  return {};
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
