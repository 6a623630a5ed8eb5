#include <array>
#include <cstdint>
#include <utility>

#include "invoice/tax/law_data.h"
#include "invoice/tax/law_node.h"

namespace enclosure::invoice {
namespace {

template <typename T>
using Word = std::pair<std::string_view, T>;

constexpr std::array kConfidences{Word<Confidence>{"CONFIRMED", Confidence::kConfirmed},
                                  Word<Confidence>{"PARTLY", Confidence::kPartly},
                                  Word<Confidence>{"UNCONFIRMED", Confidence::kUnconfirmed}};

constexpr std::array kBounds{Word<Bound>{"established", Bound::kEstablished},
                             Word<Bound>{"registered", Bound::kRegistered}};

constexpr std::array kKinds{Word<SupplyKind>{"b2c", SupplyKind::kConsumer},
                            Word<SupplyKind>{"b2b_domestic", SupplyKind::kDomesticBusiness},
                            Word<SupplyKind>{"b2b_cross_border", SupplyKind::kCrossBorderBusiness}};

constexpr std::array kVerdicts{
    Word<PdfVerdict>{"suffices", PdfVerdict::kSuffices},
    Word<PdfVerdict>{"suffices_with_conditions", PdfVerdict::kSufficesWithConditions},
    Word<PdfVerdict>{"not_enough", PdfVerdict::kNotEnough}};

using When = Particular::When;
constexpr std::array kWhens{Word<When>{"always", When::kAlways},
                            Word<When>{"companies", When::kCompanies},
                            Word<When>{"businesses", When::kBusinesses},
                            Word<When>{"domestic_b2b", When::kDomesticBusiness},
                            Word<When>{"b2b", When::kBusiness},
                            Word<When>{"consumers", When::kConsumers},
                            Word<When>{"goods", When::kGoods},
                            Word<When>{"agreed", When::kAgreed},
                            Word<When>{"small_enterprises", When::kSmallEnterprises}};

using By = Particular::By;
constexpr std::array kBys{Word<By>{"seller", By::kSeller}, Word<By>{"order", By::kOrder},
                          Word<By>{"program", By::kProgram}, Word<By>{"series", By::kSeries},
                          Word<By>{"system", By::kSystem}};

constexpr std::array kNumberings{Word<bool>{"gapless", true},
                                 Word<bool>{"unique_sequential", false}};

constexpr std::array kBases{Word<bool>{"net", true}, Word<bool>{"gross", false}};

Particular read_particular(const Node& row) {
  Particular particular;
  particular.id = row.member("id").text();
  particular.text = row.member("text").text();
  particular.label = row.member("label").text();
  particular.when = row.member("when").one_of(kWhens);
  particular.who = row.member("who").one_of(kBounds);
  particular.by = row.member("by").one_of(kBys);
  particular.must = row.member("must").flag();
  particular.confidence = row.member("status").one_of(kConfidences);
  particular.valid = row.validity();
  return particular;
}

PdfRule read_pdf_rule(const Node& row) {
  PdfRule rule;
  row.member("kinds").each([&](const Node& kind) { rule.kinds.push_back(kind.one_of(kKinds)); });
  rule.verdict = row.member("verdict").one_of(kVerdicts);
  rule.who = row.member("who").one_of(kBounds);
  rule.system = row.member("system").text_or_empty();
  rule.warning = row.member("warn").text_or_empty();
  rule.einvoice_inside_suffices = row.flag_if_any("einvoice_inside_suffices");
  rule.valid = row.validity();
  if (rule.verdict != PdfVerdict::kSuffices && (rule.system.empty() || rule.warning.empty())) {
    row.fault("does not name the system and what the seller must know");
  }
  return rule;
}

SimplifiedLimit read_limit(const Node& row) {
  const auto currency = row.member("currency").parsed<Currency>(Currency::parse);
  const auto amount = row.member("limit").parsed<Money>(
      [&](std::string_view text) { return Money::parse(text, currency); });
  return {amount, row.member("basis").one_of(kBases)};
}

Retention read_retention(const Node& row) {
  const Decimal years = row.member("years").parsed<Decimal>(Decimal::parse).normalised();
  if (years.scale() != 0 || years < Decimal(1) || years > Decimal(30)) {
    row.fault("is no number of years");
    return {};
  }
  return {static_cast<int>(years.coefficient()), row.member("text").text_or_empty()};
}

}  // namespace

void read_national(const Node& file, NationalLaw& law) {
  file.member("particulars").each([&](const Node& row) {
    law.particulars.push_back(read_particular(row));
  });
  file.member("pdf").each([&](const Node& row) { law.pdf.push_back(read_pdf_rule(row)); });
  file.member("numbering").each([&](const Node& row) {
    law.numbering.push_back({row.validity(),
                             {row.member("rule").one_of(kNumberings),
                              row.member("form").text_or_empty(), row.member("text").text()}});
  });
  file.member("simplified_invoices").each([&](const Node& row) {
    law.simplified.push_back({row.validity(), read_limit(row)});
  });
  file.member("retention").each([&](const Node& row) {
    law.retention.push_back({row.validity(), read_retention(row)});
  });
}

}  // namespace enclosure::invoice
