#pragma once
// The part of the store that sees to it that a message leaves once: hand-overs and their leases.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/order.h"
#include "messaging/plan.h"

namespace enclosure::app {

/// One attempt to hand a message over.
struct HandOver {
  OrderId order;
  messaging::Stage stage = messaging::Stage::kDocuments;
  int attempt = 1;
  Channel channel = Channel::kShop;
  std::string owner;  ///< which process: random, of its start
  Instant begun_at{};
  Instant leased_until{};  ///< until then it is the owner's alone

  friend bool operator==(const HandOver&, const HandOver&) = default;
};

/// How one ended.
enum class HandOverEnd { kSent, kRetry, kFailed, kUnknown };

/// The part of a transaction that keeps them.
struct OutboxTransaction {
  virtual ~OutboxTransaction() = default;

  /// Begins `hand_over`; false, and nothing is changed, while another one of the message is open.
  virtual bool begin_hand_over(const HandOver& hand_over) = 0;
  /// Ends the one that is open; nothing where none is.
  virtual void end_hand_over(const OrderId& order, messaging::Stage stage, HandOverEnd end) = 0;
  /// The one that is open.
  virtual std::optional<HandOver> open_hand_over(const OrderId& order, messaging::Stage stage) = 0;
  /// How often it stayed unknown whether the message went out.
  virtual int unknown_hand_overs(const OrderId& order, messaging::Stage stage) = 0;
  /// The first moment after `now` at which the lease of an open one runs out.
  virtual std::optional<Instant> next_lease_end_after(Instant now) = 0;

  /// When those of a channel began, after `since`, in order of time.
  virtual std::vector<Instant> hand_overs_since(Channel channel, Instant since) = 0;
  /// When the first one of a channel began.
  virtual std::optional<Instant> first_hand_over(Channel channel) = 0;
};

}  // namespace enclosure::app
