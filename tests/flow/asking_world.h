#pragma once
// A business in France has bought, and its VAT number must be asked about.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "app/flow/issue.h"
#include "app/flow/why.h"
#include "app/scheduler/scheduler.h"
#include "tests/flow/collecting.h"
#include "tests/flow/shop_world.h"
#include "tests/support/fake_registry.h"

namespace enclosure::app {

inline const Instant kStart = *parse_instant("2026-09-01T08:00:00Z");

inline constexpr const char* kFrenchOrder =
    R"({"id": "B-1", "channel": "shop", "fulfilment": "shop", "currency": "EUR", "prices": "gross",
  "order_date": "2026-08-31",
  "dispatch_from": {"country": "DE", "postcode": "20457", "city": "Hamburg"},
  "deliver_to": {"name": "Exemple SARL", "lines": ["1 rue de l'Exemple"], "postcode": "75001", "city": "Paris", "country": "FR"},
  "buyer": {"type": "business", "name": "Jeanne Exemple", "company": "Exemple SARL", "language": "fr",
            "email": "achats@exemple.example", "vat_id": "FR40303265045"},
  "shipments": [{"id": "S1", "shipped_at": "2026-09-01T07:00:00Z"}],
  "lines": [{"id": "1", "sku": "X-1", "description": "Lampe", "quantity": "1", "unit_price_gross": "119.00", "rate_class": "standard"}]})";

class Asking : public ShopWorld {
 protected:
  Asking() {
    shop_.config.vies.ask = true;
    take(kFrenchOrder);
    registry_.outcome = "MS_UNAVAILABLE";
  }

  void take(const std::string& json) { take_in(json, kStart); }

  IssueOutcome issue(Instant now) { return issue_order(id_, shop_, store_, now).at(0); }

  ScheduleReport pass(Instant now) {
    ScheduleReport report;
    run_pass(shop_, store_, mail_, {&registry_, nullptr}, std::nullopt, now, report);
    return report;
  }

  std::optional<OpenQuestion> question() {
    return store_.read<std::optional<OpenQuestion>>(
        [&](StoreTransaction& tx) { return tx.question_of(id_); });
  }

  Why why(Instant now) {
    return *store_.transaction<Why>(
        [&](StoreTransaction& tx) { return why_of(id_, shop_, tx, now); });
  }

  support::FakeRegistry registry_;
  Collecting mail_;
  OrderId id_ = *OrderId::parse("B-1");
};

}  // namespace enclosure::app
