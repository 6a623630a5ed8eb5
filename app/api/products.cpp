// GET /api/v1/products and /api/v1/products/coverage

#include "app/products/markets.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/api/admission.h"
#include "app/api/reading.h"
#include "app/api/world.h"
#include "app/products/coverage.h"
#include "app/products/products_json.h"

namespace enclosure::app::api {
namespace {

using http::Request;
using http::Response;

Response list_products(World& world, const Request& request) {
  QueryReader query(request);
  if (auto no = query.refusal()) return *std::move(no);
  return resource(request, {{"products", products_json(world.shop.catalogue)}});
}

/// "AT", "AT,BE:nl+fr"; without it the Member States.
Result<std::vector<Market>> parse_markets(const std::string& text, const LanguagesOf& languages) {
  std::vector<Market> all;
  if (text.empty())
    return Fault{"QUERY-002", "", "no country is named", "write them like AT,BE:nl+fr"};
  Faults faults;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    const Market market = take(parse_market(rest.substr(0, comma), languages), "", faults);
    const bool again = std::any_of(
        all.begin(), all.end(), [&](const Market& one) { return one.country == market.country; });
    if (again && faults.empty())
      faults.push_back({"QUERY-002", "", "a country is named twice: " + market.country.to_string(),
                        "name all its languages at once, like BE:nl+fr"});
    all.push_back(market);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  if (!faults.empty()) return faults;
  return all;
}

Response coverage(World& world, const Request& request) {
  const LanguagesOf languages = [&world](CountryCode country) {
    return world.shop.official_languages(country);
  };
  QueryReader query(request);
  const auto asked = query.read<std::vector<Market>>(
      "countries", [&](const std::string& text) { return parse_markets(text, languages); });
  if (auto no = query.refusal()) return *std::move(no);
  const Date day = world.shop.config.time_zone.date_of(world.clock());
  return resource(request,
                  coverage_json(coverage_of(world.shop.catalogue,
                                            asked ? *asked : member_states(languages), day)));
}

}  // namespace

http::Endpoints product_endpoints(World& world) {
  const auto allowed = admit(world, ApiScope::kProductsRead);
  return {
      {"GET", "/api/v1/products", allowed,
       [&world](const Request& request) { return list_products(world, request); }},
      {"GET", "/api/v1/products/coverage", allowed,
       [&world](const Request& request) { return coverage(world, request); }},
  };
}

}  // namespace enclosure::app::api
