#pragma once
// Which documents are there for which country and language, and which are not.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "attachments/catalogue.h"
#include "core/country.h"
#include "core/date.h"
#include "core/language.h"
#include "locales/locale.h"

namespace enclosure::app {

/// A country that is sold to, with its official languages, the most spoken first. The General
/// Product Safety Regulation wants instructions in a language of the state of sale.
struct Market {
  CountryCode country;
  std::vector<LanguageTag> languages;
};

/// One language of one country: a column of the table.
struct CoverageColumn {
  CountryCode country;
  LanguageTag language;
};

/// How a buyer who reads that language is served.
enum class Cover {
  kHave,      ///< in that language, or without words
  kFallback,  ///< in another language that is taken in its place
  kMissing
};

[[nodiscard]] std::string_view to_string(Cover cover);  ///< "have", "fallback", "missing"

/// One kind of document for one product and column.
struct CoverageCell {
  attachments::Kind kind = attachments::Kind::kManual;
  Cover cover = Cover::kMissing;
  const attachments::Document* document = nullptr;  ///< what serves; null when missing
};

struct CoverageCount {
  std::size_t have = 0;
  std::size_t fallback = 0;
  std::size_t missing = 0;

  [[nodiscard]] std::size_t all() const { return have + fallback + missing; }
  void add(Cover cover);
  void add(const CoverageCount& other);
};

/// One product: a row.
struct CoverageRow {
  const attachments::Product* product = nullptr;
  std::vector<attachments::Kind> expected;
  std::vector<std::vector<CoverageCell>> cells;  ///< by column, then by kind as in `expected`
  CoverageCount count;
};

struct Coverage {
  std::vector<CoverageColumn> columns;
  std::vector<CoverageCount> by_column;
  std::vector<CoverageRow> rows;  ///< the worst first: most missing, then most fallbacks
  CoverageCount total;
  std::vector<const attachments::Product*> expects_nothing;  ///< neither class nor documents
};

/// Looks each product up for a sale on `day`. What a product should have is what its class expects;
/// without a class, the kinds that it has in any language. Sets are their parts, and are looked at
/// for documents of their own alone. A document for a closed range of serial numbers does not
/// count: what is made today needs another one.
///
/// The documents belong to `catalogue`, which must live longer.
[[nodiscard]] Coverage coverage_of(const attachments::Catalogue& catalogue,
                                   const std::vector<Market>& markets, Date day);

/// RFC 4180 with a head: product, skus, country, language, kind, state, file, file_languages.
[[nodiscard]] std::string coverage_csv(const Coverage& coverage);

/// A page for people, whole in itself: totals first, then the worst gaps, then the grid of all
/// products (at most `most_rows`, the worst ones). `words` names countries and languages. No
/// script; dark where the reader wants it; fit for paper.
[[nodiscard]] std::string coverage_html(const Coverage& coverage, const locales::Locale& words,
                                        std::string_view shop, Date day,
                                        std::size_t most_rows = 500);

}  // namespace enclosure::app
