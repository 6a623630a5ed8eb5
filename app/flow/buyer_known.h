#pragma once
// What the desk for buyers knows while it answers. For app/flow/buyer_desk*.cpp alone.

#include <optional>
#include <vector>

#include "app/flow/buyer_desk.h"
#include "app/flow/order_library.h"

namespace enclosure::app {

/// What stands behind a link, read in one go.
struct StoreBuyerDesk::Known {
  StoredLink link;
  Order order;
  std::vector<StoredInvoice> documents;
  KeptWithMail kept;
  Changeable subject;
  std::optional<Instant> closed;
  std::optional<DetailsRequest> last_request;
  std::optional<DetailsRequest> waiting;  ///< what was sent in and is not done yet
  bool unlocked = false;
  std::optional<Instant> refused_at{};  ///< the register, about the number that the panel shows
};

/// The documents of the products; the selection points into the order of `Known`.
struct StoreBuyerDesk::Offered {
  attachments::Selection selection;
  std::vector<OfferedDocument> library;
};

}  // namespace enclosure::app
