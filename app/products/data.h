#pragma once
// What is compiled in for the work with products.

#include <string_view>

namespace enclosure::app {

/// The stylesheet of the page of `products coverage`.
[[nodiscard]] std::string_view coverage_stylesheet();

/// The most frequent words by language: "de: der die das …", a line each.
[[nodiscard]] std::string_view frequent_words();

}  // namespace enclosure::app
