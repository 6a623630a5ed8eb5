#pragma once
// Documents straight from orders, without store and without a number of the series.

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/flow/shop.h"
#include "app/import/own_json.h"
#include "core/result.h"
#include "invoice/model/invoice.h"

namespace enclosure::app {

/// One document to be rendered: its file name and its content, or why there is none.
struct RenderJob {
  std::string order;     ///< the order's id, or the case's where that could not be read
  std::string name;      ///< "<order id>.pdf", the second of an order "<order id>-2.pdf"
  InvoiceNumber number;  ///< once it is given
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

/// What is the same for all documents of a run.
struct RenderPlan {
  const Knowledge& knowledge;
  RenderWishes wishes;
  Date today{};
};

/// Decides about one case and draws up its documents; what is missing are their numbers and names.
/// Safe for several threads: each case by itself.
[[nodiscard]] std::vector<RenderJob> draft_documents(const TaxCase& one, const RenderPlan& plan);

/// The same for one value of a file; one that is damaged gives a job that says so.
[[nodiscard]] std::vector<RenderJob> draft_documents(const RawDocument& raw,
                                                     const RenderPlan& plan);

/// Gives drafts their numbers, which follow the order of the input, and names of which none comes
/// twice. It remembers a hash of each: two that are alike cost a name, never a document.
class RenderDesk {
 public:
  explicit RenderDesk(NumberCounter numbers) : numbers_(std::move(numbers)) {}

  /// Names `job` and, where it has a document, takes the next number for it.
  void settle(RenderJob& job);

 private:
  std::string free_name(const std::string& order);

  NumberCounter numbers_;
  std::unordered_map<std::size_t, unsigned> times_given_;  ///< by hash of the name
};

/// Puts the number of `job` on its document.
void put_number(RenderJob& job);

/// Drafts and settles all `cases` in their order.
[[nodiscard]] std::vector<RenderJob> plan_rendering(const std::vector<TaxCase>& cases,
                                                    const Knowledge& knowledge,
                                                    NumberCounter numbers,
                                                    const RenderWishes& wishes, Date today);

}  // namespace enclosure::app
