#include "app/config/services.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "app/fetch/https_client.h"
#include "core/vat_id.h"

namespace enclosure::app {
namespace {

void allow_only(const Reader& reader, std::span<const std::string_view> known) {
  for (const auto& [name, value] : reader.members()) {
    const bool ours =
        std::find(known.begin(), known.end(), name) != known.end() || name.starts_with('_');
    if (!ours)
      reader.fault("CONFIG-003", name, "there is no such key",
                   "docs/configuration.md lists the keys");
  }
}

void read_whole(const Reader& reader, std::string_view name, int low, int high, int& into) {
  const auto value = reader.decimal(name);
  if (!value) return;
  const Decimal number = value->normalised();
  if (number.scale() == 0 && number >= Decimal(low) && number <= Decimal(high)) {
    into = static_cast<int>(number.coefficient());
  } else {
    reader.fault("CONFIG-004", name, "out of range: " + value->to_string(),
                 "use a whole number from " + std::to_string(low) + " to " + std::to_string(high));
  }
}

void read_url(const Reader& reader, std::string_view name, std::string& into) {
  if (!reader.has(name)) return;
  const std::string text = reader.text(name);
  if (reader.log().take(ServiceUrl::parse(text), reader.path_of(name))) into = text;
}

}  // namespace

ViesConfig read_vies_config(const Reader& section) {
  static constexpr std::array<std::string_view, 7> kKnown{
      "ask",       "base_url", "requester", "ca_file", "timeout_seconds", "give_up_after_hours",
      "fresh_days"};
  allow_only(section, kKnown);
  ViesConfig config;
  config.ask = section.flag("ask").value_or(true);
  read_url(section, "base_url", config.base_url);
  if (const auto requester = section.parsed<VatId>("requester")) {
    config.requester = requester->to_string();
    if (!requester->is_in_vies()) {
      section.fault("CONFIG-004", "requester", "VIES does not know numbers of that state",
                    "use the VAT number of a Member State, or leave it out");
    }
  }
  config.ca_file = section.text("ca_file");
  read_whole(section, "timeout_seconds", 1, 120, config.timeout_seconds);
  read_whole(section, "give_up_after_hours", 1, 30 * 24, config.give_up_after_hours);
  read_whole(section, "fresh_days", 0, 90, config.fresh_days);
  return config;
}

RatesConfig read_rates_config(const Reader& section) {
  static constexpr std::array<std::string_view, 5> kKnown{"fetch", "url", "history_url", "ca_file",
                                                          "timeout_seconds"};
  allow_only(section, kKnown);
  RatesConfig config;
  config.fetch = section.flag("fetch").value_or(true);
  read_url(section, "url", config.url);
  read_url(section, "history_url", config.history_url);
  config.ca_file = section.text("ca_file");
  read_whole(section, "timeout_seconds", 1, 120, config.timeout_seconds);
  return config;
}

}  // namespace enclosure::app
