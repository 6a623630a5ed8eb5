// Whatever may come in over HTTP: heads, chunked bodies at once and in pieces, paths, file names
// and texts on their way out.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <variant>

#include "app/http/chunked_body.h"
#include "app/http/path.h"
#include "app/http/request_head.h"
#include "app/http/response.h"
#include "app/web/pages.h"

namespace {

using namespace enclosure::app;  // NOLINT(google-build-using-namespace)

void require(bool holds) {
  if (!holds) std::abort();
}

void read_head(std::string_view bytes) {
  const auto found = http::find_head_end(bytes, 0);
  const auto* end = std::get_if<std::size_t>(&found);
  if (end == nullptr) return;
  const auto parsed = http::parse_request_head(bytes.substr(0, *end));
  const auto* head = std::get_if<http::RequestHead>(&parsed);
  if (head == nullptr) return;
  require(head->path.starts_with('/'));
  static_cast<void>(head->wants_close());
  const auto framing = http::frame_body(*head);
  if (std::holds_alternative<http::Framing>(framing))
    require(head->count("content-length") == 0 || head->count("transfer-encoding") == 0);
}

http::ChunkedBody::State read_chunks(std::string_view bytes, std::size_t piece, std::string& body) {
  http::ChunkedBody chunks(1000);
  while (!bytes.empty()) {
    std::string_view part = bytes.substr(0, piece);
    bytes.remove_prefix(part.size());
    const auto state = chunks.feed(part);
    if (state == http::ChunkedBody::State::kDone) body = chunks.take();
    if (state != http::ChunkedBody::State::kMore) return state;
  }
  return http::ChunkedBody::State::kMore;
}

void read_path(std::string_view bytes) {
  if (!bytes.starts_with('/')) return;
  const auto segments = http::split_path(bytes);
  if (!segments) return;
  for (const std::string& segment : *segments) require(segment != ".." && segment != ".");
  for (const char* path_template :
       {"/i/{token}", "/i/{token}/invoices/{n}.pdf", "/api/v1/orders/{id}"})
    static_cast<void>(http::match(path_template, *segments));
}

void read_form(std::string_view bytes) {
  const auto form = http::Form::parse(bytes);
  if (!form) return;
  for (const auto& [name, value] : form->fields()) require(form->field(name) == value);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  read_head(bytes);
  std::string whole;
  std::string pieces;
  require(read_chunks(bytes, bytes.size() + 1, whole) == read_chunks(bytes, 3, pieces));
  require(whole == pieces && whole.size() <= 1000);
  read_path(bytes);
  read_form(bytes);
  const std::string field = http::content_disposition(bytes);
  require(field.find_first_of("\r\n/\\") == std::string::npos);
  require(web::escape_html(bytes).find_first_of("<>\"'") == std::string::npos);
  return 0;
}
