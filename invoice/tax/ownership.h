#pragma once
// Who issues the invoice of one shipment: the seller, the marketplace, nobody. Asked before
// anything else, so that there are never two invoices over one supply (Art. 203) and never none
// without a reason. Pure.

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/order.h"
#include "core/result.h"
#include "invoice/tax/decide.h"

namespace enclosure::invoice {

enum class Issuer {
  kSeller,
  kMarketplace,
  kNobody,
  kUnknown,  ///< held with a question; never guessed
};
[[nodiscard]] std::string_view to_string(Issuer issuer);  ///< "seller", "marketplace", …

/// What the seller has said about who invoices.
struct OwnershipRules {
  /// By id of the store: kSeller, or kMarketplace where Amazon's VAT Calculation Service invoices.
  std::map<std::string, Issuer, std::less<>> by_marketplace;
  std::optional<Issuer> elsewhere;  ///< for stores that are not named; empty: not said
  std::set<std::string, std::less<>> own_numbers;  ///< of invoices that the seller issued here
};

/// One answer for one shipment.
struct Ownership {
  Issuer who = Issuer::kUnknown;
  /// seller: own_shop, marketplace_leaves_it, configured_seller; marketplace:
  /// marketplace_issues_invoice, configured_marketplace, deemed_supplier; nobody: cancelled,
  /// not_shipped, replacement, no_consideration; unknown: not_told, contradiction,
  /// replacement_paid, invoice_there
  std::string_view reason = "not_told";
  /// What was looked at, each with where it came from: "order marketplace.issues_invoice",
  /// "enclosure.json amazon.invoicing", "shipment S1", "tax decision S20".
  std::vector<Ground> evidence;

  friend bool operator==(const Ownership&, const Ownership&) = default;
};

/// Who issues the invoice over `shipment` of `order`; null where the order names no shipment.
/// Without `decision` a deemed supplier (Art. 14a) is not known yet: call it again with the
/// decision before anything is issued.
[[nodiscard]] Ownership ownership_of(const Order& order, const Shipment* shipment,
                                     const OwnershipRules& rules,
                                     const TaxDecision* decision = nullptr);

/// The question behind an unknown issuer, with what answers it: OWNER-001 nobody told, OWNER-002
/// order and configuration contradict each other, OWNER-003 a replacement that was paid for,
/// OWNER-004 the marketplace has an invoice already. None when the issuer is known.
[[nodiscard]] Faults open_question(const Ownership& ownership, const Order& order);

}  // namespace enclosure::invoice
