#pragma once
// The last step of dispatch: a composed mail leaves, once, and what became of it is remembered.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/flow/dispatch.h"
#include "app/flow/way_out.h"
#include "app/ports/mail_transport.h"
#include "app/ports/store.h"

namespace enclosure::app {

/// How many things are known that happened to an order or to its address: another number means that
/// something came in.
[[nodiscard]] std::size_t count_facts(const OrderId& order, const EmailAddress& address,
                                      StoreTransaction& tx);

/// A mail that is composed and in the archive.
struct ReadyMail {
  StoredMessage message;  ///< as it is to be kept while it is being sent
  messaging::MessageState state_before = messaging::MessageState::kScheduled;  ///< in the store
  std::size_t facts = 0;                ///< `count_facts`, when it was read
  std::optional<Instant> last_sent_at;  ///< to its address, when it was read (P04)
  Channel channel = Channel::kShop;
  ComposedMail composed;
  std::vector<KeptEnclosure> kept;  ///< rows that this attempt adds
};

/// Hands mails over one after the other. That a message is being sent is committed before its first
/// byte leaves, together with what became of the one before: one commit a mail, and a crash leaves
/// one message in doubt. Borrows all it is given.
class HandingOver {
 public:
  HandingOver(Store& store, MailTransport& transport, Instant now, std::function<Instant()> clock);
  HandingOver(const HandingOver&) = delete;
  HandingOver& operator=(const HandingOver&) = delete;
  /// What became of the last one is tried to be kept once more, where that failed.
  ~HandingOver();

  /// Hands `mail` over, unless the message, its order or its address changed since it was read,
  /// something else was sent to that address, or its channel was paused. Throws WorldError where
  /// the seller has to open the way out; the message then waits.
  void hand_over(ReadyMail mail);

  /// Whether the other side could not be reached: no further mail would fare better in this pass.
  [[nodiscard]] bool is_way_shut() const { return is_way_shut_; }

  /// Commits what became of the last one.
  void finish();

  /// Settles a message of which nobody knows whether it went out, as of `now`: an invoice mail is
  /// tried again with the same Message-ID, a few times at most, everything else has failed
  /// (docs/decisions/0120).
  static void doubt(StoredMessage& message, int times_before, Instant next);

  [[nodiscard]] const DispatchReport& report() const { return report_; }

 private:
  struct Settled {
    StoredMessage message;
    std::string decision;
    HandOverEnd end = HandOverEnd::kSent;
    std::string recipient_refusal = {};  ///< the reply that refused the recipient; or empty
    std::string shut_by = {};            ///< what keeps the way shut; or empty
  };

  bool reaches_the_other_side(const ReadyMail& mail);
  void wait_untried(const ReadyMail& mail, const std::string& reason, const std::string& detail);
  bool is_untouched(const ReadyMail& mail, StoreTransaction& tx) const;
  bool claim(const ReadyMail& mail);
  Settled conclude(StoredMessage message, const DispatchOutcome& outcome);
  Settled held_back(StoredMessage message, const std::string& reason, const std::string& detail);
  [[nodiscard]] int refusals_of(const StoredMessage& message);
  void put_way(const Settled& settled, StoreTransaction& tx) const;
  [[nodiscard]] bool is_still_ours(const Settled& settled, StoreTransaction& tx) const;
  void put(const Settled& settled, StoreTransaction& tx);

  Store& store_;
  MailTransport& transport_;
  Instant now_;
  std::function<Instant()> clock_;
  std::string owner_;
  std::optional<ShutWay> shut_;  ///< the way, as it stood before this pass
  bool is_way_shut_ = false;     ///< seen by this pass
  std::optional<Settled> pending_;
  DispatchReport report_;
};

}  // namespace enclosure::app
