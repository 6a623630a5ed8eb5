#include "invoice/tax/ownership.h"

#include <algorithm>
#include <utility>

#include "invoice/tax/amounts.h"

namespace enclosure::invoice {
namespace {

constexpr std::string_view kInvoicing = "enclosure.json amazon.invoicing";

bool is_free(const Order& order) {
  return order.order_shipping_gross.is_zero() && order.marketplace_voucher.is_zero() &&
         std::all_of(order.lines.begin(), order.lines.end(), [&](const OrderLine& line) {
           const auto price = price_of(line, order.currency);
           return price && *price == line.discount_gross && line.shipping_gross.is_zero() &&
                  line.gift_wrap_gross.is_zero();
         });
}

/// The answer while it is being found: every fact that was looked at is noted.
class Inquiry {
 public:
  Inquiry(const Order& order, const Shipment* shipment, const OwnershipRules& rules,
          const TaxDecision* decision)
      : order_(order), shipment_(shipment), decision_(decision) {
    const auto store = rules.by_marketplace.find(order.marketplace_id);
    configured_ =
        store != rules.by_marketplace.end() ? std::optional(store->second) : rules.elsewhere;
    if (shipment != nullptr && !shipment->marketplace_invoice.empty()) {
      foreign_invoice_ = !rules.own_numbers.contains(shipment->marketplace_invoice);
    }
  }

  Ownership answer() && {
    if (!nobody_issues() && !marketplace_issues() && !stands_in_the_way()) who_sells();
    return std::move(result_);
  }

 private:
  bool decided(Issuer who, std::string_view reason, std::string statement, std::string source) {
    result_.who = who;
    result_.reason = reason;
    note(std::move(statement), std::move(source));
    return true;
  }
  void note(std::string statement, std::string source) {
    result_.evidence.push_back({std::move(statement), std::move(source)});
  }

  bool nobody_issues() {
    if (order_.state == OrderState::kCancelled) {
      return decided(Issuer::kNobody, "cancelled", "The order is cancelled.", "order state");
    }
    if (shipment_ != nullptr && !shipment_->shipped_at) {
      return decided(Issuer::kNobody, "not_shipped", "The shipment has not left yet.",
                     "shipment " + shipment_->id.to_string());
    }
    if (shipment_ == nullptr && !order_.supply_date) {
      return decided(Issuer::kNobody, "not_shipped",
                     "Nothing has left yet, and no day of supply is stated.", "order shipments");
    }
    if (!is_free(order_)) return false;
    if (!order_.replaces.empty()) {
      return decided(Issuer::kNobody, "replacement",
                     "The order replaces " + order_.replaces.to_string() + " without payment.",
                     "order replaces");
    }
    return decided(Issuer::kNobody, "no_consideration",
                   "Nobody paid anything: there is no supply for consideration.", "order lines");
  }

  bool marketplace_issues() {
    if (order_.marketplace_issues_invoice == true) {
      if (configured_ == Issuer::kSeller) {
        note("The configuration says that the seller invoices; the order goes before it.",
             std::string(kInvoicing));
      }
      return decided(Issuer::kMarketplace, "marketplace_issues_invoice",
                     "The marketplace says that it invoices this order itself.",
                     "order marketplace.issues_invoice");
    }
    if (decision_ != nullptr && decision_->reason.starts_with("deemed_supplier")) {
      return decided(Issuer::kMarketplace, "deemed_supplier",
                     "The marketplace is the supplier towards the buyer (Art. 14a).",
                     "tax decision " + std::string(decision_->scenario));
    }
    return false;
  }

  /// What would make a second invoice, or one over nothing.
  bool stands_in_the_way() {
    if (!order_.replaces.empty()) {
      return decided(Issuer::kUnknown, "replacement_paid",
                     "The order replaces " + order_.replaces.to_string() +
                         ", and yet something was paid for it.",
                     "order replaces");
    }
    if (foreign_invoice_) {
      return decided(Issuer::kUnknown, "invoice_there",
                     "The marketplace already has invoice " + shipment_->marketplace_invoice +
                         " for this shipment, which was not issued here.",
                     "shipment " + shipment_->id.to_string() + " marketplace_invoice");
    }
    return false;
  }

