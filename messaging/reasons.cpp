#include "messaging/reasons.h"

#include <algorithm>
#include <array>
#include <string>

#include "messaging/plan.h"

namespace enclosure::messaging {
namespace reason {
namespace {

constexpr std::array kAll = {
    Reason{kStageOff, "This message is switched off in the configuration."},
    Reason{kCreditNote, "The order is a credit note; it gets no messages of its own."},
    Reason{kCancelled, "The order was cancelled."},
    Reason{kRefunded, "The order was refunded, so nobody is asked about it."},
    Reason{kReturned, "The goods came back, so nobody is asked about them."},
    Reason{kOptedOut, "The buyer does not want messages of this kind."},
    Reason{kChargedBack, "The payment was charged back, so nobody is asked about the order."},
    Reason{kBounced, "A message to this buyer came back; `messages why` names the answer."},
    Reason{kBySeller, "You took it off the plan."},
    Reason{kBlocked, "It is on a block list of yours (`messages blocked`)."},
    Reason{kReviewKnown, "The product was reviewed already, so nobody is asked again."},
    Reason{kFeedbackKnown, "The order was rated already, so nobody is asked again."},
    Reason{kDoNotAsk, "An ordered item is marked \"do_not_ask\" in the catalogue."},
    Reason{kDeliveredLate, "The delivery was later than promised; ask_when_late would allow it."},
    Reason{kNoAddress, "The order has no mail address for the buyer."},
    Reason{kNoInvoice, "There is no invoice, and the invoice is the reason for this message."},
    Reason{kMarketplaceIssuesInvoice,
           "The marketplace issues the invoice itself, so there is no reason for this message."},
    Reason{kAskedInStage2,
           "The one review request of this order stands in stage 2; without it this message has no "
           "reason that Amazon permits (R12, R22)."},
    Reason{kAskedInStage3,
           "The one review request of this order stands in stage 3; without it this message has no "
           "reason that Amazon permits (R12, R22)."},
    Reason{kWindowClosed, "It is too late: the time in which this message makes sense is over."},
    Reason{kOpensOnDay5, "Amazon allows a review request from the fifth day after delivery on."},
    Reason{kOpensWithShipping, "It never leaves before the goods do; its campaign wished that."},
    Reason{kOpensAfterDelivery, "It never leaves before the goods have arrived and were used."},
    Reason{kBeforeWindowCloses,
           "It goes sooner than its delay says: by then its window would be over, or nearly."},
    Reason{kQuietHours, "It waits for the end of the quiet hours in the buyer's country."},
    Reason{kSendingTime, "It waits for the time of day or the weekday of its campaign."},
    Reason{kNotShipped, "It waits for the shipment."},
    Reason{kNotDelivered, "It waits for the delivery; while that is unknown, nobody is asked."},
    Reason{kOpenCase, "The buyer wrote and has no answer yet; until then nobody is asked."},
    Reason{kOneMailPerDay, "The buyer gets another message on that day; this one follows later."},
    Reason{kThrottled, "The limit of messages per hour or day is reached; it follows later."},
    Reason{kShadow,
           "It went to your shadow, not to the buyer, and stays unsent unless you reset it."},
};

}  // namespace

std::span<const Reason> all() {
  return kAll;
}

}  // namespace reason

std::string explain_reason(std::string_view code) {
  if (code.empty()) return "";
  const auto all = reason::all();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const auto& r) { return r.code == code; });
  if (found != all.end()) return std::string(found->sentence);
  return "No explanation is known for the code " + std::string(code) + ".";
}

}  // namespace enclosure::messaging
