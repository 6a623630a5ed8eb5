#pragma once
// The documents that went along with an order, as they were on that day.

#include <cstdint>
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
  std::string carriage;  ///< "attached", "too_large", "too_many_files" (attachments/pack.h)
  std::string grounds;   ///< why it went along, a sentence
};

/// The part of a transaction that keeps them.
struct EnclosureTransaction {
  virtual ~EnclosureTransaction() = default;

  /// Once for a message, in the order of the buyer's page. Rows are never changed or deleted.
  virtual void keep_enclosures(const OrderId& order, messaging::Stage stage,
                               const std::vector<KeptEnclosure>& enclosures, Instant now) = 0;
  virtual std::vector<KeptEnclosure> enclosures_of(const OrderId& order,
                                                   messaging::Stage stage) = 0;
};

}  // namespace enclosure::app
