#include "app/products/products_json.h"

#include <nlohmann/json.hpp>

namespace enclosure::app {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const attachments::Document& document) {
  Json json{{"id", document.id}, {"kind", to_string(document.kind)}, {"topic", document.topic}};
  json["languages"] = Json::array();
  for (const LanguageTag& language : document.languages)
    json["languages"].push_back(language.to_string());
  json["language"] = document.languages.front().to_string();
  json["countries"] = Json::array();
  for (const CountryCode country : document.countries)
    json["countries"].push_back(country.to_string());
  json["version"] = document.version;
  json["file"] = document.file;
  json["title"] = document.title.in(document.languages.front());
  return json;
}

Json json_of(const attachments::DriverLink& driver) {
  return {{"title", driver.title.in(LanguageTag())},
          {"url", driver.url},
          {"os", driver.os},
          {"language", driver.language ? Json(driver.language->to_string()) : Json()},
          {"version", driver.version},
          {"needed_before_first_use", driver.needed_before_first_use}};
}

nlohmann::ordered_json to_json(const CoverageCount& count) {
  return {{"missing", count.missing}, {"fallback", count.fallback}, {"have", count.have}};
}

}  // namespace

nlohmann::ordered_json products_json(const attachments::Catalogue& catalogue) {
  Json json = Json::array();
  for (const attachments::Product& product : catalogue.products()) {
    Json one{{"id", product.id},
             {"name", product.name},
             {"skus", product.skus},
             {"documents", Json::array()},
             {"drivers", Json::array()}};
    for (const attachments::Document* document : product.documents)
      one["documents"].push_back(json_of(*document));
    for (const attachments::DriverLink& driver : product.drivers)
      one["drivers"].push_back(json_of(driver));
    json.push_back(std::move(one));
  }
  return json;
}

nlohmann::ordered_json coverage_json(const Coverage& coverage) {
  nlohmann::ordered_json json{{"total", to_json(coverage.total)},
                              {"columns", nlohmann::ordered_json::array()},
                              {"products", nlohmann::ordered_json::array()},
                              {"expect_nothing", nlohmann::ordered_json::array()}};
  for (std::size_t i = 0; i < coverage.columns.size(); ++i) {
    json["columns"].push_back({{"country", coverage.columns[i].country.to_string()},
                               {"language", coverage.columns[i].language.to_string()},
                               {"count", to_json(coverage.by_column[i])}});
  }
  for (const CoverageRow& row : coverage.rows) {
    auto gaps = nlohmann::ordered_json::array();
    for (std::size_t i = 0; i < coverage.columns.size(); ++i) {
      for (const CoverageCell& cell : row.cells[i]) {
        if (cell.cover == Cover::kHave) continue;
        gaps.push_back({{"country", coverage.columns[i].country.to_string()},
                        {"language", coverage.columns[i].language.to_string()},
                        {"kind", attachments::to_string(cell.kind)},
                        {"state", to_string(cell.cover)},
                        {"file", cell.document == nullptr ? "" : cell.document->file}});
      }
    }
    json["products"].push_back(
        {{"name", row.product->name}, {"count", to_json(row.count)}, {"gaps", std::move(gaps)}});
  }
  for (const attachments::Product* product : coverage.expects_nothing)
    json["expect_nothing"].push_back(product->name);
  return json;
}

}  // namespace enclosure::app
