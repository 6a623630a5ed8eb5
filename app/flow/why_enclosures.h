#pragma once
// Which documents go along with an order, which stay behind, and why.

#include <string>
#include <vector>

#include "app/flow/dispatch.h"

namespace enclosure::app {

/// One document, or a line without any.
struct WhyEnclosure {
  std::string document;  ///< id or file; of a line without product empty
  std::string product;
  /// It goes along: "attached", "too_large" or "too_many_files" (both: as a link), "chosen"
  /// (nothing is planned yet); it stays behind: a reason of attachments::LeftOut;
  /// "unknown_product": a line that the catalogue does not know.
  std::string state;
  std::string version;
  std::string sentence;

  [[nodiscard]] bool goes_along() const;
};

/// Of a mail that was composed already: what was kept. Before that: what would go along at `now`.
[[nodiscard]] std::vector<WhyEnclosure> why_enclosures(const MailCase& known,
                                                       const std::vector<StoredMessage>& messages,
                                                       const Shop& shop, Instant now);

}  // namespace enclosure::app
