#pragma once
// What the server may ask on behalf of the seller's own programs.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/api_keys.h"
#include "core/result.h"

namespace enclosure::app {

/// What an import through the API did.
struct ImportSummary {
  std::size_t orders = 0;  ///< read
  std::size_t new_orders = 0;
  std::size_t changed_orders = 0;
  std::size_t events = 0;
  std::size_t new_events = 0;
  std::vector<std::string> notices = {};  ///< what was taken over and deserves a look
};

/// The seller's side, behind the bearer key. Called from many threads.
struct SellerDesk {
  virtual ~SellerDesk() = default;
  /// Whose `key` is, compared in constant time; nothing where it is not known or was revoked.
  virtual std::optional<ApiKey> find_key(std::string_view key) = 0;
  /// Own order JSON or any format that `import` takes.
  virtual Result<ImportSummary> post_orders(std::string_view body) = 0;
  /// Own event JSON. Faults EVENT-002: no such order.
  virtual Result<ImportSummary> post_events(std::string_view body) = 0;
  /// The order with its documents and messages as JSON (docs/api.md), or nothing.
  virtual std::optional<std::string> get_order(std::string_view order) = 0;
  /// Makes sure that the buyer has a link that opens; false when the order has no invoice.
  virtual bool make_invoice_link(std::string_view order) = 0;
  /// The address of the link that opens the order now, or nothing.
  virtual std::optional<std::string> invoice_link(std::string_view order) = 0;
};

}  // namespace enclosure::app
