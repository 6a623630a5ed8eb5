#pragma once
// The documents that went along with an order, as they were on that day.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/date.h"
#include "core/ids.h"
#include "core/language.h"
#include "messaging/plan.h"

namespace enclosure::app {

/// One document as it went along with a message. Its bytes lie in the archive; the catalogue and
/// the products folder may change after it.
struct KeptEnclosure {
  std::string document;  ///< its id in the catalogue, or its file
  std::string product;   ///< name of the (first) product that it belongs to
  std::string kind;      ///< "manual"
  LanguageTag language;  ///< in which it serves the buyer
  std::string version;   ///< or empty
  std::string title;     ///< as the buyer reads it
  std::string file_name;
  std::string media_type;
  std::string sha256;
  std::uint64_t bytes = 0;
  std::string carriage;  ///< "attached", "too_large", … (attachments/pack.h)
  bool linked = false;   ///< not attached, and the mail has a link to the buyer's page instead
  std::string grounds;   ///< why it went along, a sentence
};

/// A driver link as an order was sent with it.
struct KeptDriver {
  std::string product;  ///< as the seller speaks of it
  std::string title;    ///< in the language of the message
  std::string url;
  std::string os;
  std::string version;     ///< or empty, like the next one
  std::string sha256;      ///< as the catalogue had it
  std::uint64_t size = 0;  ///< bytes, or 0
  bool in_mail = false;    ///< needed before the first use; the others stood on the page alone

  friend bool operator==(const KeptDriver&, const KeptDriver&) = default;
};

/// What a mail told beside its files.
struct KeptNotes {
  std::vector<KeptDriver> drivers;
  std::vector<std::string> first_steps;  ///< a line each, with the product in front

  friend bool operator==(const KeptNotes&, const KeptNotes&) = default;
};

/// The part of a transaction that keeps them.
struct EnclosureTransaction {
  virtual ~EnclosureTransaction() = default;

  /// In the order of the buyer's page, behind those that are there: documents once for a message, a
  /// cover sheet again where it was made anew. Rows are never changed or deleted.
  virtual void keep_enclosures(const OrderId& order, messaging::Stage stage,
                               const std::vector<KeptEnclosure>& enclosures, Instant now) = 0;
  virtual std::vector<KeptEnclosure> enclosures_of(const OrderId& order,
                                                   messaging::Stage stage) = 0;

  /// Once for each attempt at a message, counted from 1. Rows are never changed or deleted.
  virtual void keep_notes(const OrderId& order, messaging::Stage stage, int attempt,
                          const KeptNotes& notes, Instant now) = 0;
  /// Those of the last attempt; nothing when none was made, or before notes were kept.
  virtual std::optional<KeptNotes> notes_of(const OrderId& order, messaging::Stage stage) = 0;
};

}  // namespace enclosure::app
