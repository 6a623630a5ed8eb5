#include "attachments/language_chain.h"

#include <algorithm>
#include <array>

#include "attachments/known_languages.h"

namespace enclosure::attachments {
namespace {

constexpr int kWidth = 4;  // ranks of one step of the chain
constexpr int kMany = 1'000'000;
constexpr int kNever = 2'000'000;

}  // namespace

std::string_view to_string(Fit fit) {
  constexpr std::array<std::string_view, 8> kNames{
      "exact",   "language",       "other_region", "without_words", "official_language",
      "english", "many_languages", "none"};
  return kNames[static_cast<std::size_t>(fit)];
}

LanguageChain::LanguageChain(LanguageTag wanted, std::optional<CountryCode> country,
                             const std::vector<LanguageTag>& official_languages)
    : steps_{std::move(wanted)}, region_(country ? country->to_string() : "") {
  const auto add = [&](const LanguageTag& language) {
    const bool known = std::any_of(steps_.begin(), steps_.end(), [&](const LanguageTag& step) {
      return step.language() == language.language();
    });
    if (!known) steps_.push_back(language);
  };
  for (const LanguageTag& language : official_languages) add(language);
  add(LanguageTag());
}

/// 0 to 3, or -1 when it is another language.
int LanguageChain::distance(const LanguageTag& step, const LanguageTag& offered) const {
  if (step.language() != offered.language()) return -1;
  if (step.region() == offered.region() && !step.region().empty()) return 0;
  if (&step != &steps_.front() && offered.region() == region_ && !region_.empty()) return 0;
  if (offered.region().empty()) return 1;
  return offered.region() == region_ ? 2 : 3;
}

LanguageFit LanguageChain::fit_of(const LanguageTag& offered) const {
  if (offered.language() == kNoWords) return {Fit::kWithoutWords, kWidth, offered};
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    const int far = distance(steps_[i], offered);
    if (far < 0) continue;
    // The step after the buyer's own language belongs to files without words.
    const int rank = static_cast<int>(i == 0 ? 0 : i + 1) * kWidth + far;
    if (i > 0) {
      const bool english = steps_[i].language() == LanguageTag().language();
      return {english && i + 1 == steps_.size() ? Fit::kEnglish : Fit::kOfficialLanguage, rank,
              offered};
    }
    if (offered == wanted()) return {Fit::kExact, 0, offered};
    return {far == 1 ? Fit::kLanguage : Fit::kOtherRegion, rank, offered};
  }
  if (offered.language() == kManyLanguages) return {Fit::kManyLanguages, kMany, offered};
  return {Fit::kNone, kNever, offered};
}

LanguageFit LanguageChain::best_of(const std::vector<LanguageTag>& offered) const {
  LanguageFit best{Fit::kNone, kNever, {}};
  for (const LanguageTag& language : offered) {
    LanguageFit fit = fit_of(language);
    if (fit.rank < best.rank) best = std::move(fit);
  }
  if (best.fit == Fit::kNone && offered.size() > 1)
    return {Fit::kManyLanguages, kMany, offered.front()};
  return best;
}

}  // namespace enclosure::attachments
