#include <algorithm>

#include "attachments/read_catalogue.h"

namespace enclosure::attachments {
namespace {

std::string path_of_product(std::size_t product) {
  return "products[" + std::to_string(product) + "]";
}

Fault not_there(std::string path, std::string_view what, std::string_view name) {
  return {"CATALOGUE-008", std::move(path),
          "there is no " + std::string(what) + " \"" + std::string(name) + "\"",
          "mind the spelling, or add it"};
}

/// Finds what one product names.
void resolve_product(const OpenProduct& open, CatalogueData& data, Faults& faults) {
  Product& product = data.products[open.product];
  const std::string path = path_of_product(open.product);
  if (!open.product_class.empty()) {
    const auto found = data.class_names.find(open.product_class);
    if (found != data.class_names.end()) {
      product.product_class = found->second;
    } else {
      faults.push_back(not_there(path + ".class", "class", open.product_class));
    }
  }
  for (const auto& [place, id] : open.shared) {
    const auto found = data.document_ids.find(id);
    if (found != data.document_ids.end()) {
      product.documents[place] = found->second;
    } else {
      faults.push_back(
          not_there(path + ".documents[" + std::to_string(place) + "]", "document", id));
    }
  }
  for (std::size_t i = 0; i < open.parts.size(); ++i) {
    const auto found = data.product_ids.find(open.parts[i].name);
    if (found != data.product_ids.end()) {
      product.parts[i].product = &data.products[found->second];
    } else {
      faults.push_back(not_there(open.parts[i].path, "product", open.parts[i].name));
    }
  }
}

/// How deep sets are nested and how much is in them, so that no order takes for ever.
class Sets {
 public:
  Sets(const CatalogueData& data, Faults& faults)
      : data_(data), faults_(faults), known_(data.products.size()) {}

  void check(std::size_t product) { static_cast<void>(measure(product, 0)); }

 private:
  static constexpr int kDeepest = 8;
  static constexpr std::size_t kMostParts = 1000;

  struct Measure {
    enum class State { kNew, kOpen, kDone } state = State::kNew;
    std::size_t pieces = 1;
  };

  [[nodiscard]] std::size_t measure(std::size_t at, int depth) {
    Measure& one = known_[at];
    if (one.state == Measure::State::kDone) return one.pieces;
    if (one.state == Measure::State::kOpen) {
      complain(at, "the set contains itself");
      return 1;
    }
    if (depth > kDeepest) {
      complain(at, "sets are nested deeper than 8 levels");
      return 1;
    }
    one.state = Measure::State::kOpen;
    for (const SetPart& part : data_.products[at].parts) {
      if (part.product == nullptr) continue;
      one.pieces +=
          measure(static_cast<std::size_t>(part.product - data_.products.data()), depth + 1);
    }
    if (one.pieces > kMostParts) {
      complain(at, "the set holds more than 1000 products");
      one.pieces = 1;
    }
    one.state = Measure::State::kDone;
    return one.pieces;
  }

  void complain(std::size_t product, std::string message) {
    faults_.push_back({"CATALOGUE-009", path_of_product(product) + ".parts", std::move(message),
                       "name in each set the products that lie in its box"});
  }

  const CatalogueData& data_;
  Faults& faults_;
  std::vector<Measure> known_;
};

/// Whether the way from `document` over its replacements has no end.
bool goes_in_a_circle(const Document& document) {
  int steps = 0;
  const Document* at = &document;
  while (at != nullptr && steps <= kMostReplacements) {
    at = at->replaced_by;
    ++steps;
  }
  return at != nullptr;
}

void resolve_replacements(Reading& reading, Faults& faults) {
  for (auto& [document, reference] : reading.replacements) {
    const auto found = reading.data.document_ids.find(reference.name);
    if (found == reading.data.document_ids.end()) {
      faults.push_back(not_there(reference.path, "document", reference.name));
    } else if (found->second->kind != document->kind || found->second->topic != document->topic) {
      faults.push_back({"CATALOGUE-008", reference.path,
                        "\"" + std::string(reference.name) + "\" is a document of another kind",
                        "a document is replaced by one of the same kind and topic"});
    } else {
      document->replaced_by = found->second;
    }
  }
  Faults circles;
  for (const auto& [document, reference] : reading.replacements) {
    if (goes_in_a_circle(*document))
      circles.push_back({"CATALOGUE-009", reference.path,
                         "the replacements come back to where they began",
                         "the newest document has no \"replaced_by\""});
  }
  append(faults, std::move(circles));
}

}  // namespace

void resolve(Reading& reading, Faults& faults) {
  for (const OpenProduct& open : reading.open_products) resolve_product(open, reading.data, faults);
  Sets sets(reading.data, faults);
  for (const OpenProduct& open : reading.open_products) {
    if (!open.parts.empty()) sets.check(open.product);
  }
  resolve_replacements(reading, faults);
}

}  // namespace enclosure::attachments
