#include "app/import/json_value.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/text.h"

namespace enclosure::app {
namespace {

constexpr std::size_t kMaxDepth = 64;
constexpr std::size_t kMaxValues = 4'000'000;
constexpr std::size_t kMostDocuments = 1'000'000;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Builds the tree while the parser walks through the text; the parser itself does not recurse.
class TreeBuilder final : public nlohmann::json_sax<nlohmann::json> {
 public:
  TreeBuilder(std::string_view base, FaultLog& log) : base_(base), log_(log) {}

  bool null() override { return put({nullptr}); }
  bool boolean(bool value) override { return put({value}); }
  bool number_integer(number_integer_t value) override {
    return put({JsonValue::Number{std::to_string(value)}});
  }
  bool number_unsigned(number_unsigned_t value) override {
    return put({JsonValue::Number{std::to_string(value)}});
  }
  bool number_float(number_float_t, const string_t& literal) override {
    return put({JsonValue::Number{literal}});
  }
  bool string(string_t& value) override { return put({std::move(value)}); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open({JsonValue::Object{}}); }
  bool start_array(std::size_t) override { return open({JsonValue::Array{}}); }
  bool key(string_t& name) override {
    frames_.back().key = std::move(name);
    return true;
  }
  bool end_object() override {
    const auto& object = std::get<JsonValue::Object>(frames_.back().value.data);
    std::vector<std::string_view> names;
    names.reserve(object.size());
    for (const auto& [name, value] : object) names.emplace_back(name);
    std::sort(names.begin(), names.end());
    for (auto at = std::adjacent_find(names.begin(), names.end()); at != names.end();
         at = std::adjacent_find(at + 1, names.end())) {
      log_.add("IMPORT-003", join_path(path(), *at), "the member is given twice",
               "keep one of them");
    }
    return close();
  }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception&) override {
    error_position = position;
    return false;
  }

  std::optional<std::size_t> error_position;
  std::optional<JsonValue> root;

 private:
  struct Frame {
    JsonValue value;
    std::string key;
  };

  bool open(JsonValue value) {
    if (frames_.size() == kMaxDepth) {
      log_.add("IMPORT-008", path(), "JSON is nested more than 64 levels deep",
               "no order needs that: check where the file comes from");
      return false;
    }
    frames_.push_back({std::move(value), {}});
    return true;
  }

  bool close() {
    JsonValue value = std::move(frames_.back().value);
    frames_.pop_back();
    return put(std::move(value));
  }

  bool put(JsonValue value) {
    if (++values_ > kMaxValues) {
      log_.add("IMPORT-008", path(), "the file holds more than four million values",
               "split it into several files");
      return false;
    }
    if (frames_.empty()) {
      root = std::move(value);
    } else if (auto* array = std::get_if<JsonValue::Array>(&frames_.back().value.data)) {
      array->push_back(std::move(value));
    } else {
      auto& object = std::get<JsonValue::Object>(frames_.back().value.data);
      object.push_back({frames_.back().key, std::move(value)});
    }
    return true;
  }

  /// Where the parser is: "orders.json [3].lines[0]".
  [[nodiscard]] std::string path() const {
    std::string result(base_);
    for (std::size_t i = 0; i + 1 < frames_.size(); ++i) {
      const auto* array = frames_[i].value.array();
      result = join_path(
          result, array != nullptr ? "[" + std::to_string(array->size()) + "]" : frames_[i].key);
    }
    return result;
  }

  std::string_view base_;
  FaultLog& log_;
  std::vector<Frame> frames_;
  std::size_t values_ = 0;
};

std::size_t line_of(std::string_view bytes, std::size_t position, std::size_t first_line) {
  const auto end = bytes.begin() + static_cast<std::ptrdiff_t>(std::min(position, bytes.size()));
  return first_line + static_cast<std::size_t>(std::count(bytes.begin(), end, '\n'));
}

std::string path_of_line(std::string_view name, std::size_t line) {
  return name.empty() ? std::string() : std::string(name) + ":" + std::to_string(line);
}

void report_damage(std::string_view bytes, std::size_t position, std::string_view name,
                   std::size_t first_line, std::size_t first_column, FaultLog& log) {
  const bool cut_off = trim(bytes).empty() || position > bytes.find_last_not_of(" \t\r\n") + 1;
  const std::size_t at = std::min(position == 0 ? 0 : position - 1, bytes.size());
  const std::size_t newline = bytes.substr(0, at).rfind('\n');
  const std::size_t column = newline == std::string_view::npos ? at + first_column : at - newline;
  const std::size_t line = line_of(bytes, at, first_line);
  log.add("IMPORT-003", path_of_line(name, line),
          std::string(cut_off ? "the JSON breaks off" : "not valid JSON") + " at line " +
              std::to_string(line) + ", column " + std::to_string(column),
          cut_off ? "the file is incomplete: fetch it again"
                  : "mend the file there, or export it again");
}

/// Hands every line that is not blank to `use(number, line)` until it says no.
template <typename Use>
void for_each_line(std::string_view bytes, Use use) {
  for (std::size_t number = 1; !bytes.empty(); ++number) {
    const std::size_t end = bytes.find('\n');
    const std::string_view line = trim(bytes.substr(0, end));
    if (!line.empty() && !use(number, line)) return;
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
  }
}

/// Whether the brackets of `line` close again at its end and not before. Looks at nothing else.
bool is_whole_object(std::string_view line) {
  int depth = 0;
  bool in_text = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (in_text) {
      if (c == '\\') ++i;
      in_text = c != '"';
    } else if (c == '"') {
      in_text = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      return i + 1 == line.size();
    }
  }
  return false;
}

