#include "invoice/rules/judge.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace enclosure::invoice::rules {
namespace {

using namespace en16931;

void indexed(std::string& path, std::string_view group, std::size_t index) {
  path += group;
  if (index != Place::kNoIndex) path += "[" + std::to_string(index) + "]";
}

/// The rules about codes that KoSIT lowers to warnings (scenarios of XRechnung 3.0.2).
bool is_lowered(Claim claim, std::string_view rule) {
  constexpr std::array<std::string_view, 7> kInExtension{
      "BR-CL-10", "BR-CL-11", "BR-CL-21", "BR-CL-23", "BR-CL-24", "BR-CL-25", "BR-CL-26"};
  const bool in_both = rule == "BR-CL-21" || rule == "BR-CL-23";
  if (claim == Claim::kXRechnung) return in_both;
  if (claim == Claim::kXRechnungCvd) return in_both || rule == "BR-CL-13";
  return claim == Claim::kXRechnungExtension &&
         std::find(kInExtension.begin(), kInExtension.end(), rule) != kInExtension.end();
}

void judge_all(Judge& judge) {
  judge_head(judge);
  judge_parties(judge);
  judge_totals(judge);
  judge_codes(judge);
  if (judge.claim == Claim::kMinimum) return;
  judge_payment(judge);
  judge_allowances_charges(judge);
  if (judge.claim != Claim::kBasicWl) judge_lines(judge);
  judge_vat(judge);
  if (judge.is_xrechnung()) judge_xrechnung(judge);
  if (judge.is_xrechnung() || judge.claim == Claim::kPeppol) judge_peppol(judge);
}

}  // namespace

std::string Place::path() const {
  std::string path;
  indexed(path, group, index);
  if (!inner.empty()) {
    path += '.';
    indexed(path, inner, inner_index);
  }
  if (!term.empty()) path += '.';
  return path += term;
}

Judge::Judge(const EInvoice& document, const Data& lists, Syntax written_in)
    : invoice(document),
      data(lists),
      syntax(written_in),
      claim(claim_of(document.specification)),
      day(document.issue_date.value_or(Date{std::chrono::year{2026} / 1 / 1})) {}

void Judge::require(bool holds, std::string_view rule, const Place& place, std::string_view message,
                    std::string_view hint) {
  if (!holds) add(Weight::kError, rule, place, std::string(message), hint);
}

void Judge::warn(bool holds, std::string_view rule, const Place& place, std::string_view message) {
  if (!holds) add(Weight::kWarning, rule, place, std::string(message));
}

void Judge::exact(bool holds, std::string_view rule, const Place& place, std::string_view message) {
  if (!holds) add(Weight::kExact, rule, place, std::string(message));
}

void Judge::add(Weight weight, std::string_view rule, const Place& place, std::string message,
                std::string_view hint) {
  findings.add({weight, {std::string(rule), place.path(), std::move(message), std::string(hint)}});
}

void Judge::code(std::string_view code, CodeList list, std::string_view rule, const Place& place) {
  if (code.empty() || data.has(list, code, day)) return;
  add(is_lowered(claim, rule) ? Weight::kWarning : Weight::kError, rule, place,
      "\"" + std::string(code.substr(0, 40)) + "\" is not in the code list");
}

Claim claim_of(std::string_view id) {
  const auto has = [&](std::string_view part) { return id.find(part) != std::string_view::npos; };
  if (has(":extension:xrechnung")) return Claim::kXRechnungExtension;
  if (has("xrechnung")) return has("cvd") ? Claim::kXRechnungCvd : Claim::kXRechnung;
  if (has("urn:fdc:peppol.eu:2017:poacc:billing:3.0")) return Claim::kPeppol;
  if (id.ends_with(":minimum")) return Claim::kMinimum;
  if (id.ends_with(":basicwl")) return Claim::kBasicWl;
  if (id.ends_with(":basic")) return Claim::kBasic;
  if (id.ends_with(":extended")) return Claim::kExtended;
  return id == "urn:cen.eu:en16931:2017" ? Claim::kEn16931 : Claim::kUnknown;
}

std::string_view to_string(Claim claim) {
  constexpr std::array<std::string_view, 10> kNames{
      "Factur-X MINIMUM",     "Factur-X BASIC WL",
      "Factur-X BASIC",       "EN 16931",
      "Factur-X EXTENDED",    "XRechnung",
      "XRechnung extension",  "XRechnung CVD",
      "Peppol BIS Billing 3", "EN 16931 (unknown profile)"};
  return kNames[static_cast<std::size_t>(claim)];
}

Findings judge(const EInvoice& invoice, const Data& data, Syntax syntax) {
  Judge judge(invoice, data, syntax);
  try {
    judge_all(judge);
  } catch (const std::overflow_error&) {
    judge.add(Weight::kError, "EINVOICE-004", at("totals"), "a sum is out of range");
  }
  return std::move(judge.findings).take();
}

Faults faults_of(const Findings& findings) {
  Faults faults;
  for (const Finding& finding : findings) {
    if (finding.weight != Weight::kWarning) faults.push_back(finding.fault);
  }
  return faults;
}

}  // namespace enclosure::invoice::rules
