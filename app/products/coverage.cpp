#include "app/products/coverage.h"

#include <algorithm>
#include <string_view>

#include "attachments/language_chain.h"

namespace enclosure::app {
namespace {

using attachments::Document;
using attachments::Fit;
using attachments::Kind;
using attachments::LanguageChain;
using attachments::Product;

std::vector<Kind> expected_of(const Product& product) {
  if (product.product_class != nullptr) return product.product_class->expects;
  std::vector<Kind> kinds;
  for (const Document* document : product.documents) {
    if (std::find(kinds.begin(), kinds.end(), document->kind) == kinds.end())
      kinds.push_back(document->kind);
  }
  std::sort(kinds.begin(), kinds.end());
  return kinds;
}

/// Whether a piece that is made today and sold on `day` in `country` comes with `document`.
bool is_meant_for(const Document& document, CountryCode country, Date day) {
  const auto& countries = document.countries;
  const bool in_country = countries.empty() ||
                          std::find(countries.begin(), countries.end(), country) != countries.end();
  return in_country && document.sold.covers(day) && document.serials.until.empty();
}

Cover cover_of(Fit fit) {
  switch (fit) {
    case Fit::kExact:
    case Fit::kLanguage:
    case Fit::kOtherRegion:
    case Fit::kWithoutWords:
      return Cover::kHave;
    case Fit::kNone:
      return Cover::kMissing;
    default:
      return Cover::kFallback;
  }
}

CoverageCell cell_of(const Product& product, Kind kind, const CoverageColumn& column,
                     const LanguageChain& chain, Date day) {
  CoverageCell cell;
  cell.kind = kind;
  attachments::LanguageFit best;
  for (const Document* document : product.documents) {
    if (document->kind != kind || !is_meant_for(*document, column.country, day)) continue;
    const attachments::LanguageFit fit = chain.best_of(document->languages);
    if (fit.fit == Fit::kNone || (cell.document != nullptr && fit.rank >= best.rank)) continue;
    best = fit;
    cell.document = document;
  }
  cell.cover = cell.document == nullptr ? Cover::kMissing : cover_of(best.fit);
  return cell;
}

struct ColumnChain {
  CoverageColumn column;
  LanguageChain chain;
};

std::vector<ColumnChain> columns_of(const std::vector<Market>& markets) {
  std::vector<ColumnChain> columns;
  for (const Market& market : markets) {
    for (const LanguageTag& language : market.languages) {
      columns.push_back(
          {{market.country, language}, LanguageChain(language, market.country, market.languages)});
    }
  }
  return columns;
}

CoverageRow row_of(const Product& product, std::vector<Kind> expected,
                   const std::vector<ColumnChain>& columns, Date day) {
  CoverageRow row{&product, std::move(expected), {}, {}};
  for (const ColumnChain& one : columns) {
    auto& cells = row.cells.emplace_back();
    for (const Kind kind : row.expected) {
      cells.push_back(cell_of(product, kind, one.column, one.chain, day));
      row.count.add(cells.back().cover);
    }
  }
  return row;
}

}  // namespace

std::string_view to_string(Cover cover) {
  switch (cover) {
    case Cover::kHave:
      return "have";
    case Cover::kFallback:
      return "fallback";
    default:
      return "missing";
  }
}

void CoverageCount::add(Cover cover) {
  have += cover == Cover::kHave;
  fallback += cover == Cover::kFallback;
  missing += cover == Cover::kMissing;
}

void CoverageCount::add(const CoverageCount& other) {
  have += other.have;
  fallback += other.fallback;
  missing += other.missing;
}

Coverage coverage_of(const attachments::Catalogue& catalogue, const std::vector<Market>& markets,
                     Date day) {
  const std::vector<ColumnChain> columns = columns_of(markets);
  Coverage coverage;
  for (const ColumnChain& one : columns) coverage.columns.push_back(one.column);
  coverage.by_column.resize(columns.size());
  for (const Product& product : catalogue.products()) {
    auto expected = expected_of(product);
    if (expected.empty()) {
      const bool is_unknown = product.product_class == nullptr && product.parts.empty();
      if (is_unknown) coverage.expects_nothing.push_back(&product);
      continue;
    }
    const CoverageRow& row =
        coverage.rows.emplace_back(row_of(product, std::move(expected), columns, day));
    coverage.total.add(row.count);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      for (const CoverageCell& cell : row.cells[i]) coverage.by_column[i].add(cell.cover);
    }
  }
  std::stable_sort(coverage.rows.begin(), coverage.rows.end(),
                   [](const CoverageRow& a, const CoverageRow& b) {
                     return std::pair(a.count.missing, a.count.fallback) >
                            std::pair(b.count.missing, b.count.fallback);
                   });
  return coverage;
}

}  // namespace enclosure::app