bool is_one_per_line(std::string_view bytes) {
  std::size_t lines = 0;
  bool fits = true;
  for_each_line(bytes, [&](std::size_t, std::string_view line) {
    fits = fits && line.front() == '{' && (lines > 0 || is_whole_object(line));
    return fits && ++lines < 2;
  });
  return fits && lines == 2;
}

std::vector<JsonDocument> parse_lines(std::string_view bytes, std::string_view name,
                                      FaultLog& log) {
  std::vector<JsonDocument> documents;
  for_each_line(bytes, [&](std::size_t number, std::string_view line) {
    const std::string at =
        (name.empty() ? "line " + std::to_string(number) : path_of_line(name, number)) + " ";
    FaultLog of_line;
    if (auto value = parse_json(line, "", number, of_line)) {
      documents.push_back({*std::move(value), at});
    }
    log.add(at, std::move(of_line).release());
    if (documents.size() <= kMostDocuments) return true;
    log.add("IMPORT-008", name, "the file holds more than a million lines",
            "split it into several files");
    return false;
  });
  return documents;
}

}  // namespace

bool JsonValue::is_null() const {
  return data.index() == 0;
}
const JsonValue::Object* JsonValue::object() const {
  return std::get_if<Object>(&data);
}
const JsonValue::Array* JsonValue::array() const {
  return std::get_if<Array>(&data);
}
const std::string* JsonValue::text() const {
  return std::get_if<std::string>(&data);
}
const JsonValue::Number* JsonValue::number() const {
  return std::get_if<Number>(&data);
}

const JsonValue* find(const JsonValue::Object& object, std::string_view name) {
  for (const auto& [key, value] : object) {
    if (key == name) return &value;
  }
  return nullptr;
}

std::optional<JsonValue> parse_json(std::string_view bytes, std::string_view name,
                                    std::size_t first_line, FaultLog& log,
                                    std::size_t first_column) {
  if (bytes.size() > kMaxImportBytes) {
    log.add("IMPORT-008", name, "the input is larger than 64 MB", "split it into several files");
    return std::nullopt;
  }
  if (!is_utf8(bytes)) {
    std::size_t line = first_line;
    while (!bytes.empty() && is_utf8(bytes.substr(0, bytes.find('\n')))) {
      bytes.remove_prefix(bytes.find('\n') + 1);
      ++line;
    }
    log.add("IMPORT-003", path_of_line(name, line), "JSON that is not UTF-8",
            "save the file as UTF-8 and import it again");
    return std::nullopt;
  }
  const std::string base = name.empty() ? std::string() : std::string(name) + " ";
  const std::size_t before = log.count();
  TreeBuilder builder(base, log);
  const bool complete = nlohmann::json::sax_parse(bytes.begin(), bytes.end(), &builder);
  if (builder.error_position) {
    report_damage(bytes, *builder.error_position, name, first_line, first_column, log);
  }
  if (!complete || log.count() != before) return std::nullopt;
  return std::move(builder.root);
}

std::vector<JsonDocument> parse_documents(std::string_view bytes, std::string_view name,
                                          FaultLog& log) {
  std::vector<JsonDocument> documents;
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  if (trim(bytes).empty()) {
    log.add("IMPORT-003", name, "the file is empty", "export it again");
    return documents;
  }
  if (bytes.size() <= kMaxImportBytes && is_one_per_line(bytes)) {
    return parse_lines(bytes, name, log);
  }
  auto value = parse_json(bytes, name, 1, log);
  if (!value) return documents;
  const std::string base = name.empty() ? std::string() : std::string(name) + " ";
  if (auto* array = std::get_if<JsonValue::Array>(&value->data)) {
    for (std::size_t i = 0; i < array->size(); ++i) {
      documents.push_back({std::move((*array)[i]), base + "[" + std::to_string(i) + "]"});
    }
  } else {
    documents.push_back({*std::move(value), base});
  }
  return documents;
}

}  // namespace enclosure::app
