#pragma once
// Changes products/catalogue.json as a careful person would: what is there stays as it is written.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace enclosure::app {

/// What is written about a new document. Empty members are left out.
struct DocumentEntry {
  std::string kind;
  std::vector<std::string> languages;
  std::string file;
  std::string title;
  std::string topic;
  std::string version;
};

/// A product that the catalogue does not have yet.
struct ProductEntry {
  std::string sku;
  std::string name;
};

/// The catalogue that a new one begins with.
inline constexpr std::string_view kEmptyCatalogue = "{\n  \"schema\": 2,\n  \"products\": []\n}\n";

/// `catalogue` with `document` at the end of the documents of its product number `product`, written
/// in the manner of those before it. `catalogue` must have been read without a fault.
[[nodiscard]] std::string with_document(std::string_view catalogue, std::size_t product,
                                        const DocumentEntry& document);

/// The same with a new product at the end, which has this document alone.
[[nodiscard]] std::string with_product(std::string_view catalogue, const ProductEntry& product,
                                       const DocumentEntry& document);

}  // namespace enclosure::app
