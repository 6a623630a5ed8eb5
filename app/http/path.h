#pragma once
// Paths of requests: cut, decoded and compared with the templates of endpoints.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/http/endpoint.h"

namespace enclosure::app::http {

/// `text` with every %XX made a byte; nothing when a percent sign encodes nothing.
[[nodiscard]] std::optional<std::string> percent_decoded(std::string_view text);

/// A path cut at its slashes and percent-decoded; nothing when it holds an encoded slash, a NUL or
/// another control character, a backslash, a dot segment, or a percent sign that encodes nothing.
[[nodiscard]] std::optional<std::vector<std::string>> split_path(std::string_view path);

/// Whether `segments` are of the form of `path_template` (see Endpoint), and with which variables.
/// The template must outlive them.
[[nodiscard]] std::optional<PathVariables> match(std::string_view path_template,
                                                 const std::vector<std::string>& segments);

/// Whether the path belongs to buyers: everything there that is not found gets the same answer.
[[nodiscard]] bool is_buyers_path(std::string_view path);

/// Whether the path belongs to the console: who asks for it looks at pages.
[[nodiscard]] bool is_console_path(std::string_view path);

}  // namespace enclosure::app::http
