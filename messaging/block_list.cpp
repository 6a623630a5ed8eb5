#include "messaging/block_list.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/text.h"
#include "locales/mail_address.h"
#include "messaging/patterns.h"

namespace enclosure::messaging {
namespace {

constexpr std::array<std::string_view, 4> kKinds = {"address", "domain", "order", "sku"};

Fault unreadable(std::string_view text) {
  return {"BLOCK-001", "",
          "not an entry of a block list: \"" + std::string(text.substr(0, 60)) + "\"",
          "write an address, @domain, order:NUMBER or sku:SKU"};
}

/// The kind that stands before the colon, or that the text looks like.
std::pair<BlockKind, std::string_view> kind_of(std::string_view text) {
  const auto colon = text.find(':');
  for (std::size_t i = 0; colon != std::string_view::npos && i < kKinds.size(); ++i) {
    if (text.substr(0, colon) == kKinds[i])
      return {static_cast<BlockKind>(i), trim(text.substr(colon + 1))};
  }
  if (text.starts_with('@')) return {BlockKind::kDomain, text.substr(1)};
  if (text.find('@') != std::string_view::npos) return {BlockKind::kAddress, text};
  return {BlockKind::kOrder, text};
}

/// A bare word is an order number only with a digit, and not where it ends like a host: a heading,
/// a name or an address without its @ is none.
bool looks_like_order(std::string_view text) {
  if (text.find_first_of("0123456789") == std::string_view::npos) return false;
  const auto dot = text.rfind('.');
  if (dot == std::string_view::npos || text.size() - dot < 3) return true;
  const std::string_view ending = text.substr(dot + 1);
  return !std::all_of(ending.begin(), ending.end(),
                      [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

bool is_valid(BlockKind kind, const std::string& value) {
  switch (kind) {
    case BlockKind::kAddress:
      return EmailAddress::parse(value).has_value();
    case BlockKind::kDomain:
      return EmailAddress::parse("a@" + value).has_value();
    case BlockKind::kOrder:
      return OrderId::parse(value).has_value();
    case BlockKind::kSku:
      return Sku::parse(value).has_value();
  }
  return false;
}

bool is_below(std::string_view domain, std::string_view parent) {
  return domain == parent || (domain.size() > parent.size() && domain.ends_with(parent) &&
                              domain[domain.size() - parent.size() - 1] == '.');
}

}  // namespace

std::string_view to_string(BlockKind kind) {
  return kKinds[static_cast<std::size_t>(kind)];
}

Result<Block> parse_block(std::string_view text) {
  const std::string_view entry = trim(text);
  auto [kind, rest] = kind_of(entry);
  if (kind == BlockKind::kOrder && rest == entry && !looks_like_order(rest))
    return unreadable(text);
  if (kind == BlockKind::kDomain && rest.starts_with('@')) rest.remove_prefix(1);
  const bool is_mail = kind == BlockKind::kAddress || kind == BlockKind::kDomain;
  Block block;
  block.kind = kind;
  block.value = is_mail ? to_lower_ascii(locales::with_ascii_host(rest)) : std::string(rest);
  block.reach = kind == BlockKind::kSku ? Blocked::kAsking : Blocked::kAll;
  if (!is_valid(kind, block.value)) return unreadable(text);
  return block;
}

bool covers(const Block& block, const Order& order) {
  const std::string address = to_lower_ascii(order.buyer.email.to_string());
  switch (block.kind) {
    case BlockKind::kAddress:
      return address == block.value;
    case BlockKind::kDomain: {
      const auto at = address.rfind('@');
      return at != std::string::npos &&
             is_below(std::string_view(address).substr(at + 1), block.value);
    }
    case BlockKind::kOrder:
      return order.id.to_string() == block.value;
    case BlockKind::kSku:
      return std::any_of(order.lines.begin(), order.lines.end(), [&](const OrderLine& line) {
        return !line.sku.empty() && fits_pattern(line.sku.to_string(), block.value);
      });
  }
  return false;
}

}  // namespace enclosure::messaging
