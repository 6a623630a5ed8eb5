#include "invoice/tax/draft.h"

#include <algorithm>
#include <utility>

namespace enclosure::invoice {
namespace {

/// What the three schemes of Art. 311-325 print.
struct MarginScheme {
  std::string_view phrase;
  std::string_view vatex;
};

const MarginScheme& margin_scheme_of(RateClass::Kind kind) {
  static constexpr MarginScheme kSecondHand{"margin_second_hand", "VATEX-EU-F"};
  static constexpr MarginScheme kArt{"margin_works_of_art", "VATEX-EU-I"};
  static constexpr MarginScheme kCollectors{"margin_collectors", "VATEX-EU-J"};
  if (kind == RateClass::Kind::kMarginArt) return kArt;
  return kind == RateClass::Kind::kMarginCollectors ? kCollectors : kSecondHand;
}

std::string in_line(std::size_t index, std::string_view member) {
  return "lines[" + std::to_string(index) + "]." + std::string(member);
}

}  // namespace

Draft::Draft(const Facts& facts, std::string_view scenario) : facts_(facts) {
  decision_.scenario = scenario;
  const Territory* territory = facts.to.territory;
  const bool named =
      territory != nullptr && territory->treatment != TerritoryTreatment::kEuDestination;
  if (named) decision_.territory = territory->id;  // Northern Ireland is a state of its own here
  warn_if(facts.buyer_id == BuyerId::kMalformed, "vat_id_checksum");
}

Draft& Draft::supply(std::string_view state, std::string_view scheme, std::string_view rules_of) {
  decision_.place_of_supply = std::string(state);
  decision_.scheme = scheme;
  decision_.invoicing_rules_of = rules_of;
  return *this;
}

Draft& Draft::under_number_of(std::string_view state) {
  under_any_number_of(state);
  if (decision_.seller_vat_id.empty()) {
    is_registered_ = false;
    faults_.push_back({"TAX-004", "seller.vat_ids." + std::string(state),
                       "S40: the seller has no VAT number of " + std::string(state) +
                           ", under which this supply is made",
                       registrations_for(state)});
  }
  return *this;
}

/// Every way out that these facts leave.
std::string Draft::registrations_for(std::string_view state) const {
  std::string hint = "register there and add the number to the seller";
  if (decision_.scheme != "local_registration") return hint;
  if (facts_.is_distance_sale()) hint += ", or join the One Stop Shop (seller.oss)";
  if (facts_.seller.small_business)
    hint += ", or get the exemption for small enterprises of " + std::string(state) +
            " (seller.ex_number_valid_in)";
  return hint;
}

Draft& Draft::under_any_number_of(std::string_view state) {
  if (const std::string* number = facts_.seller_number(state)) decision_.seller_vat_id = *number;
  return *this;
}

Draft& Draft::taxed_in(const VatPlace& place) {
  const auto& lines = facts_.order.lines;
  decision_.lines.reserve(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].rate_class.is_margin()) {
      decision_.lines.push_back({lines[i].id, VatCategory::kE, Percent(), ""});
      continue;
    }
    auto known = facts_.law.rate(place.state, place.rate_region, lines[i].rate_class, facts_.day);
    if (!known) append(faults_, under(in_line(i, "rate_class"), std::move(known).faults()));
    const Percent rate = known ? *known : Percent();
    const auto category = rate.is_zero() ? VatCategory::kZ : VatCategory::kS;
    decision_.lines.push_back({lines[i].id, category, rate, ""});
  }
  return *this;
}

Draft& Draft::untaxed(VatCategory category, std::string_view vatex) {
  decision_.lines.reserve(facts_.order.lines.size());
  for (const OrderLine& line : facts_.order.lines) {
    decision_.lines.push_back({line.id, category, Percent(), vatex});
  }
  decision_.vatex = vatex;
  return *this;
}

Draft& Draft::say(std::string_view phrase) {
  decision_.phrases.push_back(phrase);
  return *this;
}

Draft& Draft::exemption_text(std::string text) {
  decision_.exemption_text = std::move(text);
  return *this;
}

Draft& Draft::warn(std::string_view warning) {
  decision_.warnings.emplace_back(warning);
  return *this;
}

Draft& Draft::warn_if(bool condition, std::string_view warning) {
  return condition ? warn(warning) : *this;
}

Draft& Draft::without_buyer_id() {
  buyer_id_allowed_ = false;
  return *this;
}

Result<TaxDecision> Draft::done() {
  add_margin_goods();
  add_buyer_id();
  if (is_registered_) add_vat_currency();  // first things first
  add_national_system();
  if (!faults_.empty()) return std::move(faults_);
  return std::move(decision_);
}

