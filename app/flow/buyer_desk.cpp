#include "app/flow/buyer_desk.h"

#include <utility>

#include "app/flow/buyer_events.h"
#include "app/flow/buyer_known.h"
#include "app/flow/buyer_page_view.h"
#include "app/flow/cover_sheet.h"
#include "app/flow/enclosures.h"
#include "app/flow/links.h"
#include "app/flow/refused_number.h"
#include "app/flow/second_factor.h"
#include "app/store/files.h"

namespace enclosure::app {
namespace {

using State = BuyerDetailsPanel::State;

/// Whether VIES is asked about a number of the state to which `order` goes: the goods come from
/// another one.
bool asks_register(const Order& order, const Shop& shop) {
  const auto& law = shop.knowledge.law;
  const std::string from = order.dispatch_from ? law.place_of(*order.dispatch_from).state
                                               : shop.config.seller.established.to_string();
  return shop.config.vies.ask && order.deliver_to.country.is_member_state() &&
         law.place_of(order.deliver_to).state != from;
}

/// What waits for the seller, as the page tells it.
void tell_with_seller(const DetailsRequest& request, bool may_change, BuyerDetailsPanel& panel) {
  panel.state = State::kWithSeller;
  panel.may_change = may_change;
  panel.number_unchecked = request.note == kNobodyIsAsked || request.note == kTooManyNumbers;
}

}  // namespace

std::optional<StoreBuyerDesk::Known> StoreBuyerDesk::known(const BuyerVisit& visit, Instant now) {
  const auto keys = shop_.link_keys->current();
  auto found = store_.read<std::optional<Known>>([&](StoreTransaction& tx) -> std::optional<Known> {
    auto link = link_behind(visit.token, *keys, tx, now);
    if (!link) return std::nullopt;
    auto order = tx.order(link->order);
    if (!order) return std::nullopt;
    Known read;
    read.documents = tx.invoices_of(link->order);
    read.kept = {standing(tx.enclosures_of(link->order, messaging::Stage::kDocuments)),
                 tx.notes_of(link->order, messaging::Stage::kDocuments)};
    read.subject = changeable(order->order, read.documents, shop_, tx, now);
    read.closed = closed_until(*link, tx, now);
    read.last_request = tx.last_details_request(link->order);
    read.waiting = tx.waiting_details_request(link->order);
    read.order = std::move(order->order);
    read.link = *std::move(link);
    return read;
  });
  if (!found) return found;
  found->unlocked = is_pass_for(visit.pass, found->link, *keys, now);
  if (visit.counts) services_.uses.note(found->link.id, now);
  return found;
}

/// What was sent in last waited, and then the register said no: the buyer has not read that yet.
/// A document that was issued since has settled the matter.
bool StoreBuyerDesk::was_refused_later(const Known& found) {
  const DetailsRequest& last = *found.last_request;
  const bool settled_since = !found.documents.empty() && last.settled_at &&
                             found.documents.back().issued_at > *last.settled_at;
  return last.attempts > 0 && !settled_since;
}

StoreBuyerDesk::Offered StoreBuyerDesk::offered(const Known& found, Instant now) {
  Offered all{selection_for(found.order, shop_, now), {}};
  all.library = library_of(found.kept, all.selection, shop_, files_);
  return all;
}

bool StoreBuyerDesk::locks(const Known& found) const {
  return shop_.config.links.locks_documents && !found.unlocked;
}

BuyerDetailsPanel StoreBuyerDesk::panel_of(const Known& found, bool after_change) const {
  Panel panel;
  const Factor factor = factor_of(found.order.deliver_to);
  panel.asks_city = factor == Factor::kCity;
  panel.unlocked = found.unlocked;
  panel.marketplace = shop_.channel_name(found.order);
  const State question = found.closed ? State::kTooManyTries : State::kAskPostcode;
  if (locks(found) && !found.documents.empty() && factor != Factor::kNothing) {
    panel.state = question;
    return panel;
  }
  const DetailsRequest* last = found.last_request ? &*found.last_request : nullptr;
  const auto is_last = [last](DetailsRequest::State state) {
    return last != nullptr && last->state == state;
  };
  const bool just_done =
      after_change && found.unlocked && is_last(DetailsRequest::State::kCorrected);
  panel.state = just_done ? State::kCorrected : found.subject.state;
  if (found.unlocked) panel.details = details_of(found.subject.order);
  panel.asks_register = asks_register(found.subject.order, shop_);
  if (panel.state == State::kSellerOnly && found.waiting)
    tell_with_seller(*found.waiting, false, panel);
  if (panel.state != State::kForm) return panel;
  if (factor == Factor::kNothing) {
    panel.state = State::kSellerOnly;
    return panel;
  }
  const bool waits = is_last(DetailsRequest::State::kPending);
  const bool refused = is_last(DetailsRequest::State::kNumberUnknown) && was_refused_later(found);
  if (waits) {
    panel.state = State::kPending;
  } else if (!found.unlocked) {
    panel.state = question;
    panel.number_refused = refused;
  } else if (refused) {
    panel.state = State::kNumberUnknown;
  } else if (found.waiting) {
    tell_with_seller(*found.waiting, true, panel);
  }
  if (found.unlocked && (waits || refused)) {
    if (const auto change = buyer_change_from_json(last->change))
      panel.details = with_change(std::move(panel.details), *change);
  }
  return panel;
}

/// When the register refused the number that the form holds, so that it can be said when it may be
/// asked again.
std::optional<Instant> StoreBuyerDesk::refused_at(const Known& found, const Panel& panel) const {
  if (!found.unlocked) return std::nullopt;
  const Buyer& billed = found.subject.order.buyer;
  std::string number;
  if (panel.state == State::kNumberUnknown && found.last_request)
    number = found.last_request->vat_id;
  if (panel.state == State::kForm && billed.vies == ViesAnswer::kInvalid) number = billed.vat_id;
  if (number.empty()) return std::nullopt;
  return store_.read<std::optional<Instant>>(
      [&](StoreTransaction& tx) { return last_no_about(number, tx); });
}

BuyerPage StoreBuyerDesk::page_with(const Known& found, Panel panel,
                                    const std::optional<LanguageTag>& language, Instant now) {
  const Offered all = offered(found, now);
  const locales::Locale& locale = page_locale(language, found.order, found.documents, shop_);
  BuyerPage page =
      page_of({found.order, found.link, found.documents, all.library, all.selection, !locks(found)},
              locale, shop_);
  page.panel = std::move(panel);
  if (found.refused_at)
    page.panel.number_asked = number_asked(*found.refused_at, now, locale, shop_.config.time_zone);
  return page;
}

std::optional<BuyerPage> StoreBuyerDesk::page(const BuyerVisit& visit) {
  const Instant now = clock_();
  auto found = known(visit, now);
  if (!found) return std::nullopt;
  Panel panel = panel_of(*found, visit.after_change);
  found->refused_at = refused_at(*found, panel);
  return page_with(*found, std::move(panel), visit.language, now);
}

std::optional<OptOutPage> StoreBuyerDesk::opt_out(std::string_view token, bool wish) {
  const auto keys = shop_.link_keys->current();
  const auto work = [&](StoreTransaction& tx) -> std::optional<OptOutPage> {
    const auto id = order_behind_opt_out(token, *keys, tx);
    const auto stored = id ? tx.order(*id) : std::nullopt;
    if (!stored) return std::nullopt;
    if (wish) {
      messaging::BuyerEvent event;  // the same each time: a second click changes nothing
      event.id =
          *EventId::parse("opt-out-" + sha256_hex("opt-out:" + id->to_string()).substr(0, 40));
      event.order = *id;
      event.type = messaging::BuyerEventType::kOptedOut;
      event.at = clock_();
      event.address = stored->order.buyer.email;
      event.detail = "one click";
      if (!tx.buyer_event(event.id)) record_buyer_event(event, tx, event.at);
    }
    return OptOutPage{shop_.mail_language(stored->order), shop_.config.brand, wish};
  };
  if (wish) return store_.write<std::optional<OptOutPage>>(work);
  return store_.read<std::optional<OptOutPage>>(work);
}

}  // namespace enclosure::app
