#pragma once
// What the files of invoice/data hold, read and checked.

#include <functional>
#include <map>
#include <optional>
#include <regex>
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

namespace enclosure::invoice {

/// Days of validity, both inclusive; without `until` it is open.
struct Validity {
  Date since{};
  std::optional<Date> until;

  [[nodiscard]] bool covers(Date day) const { return since <= day && (!until || day <= *until); }
};

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
  Date since{};
  bool for_businesses = false;  ///< domestic sales to businesses
  bool for_consumers = false;
};

/// One `vat/<cc>.json`.
struct StateLaw {
  std::string country;
  std::vector<CurrencyRow> currencies;
  std::vector<RateRow> rates;
  std::map<std::string, std::vector<RateRow>, std::less<>> regions;
  std::vector<std::string> languages;
  std::map<std::string, std::string, std::less<>> exemption_articles;
  std::string small_business_mention;
  bool article_194_for_goods = false;
  std::vector<NationalSystem> national_systems;
};

/// One way to recognise a territory.
struct TerritoryRule {
  std::string country;
  std::optional<std::regex> postcode;
  std::optional<std::regex> city;
  std::size_t territory = 0;  ///< index into `territories`
};

/// Everything; `territories` in the order of the file, the first rule that matches decides.
struct LawData {
  std::map<std::string, StateLaw, std::less<>> states;
  std::vector<Territory> territories;
  std::vector<TerritoryRule> rules;
  std::map<std::string, std::regex, std::less<>> postcode_shapes;
};

/// Reads the files. Faults LAW-001: every member that is missing or wrong, with its file.
[[nodiscard]] Result<LawData> read_law(std::span<const EmbeddedFile> files);

}  // namespace enclosure::invoice
