#pragma once
// The seller's block list: to whom and about what nothing is written. Pure.

#include <string>
#include <string_view>
#include <vector>

#include "core/order.h"
#include "core/result.h"
#include "messaging/plan.h"

namespace enclosure::messaging {

enum class BlockKind { kAddress, kDomain, kOrder, kSku };
[[nodiscard]] std::string_view to_string(BlockKind kind);  ///< "address", "domain", "order", "sku"

/// One entry.
struct Block {
  BlockKind kind = BlockKind::kAddress;
  std::string value;  ///< address and domain in lower case; an SKU may hold `*` and `?`
  Blocked reach = Blocked::kAll;
  std::string because;  ///< the seller's words, or empty
  Instant added_at{};

  friend bool operator==(const Block&, const Block&) = default;
};

/// Reads one entry: "buyer@mail.example", "@mail.example" (a domain and those below it),
/// "sku:LAMP-*", "order:305-1234567-1234567"; "address:" and "domain:" may stand before the first
/// two. What has no sign is an order number if it has a digit and does not end like a host.
/// Addresses, domains and orders are blocked for every message, an SKU for review requests: its
/// manual goes along all the same. Fault BLOCK-001.
[[nodiscard]] Result<Block> parse_block(std::string_view text);

/// Reads a list: an entry a line, or a column of a sheet with commas, semicolons or tabs between
/// its cells (RFC 4180, with quotes), in UTF-8. What follows a `#` outside quotes and empty lines
/// are left out. A first row that names its columns ("E-mail", "order-id", "SKU") is a heading; it
/// tells which column holds the entries, and what they are; else it is the first one. Faults:
/// BLOCK-001 with the line, all of them at once, up to a hundred; BLOCK-002 no entry at all, a
/// quote that is not closed, or a text in UTF-16.
[[nodiscard]] Result<std::vector<Block>> parse_block_list(std::string_view text);

/// Whether `block` covers `order`.
[[nodiscard]] bool covers(const Block& block, const Order& order);

}  // namespace enclosure::messaging
