#include "app/config/invoicing.h"

#include "core/address.h"

namespace enclosure::app {
namespace {

std::optional<invoice::Issuer> read_issuer(const Reader& reader, std::string_view name) {
  const std::string word = reader.text(name);
  if (word == "seller") return invoice::Issuer::kSeller;
  if (word == "amazon") return invoice::Issuer::kMarketplace;
  if (word == "unknown") return std::nullopt;
  reader.fault("CONFIG-004", name, "unknown: \"" + word + "\"",
               "use seller, amazon (its VAT Calculation Service issues the invoices), or unknown");
  return std::nullopt;
}

}  // namespace

AmazonConfig read_amazon_config(const Reader& section) {
  AmazonConfig config;
  for (const auto& [name, value] : section.members()) {
    if (name != "invoicing" && !name.starts_with('_'))
      section.fault("CONFIG-003", name, "there is no such key",
                    "docs/configuration.md lists the keys");
  }
  const JsonValue* invoicing = section.find("invoicing");
  if (invoicing != nullptr && invoicing->text() != nullptr) {
    config.elsewhere = read_issuer(section, "invoicing");
    return config;
  }
  const auto stores = section.object("invoicing");
  if (!stores) return config;
  for (const auto& [store, value] : stores->members()) {
    if (store.starts_with('_')) continue;
    const auto issuer = read_issuer(*stores, store);
    if (store == "default") {
      config.elsewhere = issuer;
    } else if (issuer) {
      config.invoicing.emplace(store, *issuer);
    }
  }
  return config;
}

std::map<std::string, SystemStance, std::less<>> read_national_systems(const Reader& section) {
  std::map<std::string, SystemStance, std::less<>> stances;
  for (const auto& [state, value] : section.members()) {
    if (state.starts_with('_')) continue;
    const auto country = section.log().take(CountryCode::parse(state), section.path_of(state));
    const std::string word = section.text(state, Need::kRequired);
    if (!country || word.empty()) continue;
    if (word == "handled" || word == "not_bound") {
      stances.emplace(country->to_string(),
                      word == "handled" ? SystemStance::kHandled : SystemStance::kNotBound);
    } else {
      section.fault("CONFIG-004", state, "unknown: \"" + word + "\"",
                    "use handled (you fulfil it otherwise) or not_bound (it does not reach you)");
    }
  }
  return stances;
}

}  // namespace enclosure::app
