#pragma once
// Why a message is cancelled, waits or was moved: a closed list of codes. What stands before the
// colon is the rule of docs/messages.md (P02, R16), S for what suppresses a message, W for what it
// waits for, C for a campaign's wish.

#include <span>
#include <string_view>

namespace enclosure::messaging {

/// What R22 lets a message of stage 2 or 3 be sent for; kept when it is cancelled.
inline constexpr std::string_view kReviewRequest = "review_request";
inline constexpr std::string_view kHelp = "check_up";

}  // namespace enclosure::messaging

namespace enclosure::messaging::reason {

inline constexpr std::string_view kStageOff = "S:stage_off";
inline constexpr std::string_view kCreditNote = "S:credit_note";
inline constexpr std::string_view kCancelled = "S:cancelled";
inline constexpr std::string_view kRefunded = "S:refunded";
inline constexpr std::string_view kReturned = "S:returned";
inline constexpr std::string_view kOptedOut = "S:opted_out";
inline constexpr std::string_view kChargedBack = "S:charged_back";
inline constexpr std::string_view kBounced = "S:bounced";
inline constexpr std::string_view kBlocked = "S:blocked";
inline constexpr std::string_view kBySeller = "S:by_seller";
inline constexpr std::string_view kReviewKnown = "S:review_known";
inline constexpr std::string_view kFeedbackKnown = "S:feedback_known";
inline constexpr std::string_view kDoNotAsk = "S:do_not_ask";
inline constexpr std::string_view kDeliveredLate = "S:delivered_late";
inline constexpr std::string_view kNoAddress = "S:no_address";
inline constexpr std::string_view kNoInvoice = "R22:no_invoice";
inline constexpr std::string_view kMarketplaceIssuesInvoice = "R22:marketplace_issues_invoice";
inline constexpr std::string_view kAskedInStage2 = "R16:review_asked_in_stage_2";
inline constexpr std::string_view kAskedInStage3 = "R16:review_asked_in_stage_3";
inline constexpr std::string_view kWindowClosed = "P02:window_closed";
inline constexpr std::string_view kOpensOnDay5 = "P02:opens_on_day_5";
inline constexpr std::string_view kOpensWithShipping = "P02:opens_with_shipping";
inline constexpr std::string_view kOpensAfterDelivery = "P02:opens_after_delivery";
inline constexpr std::string_view kBeforeWindowCloses = "P02:before_window_closes";
inline constexpr std::string_view kQuietHours = "P05:quiet_hours";
inline constexpr std::string_view kSendingTime = "C:sending_time";
inline constexpr std::string_view kNotShipped = "W:not_shipped";
inline constexpr std::string_view kNotDelivered = "W:not_delivered";
inline constexpr std::string_view kOpenCase = "W:open_case";

// The planner looks at one order; these three are the dispatcher's, who looks at all of them.
inline constexpr std::string_view kOneMailPerDay = "P04:one_mail_per_day";
inline constexpr std::string_view kThrottled = "P06:throttled";
inline constexpr std::string_view kShadow = "S:shadow";

struct Reason {
  std::string_view code;
  std::string_view sentence;  ///< English, complete
};

/// Every code with its sentence.
[[nodiscard]] std::span<const Reason> all();

}  // namespace enclosure::messaging::reason
