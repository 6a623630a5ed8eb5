#pragma once
// The bundle: everything that travels with one order, in the buyer's language.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "attachments/catalogue.h"
#include "core/order.h"

namespace enclosure::attachments {

/// A document chosen for an order.
struct Enclosure {
  ProductDocument document;
  std::string product;  ///< name of the product it belongs to

  friend bool operator==(const Enclosure&, const Enclosure&) = default;
};

/// All enclosures of an order: each document once, in the order of the lines.
struct Bundle {
  std::vector<Enclosure> enclosures;
  std::vector<DriverLink> drivers;
  std::vector<std::string> do_not_ask;  ///< names of ordered items for which no review is asked

  friend bool operator==(const Bundle&, const Bundle&) = default;
};

/// Chooses the documents of the ordered products: per product and kind the best language by the
/// chain `de-AT`, `de`, then `fallbacks` in turn, then the first one there is. Each file once per
/// order.
[[nodiscard]] Bundle bundle(const Order& order, const Catalogue& catalogue,
                            const LanguageTag& language, const std::vector<LanguageTag>& fallbacks);

/// One enclosure's fate within the size budget of a mail.
struct Packed {
  Enclosure enclosure;
  bool attached = false;  ///< false: too large, it goes as a link
};

/// Decides which enclosures travel in the mail and which as links, so that the whole encoded
/// message stays within `budget_bytes` (base64 with line ends makes 3 bytes into 4.11).
/// `fixed_bytes` is what goes in any case, not yet encoded: the invoices. `sizes` gives the bytes
/// of each file; smaller ones first keep most attached.
[[nodiscard]] std::vector<Packed> pack(const Bundle& bundle,
                                       const std::map<std::string, std::uint64_t>& sizes,
                                       std::uint64_t fixed_bytes, std::uint64_t budget_bytes);

/// The size of `bytes` as base64 in lines of 76 with CRLF (RFC 2045, 6.8).
[[nodiscard]] std::uint64_t encoded_size(std::uint64_t bytes);

}  // namespace enclosure::attachments
