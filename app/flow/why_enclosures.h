#pragma once
// Which documents go along with an order, which stay behind, and why.

#include <string>
#include <vector>

#include "app/flow/dispatch.h"

namespace enclosure::app {

/// One document or driver link, or a line without any.
struct WhyEnclosure {
  std::string document;  ///< id or file; of a driver link its address; of an unknown line empty
  std::string product;
  /// It goes along: "attached"; "too_large", "too_many_files", "type_not_taken" (all three: as a
  /// link on the buyer's page); "chosen" (nothing is planned yet). "not_sent": it does not fit and
  /// there is no page to link to. "refused": the file may not be sent, so the mail is held. It
  /// stays behind: a reason of attachments::LeftOut. "unknown_product": a line that the catalogue
  /// does not know. "driver_in_mail", "driver_on_page": a driver link.
  std::string state;
  std::string version;
  std::string sentence;

  [[nodiscard]] bool goes_along() const;
};

/// Of a mail that was composed already: what was kept. Before that: what would go along at `now`,
/// with the files judged.
[[nodiscard]] std::vector<WhyEnclosure> why_enclosures(const MailCase& known,
                                                       const std::vector<StoredMessage>& messages,
                                                       const Shop& shop, Instant now);

}  // namespace enclosure::app
