#pragma once
// Kinds of documents that travel with a product.

#include <array>
#include <optional>
#include <string_view>

namespace enclosure::attachments {

/// In the order of importance: when not everything fits into a mail, earlier kinds go first.
enum class Kind {
  kSafety,
  kQuickStart,
  kManual,
  kDriver,  ///< how to install it; the driver itself is always a link
  kWarranty,
  kDeclarationOfConformity,
  kDrawing,
  kOther
};

inline constexpr std::size_t kKinds = 8;

/// "safety", "quick_start", … as the catalogue writes them, in the order of `Kind`.
inline constexpr std::array<std::string_view, kKinds> kKindNames{
    "safety",  "quick_start", "manual", "driver", "warranty", "declaration_of_conformity",
    "drawing", "other"};

[[nodiscard]] constexpr std::string_view to_string(Kind kind) {
  return kKindNames[static_cast<std::size_t>(kind)];
}

/// Nothing when `name` is no kind.
[[nodiscard]] constexpr std::optional<Kind> kind_named(std::string_view name) {
  for (std::size_t i = 0; i < kKinds; ++i) {
    if (kKindNames[i] == name) return static_cast<Kind>(i);
  }
  return std::nullopt;
}

}  // namespace enclosure::attachments
