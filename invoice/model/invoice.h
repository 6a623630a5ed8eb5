#pragma once
// The invoice as a document of EN 16931: an immutable value with the particulars of Art. 226 of
// Directive 2006/112/EC. Everything that a page or an e-invoice shows of the facts is in here;
// labels come from the language, the logo from its hash.

#include <memory>
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
#include "core/result.h"
#include "invoice/model/look.h"
#include "invoice/model/seller.h"

namespace enclosure::invoice {

/// BT-118, BT-151: UNTDID 5305.
enum class VatCategory { kS, kZ, kE, kAE, kK, kG, kO, kL, kM };

[[nodiscard]] std::string_view to_string(VatCategory category);
/// Fault INVOICE-001: no such category.
[[nodiscard]] Result<VatCategory> parse_vat_category(std::string_view text);

/// BT-3: UNTDID 1001.
enum class TypeCode { kInvoice = 380, kCreditNote = 381, kCorrectedInvoice = 384 };

/// What people call the document; each kind may have a number series and a title of its own.
enum class InvoiceKind { kInvoice, kSimplified, kCreditNote, kCorrected };
/// "invoice", "simplified_invoice", "credit_note", "corrected_invoice": keys of the titles, too.
[[nodiscard]] std::string_view to_string(InvoiceKind kind);
/// Fault INVOICE-004: no such kind.
[[nodiscard]] Result<InvoiceKind> parse_invoice_kind(std::string_view text);

/// What a line bills: the goods, or shipping and wrapping that belong to goods.
enum class LineKind { kItem, kShipping, kGiftWrap };
[[nodiscard]] std::string_view to_string(LineKind kind);  ///< "item", "shipping", "gift_wrap"

/// One line (BG-25). `net` plus its share of the VAT is `gross`; the VAT itself is counted per
/// group.
struct InvoiceLine {
  std::string id;     ///< BT-126, counted from 1 within the document
  LineId order_line;  ///< the line of the order it bills
  LineKind kind = LineKind::kItem;
  std::string description;  ///< BT-153; for shipping and wrapping empty: the language has the word
  std::string article_number;             ///< BT-155, the SKU
  std::string gtin = {};                  ///< BT-157, or empty
  std::string buyer_article_number = {};  ///< BT-156, or empty
  std::string commodity_code = {};        ///< BT-158, of the Harmonised System, or empty
  std::vector<std::string> serials;       ///< BT-161
  std::string unit = "C62";               ///< BT-130: UN/ECE Recommendation 20 or 21
  Decimal quantity;                       ///< BT-129
  /// BT-146: VAT and discount excluded (Art. 226(8)), with as many places as it takes that quantity
  /// times price, rounded to the minor unit, less `discount_net` is exactly `net`.
  Decimal unit_price_net;
  Decimal unit_price_gross;                    ///< what one piece cost the buyer before discount
  Money discount_net;                          ///< BT-136: within `net` already, not negative
  Money discount_gross;                        ///< within `gross` already, not negative
  VatCategory vat_category = VatCategory::kS;  ///< BT-151
  Percent vat_rate;                            ///< BT-152
  Money net;                                   ///< BT-131
  Money gross;
  /// Of a credit note: money back for goods that the buyer keeps. `quantity` is then 1 and says
  /// nothing about pieces.
  bool reduces_price = false;

  friend bool operator==(const InvoiceLine&, const InvoiceLine&) = default;
};

/// One group of the VAT breakdown (BG-23), keyed by category and rate.
struct VatBreakdown {
  VatCategory category = VatCategory::kS;  ///< BT-118
  Percent rate;                            ///< BT-119
  Money taxable;                           ///< BT-116
  Money vat;                               ///< BT-117
  Money gross;
  std::string exemption_code;  ///< BT-121, VATEX-…, or empty

  friend bool operator==(const VatBreakdown&, const VatBreakdown&) = default;
};

/// BG-22.
struct DocumentTotals {
  Money line_net_total;       ///< BT-106
  Money total_without_vat;    ///< BT-109
  Money vat_total;            ///< BT-110
  Money total_with_vat;       ///< BT-112
  Money paid;                 ///< BT-113: by the buyer
  Money paid_by_marketplace;  ///< voucher; part of BT-113 in the e-invoice
  Money amount_due;           ///< BT-115
  /// BT-114, in the strict picture alone: what net and VAT, each rounded by itself, miss to what
  /// the buyer pays.
  std::optional<Money> rounding = std::nullopt;

  friend bool operator==(const DocumentTotals&, const DocumentTotals&) = default;
};

/// The VAT total in the currency of the state whose VAT it is, where the invoice is in another one
/// (Art. 230, Art. 91(2)).
struct VatInCurrency {
  Currency currency;  ///< BT-6
  Decimal rate;       ///< units of `currency` per one of the invoice's currency
  Money vat;          ///< BT-111, in `currency`
  std::optional<Date> day = std::nullopt;  ///< on which the rate was published, where it is known
  std::string source = {};                 ///< who published it: "ECB", or empty

