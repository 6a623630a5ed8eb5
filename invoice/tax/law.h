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

namespace enclosure::invoice {

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

/// A place after the territories were applied: where the goods are for VAT.
struct VatPlace {
  std::string state;  ///< "DE", "XI", or the third country's code
  bool in_eu_vat_area = false;
  std::string rate_region;             ///< key of regional rates, or empty
  std::optional<Territory> territory;  ///< the rule that matched
};

/// Rates, territories and national particulars in force on any day since 2020. Immutable; safe to
/// read from every thread.
class TaxLaw {
 public:
  /// Reads the files of invoice/data: `vat/<cc>.json` and `territories.json`. Faults: LAW-001 with
  /// file and member.
  static Result<TaxLaw> load(std::span<const EmbeddedFile> files);

  /// Where `address` lies for VAT (Art. 5-7). Works on the delivery or dispatch address, never on a
  /// billing one.
  [[nodiscard]] VatPlace place_of(const Address& address) const;

  /// The rate of `rate_class` in `state` ("DE", "XI") or its `region` on `day`. Fault TAX-003.
  [[nodiscard]] Result<Percent> rate(std::string_view state, std::string_view region,
                                     const RateClass& rate_class, Date day) const;

  /// The national article behind a legal mention, or empty: exemption_article("DE",
  /// "ic_supply_exempt").
  [[nodiscard]] std::string exemption_article(std::string_view state,
                                              std::string_view phrase) const;
  /// The official languages of `state` in which its mentions are printed, first one first.
  [[nodiscard]] std::vector<std::string> languages_of(std::string_view state) const;
  /// Whether `state` uses the option of Art. 194 for goods.
  [[nodiscard]] bool uses_article_194(std::string_view state) const;
  /// Whether `state` runs a clearance or reporting system for this kind of buyer (the warning
  /// national_system:XX).
  [[nodiscard]] bool has_national_system(std::string_view state, bool business_buyer,
                                         bool cross_border, Date day) const;

 private:
  struct Data;
  explicit TaxLaw(std::shared_ptr<const Data> data) : data_(std::move(data)) {}
  std::shared_ptr<const Data> data_;
};

}  // namespace enclosure::invoice
