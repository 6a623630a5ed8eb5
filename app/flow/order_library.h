#pragma once
// The documents that the buyer's page offers for one order: those that went along with its mail, or
// would now, and those of the same products in other languages. Each has a number of its own.

#include <optional>
#include <string>
#include <vector>

#include "app/flow/enclosures.h"
#include "app/flow/product_files.h"
#include "app/flow/shop.h"
#include "attachments/select.h"

namespace enclosure::app {

/// What the store knows about the documents of one order.
struct KeptWithMail {
  std::vector<KeptEnclosure> documents;  ///< standing rows; empty before the mail went out
  std::optional<KeptNotes> notes;
};

/// One document on offer.
struct OfferedDocument {
  std::size_t number = 0;  ///< of its address: manuals/{number}
  KeptEnclosure about;     ///< title, file name, language; type, size and hash as far as known
  /// In the products folder; null: in the archive, under the hash.
  const attachments::Document* in_folder = nullptr;
  const attachments::Product* product = nullptr;  ///< where the catalogue still has it
};

/// Those of the mail come first and are counted from 0 in its order, since mails and cover sheets
/// name these numbers. Those in other languages have a number above 999 that is made of the name of
/// the document: it stays the same when the catalogue grows.
///
/// Left out: a file that may not be sent, a cover sheet that tells a driver link which is no longer
/// one of today (docs/decisions/0084), a document that the catalogue means for another country, day
/// or piece. `selection` must outlive the result.
[[nodiscard]] std::vector<OfferedDocument> library_of(const KeptWithMail& kept,
                                                      const attachments::Selection& selection,
                                                      const Shop& shop, ProductFiles& files);

}  // namespace enclosure::app
