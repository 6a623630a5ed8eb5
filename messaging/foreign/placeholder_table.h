#pragma once
// How other tools write their placeholders, and which slot of ours says the same: data with
// sources (messaging/foreign/data/placeholders.json).

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/embedded.h"
#include "core/result.h"

namespace enclosure::messaging {

/// One placeholder of another tool.
struct ForeignPlaceholder {
  std::string name;     ///< between the marks, as it is spelled
  std::string slot;     ///< ours (messaging/template_slots.h), or empty
  std::string why_not;  ///< where there is none: why, and what to do
};

/// One tool, or a family of them.
struct ForeignSystem {
  std::string id;    ///< "feedback-genius"
  std::string name;  ///< as it calls itself
  std::string source;
  std::string open;   ///< "[["
  std::string close;  ///< "]]"; empty: the name ends with its letters
  std::vector<ForeignPlaceholder> placeholders;

  /// The placeholder of that name, whatever the case of its letters, or null.
  [[nodiscard]] const ForeignPlaceholder* find(std::string_view placeholder) const;
};

/// All of them. Immutable; safe to read from every thread.
class PlaceholderTable {
 public:
  /// Faults: FOREIGN-001 no JSON of that shape, or a slot that we have not: a defect of the build.
  static Result<PlaceholderTable> load(std::span<const EmbeddedFile> files);

  [[nodiscard]] const std::vector<ForeignSystem>& systems() const { return systems_; }
  [[nodiscard]] const ForeignSystem* find(std::string_view id) const;

 private:
  std::vector<ForeignSystem> systems_;
};

}  // namespace enclosure::messaging
