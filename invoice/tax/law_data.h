#pragma once
// What the files of invoice/data hold, read and checked.

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/currency.h"
#include "core/date.h"
#include "core/decimal.h"
#include "core/embedded.h"
#include "core/result.h"
#include "invoice/tax/law.h"
#include "invoice/tax/national.h"

namespace enclosure::invoice {

/// One rate of a state or region while it is in force.
struct RateRow {
  enum class Kind { kStandard, kReduced, kSuperReduced, kParking, kZero, kBook };
  Kind kind = Kind::kStandard;
  Validity valid;
  Percent percent;
};

/// One national currency while it is the currency.
struct CurrencyRow {
  Validity valid;
  Currency currency;
};

/// A national clearance or reporting system for sellers established in that state.
struct NationalSystem {
  Validity valid;
  bool for_businesses = false;  ///< domestic sales to businesses
  bool for_consumers = false;
};

/// Something while it is in force.
template <typename T>
struct Dated {
  Validity valid;
  T value;
};

/// What a state adds to Art. 226, every row dated.
struct NationalLaw {
  std::vector<Particular> particulars;
  std::vector<PdfRule> pdf;
  std::vector<Dated<NumberingRule>> numbering;
  std::vector<Dated<SimplifiedLimit>> simplified;
  std::vector<Dated<Retention>> retention;
};

/// One `vat/<cc>.json`.
struct StateLaw {
  std::string country;
  std::vector<CurrencyRow> currencies;
  std::vector<RateRow> rates;
  std::map<std::string, std::vector<RateRow>, std::less<>> regions;
  std::vector<std::string> languages;
  std::map<std::string, std::vector<Dated<std::string>>, std::less<>> exemption_articles;
  std::vector<Dated<SmallEnterprise>> small_enterprise;
  std::vector<Dated<bool>> article_194_for_goods;
  std::vector<NationalSystem> national_systems;
  NationalLaw national;
};

/// One way to recognise a territory in its country.
struct TerritoryRule {
  std::vector<std::string> postcodes;  ///< shapes (invoice/tax/postcode.h); empty: any
  std::vector<std::string> except;     ///< shapes that are taken out again
  std::vector<std::string> cities;     ///< parts of the city's name, lower case; empty: any
  std::size_t territory = 0;           ///< index into `territories`
};

/// Everything; `territories` in the order of the file, the first rule that matches decides.
struct LawData {
  std::map<std::string, StateLaw, std::less<>> states;
  std::vector<Territory> territories;
  std::map<std::string, std::vector<TerritoryRule>, std::less<>> rules;  ///< by country
  std::map<std::string, std::vector<std::string>, std::less<>> postcode_shapes;
  std::map<std::string, std::vector<Dated<Decimal>>, std::less<>> thresholds;
};

/// Reads the files. Faults LAW-001: every member that is missing or wrong, with its file.
[[nodiscard]] Result<LawData> read_law(std::span<const EmbeddedFile> files);

/// The row that is in force on `day`; without a day, the one that was written last. Null where
/// there is none.
template <typename Row>
const Row* in_force(const std::vector<Row>& rows, std::optional<Date> day) {
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
    if (!day || row->valid.covers(*day)) return &*row;
  }
  return nullptr;
}

class Node;
/// Reads particulars, numbering, simplified invoices, retention and what holds for a PDF.
void read_national(const Node& file, NationalLaw& law);

}  // namespace enclosure::invoice
