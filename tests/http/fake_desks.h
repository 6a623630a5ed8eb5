#pragma once
// Desks that answer from memory and note what they were asked.

#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/http/buyer_desk.h"
#include "app/http/endpoint.h"
#include "app/http/health_desk.h"
#include "app/http/seller_desk.h"
#include "app/http/server_metrics.h"

namespace enclosure::app::http::test {

/// A page with two invoices, a manual and a driver, in German.
BuyerPage sample_page();

inline constexpr const char* kToken = "0123456789abcdef0123456789abcdef";
inline constexpr const char* kExpiredToken = "0123456789abcdef0123456789abcde0";
inline constexpr const char* kKey = "a-key-that-nobody-guesses";
inline constexpr const char* kKeyForNothing = "a-key-for-the-console-alone";

/// The page of kToken alone; the last invoice is the default.
struct FakeBuyers : BuyerDesk {
  std::optional<BuyerPage> page(const BuyerVisit& visit) override;
  FileAnswer invoice(const BuyerVisit& visit, std::optional<std::size_t> index) override;
  std::optional<FileAnswer> invoice_at_once(const BuyerVisit& visit) override;
  FileAnswer einvoice(const BuyerVisit& visit, std::optional<std::size_t> index) override;
  FileAnswer manual(const BuyerVisit& visit, std::size_t index) override;
  BundleAnswer everything(const BuyerVisit& visit) override;
  /// "10115" is right, "closed" closes.
  std::optional<BuyerAnswer> unlock(const BuyerVisit& visit, std::string_view answer) override;
  std::optional<BuyerAnswer> details(const BuyerVisit& visit, const DetailsInput& input) override;
  std::optional<OptOutPage> opt_out(std::string_view token, bool wish) override;

  [[nodiscard]] std::string base_url() const override { return base; }

  bool knows(std::string_view token);
  std::vector<std::string> asked();

  int opt_outs = 0;
  std::string manual_bytes = "%PDF-manual";
  std::string base = "https://invoices.example/shop";
  BuyerAnswer answer;        ///< to `details`
  DetailsInput last_input;   ///< of the last `details`
  bool locks = false;        ///< documents want the second factor
  std::string broken_after;  ///< what `everything` gives before it breaks off; empty: it is whole

 private:
  std::mutex mutex_;
  std::vector<std::string> asked_;
};

/// Knows order A-1 with an invoice and B-2 without one.
struct FakeSeller : SellerDesk {
  std::optional<ApiKey> find_key(std::string_view key) override;
  Result<ImportSummary> post_orders(std::string_view body) override;
  Result<ImportSummary> post_events(std::string_view body) override;
  std::optional<std::string> get_order(std::string_view order) override;
  bool make_invoice_link(std::string_view order) override;
  std::optional<std::string> invoice_link(std::string_view order) override;

  std::vector<std::string> bodies();

 private:
  Result<ImportSummary> take(std::string_view body);

  std::mutex mutex_;
  std::vector<std::string> bodies_;
};

struct FakeHealth : HealthDesk {
  bool is_ready() override { return ready; }
  std::string metrics() override { return "enclosure_orders_total 60\n"; }
  bool ready = true;
};

/// All that the server answers to, over these desks.
Endpoints all_endpoints(BuyerDesk& buyers, SellerDesk& seller, HealthDesk& health,
                        const ServerMetrics* metrics = nullptr);

}  // namespace enclosure::app::http::test
