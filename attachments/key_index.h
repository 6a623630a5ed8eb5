#pragma once
// From an identifier to the products that carry it.

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace enclosure::attachments {

/// A hash table of texts and numbers: open addressing in one block. A text may have several
/// numbers. The texts belong to the caller.
class KeyIndex {
 public:
  void add(std::string_view key, std::uint32_t value) {
    if ((used_ + 1) * 2 > slots_.size()) grow();
    Slot& slot = slots_[slot_of(key)];
    if (slot.last == 0) ++used_;
    entries_.push_back({value, slot.last});
    slot = {key, static_cast<std::uint32_t>(entries_.size())};
  }

  /// Calls `visit(value)` for each number of `key`, the latest first.
  template <typename Visit>
  void each(std::string_view key, Visit visit) const {
    if (slots_.empty()) return;
    for (std::uint32_t at = slots_[slot_of(key)].last; at != 0; at = entries_[at - 1].before)
      visit(entries_[at - 1].value);
  }

 private:
  struct Slot {
    std::string_view key;
    std::uint32_t last = 0;  ///< one more than the place of its last entry; 0: free
  };
  struct Entry {
    std::uint32_t value;
    std::uint32_t before;  ///< the entry of the same key before it, counted likewise
  };

  /// Where `key` stands, or would stand.
  [[nodiscard]] std::size_t slot_of(std::string_view key) const {
    std::size_t at = std::hash<std::string_view>{}(key) & (slots_.size() - 1);
    while (slots_[at].last != 0 && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
    return at;
  }

  void grow() {
    std::vector<Slot> old(slots_.empty() ? 16 : slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.last != 0) slots_[slot_of(slot.key)] = slot;
    }
  }

  std::vector<Slot> slots_;  ///< a power of two
  std::vector<Entry> entries_;
  std::size_t used_ = 0;
};

}  // namespace enclosure::attachments
