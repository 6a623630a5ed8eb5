#pragma once
// What a state adds to Art. 226: particulars, numbering, simplified invoices, retention, and
// whether a PDF is an invoice there at all. Values out of invoice/data/vat/<cc>.json.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/money.h"

namespace enclosure::invoice {

/// Days of validity, both inclusive; without `until` it is open.
struct Validity {
  Date since{};
  std::optional<Date> until;

  [[nodiscard]] bool covers(Date day) const { return since <= day && (!until || day <= *until); }
};

/// How far an entry of the data can be trusted: two sources, one, none yet.
enum class Confidence { kConfirmed, kPartly, kUnconfirmed };

/// Whom a rule binds: sellers established in the state, or everybody with a VAT number of it.
enum class Bound { kEstablished, kRegistered };

/// Who buys, as far as national systems ask.
enum class SupplyKind { kConsumer, kDomesticBusiness, kCrossBorderBusiness };
[[nodiscard]] std::string_view code_of(SupplyKind kind);  ///< "b2c", "b2b_domestic", …

/// A particular that a state asks for besides those of Art. 226.
struct Particular {
  /// When it is asked for. Only `kAlways` is certain; the others hang on facts that an order or a
  /// configuration may not tell.
  enum class When {
    kAlways,
    kCompanies,         ///< entered in a commercial register
    kBusinesses,        ///< entered in some register
    kDomesticBusiness,  ///< sales to businesses of that state
    kBusiness,          ///< sales to businesses
    kConsumers,
    kGoods,   ///< goods of a certain kind
    kAgreed,  ///< where such a thing is agreed or chosen
    kSmallEnterprises,
  };
  /// Who sees to it: the seller by a text in `seller.particulars`, the order by its facts, the
  /// program by itself, the series of numbers, or a national system that the program is no part of.
  enum class By { kSeller, kOrder, kProgram, kSeries, kSystem };

  std::string id;     ///< "weee": its key in `seller.particulars`
  std::string text;   ///< what is asked for, in English
  std::string label;  ///< printed in front of it, in words of that state; may be empty
  When when = When::kAlways;
  Bound who = Bound::kRegistered;
  By by = By::kProgram;
  bool must = true;
  Confidence confidence = Confidence::kUnconfirmed;
  Validity valid;
};

/// Whether the PDF of a private program is a lawful invoice.
enum class PdfVerdict { kSuffices, kSufficesWithConditions, kNotEnough };

/// What holds for a PDF and some kinds of supplies.
struct PdfRule {
  std::vector<SupplyKind> kinds;
  PdfVerdict verdict = PdfVerdict::kSuffices;
  Bound who = Bound::kRegistered;
  std::string system;   ///< the clearance or reporting system, or empty
  std::string warning;  ///< what the seller must know, in English; empty where it suffices
  /// The state wants an e-invoice of EN 16931: inside of the PDF it is one.
  bool einvoice_inside_suffices = false;
  Validity valid;
};

/// How invoices must be numbered.
struct NumberingRule {
  bool gapless = false;  ///< unbroken; otherwise unique and sequential, a gap must be explicable
  /// "ten_digits" (BG), "three_parts" (HR: number/premises/device), "series_and_number" (LT, RO),
  /// "registered_series" (PT), "chronological" (FR), "corrections_apart" (ES), or empty
  std::string form;
  std::string text;  ///< the rule in English
};

/// Up to which amount a simplified invoice is enough (Art. 220a, 226b).
struct SimplifiedLimit {
  Money amount;
  bool net = false;  ///< the amount is one without VAT
};

/// For how long invoices are kept.
struct Retention {
  int years = 10;
  std::string text;  ///< where one number does not say it, or empty
};

}  // namespace enclosure::invoice
