#pragma once
// JSON from outside as a tree that keeps numbers as they were written: no amount ever passes
// through a binary floating point number.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "app/import/fault_log.h"

namespace enclosure::app {

/// The largest input that is read.
inline constexpr std::size_t kMaxImportBytes = std::size_t{64} * 1024 * 1024;

struct JsonMember;

/// A value of JSON. Members keep their order; no name occurs twice in an object.
struct JsonValue {
  struct Number {
    std::string literal;  ///< "19.90", as written
  };
  using Array = std::vector<JsonValue>;
  using Object = std::vector<JsonMember>;

  std::variant<std::nullptr_t, bool, Number, std::string, Array, Object> data;

  [[nodiscard]] bool is_null() const;
  [[nodiscard]] const Object* object() const;
  [[nodiscard]] const Array* array() const;
  [[nodiscard]] const std::string* text() const;
  [[nodiscard]] const Number* number() const;
};

/// A name and its value.
struct JsonMember {
  std::string name;
  JsonValue value;
};

/// The member `name` of `object`, or nothing.
[[nodiscard]] const JsonValue* find(const JsonValue::Object& object, std::string_view name);

/// Reads one JSON text (RFC 8259, UTF-8). `name` is the file's name or empty; `first_line` the line
/// of the file on which `bytes` begins, and `first_column` where on that line. Faults: IMPORT-003
/// damaged, not UTF-8, or a member given twice; IMPORT-008 more than 64 MB, 64 levels or four
/// million values.
[[nodiscard]] std::optional<JsonValue> parse_json(std::string_view bytes, std::string_view name,
                                                  std::size_t first_line, FaultLog& log,
                                                  std::size_t first_column = 1);

/// One of the values of a file, with the beginning of its faults' paths: "orders.json [3]".
struct JsonDocument {
  JsonValue value;
  std::string path;
};

/// Reads a file that holds one value, an array of values, or one value per line, and gives the
/// values one by one. Lines are taken for values of their own when the first one is a whole object
/// and the next one begins with a brace. Faults: those of `parse_json`; an empty file is
/// IMPORT-003.
[[nodiscard]] std::vector<JsonDocument> parse_documents(std::string_view bytes,
                                                        std::string_view name, FaultLog& log);

}  // namespace enclosure::app
