#pragma once
// Enclosure's own JSON: orders, events, sellers and tax cases (docs/order-format.md). The order
// format is a superset of the tax cases.

#include <string>
#include <string_view>
#include <vector>

#include "app/import/document_stream.h"
#include "core/order.h"
#include "core/result.h"
#include "invoice/model/seller.h"

namespace enclosure::app {

/// One order of own JSON, checked. Unknown members are faults (IMPORT-009), so that a misspelled
/// one is never silently lost. Paths of faults begin at the order: "lines[0].sku".
[[nodiscard]] Result<Order> order_from_json(std::string_view json);

/// The same order as compact JSON, the same bytes for the same order: `order_from_json(
/// order_to_json(o)) == o` for every order that came from an import. The store keeps orders in this
/// form.
[[nodiscard]] std::string order_to_json(const Order& order);

/// A seller of own JSON.
[[nodiscard]] Result<invoice::Seller> seller_from_json(std::string_view json);

/// One {"seller", "order"} pair with its id; one that has none is called by its path.
struct TaxCase {
  std::string id;
  Result<invoice::Seller> seller;
  Result<Order> order;
  std::string
      logo{};  ///< the seller's `logo` as written, a path; the bytes are the caller's matter
  std::string path{};  ///< where it stands in the file: "[30]", "cases[2]"; faults begin with it
};

/// Reads cases: an array of cases {"id","seller","order"}, an object with a member `cases` or
/// `scenarios` (each scenario's `example` is the case, under the scenario's id; one without an
/// example is left out), one object, or one per line. A pair that is wrong keeps its own faults;
/// only a file that is no JSON at all fails as a whole.
[[nodiscard]] Result<std::vector<TaxCase>> tax_cases_from_json(std::string_view json);

/// The cases of one value of such a file, read as it comes. Faults: no JSON, under its path.
[[nodiscard]] Result<std::vector<TaxCase>> tax_cases_of(const RawDocument& document);

}  // namespace enclosure::app
