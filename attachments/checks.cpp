#include "attachments/checks.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>
#include <optional>

#include "core/text.h"

namespace enclosure::attachments {
namespace {

constexpr std::string_view kScheme = "https://";

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  const std::string lower = to_lower_ascii({&c, 1});
  return lower[0] >= 'a' && lower[0] <= 'f' ? lower[0] - 'a' + 10 : -1;
}

Fault bad_path(std::string message) {
  return {"CATALOGUE-003", "", std::move(message),
          "name a file inside the products folder, like \"hub/manual-de.pdf\""};
}

Fault bad_link(std::string message) {
  return {"CATALOGUE-004", "", std::move(message),
          "give the https address of the download page itself, like "
          "\"https://drivers.seller.example/hub\""};
}

/// Calls `visit` with each part of `text` between `separator`s; stops when it says false.
template <typename Visit>
bool all_parts(std::string_view text, char separator, Visit visit) {
  for (;;) {
    const auto end = text.find(separator);
    if (!visit(text.substr(0, end))) return false;
    if (end == std::string_view::npos) return true;
    text.remove_prefix(end + 1);
  }
}

/// A label of a host name (RFC 1123, 2.1).
bool is_label(std::string_view label) {
  return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
         std::all_of(label.begin(), label.end(),
                     [](char c) { return is_letter(c) || is_digit(c) || c == '-'; });
}

/// A name with a dot whose last label begins with a letter: no IP address in any spelling.
bool is_full_host_name(std::string_view host) {
  const auto last_dot = host.rfind('.');
  return host.size() <= 253 && last_dot != std::string_view::npos &&
         all_parts(host, '.', is_label) && is_letter(host[last_dot + 1]);
}

bool is_port(std::string_view port) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), value);
  return error == std::errc{} && end == port.data() + port.size() && value >= 1 && value <= 65535;
}

/// Characters of RFC 3986 for path and query, and "%" only in front of two hexadecimal digits that
/// are no control character.
bool is_path_and_query(std::string_view text) {
  constexpr std::string_view kAllowed = "-._~!$&'()*+,;=:@/?";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '%') {
      if (text.size() - i < 3) return false;
      const int high = hex_value(text[i + 1]);
      const int low = hex_value(text[i + 2]);
      if (high < 2 || low < 0 || (high == 7 && low == 15)) return false;
      i += 2;
    } else if (!is_letter(c) && !is_digit(c) && kAllowed.find(c) == std::string_view::npos) {
      return false;
    }
  }
  return true;
}

/// A parameter by which visitors are followed; R09 keeps them out of messages.
bool is_tracking(std::string_view parameter) {
  constexpr std::array<std::string_view, 5> kNames = {"fbclid", "gclid", "mc_cid", "mc_eid",
                                                      "msclkid"};
  const std::string name = to_lower_ascii(parameter.substr(0, parameter.find('=')));
  return name.starts_with("utm_") || std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

/// What is wrong with a path whatever its ending.
std::optional<Fault> leaves_the_folder(std::string_view path) {
  const auto line = single_line(path, 255);
  if (!line) return bad_path("the file name is not printable text of at most 255 bytes");
  if (line->size() != path.size()) return bad_path("the file name begins or ends with a blank");
  if (path.starts_with('/')) return bad_path("the path is absolute");
  if (path.find_first_of("\\:") != std::string_view::npos) {
    return bad_path("the path holds a backslash or a colon");
  }
  const auto is_name = [](std::string_view part) {
    return !part.empty() && part != "." && part != "..";
  };
  if (!all_parts(path, '/', is_name)) return bad_path("the path leaves the folder");
  return std::nullopt;
}

/// Whether the name has something in front of one of these endings.
bool ends_in(std::string_view path, std::initializer_list<std::string_view> endings) {
  const std::string name = to_lower_ascii(path.substr(path.rfind('/') + 1));  // npos + 1 is 0
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) {
    return name.size() > ending.size() && name.ends_with(ending);
  });
}

}  // namespace

Result<std::string> check_file_path(std::string_view path) {
  if (auto fault = leaves_the_folder(path)) return *std::move(fault);
  if (ends_in(path, {".pdf", ".jpg", ".jpeg", ".png", ".txt"})) return std::string(path);
  return Fault{"CATALOGUE-003", "", "the file is no .pdf, .jpg, .png or .txt",
               "enclose the document as one of these; archives and programs never go along: a "
               "driver is a link in \"drivers\""};
}

Result<std::string> check_picture_path(std::string_view path) {
  if (auto fault = leaves_the_folder(path)) return *std::move(fault);
  if (!ends_in(path, {".png", ".jpg", ".jpeg"})) return bad_path("the picture is no .png or .jpg");
  return std::string(path);
}

Result<std::string> check_link(std::string_view url) {
  if (url.size() > 2000) return bad_link("the link is longer than 2000 bytes");
  if (!url.starts_with(kScheme)) return bad_link("the link does not begin with https://");
  const std::string_view rest = url.substr(kScheme.size());
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?#\\"));
  if (authority.find('@') != std::string_view::npos) {
    return bad_link("the link carries credentials");
  }
  const auto colon = authority.find(':');
  if (!is_full_host_name(authority.substr(0, colon))) {
    return bad_link("the link has no full host name in ASCII");
  }
  if (colon != std::string_view::npos && !is_port(authority.substr(colon + 1))) {
    return bad_link("the link has no valid port");
  }
  const std::string_view target = rest.substr(authority.size());
  if (target.find('#') != std::string_view::npos) return bad_link("the link has a fragment (#)");
  if (!is_path_and_query(target)) return bad_link("the link holds a character that is not allowed");
  if (!target.starts_with('/') || target.size() == 1) {
    return bad_link("the link is a bare host without a page");
  }
  const auto query = target.find('?');
  if (query != std::string_view::npos &&
      !all_parts(target.substr(query + 1), '&', [](auto p) { return !is_tracking(p); })) {
    return bad_link("the link carries a tracking parameter");
  }
  return std::string(url);
}

}  // namespace enclosure::attachments
