#pragma once
// An e-invoice as EN 16931 describes it, whatever its syntax: business terms (BT) in their groups
// (BG). The writers make CII and UBL of it, the readers fill it from a stranger's XML, and the same
// rules judge both. So codes are texts as they stand in the file and amounts keep the places they
// were written with; an empty text, an empty optional is a term that is not there.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/date.h"
#include "core/decimal.h"

namespace enclosure::invoice::en16931 {

/// An identifier and the scheme that gave it, which may be empty.
struct Identifier {
  std::string id;
  std::string scheme;

  [[nodiscard]] bool empty() const { return id.empty() && scheme.empty(); }
  friend bool operator==(const Identifier&, const Identifier&) = default;
};

/// BG-5, BG-8, BG-12, BG-15.
struct PostalAddress {
  std::array<std::string, 3> lines;  ///< BT-35, BT-36, BT-162 and their sisters
  std::string city;                  ///< BT-37
  std::string postcode;              ///< BT-38
  std::string subdivision;           ///< BT-39
  std::string country;               ///< BT-40

  friend bool operator==(const PostalAddress&, const PostalAddress&) = default;
};

/// BG-6, BG-9.
struct Contact {
  std::string name;   ///< BT-41, BT-56
  std::string phone;  ///< BT-42, BT-57
  std::string email;  ///< BT-43, BT-58

  friend bool operator==(const Contact&, const Contact&) = default;
};

/// The seller (BG-4) or the buyer (BG-7).
struct Party {
  std::string name;                      ///< BT-27, BT-44
  std::string trading_name;              ///< BT-28, BT-45
  std::vector<Identifier> ids;           ///< BT-29, BT-46
  Identifier legal_id;                   ///< BT-30, BT-47
  std::string vat_id;                    ///< BT-31, BT-48
  std::string tax_number;                ///< BT-32, of the seller alone
  std::string legal_info;                ///< BT-33, of the seller alone
  Identifier electronic_address;         ///< BT-34, BT-49
  std::optional<PostalAddress> address;  ///< BG-5, BG-8
  std::optional<Contact> contact;        ///< BG-6, BG-9

  friend bool operator==(const Party&, const Party&) = default;
};

/// Who is paid in the seller's place (BG-10).
struct Payee {
  std::string name;     ///< BT-59
  Identifier id;        ///< BT-60
  Identifier legal_id;  ///< BT-61

  friend bool operator==(const Payee&, const Payee&) = default;
};

/// BG-11.
struct TaxRepresentative {
  std::string name;                      ///< BT-62
  std::string vat_id;                    ///< BT-63
  std::optional<PostalAddress> address;  ///< BG-12

  friend bool operator==(const TaxRepresentative&, const TaxRepresentative&) = default;
};

/// BG-13.
struct Delivery {
  std::string name;                      ///< BT-70
  Identifier location;                   ///< BT-71
  std::optional<Date> date;              ///< BT-72
  std::optional<PostalAddress> address;  ///< BG-15

  friend bool operator==(const Delivery&, const Delivery&) = default;
};

/// BG-14, BG-26.
struct Period {
  std::optional<Date> start;  ///< BT-73, BT-134
  std::optional<Date> end;    ///< BT-74, BT-135

  friend bool operator==(const Period&, const Period&) = default;
};

/// BG-1.
struct Note {
  std::string subject;  ///< BT-21: UNTDID 4451
  std::string text;     ///< BT-22

  friend bool operator==(const Note&, const Note&) = default;
};

/// BG-3.
struct PrecedingInvoice {
  std::string number;              ///< BT-25
  std::optional<Date> issue_date;  ///< BT-26

  friend bool operator==(const PrecedingInvoice&, const PrecedingInvoice&) = default;
};

/// BG-17.
struct CreditTransfer {
  std::string account;  ///< BT-84
  std::string holder;   ///< BT-85
  std::string bic;      ///< BT-86

  friend bool operator==(const CreditTransfer&, const CreditTransfer&) = default;
};

/// BG-18.
struct PaymentCard {
  std::string number;  ///< BT-87
  std::string holder;  ///< BT-88

  friend bool operator==(const PaymentCard&, const PaymentCard&) = default;
};

/// BG-19.
struct DirectDebit {
  std::string mandate;   ///< BT-89
  std::string creditor;  ///< BT-90
  std::string account;   ///< BT-91

  friend bool operator==(const DirectDebit&, const DirectDebit&) = default;
};

/// BG-16.
struct PaymentInstructions {
  std::string means;       ///< BT-81: UNTDID 4461
  std::string means_text;  ///< BT-82
  std::string remittance;  ///< BT-83
  std::vector<CreditTransfer> transfers;
  std::optional<PaymentCard> card;
  std::optional<DirectDebit> debit;

  friend bool operator==(const PaymentInstructions&, const PaymentInstructions&) = default;
};

/// An allowance or a charge on the document (BG-20, BG-21) or on a line (BG-27, BG-28).
struct AllowanceCharge {
  bool is_charge = false;
  std::optional<Decimal> amount;    ///< BT-92, BT-99, BT-136, BT-141
  std::optional<Decimal> base;      ///< BT-93, BT-100, BT-137, BT-142
  std::optional<Percent> percent;   ///< BT-94, BT-101, BT-138, BT-143
  std::string vat_category;         ///< BT-95, BT-102; on a line empty
  std::optional<Percent> vat_rate;  ///< BT-96, BT-103
  std::string reason;               ///< BT-97, BT-104, BT-139, BT-144
  std::string reason_code;          ///< BT-98, BT-105, BT-140, BT-145

