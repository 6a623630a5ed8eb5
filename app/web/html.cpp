#include "app/web/html.h"

#include <algorithm>

#include "core/markup.h"
#include "core/text.h"

namespace enclosure::app::web {
namespace {

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string visible;
  visible.reserve(text.size());
  for (const char c : text) {
    if ((c >= 0 && c < 0x20) || c == 0x7F) {
      visible += "\xEF\xBF\xBD";
    } else {
      visible += c;
    }
  }
  return escape_markup(visible);
}

std::string isolated(std::string_view text) {
  return "<bdi>" + escape_html(text) + "</bdi>";
}

std::string path_segment(std::string_view text) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  static constexpr std::string_view kUnreserved = "-_.~";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_alphanumeric(c) || kUnreserved.find(c) != std::string_view::npos) {
      out.push_back(c);
    } else {
      out += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
    }
  }
  return out;
}

bool is_path_below(std::string_view path) {
  bool begins = true;  // a segment
  for (const char c : path) {
    if (begins ? !is_alphanumeric(c) : !is_alphanumeric(c) && c != '.' && c != '-' && c != '/')
      return false;
    begins = c == '/';
  }
  return !begins;
}

std::string_view https_host(std::string_view url) {
  constexpr std::string_view kScheme = "https://";
  if (!url.starts_with(kScheme) || !is_visible_ascii(url)) return {};
  const std::string_view rest = url.substr(kScheme.size());
  const std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
  const bool plain = std::all_of(host.begin(), host.end(), [](char c) {
    return is_alphanumeric(c) || c == '.' || c == '-' || c == ':';
  });
  return plain ? host : std::string_view{};
}

}  // namespace enclosure::app::web
