#pragma once
// A planned message as it would go out now.

#include <optional>

#include "app/flow/dispatch.h"
#include "app/flow/shop.h"
#include "app/ports/store.h"
#include "core/language.h"
#include "core/result.h"
#include "messaging/policy/check.h"

namespace enclosure::app {

/// A mail as it would go out now, and what the gate would say to it.
struct MailPreview {
  StoredMessage stored;  ///< sent, off the plan or still to go
  Order order;           ///< as of now
  ComposedMail mail;
  LanguageTag language;
  messaging::policy::Verdict verdict;
};

/// Composes a message of `order`, be it off the plan or sent: as it would have been, to an address
/// of nobody where the order has none. In `language` where one is named: as a buyer of that
/// language would get it. Changes nothing. Faults PREVIEW-001 no such order, PREVIEW-002 nothing is
/// planned for it yet, MESSAGE-001 no texts in that language, and those of `compose_message`.
[[nodiscard]] Result<MailPreview> preview_message(const OrderId& order, messaging::Stage stage,
                                                  const std::optional<LanguageTag>& language,
                                                  const Shop& shop, StoreTransaction& tx,
                                                  Instant now);

}  // namespace enclosure::app
