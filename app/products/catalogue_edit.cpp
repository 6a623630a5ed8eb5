#include "app/products/catalogue_edit.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace enclosure::app {
namespace {

using Members = std::vector<std::pair<std::string, std::string>>;  ///< name and JSON

/// Part of a text.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Finds its way through a well-formed JSON text, by places.
class JsonText {
 public:
  explicit JsonText(std::string_view text) : text_(text) {}

  /// The value that begins at or behind `at`.
  [[nodiscard]] Span value_at(std::size_t at) const {
    const std::size_t begin = skip_blanks(at);
    return {begin, end_of_value(begin)};
  }

  /// The values of an array, or the members' values of an object, with their names.
  [[nodiscard]] std::vector<std::pair<std::string, Span>> children(Span parent) const {
    std::vector<std::pair<std::string, Span>> all;
    const bool is_object = text_[parent.begin] == '{';
    std::size_t at = skip_blanks(parent.begin + 1);
    while (at < parent.end - 1) {
      std::string name;
      if (is_object) {
        const Span key = value_at(at);
        name = nlohmann::json::parse(text_.substr(key.begin, key.end - key.begin));
        at = skip_blanks(key.end) + 1;  // behind the colon
      }
      const Span value = value_at(at);
      all.emplace_back(std::move(name), value);
      at = skip_blanks(value.end);
      if (at < parent.end - 1) at = skip_blanks(at + 1);  // behind the comma
    }
    return all;
  }

