#pragma once
// The one order that every importer yields. Nothing foreign goes further than app/import.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/address.h"
#include "core/date.h"
#include "core/decimal.h"
#include "core/einvoice.h"
#include "core/ids.h"
#include "core/language.h"
#include "core/money.h"

namespace enclosure {

/// Where the order was placed.
enum class Channel { kAmazon, kShop };

/// Who sends the goods: Amazon's warehouse, the seller for an Amazon order, or the seller's own
/// shop.
enum class Fulfilment { kFba, kFbm, kShop };

/// What VIES answered on the day of supply; `kNotAsked` when nobody asked.
enum class ViesAnswer { kNotAsked, kValid, kInvalid, kUnavailable };

/// The buyer (BG-7).
struct Buyer {
  bool is_business = false;             ///< a taxable person, as far as the order says so
  std::string name;                     ///< BT-44, the person
  std::string company;                  ///< BT-44 where given; the person is then the contact
  std::optional<LanguageTag> language;  ///< language of preference
  EmailAddress email;                   ///< may be empty: FBA orders have none
  std::optional<Address> billing_address;
  std::string reference;        ///< purchase order number (BT-13)
  std::string buyer_reference;  ///< assigned by the buyer for routing (BT-10): a Leitweg-ID
  std::optional<EInvoiceFormat> einvoice;  ///< asked for; nothing: what the shop gives everyone
  SchemedId electronic_address;            ///< BT-49
  SchemedId legal_id;                      ///< legal registration (BT-47)
  std::string vat_id;                      ///< BT-48 as the buyer wrote it, not yet checked
  /// Whether a register confirmed the number, on which day, and the proof of it. Format and check
  /// digits are another matter (core/vat_id.h).
  ViesAnswer vies = ViesAnswer::kNotAsked;
  std::optional<Date> vies_day;
  std::string vies_consultation;  ///< consultation number (requestIdentifier), or empty
  /// Who decided, and why, to act as if the number had been confirmed (`vies` is then kValid)
  /// though no register did; or empty. Never from an input.
  std::string vies_at_own_risk;

  friend bool operator==(const Buyer&, const Buyer&) = default;
};

/// Which of a state's rates a line carries.
struct RateClass {
  enum class Kind {
    kStandard,
    kBook,
    kMargin,            ///< second-hand goods (Art. 311(1)(1))
    kMarginArt,         ///< works of art (Art. 311(1)(2))
    kMarginCollectors,  ///< collectors' items and antiques (Art. 311(1)(3), (4))
    kFixed
  };
  Kind kind = Kind::kStandard;
  Percent
      fixed;  ///< the seller's choice when `kind` is `kFixed`; must exist in that state on that day

  /// Whether the goods are taxed on the margin of a dealer (Art. 311-325).
  [[nodiscard]] bool is_margin() const {
    return kind == Kind::kMargin || kind == Kind::kMarginArt || kind == Kind::kMarginCollectors;
  }

  /// Reads "standard", "book", "margin", "margin:art", "margin:collectors" or "fixed:7". Fault
  /// ORDER-010.
  static Result<RateClass> parse(std::string_view text);
  [[nodiscard]] std::string to_string() const;

  friend bool operator==(const RateClass&, const RateClass&) = default;
};

/// One ordered product. Amounts are gross, in the currency of the order.
struct OrderLine {
  LineId id;
  Sku sku;    ///< may be empty
  Asin asin;  ///< may be empty
  std::string gtin;
  std::string buyer_article_number;  ///< the buyer's own (BT-156)
  std::string commodity_code;        ///< of the Harmonised System (BT-158)
  std::string unit = "C62";          ///< BT-130: UN/ECE Recommendation 20 or 21; one piece
  std::string description;           ///< BT-153
  Decimal quantity;                  ///< BT-129, positive
  Decimal unit_price_gross;  ///< what one piece costs the buyer, VAT included where VAT is due
  /// quantity times unit price as the channel states it. Where it is known it is sacred; the unit
  /// price is then its quotient and may have been rounded.
  std::optional<Money> gross;
  Money discount_gross;   ///< paid by the seller, for the whole line, not negative
  Money shipping_gross;   ///< belongs to this line
  Money gift_wrap_gross;  ///< belongs to this line
  RateClass rate_class;
  std::vector<std::string> serials;

  friend bool operator==(const OrderLine&, const OrderLine&) = default;
};

/// How much of a line is in a shipment.
struct ShippedLine {
  LineId line;
  Decimal quantity;

