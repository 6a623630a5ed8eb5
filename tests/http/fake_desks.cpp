#include "tests/http/fake_desks.h"

#include "app/http/buyer_endpoints.h"
#include "app/http/health_endpoints.h"
#include "app/http/seller_endpoints.h"

#include <memory>
#include <stdexcept>
#include <utility>

#include "app/errors.h"
#include "tests/support/languages.h"

namespace enclosure::app::http::test {

BuyerPage sample_page() {
  BuyerPage page;
  page.language = *LanguageTag::parse("de-AT");
  page.words = support::languages();
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

namespace {

FileAnswer file(std::string name, std::string type, std::string bytes) {
  return {FileAnswer::Kind::kFile,
          {std::move(name), std::move(type), "0123abcd",
           std::make_shared<const std::string>(std::move(bytes))}};
}

struct FakeBundle : BodySource {
  std::string text;
  bool breaks = false;
  int asked = 0;
  std::string next() override {
    if (++asked == 1) return text;
    if (breaks) throw WorldError(kExitUnavailable, "the archive lacks a file", "");
    return "";
  }
};

}  // namespace

std::optional<BuyerPage> FakeBuyers::page(const BuyerVisit& visit) {
  if (!knows(visit.token)) return std::nullopt;
  BuyerPage page = sample_page();
  if (visit.language) page.language = *visit.language;
  return page;
}

FileAnswer FakeBuyers::invoice(const BuyerVisit& visit, std::optional<std::size_t> index) {
  const std::size_t number = index.value_or(1);
  if (!knows(visit.token) || number > 1) return {};
  if (locks && visit.pass != "pass") return {FileAnswer::Kind::kLocked, {}};
  return file("R-2026-00000" + std::to_string(number + 1) + ".pdf", "application/pdf",
              std::string("%PDF-1.7\0", 9) + std::to_string(number));
}

std::optional<FileAnswer> FakeBuyers::invoice_at_once(const BuyerVisit&) {
  return std::nullopt;
}

FileAnswer FakeBuyers::einvoice(const BuyerVisit& visit, std::optional<std::size_t> index) {
  if (!knows(visit.token) || index.value_or(1) > 1) return {};
  return file("R-2026-000001.xml", "application/xml", "<x/>");
}

FileAnswer FakeBuyers::manual(const BuyerVisit& visit, std::size_t index) {
  if (!knows(visit.token) || index != 0) return {};
  return file("Anleitung für P100.pdf", "application/pdf", manual_bytes);
}

BundleAnswer FakeBuyers::everything(const BuyerVisit& visit) {
  if (!knows(visit.token)) return {};
  auto source = std::make_shared<FakeBundle>();
  source->text = broken_after.empty() ? "PK-all" : broken_after;
  source->breaks = !broken_after.empty();
  return {FileAnswer::Kind::kFile, "A-1.zip", source};
}

std::optional<BuyerAnswer> FakeBuyers::unlock(const BuyerVisit& visit, std::string_view text) {
  if (!knows(visit.token)) return std::nullopt;
  BuyerAnswer taken;
  taken.page = sample_page();
  using State = BuyerDetailsPanel::State;
  taken.page.panel.state = text == "10115"    ? State::kForm
                           : text == "closed" ? State::kTooManyTries
                                              : State::kWrongPostcode;
  if (text == "10115") taken.pass = "pass";
  if (text == "closed") taken.retry_after = std::chrono::hours{2};
  return taken;
}

std::optional<BuyerAnswer> FakeBuyers::details(const BuyerVisit& visit, const DetailsInput& input) {
  if (!knows(visit.token)) return std::nullopt;
  last_input = input;
  BuyerAnswer taken = answer;
  const BuyerDetailsPanel panel = answer.page.panel;
  taken.page = sample_page();
  taken.page.panel = panel;
  if (visit.language) taken.page.language = *visit.language;
  return taken;
}

std::optional<OptOutPage> FakeBuyers::opt_out(std::string_view token, bool wish) {
  if (!knows(token)) return std::nullopt;
  opt_outs += wish;
  return OptOutPage{*LanguageTag::parse("de-AT"), "Muster & Söhne GmbH", wish};
}

std::optional<ApiKey> FakeSeller::find_key(std::string_view key) {
  ApiKey found{"00112233aabb", "test", {}};
  if (key == kKeyForNothing) {
    found.scopes.add(ApiScope::kConsole);
    return found;
  }
  for (const auto& [scope, word] : kApiScopes) found.scopes.add(scope);
  return key == kKey ? std::optional(found) : std::nullopt;
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
  return ImportSummary{body.size(), 1, 2, 3, 4, {"look"}};
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

bool FakeSeller::make_invoice_link(std::string_view order) {
  return order == "A-1";
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
