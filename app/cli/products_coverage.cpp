// enclosure products coverage

#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/out_file.h"
#include "app/cli/output.h"
#include "app/cli/products.h"
#include "app/products/coverage.h"
#include "app/products/markets.h"
#include "app/products/products_json.h"

namespace enclosure::app {
namespace {

constexpr std::size_t kMostRows = 25;

struct CoverageOptions {
  std::vector<std::string> countries;
  std::string csv;
  std::string html;
  bool force = false;
};

std::vector<Market> markets(const CoverageOptions& options, const Shop& shop) {
  const LanguagesOf languages_of = [&](CountryCode country) {
    return shop.official_languages(country);
  };
  if (options.countries.empty()) return member_states(languages_of);
  std::vector<Market> all;
  Faults faults;
  for (const std::string& text : options.countries)
    all.push_back(take(parse_market(text, languages_of), "--country", faults));
  if (!faults.empty()) throw CommandFaults(kExitUsage, std::move(faults));
  return all;
}

/// "AT-de BE-nl": the columns of a product in which something is missing.
std::string gaps_of(const CoverageRow& row, const Coverage& coverage) {
  std::string gaps;
  for (std::size_t i = 0; i < coverage.columns.size(); ++i) {
    CoverageCount count;
    for (const CoverageCell& cell : row.cells[i]) count.add(cell.cover);
    if (count.missing == 0) continue;
    gaps += fmt::format("{}{}-{}", gaps.empty() ? "" : " ", coverage.columns[i].country.to_string(),
                        coverage.columns[i].language.language());
  }
  return gaps;
}

void print_table(const Coverage& coverage) {
  Table table({"product", "missing", "other language", "there", "missing in"});
  for (const std::size_t column : {1U, 2U, 3U}) table.align_right(column);
  for (std::size_t i = 0; i < std::min(kMostRows, coverage.rows.size()); ++i) {
    const CoverageRow& row = coverage.rows[i];
    table.add({shortened(row.product->name, 36), std::to_string(row.count.missing),
               std::to_string(row.count.fallback), std::to_string(row.count.have),
               shortened(gaps_of(row, coverage), 60)});
  }
  if (table.empty()) {
    say("No product has documents or a class that expects some.");
    return;
  }
  const CoverageCount& total = coverage.total;
  say(fmt::format(
      "{} documents wanted for {} in {}: {} missing, {} in another language, {} there.\n",
      total.all(), counted(coverage.rows.size(), "product"),
      counted(coverage.columns.size(), "column"), total.missing, total.fallback, total.have));
  say(table.to_string());
  if (coverage.rows.size() > kMostRows)
    say(fmt::format("and {} more; --csv and --html list them", coverage.rows.size() - kMostRows));
  if (!coverage.expects_nothing.empty())
    say(fmt::format("Not counted, with neither documents nor class: {}",
                    counted(coverage.expects_nothing.size(), "product")));
}

void run(const CoverageOptions& options, Context& context) {
  for (const std::string& file : {options.csv, options.html}) {
    if (!file.empty()) check_out(file, options.force, context);
  }
  const Shop shop = need(Shop::open(context.workspace), kExitConfiguration);
  const Date day = shop.config.time_zone.date_of(context.now());
  const Coverage coverage = coverage_of(shop.catalogue, markets(options, shop), day);
  if (!options.csv.empty())
    write_out(options.csv, coverage_csv(coverage), OutKind::kTable, options.force, context);
  if (!options.html.empty()) {
    const locales::Locale& english = shop.knowledge.languages.best_for(LanguageTag());
    write_out(options.html, coverage_html(coverage, english, shop.config.brand, day),
              OutKind::kPage, options.force, context);
  }
  if (context.json) {
    print_json(coverage_json(coverage));
  } else {
    print_table(coverage);
  }
}

}  // namespace

void add_products_coverage(Command& products, Context& context) {
  auto options = std::make_shared<CoverageOptions>();
  Command* command = products.add_subcommand(
      "coverage",
      "which documents are there, in another language, or missing: by product, country "
      "and language");
  command
      ->add_option("--country", options->countries,
                   "a country that is sold to, AT, or with the languages that count there: "
                   "IE:en, BE:nl+fr; without it the 27 Member States")
      ->type_name("CODE");
  command->add_option("--csv", options->csv, "every cell as CSV")->type_name("FILE");
  command->add_option("--html", options->html, "a page with totals and a grid")->type_name("FILE");
  command->add_flag("--force", options->force,
                    "write over what is there, whatever it is, and make missing folders");
  command->callback([options, &context] { run(*options, context); });
}

}  // namespace enclosure::app
