#pragma once
// Putting a drawn-up document on file, and how the documents of an order hang together.

#include <string>
#include <vector>

#include "app/flow/numbering.h"
#include "app/flow/press.h"
#include "app/ports/store.h"
#include "invoice/model/invoice.h"

namespace enclosure::app {

/// What a document carries into the store besides its content.
struct Filing {
  TakenNumber number;
  std::string consignment;  ///< the part of the order it bills, as own order JSON
  std::string grounds;      ///< the decision behind it, as JSON
  bool cancels = false;
};

/// Prints `document` and adds it to the store with its link of the hash chain. Faults of the press;
/// the transaction then rolls back and the number is not spent.
[[nodiscard]] Result<StoredInvoice> put_on_file(const invoice::Invoice& document,
                                                const Filing& filing, Press& press,
                                                StoreTransaction& tx, Instant now);

/// The next link of the hash chain over all issued documents: changing or losing one breaks every
/// later link.
[[nodiscard]] std::string chain_link(const std::string& before, const StoredInvoice& invoice);

/// An invoice with its corrections.
struct InvoiceChain {
  StoredInvoice invoice;
  std::vector<StoredInvoice> credit_notes;  ///< in order of issue
  InvoiceNumber corrected_by;               ///< the invoice that took its place, or empty

  [[nodiscard]] bool is_cancelled() const;
};

/// The documents of one order, as `invoices_of` gives them, invoice by invoice in order of issue.
[[nodiscard]] std::vector<InvoiceChain> chains_of(const std::vector<StoredInvoice>& documents);

/// The documents that stand: invoices that are not cancelled, with their credit notes. Where every
/// invoice is cancelled, all documents: whoever gets one must get what cancels it, too.
[[nodiscard]] std::vector<StoredInvoice> standing_documents(
    const std::vector<StoredInvoice>& documents);

/// The document that stands for the order: the newest invoice that is not cancelled, else the
/// newest document. Null when there is none.
[[nodiscard]] const StoredInvoice* newest_standing(const std::vector<StoredInvoice>& documents);

/// The documents behind stored ones. Faults are those of the snapshots.
[[nodiscard]] Result<invoice::Invoice> document_of(const StoredInvoice& stored);
[[nodiscard]] Result<std::vector<invoice::Invoice>> documents_of(
    const std::vector<StoredInvoice>& stored);

}  // namespace enclosure::app
