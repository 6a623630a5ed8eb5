#pragma once
// The built-in texts: locales/<tag>/mail/<stage>.txt and .html.

#include <map>
#include <memory>
#include <optional>
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
  /// Reads every `<tag>/mail/*.txt|html` of `files`; others are ignored. Faults, with file and
  /// line: TEMPLATE-001 a slot that no message fills, TEMPLATE-002 an unclosed block, TEMPLATE-003
  /// a text without its twin or its subject, or a language without one of the three messages,
  /// TEMPLATE-004 not UTF-8, TEMPLATE-005 HTML beyond p, br, b, strong, ul, li and a (R18).
  static Result<Templates> load(std::span<const EmbeddedFile> files);

  /// Whether there are texts for `language`: for the tag itself or its language without region.
  [[nodiscard]] bool has(const LanguageTag& language) const;

  /// The languages that have texts, sorted.
  [[nodiscard]] std::vector<std::string> languages() const;

  /// The language a message is written in (R19): the buyer's own; where there are no texts for it,
  /// or it is unknown, that of the marketplace or shop; else English. Never a mixture.
  [[nodiscard]] LanguageTag resolve(const std::optional<LanguageTag>& buyer,
                                    const LanguageTag& marketplace) const;

  struct Data;
  [[nodiscard]] const Data& data() const { return *data_; }

 private:
  explicit Templates(std::shared_ptr<const Data> data) : data_(std::move(data)) {}
  std::shared_ptr<const Data> data_;
};

}  // namespace enclosure::messaging
