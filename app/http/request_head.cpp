#include "app/http/request_head.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "core/text.h"

namespace enclosure::app::http {
namespace {

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_character);
}

bool is_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// field-value: visible characters, blanks, tabs and what is beyond ASCII; no control character.
bool is_field_value(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= 0x20 && byte != 0x7F);
  });
}

/// uri-host with an optional port (RFC 9110, 7.2), without user information.
bool is_host(std::string_view text) {
  return !text.empty() && text.size() <= 260 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           std::string_view("-._~!$&'()*+,;=:[]%").find(c) != std::string_view::npos;
  });
}

/// Takes the line off the front of `text`; every line ends in CRLF here.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find("\r\n");
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 2, text.size()));
  return line;
}

/// "http://host/path" as a proxy would send it, cut down to its path (RFC 9112, 3.2.2).
std::string_view without_authority(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!to_lower_ascii(target.substr(0, scheme.size())).starts_with(scheme)) continue;
    const std::string_view rest = target.substr(scheme.size());
    const std::size_t slash = std::min(rest.find_first_of("/?"), rest.size());
    if (!is_host(rest.substr(0, slash))) return {};
    return slash == rest.size() || rest[slash] == '?' ? "/" : rest.substr(slash);
  }
  return target;
}

std::optional<Rejection> read_target(std::string_view target, RequestHead& head) {
  if (target.size() > kMaxTargetBytes) return Rejection{414, "the address is too long"};
  const std::string_view local = without_authority(target);
  if (local.empty() || local.front() != '/' || !is_visible_ascii(local) ||
      local.find('#') != std::string_view::npos)
    return Rejection{400, "the request target is not a path"};
  const std::size_t question = std::min(local.find('?'), local.size());
  head.path = local.substr(0, question);
  head.query = local.substr(std::min(question + 1, local.size()));
  return std::nullopt;
}

/// "GET /healthz HTTP/1.1", with single blanks.
std::optional<Rejection> read_request_line(std::string_view line, RequestHead& head) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last)
    return Rejection{400, "the request line is not a request line"};
  const std::string_view method = line.substr(0, first);
  const std::string_view version = line.substr(last + 1);
  if (!is_token(method)) return Rejection{400, "the method is not a token"};
  if (method.size() > 32) return Rejection{501, "no such method"};
  if (version.size() != 8 || !version.starts_with("HTTP/") || !is_digits(version.substr(5, 1)) ||
      version[6] != '.' || !is_digits(version.substr(7)))
    return Rejection{400, "the version is not an HTTP version"};
  if (version[5] != '1') return Rejection{505, "only HTTP/1.1 is spoken here"};
  head.method = method;
  head.minor_version = version[7] == '0' ? 0 : 1;
  return read_target(line.substr(first + 1, last - first - 1), head);
}

std::optional<Rejection> read_field(std::string_view line, RequestHead& head) {
  if (head.fields.size() == kMaxFields) return Rejection{431, "too many header fields"};
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
    return Rejection{400, "a header field without a proper name"};
  const std::string_view value = trim(line.substr(colon + 1));
  if (!is_field_value(value)) return Rejection{400, "a control character in a header field"};
  head.fields.push_back({to_lower_ascii(line.substr(0, colon)), std::string(value)});
  return std::nullopt;
}

std::optional<Rejection> check_host(const RequestHead& head) {
  const std::size_t hosts = head.count("host");
  if (hosts == 0 && head.minor_version == 0) return std::nullopt;
  if (hosts != 1 || !is_host(*head.field("host")))
    return Rejection{400, "one Host field is needed"};
  return std::nullopt;
}

