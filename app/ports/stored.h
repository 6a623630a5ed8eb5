#pragma once
// What the store keeps of an order, as it reads it: the order itself, documents, messages.

#include <cstdint>
#include <optional>
#include <string>

#include "core/date.h"
#include "core/language.h"
#include "core/money.h"
#include "core/order.h"
#include "invoice/model/invoice.h"
#include "messaging/plan.h"

namespace enclosure::app {

/// One issued document: an invoice, or a correction of one. Rows are only ever added: the store
/// refuses to change or delete them. Each shipment has one invoice that is not corrected, each
/// invoice at most one credit note that cancels it and, after that, one corrected invoice.
struct StoredInvoice {
  InvoiceNumber number;
  invoice::InvoiceKind kind = invoice::InvoiceKind::kInvoice;
  InvoiceNumber preceding;    ///< of a correction: the invoice it corrects (BT-25); else empty
  std::string reason;         ///< of a correction, in the seller's words; or empty
  bool cancels = false;       ///< of a credit note: nothing is left of the invoice before it
  std::string series;         ///< "R-2026"
  std::int64_t sequence = 0;  ///< 1, 2, 3, … without a gap
  OrderId order;
  ShipmentId shipment;
  Date issue_date{};
  Instant issued_at{};
  LanguageTag language;
  Money total;
  std::string snapshot;     ///< invoice/model/snapshot.h
  std::string consignment;  ///< the part of the order it bills, as own order JSON
  std::string pdf_sha256;
  std::string logo_sha256;  ///< or empty
  std::string grounds;      ///< the decision that `explain` prints, as JSON
  std::string chain;        ///< SHA-256 over the chain before it and this document
};

/// One message of an order, unique by order and stage.
struct StoredMessage {
  messaging::PlannedMessage plan;
  int attempts = 0;
  std::string message_id;     ///< once composed
  std::string recipient_key;  ///< keyed hash of the address, for P04
  std::string eml_sha256;     ///< what was sent, exactly (P08), in the archive
  std::optional<Instant> sent_at;
  Instant updated_at{};
};

/// One line of the message log (P07).
struct MessageLogEntry {
  OrderId order;
  messaging::Stage stage = messaging::Stage::kDocuments;
  Instant at{};
  std::string decision;  ///< "planned", "moved", "suppressed", "revived", "sending", "sent",
                         ///< "refused", "retry", "failed", "bounced", "warned", "shadow", "reset"
  std::string reason;
};

/// An order with when it came.
struct StoredOrder {
  Order order;
  Instant imported_at{};
};

}  // namespace enclosure::app
