#include "app/flow/why.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "app/flow/accepted_buyer.h"
#include "app/flow/ask_register.h"
#include "app/flow/dispatch.h"
#include "app/flow/document_list.h"
#include "app/flow/filing.h"
#include "app/flow/invoicing.h"
#include "app/flow/issue.h"
#include "app/flow/order_state.h"
#include "app/flow/sent_in.h"
#include "app/flow/unmailed.h"
#include "app/flow/words.h"
#include "invoice/tax/questions.h"

namespace enclosure::app {
namespace {

/// From the worst to the best: what an order with several shipments is as a whole.
constexpr std::array<std::string_view, 7> kStates{"refused",     "held",   "ready",   "not_shipped",
                                                  "no_document", "issued", "credited"};

/// "Mail 2 (review request) is scheduled. It waits for the delivery … [W:not_delivered]".
std::string message_sentence(const StoredMessage& message) {
  constexpr std::array<std::string_view, 3> kStages{"documents", "review request", "check-up"};
  const auto stage = static_cast<std::size_t>(message.plan.stage);
  std::string text = fmt::format("Mail {} ({}) ", stage, kStages.at(stage - 1));
  if (message.sent_at) {
    text += "was sent on " + to_string(*message.sent_at);
  } else {
    text += "is " + std::string(messaging::to_string(message.plan.state));
    if (message.plan.due_at) text += ", due " + to_string(*message.plan.due_at);
  }
  const std::string& reason = message.plan.reason;
  return text +
         (reason.empty() ? "." : fmt::format(". {} [{}]", explain_message_reason(reason), reason));
}

/// What the register and the seller said about the buyer's number, the last few times.
void tell_evidence(const Evidence& evidence, std::vector<std::string>& sentences) {
  constexpr std::size_t kShown = 3;
  const auto& all = evidence.consultations;
  const std::size_t first = all.size() > kShown ? all.size() - kShown : 0;
  if (first > 0) sentences.push_back(fmt::format("VIES was asked {} times before that.", first));
  for (std::size_t i = first; i < all.size(); ++i) sentences.push_back(told_of(all[i]));
  if (const auto& own = evidence.decision) {
    constexpr std::array<const char*, 3> kDone{"to have the number asked again",
                                               "to tax as if no number had been given",
                                               "to exempt at the seller's own risk"};
    sentences.push_back(fmt::format("{} decided on {} {}{}.", own->by, to_string(own->at),
                                    kDone[static_cast<std::size_t>(own->kind)],
                                    own->because.empty() ? "" : ": " + own->because));
  }
  if (evidence.question && evidence.question->next_ask_at)
    sentences.emplace_back("The invoice goes out by itself when VIES says yes or no.");
}

/// What the buyer sent in and is not done yet, with the next step where it is the seller's.
std::string sent_in_told(const WaitingSentIn& waiting) {
  std::string text = waiting.told.message;
  text.front() = 'T';
  if (text.back() != '.') text += ".";
  return waiting.is_sellers ? text + " It waits for you: " + waiting.told.hint + "." : text;
}

/// What keeps a consignment from a document besides the tax: an issuer who is not known, a national
/// system without which a PDF would be a wrong invoice.
Faults gate_of(const Considered& part, const Why& why, const Shop& shop) {
  const auto rules = ownership_rules(shop, why.documents);
  const auto* decision = part.decision ? &*part.decision : nullptr;
  Faults faults =
      invoice::open_question(ownership_of_part(part.order, rules, decision), part.order);
  if (decision == nullptr) return faults;
  append(faults, invoice::questions_to_seller(part.order, *decision));
  const auto notice = open_pdf_notice(part.order, *decision, part.supply_date, shop);
  if (notice && notice->forbids()) faults.push_back(invoice::held_for_system(*notice));
  return faults;
}

/// Whether the marketplace makes the invoices of this order; then the evidence is told.
bool is_the_marketplaces(const Order& order, Why& why, const Shop& shop) {
  const auto rules = ownership_rules(shop, why.documents);
  std::vector<const Shipment*> shipments;
  for (const Shipment& shipment : order.shipments) shipments.push_back(&shipment);
  if (shipments.empty()) shipments.push_back(nullptr);
  for (const Shipment* shipment : shipments) {
    const auto ownership = invoice::ownership_of(order, shipment, rules);
    if (ownership.who != invoice::Issuer::kMarketplace) continue;
    why.sentences.emplace_back("The marketplace makes the invoice: none of ours may follow.");
    for (const invoice::Ground& ground : ownership.evidence)
      why.sentences.push_back(ground.statement);
    return true;
  }
  return false;
}

std::vector<StoredInvoice> documents_for(const ShipmentId& shipment, const Why& why) {
  std::vector<StoredInvoice> documents;
  std::copy_if(why.documents.begin(), why.documents.end(), std::back_inserter(documents),
               [&](const StoredInvoice& one) { return one.shipment == shipment; });
  return documents;
}

/// Whether every invoice among them is cancelled.
bool nothing_stands(const std::vector<StoredInvoice>& documents) {
  const auto chains = chains_of(documents);
  return std::all_of(chains.begin(), chains.end(),
                     [](const InvoiceChain& chain) { return chain.is_cancelled(); });
}

WhyPart part_of(const Considered& part, const Why& why, const Shop& shop, Instant now) {
  WhyPart told{part.shipment, "", {}, {}};
  const auto documents = documents_for(part.shipment, why);
  if (!documents.empty()) {
    told.state = nothing_stands(documents) ? "credited" : "issued";
    told.sentences = document_sentences(documents);
  } else if (part.supply_date > shop.config.time_zone.date_of(now)) {
    told.state = "not_shipped";
    told.sentences.push_back("Its day of supply is " + to_string(part.supply_date) +
                             "; nothing is issued before.");
  } else if (Faults gate = gate_of(part, why, shop); !gate.empty()) {
    told.state = "refused";
    told.faults = std::move(gate);
  } else if (!part.decision) {
    told.state = "refused";
    told.faults = part.decision.faults();
    if (waits_for_register(told.faults)) {
      const auto id = VatId::parse(part.order.buyer.vat_id);
      const Hold hold =
          hold_of(id ? id->to_string() : part.order.buyer.vat_id,
                  why.evidence.question ? &*why.evidence.question : nullptr, shop, now);
      told.faults = {hold.fault};
      if (hold.by_itself) told.state = "held";
    }
  } else if (part.decision->document == invoice::DocumentKind::kNone) {
    told.state = "no_document";
    told.sentences.push_back("No document is due: " + no_document_told(part.decision->reason) +
                             ".");
  } else {
    told.state = "ready";
    told.sentences.emplace_back("It is ready: `enclosure issue` or the next run issues it.");
  }
  return told;
}

std::string_view worst_of(const std::vector<WhyPart>& parts) {
  for (const std::string_view state : kStates) {
    if (std::any_of(parts.begin(), parts.end(),
                    [&](const WhyPart& part) { return part.state == state; }))
      return state;
  }
  return "not_shipped";
}

void tell_parts(const Order& order, Why& why, const Shop& shop, Instant now) {
  const auto parts = consider_order(order, shop, why.evidence);
  if (!parts) {
    why.state = "refused";
    why.parts.push_back({{}, "refused", {}, parts.faults()});
    return;
  }
  for (const Considered& part : *parts) why.parts.push_back(part_of(part, why, shop, now));
  why.state = worst_of(why.parts);
  if (parts->size() < std::max<std::size_t>(1, order.shipments.size())) {
    why.sentences.push_back(
        parts->empty() ? "The goods have not left: nothing is issued before they do."
                       : "Not every shipment has left: the others are issued when they do.");
  }
}

}  // namespace

std::string told_of(const Consultation& one) {
  std::string text = "On " + to_string(one.asked_at) + " VIES was asked about " + one.vat_id;
  if (!one.requester.empty()) text += " in the name of " + one.requester;
  switch (one.answer.kind) {
    case VatAnswer::Kind::kValid:
      text += ": valid";
      break;
    case VatAnswer::Kind::kInvalid:
      text += ": not valid";
      break;
    case VatAnswer::Kind::kUnavailable:
      text += ": no answer, " + one.answer.code;
      break;
    case VatAnswer::Kind::kRefused:
      text += ": it refuses the question, " + one.answer.code;
      break;
  }
  if (!one.answer.consultation.empty())
    text += " (consultation number " + one.answer.consultation + ")";
  return text + ".";
}

Result<Why> why_of(const OrderId& id, const Shop& shop, StoreTransaction& tx, Instant now) {
  const auto stored = tx.order(id);
  if (!stored) {
    return Fault{"WHY-001", id.to_string(), "there is no such order",
                 "import it first; `enclosure status` counts what is there"};
  }
  Why why;
  why.documents = tx.invoices_of(id);
  Order order = as_of(with_accepted_buyer(stored->order, why.documents), tx.events_of(id), now);
  if (!order.order_date && order.ordered_at)
    order.order_date = shop.config.time_zone.date_of(*order.ordered_at);
  why.order = id;
  why.messages = tx.messages_of(id);
  why.evidence = evidence_of(order, shop, tx);
  why.sentences.push_back("The order was imported on " + to_string(stored->imported_at) + ".");
  if (order.state == OrderState::kCancelled) {
    why.state = "cancelled";
    why.sentences.emplace_back("It is cancelled: nothing is issued.");
    for (std::string& told : document_sentences(why.documents))
      why.sentences.push_back(std::move(told));
  } else if (is_the_marketplaces(order, why, shop)) {
    why.state = "marketplace_issues_invoice";
  } else {
    tell_parts(as_billed(order, why.documents), why, shop, now);
    tell_evidence(why.evidence, why.sentences);
  }
  if (auto request = tx.waiting_details_request(id))
    why.sentences.push_back(sent_in_told(waiting_of(*std::move(request), shop, now)));
  for (const StoredMessage& one : why.messages) why.sentences.push_back(message_sentence(one));
  for (std::string& told :
       unmailed_told(why.documents, why.messages, !shop.config.link_base_url.empty()))
    why.sentences.push_back(std::move(told));
  if (const auto known = mail_case(id, shop, tx, now))
    why.enclosures = why_enclosures(*known, why.messages, shop, now);
  return why;
}

}  // namespace enclosure::app