  friend bool operator==(const VatInCurrency&, const VatInCurrency&) = default;
};

/// A mention that the law asks for. One key may come twice: in the words of the document's language
/// and in those of the state whose invoicing rules apply.
struct LegalMention {
  std::string key;   ///< key of the phrase: "ic_supply_exempt"
  std::string text;  ///< BT-120 or BT-22
  /// The same in the second language of the page; empty where there is none, or where `text` and
  /// its neighbours say it already. Never in the e-invoice.
  std::string second = {};

  friend bool operator==(const LegalMention&, const LegalMention&) = default;
};

/// The invoice to which a correction refers (BG-3): specific and unambiguous, as Art. 219 asks.
struct PrecedingInvoice {
  InvoiceNumber number;  ///< BT-25
  Date issue_date{};     ///< BT-26

  friend bool operator==(const PrecedingInvoice&, const PrecedingInvoice&) = default;
};

/// The buyer as printed (BG-7).
struct InvoiceBuyer {
  std::string name;                   ///< BT-44: the firm where one is given, else the person
  std::string person;                 ///< the person at the firm, or empty
  Address address;                    ///< BG-8
  std::string vat_id;                 ///< BT-48; only one that is allowed to stand there
  std::string reference;              ///< BT-13
  std::string buyer_reference = {};   ///< BT-10
  SchemedId electronic_address = {};  ///< BT-49
  SchemedId legal_id = {};            ///< BT-47

  friend bool operator==(const InvoiceBuyer&, const InvoiceBuyer&) = default;
};

/// What an invoice says. Filled by `draw_up` or by the reader of a snapshot.
struct InvoiceContent {
  /// The e-invoice that goes with the page; nothing: a page alone, as before version 3 of the
  /// snapshot, and where the buyer of a simplified invoice has no name (BR-07).
  std::optional<EInvoiceFormat> einvoice;
  InvoiceNumber number;  ///< BT-1
  TypeCode type_code = TypeCode::kInvoice;
  /// Only what Art. 226b asks for: the buyer may be missing.
  bool simplified = false;
  /// The national name of the document, "Stornorechnung"; empty: the title that its language has
  /// for this kind.
  std::string title;
  std::vector<PrecedingInvoice> preceding;  ///< BG-3: there on corrections, and only there
  std::string correction_reason;            ///< in the seller's words, or empty
  Date issue_date{};                        ///< BT-2
  std::optional<Date> supply_date;          ///< BT-72
  std::optional<Date> due_date;             ///< BT-9, where something is due on a day
  LanguageTag language;                     ///< of the page's labels
  Currency currency;                        ///< BT-5
  OrderId order;                            ///< BT-14
  ShipmentId shipment;                      ///< that it is for; empty where the order names none
  std::optional<Date> order_date;
  std::string sales_channel;  ///< printed in the paid notice: "Amazon.de", or the shop's name
  Seller seller;              ///< BG-4 as of the day of issue
  std::string seller_vat_id;  ///< BT-31: the number under which this supply was made
  std::optional<TaxRepresentative> tax_representative;  ///< BG-11
  InvoiceBuyer buyer;                                   ///< BG-7
  std::optional<Address> deliver_to;  ///< BG-15 where it differs from the buyer's address
  CountryCode place_of_supply;
  std::string scheme;                   ///< "domestic", "oss", …: kept for the books
  std::string invoicing_rules_of;       ///< state whose invoicing rules apply
  std::vector<InvoiceLine> lines;       ///< BG-25
  std::vector<VatBreakdown> breakdown;  ///< BG-23
  DocumentTotals totals;                ///< BG-22
  std::optional<VatInCurrency> vat_in_currency;
  std::vector<LegalMention> mentions;  ///< BT-120, BG-1
  std::string logo_sha256;             ///< the logo in force, or empty
  std::string footer;                  ///< the seller's own line at the foot, or empty
  Look look;
  /// Where the buyer finds the document, printed as a QR code; or empty.
  std::string link;

  [[nodiscard]] InvoiceKind kind() const;

  friend bool operator==(const InvoiceContent&, const InvoiceContent&) = default;
};

/// An immutable invoice whose totals agree. Cheap to copy; safe to read from every thread.
class Invoice {
 public:
  /// Checks `content` and freezes it. Faults, each with the rule it breaks: BR-02 number, BR-03
  /// date, BR-06 and BR-07 names, BR-16 no line, BR-22 and BR-27 quantity and price, BR-53 the VAT
  /// in another currency, BR-CO-10, BR-CO-13, BR-CO-14, BR-CO-15, BR-CO-16, BR-CO-18 sums; of BR-S
  /// and its sisters 02 VAT ids, 05 rates, 08 a group that differs from its lines, 09 its VAT, 10
  /// exemption reasons, BR-IC-11 the date of supply, BR-O-11 a second group; ART-226 an address;
  /// ART-219 a correction that does not name its invoice, or another document that names one;
  /// INVOICE-002 amounts in several currencies, INVOICE-003 a sum out of range.
  static Result<Invoice> from(InvoiceContent content);

  const InvoiceContent* operator->() const { return content_.get(); }
  const InvoiceContent& operator*() const { return *content_; }

  friend bool operator==(const Invoice& a, const Invoice& b) { return *a == *b; }

 private:
  explicit Invoice(std::shared_ptr<const InvoiceContent> content) : content_(std::move(content)) {}
  std::shared_ptr<const InvoiceContent> content_;
};

}  // namespace enclosure::invoice
