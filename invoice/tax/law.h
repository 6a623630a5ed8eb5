#pragma once
// The law as data: rates by state and day, special territories, national particulars. Loaded once
// from invoice/data/, dated, with sources.

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/address.h"
#include "core/date.h"
#include "core/decimal.h"
#include "core/embedded.h"
#include "core/order.h"
#include "core/result.h"
#include "invoice/tax/national.h"

namespace enclosure::invoice {

/// The words of a small enterprise that is exempt in its own state (Art. 284(1)).
struct SmallEnterprise {
  std::string mention;  ///< in the state's own language, or empty
  std::string vatex;    ///< BT-121, where the code list has a code of that state, or empty
};

/// How the law treats goods sent to a special territory.
enum class TerritoryTreatment {
  kExport,         ///< outside the EU VAT area
  kDomesticOf,     ///< as if sent to another Member State: Monaco counts as France
  kEuDestination,  ///< as a Member State of its own for goods: Northern Ireland (XI)
  kRateRegion,     ///< the same state, other rates
  kManualReview,   ///< the seller must decide
  kNoChange,
};

/// A place of territories.json.
struct Territory {
  std::string id;  ///< "ES-CANARY"
  std::string name;
  TerritoryTreatment treatment = TerritoryTreatment::kNoChange;
  std::string counts_as;  ///< "FR", "XI": for kDomesticOf and kEuDestination
  std::string rates_of;   ///< key of the regional rates, or empty
  std::string member_state;
};

/// A place after the territories were applied: where the goods are for VAT. Refers to the law that
/// told it.
struct VatPlace {
  std::string state;  ///< "DE", "XI", or the third country's code
  bool in_eu_vat_area = false;
  std::string_view rate_region;          ///< key of regional rates, or empty
  const Territory* territory = nullptr;  ///< the rule that matched, or null
};

struct LawData;  // invoice/tax/law_data.h

/// Rates, territories and national particulars in force on any day since 2020. Cheap to copy,
/// immutable; safe to read from every thread.
class TaxLaw {
 public:
  /// Reads the files of invoice/data: `vat/<cc>.json` and `territories.json`. Faults: LAW-001 with
  /// file and member.
  static Result<TaxLaw> load(std::span<const EmbeddedFile> files);

  /// Where `address` lies for VAT (Art. 5-7). Works on the delivery or dispatch address, never on a
  /// billing one.
  [[nodiscard]] VatPlace place_of(const Address& address) const;

  /// Whether the post code of `address` can tell the special territories of its country from the
  /// rest: it has the shape of that country's codes, or no post code matters there.
  [[nodiscard]] bool postcode_tells(const Address& address) const;

  /// The rate of `rate_class` in `state` ("DE", "XI") or its `region` on `day`. A fixed rate must
  /// be one of that state's. Fault TAX-003; margin goods have no rate.
  [[nodiscard]] Result<Percent> rate(std::string_view state, std::string_view region,
                                     const RateClass& rate_class, Date day) const;

  /// The national article behind a legal mention, or empty: exemption_article("DE",
  /// "ic_supply_exempt").
  /// Without a day, the one that was written last.
  [[nodiscard]] std::string exemption_article(std::string_view state, std::string_view phrase,
                                              std::optional<Date> day = std::nullopt) const;
  /// What a small enterprise of `state` writes on its invoices. Without a day, what was written
  /// last. Lives as long as the law.
  [[nodiscard]] const SmallEnterprise& small_enterprise(
      std::string_view state, std::optional<Date> day = std::nullopt) const;
  /// The national currency of `state` on `day` (Art. 230); none for a state that is not known here.
  [[nodiscard]] std::optional<Currency> currency_of(std::string_view state, Date day) const;
  /// The official languages of `state` in which its mentions are printed, first one first.
  [[nodiscard]] std::vector<std::string> languages_of(std::string_view state) const;
  /// Whether `state` uses the option of Art. 194 for goods on `day`.
  [[nodiscard]] bool uses_article_194(std::string_view state, Date day) const;
  /// Whether `state` runs on `day` a clearance or reporting system for sellers established there
  /// and this kind of buyer (the warning national_system:XX). Sales to businesses of other states
  /// are in none.
  [[nodiscard]] bool has_national_system(std::string_view state, bool business_buyer,
                                         bool cross_border, Date day) const;

  /// A threshold of EU law by its name in thresholds.json: "ioss_intrinsic_value_eur". Nothing
  /// where none is in force on `day`; a name that is not in the file is a bug in the caller.
  [[nodiscard]] std::optional<Decimal> threshold(std::string_view name, Date day) const;

  /// The particulars that `state` asks for on `day` besides Art. 226.
  [[nodiscard]] std::vector<Particular> particulars_of(std::string_view state, Date day) const;
  /// Every particular of `state` on any day: what `seller.particulars` may name.
  [[nodiscard]] std::vector<Particular> particulars_of(std::string_view state) const;
  /// The strictest rule about PDF invoices of `kind` in `state` on `day` for a seller established
  /// there, or only registered; "suffices" where nothing is known.
  [[nodiscard]] PdfRule pdf_sufficiency(std::string_view state, SupplyKind kind, Bound seller,
                                        Date day) const;
  /// All rules of `state` about PDF invoices that bind such a seller, in the order of the file.
  [[nodiscard]] std::vector<PdfRule> pdf_rules(std::string_view state, Bound seller) const;
  /// How `state` wants invoices numbered; without a day, by the newest rule.
  [[nodiscard]] NumberingRule numbering_rule(std::string_view state,
                                             std::optional<Date> day = std::nullopt) const;
  /// Up to which amount a simplified invoice is enough; nothing where the state has none.
  [[nodiscard]] std::optional<SimplifiedLimit> simplified_limit(std::string_view state,
                                                                Date day) const;
  /// For how long invoices under the rules of `state` are kept; ten years where not known.
  [[nodiscard]] Retention retention(std::string_view state,
                                    std::optional<Date> day = std::nullopt) const;

 private:
  explicit TaxLaw(std::shared_ptr<const LawData> data) : data_(std::move(data)) {}
  std::shared_ptr<const LawData> data_;
};

}  // namespace enclosure::invoice