  friend bool operator==(const ShippedLine&, const ShippedLine&) = default;
};

/// One parcel or group of parcels from one place; each gets one invoice.
struct Shipment {
  ShipmentId id;
  std::optional<Instant> shipped_at;
  std::optional<Instant> delivered_at;
  std::optional<Instant> estimated_delivery;
  std::optional<Address> dispatch_from;  ///< where transport begins; the order's place when absent
  std::vector<ShippedLine> lines;        ///< empty: the whole order
  std::string marketplace_invoice;       ///< number of an invoice the marketplace has, or empty

  friend bool operator==(const Shipment&, const Shipment&) = default;
};

/// What an invoice or its credit notes came to in one VAT group.
struct CreditedGroup {
  std::string category;  ///< UNTDID 5305: "S"
  Percent rate;
  Money net;
  Money vat;
  Money gross;

  friend bool operator==(const CreditedGroup&, const CreditedGroup&) = default;
};

/// The invoice that a refund refers to (BG-3), with what it amounted to.
struct CreditedInvoice {
  std::string number;                              ///< BT-25
  Date date{};                                     ///< BT-26
  std::optional<Date> supply_date = std::nullopt;  ///< where it differs: its rates apply
  std::optional<Money> net = std::nullopt;  ///< what that invoice came to, as far as it is told
  std::optional<Money> vat = std::nullopt;
  std::optional<Money> gross = std::nullopt;
  std::vector<CreditedGroup> groups = {};  ///< the same by group; empty where not told

  friend bool operator==(const CreditedInvoice&, const CreditedInvoice&) = default;
};

/// A reference rate: units of a currency per one of the order's.
struct ExchangeRate {
  Decimal rate;
  std::optional<Date> day = std::nullopt;  ///< on which it was published
  std::string source = {};                 ///< "ECB", or empty where the input does not tell

  friend bool operator==(const ExchangeRate&, const ExchangeRate&) = default;
};

enum class OrderState { kOpen, kCancelled };

/// An order. Every text is a single line, every line id unique, every amount in `currency`.
struct Order {
  OrderId id;
  Channel channel = Channel::kShop;
  Fulfilment fulfilment = Fulfilment::kShop;
  std::string marketplace_id;  ///< Amazon's id of the store, or empty
  OrderState state = OrderState::kOpen;
  std::optional<Instant> ordered_at;
  std::optional<Date> order_date;        ///< the day of `ordered_at` when only a day is known
  std::optional<Date> supply_date;       ///< chargeable event (BT-72) when no shipment tells it
  std::optional<Date> document_date;     ///< day of issue where the input fixes it
  Currency currency;                     ///< BT-5
  std::optional<Address> dispatch_from;  ///< unknown stays unknown: the tax decision then refuses
  Address deliver_to;                    ///< BG-15
  Buyer buyer;
  std::vector<OrderLine> lines;  ///< BG-25, at least one
  Money order_shipping_gross;    ///< one sum for the order, apportioned over the lines
  Money marketplace_voucher;  ///< paid by the marketplace to the seller: part of the consideration
  bool prices_are_net = false;
  bool marketplace_facilitates = false;  ///< an electronic interface in the sense of Art. 14a
  /// Whether the marketplace makes the invoice itself (Invoice by Amazon, VCS), as far as the input
  /// tells; who issues is decided by `ownership_of`.
  std::optional<bool> marketplace_issues_invoice;
  OrderId replaces;      ///< the order whose goods this one replaces without payment, or empty
  std::string importer;  ///< "seller" or "buyer", for goods from outside the EU
  std::optional<bool> triangulation;           ///< declared or denied by the seller (Art. 141)
  std::optional<CreditedInvoice> credits;      ///< set: the order is a refund of that invoice
  std::vector<CreditedGroup> credited_before;  ///< what earlier credit notes of it returned
  std::map<std::string, ExchangeRate> exchange_rates;  ///< by currency
  std::vector<Shipment> shipments;

  friend bool operator==(const Order&, const Order&) = default;
};

/// What happened to an order after it was placed.
enum class EventType {
  kConfirmed,
  kShipped,
  kDelivered,
  kCancelled,
  kRefunded,
  kReturned,
  kOptedOut
};

/// Reads "confirmed", "shipped", … "opted_out". Fault EVENT-001.
[[nodiscard]] Result<EventType> parse_event_type(std::string_view text);
[[nodiscard]] std::string_view to_string(EventType type);

/// One event, unique by its id: the same id again changes nothing.
struct OrderEvent {
  EventId id;
  OrderId order;
  EventType type = EventType::kConfirmed;
  Instant at{};
  ShipmentId shipment;  ///< empty: every shipment of the order

  friend bool operator==(const OrderEvent&, const OrderEvent&) = default;
};

[[nodiscard]] std::string_view to_string(Channel channel);        ///< "amazon", "shop"
[[nodiscard]] std::string_view to_string(Fulfilment fulfilment);  ///< "FBA", "FBM", "shop"

}  // namespace enclosure
