#pragma once
// The seller's document library: which manuals and driver links belong to which product.

#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/language.h"
#include "core/order.h"
#include "core/result.h"

namespace enclosure::attachments {

/// What a document is; free kinds are allowed, these are the usual ones.
struct ProductDocument {
  std::string kind;  ///< "manual", "quick_start", "safety", "warranty", "guide", "drawing", …
  LanguageTag language;
  std::string file;   ///< path relative to the products folder, no "..", no absolute path
  std::string title;  ///< as the buyer reads it; may be empty

  friend bool operator==(const ProductDocument&, const ProductDocument&) = default;
};

/// A driver or download page, always https.
struct DriverLink {
  std::string title;
  std::string url;
  std::string os;
  LanguageTag language;
  bool needed_before_first_use = false;

  friend bool operator==(const DriverLink&, const DriverLink&) = default;
};

/// One product of the catalogue. "*" in a SKU pattern stands for any characters, also none.
struct Product {
  std::string name;
  std::vector<std::string> sku_patterns;
  std::vector<Asin> asins;
  std::vector<ProductDocument> documents;
  std::vector<DriverLink> drivers;
  bool do_not_ask = false;  ///< on the list of items without review request
};

/// The catalogue of `products/catalogue.json`. Immutable.
class Catalogue {
 public:
  Catalogue() = default;

  /// Reads the JSON of docs/catalogue.md. All faults at once, with path: CATALOGUE-001 no JSON,
  /// CATALOGUE-002 a member missing or of the wrong type or form, CATALOGUE-003 a file path that
  /// leaves the folder or names no PDF, CATALOGUE-004 a link that is not https, carries credentials
  /// or could mislead (attachments/checks.h), CATALOGUE-005 a member that is unknown or given
  /// twice. Texts, languages and identifiers keep the codes of core (TEXT, LANGUAGE, ID).
  static Result<Catalogue> parse(std::string_view json);

  [[nodiscard]] const std::vector<Product>& products() const { return products_; }

  /// The products that `line` belongs to, in catalogue order.
  [[nodiscard]] std::vector<const Product*> matching(const OrderLine& line) const;

 private:
  std::vector<Product> products_;
};

}  // namespace enclosure::attachments
