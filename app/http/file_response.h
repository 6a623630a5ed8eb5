#pragma once
// A file that is there in memory, as an answer: whole or in part, or the word that the client has
// it already (RFC 9110, 13 and 14).

#include <memory>
#include <string>
#include <string_view>

#include "app/http/request_head.h"
#include "app/http/response.h"

namespace enclosure::app::http {

/// What is sent. The bytes are shared, never copied.
struct SharedFile {
  std::string file_name;
  std::string media_type;
  std::string sha256;  ///< of the bytes; in quotes it is the entity tag
  std::shared_ptr<const std::string> bytes;
};

/// 200, 206 with Content-Range, 304, 412 or 416, by If-Match, If-None-Match, Range and If-Range of
/// a GET or HEAD. Headers as of `download`, with ETag and Accept-Ranges.
[[nodiscard]] Response file_response(const RequestHead& head, const SharedFile& file);

/// Whether the request asks for a later part of a file: one that was begun before.
[[nodiscard]] bool asks_for_later_part(const RequestHead& head);

}  // namespace enclosure::app::http
