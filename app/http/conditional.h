#pragma once
// Entity tags: whether the client has an answer already (RFC 9110, 8.8.3 and 13.1).

#include <string>
#include <string_view>

#include "app/http/request_head.h"
#include "app/http/response.h"

namespace enclosure::app::http {

/// How a list of entity tags is compared: a weak tag of the client's never matches strongly.
enum class Comparison { kStrong, kWeak };

/// Whether a list like `"a", W/"b"` has `tag` (with its quotes), or is "*". Our tags hold no
/// commas.
[[nodiscard]] bool lists(std::string_view field, std::string_view tag, Comparison comparison);

/// Whether If-None-Match says that the client has what `tag` names (compared weakly).
[[nodiscard]] bool has_already(const RequestHead& head, std::string_view tag);

/// `response` under `tag`; 304 without its body when the client has the same.
[[nodiscard]] Response tagged(const RequestHead& head, const std::string& tag, Response response);

/// The same under a tag made of the bytes of the body.
[[nodiscard]] Response tagged(const RequestHead& head, Response response);

}  // namespace enclosure::app::http
