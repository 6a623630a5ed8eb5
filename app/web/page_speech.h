#pragma once
// How a page speaks one language: its own words (locales/<tag>/page.json), those of documents
// (labels.json), sizes, languages and countries, all escaped. For app/web only.

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/language.h"
#include "locales/catalog.h"
#include "locales/countries.h"

namespace enclosure::app::web {

/// The language itself, or the best that the catalogue has instead. Cheap to make; safe to use from
/// every thread. A word that is not there is our bug: `std::logic_error`.
class PageSpeech {
 public:
  PageSpeech(const locales::Catalog& catalog, const LanguageTag& language);

  /// What is spoken: the language asked for, or English.
  [[nodiscard]] const LanguageTag& language() const { return language_; }

  /// The words under `key`; values stand isolated, since a name may run from right to left.
  [[nodiscard]] std::string say(std::string_view key,
                                std::initializer_list<locales::PageArgument> values = {}) const;
  /// The same for attributes and titles, where no element may stand.
  [[nodiscard]] std::string plain(std::string_view key,
                                  std::initializer_list<locales::PageArgument> values = {}) const;
  /// Whether the page has words under `key`.
  [[nodiscard]] bool has(std::string_view key) const { return words_.has(key); }
  /// A label of documents: "order_number".
  [[nodiscard]] std::string label(std::string_view key) const;

  /// "2,4 MB"
  [[nodiscard]] std::string size(std::uint64_t bytes) const;
  /// The name of a language in itself, as a line begins: "Ελληνικά"; one that the program does not
  /// speak is named in this one.
  [[nodiscard]] std::string endonym(const LanguageTag& language) const;
  /// The same inside of a line, as an element with its `lang`: "ελληνικά".
  [[nodiscard]] std::string language_name(const LanguageTag& language) const;
  /// All countries in the order of the alphabet, not escaped.
  [[nodiscard]] std::shared_ptr<const std::vector<locales::NamedCountry>> countries() const;

 private:
  locales::Catalog catalog_;  ///< keeps what the others refer to
  LanguageTag language_;
  const locales::Locale& locale_;
  const locales::PageWords& words_;
};

}  // namespace enclosure::app::web
