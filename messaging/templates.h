#pragma once
// The built-in texts: locales/<tag>/mail/<stage>.txt and .html.

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/embedded.h"
#include "core/language.h"
#include "core/result.h"

namespace enclosure::messaging {

/// All mail texts of all languages. Immutable; safe to read from every thread.
class Templates {
 public:
  /// Reads every `<tag>/mail/*.txt|html` of `files`; others are ignored. Faults: TEMPLATE-001 a
  /// slot that no message fills, TEMPLATE-002 an unclosed block, TEMPLATE-003 a text without its
  /// twin or its subject.
  static Result<Templates> load(std::span<const EmbeddedFile> files);

  /// The tag of the texts used for `language`: itself, its language without region, or none.
  [[nodiscard]] bool has(const LanguageTag& language) const;
  [[nodiscard]] std::vector<std::string> languages() const;

  struct Data;
  [[nodiscard]] const Data& data() const { return *data_; }

 private:
  explicit Templates(std::shared_ptr<const Data> data) : data_(std::move(data)) {}
  std::shared_ptr<const Data> data_;
};

}  // namespace enclosure::messaging
