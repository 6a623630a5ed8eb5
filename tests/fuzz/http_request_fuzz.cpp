// Whatever may come in over HTTP: heads, chunked bodies at once and in pieces, paths, file names
// and texts on their way out.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <variant>

#include "app/http/chunked_body.h"
#include "app/http/forwarded.h"
#include "app/http/path.h"
#include "app/http/request_head.h"
#include "app/http/request_reader.h"
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

/// Every request in `bytes`, which arrive in pieces of that size, told in one text.
std::string read_requests(std::string_view bytes, std::size_t piece) {
  using State = http::RequestReader::State;
  http::RequestReader reader;
  std::string told;
  for (;;) {
    switch (reader.read()) {
      case State::kMore:
        if (bytes.empty()) return told;
        reader.feed(bytes.substr(0, piece));
        bytes.remove_prefix(std::min(piece, bytes.size()));
        break;
      case State::kHead: {
        const auto head = reader.take_head();
        told += head.method + " " + head.path + "\n";
        const auto framing = http::frame_body(head);
        if (std::holds_alternative<http::Rejection>(framing)) return told + "framing";
        reader.expect_body(std::get<http::Framing>(framing), 1000);
        break;
      }
      case State::kBody: {
        const std::string body = reader.take_body();
        require(body.size() <= 1000);
        told += body + "\n";
        reader.next();
        break;
      }
      case State::kRejected:
        return told + std::to_string(reader.rejection().status);
    }
  }
}

/// What proxies say: no address comes out that is none.
void read_proxies(std::string_view bytes) {
  static const auto kProxy = net::IpAddress::parse("127.0.0.1").value();
  http::ProxyTrust trust;
  trust.proxies.push_back(net::IpNetwork::parse("127.0.0.0/8").value());
  http::RequestHead head;
  head.fields = {{"forwarded", std::string(bytes)}, {"x-forwarded-for", std::string(bytes)}};
  for (const auto field :
       {http::ProxyTrust::Field::kForwarded, http::ProxyTrust::Field::kXForwarded}) {
    trust.field = field;
    const auto peer = http::peer_of(kProxy, false, head, trust);
    require(net::IpAddress::parse(peer.address).has_value());
  }
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
  require(read_requests(bytes, bytes.size() + 1) == read_requests(bytes, 3));
  read_proxies(bytes);
  read_path(bytes);
  read_form(bytes);
  const std::string field = http::content_disposition(bytes);
  require(field.find_first_of("\r\n/\\") == std::string::npos);
  require(web::escape_html(bytes).find_first_of("<>\"'") == std::string::npos);
  return 0;
}
