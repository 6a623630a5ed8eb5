#pragma once
// The desks of the HTTP server over the store and the archive.

#include <functional>

#include "app/flow/shop.h"
#include "app/http/desks.h"
#include "app/ports/store.h"

namespace enclosure::app {

/// Serves buyers by their links. Safe for several threads.
class StoreBuyerDesk : public BuyerDesk {
 public:
  StoreBuyerDesk(const Shop& shop, Store& store, std::function<Instant()> clock)
      : shop_(shop), store_(store), clock_(std::move(clock)) {}

  std::optional<BuyerPage> page(std::string_view token) override;
  std::optional<Download> invoice(std::string_view token,
                                  std::optional<std::size_t> index) override;
  std::optional<Download> manual(std::string_view token, std::size_t index) override;
  std::optional<OptOutPage> opt_out(std::string_view token, bool wish) override;

 private:
  struct Known;
  std::optional<Known> known(std::string_view token);

  const Shop& shop_;
  Store& store_;
  std::function<Instant()> clock_;
};

/// Serves the seller's API. `changed` is called after something came in. Safe for several threads.
class StoreSellerDesk : public SellerDesk {
 public:
  StoreSellerDesk(const Shop& shop, Store& store, std::function<Instant()> clock,
                  std::function<void()> changed)
      : shop_(shop), store_(store), clock_(std::move(clock)), changed_(std::move(changed)) {}

  bool knows_key(std::string_view key) override;
  Result<ImportSummary> post_orders(std::string_view body) override;
  Result<ImportSummary> post_events(std::string_view body) override;
  std::optional<std::string> get_order(std::string_view order) override;
  std::optional<std::string> invoice_link(std::string_view order) override;

 private:
  Result<ImportSummary> take_in(std::string_view name, std::string_view body,
                                std::optional<ImportFormat> format);

  const Shop& shop_;
  Store& store_;
  std::function<Instant()> clock_;
  std::function<void()> changed_;
};

/// Tells whether the store answers, and counts.
class StoreHealthDesk : public HealthDesk {
 public:
  explicit StoreHealthDesk(Store& store) : store_(store) {}
  bool is_ready() override;
  std::string metrics() override;

 private:
  Store& store_;
};

}  // namespace enclosure::app
