#pragma once
// The sections of enclosure.json about services on the net: `vies`, `rates` and `webhooks`.

#include <string>

#include "app/import/json_reader.h"

namespace enclosure::app {

/// Whether and how the register of VAT numbers is asked.
struct ViesConfig {
  bool ask = false;  ///< without the section nobody is asked
  std::string base_url = "https://ec.europa.eu/taxation_customs/vies/rest-api";
  std::string requester;  ///< VAT number in whose name is asked; empty: the seller's own
  std::string ca_file;    ///< certificates to trust besides the system's, or empty
  int timeout_seconds = 10;
  int give_up_after_hours = 72;  ///< from then on the seller must decide
  int fresh_days = 0;            ///< how many days before the supply an answer may be from
};

/// Whether and from where the reference rates are fetched.
struct RatesConfig {
  bool fetch = false;
  std::string url = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml";
  std::string history_url = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist-90d.xml";
  std::string ca_file;
  int timeout_seconds = 20;
};

/// How webhooks are sent.
struct WebhooksConfig {
  bool private_addresses = false;  ///< receivers on this machine or in its network may be told, too
  std::string ca_file;
  int timeout_seconds = 10;
};

/// Reads the section `vies` into its configuration. Faults go to the log of `section`: CONFIG-003,
/// CONFIG-004, and those of VAT numbers.
[[nodiscard]] ViesConfig read_vies_config(const Reader& section);
[[nodiscard]] RatesConfig read_rates_config(const Reader& section);
[[nodiscard]] WebhooksConfig read_webhooks_config(const Reader& section);

}  // namespace enclosure::app
