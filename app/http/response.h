#pragma once
// An answer as a value, and the bytes it becomes.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/date.h"
#include "core/fault.h"

namespace enclosure::app {

/// A file to be sent out.
struct Download {
  std::string file_name;
  std::string media_type;
  std::string bytes;
};

}  // namespace enclosure::app

namespace enclosure::app::http {

/// Bytes that many answers share and none of them copies: a part of an archived file.
struct SharedBody {
  std::shared_ptr<const std::string> bytes;
  std::size_t offset = 0;
  std::size_t length = 0;
};

/// A body that is made while it is sent, in portions, for what is too large to be held. Asked by
/// one thread at a time.
struct BodySource {
  virtual ~BodySource() = default;
  /// The next bytes, some tens of kilobytes; empty at the end. What it throws breaks the connection
  /// off, so that the client sees that the body is not whole.
  virtual std::string next() = 0;
};

struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;  ///< our own texts only
  std::string body;
  SharedBody shared{};                   ///< when it has bytes, sent instead of `body`
  std::shared_ptr<BodySource> source{};  ///< when there is one, sent instead of both
};

/// "Not Found". "Unknown" for a status that we do not use.
[[nodiscard]] std::string_view reason_phrase(int status);

/// An error for programs: application/problem+json of RFC 9457, with a member `faults` when there
/// are any. `detail` is a sentence without data of buyers.
[[nodiscard]] Response problem(int status, std::string_view detail, const Faults& faults = {});

/// The same with a type of its own, a reference to what tells about it (problems.h).
[[nodiscard]] Response typed_problem(std::string_view type, int status, std::string_view detail,
                                     const Faults& faults = {});

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
  int minor_version =
      1;  ///< of the request: HTTP/1.0 knows no chunks, so a source is sent to the end
  bool secure = false;  ///< over TLS: the browser is told to come back over nothing else
};

/// Status line and header fields of HTTP/1.1, with the blank line.
[[nodiscard]] std::string head_bytes(const Response& response, const WireOptions& options);

/// The answer as bytes: its head, and the body unless it is shared or has a source.
[[nodiscard]] std::string to_bytes(const Response& response, const WireOptions& options);

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7).
[[nodiscard]] std::string http_date(Instant instant);

}  // namespace enclosure::app::http
