#pragma once
// The files behind a bundle: read from the products folder, checked, packed into the size budget.

#include <string>
#include <vector>

#include "app/flow/shop.h"
#include "attachments/bundle.h"
#include "core/result.h"

namespace enclosure::app {

/// A manual that is attached, with its bytes, or that goes as a link.
struct LoadedEnclosure {
  attachments::Enclosure enclosure;
  bool attached = false;
  std::string bytes;      ///< of an attached one
  std::size_t index = 0;  ///< position in the bundle: "/i/{token}/manuals/{index}"
};

/// What travels with `order`: in the buyer's language, else the store's, else English, else what
/// there is.
[[nodiscard]] attachments::Bundle bundle_for(const Order& order, const Shop& shop);

/// Reads and checks one product file. Fault DISPATCH-002: missing, empty, or no PDF.
[[nodiscard]] Result<std::string> read_product_file(const std::string& file, const Shop& shop);

/// The enclosures of `order`, those that fit within the mail's budget beside `invoice_bytes`
/// attached.
[[nodiscard]] Result<std::vector<LoadedEnclosure>> load_enclosures(
    const attachments::Bundle& bundle, std::uint64_t invoice_bytes, const Shop& shop);

/// The name under which a buyer sees the file: "LF USB hub - manual (de).pdf" becomes a safe file
/// name.
[[nodiscard]] std::string file_name_of(const attachments::Enclosure& enclosure);

}  // namespace enclosure::app
