// The gates before a document, where the rules meet the shop.

#include "app/flow/invoicing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/import/own_json.h"

namespace enclosure::app {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::optional<std::string> no_environment(const std::string&) {
  return std::nullopt;
}

const Knowledge& knowledge() {
  static const Knowledge loaded = *Knowledge::load();
  return loaded;
}

/// A shop of a seller in `state` with more configuration.
Shop shop_in(const std::string& state, const std::string& more = "",
             const std::string& of_seller = "") {
  const std::string json = R"({"schema": 1, "mail": {"from": {"address": "a@muster.example"}},
    "seller": {"name": "Muster", "established": ")" +
                           state + R"(", "vat_ids": {")" + state + R"(": "X"})" + of_seller + "}" +
                           more + "}";
  const auto config = parse_config(json, ".", no_environment);
  EXPECT_TRUE(config) << config.faults().front().message;
  return Shop{".", *config, attachments::Catalogue{}, std::nullopt, nullptr, knowledge()};
}

std::vector<std::string> codes(const Faults& faults) {
  std::vector<std::string> all;
  for (const Fault& fault : faults) all.push_back(fault.code + " " + fault.path);
  return all;
}

TEST(Invoicing, StoresAreKnownByDomainCountryAndId) {
  const Shop shop = shop_in("DE", R"(, "amazon": {"invoicing": {"amazon.de": "amazon",
    "FR": "seller", "APJ6JRA9NG5V4": "seller", "default": "amazon"}})");
  const auto rules = ownership_rules(shop, {});
  EXPECT_EQ(rules.by_marketplace.at("A1PA6795UKMFR9"), invoice::Issuer::kMarketplace);
  EXPECT_EQ(rules.by_marketplace.at("A13V1IB3VIYZZH"), invoice::Issuer::kSeller);
  EXPECT_EQ(rules.by_marketplace.at("APJ6JRA9NG5V4"), invoice::Issuer::kSeller);
  EXPECT_EQ(rules.elsewhere, invoice::Issuer::kMarketplace);
  EXPECT_THAT(check_invoicing(shop.config, shop.knowledge), IsEmpty());
}

TEST(Invoicing, WhatTheLawAndTheStoresDoNotKnowIsNamed) {
  const Shop shop = shop_in("DE",
                            R"(, "amazon": {"invoicing": {"amazon.example": "seller"}},
                               "national_systems": {"CH": "handled", "PL": "handled"})",
                            R"(, "particulars": {"DE": {"weeee": "1"}})");
  EXPECT_THAT(
      codes(check_invoicing(shop.config, shop.knowledge)),
      ElementsAre("CONFIG-007 seller.particulars.DE.weeee",
                  "CONFIG-008 amazon.invoicing.amazon.example", "CONFIG-009 national_systems.CH"));
}

TEST(Invoicing, SystemsAheadAreThoseOfTheSellersStatesUntilSettled) {
  const Date day = *parse_date("2026-11-21");
  EXPECT_THAT(pdf_notices_ahead(shop_in("AT"), day), IsEmpty());
  EXPECT_THAT(pdf_notices_ahead(shop_in("PL"), day), SizeIs(1));
  EXPECT_THAT(pdf_notices_ahead(shop_in("PL", R"(, "national_systems": {"PL": "handled"})"), day),
              IsEmpty());
  EXPECT_THAT(pdf_notices_ahead(shop_in("DE"), day), IsEmpty());  // the e-invoice is inside
}

TEST(Invoicing, ASettledSystemIsNoNoticeAnyMore) {
  const auto order = order_from_json(R"({"id": "P-1", "currency": "PLN", "channel": "shop",
    "dispatch_from": {"country": "PL"}, "deliver_to": {"country": "PL"},
    "buyer": {"type": "business", "vat_id": "PL8567346215"},
    "lines": [{"id": "1", "description": "Kubek", "quantity": "1", "unit_price_gross": "10.00"}]})");
  ASSERT_TRUE(order);
  invoice::TaxDecision decision;
  decision.invoicing_rules_of = "PL";
  const Date day = *parse_date("2026-04-01");
  const auto open = open_pdf_notice(*order, decision, day, shop_in("PL"));
  ASSERT_TRUE(open);
  EXPECT_TRUE(open->forbids());
  EXPECT_FALSE(open_pdf_notice(*order, decision, day,
                               shop_in("PL", R"(, "national_systems": {"PL": "not_bound"})")));
}

}  // namespace
}  // namespace enclosure::app
