#pragma once
// One message on its way out: whether it is due and may go, and the whole mail where it does.

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "app/flow/dispatch.h"
#include "app/flow/hand_over.h"
#include "messaging/pace.h"

namespace enclosure::app {

/// What one pass has in common.
struct DispatchRound {
  const Shop& shop;
  Store& store;
  MailTransport& transport;
  Instant now;
  std::function<Instant()> clock;
  std::map<Channel, messaging::Pace> paces;
  std::set<std::string> recipients;  ///< of the mails that are ready
  std::set<Channel> paused;
  bool is_way_shut = false;  ///< nothing more is handed over in this pass
  /// Since something came in meanwhile.
  std::set<std::pair<OrderId, messaging::Stage>> looked_at_again = {};

  /// How fast mails of `channel` may leave, with what has left.
  messaging::Pace& pace_of(Channel channel);
};

/// What became of a message when it was looked at.
struct Prepared {
  std::optional<ReadyMail> mail;  ///< composed and in the archive, not yet synced; where it is due
  bool must_wait = false;  ///< it was left as it is until the mails that are ready have left (P04)
  DispatchReport report;
};

/// Plans `message` again with what is known at `round.now`, and composes it where it is due, has
/// its turn and passes the rules. What was decided is in the store. Throws WorldError.
[[nodiscard]] Prepared prepare_mail(DispatchRound& round, const StoredMessage& message);

}  // namespace enclosure::app
