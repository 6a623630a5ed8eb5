// What buyers send in by their link: the second factor, company and VAT number.

#include <algorithm>
#include <utility>

#include "app/flow/buyer_known.h"
#include "app/flow/links.h"
#include "app/flow/refused_number.h"
#include "app/flow/second_factor.h"

namespace enclosure::app {
namespace {

using State = BuyerDetailsPanel::State;

}  // namespace

/// Whether the factor is given, in `panel` what became of it where it is not.
bool StoreBuyerDesk::takes_factor(Known& found, std::string_view answer, BuyerAnswer& taken,
                                  Instant now) {
  const FactorAnswer factor = take_answer(answer, found.link, found.order.deliver_to, store_, now);
  switch (factor.kind) {
    case FactorAnswer::Kind::kRight:
      found.unlocked = true;
      taken.pass = pass_for(found.link, *shop_.link_keys->current(), now);
      return true;
    case FactorAnswer::Kind::kClosed:
      taken.page.panel.state = State::kTooManyTries;
      taken.retry_after = factor.closed_until - now;
      return false;
    case FactorAnswer::Kind::kWrong:
      break;
  }
  taken.page.panel.state = State::kWrongPostcode;
  return false;
}

std::optional<BuyerAnswer> StoreBuyerDesk::unlock(const BuyerVisit& visit,
                                                  std::string_view answer) {
  const Instant now = clock_();
  auto found = known(visit, now);
  if (!found) return std::nullopt;
  BuyerAnswer taken;
  Panel panel = panel_of(*found, false);
  const bool asks = factor_of(found->order.deliver_to) != Factor::kNothing;
  if (asks && takes_factor(*found, answer, taken, now)) {
    panel = panel_of(*found, false);
    found->refused_at = refused_at(*found, panel);
  } else if (asks) {
    panel.state = taken.page.panel.state;
    panel.details = {};
  }
  taken.page = page_with(*found, std::move(panel), visit.language, now);
  return taken;
}

std::optional<BuyerAnswer> StoreBuyerDesk::details(const BuyerVisit& visit,
                                                   const DetailsInput& input) {
  const Instant now = clock_();
  auto found = known(visit, now);
  if (!found) return std::nullopt;
  BuyerAnswer taken;
  Panel panel = panel_of(*found, false);
  if (panel.state == State::kWithSeller && !panel.may_change)
    panel.state = State::kSellerOnly;  // what comes now is not kept
  const bool may_ask = panel.state != State::kNotYet && panel.state != State::kMarketplaceOnly &&
                       panel.state != State::kSellerOnly;
  if (may_ask && !found->unlocked) {
    if (!input.postcode_of_delivery) {
      panel.state = found->closed ? State::kTooManyTries : State::kAskPostcode;
      if (found->closed) taken.retry_after = *found->closed - now;
    } else if (!takes_factor(*found, *input.postcode_of_delivery, taken, now)) {
      panel.state = taken.page.panel.state;
    }
  }
  if (!may_ask || !found->unlocked) {
    taken.page = page_with(*found, std::move(panel), visit.language, now);
    return taken;
  }
  ChangeOutcome outcome =
      change_details(found->order.id, input, shop_, store_, services_.registry, clock_());
  const bool unlocked = found->unlocked;
  found = known({visit.token, visit.pass, visit.language, false, false}, now);
  if (!found) return std::nullopt;  // revoked meanwhile
  found->unlocked = unlocked;
  panel = panel_of(*found, false);
  panel.state = outcome.state;
  panel.details = details_of(found->subject.order);
  if (outcome.state != State::kCorrected) panel.details = with_input(panel.details, input);
  panel.faults = told_by_field(outcome.faults);
  taken.faults = std::move(outcome.faults);
  taken.invoice = outcome.invoice.to_string();
  taken.credit_note = outcome.credit_note.to_string();
  found->refused_at = refused_at(*found, panel);
  if (found->refused_at) {
    taken.refused_at = found->refused_at;
    taken.retry_after = std::max(std::chrono::seconds{0}, *found->refused_at + kNumberRests - now);
  }
  taken.page = page_with(*found, std::move(panel), visit.language, now);
  return taken;
}

}  // namespace enclosure::app
