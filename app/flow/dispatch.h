#pragma once
// The dispatcher: hands over what is due, once, and remembers what became of it.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/flow/enclosures.h"
#include "app/flow/shop.h"
#include "app/ports/mail_transport.h"
#include "app/ports/store.h"
#include "messaging/compose.h"

namespace enclosure::app {

/// What one pass did.
struct DispatchReport {
  std::size_t sent = 0;
  std::size_t moved = 0;
  std::size_t suppressed = 0;
  std::size_t revived = 0;  ///< planned again: the address or invoice that was wanting has come
  std::size_t retried = 0;
  std::size_t failed = 0;
  std::size_t shadowed = 0;  ///< went to the seller's shadow instead of the buyer

  DispatchReport& operator+=(const DispatchReport& other);
};

/// Everything about one order that its mails are made of.
struct MailCase {
  Order order;  ///< as of now
  std::vector<StoredInvoice> invoices;
  std::vector<KeptEnclosure> kept;   ///< what stands of the mail with documents, once composed
  std::optional<KeptNotes> notes;    ///< of its last attempt
  std::string invoice_url;           ///< or empty
  std::string opt_out_url;           ///< of the own shop; or empty
  bool came_back_too_large = false;  ///< an earlier mail to that address
  int asking_stage = 0;              ///< that carries the one review request (R16); 0: none does
};

/// A mail with the documents of products that travel with it, attached or as links.
struct ComposedMail {
  messaging::ComposedMessage message;
  std::vector<LoadedEnclosure> enclosures;  ///< in the order of the buyer's page
  KeptNotes notes;                          ///< driver links and first steps
  bool drops_kept_sheet = false;            ///< it told what is no longer so
};

/// Composes `message` of an order as it would be handed over at `now`. What was kept goes along as
/// it was (driver links, first steps and the sheet that tells them only of a mail that was sent:
/// what was withdrawn before is not sent); else the catalogue is asked, and what does not fit into
/// the channel's budget becomes a link. The size is that of the finished mail, to the byte. Faults:
/// those of `compose`, DISPATCH-001 a stored document that is missing or damaged, those of
/// `read_product_file` about all product files, DISPATCH-003 a kept one that is missing or damaged.
[[nodiscard]] Result<ComposedMail> compose_message(const messaging::PlannedMessage& message,
                                                   const MailCase& known, const Shop& shop,
                                                   Instant now);

/// Reads the case of a stored order as of `now`, or nothing when there is no such order.
[[nodiscard]] std::optional<MailCase> mail_case(const OrderId& order, const Shop& shop,
                                                StoreTransaction& tx, Instant now);

/// Reconsiders the open messages at `now` and hands over those that are due. `since` is the moment
/// of the pass before: only what happened after it is looked at again; without it everything is.
///
/// That a message is being handed over is committed before its first byte leaves, under a lease
/// that keeps other processes away. When it runs out nobody knows whether the message went out: it
/// is sent again where that is harmless (`MailTransport::is_idempotent`), an invoice mail with the
/// same Message-ID as well, anything else is marked failed and left to the seller
/// (docs/decisions/0120). `clock` tells the time while a pass takes long; without it `now` stays.
/// Throws WorldError.
DispatchReport dispatch_due(const Shop& shop, Store& store, MailTransport& transport,
                            std::optional<Instant> since, Instant now,
                            const std::function<Instant()>& clock = {});

/// The next instant after `now` at which something may become due, or nothing.
[[nodiscard]] std::optional<Instant> next_due(Store& store, Instant now);

/// The sentence behind a reason code: the planner's, or one of the hand-over ("T:…" transport,
/// "F:…" fault).
[[nodiscard]] std::string explain_message_reason(const std::string& code);

/// Whether the seller has paused the dispatcher (`messages pause`).
[[nodiscard]] bool is_paused(Store& store);

}  // namespace enclosure::app