  friend bool operator==(const AllowanceCharge&, const AllowanceCharge&) = default;
};

/// One group of the VAT breakdown (BG-23).
struct VatBreakdown {
  std::optional<Decimal> taxable;  ///< BT-116
  std::optional<Decimal> tax;      ///< BT-117
  std::string category;            ///< BT-118
  std::optional<Percent> rate;     ///< BT-119
  std::string reason;              ///< BT-120
  std::string reason_code;         ///< BT-121

  friend bool operator==(const VatBreakdown&, const VatBreakdown&) = default;
};

/// BG-22.
struct Totals {
  std::optional<Decimal> line_net_total;         ///< BT-106
  std::optional<Decimal> allowance_total;        ///< BT-107
  std::optional<Decimal> charge_total;           ///< BT-108
  std::optional<Decimal> total_without_vat;      ///< BT-109
  std::optional<Decimal> vat_total;              ///< BT-110
  std::optional<Decimal> vat_total_in_currency;  ///< BT-111, in BT-6
  std::optional<Decimal> total_with_vat;         ///< BT-112
  std::optional<Decimal> paid;                   ///< BT-113
  std::optional<Decimal> rounding;               ///< BT-114
  std::optional<Decimal> amount_due;             ///< BT-115

  friend bool operator==(const Totals&, const Totals&) = default;
};

/// BG-24.
struct SupportingDocument {
  std::string reference;    ///< BT-122
  std::string description;  ///< BT-123
  std::string url;          ///< BT-124
  bool has_content = false;
  std::string mime;       ///< of BT-125
  std::string file_name;  ///< of BT-125

  friend bool operator==(const SupportingDocument&, const SupportingDocument&) = default;
};

/// BT-158.
struct Classification {
  std::string code;
  std::string list;  ///< UNTDID 7143
  std::string version;

  friend bool operator==(const Classification&, const Classification&) = default;
};

/// BG-32.
struct Attribute {
  std::string name;   ///< BT-160
  std::string value;  ///< BT-161

  friend bool operator==(const Attribute&, const Attribute&) = default;
};

/// BG-29.
struct Price {
  std::optional<Decimal> net;            ///< BT-146
  std::optional<Decimal> discount;       ///< BT-147
  std::optional<Decimal> gross;          ///< BT-148
  std::optional<Decimal> base_quantity;  ///< BT-149
  std::string base_unit;                 ///< BT-150

  friend bool operator==(const Price&, const Price&) = default;
};

/// BG-25 with what it bills (BG-31).
struct Line {
  std::string id;                   ///< BT-126
  std::string note;                 ///< BT-127
  Identifier object;                ///< BT-128
  std::optional<Decimal> quantity;  ///< BT-129
  std::string unit;                 ///< BT-130
  std::optional<Decimal> net;       ///< BT-131
  std::string order_line;           ///< BT-132
  std::string accounting;           ///< BT-133
  std::optional<Period> period;     ///< BG-26
  std::vector<AllowanceCharge> allowances_charges;
  Price price;
  std::string vat_category;         ///< BT-151
  std::optional<Percent> vat_rate;  ///< BT-152
  std::string name;                 ///< BT-153
  std::string description;          ///< BT-154
  std::string sellers_id;           ///< BT-155
  std::string buyers_id;            ///< BT-156
  Identifier standard_id;           ///< BT-157
  std::vector<Classification> classifications;
  std::string origin_country;  ///< BT-159
  std::vector<Attribute> attributes;

  friend bool operator==(const Line&, const Line&) = default;
};

/// The whole document.
struct EInvoice {
  std::string specification;           ///< BT-24
  std::string process;                 ///< BT-23
  std::string number;                  ///< BT-1
  std::optional<Date> issue_date;      ///< BT-2
  std::string type_code;               ///< BT-3: UNTDID 1001
  std::string currency;                ///< BT-5
  std::string vat_currency;            ///< BT-6
  std::optional<Date> tax_point_date;  ///< BT-7
  std::string tax_point_code;          ///< BT-8: UNTDID 2005
  std::optional<Date> due_date;        ///< BT-9
  std::string buyer_reference;         ///< BT-10
  std::string project;                 ///< BT-11
  std::string contract;                ///< BT-12
  std::string purchase_order;          ///< BT-13
  std::string sales_order;             ///< BT-14
  std::string receiving_advice;        ///< BT-15
  std::string despatch_advice;         ///< BT-16
  std::string tender;                  ///< BT-17
  Identifier object;                   ///< BT-18
  std::string accounting;              ///< BT-19
  std::string payment_terms;           ///< BT-20
  std::vector<Note> notes;             ///< BG-1
  std::vector<PrecedingInvoice> preceding;
  Party seller;
  Party buyer;
  std::optional<Payee> payee;
  std::optional<TaxRepresentative> tax_representative;
  std::optional<Delivery> delivery;
  std::optional<Period> period;  ///< BG-14
  std::optional<PaymentInstructions> payment;
  std::vector<AllowanceCharge> allowances_charges;
  Totals totals;
  std::vector<VatBreakdown> breakdown;
  std::vector<SupportingDocument> documents;
  std::vector<Line> lines;

  friend bool operator==(const EInvoice&, const EInvoice&) = default;
};

}  // namespace enclosure::invoice::en16931

namespace enclosure::invoice {
using en16931::EInvoice;
}  // namespace enclosure::invoice
