// The rules about meaning: which concepts may not stand together.

#include <algorithm>

#include "messaging/policy/rules.h"

namespace enclosure::messaging::policy {
namespace {

/// Passages of a list of concepts in a run of sentences, found once per sentence.
class Window {
 public:
  Window(const LanguageReading& reading, std::size_t first, std::size_t last)
      : reading_(reading), first_(first), last_(last) {}

  /// The first passage of `name`, or null.
  [[nodiscard]] const Passage* find(const std::string& name) const {
    const auto& all = reading_.passages.of(reading_.lexicon->find(name));
    const auto found =
        std::lower_bound(all.begin(), all.end(), first_,
                         [](const Passage& a, std::size_t first) { return a.first < first; });
    return found != all.end() && found->first < last_ ? &*found : nullptr;
  }

  [[nodiscard]] bool has_any(const std::vector<std::string>& names) const {
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& name) { return find(name) != nullptr; });
  }

  /// Widens [from, to) over all of `names`; false when one is missing.
  bool widen(const std::vector<std::string>& names, std::size_t& from, std::size_t& to) const {
    for (const std::string& name : names) {
      const Passage* passage = find(name);
      if (passage == nullptr) return false;
      from = std::min(from, passage->first);
      to = std::max(to, passage->last);
    }
    return true;
  }

 private:
  const LanguageReading& reading_;
  std::size_t first_;
  std::size_t last_;
};

void report(const Detector& detector, const LanguageReading& reading, std::size_t from,
            std::size_t to, Breaches& breaches) {
  const auto& tokens = reading.text.tokens;
  breaches.push_back({detector.rule, tokens[from].from, tokens[to - 1].to, ""});
}

/// One after the other, in a sentence and the next.
void apply_in_turn(const Detector& detector, const LanguageReading& reading, Breaches& breaches) {
  const auto& sentences = reading.text.sentences;
  for (std::size_t i = 0; i + 1 < sentences.size(); ++i) {
    if (!reading.counts[i] || !reading.counts[i + 1]) continue;
    std::size_t from = sentences[i + 1].last;
    std::size_t to = sentences[i].first;
    const Window one(reading, sentences[i].first, sentences[i].last);
    const Window two(reading, sentences[i + 1].first, sentences[i + 1].last);
    if (!one.widen(detector.first, from, to) || !two.widen(detector.second, from, to)) continue;
    if (one.has_any(detector.none) || two.has_any(detector.none)) continue;
    report(detector, reading, from, to, breaches);
  }
}

/// In any order, in a sentence or a run of some.
void apply_together(const Detector& detector, const LanguageReading& reading, Breaches& breaches) {
  const auto& sentences = reading.text.sentences;
  const std::size_t run = std::min(detector.within, sentences.size());
  for (std::size_t i = 0; i + run <= sentences.size() && run > 0; ++i) {
    const auto counts = reading.counts.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::find(counts, counts + static_cast<std::ptrdiff_t>(run), false) !=
        counts + static_cast<std::ptrdiff_t>(run))
      continue;
    const Window window(reading, sentences[i].first, sentences[i + run - 1].last);
    std::size_t from = sentences[i + run - 1].last;
    std::size_t to = sentences[i].first;
    if (!window.widen(detector.all, from, to) || window.has_any(detector.none)) continue;
    report(detector, reading, from, to, breaches);
  }
}

}  // namespace

void find_by_words(const Speech& speech, Breaches& breaches) {
  for (const LanguageReading& reading : speech.readings) {
    for (const Detector& detector : speech.policy.detectors) {
      if (detector.subject_only && speech.draft.scope != Scope::kSubject) continue;
      if (detector.first.empty())
        apply_together(detector, reading, breaches);
      else
        apply_in_turn(detector, reading, breaches);
    }
  }
}

}  // namespace enclosure::messaging::policy
