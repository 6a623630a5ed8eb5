#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "invoice/tax/law_data.h"

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

/// One value in one file; every reading function notes what is wrong and gives a stand-in.
class Node {
 public:
  Node(const Json& json, std::string path, Faults& faults)
      : json_(json), path_(std::move(path)), faults_(faults) {}

  [[nodiscard]] Node member(const std::string& name) const {
    static const Json kNothing;
    const auto found = json_.is_object() ? json_.find(name) : json_.end();
    const bool there = json_.is_object() && found != json_.end();
    if (!there) fault("has no member " + name);
    return {there ? *found : kNothing, path_ + " " + name, faults_};
  }

  [[nodiscard]] bool is_null() const { return json_.is_null(); }

  [[nodiscard]] std::string text() const {
    if (json_.is_string()) return json_.get<std::string>();
    fault("is not a text");
    return {};
  }

  [[nodiscard]] std::string text_or_empty() const { return is_null() ? "" : text(); }

  [[nodiscard]] bool flag() const {
    if (!json_.is_boolean()) fault("is not true or false");
    return json_.is_boolean() && json_.get<bool>();
  }

  template <typename T, typename Parse>
  [[nodiscard]] T parsed(Parse parse) const {
    const std::string source = text();
    Result<T> result = parse(source);
    if (result) return *std::move(result);
    fault("is wrong: " + result.faults().front().message);
    return T{};
  }

  template <typename T, std::size_t kSize>
  [[nodiscard]] T one_of(const std::array<std::pair<std::string_view, T>, kSize>& names) const {
    const std::string source = text();
    for (const auto& [name, value] : names) {
      if (name == source) return value;
    }
    fault("is an unknown word: " + source);
    return T{};
  }

  [[nodiscard]] Date day() const { return parsed<Date>(parse_date); }

  [[nodiscard]] std::regex pattern() const try {
    return std::regex(text(), std::regex::ECMAScript | std::regex::optimize);
  } catch (const std::regex_error& error) {
    fault(std::string("is no pattern: ") + error.what());
    return std::regex();
  }

  [[nodiscard]] std::optional<std::regex> optional_pattern(const std::string& name) const {
    if (!json_.is_object() || !json_.contains(name)) return std::nullopt;
    return member(name).pattern();
  }

  template <typename Visit>
  void each(Visit visit) const {
    if (!json_.is_array()) return fault("is not a list");
    for (std::size_t i = 0; i < json_.size(); ++i) {
      visit(Node(json_[i], path_ + "[" + std::to_string(i) + "]", faults_));
    }
  }

  template <typename Visit>
  void each_member(Visit visit) const {
    if (!json_.is_object()) return fault("is not an object");
    for (const auto& [name, value] : json_.items()) {
      visit(name, Node(value, path_ + " " + name, faults_));
    }
  }

 private:
  void fault(const std::string& what) const {
    faults_.push_back({"LAW-001", path_, what, "repair the data file in invoice/data"});
  }

  const Json& json_;
  std::string path_;
  Faults& faults_;
};

Validity read_validity(const Node& row) {
  Validity valid{row.member("since").day(), std::nullopt};
  if (const Node until = row.member("until"); !until.is_null()) valid.until = until.day();
  return valid;
}

std::vector<RateRow> read_rates(const Node& list) {
  std::vector<RateRow> rates;
  list.each([&](const Node& row) {
    rates.push_back({row.member("rate").one_of(kRateKinds), read_validity(row),
                     row.member("percent").parsed<Percent>(Decimal::parse)});
  });
  return rates;
}

NationalSystem read_national_system(const Node& node) {
  NationalSystem system{node.member("since").day(), false, false};
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
        {read_validity(row), row.member("code").parsed<Currency>(Currency::parse)});
  });
  state.rates = read_rates(file.member("rates"));
  file.member("regions").each([&](const Node& region) {
    state.regions[region.member("id").text()] = read_rates(region.member("rates"));
  });
  file.member("languages").each([&](const Node& tag) { state.languages.push_back(tag.text()); });
  file.member("exemption_articles").each_member([&](const std::string& phrase, const Node& entry) {
    state.exemption_articles[phrase] = entry.member("article").text();
  });
  const Node mention = file.member("small_business_mention");
  if (!mention.is_null()) state.small_business_mention = mention.member("text").text();
  const Node article_194 = file.member("article_194_for_goods");
  if (!article_194.is_null()) state.article_194_for_goods = article_194.member("used").flag();
  file.member("national_systems").each([&](const Node& system) {
    state.national_systems.push_back(read_national_system(system));
  });
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
      law.rules.push_back({rule.member("country").text(), rule.optional_pattern("postcode"),
                           rule.optional_pattern("city"), index});
    });
  });
}

void read_file(const EmbeddedFile& file, LawData& law, Faults& faults) {
  const Json json = Json::parse(file.bytes, nullptr, /*allow_exceptions=*/false);
  const Node root(json, std::string(file.path) + ":", faults);
  if (file.path == "territories.json") {
    read_territories(root, law);
    root.member("postcodes").each_member([&](const std::string& country, const Node& shape) {
      law.postcode_shapes[country] = shape.pattern();
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
