#pragma once
// What buyers may see and do by their link, over the store and the archive.

#include <functional>
#include <memory>

#include "app/flow/change_details.h"
#include "app/flow/link_cache.h"
#include "app/flow/link_uses.h"
#include "app/flow/product_files.h"
#include "app/flow/shop.h"
#include "app/http/buyer_desk.h"
#include "app/ports/store.h"
#include "app/ports/vat_registry.h"
#include "app/store/archive_cache.h"

namespace enclosure::app {

/// What buyers are served with beside the shop and the store. Borrowed.
struct BuyerServices {
  ArchiveCache& archive;
  LinkUses& uses;
  VatRegistry* registry = nullptr;  ///< safe for several threads; null: nobody is asked at once
};

/// Serves buyers by their links. Safe for several threads.
class StoreBuyerDesk : public BuyerDesk {
 public:
  StoreBuyerDesk(const Shop& shop, Store& store, std::function<Instant()> clock,
                 const BuyerServices& services)
      : shop_(shop), store_(store), clock_(std::move(clock)), services_(services) {}

  std::optional<BuyerPage> page(const BuyerVisit& visit) override;
  FileAnswer invoice(const BuyerVisit& visit, std::optional<std::size_t> index) override;
  std::optional<FileAnswer> invoice_at_once(const BuyerVisit& visit) override;
  FileAnswer einvoice(const BuyerVisit& visit, std::optional<std::size_t> index) override;
  FileAnswer manual(const BuyerVisit& visit, std::size_t index) override;
  BundleAnswer everything(const BuyerVisit& visit) override;
  std::optional<BuyerAnswer> unlock(const BuyerVisit& visit, std::string_view answer) override;
  std::optional<BuyerAnswer> details(const BuyerVisit& visit, const DetailsInput& input) override;
  std::optional<OptOutPage> opt_out(std::string_view token, bool wish) override;
  [[nodiscard]] std::string base_url() const override { return shop_.config.link_base_url; }

 private:
  struct Known;
  struct Offered;
  using Panel = BuyerDetailsPanel;

  [[nodiscard]] std::optional<Known> known(const BuyerVisit& visit, Instant now);
  [[nodiscard]] Offered offered(const Known& found, Instant now);
  [[nodiscard]] bool locks(const Known& found) const;
  [[nodiscard]] static bool was_refused_later(const Known& found);
  [[nodiscard]] Panel panel_of(const Known& found, bool after_change) const;
  [[nodiscard]] std::optional<Instant> refused_at(const Known& found, const Panel& panel) const;
  [[nodiscard]] BuyerPage page_with(const Known& found, Panel panel,
                                    const std::optional<LanguageTag>& language, Instant now);
  [[nodiscard]] bool takes_factor(Known& found, std::string_view answer, BuyerAnswer& taken,
                                  Instant now);
  [[nodiscard]] BuyerFile file_of(const StoredInvoice& invoice);
  [[nodiscard]] FileAnswer file_behind(const CachedLink& link);
  [[nodiscard]] std::string bytes_of(const std::string& sha256);

  const Shop& shop_;
  Store& store_;
  std::function<Instant()> clock_;
  BuyerServices services_;
  LinkCache cache_;
  ProductFiles files_;
};

}  // namespace enclosure::app
