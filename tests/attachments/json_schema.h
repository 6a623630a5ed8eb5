#pragma once
// JSON Schema (2020-12), as much of it as docs/catalogue.schema.json and the
// OpenAPI description (app/web/openapi.json) use.

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace enclosure::test {

/// What of `value` the schema `root` refuses, as "/products/0/name: minLength"; empty: nothing.
/// Throws std::logic_error where the schema uses a word that this judge does not know: it must not
/// wave through what it does not understand.
[[nodiscard]] std::vector<std::string> refused_by_schema(const nlohmann::json& root,
                                                         const nlohmann::json& value);

}  // namespace enclosure::test
