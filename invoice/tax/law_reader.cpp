#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "invoice/tax/law_data.h"
#include "invoice/tax/law_node.h"

namespace enclosure::invoice {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::pair<std::string_view, RateRow::Kind>, 6> kRateKinds{{
    {"standard", RateRow::Kind::kStandard},
    {"reduced", RateRow::Kind::kReduced},
    {"super_reduced", RateRow::Kind::kSuperReduced},
    {"parking", RateRow::Kind::kParking},
    {"zero", RateRow::Kind::kZero},
    {"book", RateRow::Kind::kBook},
}};

constexpr std::array<std::pair<std::string_view, TerritoryTreatment>, 6> kTreatments{{
    {"export", TerritoryTreatment::kExport},
    {"domestic_of", TerritoryTreatment::kDomesticOf},
    {"eu_destination", TerritoryTreatment::kEuDestination},
    {"rate_region", TerritoryTreatment::kRateRegion},
    {"manual_review", TerritoryTreatment::kManualReview},
    {"no_change", TerritoryTreatment::kNoChange},
}};

std::vector<RateRow> read_rates(const Node& list) {
  std::vector<RateRow> rates;
  list.each([&](const Node& row) {
    rates.push_back({row.member("rate").one_of(kRateKinds), row.validity(),
                     row.member("percent").parsed<Percent>(Decimal::parse)});
  });
  return rates;
}

NationalSystem read_national_system(const Node& node) {
  NationalSystem system{node.validity(), false, false};
  node.member("kinds").each([&](const Node& kind) {
    system.for_businesses = system.for_businesses || kind.text() == "b2b";
    system.for_consumers = system.for_consumers || kind.text() == "b2c";
  });
  return system;
}

StateLaw read_state(const Node& file) {
  StateLaw state;
  state.country = file.member("country").text();
  file.member("currencies").each([&](const Node& row) {
    state.currencies.push_back(
        {row.validity(), row.member("code").parsed<Currency>(Currency::parse)});
  });
  state.rates = read_rates(file.member("rates"));
  file.member("regions").each([&](const Node& region) {
    state.regions[region.member("id").text()] = read_rates(region.member("rates"));
  });
  file.member("languages").each([&](const Node& row) {
    state.languages.push_back(row.member("language").text());
  });
  file.member("exemption_articles").each([&](const Node& row) {
    state.exemption_articles[row.member("phrase").text()].push_back(
        {row.validity(), row.member("article").text()});
  });
  file.member("small_enterprise").each([&](const Node& row) {
    state.small_enterprise.push_back(
        {row.validity(), {row.member("mention").text_or_empty(), row.text_if_any("vatex")}});
  });
  file.member("article_194_for_goods").each([&](const Node& row) {
    state.article_194_for_goods.push_back({row.validity(), row.member("used").flag()});
  });
  file.member("national_systems").each([&](const Node& system) {
    state.national_systems.push_back(read_national_system(system));
  });
  read_national(file, state.national);
  return state;
}

void read_territories(const Node& file, LawData& law) {
  file.member("territories").each([&](const Node& node) {
    const std::size_t index = law.territories.size();
    law.territories.push_back(
        {node.member("id").text(), node.member("name").text(),
         node.member("treatment").one_of(kTreatments), node.member("counts_as").text_or_empty(),
         node.member("rates_of").text_or_empty(), node.member("member_state").text_or_empty()});
    node.member("detect").each([&](const Node& rule) {
      law.rules[rule.member("country").text()].push_back({rule.texts_if_any("postcodes"),
                                                          rule.texts_if_any("except"),
                                                          rule.texts_if_any("cities"), index});
    });
  });
}

void read_file(const EmbeddedFile& file, LawData& law, Faults& faults) {
  const Json json = Json::parse(file.bytes, nullptr, /*allow_exceptions=*/false);
  const Node root(json, std::string(file.path) + ":", faults);
  if (file.path == "thresholds.json") {
    root.member("thresholds").each([&](const Node& row) {
      law.thresholds[row.member("name").text()].push_back(
          {row.validity(), row.member("value").parsed<Decimal>(Decimal::parse)});
    });
  } else if (file.path == "territories.json") {
    read_territories(root, law);
    root.member("postcodes").each_member([&](const std::string& country, const Node& shape) {
      law.postcode_shapes[country] = shape.texts();
    });
  } else {
    StateLaw state = read_state(root);
    const std::string country = state.country;
    law.states[country] = std::move(state);
  }
}

/// What one file says about another: regions and states that territories name must be there.
void check_references(const LawData& law, Faults& faults) {
  for (const Territory& territory : law.territories) {
    const auto state = law.states.find(territory.member_state);
    const bool has_region =
        state != law.states.end() && state->second.regions.contains(territory.rates_of);
    if (territory.treatment == TerritoryTreatment::kRateRegion && !has_region) {
      faults.push_back({"LAW-001", "territories.json: " + territory.id,
                        "has no rates in the file of its state", "add the region there"});
    }
    if (!territory.counts_as.empty() && !law.states.contains(territory.counts_as)) {
      faults.push_back({"LAW-001", "territories.json: " + territory.id,
                        "counts as a state without a file", "add vat/<cc>.json"});
    }
  }
}

}  // namespace

Result<LawData> read_law(std::span<const EmbeddedFile> files) {
  LawData law;
  Faults faults;
  for (const EmbeddedFile& file : files) read_file(file, law, faults);
  if (law.territories.empty()) {
    faults.push_back({"LAW-001", "territories.json", "is missing or empty", "add the file"});
  }
  if (faults.empty()) check_references(law, faults);
  if (!faults.empty()) return faults;
  return law;
}

}  // namespace enclosure::invoice
