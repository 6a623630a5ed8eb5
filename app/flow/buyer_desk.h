#pragma once
// What buyers may see and do by their link, over the store and the archive.

#include <functional>

#include "app/flow/shop.h"
#include "app/http/buyer_desk.h"
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

}  // namespace enclosure::app
