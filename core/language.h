#pragma once
// Languages of buyers, documents and mails.

#include <compare>
#include <string>
#include <string_view>

#include "core/result.h"

namespace enclosure {

/// A language tag of BCP 47 reduced to what documents need: a language and, if given, a region.
class LanguageTag {
 public:
  /// English; a stand-in until a language is known.
  LanguageTag() = default;

  /// Reads "de", "de-AT" or Amazon's and WordPress's "de_AT" ("de_DE_formal" too). Fault
  /// LANGUAGE-001: no language tag.
  static Result<LanguageTag> parse(std::string_view tag);

  /// "de"
  [[nodiscard]] const std::string& language() const { return language_; }
  /// "AT", or empty
  [[nodiscard]] const std::string& region() const { return region_; }
  /// "de" or "de-AT"
  [[nodiscard]] std::string to_string() const {
    return region_.empty() ? language_ : language_ + "-" + region_;
  }

  friend auto operator<=>(const LanguageTag&, const LanguageTag&) = default;

 private:
  std::string language_ = "en";
  std::string region_;
};

}  // namespace enclosure
