#pragma once
// What the HTTP server may ask for. The flow answers; the server knows nothing of stores and files.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/language.h"
#include "core/result.h"

namespace enclosure::app {

/// One document as the buyer's page lists it; texts are formatted in the buyer's language already.
struct BuyerPageInvoice {
  std::string kind;  ///< its title: "Credit note"
  std::string number;
  std::string date;
  std::string total;
};

/// A download or driver link.
struct BuyerPageLink {
  std::string title;
  std::string url;  ///< absolute https, or a path below the token's page: "manuals/0"
  std::string note;
};

/// The page behind an invoice link.
struct BuyerPage {
  LanguageTag language;
  std::string seller_name;
  std::string order;
  std::vector<BuyerPageInvoice> invoices;
  std::vector<BuyerPageLink> manuals;
  std::vector<BuyerPageLink> drivers;
  /// Words of the page by key: "title", "order_number", "invoice", "date", "total", "download",
  /// "manuals", "drivers".
  std::vector<std::pair<std::string, std::string>> words;
};

/// The page on which a buyer ends review requests and check-ups.
struct OptOutPage {
  LanguageTag language;
  std::string seller_name;
  bool done = false;  ///< it is as the buyer wishes
};

/// A file to be sent out.
struct Download {
  std::string file_name;
  std::string media_type;
  std::string bytes;
};

/// The buyer's side. Nothing tells a wrong token from an expired or a revoked one. Called from many
/// threads.
struct BuyerDesk {
  virtual ~BuyerDesk() = default;
  virtual std::optional<BuyerPage> page(std::string_view token) = 0;
  /// `index` counts the order's documents from 0; the default, /invoice.pdf, is the newest invoice
  /// that is not cancelled, or the newest document where none stands.
  virtual std::optional<Download> invoice(std::string_view token,
                                          std::optional<std::size_t> index) = 0;
  virtual std::optional<Download> manual(std::string_view token, std::size_t index) = 0;
  /// The page of a link out of a mail (which opens nothing else); `wish`: the buyer opts out now.
  virtual std::optional<OptOutPage> opt_out(std::string_view token, bool wish) = 0;
};

/// What an import through the API did.
struct ImportSummary {
  std::size_t orders = 0;  ///< read
  std::size_t new_orders = 0;
  std::size_t changed_orders = 0;
  std::size_t events = 0;
  std::size_t new_events = 0;
};

/// The seller's side, behind the bearer key. Called from many threads.
struct SellerDesk {
  virtual ~SellerDesk() = default;
  /// Whether `key` is the configured one, compared in constant time. False when none is configured.
  virtual bool knows_key(std::string_view key) = 0;
  /// Own order JSON or any format that `import` takes.
  virtual Result<ImportSummary> post_orders(std::string_view body) = 0;
  /// Own event JSON. Faults EVENT-002: no such order.
  virtual Result<ImportSummary> post_events(std::string_view body) = 0;
  /// The order with its documents and messages as JSON (docs/api.md), or nothing.
  virtual std::optional<std::string> get_order(std::string_view order) = 0;
  /// A link for the buyer, or nothing when the order has no invoice.
  virtual std::optional<std::string> invoice_link(std::string_view order) = 0;
};

/// Whether the program can do its work now.
struct HealthDesk {
  virtual ~HealthDesk() = default;
  virtual bool is_ready() = 0;
  virtual std::string metrics() = 0;  ///< Prometheus text format
};

}  // namespace enclosure::app
