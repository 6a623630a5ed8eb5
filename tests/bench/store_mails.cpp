#include "tests/bench/store_mails.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "app/flow/dispatch.h"
#include "app/store/sqlite_store.h"
#include "tests/support/sample_shop.h"

namespace enclosure::bench {
namespace {

using namespace app;  // NOLINT(google-build-using-namespace)

const Instant kNow = *parse_instant("2026-09-01T10:00:00Z");

Order order_number(int number) {
  Order order;
  order.id = *OrderId::parse("B-" + std::to_string(number));
  order.channel = Channel::kShop;
  order.fulfilment = Fulfilment::kShop;
  order.buyer.name = "Jörg Müller";
  order.buyer.language = *LanguageTag::parse("de");
  order.buyer.email = *EmailAddress::parse("buyer" + std::to_string(number) + "@buyer.example");
  order.deliver_to.country = *CountryCode::parse("DE");
  Shipment shipment;
  shipment.id = *ShipmentId::parse("S1");
  shipment.shipped_at = kNow - std::chrono::hours{1};
  order.shipments.push_back(shipment);
  OrderLine line;
  line.id = *LineId::parse("1");
  line.description = "Becher";
  line.quantity = Decimal(1);
  line.unit_price_gross = Decimal(10);
  order.lines.push_back(line);
  return order;
}

std::string a_snapshot() {
  std::ifstream file(ENCLOSURE_SOURCE_DIR "/tests/golden/snapshots/v1-R-2026-000040.json");
  return {std::istreambuf_iterator<char>(file), {}};
}

StoredInvoice invoice_of(int number, const std::string& snapshot, const std::string& pdf_sha256) {
  StoredInvoice invoice;
  invoice.number = *InvoiceNumber::parse("R-2026-" + std::to_string(1'000'000 + number));
  invoice.series = "R-2026";
  invoice.sequence = number;
  invoice.order = *OrderId::parse("B-" + std::to_string(number));
  invoice.shipment = *ShipmentId::parse("S1");
  invoice.issue_date = *parse_date("2026-09-01");
  invoice.issued_at = kNow;
  invoice.language = *LanguageTag::parse("de");
  invoice.total = Money(1000, Currency());
  invoice.snapshot = snapshot;
  invoice.consignment = "{}";
  invoice.pdf_sha256 = pdf_sha256;
  invoice.grounds = "{}";
  invoice.chain = std::string(64, 'b');
  return invoice;
}

}  // namespace

struct StoreMails::Inside {
  explicit Inside(const std::filesystem::path& folder)
      : shop(support::sample_shop(folder)),
        store((folder / "enclosure.db").string(), SqliteStore::Mode::kReadWrite) {}

  Shop shop;
  SqliteStore store;
};

StoreMails::StoreMails(const std::filesystem::path& folder, int count, const std::string& pdf)
    : inside_(std::make_unique<Inside>(folder)) {
  const std::string sha256 = inside_->shop.archive().put(pdf);
  const std::string snapshot = a_snapshot();
  inside_->store.write([&](StoreTransaction& tx) {
    for (int i = 1; i <= count; ++i) {
      tx.put_order(order_number(i), kNow);
      tx.take_next_number("R-2026");
      tx.add_invoice(invoice_of(i, snapshot, sha256));
      messaging::PlannedMessage message;
      message.order = *OrderId::parse("B-" + std::to_string(i));
      message.due_at = kNow;
      message.permitted_reason = "invoice";
      tx.enqueue({message}, kNow);
    }
  });
}

StoreMails::~StoreMails() = default;

std::size_t StoreMails::dispatch(MailTransport& transport) {
  return dispatch_due(inside_->shop, inside_->store, transport, std::nullopt, kNow).sent;
}

}  // namespace enclosure::bench
