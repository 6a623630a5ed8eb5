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

/// Chooses the documents of the ordered products: per product and kind all that are in the best
/// language by the chain `de-AT`, `de`, another region of it, then `fallbacks` in turn the same
/// way, then the first one there is. Each file once per order. Driver links likewise, per product
/// and operating system, each address once.
[[nodiscard]] Bundle bundle(const Order& order, const Catalogue& catalogue,
                            const LanguageTag& language, const std::vector<LanguageTag>& fallbacks);

/// One enclosure's fate within the size budget of a mail.
struct Packed {
  Enclosure enclosure;
  bool attached = false;  ///< false: too large, it goes as a link
};

/// Decides which enclosures travel in the mail and which as links, so that the whole encoded
/// message stays within `budget_bytes` (base64 with line ends makes 3 bytes into 4.11; 64 KiB are
/// kept for the texts, 1 KiB for each part's header). `fixed_bytes` is what goes in any case, not
/// yet encoded: the invoices, even when they alone break the budget. `sizes` gives the bytes of
/// each file, a file without size goes as link; smaller ones first keep most attached. The answer
/// is in the order of the bundle.
[[nodiscard]] std::vector<Packed> pack(const Bundle& bundle,
                                       const std::map<std::string, std::uint64_t>& sizes,
                                       std::uint64_t fixed_bytes, std::uint64_t budget_bytes);

/// The size of `bytes` as base64 in lines of 76 with CRLF (RFC 2045, 6.8).
[[nodiscard]] std::uint64_t encoded_size(std::uint64_t bytes);

}  // namespace enclosure::attachments