/// Margin goods beside others, line by line (Art. 35, 139(3)): they are supplied where transport
/// begins, under the number of that state, so the rest of the document has to be, too. Exports and
/// small enterprises leave nothing to tax on a margin.
void Draft::add_margin_goods() {
  const bool is_exempt_anyway =
      decision_.scheme == "export" || decision_.scheme == "small_business" ||
      decision_.scheme == "sme_cross_border" || decision_.scheme == "import_by_buyer";
  if (is_exempt_anyway || !facts_.has_margin_goods()) return;
  if (decision_.scheme != "margin" && (decision_.place_of_supply != facts_.from.state ||
                                       decision_.invoicing_rules_of != facts_.from.state)) {
    faults_.push_back({"TAX-001", "lines",
                       "S25: margin goods are supplied in " + facts_.from.state +
                           ", the other goods of this order elsewhere or under other rules: one "
                           "invoice cannot hold both",
                       "ship them apart, or enter them as an order of their own"});
    return;
  }
  const MarginScheme* scheme = nullptr;
  for (std::size_t i = 0; i < facts_.order.lines.size(); ++i) {
    const RateClass& rate_class = facts_.order.lines[i].rate_class;
    if (!rate_class.is_margin()) continue;
    const MarginScheme& own = margin_scheme_of(rate_class.kind);
    if (scheme != nullptr && scheme != &own) {
      faults_.push_back({"TAX-001", in_line(i, "rate_class"),
                         "S25: two margin schemes in one invoice would share one VAT group, which "
                         "has room for one reason only (BG-23)",
                         "enter them as orders of their own"});
      return;
    }
    scheme = &own;
    decision_.lines[i] = {facts_.order.lines[i].id, VatCategory::kE, Percent(), own.vatex};
  }
  say(scheme->phrase);
  if (decision_.vatex.empty()) decision_.vatex = scheme->vatex;
}

/// BT-48: a number that VIES denies is not printed, one that it was not asked about is; a foreign
/// one only where the goods leave the EU.
void Draft::add_buyer_id() {
  if (!buyer_id_allowed_ || !facts_.vat_id || facts_.buyer_id == BuyerId::kDenied) return;
  if (facts_.buyer_id == BuyerId::kForeign && facts_.to.in_eu_vat_area) return;
  decision_.buyer_vat_id = facts_.vat_id->to_string();
}

/// Art. 230: VAT that is owed is also given in the currency of the state of taxation. What goes
/// through a One Stop Shop is declared in euro (Art. 369h, 369v), which serves as well.
void Draft::add_vat_currency() {
  const bool owed =
      std::any_of(decision_.lines.begin(), decision_.lines.end(),
                  [](const LineTreatment& line) { return line.category == VatCategory::kS; });
  if (!owed || !decision_.place_of_supply) return;
  const Order& order = facts_.order;
  const auto national = facts_.law.currency_of(*decision_.place_of_supply, facts_.day);
  const bool euro_serves = decision_.scheme == "oss" || decision_.scheme == "ioss";
  if (order.currency == national || (euro_serves && order.currency == Currency())) return;
  const auto use = [&](Currency currency) {
    const auto known = order.exchange_rates.find(currency.to_string());
    if (known == order.exchange_rates.end() || known->second.rate <= Decimal()) return false;
    decision_.vat_currency =
        VatCurrency{currency, known->second.rate, known->second.day, known->second.source};
    say("currency_note");
    because(
        [&] {
          return "The invoice is in " + order.currency.to_string() + ", so the VAT is given in " +
                 currency.to_string() + ", too.";
        },
        "Art. 230, 91(2) Directive 2006/112/EC");
    return true;
  };
  if (national && use(*national)) return;
  if (euro_serves && use(Currency())) return;
  const std::string wanted = euro_serves ? "EUR" : national ? national->to_string() : "";
  faults_.push_back(
      {"TAX-002", wanted.empty() ? "exchange_rates" : "exchange_rates." + wanted,
       "S37: the VAT of an invoice in " + order.currency.to_string() + " must be given in " +
           (wanted.empty() ? "the national currency" : wanted) +
           ", but there is no exchange rate of " + enclosure::to_string(facts_.day),
       "import the reference rates of that day, or add the rate to the order: " + wanted +
           " per one " + order.currency.to_string()});
}

void Draft::add_national_system() {
  const bool domestic = !facts_.crosses_border() && facts_.from.state == facts_.home.state;
  if (facts_.home.in_eu_vat_area &&
      facts_.law.has_national_system(facts_.home.state, facts_.is_business, !domestic,
                                     facts_.day)) {
    warn("national_system:" + facts_.home.state);
  }
}

}  // namespace enclosure::invoice
