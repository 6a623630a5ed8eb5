// The page of `products coverage --html`.

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "app/products/coverage.h"
#include "app/products/data.h"
#include "app/web/pages.h"

namespace enclosure::app {
namespace {

using attachments::Kind;
using web::escape_html;

constexpr std::size_t kWorst = 8;

/// "declaration of conformity"
std::string words_of(Kind kind) {
  std::string words(attachments::to_string(kind));
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string plural(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

/// In tenths of a percent; "100 %" only where nothing is left.
std::string percent(std::size_t part, std::size_t whole) {
  if (whole == 0) return "–";
  const std::size_t tenths = part * 1000 / whole;
  return tenths % 10 == 0 ? fmt::format("{} %", tenths / 10)
                          : fmt::format("{}.{} %", tenths / 10, tenths % 10);
}

std::string bar(const CoverageCount& count) {
  const auto piece = [&](char kind, std::size_t part) {
    if (part == 0) return std::string();
    return fmt::format("<i class=\"{}\" style=\"width:{:.2f}%\"></i>", kind,
                       100.0 * static_cast<double>(part) / static_cast<double>(count.all()));
  };
  return fmt::format(
      "<div class=\"bar\" role=\"img\" aria-label=\"{} there, {} in another language, {} "
      "missing\">{}{}{}</div>",
      count.have, count.fallback, count.missing, piece('h', count.have), piece('f', count.fallback),
      piece('m', count.missing));
}

class Page {
 public:
  Page(const Coverage& coverage, const locales::Locale& words, std::size_t most_rows)
      : coverage_(coverage), words_(words), most_rows_(most_rows) {}

  std::string draw(std::string_view shop, Date day) {
    head(shop, day);
    totals();
    if (coverage_.rows.empty()) {
      html_ += "<p class=\"note\">No product has documents or a class that expects some.</p>";
    } else {
      worst();
      grid();
    }
    foot();
    return std::move(html_);
  }

 private:
  void head(std::string_view shop, Date day) {
    html_ += fmt::format(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<title>Documents by country and language</title>\n<style>\n{}</style>\n</head>\n<body>\n"
        "<main>\n<header>\n<h1>Documents by country and language</h1>\n"
        "<p>{} · for sales on {} · {} in {}</p>\n</header>\n",
        coverage_stylesheet(), escape_html(shop), enclosure::to_string(day),
        plural(coverage_.rows.size(), "product", "products"),
        plural(countries(), "country", "countries"));
  }

  [[nodiscard]] std::size_t countries() const {
    std::vector<std::string> codes;
    for (const CoverageColumn& column : coverage_.columns)
      codes.push_back(column.country.to_string());
    std::sort(codes.begin(), codes.end());
    return static_cast<std::size_t>(std::unique(codes.begin(), codes.end()) - codes.begin());
  }

  void totals() {
    const CoverageCount& total = coverage_.total;
    const auto tile = [&](char kind, std::size_t part, std::string_view what) {
      html_ += fmt::format("<div class=\"{}\"><b>{}</b><span>{} · {}</span></div>\n", kind, part,
                           what, percent(part, total.all()));
    };
    html_ += "<section class=\"totals\">\n";
    tile('m', total.missing, "missing");
    tile('f', total.fallback, "in another language");
    tile('h', total.have, "there");
    html_ += "</section>\n";
    if (total.all() > 0) html_ += bar(total) + "\n";
  }

  void worst() {
    if (coverage_.total.missing + coverage_.total.fallback == 0) return;
    html_ += "<section class=\"worst\">\n";
    worst_columns();
    worst_products();
    html_ += "</section>\n";
  }

  void worst_columns() {
    std::vector<std::size_t> order(coverage_.columns.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto weight = [&](std::size_t i) {
      return std::pair(coverage_.by_column[i].missing, coverage_.by_column[i].fallback);
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return weight(a) > weight(b); });
    begin_list("The widest gaps by country", "Country and language");
    for (std::size_t i = 0; i < std::min(kWorst, order.size()); ++i) {
      const CoverageColumn& column = coverage_.columns[order[i]];
      list_row(fmt::format("{}, {}", words_.country_name(column.country),
                           words_.language_name(column.language)),
               coverage_.by_column[order[i]]);
    }
    end_list();
  }

  void worst_products() {
    begin_list("The widest gaps by product", "Product");
    for (std::size_t i = 0; i < std::min(kWorst, coverage_.rows.size()); ++i) {
      const CoverageRow& row = coverage_.rows[i];
      list_row(std::string(row.product->name), row.count);
    }
    end_list();
  }

  void begin_list(std::string_view title, std::string_view first) {
    html_ += fmt::format(
        "<div>\n<h2>{}</h2>\n<table class=\"list\"><thead><tr><th scope=\"col\">{}</th>"
        "<th scope=\"col\" class=\"n\">missing</th><th scope=\"col\" class=\"n\">other "
        "language</th>"
        "<th></th></tr></thead>\n<tbody>\n",
        title, first);
  }
  void list_row(const std::string& name, const CoverageCount& count) {
    if (count.missing + count.fallback == 0) return;
    html_ += fmt::format(
        "<tr><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td>{}</td></tr>\n",
        escape_html(name), count.missing, count.fallback, bar(count));
  }
  void end_list() { html_ += "</tbody></table>\n</div>\n"; }

  void grid() {
    html_ +=
        "<h2>All products</h2>\n<ul class=\"legend\">\n"
        "<li><span class=\"key h\">✓</span>every document is there in that language</li>\n"
        "<li><span class=\"key f\">1~</span>so many documents go along in another language</li>\n"
        "<li><span class=\"key m\">1</span>so many documents are missing</li>\n"
        "<li><span class=\"key m a\">2</span>nothing is there</li>\n</ul>\n"
        "<div class=\"scroll\" tabindex=\"0\">\n<table class=\"grid\">\n";
    grid_head();
    html_ += "<tbody>\n";
    const std::size_t shown = std::min(most_rows_, coverage_.rows.size());
    for (std::size_t i = 0; i < shown; ++i) grid_row(coverage_.rows[i]);
    html_ += "</tbody>\n</table>\n</div>\n";
    if (shown < coverage_.rows.size()) {
      html_ += fmt::format(
          "<p class=\"note\">These are the {} products with the widest gaps; --csv lists all {}."
          "</p>\n",
          shown, coverage_.rows.size());
    }
  }

  [[nodiscard]] bool is_first_of_country(std::size_t i) const {
    return i == 0 || coverage_.columns[i].country != coverage_.columns[i - 1].country;
  }

  void grid_head() {
    html_ += "<thead>\n<tr><th class=\"corner\" rowspan=\"2\" scope=\"col\">Product</th>";
    for (std::size_t i = 0; i < coverage_.columns.size(); ++i) {
      if (!is_first_of_country(i)) continue;
      std::size_t span = 1;
      while (i + span < coverage_.columns.size() && !is_first_of_country(i + span)) ++span;
      html_ += fmt::format("<th colspan=\"{}\" scope=\"colgroup\" title=\"{}\">{}</th>", span,
                           escape_html(words_.country_name(coverage_.columns[i].country)),
                           coverage_.columns[i].country.to_string());
    }
    html_ += "</tr>\n<tr>";
    for (std::size_t i = 0; i < coverage_.columns.size(); ++i) {
      const LanguageTag& language = coverage_.columns[i].language;
      html_ += fmt::format("<th scope=\"col\"{} title=\"{}\">{}</th>",
                           is_first_of_country(i) ? " class=\"first\"" : "",
                           escape_html(words_.language_name(language)), language.language());
    }
    html_ += "</tr>\n</thead>\n";
  }

  void grid_row(const CoverageRow& row) {
    std::string skus;
    for (const std::string_view sku : row.product->skus) {
      if (skus.size() > 60) break;
      skus += (skus.empty() ? "" : " ") + std::string(sku);
    }
    html_ += fmt::format("<tr><th scope=\"row\">{}<small>{}</small></th>",
                         escape_html(row.product->name), escape_html(skus));
    for (const auto& cells : row.cells) html_ += grid_cell(cells);
    html_ += "</tr>\n";
  }

  /// The classes of a cell: the worst that is in it.
  static std::string_view state_of(const CoverageCount& count) {
    if (count.missing > 0) return count.missing == count.all() ? "m a" : "m";
    return count.fallback > 0 ? "f" : "h";
  }

  static std::string sign_of(const CoverageCount& count) {
    if (count.missing > 0) return std::to_string(count.missing);
    return count.fallback > 0 ? std::to_string(count.fallback) + "~" : "✓";
  }

  static std::string grid_cell(const std::vector<CoverageCell>& cells) {
    CoverageCount count;
    std::string told;
    for (const CoverageCell& cell : cells) {
      count.add(cell.cover);
      told += (told.empty() ? "" : "\n") + words_of(cell.kind) + ": ";
      if (cell.cover == Cover::kMissing) {
        told += "missing";
        continue;
      }
      told += std::string(cell.document->file) + " (";
      for (const LanguageTag& tag : cell.document->languages)
        told += (told.back() == '(' ? "" : ", ") + tag.to_string();
      told += ")";
    }
    return fmt::format("<td class=\"{}\" title=\"{}\">{}</td>", state_of(count), escape_html(told),
                       sign_of(count));
  }

  void foot() {
    html_ += "<footer>\n";
    if (!coverage_.expects_nothing.empty()) {
      html_ += fmt::format(
          "<p>{} neither documents nor a class that expects some: they are not in this "
          "count.</p>\n",
          coverage_.expects_nothing.size() == 1
              ? "One product has"
              : fmt::format("{} products have", coverage_.expects_nothing.size()));
    }
    html_ +=
        "<p>What a product should have is what its class expects; without a class, the kinds it "
        "has "
        "in any language. Instructions and safety information belong into a language that the "
        "state "
        "of sale has chosen (Regulation (EU) 2023/988, Art. 9(7) and 19): this page takes its "
        "official languages.</p>\n</footer>\n</main>\n</body>\n</html>\n";
  }

  const Coverage& coverage_;
  const locales::Locale& words_;
  std::size_t most_rows_;
  std::string html_;
};

}  // namespace

std::string coverage_html(const Coverage& coverage, const locales::Locale& words,
                          std::string_view shop, Date day, std::size_t most_rows) {
  return Page(coverage, words, most_rows).draw(shop, day);
}

}  // namespace enclosure::app
