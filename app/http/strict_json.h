#pragma once
// JSON of a body, read so that nothing in it can be understood in two ways.

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace enclosure::app::http {

/// What is wrong with a text that should be JSON.
enum class JsonTrouble {
  kNone,
  kDamaged,  ///< it is none
  kTooDeep,  ///< bodies are shallow, and who writes a deep value out would recurse into it
  kTwice,    ///< a member stands twice in one object: readers differ in which one they take
};

/// Reads one JSON text into `value`; of kTwice `twice` is the name of such a member.
[[nodiscard]] JsonTrouble read_strictly(std::string_view text, nlohmann::ordered_json& value,
                                        std::string& twice);

}  // namespace enclosure::app::http
