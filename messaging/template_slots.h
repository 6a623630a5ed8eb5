#pragma once
// What a text may name: every slot, flag and list of docs/messages.md with its type.

#include <optional>
#include <span>
#include <string_view>

namespace enclosure::messaging {

/// What stands behind a name, and so how a text may use it.
enum class SlotType {
  kText,  ///< {{name}}, {{name|otherwise}}, {{#name}} … {{/name}}
  kUrl,   ///< the same without a fallback; the only type for <a href="{{name}}">
  kFlag,  ///< {{#name}} … {{/name}} alone
  kList,  ///< {{#name}} … {{/name}} alone, once per entry
};
[[nodiscard]] std::string_view to_string(SlotType type);

struct Slot {
  std::string_view name;
  SlotType type = SlotType::kText;
  bool in_lists = false;  ///< filled inside of a list alone
};

/// All of them; those of lists last.
[[nodiscard]] std::span<const Slot> all_slots();

/// The slot of that name; one that lists alone fill only with `in_list`.
[[nodiscard]] const Slot* find_slot(std::string_view name, bool in_list);

}  // namespace enclosure::messaging
