#pragma once
// What goes along with an order: chosen from the catalogue, read from the products folder, or as it
// was kept when the order's mail went out.

#include <optional>
#include <string>
#include <vector>

#include "app/check/enclosure_file.h"
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
  FileType type = FileType::kPdf;
};

/// A product file as it was at one moment: what was judged is what is sent.
struct ReadProductFile {
  std::string bytes;
  std::string sha256;
  FileFacts facts;
};

/// What goes along with `order` at `now`, with its grounds. The day of sale is the day of the
/// order, else that of the first shipment, else today. Points into the order and the catalogue.
[[nodiscard]] attachments::Selection selection_for(const Order& order, const Shop& shop,
                                                   Instant now);

/// Reads one product file and judges it by content, once for each content and process. Faults:
/// DISPATCH-002 it is missing, cannot be read or leads out of the folder; those of
/// `check_enclosure_file` and `check_file_name`, with path "products/hub.pdf, page 3".
[[nodiscard]] Result<ReadProductFile> read_product_file(std::string_view file, const Shop& shop);

/// The enclosures of a selection without their bytes: titles and file names as the buyer sees them,
/// no two names the same. What only the bytes tell is empty: hash, size, media type; the name ends
/// as in the catalogue.
[[nodiscard]] std::vector<KeptEnclosure> described(const attachments::Selection& selection);

/// The same with their bytes, each file read once; type and ending are what the bytes are. Faults:
/// those of `read_product_file`, of all files.
[[nodiscard]] Result<std::vector<LoadedEnclosure>> load_selected(
    const attachments::Selection& selection, const Shop& shop);

/// Chosen enclosure `index` alone, as a download of the buyer's page; nothing where it is refused.
[[nodiscard]] std::optional<LoadedEnclosure> load_one(const attachments::Selection& selection,
                                                      std::size_t index, const Shop& shop);

/// Those that were kept, from the archive. Fault DISPATCH-003: one is missing or damaged.
[[nodiscard]] Result<std::vector<LoadedEnclosure>> load_kept(const std::vector<KeptEnclosure>& kept,
                                                             const Shop& shop);

/// Where the buyer's page at `page_url` gives the enclosure at that place of its list.
[[nodiscard]] std::string manual_url(const std::string& page_url, std::size_t index);

/// What the mail of an order on this channel may grow to.
[[nodiscard]] attachments::MailBudget mail_budget(Channel channel, const Shop& shop);

/// The largest mail of any channel, in bytes.
[[nodiscard]] std::uint64_t largest_mail(const Shop& shop);

}  // namespace enclosure::app
