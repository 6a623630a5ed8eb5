#pragma once
// The members of the program's own JSON: what the readers know, and what the schemas in docs/ list.
// A test holds the two together.

#include <span>
#include <string_view>

namespace enclosure::app {

/// One kind of object and the names of its members. `object` is the name of its definition in the
/// schema; the outermost one is empty.
struct MemberList {
  std::string_view object;
  std::span<const std::string_view> members;
};

/// Of docs/order.schema.json.
[[nodiscard]] std::span<const MemberList> order_members();
/// Of docs/event.schema.json.
[[nodiscard]] std::span<const MemberList> event_members();
/// The members of `object` ("", "buyer", …) of an order.
[[nodiscard]] std::span<const std::string_view> order_members(std::string_view object);

}  // namespace enclosure::app
