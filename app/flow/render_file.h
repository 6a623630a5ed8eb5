#pragma once
// Documents straight from orders, without store and without a number of the series.

#include <optional>
#include <string>
#include <vector>

#include "app/flow/shop.h"
#include "app/import/own_json.h"
#include "core/result.h"
#include "invoice/model/invoice.h"

namespace enclosure::app {

/// One document to be rendered: its file name and its content, or why there is none.
struct RenderJob {
  std::string name;  ///< "<order id>.pdf", the second of an order "<order id>-2.pdf"
  std::optional<invoice::Invoice> document;
  std::string logo;     ///< path of the seller's logo as the case names it, or empty
  std::string skipped;  ///< "no_consideration": the law wants no document
  Faults faults;
  Faults notices;  ///< of the page: RENDER-005
};

/// Numbers "R-2026-000001" onwards.
class NumberCounter {
 public:
  /// Fault RENDER-010: the text does not end in digits.
  static Result<NumberCounter> parse(std::string_view first);
  InvoiceNumber next();

 private:
  std::string prefix_;
  std::size_t width_ = 6;
  std::int64_t value_ = 1;
};

/// What all documents of a file have in common.
struct RenderWishes {
  std::optional<LanguageTag> language = std::nullopt;  ///< instead of the buyers' own
  invoice::Look look = {};
  bool paid = true;       ///< else all of it is due
  std::string link = {};  ///< printed as a QR code, "{order}" is the order's id; or empty
};

/// Draws up the documents of all `cases` in their order: decisions and numbers here, pages later
/// and in parallel.
[[nodiscard]] std::vector<RenderJob> plan_rendering(const std::vector<TaxCase>& cases,
                                                    const Knowledge& knowledge,
                                                    NumberCounter numbers,
                                                    const RenderWishes& wishes, Date today);

}  // namespace enclosure::app