/// The comma-separated members of every field of that name, in lower case.
std::vector<std::string> members(const RequestHead& head, std::string_view name) {
  std::vector<std::string> all;
  for (const HeaderField& field : head.fields) {
    if (field.name != name) continue;
    std::string_view rest = field.value;
    for (bool more = true; more;) {
      const std::size_t comma = rest.find(',');
      all.push_back(to_lower_ascii(trim(rest.substr(0, comma))));
      more = comma != std::string_view::npos;
      if (more) rest.remove_prefix(comma + 1);
    }
  }
  return all;
}

}  // namespace

bool is_token_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
         (c != '\0' && std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos);
}

std::optional<std::string_view> RequestHead::field(std::string_view name) const {
  if (count(name) != 1) return std::nullopt;
  const auto is_it = [&](const HeaderField& candidate) { return candidate.name == name; };
  return std::find_if(fields.begin(), fields.end(), is_it)->value;
}

std::size_t RequestHead::count(std::string_view name) const {
  return static_cast<std::size_t>(
      std::count_if(fields.begin(), fields.end(),
                    [&](const HeaderField& candidate) { return candidate.name == name; }));
}

bool RequestHead::accepts_html() const {
  return std::any_of(fields.begin(), fields.end(), [](const HeaderField& one) {
    return one.name == "accept" && to_lower_ascii(one.value).find("text/html") != std::string::npos;
  });
}

bool RequestHead::wants_close() const {
  const auto options = members(*this, "connection");
  return minor_version == 0 || std::find(options.begin(), options.end(), "close") != options.end();
}

std::variant<std::monostate, std::size_t, Rejection> find_head_end(std::string_view bytes,
                                                                   std::size_t from) {
  for (std::size_t at = from; at < bytes.size() && at < kMaxHeadBytes; ++at) {
    if (bytes[at] != '\n') continue;
    if (at == 0 || bytes[at - 1] != '\r') return Rejection{400, "a line that does not end in CRLF"};
    if (at == 1 || (at >= 3 && bytes.substr(at - 3, 4) == "\r\n\r\n")) return at + 1;
  }
  if (bytes.size() < kMaxHeadBytes) return std::monostate{};
  if (bytes.substr(0, kMaxHeadBytes).find('\n') == std::string_view::npos)
    return Rejection{414, "the request line is too long"};
  return Rejection{431, "the header is too large"};
}

std::variant<RequestHead, Rejection> parse_request_head(std::string_view text) {
  RequestHead head;
  if (auto no = read_request_line(take_line(text), head)) return *std::move(no);
  for (std::string_view line = take_line(text); !line.empty(); line = take_line(text)) {
    if (auto no = read_field(line, head)) return *std::move(no);
  }
  if (auto no = check_host(head)) return *std::move(no);
  return head;
}

std::variant<Framing, Rejection> frame_body(const RequestHead& head) {
  const auto codings = members(head, "transfer-encoding");
  const std::size_t lengths = head.count("content-length");
  if (codings.empty() && lengths == 0) return Framing{};
  if (!codings.empty() && lengths != 0)
    return Rejection{400, "Content-Length and Transfer-Encoding together"};
  if (lengths > 1 || head.count("transfer-encoding") > 1)
    return Rejection{400, "the length of the body is told twice"};
  const bool bodyless = head.method == "GET" || head.method == "HEAD";
  if (!codings.empty()) {
    if (head.minor_version == 0) return Rejection{400, "Transfer-Encoding in HTTP/1.0"};
    if (codings != std::vector<std::string>{"chunked"})
      return Rejection{501, "no transfer coding but chunked"};
    if (bodyless) return Rejection{400, "this method has no body"};
    return Framing{Framing::Kind::kChunked, 0};
  }
  const std::string_view text = *head.field("content-length");
  std::uint64_t length = 0;
  if (!is_digits(text) || text.size() > 18)
    return Rejection{400, "Content-Length is not a plain number"};
  std::from_chars(text.data(), text.data() + text.size(), length);
  if (length == 0) return Framing{};
  if (bodyless) return Rejection{400, "this method has no body"};
  return Framing{Framing::Kind::kLength, length};
}

}  // namespace enclosure::app::http