  [[nodiscard]] std::optional<Span> member(Span object, std::string_view name) const {
    for (const auto& [key, value] : children(object)) {
      if (key == name) return value;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::size_t skip_blanks(std::size_t at) const {
    return std::min(text_.find_first_not_of(" \t\r\n", at), text_.size());
  }

 private:
  [[nodiscard]] std::size_t end_of_text(std::size_t begin) const {
    std::size_t at = begin + 1;
    while (text_[at] != '"') at += text_[at] == '\\' ? 2U : 1U;
    return at + 1;
  }

  [[nodiscard]] std::size_t end_of_value(std::size_t begin) const {
    if (text_[begin] == '"') return end_of_text(begin);
    if (text_[begin] != '{' && text_[begin] != '[')
      return std::min(text_.find_first_of(",]} \t\r\n", begin), text_.size());
    int depth = 0;
    for (std::size_t at = begin;;) {
      const char c = text_[at];
      if (c == '"') {
        at = end_of_text(at);
        continue;
      }
      depth += (c == '{' || c == '[') - (c == '}' || c == ']');
      ++at;
      if (depth == 0) return at;
    }
  }

  std::string_view text_;
};

/// How lines are broken and pushed in.
struct Manner {
  std::string line_end = "\n";
  std::string step = "  ";
  bool is_one_line = false;
};

Manner manner_of(std::string_view text) {
  Manner manner;
  const auto line = text.find('\n');
  const auto brace = text.rfind('}');
  manner.is_one_line = line == std::string_view::npos || line > brace;
  if (manner.is_one_line) return manner;
  if (line > 0 && text[line - 1] == '\r') manner.line_end = "\r\n";
  const auto word = text.find_first_not_of(" \t\r\n", line);
  const auto begin = text.rfind('\n', word) + 1;
  if (word > begin) manner.step = text.substr(begin, word - begin);
  return manner;
}

/// What the line of `at` is pushed in by.
std::string indent_at(std::string_view text, std::size_t at) {
  const auto newline = text.rfind('\n', at);
  const std::size_t begin = newline == std::string_view::npos ? 0 : newline + 1;
  const auto word = std::min(text.find_first_not_of(" \t", begin), text.size());
  return std::string(text.substr(begin, word - begin));
}

std::string json_text(std::string_view text) {
  return nlohmann::json(text).dump();
}

/// An object on one line, or with a line for each member, which stand at `indent` and a step.
std::string object_of(const Members& members, bool is_one_line, const std::string& indent,
                      const Manner& manner) {
  std::string text = "{";
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (i > 0) text += is_one_line ? ", " : ",";
    if (!is_one_line) text += manner.line_end + indent + manner.step;
    text += json_text(members[i].first) + ": " + members[i].second;
  }
  if (!is_one_line) text += manner.line_end + indent;
  return text + "}";
}

Members members_of(const DocumentEntry& document) {
  Members members{{"kind", json_text(document.kind)}};
  if (!document.topic.empty()) members.emplace_back("topic", json_text(document.topic));
  std::string languages;
  for (const std::string& language : document.languages)
    languages += (languages.empty() ? "" : ", ") + json_text(language);
  members.emplace_back("language",
                       document.languages.size() == 1 ? languages : "[" + languages + "]");
  members.emplace_back("file", json_text(document.file));
  if (!document.title.empty()) members.emplace_back("title", json_text(document.title));
  if (!document.version.empty()) members.emplace_back("version", json_text(document.version));
  return members;
}

/// One place where a text grows.
struct Insertion {
  std::size_t at = 0;
  std::string text;
};

std::string applied(std::string_view text, const Insertion& insertion) {
  return std::string(text.substr(0, insertion.at)) + insertion.text +
         std::string(text.substr(insertion.at));
}

/// Whether a new item of `array` is to stand on one line: the last one does, or all of the text.
bool is_on_one_line(std::string_view text, Span array, const Manner& manner) {
  const auto items = JsonText(text).children(array);
  if (items.empty()) return manner.is_one_line;
  const Span last = items.back().second;
  return text.substr(last.begin, last.end - last.begin).find('\n') == std::string_view::npos;
}

/// An array of one item; `indent` is that of the line on which it begins.
std::string list_of(const std::string& item, bool is_one_line, const std::string& indent,
                    const Manner& manner) {
  if (is_one_line) return "[" + item + "]";
  return "[" + manner.line_end + indent + manner.step + item + manner.line_end + indent + "]";
}

/// A further item of `array`, where the others stand.
Insertion append_item(std::string_view text, Span array, const Members& item, bool is_one_line,
                      const Manner& manner) {
  const JsonText json(text);
  const auto items = json.children(array);
  if (items.empty()) {
    const std::string outer = indent_at(text, array.begin);
    const std::string inner = outer + manner.step;
    if (manner.is_one_line) return {array.begin + 1, object_of(item, true, "", manner)};
    const bool is_broken =
        text.substr(array.begin, array.end - array.begin).find('\n') != std::string_view::npos;
    return {array.begin + 1, manner.line_end + inner + object_of(item, is_one_line, inner, manner) +
                                 (is_broken ? "" : manner.line_end + outer)};
  }
  const Span last = items.back().second;
  const auto before = text.substr(0, last.begin).find_last_not_of(" \t\r\n") + 1;
  const std::string gap(text.substr(before, last.begin - before));
  const bool is_broken = gap.find('\n') != std::string::npos;
  const std::string separator = is_broken ? "," + gap : ", ";
  return {last.end, separator + object_of(item, is_one_line, indent_at(text, last.begin), manner)};
}

/// A further member of `object`.
Insertion append_member(std::string_view text, Span object, const std::string& name,
                        const std::string& value) {
  const JsonText json(text);
  const auto members = json.children(object);
  const Span last = members.back().second;
  const auto second = text.find('"', object.begin);
  const auto before = text.substr(0, second).find_last_not_of(" \t\r\n") + 1;
  const std::string gap(text.substr(before, second - before));
  const bool is_broken = gap.find('\n') != std::string::npos;
  return {last.end, (is_broken ? "," + gap : ", ") + json_text(name) + ": " + value};
}

}  // namespace

std::string with_document(std::string_view catalogue, std::size_t product,
                          const DocumentEntry& document) {
  const JsonText json(catalogue);
  const Manner manner = manner_of(catalogue);
  const Span products = *json.member(json.value_at(catalogue.find('{')), "products");
  const Span object = json.children(products).at(product).second;
  const Members members = members_of(document);
  if (const auto documents = json.member(object, "documents"))
    return applied(catalogue, append_item(catalogue, *documents, members,
                                          json.children(*documents).empty() ||
                                              is_on_one_line(catalogue, *documents, manner),
                                          manner));
  const bool is_one_line = catalogue.substr(object.begin, object.end - object.begin).find('\n') ==
                           std::string_view::npos;
  const std::string indent = indent_at(catalogue, object.begin) + manner.step;
  const std::string item = object_of(members, true, "", manner);
  const std::string list = list_of(item, is_one_line, indent, manner);
  return applied(catalogue, append_member(catalogue, object, "documents", list));
}

std::string with_product(std::string_view catalogue, const ProductEntry& product,
                         const DocumentEntry& document) {
  const JsonText json(catalogue);
  const Manner manner = manner_of(catalogue);
  const Span products = *json.member(json.value_at(catalogue.find('{')), "products");
  const auto before = json.children(products);
  const std::size_t neighbour = before.empty() ? products.begin : before.back().second.begin;
  std::string indent = indent_at(catalogue, neighbour) + manner.step;  // of its members
  if (before.empty()) indent += manner.step;
  const bool is_one_line = is_on_one_line(catalogue, products, manner);
  const std::string item = object_of(members_of(document), true, "", manner);
  const Members members{{"match", "{\"sku\": " + json_text(product.sku) + "}"},
                        {"name", json_text(product.name)},
                        {"documents", list_of(item, is_one_line, indent, manner)}};
  return applied(catalogue, append_item(catalogue, products, members, is_one_line, manner));
}

}  // namespace enclosure::app
