#pragma once
// What other messages there would be under another configuration: the orders of the past planned
// again, in thought alone.

#include <optional>
#include <string>
#include <vector>

#include "app/flow/shop.h"
#include "app/flow/under_way.h"
#include "app/ports/store.h"
#include "messaging/plan.h"

namespace enclosure::app {

/// Where a message comes to an end: at which moment it would go out, or why it would not.
struct PlannedEnd {
  std::string outcome;        ///< "sent", "cancelled", "waits"
  std::optional<Instant> at;  ///< when it goes out, or until when it waits
  std::string reason;         ///< code; or empty
  bool asks_for_review = false;

  friend bool operator==(const PlannedEnd&, const PlannedEnd&) = default;
};

/// A stage of an order that ends otherwise.
struct PlanDifference {
  OrderId order;
  messaging::Stage stage = messaging::Stage::kDocuments;
  PlannedEnd before;
  PlannedEnd after;
};

/// A review request that is planned and not sent yet, and that the change meets on its way.
struct RequestUnderWay {
  OrderId order;
  messaging::Stage stage = messaging::Stage::kReview;
  UnderWay fate = UnderWay::kStays;
};

struct WhatIf {
  std::size_t orders = 0;  ///< looked at
  std::vector<PlanDifference> differences;
  std::vector<RequestUnderWay> under_way;  ///< as the store has them, not as in the walk
};

/// Which orders are looked at, by the day they were placed, or came.
struct DateRange {
  std::optional<Date> from;
  std::optional<Date> to;
};

/// Walks every order of the store through what happened to it up to `now`, once as `before` is
/// configured and once as `after`: plan, look again whenever something is due or happens, as the
/// dispatcher does. Not looked at: the caps over several orders (P04, P06), what comes back, and
/// whether a server takes the mail. Besides, tells what would become of the requests that are under
/// way at `now`: a walk begins with the order, they are past that. Writes nothing.
[[nodiscard]] WhatIf what_if(const Shop& before, const Shop& after, StoreTransaction& tx,
                             const DateRange& range, Instant now);

}  // namespace enclosure::app
