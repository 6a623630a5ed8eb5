#pragma once
// Review requests that are planned and not sent yet, when the seller changes what is asked where:
// each stays in its stage or is lost, and is never sent a second time (docs/decisions/0136).

#include <optional>
#include <string>

#include "app/ports/store.h"
#include "messaging/plan.h"

namespace enclosure::app {

/// What becomes of a request that is under way.
enum class UnderWay {
  kStays,  ///< it is sent in its stage, though an order planned today would ask in the other one
  kLost    ///< its stage is switched off or asks no more: this order is not asked at all
};
[[nodiscard]] std::string_view to_string(UnderWay fate);  ///< "stays", "lost"

/// What `policy` makes of the request that `message` carries at `now`; nothing where it carries
/// none, is no longer open, or goes as it would in an order planned today. `order` went through
/// `as_of`.
[[nodiscard]] std::optional<UnderWay> request_under_way(const StoredMessage& message,
                                                        const Order& order,
                                                        const messaging::OrderHistory& history,
                                                        const messaging::MessagePolicy& policy,
                                                        Instant now);

/// The same in a sentence for the seller, with the stage.
[[nodiscard]] std::string explain_under_way(messaging::Stage stage, UnderWay fate);

}  // namespace enclosure::app
