// The data files behind an import.

#include <algorithm>

#include "app/import/import.h"
#include "app/import/json_reader.h"
#include "app/import/json_value.h"

namespace enclosure::app {
namespace {

Marketplace read_marketplace(const Reader& reader) {
  Marketplace result;
  result.id = reader.text("id", Need::kRequired);
  result.country = reader.parsed<CountryCode>("country", Need::kRequired).value_or(CountryCode());
  result.domain = reader.text("domain", Need::kRequired);
  result.currency = reader.parsed<Currency>("currency", Need::kRequired).value_or(Currency());
  result.language = reader.parsed<LanguageTag>("language", Need::kRequired).value_or(LanguageTag());
  result.review_url_template = reader.text("review_url");
  result.order_url_template = reader.text("order_url");
  return result;
}

/// The bytes of the data file `path`, or nothing and a fault.
std::string_view file_of(std::span<const EmbeddedFile> files, std::string_view path,
                         FaultLog& log) {
  const auto file = std::find_if(files.begin(), files.end(),
                                 [&](const EmbeddedFile& each) { return each.path == path; });
  if (file != files.end()) return file->bytes;
  log.add("IMPORT-003", path, "the data file is missing", "install the program again");
  return {};
}

}  // namespace

Result<std::vector<Marketplace>> load_marketplaces(std::string_view json) {
  FaultLog log;
  std::vector<Marketplace> result;
  const auto value = parse_json(json, "", 1, log);
  const auto root = value ? Reader::of(*value, "", log) : std::nullopt;
  if (root) {
    for (const Reader& each : root->objects("marketplaces", Need::kRequired)) {
      result.push_back(read_marketplace(each));
    }
  }
  if (!log.empty()) return std::move(log).release();
  return result;
}

Result<std::map<CountryCode, LanguageTag>> load_country_languages(std::string_view json) {
  FaultLog log;
  std::map<CountryCode, LanguageTag> result;
  const auto value = parse_json(json, "", 1, log);
  const auto root = value ? Reader::of(*value, "", log) : std::nullopt;
  const auto languages = root ? root->object("languages", Need::kRequired) : std::nullopt;
  if (languages) {
    for (const auto& [country, ignored] : languages->members()) {
      const auto code = log.take(CountryCode::parse(country), languages->path_of(country));
      const auto language = languages->parsed<LanguageTag>(country, Need::kRequired);
      if (code && language) result.emplace(*code, *language);
    }
  }
  if (!log.empty()) return std::move(log).release();
  return result;
}

Result<ImportContext> load_import_context(std::span<const EmbeddedFile> files) {
  FaultLog log;
  ImportContext context;
  const std::string_view stores = file_of(files, "marketplaces.json", log);
  const std::string_view languages = file_of(files, "country_languages.json", log);
  if (!log.empty()) return std::move(log).release();
  if (auto list = log.take(load_marketplaces(stores), "marketplaces.json ")) {
    context.marketplaces = *std::move(list);
  }
  if (auto map = log.take(load_country_languages(languages), "country_languages.json ")) {
    context.country_languages = *std::move(map);
  }
  if (!log.empty()) return std::move(log).release();
  return context;
}

}  // namespace enclosure::app
