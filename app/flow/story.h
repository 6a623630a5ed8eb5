#pragma once
// The story of an order's messages: what was known when, and what was decided because of it (P07).

#include <optional>
#include <string>
#include <vector>

#include "app/flow/pause.h"
#include "app/flow/shop.h"
#include "app/ports/store.h"

namespace enclosure::app {

/// One thing that happened, or one decision.
struct StoryLine {
  Instant at{};
  std::string what;                       ///< "shipped", "opted_out", "planned", "suppressed"
  std::optional<messaging::Stage> stage;  ///< of a decision
  std::string reason;                     ///< its code, or empty
  std::string sentence;                   ///< what that means, in English; never empty
};

/// Everything, as of some moment.
struct Story {
  OrderId order;
  messaging::DeliveryKind delivery = messaging::DeliveryKind::kUnknown;
  std::optional<Instant> delivered_at;
  std::optional<messaging::DeliveryEstimate> estimate;
  bool estimate_counts = false;  ///< the seller lets an estimate open a review request
  std::vector<messaging::Block> blocks;
  std::optional<Pause> pause;
  std::vector<StoryLine> lines;  ///< by time; what happened before what was decided on it
  std::vector<StoryLine> ahead;  ///< events that are dated later and do not count yet, by time
  /// What stands otherwise than an order planned today; complete sentences.
  std::vector<std::string> notes;
};

/// The story of a stored order; nothing when there is no such order.
[[nodiscard]] std::optional<Story> story_of(const OrderId& order, const Shop& shop,
                                            StoreTransaction& tx, Instant now);

}  // namespace enclosure::app
