#pragma once
// Where a text says what: the concepts of a lexicon, found in the tokens of a text.

#include <cstddef>
#include <vector>

#include "messaging/policy/lexicon.h"
#include "messaging/policy/tokens.h"

namespace enclosure::messaging::policy {

/// Tokens that say a concept.
struct Passage {
  std::size_t first = 0;
  std::size_t last = 0;  ///< behind the last one
};

/// The passages of every concept, each list sorted by place.
class Passages {
 public:
  /// Time grows with the length of the text: gaps are bounded, and so are the attempts per word.
  static Passages find(const Lexicon& lexicon, const TokenText& text);

  [[nodiscard]] const std::vector<Passage>& of(ConceptId id) const { return found_[id]; }

 private:
  friend class PassageFinder;
  std::vector<std::vector<Passage>> found_;
};

}  // namespace enclosure::messaging::policy
