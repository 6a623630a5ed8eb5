#pragma once
// application/x-www-form-urlencoded (URL Standard, 5.1), of bodies and of queries, read strictly.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace enclosure::app::http {

/// Fields in the order in which they came.
class Form {
 public:
  /// Nothing when a percent sign encodes nothing, when the text is not UTF-8 after decoding, when a
  /// name stands twice, or when there are more than kMaxFields.
  [[nodiscard]] static std::optional<Form> parse(std::string_view text);

  static constexpr std::size_t kMaxFields = 100;

  /// The value of a field; nothing when it is not there. "" when it is there and empty.
  [[nodiscard]] std::optional<std::string_view> field(std::string_view name) const;
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& fields() const {
    return fields_;
  }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

}  // namespace enclosure::app::http
