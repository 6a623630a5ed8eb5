#pragma once
// Values of a closed set, each with the word by which the store and the API know it.

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace enclosure::app {

template <typename Value, std::size_t N>
using WordTable = std::array<std::pair<Value, std::string_view>, N>;

/// The word of `value`; of one that is not among them that of the first.
template <typename Value, std::size_t N>
[[nodiscard]] constexpr std::string_view word_in(const WordTable<Value, N>& table, Value value) {
  for (const auto& [known, word] : table) {
    if (known == value) return word;
  }
  return table.front().second;
}

template <typename Value, std::size_t N>
[[nodiscard]] constexpr std::optional<Value> value_in(const WordTable<Value, N>& table,
                                                      std::string_view text) {
  for (const auto& [value, word] : table) {
    if (word == text) return value;
  }
  return std::nullopt;
}

}  // namespace enclosure::app
