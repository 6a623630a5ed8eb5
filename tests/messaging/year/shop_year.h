#pragma once
// A year of a shop that never was: orders of all channels, what happens to them, and when it is
// known. The same seed gives the same year.

#include <optional>
#include <string>
#include <vector>

#include "core/order.h"
#include "messaging/block_list.h"
#include "messaging/buyer_event.h"
#include "messaging/plan.h"

namespace enclosure::messaging::year {

/// Something that becomes known at a moment.
struct Fact {
  enum class Kind {
    kImported,
    kShipped,
    kDelivered,
    kReported,
    kCancelled,
    kRefunded,
    kReturned,
    kOptedOut,
    kBuyerEvent,
    kAddressMended,
    kAgain  ///< the same import once more
  };
  Kind kind = Kind::kImported;
  Instant known_at{};
  Instant at{};
  BuyerEvent event = {};  ///< of kBuyerEvent
};

struct YearOrder {
  Order order;
  std::string mended_address;
  bool do_not_ask = false;
  std::vector<Fact> facts;  ///< by `known_at`
};

/// A span in which a channel, or with none everything, is paused.
struct PauseSpan {
  std::optional<Channel> channel;
  Instant from{};
  Instant until{};
};

struct ListedBlock {
  Instant at{};
  Block block;
};

struct Year {
  std::vector<YearOrder> orders;
  std::vector<PauseSpan> pauses;
  std::vector<ListedBlock> blocks;
  /// The settings and from when on they hold, the first from the beginning.
  std::vector<std::pair<Instant, MessagePolicy>> policies;
};

[[nodiscard]] Year make_year(std::size_t orders, unsigned seed);

}  // namespace enclosure::messaging::year
