#include "app/flow/numbering.h"

#include <set>

namespace enclosure::app {
namespace {

using invoice::InvoiceKind;

std::set<std::string> states_of(const invoice::Seller& seller) {
  std::set<std::string> states{seller.established.to_string()};
  for (const auto& [state, number] : seller.vat_ids) states.insert(state.to_string());
  if (seller.oss) states.insert(seller.oss->to_string());
  if (seller.ioss) states.insert(seller.ioss->to_string());
  return states;
}

/// All faults of one state, each pattern once.
class StateCheck {
 public:
  StateCheck(const NumberingConfig& numbering, std::string state, std::string form, Faults& faults)
      : numbering_(numbering), state_(std::move(state)), form_(std::move(form)), faults_(faults) {}

  void run() {
    for (const Channel channel : {Channel::kAmazon, Channel::kShop}) {
      for (const InvoiceKind kind : kAllKinds) check_form(kind, channel);
      if (form_ == "corrections_apart") check_apart(channel);
    }
  }

 private:
  void check_form(InvoiceKind kind, Channel channel) {
    const auto pattern = numbering_.pattern_for(kind, state_, channel);
    const std::string missed = invoice::national_form_missed(pattern, form_);
    if (missed.empty() || !told_.insert(std::string(to_string(kind)) + pattern.text()).second)
      return;
    faults_.push_back({"NUMBER-005",
                       "numbering.by_country." + state_ + "." + std::string(to_string(kind)),
                       state_ + " wants numbers of another form than \"" + pattern.text() + "\"",
                       "give " + missed + ", or take the registration out of the seller"});
  }

  void check_apart(Channel channel) {
    const auto of = [&](InvoiceKind kind) { return numbering_.pattern_for(kind, state_, channel); };
    for (const InvoiceKind correction : {InvoiceKind::kCreditNote, InvoiceKind::kCorrected}) {
      for (const InvoiceKind plain : {InvoiceKind::kInvoice, InvoiceKind::kSimplified}) {
        if (of(correction) != of(plain)) continue;
        const std::string key =
            "numbering.by_country." + state_ + "." + std::string(to_string(correction));
        if (!told_.insert(key).second) continue;
        faults_.push_back({"NUMBER-006", key,
                           state_ + " wants corrections in a series of their own",
                           "give another pattern than \"" + of(plain).text() + "\""});
      }
    }
  }

  const NumberingConfig& numbering_;
  std::string state_;
  std::string form_;
  Faults& faults_;
  std::set<std::string> told_;
};

}  // namespace

Result<TakenNumber> take_number(const NumberingConfig& numbering, InvoiceKind kind,
                                const std::string& rules_of, Channel channel, Date day,
                                StoreTransaction& tx) {
  const invoice::NumberPattern pattern = numbering.pattern_for(kind, rules_of, channel);
  const int year = static_cast<int>(day.year());
  TakenNumber taken;
  taken.series = pattern.series(year);
  if (const auto last = tx.last_date_of(taken.series); last && day < *last) {
    return Fault{"NUMBER-007", taken.series,
                 "the last document of this series is dated " + enclosure::to_string(*last) +
                     ", this one would be dated " + enclosure::to_string(day),
                 "set the clock right; the document is issued once that day is reached"};
  }
  taken.sequence = tx.take_next_number(taken.series);
  taken.number = pattern.number(year, taken.sequence);
  if (tx.invoice(taken.number)) {
    return number_taken(taken.number);
  }
  return taken;
}

Fault number_taken(const InvoiceNumber& number) {
  return {"NUMBER-008", number.to_string(), "this number is on another document already",
          "change the pattern under `numbering` so that its numbers are new"};
}

Faults check_numbering(const NumberingConfig& numbering, const invoice::Seller& seller,
                       const invoice::TaxLaw& law) {
  Faults faults;
  for (const std::string& state : states_of(seller))
    StateCheck(numbering, state, law.numbering_rule(state).form, faults).run();
  return faults;
}

}  // namespace enclosure::app
