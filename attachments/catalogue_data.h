#pragma once
// What a catalogue holds. For attachments/ alone.

#include <deque>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "attachments/catalogue.h"
#include "attachments/key_index.h"
#include "attachments/pattern_index.h"
#include "attachments/text_arena.h"

namespace enclosure::attachments {

/// A way of replacements that is longer goes in a circle.
inline constexpr int kMostReplacements = 1000;

struct CatalogueData {
  TextArena texts;
  std::vector<Product> products;
  std::deque<Document> documents;  // a deque: pointers into it stay
  std::deque<ProductClass> classes;

  std::unordered_map<std::string_view, std::size_t> product_ids;
  std::unordered_map<std::string_view, Document*> document_ids;
  std::unordered_map<std::string_view, const ProductClass*> class_names;

  KeyIndex skus;
  KeyIndex asins;
  KeyIndex gtins;
  PatternIndex patterns;
};

}  // namespace enclosure::attachments
