#pragma once
// Which language serves a buyer, and how well.

#include <optional>
#include <vector>

#include "attachments/catalogue.h"
#include "core/country.h"
#include "core/language.h"

namespace enclosure::attachments {

/// How a document came to suit a buyer; the better, the smaller.
enum class Fit {
  kExact,             ///< the buyer's tag: de-AT
  kLanguage,          ///< the buyer's language without region: de
  kOtherRegion,       ///< the buyer's language as another region has it: de-CH
  kWithoutWords,      ///< nothing to read in it
  kOfficialLanguage,  ///< an official language of the country of delivery
  kEnglish,
  kManyLanguages,  ///< a file in several languages, none of them among those above
  kNone
};

[[nodiscard]] std::string_view to_string(Fit fit);  ///< "exact", "language", … "none"

/// A language in the chain, with its place there.
struct LanguageFit {
  Fit fit = Fit::kNone;
  int rank = 0;          ///< the place in the whole chain; smaller is better
  LanguageTag language;  ///< the one of the document that serves
};

/// The chain of languages for one buyer: the tag itself, the language without region, another
/// region of it (that of the country of delivery first), then the country's other official
/// languages in turn and each likewise (as the country has it, without region, another region),
/// then English likewise, then any file in several languages.
class LanguageChain {
 public:
  LanguageChain(LanguageTag wanted, std::optional<CountryCode> country,
                const std::vector<LanguageTag>& official_languages);

  /// How well these languages serve the buyer: the best of them.
  [[nodiscard]] LanguageFit best_of(const std::vector<LanguageTag>& offered) const;
  [[nodiscard]] LanguageFit fit_of(const LanguageTag& offered) const;
  [[nodiscard]] const LanguageTag& wanted() const { return steps_.front(); }

 private:
  [[nodiscard]] int distance(const LanguageTag& step, const LanguageTag& offered) const;

  std::vector<LanguageTag> steps_;  ///< the buyer's first, English last
  std::string region_;              ///< of the country of delivery
};

}  // namespace enclosure::attachments
