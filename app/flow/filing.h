#pragma once
// Putting a drawn-up document on file, and how the documents of an order hang together.

#include <string>
#include <vector>

#include "app/flow/crew.h"
#include "app/flow/numbering.h"
#include "app/flow/shop.h"
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

/// Puts drawn-up documents on file: renders them, archives their bytes and adds them to the store,
/// each with its link of the hash chain.
class Filer {
 public:
  explicit Filer(const Shop& shop) : shop_(shop) {}
  Filer(const Filer&) = delete;
  Filer& operator=(const Filer&) = delete;
  virtual ~Filer() = default;

  /// Puts `document` on file; its bytes are on the disk before its row. Faults of `make_files`; the
  /// transaction then rolls back and the number is not spent. Throws WorldError.
  virtual Result<StoredInvoice> put(const invoice::Invoice& document, const Filing& filing,
                                    StoreTransaction& tx, Instant now);

 protected:
  [[nodiscard]] Result<invoice::DocumentFiles> make(const invoice::Invoice& document) const;

  const Shop& shop_;
};

/// Puts the documents of one transaction on file together: rendered in all threads, synced once.
class GroupFiler final : public Filer {
 public:
  using Filer::Filer;

  /// Notes `document`, which the store knows only after `complete`. To be the last step of what
  /// succeeds or fails with it. Fault NUMBER-008: another one of the group has its number.
  Result<StoredInvoice> put(const invoice::Invoice& document, const Filing& filing,
                            StoreTransaction& tx, Instant now) override;

  /// Renders, archives and adds what was noted, in that order. The last step before the commit.
  /// Faults: those of every document that cannot be rendered; the transaction must roll back.
  /// Throws WorldError.
  [[nodiscard]] Faults complete(StoreTransaction& tx, Crew& crew);

 private:
  struct Noted {
    invoice::Invoice document;
    StoredInvoice stored;
  };
  std::vector<Noted> noted_;
};

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
