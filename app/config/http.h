#pragma once
// The section `http` of enclosure.json: where `serve` listens, and what it puts up with.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/import/json_reader.h"

namespace enclosure::app {

/// PEM files, relative to the workspace unless absolute.
struct TlsConfig {
  std::filesystem::path certificate;
  std::filesystem::path key;
};

struct HttpConfig {
  std::string address = "127.0.0.1";
  int port = 8080;
  int threads = 16;
  int connections = 10'000;
  int connections_per_address = 512;
  int wrong_links_per_minute = 30;   ///< of one address; 0: any number
  int requests_per_link = 240;       ///< a minute; 0: any number
  std::optional<TlsConfig> tls;      ///< none: in the clear
  std::vector<std::string> proxies;  ///< addresses and networks, checked
  bool standard_forwarded = false;   ///< the proxies send Forwarded instead of X-Forwarded-For
};

/// Reads the section. Faults go to its log: CONFIG-002, CONFIG-003, CONFIG-004.
[[nodiscard]] HttpConfig read_http_config(const Reader& section,
                                          const std::filesystem::path& workspace);

}  // namespace enclosure::app
