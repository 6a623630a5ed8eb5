#include "app/import/own_members.h"

#include <algorithm>
#include <cassert>

namespace enclosure::app {
namespace {

constexpr std::string_view kOrder[] = {"id",
                                       "channel",
                                       "marketplace_id",
                                       "fulfilment",
                                       "state",
                                       "ordered_at",
                                       "order_date",
                                       "supply_date",
                                       "document_date",
                                       "currency",
                                       "prices",
                                       "dispatch_from",
                                       "deliver_to",
                                       "buyer",
                                       "lines",
                                       "order_shipping_gross",
                                       "marketplace",
                                       "replaces",
                                       "importer",
                                       "marketplace_voucher",
                                       "triangulation",
                                       "credits",
                                       "credited_before",
                                       "exchange_rates",
                                       "shipments"};
constexpr std::string_view kAddress[] = {"name", "lines", "postcode", "city", "region", "country"};
constexpr std::string_view kBuyer[] = {"type",
                                       "name",
                                       "company",
                                       "language",
                                       "email",
                                       "billing_address",
                                       "reference",
                                       "buyer_reference",
                                       "einvoice",
                                       "electronic_address",
                                       "legal_id",
                                       "vat_id",
                                       "vies",
                                       "vies_day",
                                       "vies_consultation"};
constexpr std::string_view kMarketplace[] = {"facilitates", "issues_invoice"};
constexpr std::string_view kLine[] = {"id",
                                      "sku",
                                      "asin",
                                      "gtin",
                                      "buyer_article_number",
                                      "commodity_code",
                                      "unit",
                                      "description",
                                      "quantity",
                                      "unit_price_gross",
                                      "gross",
                                      "discount_gross",
                                      "shipping_gross",
                                      "gift_wrap_gross",
                                      "rate_class",
                                      "serials"};
constexpr std::string_view kShipment[] = {
    "id",    "shipped_at",         "delivered_at", "estimated_delivery", "dispatch_from",
    "lines", "marketplace_invoice"};
constexpr std::string_view kShippedLine[] = {"line", "quantity"};
constexpr std::string_view kCredits[] = {"number", "date",  "supply_date", "net",
                                         "vat",    "gross", "groups"};
constexpr std::string_view kCreditedGroup[] = {"category", "rate", "net", "vat", "gross"};
constexpr std::string_view kExchangeRate[] = {"rate", "day", "source"};
constexpr std::string_view kEvent[] = {"id",      "order", "type",  "at",    "shipment",
                                       "address", "class", "stage", "detail"};

constexpr MemberList kOrderObjects[] = {{"", kOrder},
                                        {"address", kAddress},
                                        {"buyer", kBuyer},
                                        {"marketplace", kMarketplace},
                                        {"line", kLine},
                                        {"shipment", kShipment},
                                        {"shipped_line", kShippedLine},
                                        {"credits", kCredits},
                                        {"credited_group", kCreditedGroup},
                                        {"exchange_rate", kExchangeRate}};
constexpr MemberList kEventObjects[] = {{"", kEvent}};

}  // namespace

std::span<const MemberList> order_members() {
  return kOrderObjects;
}

std::span<const MemberList> event_members() {
  return kEventObjects;
}

std::span<const std::string_view> order_members(std::string_view object) {
  const auto list = std::find_if(std::begin(kOrderObjects), std::end(kOrderObjects),
                                 [&](const MemberList& each) { return each.object == object; });
  assert(list != std::end(kOrderObjects));
  return list->members;
}

}  // namespace enclosure::app
