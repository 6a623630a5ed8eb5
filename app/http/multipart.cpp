#include "app/http/multipart.h"

#include <algorithm>
#include <utility>

#include "app/http/request_head.h"
#include "core/text.h"

namespace enclosure::app::http {
namespace {

constexpr std::size_t kMaxPartHead = 2048;
constexpr std::size_t kMaxBoundary = 70;  // RFC 2046, 5.1.1

bool is_boundary(std::string_view text) {
  return !text.empty() && text.size() <= kMaxBoundary && text.back() != ' ' &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                  std::string_view("'()+_,-./:=? ").find(c) != std::string_view::npos;
         });
}

struct Parameter {
  std::string name;  ///< lower case
  std::string value;
};

/// A value in quotes, taken off the front of `text`; nothing when it does not end. Browsers write
/// %22, %0D and %0A for what may not stand there (HTML, "multipart form data").
std::optional<std::string> take_quoted(std::string_view& text) {
  const std::size_t end = text.find('"', 1);
  if (end == std::string_view::npos) return std::nullopt;
  std::string value;
  for (std::size_t at = 1; at < end; ++at) {
    if (text[at] == '\\') return std::nullopt;  // read in two ways by different programs
    if (text.substr(at, 3) == "%22") {
      value += '"';
      at += 2;
    } else {
      value += text[at];
    }
  }
  text.remove_prefix(end + 1);
  return value;
}

/// "; name=value; name=\"value\"" to its end.
std::optional<std::vector<Parameter>> parameters_of(std::string_view text) {
  std::vector<Parameter> all;
  while (!trim(text).empty()) {
    text = trim(text);
    if (text.front() != ';') return std::nullopt;
    text = trim(text.substr(1));
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0) return std::nullopt;
    Parameter one{to_lower_ascii(text.substr(0, equals)), ""};
    if (!std::all_of(one.name.begin(), one.name.end(), is_token_character)) return std::nullopt;
    text.remove_prefix(equals + 1);
    if (text.starts_with('"')) {
      auto value = take_quoted(text);
      if (!value) return std::nullopt;
      one.value = *std::move(value);
    } else {
      const std::size_t end = std::min(text.find(';'), text.size());
      one.value = std::string(trim(text.substr(0, end)));
      text.remove_prefix(end);
    }
    for (const Parameter& other : all) {
      if (other.name == one.name) return std::nullopt;
    }
    all.push_back(std::move(one));
  }
  return all;
}

bool take_disposition(std::string_view value, FormPart& part) {
  constexpr std::string_view kType = "form-data";
  if (to_lower_ascii(value.substr(0, kType.size())) != kType) return false;
  const auto parameters = parameters_of(value.substr(kType.size()));
  if (!parameters) return false;
  bool named = false;
  for (const auto& [name, text] : *parameters) {
    if (!is_utf8(text)) return false;
    if (name == "name") {
      part.name = text;
      named = !text.empty();
    } else if (name == "filename") {
      part.file_name = text;
    } else {
      return false;  // filename* among them: RFC 7578, 4.2
    }
  }
  return named;
}

/// The head of a part, line by line.
std::optional<FormPart> read_head(std::string_view head) {
  FormPart part;
  bool disposed = false;
  bool typed = false;
  while (!head.empty()) {
    const std::size_t end = std::min(head.find("\r\n"), head.size());
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(std::min(end + 2, head.size()));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || line.find_first_of("\r\n") != std::string_view::npos)
      return std::nullopt;
    const std::string name = to_lower_ascii(line.substr(0, colon));
    if (name == "content-disposition") {
      if (std::exchange(disposed, true) || !take_disposition(trim(line.substr(colon + 1)), part))
        return std::nullopt;
    } else if (name != "content-type" || std::exchange(typed, true)) {
      return std::nullopt;
    }
  }
  return disposed ? std::optional(std::move(part)) : std::nullopt;
}

Fault unreadable() {
  return {"UPLOAD-001", "", "what the browser sent could not be read",
          "give the file a plain name, without backslashes, and send it again"};
}

}  // namespace

std::optional<std::string> multipart_boundary(std::string_view content_type) {
  constexpr std::string_view kType = "multipart/form-data";
  if (to_lower_ascii(content_type.substr(0, kType.size())) != kType) return std::nullopt;
  const auto parameters = parameters_of(content_type.substr(kType.size()));
  if (!parameters) return std::nullopt;
  for (const auto& [name, value] : *parameters) {
    if (name == "boundary" && is_boundary(value)) return value;
  }
  return std::nullopt;
}

Result<std::vector<FormPart>> parse_multipart(std::string_view boundary, std::string_view body) {
  const std::string delimiter = "\r\n--" + std::string(boundary);
  const std::string first = delimiter.substr(2);
  if (boundary.empty() || !body.starts_with(first)) return unreadable();
  body.remove_prefix(first.size());
  std::vector<FormPart> parts;
  while (body.starts_with("\r\n")) {
    body.remove_prefix(2);
    if (parts.size() == kMaxFormParts) {
      return Fault{"UPLOAD-003", "file", "too many files were chosen at once",
                   "send 40 of them at most, the others after them"};
    }
    const std::size_t head = body.substr(0, kMaxPartHead).find("\r\n\r\n");
    if (head == std::string_view::npos && body.find("\r\n\r\n") == std::string_view::npos)
      return unreadable();
    if (head == std::string_view::npos)
      return Fault{"UPLOAD-002", "file", "the name of a file is too long", "give it a shorter one"};
    auto part = read_head(body.substr(0, head));
    if (!part) return unreadable();
    body.remove_prefix(head + 4);
    const std::size_t end = body.find(delimiter);
    if (end == std::string_view::npos) return unreadable();
    part->bytes = body.substr(0, end);
    parts.push_back(*std::move(part));
    body.remove_prefix(end + delimiter.size());
  }
  if (body != "--" && body != "--\r\n") return unreadable();
  return parts;
}

}  // namespace enclosure::app::http
