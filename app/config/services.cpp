#include "app/config/services.h"

#include <algorithm>
#include <array>
#include <optional>

#include "app/config/members.h"
#include "app/fetch/https_client.h"
#include "core/vat_id.h"

namespace enclosure::app {
namespace {

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

WebhooksConfig read_webhooks_config(const Reader& section) {
  static constexpr std::array<std::string_view, 3> kKnown{"private_addresses", "ca_file",
                                                          "timeout_seconds"};
  allow_only(section, kKnown);
  WebhooksConfig config;
  config.private_addresses = section.flag("private_addresses").value_or(false);
  config.ca_file = section.text("ca_file");
  read_whole(section, "timeout_seconds", 1, 30, config.timeout_seconds);
  return config;
}

}  // namespace enclosure::app
