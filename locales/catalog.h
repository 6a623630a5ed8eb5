#pragma once
// All languages that the program speaks.

#include <memory>
#include <span>
#include <vector>

#include "core/embedded.h"
#include "core/language.h"
#include "core/result.h"
#include "locales/locale.h"
#include "locales/page_words.h"

namespace enclosure::locales {

/// Where to look for something in `language`, best first: `de-AT`, `de`, `en`. Each tag once.
[[nodiscard]] std::vector<LanguageTag> fallback_chain(const LanguageTag& language);

/// Every language with its words and formats, loaded once at start. Cheap to copy, immutable, safe
/// to use from every thread.
class Catalog {
 public:
  /// Reads each `<tag>/labels.json` and `<tag>/page.json` of `files` and ignores other paths. Words
  /// of pages may be left out, but then in all languages.
  ///
  /// Faults, all of all files at once, with the path of the file in front: those of
  /// `Labels::parse`, `Locale::make` and `PageWords::parse`; LOCALE-005 a text or a placeholder
  /// that English has is missing, or one is surplus; LOCALE-007 a folder that is no language tag,
  /// or no English.
  static Result<Catalog> load(std::span<const EmbeddedFile> files);

  /// The language itself or, for `de-AT`, the language without region; null when the program does
  /// not speak it. The pointer lives as long as this catalogue or a copy of it.
  [[nodiscard]] const Locale* find(const LanguageTag& language) const;

  /// The first of `fallback_chain(language)` that is there; in the end English, which always is.
  [[nodiscard]] const Locale& best_for(const LanguageTag& language) const;

  /// The words of the buyer's page in the language that `best_for` finds. None were loaded: a bug
  /// in the caller, `std::logic_error`.
  [[nodiscard]] const PageWords& page_words(const LanguageTag& language) const;

  /// The tags of all languages, sorted.
  [[nodiscard]] std::vector<LanguageTag> languages() const;

 private:
  struct Data;
  explicit Catalog(std::shared_ptr<const Data> data) : data_(std::move(data)) {}
  std::shared_ptr<const Data> data_;
};

}  // namespace enclosure::locales
