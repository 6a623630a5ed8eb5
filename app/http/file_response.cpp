#include "app/http/file_response.h"

#include <utility>

#include <fmt/format.h>

#include "app/http/byte_range.h"
#include "app/http/conditional.h"
#include "core/text.h"

namespace enclosure::app::http {
namespace {

/// The value of a field that is a list: sent several times it would be joined, and no client does
/// that, so then it is as if it were not there.
std::string_view value_of(const RequestHead& head, std::string_view name) {
  return head.field(name).value_or(std::string_view());
}

ByteRange range_of(const RequestHead& head, std::string_view tag, std::uint64_t size) {
  const std::string_view range = value_of(head, "range");
  if (head.method != "GET" || range.empty()) return {};
  // A date never matches: a document has none, its bytes are its name.
  const auto condition = head.field("if-range");
  if (condition && trim(*condition) != tag) return {};
  return read_byte_range(range, size);
}

}  // namespace

Response file_response(const RequestHead& head, const SharedFile& file) {
  const std::string tag = "\"" + file.sha256 + "\"";
  const std::uint64_t size = file.bytes->size();
  Response response = download({file.file_name, file.media_type, {}});
  response.headers.emplace_back("ETag", tag);
  response.headers.emplace_back("Accept-Ranges", "bytes");

  const auto if_match = head.field("if-match");
  if (if_match && !lists(*if_match, tag, Comparison::kStrong))
    return problem(412, "the file is another one than you have");
  if (has_already(head, tag)) {
    response.status = 304;
    return response;
  }
  const ByteRange range = range_of(head, tag, size);
  if (range.kind == ByteRange::Kind::kNotSatisfiable) {
    Response beyond = problem(416, "the range lies behind the end of the file");
    beyond.headers.emplace_back("Content-Range", fmt::format("bytes */{}", size));
    return beyond;
  }
  response.shared = {file.bytes, 0, static_cast<std::size_t>(size)};
  if (range.kind == ByteRange::Kind::kPart) {
    response.status = 206;
    response.shared.offset = static_cast<std::size_t>(range.first);
    response.shared.length = static_cast<std::size_t>(range.length);
    response.headers.emplace_back(
        "Content-Range",
        fmt::format("bytes {}-{}/{}", range.first, range.first + range.length - 1, size));
  }
  return response;
}

bool asks_for_later_part(const RequestHead& head) {
  const auto range = head.field("range");
  return range && !trim(*range).starts_with("bytes=0-");
}

}  // namespace enclosure::app::http
