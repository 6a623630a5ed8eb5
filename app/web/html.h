#pragma once
// Pieces of HTML that every page is made of. Safe to call from every thread.

#include <string>
#include <string_view>

namespace enclosure::app::web {

/// `text` for HTML, in content and in quoted attributes; control characters become U+FFFD.
[[nodiscard]] std::string escape_html(std::string_view text);

/// Escaped text that may run in another direction than the page: names, numbers.
[[nodiscard]] std::string isolated(std::string_view text);

/// `text` as one segment of a path, or as a value in a query: percent-encoded (RFC 3986).
[[nodiscard]] std::string path_segment(std::string_view text);

/// Whether `path` stays below the page that links to it: "manuals/0", "invoices/1.pdf". Letters,
/// digits, dots, hyphens; no segment is empty or begins with a dot.
[[nodiscard]] bool is_path_below(std::string_view path);

/// "driver.example" of "https://driver.example/x"; empty for whatever should not be followed:
/// another scheme, user information, blanks.
[[nodiscard]] std::string_view https_host(std::string_view url);

}  // namespace enclosure::app::web
