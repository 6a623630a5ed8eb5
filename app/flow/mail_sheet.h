#pragma once
// All texts for buyers with what the rules say to them, and one mail of an order as it would go
// out: what `messages sheet`, `messages preview` and the console show.

#include <optional>
#include <string>
#include <vector>

#include "app/flow/dispatch.h"
#include "app/flow/pause.h"
#include "app/flow/shop.h"
#include "app/web/mail_pages.h"
#include "messaging/policy/check.h"

namespace enclosure::app {

/// "Documents", "Review request", "Check-up".
[[nodiscard]] std::string_view stage_name(messaging::Stage stage);

/// "Amazon FBA", "Amazon FBM", "own shop".
[[nodiscard]] std::string channel_told(Fulfilment fulfilment);

/// What the rules say to a mail on `channel`, as the pages show it: quotes without markup, and each
/// finding once, though text and HTML part both have it.
[[nodiscard]] web::MailRuling ruling_of(std::string channel, messaging::policy::Outcome outcome,
                                        const std::vector<messaging::policy::Finding>& findings);

/// The three texts of a language, each filled with a made-up order and judged for each channel.
/// `brand` is how the seller calls itself. Faults: those of `rehearse`.
[[nodiscard]] Result<web::SheetLanguage> sheet_language(const LanguageTag& tag,
                                                        const Knowledge& knowledge,
                                                        const std::string& brand);

/// The same of every language that has labels.
[[nodiscard]] Result<web::MailSheet> mail_sheet_of(const Knowledge& knowledge,
                                                   const std::string& brand);

/// A mail as it would go out now, and what the gate would say to it. One that is off the plan is
/// shown as it would have been, one without an address with a stand-in.
struct MailPreview {
  StoredMessage stored;
  /// What the dispatcher would make of it now, with what is known by now: it may be cancelled
  /// although it is still planned in the store.
  messaging::PlannedMessage today;
  std::optional<Pause> pause;  ///< of its channel, or of all
  ComposedMail mail;
  LanguageTag language;
  messaging::policy::Verdict verdict;
  web::MailRuling ruling;  ///< the verdict as pages show it
};

/// Composes the mail of a stage as of `now`, in `language` where one is given. Faults: PREVIEW-001
/// no such order, PREVIEW-002 nothing is planned, MESSAGE-001 no texts in that language, those of
/// `compose_message`, behind PREVIEW-003 where the message is off the plan.
[[nodiscard]] Result<MailPreview> preview_mail(const OrderId& order, messaging::Stage stage,
                                               const std::optional<LanguageTag>& language,
                                               const Shop& shop, StoreTransaction& tx, Instant now);

/// The preview for a page; `date` is what stands there as its date.
[[nodiscard]] web::MailView view_of(const MailPreview& preview, const Shop& shop,
                                    const std::string& date);

}  // namespace enclosure::app
