#pragma once
// An answer as a value, and the bytes it becomes.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/http/desks.h"
#include "core/date.h"
#include "core/fault.h"

namespace enclosure::app::http {

struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;  ///< our own texts only
  std::string body;
};

/// "Not Found". "Unknown" for a status that we do not use.
[[nodiscard]] std::string_view reason_phrase(int status);

/// An error for programs: application/problem+json of RFC 9457, with a member `faults` when there
/// are any. `detail` is a sentence without data of buyers.
[[nodiscard]] Response problem(int status, std::string_view detail, const Faults& faults = {});

[[nodiscard]] Response json(int status, std::string body);
[[nodiscard]] Response plain_text(int status, std::string body);

/// A page for people: no scripts, nothing from elsewhere, not kept, not indexed, no referrer.
[[nodiscard]] Response html(int status, std::string body);

/// A file to keep, under a safe name. A media type that is none becomes application/octet-stream.
[[nodiscard]] Response download(Download file);

/// "attachment; filename=\"...\"; filename*=UTF-8''..." (RFC 6266): the first with ASCII alone, the
/// second only where the name needs it. Slashes, control characters, quotes and leading dots do not
/// survive; an empty name becomes "download".
[[nodiscard]] std::string content_disposition(std::string_view file_name);

/// What to know about the connection while writing an answer.
struct WireOptions {
  bool head_only = false;  ///< the request was HEAD: everything but the body
  bool keep_alive = false;
  Instant now{};  ///< for Date
};

/// The answer as bytes of HTTP/1.1.
[[nodiscard]] std::string to_bytes(const Response& response, const WireOptions& options);

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7).
[[nodiscard]] std::string http_date(Instant instant);

}  // namespace enclosure::app::http
