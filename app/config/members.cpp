#include "app/config/members.h"

#include <algorithm>
#include <string>

namespace enclosure::app {

void allow_only(const Reader& reader, std::span<const std::string_view> known,
                std::string_view page) {
  for (const auto& [name, value] : reader.members()) {
    const bool ours =
        std::find(known.begin(), known.end(), name) != known.end() || name.starts_with('_');
    if (!ours)
      reader.fault("CONFIG-003", name, "there is no such key",
                   std::string(page) + " lists the keys");
  }
}

std::optional<int> whole(const Reader& reader, std::string_view name, int low, int high) {
  const auto value = reader.decimal(name);
  if (!value) return std::nullopt;
  const Decimal number = value->normalised();
  if (number.scale() == 0 && number >= Decimal(low) && number <= Decimal(high))
    return static_cast<int>(number.coefficient());
  reader.fault("CONFIG-004", name, "out of range: " + value->to_string(),
               "use a whole number from " + std::to_string(low) + " to " + std::to_string(high));
  return std::nullopt;
}

void read_whole(const Reader& reader, std::string_view name, int low, int high, int& into) {
  into = whole(reader, name, low, high).value_or(into);
}

}  // namespace enclosure::app
