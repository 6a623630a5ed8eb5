#include "app/http/routes.h"

#include <algorithm>
#include <charconv>

namespace enclosure::app::http {
namespace {

constexpr Route kRoutes[] = {
    {RouteId::kHealth, "GET", "/healthz"},
    {RouteId::kReady, "GET", "/readyz"},
    {RouteId::kMetrics, "GET", "/metrics"},
    {RouteId::kStylesheet, "GET", "/assets/style.css"},
    {RouteId::kBuyerPage, "GET", "/i/{token}"},
    {RouteId::kLatestInvoice, "GET", "/i/{token}/invoice.pdf"},
    {RouteId::kInvoice, "GET", "/i/{token}/invoices/{n}.pdf"},
    {RouteId::kManual, "GET", "/i/{token}/manuals/{n}"},
    {RouteId::kOptOutPage, "GET", "/u/{token}"},
    {RouteId::kOptOut, "POST", "/u/{token}"},
    {RouteId::kOpenApi, "GET", "/api/v1/openapi.json"},
    {RouteId::kPostOrders, "POST", "/api/v1/orders", true},
    {RouteId::kPostEvents, "POST", "/api/v1/events", true},
    {RouteId::kGetOrder, "GET", "/api/v1/orders/{id}", true},
    {RouteId::kPostOrderEvents, "POST", "/api/v1/orders/{id}/events", true},
    {RouteId::kPostInvoiceLink, "POST", "/api/v1/orders/{id}/invoice-link", true},
};

constexpr std::string_view kKnownMethods[] = {"GET",   "HEAD",    "POST",  "PUT",    "DELETE",
                                              "PATCH", "OPTIONS", "TRACE", "CONNECT"};

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<std::string> decode_segment(std::string_view segment) {
  std::string out;
  for (std::size_t i = 0; i < segment.size(); ++i) {
    int byte = static_cast<unsigned char>(segment[i]);
    if (segment[i] == '%') {
      if (i + 2 >= segment.size()) return std::nullopt;
      const int high = hex_value(segment[i + 1]);
      const int low = hex_value(segment[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      byte = high * 16 + low;
      if (byte == '/') return std::nullopt;
      i += 2;
    }
    if (byte < 0x20 || byte == 0x7F || byte == '\\') return std::nullopt;
    out.push_back(static_cast<char>(byte));
  }
  if (out == "." || out == "..") return std::nullopt;
  return out;
}

std::optional<std::size_t> read_index(std::string_view text) {
  std::size_t index = 0;
  if (text.empty() || text.size() > 4 || (text.size() > 1 && text.front() == '0'))
    return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return index;
}

bool match_segment(std::string_view pattern, std::string_view segment, PathVariables& variables) {
  if (pattern == "{token}" || pattern == "{id}") {
    variables.name = segment;
    return !segment.empty();
  }
  if (!pattern.starts_with("{n}")) return pattern == segment;
  const std::string_view suffix = pattern.substr(3);
  if (!segment.ends_with(suffix)) return false;
  const auto index = read_index(segment.substr(0, segment.size() - suffix.size()));
  variables.index = index.value_or(0);
  return index.has_value();
}

}  // namespace

std::span<const Route> routes() {
  return kRoutes;
}

bool is_known_method(std::string_view method) {
  return std::find(std::begin(kKnownMethods), std::end(kKnownMethods), method) !=
         std::end(kKnownMethods);
}

std::optional<std::vector<std::string>> split_path(std::string_view path) {
  std::vector<std::string> segments;
  while (!path.empty()) {
    path.remove_prefix(1);  // the slash
    const std::size_t end = std::min(path.find('/'), path.size());
    auto segment = decode_segment(path.substr(0, end));
    if (!segment) return std::nullopt;
    segments.push_back(*std::move(segment));
    path.remove_prefix(end);
  }
  return segments;
}

std::optional<PathVariables> match(std::string_view path_template,
                                   const std::vector<std::string>& segments) {
  PathVariables variables;
  for (const std::string& segment : segments) {
    if (path_template.empty()) return std::nullopt;
    path_template.remove_prefix(1);
    const std::size_t end = std::min(path_template.find('/'), path_template.size());
    if (!match_segment(path_template.substr(0, end), segment, variables)) return std::nullopt;
    path_template.remove_prefix(end);
  }
  if (!path_template.empty()) return std::nullopt;
  return variables;
}

bool is_buyers_path(std::string_view path) {
  return path.starts_with("/i/") || path.starts_with("/u/");
}

}  // namespace enclosure::app::http
