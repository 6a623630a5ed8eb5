#include "app/flow/sent_in.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace enclosure::app {
namespace {

using State = DetailsRequest::State;

std::string with_note(std::string sentence, const std::string& note) {
  return note.empty() ? sentence + "." : sentence + ": " + note + ".";
}

}  // namespace

std::vector<std::pair<std::string, std::string>> values_of(const BuyerChange& change) {
  std::vector<std::pair<std::string, std::string>> values;
  const auto add = [&](const char* name, const std::optional<std::string>& value) {
    if (value) values.emplace_back(name, *value);
  };
  add("name", change.name);
  add("company", change.company);
  add("street", change.street);
  add("postcode", change.postcode);
  add("city", change.city);
  if (change.country) values.emplace_back("country", change.country->to_string());
  add("vat_id", change.vat_id);
  add("reference", change.reference);
  return values;
}

std::string fields_told(const BuyerChange& change) {
  constexpr std::array<std::pair<const char*, const char*>, 8> kNames{{
      {"name", "name"},
      {"company", "company"},
      {"street", "street"},
      {"postcode", "post code"},
      {"city", "town"},
      {"country", "country"},
      {"vat_id", "VAT number"},
      {"reference", "order number"},
  }};
  std::string text;
  for (const auto& [name, value] : values_of(change)) {
    for (const auto& [member, told] : kNames) {
      if (name == member) text += (text.empty() ? "" : ", ") + std::string(told);
    }
  }
  return text;
}

std::string outcome_told(const DetailsRequest& request) {
  switch (request.state) {
    case State::kPending:
      return "It waits for VIES and is done by itself.";
    case State::kCorrected:
      return with_note("The invoice was corrected", request.note);
    case State::kUnchanged:
      return "The invoice said it already.";
    case State::kNumberUnknown:
      return "VIES says that the number is not valid; nothing was changed.";
    case State::kSellerOnly:
      return with_note("It is yours to do, nothing was changed", request.note);
    case State::kReplaced:
      if (request.note == kAnsweredBySeller) return "You have answered the buyer.";
      break;
  }
  return "Something later took its place.";
}

std::optional<DetailsRequest> sent_in_of(const OrderId& order, LinkTransaction& tx) {
  auto waiting = tx.waiting_details_request(order);
  return waiting ? waiting : tx.last_details_request(order);
}

bool is_left_open(const DetailsRequest& request, const Shop& shop, Instant now) {
  return now - request.received_at > std::chrono::hours{shop.config.vies.give_up_after_hours};
}

WaitingSentIn waiting_of(DetailsRequest request, const Shop& shop, Instant now) {
  const bool pending = request.state == State::kPending;
  WaitingSentIn waiting;
  waiting.is_sellers = !pending || !shop.config.vies.ask || is_left_open(request, shop, now);
  const std::string order = request.order.to_string();
  const auto change = buyer_change_from_json(request.change);
  const std::string what = "the buyer sent in " + (change ? fields_told(*change) : "something") +
                           " on " + to_string(request.received_at) + ". ";
  if (!waiting.is_sellers) {
    waiting.told = {"DETAILS-021", order, what + outcome_told(request), "nothing"};
  } else {
    waiting.told = {
        "DETAILS-020", order,
        what + (pending ? "VIES has said neither yes nor no since" : outcome_told(request)),
        "`enclosure links list " + order +
            " --json` tells what; `enclosure correct` puts it on the invoice, or answer the buyer "
            "and end it with `enclosure links answered " +
            order + "`"};
  }
  waiting.request = std::move(request);
  return waiting;
}

std::vector<WaitingSentIn> waiting_sent_in(const Shop& shop, LinkTransaction& tx, Instant now) {
  std::vector<WaitingSentIn> all;
  for (DetailsRequest& request : tx.waiting_details_requests())
    all.push_back(waiting_of(std::move(request), shop, now));
  return all;
}

std::size_t count_sellers(const std::vector<WaitingSentIn>& waiting) {
  return static_cast<std::size_t>(std::count_if(
      waiting.begin(), waiting.end(), [](const WaitingSentIn& one) { return one.is_sellers; }));
}

Result<Done> answer_sent_in(const OrderId& order, LinkTransaction& tx, Instant now) {
  auto request = tx.waiting_details_request(order);
  if (!request) {
    return Fault{"DETAILS-022", order.to_string(), "nothing that its buyer sent in waits",
                 "`enclosure status` counts what does"};
  }
  request->state = State::kReplaced;
  request->settled_at = now;
  request->next_ask_at.reset();
  request->note = kAnsweredBySeller;
  tx.add_details_request(*request);
  return Done{};
}

}  // namespace enclosure::app
