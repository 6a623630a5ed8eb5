#include "tests/http/fake_desks.h"

#include "app/http/buyer_endpoints.h"
#include "app/http/health_endpoints.h"
#include "app/http/seller_endpoints.h"

#include <stdexcept>

#include "app/errors.h"

namespace enclosure::app::http::test {

BuyerPage sample_page() {
  BuyerPage page;
  page.language = *LanguageTag::parse("de-AT");
  page.seller_name = "Muster & Söhne GmbH";
  page.order = "302-1234567-1234567";
  for (const char* number : {"R-2026-000001", "R-2026-000002"}) {
    BuyerDocument document;
    document.title = "Rechnung";
    document.number = number;
    document.date = "21.11.2026";
    document.total = "119,00 €";
    document.pdf = "invoices/" + std::to_string(page.documents.size()) + ".pdf";
    page.documents.push_back(document);
  }
  BuyerProduct product;
  product.title = "Röstkaffeemaschine P100";
  product.enclosures = {{"Bedienungsanleitung", "manuals/0", *LanguageTag::parse("de"), "PDF", 0}};
  product.drivers = {{"Druckertreiber", "https://drivers.example/p100?os=win&v=2", "Windows"}};
  page.products = {product};
  return page;
}

bool FakeBuyers::knows(std::string_view token) {
  const std::lock_guard lock(mutex_);
  if (asked_.size() < 1000) asked_.emplace_back(token);
  if (token == "throw") throw std::runtime_error("a secret of the buyer");
  if (token == "busy") throw WorldError(kExitTryLater, "the database is locked", "");
  return token == kToken;
}

std::vector<std::string> FakeBuyers::asked() {
  const std::lock_guard lock(mutex_);
  return asked_;
}

std::optional<BuyerPage> FakeBuyers::page(std::string_view token) {
  if (!knows(token)) return std::nullopt;
  return sample_page();
}

std::optional<Download> FakeBuyers::invoice(std::string_view token,
                                            std::optional<std::size_t> index) {
  const std::size_t number = index.value_or(1);
  if (!knows(token) || number > 1) return std::nullopt;
  return Download{"R-2026-00000" + std::to_string(number + 1) + ".pdf", "application/pdf",
                  std::string("%PDF-1.7\0", 9) + std::to_string(number)};
}

std::optional<OptOutPage> FakeBuyers::opt_out(std::string_view token, bool wish) {
  if (!knows(token)) return std::nullopt;
  opt_outs += wish;
  return OptOutPage{*LanguageTag::parse("de-AT"), "Muster & Söhne GmbH", wish};
}

std::optional<Download> FakeBuyers::manual(std::string_view token, std::size_t index) {
  if (!knows(token) || index != 0) return std::nullopt;
  return Download{"Anleitung für P100.pdf", "application/pdf", manual_bytes};
}

bool FakeSeller::knows_key(std::string_view key) {
  return key == kKey;
}

std::vector<std::string> FakeSeller::bodies() {
  const std::lock_guard lock(mutex_);
  return bodies_;
}

Result<ImportSummary> FakeSeller::take(std::string_view body) {
  const std::lock_guard lock(mutex_);
  bodies_.emplace_back(body);
  if (body == "throw") throw std::runtime_error("a secret of the seller");
  if (body.empty()) return Fault{"IMPORT-003", "", "damaged", "send a whole file"};
  return ImportSummary{body.size(), 1, 2, 3, 4};
}

Result<ImportSummary> FakeSeller::post_orders(std::string_view body) {
  return take(body);
}
Result<ImportSummary> FakeSeller::post_events(std::string_view body) {
  return take(body);
}

std::optional<std::string> FakeSeller::get_order(std::string_view order) {
  if (order != "A-1" && order != "B-2") return std::nullopt;
  return "{\"id\":\"" + std::string(order) + "\"}";
}

std::optional<std::string> FakeSeller::invoice_link(std::string_view order) {
  if (order != "A-1") return std::nullopt;
  return "https://invoices.example/i/" + std::string(kToken);
}

Endpoints all_endpoints(BuyerDesk& buyers, SellerDesk& seller, HealthDesk& health,
                        const ServerMetrics* metrics) {
  Endpoints all = buyer_endpoints(buyers);
  for (const Endpoints& more : {seller_endpoints(seller), health_endpoints(health, metrics)})
    all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace enclosure::app::http::test
