#pragma once
// What the files of rules share: the document, where a finding lies, and the findings.

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "invoice/rules/rules.h"

namespace enclosure::invoice::rules {

/// A place in the value: `group[index].term`. Texts are made when a rule is broken only.
struct Place {
  static constexpr std::size_t kNoIndex = static_cast<std::size_t>(-1);

  std::string_view group = {};
  std::size_t index = kNoIndex;
  std::string_view term = {};
  std::string_view inner = {};  ///< a group of groups: lines[2].allowances_charges[0].amount
  std::size_t inner_index = kNoIndex;

  [[nodiscard]] std::string path() const;
};

inline Place at(std::string_view term) {
  return {term};
}
inline Place at(std::string_view group, std::size_t index, std::string_view term) {
  return {group, index, term};
}

/// One document under judgement.
class Judge {
 public:
  Judge(const EInvoice& document, const en16931::Data& lists, en16931::Syntax written_in);

  const EInvoice& invoice;
  const en16931::Data& data;
  const en16931::Syntax syntax;
  const Claim claim;
  const Date day;  ///< of the code lists

  [[nodiscard]] bool is_xrechnung() const {
    return claim == Claim::kXRechnung || claim == Claim::kXRechnungExtension ||
           claim == Claim::kXRechnungCvd;
  }

  void require(bool holds, std::string_view rule, const Place& place, std::string_view message,
               std::string_view hint = {});
  void warn(bool holds, std::string_view rule, const Place& place, std::string_view message);
  /// A rule that the official ones tolerate to be broken.
  void exact(bool holds, std::string_view rule, const Place& place, std::string_view message);
  void add(Weight weight, std::string_view rule, const Place& place, std::string message,
           std::string_view hint = {});

  /// `code` stands in `list`; an empty one is none.
  void code(std::string_view code, en16931::CodeList list, std::string_view rule,
            const Place& place);

  FindingList findings;
};

/// At most two places after the point, as they are written.
[[nodiscard]] inline bool has_two_places(const std::optional<Decimal>& amount) {
  return !amount || amount->scale() <= 2;
}

inline Decimal value(const std::optional<Decimal>& amount) {
  return amount.value_or(Decimal());
}

inline Decimal two_places(Decimal amount) {
  return round(amount, 2, Rounding::kHalfUp);
}

inline Decimal distance(Decimal a, Decimal b) {
  const Decimal difference = a - b;
  return difference.is_negative() ? -difference : difference;
}

// One function per file of rules.
void judge_head(Judge& judge);
void judge_parties(Judge& judge);
void judge_payment(Judge& judge);
void judge_allowances_charges(Judge& judge);
void judge_lines(Judge& judge);
void judge_totals(Judge& judge);
void judge_vat(Judge& judge);
void judge_codes(Judge& judge);
void judge_xrechnung(Judge& judge);
void judge_peppol(Judge& judge);

}  // namespace enclosure::invoice::rules
