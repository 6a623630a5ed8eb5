#pragma once
// What goes along with an order: chosen from the catalogue, read from the products folder, or as it
// was kept when the order's mail went out.

#include <string>
#include <vector>

#include "app/flow/shop.h"
#include "app/ports/kept_enclosures.h"
#include "attachments/pack.h"
#include "attachments/select.h"
#include "core/result.h"

namespace enclosure::app {

/// A document on its way to a buyer.
struct LoadedEnclosure {
  KeptEnclosure kept;
  std::string bytes;
};

/// What goes along with `order` at `now`, with its grounds. The day of sale is the day of the
/// order, else that of the first shipment, else today. Points into the order and the catalogue.
[[nodiscard]] attachments::Selection selection_for(const Order& order, const Shop& shop,
                                                   Instant now);

/// Reads and checks one product file. Fault DISPATCH-002: missing, empty, or no PDF.
[[nodiscard]] Result<std::string> read_product_file(std::string_view file, const Shop& shop);

/// The enclosures of a selection without their bytes: titles and file names as the buyer sees them,
/// no two names the same. `kept.sha256` and `kept.bytes` are empty.
[[nodiscard]] std::vector<KeptEnclosure> described(const attachments::Selection& selection);

/// The same with their bytes, each file read once. Faults: those of `read_product_file`.
[[nodiscard]] Result<std::vector<LoadedEnclosure>> load_selected(
    const attachments::Selection& selection, const Shop& shop);

/// Those that were kept, from the archive. Fault DISPATCH-003: one is missing or damaged.
[[nodiscard]] Result<std::vector<LoadedEnclosure>> load_kept(const std::vector<KeptEnclosure>& kept,
                                                             const Shop& shop);

/// Where the buyer's page at `page_url` gives the enclosure at that place of its list.
[[nodiscard]] std::string manual_url(const std::string& page_url, std::size_t index);

/// What the mail of an order on this channel may grow to.
[[nodiscard]] attachments::MailBudget mail_budget(Channel channel, const Shop& shop);

}  // namespace enclosure::app
