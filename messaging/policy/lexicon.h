#pragma once
// The words of one language: concepts, each a list of patterns over words. Format:
// docs/policy.md, "Words".

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/result.h"
#include "messaging/policy/letters.h"
#include "messaging/policy/tokens.h"

namespace enclosure::messaging::policy {

using ConceptId = std::uint32_t;
using MatcherId = std::uint32_t;

/// One place of a pattern.
struct Element {
  enum class Kind { kWord, kGap, kStart, kEnd, kNotNext };
  Kind kind = Kind::kWord;
  bool optional = false;
  bool number = false;              ///< a number fits
  bool end = false;                 ///< so does the end of the sentence
  std::uint32_t gap = 0;            ///< kGap: so many tokens at most
  std::vector<MatcherId> words;     ///< sorted; any of them fits
  std::vector<ConceptId> concepts;  ///< or a passage that says one of these
};

struct Pattern {
  std::vector<Element> elements;
};

struct Concept {
  std::string name;
  std::vector<Pattern> patterns;
  ConceptId mask = 0;  ///< passages that touch one of "name.not" do not count; 0: none
  /// Those of `patterns` that may begin elsewhere than at a word of their own: at the begin of a
  /// sentence, a number, another concept.
  std::vector<std::uint32_t> open = {};
};

/// A pattern of a concept.
struct PatternPlace {
  ConceptId owner = 0;
  std::uint32_t index = 0;
};

/// Immutable after `parse`.
class Lexicon {
 public:
  /// {"concepts": {"name": ["pattern", …], …}}. `file` names it in faults (POLICY-001, -002).
  static Result<Lexicon> parse(std::string_view json, const std::string& file,
                               const Folding& folding, Spelling spelling);

  /// The concept, or 0 when this language has no words for it.
  [[nodiscard]] ConceptId find(std::string_view name) const;
  [[nodiscard]] const std::vector<Concept>& concepts() const { return concepts_; }
  /// Every concept after those it is made of.
  [[nodiscard]] const std::vector<ConceptId>& order() const { return order_; }

  /// The matchers that `word` fits, sorted.
  [[nodiscard]] std::vector<MatcherId> matchers_of(std::string_view word) const;
  /// Whether a pattern names this word as a whole or by its beginning (four letters and more).
  [[nodiscard]] bool knows(std::string_view word) const;
  [[nodiscard]] std::size_t matcher_count() const { return next_matcher_; }
  /// The patterns that may begin at a word that `matcher` fits.
  [[nodiscard]] const std::vector<PatternPlace>& beginning_at(MatcherId matcher) const {
    return beginning_at_[matcher];
  }

 private:
  friend class LexiconReader;
  std::vector<Concept> concepts_;  ///< [0] is empty
  std::map<std::string, ConceptId, std::less<>> by_name_;
  std::vector<ConceptId> order_;
  std::unordered_map<std::string, MatcherId> whole_;
  std::unordered_map<std::string, MatcherId> beginnings_;
  std::unordered_map<std::string, MatcherId> endings_;
  std::vector<std::pair<std::string, MatcherId>> parts_;
  MatcherId next_matcher_ = 0;
  std::vector<std::vector<PatternPlace>> beginning_at_;
};

}  // namespace enclosure::messaging::policy
