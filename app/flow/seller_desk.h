#pragma once
// The seller's API over the store.

#include <functional>

#include "app/flow/api_keys.h"
#include "app/flow/shop.h"
#include "app/http/seller_desk.h"
#include "app/ports/store.h"

namespace enclosure::app {

/// Serves the seller's API. `changed` is called after something came in. Safe for several threads.
class StoreSellerDesk : public SellerDesk {
 public:
  StoreSellerDesk(const Shop& shop, Store& store, std::function<Instant()> clock,
                  std::function<void()> changed, ApiKeys& keys)
      : shop_(shop),
        store_(store),
        clock_(std::move(clock)),
        changed_(std::move(changed)),
        keys_(keys) {}

  std::optional<ApiKey> find_key(std::string_view key) override;
  Result<ImportSummary> post_orders(std::string_view body) override;
  Result<ImportSummary> post_events(std::string_view body) override;
  std::optional<std::string> get_order(std::string_view order) override;
  bool make_invoice_link(std::string_view order) override;
  std::optional<std::string> invoice_link(std::string_view order) override;

 private:
  Result<ImportSummary> take_in(std::string_view body, std::optional<ImportFormat> format);

  const Shop& shop_;
  Store& store_;
  std::function<Instant()> clock_;
  std::function<void()> changed_;
  ApiKeys& keys_;
};

}  // namespace enclosure::app
