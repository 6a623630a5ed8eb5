#include "app/http/forwarded.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "core/text.h"

namespace enclosure::app::http {
namespace {

constexpr std::size_t kMaxHops = 32;

/// `text` cut at each `separator` that stands outside of quotes; blanks around the parts are gone.
std::vector<std::string_view> cut(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && text[at] == '"') quoted = !quoted;
    if (at < text.size() && (quoted || text[at] != separator)) continue;
    parts.push_back(trim(text.substr(begin, at - begin)));
    begin = at + 1;
  }
  return parts;
}

/// The elements of all fields of that name, in the order in which proxies added them.
std::vector<std::string_view> elements(const RequestHead& head, std::string_view name) {
  std::vector<std::string_view> all;
  for (const HeaderField& field : head.fields) {
    if (field.name != name) continue;
    const auto parts = cut(field.value, ',');
    all.insert(all.end(), parts.begin(), parts.end());
  }
  return all;
}

/// "192.0.2.1", "192.0.2.1:80", "[2001:db8::1]:80", "2001:db8::1".
std::optional<net::IpAddress> node(std::string_view text) {
  if (text.starts_with('[')) return net::IpAddress::parse(text.substr(1, text.find(']') - 1));
  const bool port = std::count(text.begin(), text.end(), ':') == 1;
  return net::IpAddress::parse(port ? text.substr(0, text.find(':')) : text);
}

/// The value of a parameter of an element of Forwarded; empty where there is none.
std::string_view parameter(std::string_view element, std::string_view name) {
  for (const std::string_view pair : cut(element, ';')) {
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos || to_lower_ascii(pair.substr(0, equals)) != name)
      continue;
    std::string_view value = pair.substr(equals + 1);
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
      value = value.substr(1, value.size() - 2);
    return value;
  }
  return {};
}

bool is_https(std::string_view proto) {
  return to_lower_ascii(proto) == "https";
}

/// What the proxies say, from the right.
Peer behind_proxies(const net::IpAddress& proxy, const RequestHead& head, const ProxyTrust& trust) {
  const bool standard = trust.field == ProxyTrust::Field::kForwarded;
  Peer peer{proxy.to_string(), false, true};
  if (!standard) {
    const auto protos = elements(head, "x-forwarded-proto");
    peer.secure = !protos.empty() && is_https(protos.back());
  }
  const auto chain = elements(head, standard ? "forwarded" : "x-forwarded-for");
  const std::size_t hops = std::min(chain.size(), kMaxHops);
  for (std::size_t i = 0; i < hops; ++i) {
    const std::string_view element = chain[chain.size() - 1 - i];
    const auto address = node(standard ? parameter(element, "for") : element);
    if (standard) peer.secure = is_https(parameter(element, "proto"));
    if (!address) return peer;
    peer.address = address->to_string();
    peer.stands_for_many = is_within(*address, trust.proxies);
    if (!peer.stands_for_many) return peer;
  }
  return peer;
}

}  // namespace

Peer peer_of(const net::IpAddress& from, bool tls, const RequestHead& head,
             const ProxyTrust& trust) {
  if (is_within(from, trust.proxies)) {
    Peer peer = behind_proxies(from, head, trust);
    peer.secure = peer.secure || tls;
    return peer;
  }
  const bool proxy = head.count("x-forwarded-for") != 0 || head.count("forwarded") != 0;
  return {from.to_string(), tls, proxy && from.is_private()};
}

}  // namespace enclosure::app::http
