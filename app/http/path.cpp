#include "app/http/path.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <utility>

namespace enclosure::app::http {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool may_stand_in_segment(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte != 0x7F && c != '\\' && c != '/';
}

std::optional<std::string> decode_segment(std::string_view segment) {
  auto out = percent_decoded(segment);
  if (!out || *out == "." || *out == "..") return std::nullopt;
  if (!std::all_of(out->begin(), out->end(), may_stand_in_segment)) return std::nullopt;
  return out;
}

std::optional<std::size_t> read_index(std::string_view text) {
  std::size_t index = 0;
  if (text.empty() || text.size() > 4 || (text.size() > 1 && text.front() == '0'))
    return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return index;
}

bool match_segment(std::string_view pattern, const std::string& segment, PathVariables& variables) {
  if (!pattern.starts_with('{')) return pattern == segment;
  const std::size_t end = pattern.find('}');
  const std::string_view name = pattern.substr(1, end - 1);
  const std::string_view suffix = pattern.substr(end + 1);
  if (segment.size() <= suffix.size() || !segment.ends_with(suffix)) return false;
  std::string value = segment.substr(0, segment.size() - suffix.size());
  if (name == "n" && !read_index(value)) return false;
  variables.add(name, std::move(value));
  return true;
}

}  // namespace

const std::string& PathVariables::text(std::string_view name) const {
  if (const std::string* value = find(name)) return *value;
  throw std::logic_error("a path without the variable " + std::string(name));
}

const std::string* PathVariables::find(std::string_view name) const {
  for (const auto& [key, value] : values_) {
    if (key == name) return &value;
  }
  return nullptr;
}

std::size_t PathVariables::index() const {
  return read_index(text("n")).value();
}

void PathVariables::add(std::string_view name, std::string value) {
  values_.emplace_back(name, std::move(value));
}

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out.push_back(text[i]);
      continue;
    }
    if (i + 2 >= text.size()) return std::nullopt;
    const int high = hex_value(text[i + 1]);
    const int low = hex_value(text[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    out.push_back(static_cast<char>(high * 16 + low));
    i += 2;
  }
  return out;
}

std::optional<std::vector<std::string>> split_path(std::string_view path) {
  std::vector<std::string> segments;
  while (!path.empty()) {
    path.remove_prefix(1);  // the slash
    const std::size_t end = std::min(path.find('/'), path.size());
    auto segment = decode_segment(path.substr(0, end));
    if (!segment) return std::nullopt;
    segments.push_back(*std::move(segment));
    path.remove_prefix(end);
  }
  return segments;
}

std::optional<PathVariables> match(std::string_view path_template,
                                   const std::vector<std::string>& segments) {
  PathVariables variables;
  for (const std::string& segment : segments) {
    if (path_template.empty()) return std::nullopt;
    path_template.remove_prefix(1);
    const std::size_t end = std::min(path_template.find('/'), path_template.size());
    if (!match_segment(path_template.substr(0, end), segment, variables)) return std::nullopt;
    path_template.remove_prefix(end);
  }
  if (!path_template.empty()) return std::nullopt;
  return variables;
}

bool is_buyers_path(std::string_view path) {
  return path.starts_with("/i/") || path.starts_with("/u/");
}

bool is_console_path(std::string_view path) {
  return path == "/console" || path.starts_with("/console/");
}

}  // namespace enclosure::app::http
