#include "app/config/http.h"

#include <array>
#include <string_view>

#include "app/config/members.h"
#include "app/net/ip_address.h"

namespace enclosure::app {
namespace {

std::optional<TlsConfig> read_tls(const Reader& section, const std::filesystem::path& workspace) {
  static constexpr std::array<std::string_view, 2> kKnown{"certificate", "key"};
  allow_only(section, kKnown);
  const std::string certificate = section.text("certificate", Need::kRequired);
  const std::string key = section.text("key", Need::kRequired);
  if (certificate.empty() || key.empty()) return std::nullopt;
  return TlsConfig{workspace / certificate, workspace / key};
}

std::vector<std::string> read_proxies(const Reader& section) {
  std::vector<std::string> proxies = section.texts("trusted_proxies");
  for (const std::string& proxy : proxies) {
    if (!net::IpNetwork::parse(proxy)) {
      section.fault("CONFIG-004", "trusted_proxies", "not an address or a network: " + proxy,
                    "write it like 127.0.0.1, 10.0.0.0/8 or 2001:db8::/32");
    }
  }
  return proxies;
}

bool reads_forwarded(const Reader& section) {
  const std::string field = section.text("proxy_header");
  if (field == "Forwarded") return true;
  if (!field.empty() && field != "X-Forwarded-For") {
    section.fault("CONFIG-004", "proxy_header", "no header that proxies send: " + field,
                  "use X-Forwarded-For or Forwarded");
  }
  return false;
}

}  // namespace

HttpConfig read_http_config(const Reader& section, const std::filesystem::path& workspace) {
  static constexpr std::array<std::string_view, 10> kKnown{"address",
                                                           "port",
                                                           "threads",
                                                           "connections",
                                                           "tls",
                                                           "connections_per_address",
                                                           "proxy_header",
                                                           "wrong_links_per_minute",
                                                           "trusted_proxies",
                                                           "requests_per_link"};
  allow_only(section, kKnown);
  HttpConfig config;
  if (section.has("address")) config.address = section.text("address");
  read_whole(section, "port", 0, 65535, config.port);
  read_whole(section, "threads", 2, 1024, config.threads);
  read_whole(section, "connections", 16, 1'000'000, config.connections);
  read_whole(section, "connections_per_address", 1, 1'000'000, config.connections_per_address);
  read_whole(section, "wrong_links_per_minute", 0, 1'000'000'000, config.wrong_links_per_minute);
  read_whole(section, "requests_per_link", 0, 1'000'000'000, config.requests_per_link);
  if (const auto tls = section.object("tls")) config.tls = read_tls(*tls, workspace);
  config.proxies = read_proxies(section);
  config.standard_forwarded = reads_forwarded(section);
  return config;
}

}  // namespace enclosure::app
