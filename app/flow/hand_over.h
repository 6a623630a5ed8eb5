#pragma once
// The last step of dispatch: a composed mail leaves, once, and what became of it is remembered.

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/flow/dispatch.h"
#include "app/flow/way_out.h"
#include "app/ports/mail_transport.h"
#include "app/ports/store.h"

namespace enclosure::app {

/// What a mail goes by, as the store has it: another value means that something came in.
struct MailFacts {
  std::optional<Order> order;  ///< as imported
  std::size_t happened = 0;    ///< to the order or its address, documents among it
  messaging::Blocked blocked = messaging::Blocked::kNo;  ///< by the seller's lists
  std::optional<Instant> last_sent_at;                   ///< to the address (P04)

  friend bool operator==(const MailFacts&, const MailFacts&) = default;
};

/// Reads them. `recipient_key`: of the address (app/flow/recipients.h).
[[nodiscard]] MailFacts mail_facts(const OrderId& order, const std::string& recipient_key,
                                   StoreTransaction& tx);

/// A mail that is composed and in the archive.
struct ReadyMail {
  StoredMessage message;  ///< as it is to be kept while it is being sent
  messaging::MessageState state_before = messaging::MessageState::kScheduled;  ///< in the store
  MailFacts facts;                                                             ///< when it was read
  Channel channel = Channel::kShop;
  ComposedMail composed;
  std::vector<KeptEnclosure> kept;         ///< rows that this attempt adds
  std::function<bool(Instant)> may_leave;  ///< whether its window and hours are open at a moment
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

  /// Hands `mail` over. False, and nothing is done: the message, its order, its address or what
  /// blocks it changed since it was read, something else was sent to that address, its channel was
  /// paused, or the mails before it took so long that it may not leave any more. Throws WorldError
  /// where the seller has to open the way out; the message then waits.
  bool hand_over(ReadyMail mail);

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
  Settled conclude(StoredMessage message, const DispatchOutcome& outcome, Instant left_at);
  Settled held_back(StoredMessage message, const std::string& reason, const std::string& detail);
  [[nodiscard]] int refusals_of(const StoredMessage& message);
  void put_way(const Settled& settled, StoreTransaction& tx) const;
  [[nodiscard]] bool is_still_ours(const Settled& settled, StoreTransaction& tx) const;
  void put(const Settled& settled, StoreTransaction& tx);

  void look_at_the_clock() { now_ = std::max(now_, clock_()); }

  Store& store_;
  MailTransport& transport_;
  Instant now_;  ///< of the last look at the clock
  std::function<Instant()> clock_;
  std::string owner_;
  std::optional<ShutWay> shut_;  ///< the way, as it stood before this pass
  bool is_way_shut_ = false;     ///< seen by this pass
  std::optional<Settled> pending_;
  DispatchReport report_;
};

}  // namespace enclosure::app
