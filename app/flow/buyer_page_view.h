#pragma once
// What the buyer's page shows of one order, in one language.

#include <string>
#include <vector>

#include "app/flow/order_library.h"
#include "app/flow/shop.h"
#include "app/ports/store.h"
#include "app/web/buyer_view.h"
#include "locales/locale.h"

namespace enclosure::app {

/// What a page is made of, read in one go.
struct PageSource {
  const Order& order;  ///< as it came in
  const StoredLink& link;
  const std::vector<StoredInvoice>& documents;
  const std::vector<OfferedDocument>& library;
  const attachments::Selection& selection;
  bool shows_documents = true;  ///< else they wait for the second factor
};

/// The language of the page: the one wished for where the program speaks it, else that of the
/// documents, else that of documents to come.
[[nodiscard]] const locales::Locale& page_locale(const std::optional<LanguageTag>& wished,
                                                 const Order& order,
                                                 const std::vector<StoredInvoice>& documents,
                                                 const Shop& shop);

/// Everything but the panel. Names nobody: what was bought, the documents, manuals and drivers, how
/// to reach the seller.
[[nodiscard]] BuyerPage page_of(const PageSource& source, const locales::Locale& locale,
                                const Shop& shop);

/// What the page says about a number that the register refused at `refused_at`, in the seller's
/// time zone, which is named.
[[nodiscard]] NumberAsked number_asked(Instant refused_at, Instant now,
                                       const locales::Locale& locale, const TimeZone& zone);

}  // namespace enclosure::app