  bool who_sells() {
    if (order_.channel == Channel::kShop) {
      return decided(Issuer::kSeller, "own_shop", "The order comes from a shop of the seller.",
                     "order channel");
    }
    if (order_.marketplace_issues_invoice == false) {
      note("The marketplace says that it does not invoice this order.",
           "order marketplace.issues_invoice");
      if (configured_ == Issuer::kMarketplace) {
        return decided(Issuer::kUnknown, "contradiction",
                       "The configuration says that Amazon invoices in this store.",
                       std::string(kInvoicing));
      }
      return decided(Issuer::kSeller, "marketplace_leaves_it", "So the seller does.", "");
    }
    note("The order does not tell whether the marketplace invoices it.",
         "order marketplace.issues_invoice");
    if (configured_ == Issuer::kSeller) {
      return decided(Issuer::kSeller, "configured_seller",
                     "The seller invoices the orders of this store.", std::string(kInvoicing));
    }
    if (configured_ == Issuer::kMarketplace) {
      return decided(Issuer::kMarketplace, "configured_marketplace",
                     "Amazon invoices the orders of this store (VAT Calculation Service).",
                     std::string(kInvoicing));
    }
    return decided(Issuer::kUnknown, "not_told", "The configuration does not tell, either.",
                   std::string(kInvoicing));
  }

  const Order& order_;
  const Shipment* shipment_;
  const TaxDecision* decision_;
  std::optional<Issuer> configured_;
  bool foreign_invoice_ = false;
  Ownership result_;
};

std::string store_of(const Order& order) {
  return order.marketplace_id.empty() ? std::string("its marketplace")
                                      : "the store " + order.marketplace_id;
}

}  // namespace

std::string_view to_string(Issuer issuer) {
  switch (issuer) {
    case Issuer::kSeller:
      return "seller";
    case Issuer::kMarketplace:
      return "marketplace";
    case Issuer::kNobody:
      return "nobody";
    case Issuer::kUnknown:
      break;
  }
  return "unknown";
}

Ownership ownership_of(const Order& order, const Shipment* shipment, const OwnershipRules& rules,
                       const TaxDecision* decision) {
  return Inquiry(order, shipment, rules, decision).answer();
}

Faults open_question(const Ownership& ownership, const Order& order) {
  if (ownership.who != Issuer::kUnknown) return {};
  if (ownership.reason == "contradiction") {
    return {{"OWNER-002", "marketplace.issues_invoice",
             "Amazon says that it does not invoice this order, the configuration says that it "
             "does in " +
                 store_of(order),
             "look into Seller Central whether the VAT Calculation Service is on, then correct "
             "amazon.invoicing in enclosure.json"}};
  }
  if (ownership.reason == "replacement_paid") {
    return {{"OWNER-003", "replaces",
             "the order replaces " + order.replaces.to_string() +
                 ", but something was paid for it: is it a sale?",
             "import it again without `replaces` when it is one, with prices of zero when not"}};
  }
  if (ownership.reason == "invoice_there") {
    return {{"OWNER-004", "shipments.marketplace_invoice",
             "the marketplace already has an invoice for this shipment that was not issued here",
             "when that invoice stands, leave it alone; when it was never sent, import the order "
             "again without its number"}};
  }
  return {{"OWNER-001", "marketplace.issues_invoice",
           "whether Amazon invoices the orders of " + store_of(order) + " is not known",
           "say in amazon.invoicing of enclosure.json whether Amazon issues invoices there "
           "(\"amazon\", with the VAT Calculation Service) or you do (\"seller\")"}};
}

}  // namespace enclosure::invoice
