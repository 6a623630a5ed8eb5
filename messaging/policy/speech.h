#pragma once
// A text as the rules look at it: plain letters, and for each language that it may be in, words and
// what they say.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "messaging/policy/check.h"
#include "messaging/policy/passages.h"
#include "messaging/policy/policy_data.h"

namespace enclosure::messaging::policy {

/// One reading of the text with the words of one language.
struct LanguageReading {
  std::string language;
  const Lexicon* lexicon = nullptr;
  TokenText text;
  Passages passages;
  std::vector<bool> counts;  ///< by sentence: whether it is in this language

  /// The passages of `concept` that stand in sentences of this language.
  [[nodiscard]] std::vector<Passage> find(std::string_view concept_name) const;
  [[nodiscard]] bool says(std::string_view concept_name) const {
    return !find(concept_name).empty();
  }
  /// By sentence: whether it says the concept.
  [[nodiscard]] std::vector<bool> sentences_saying(std::string_view concept_name) const;
  /// The passages that ask for a review; a sentence that says none is wanted asks for none.
  [[nodiscard]] std::vector<Passage> requests() const;
  /// Whether a passage of `concept` ends right before the letter `at`, in the same sentence; signs
  /// may stand between.
  [[nodiscard]] bool leads_to(std::string_view concept_name, std::size_t at) const;
};

/// A breach before the mode has its say. Letters of the plain text; `from == to`: of the whole.
struct Breach {
  std::string rule;
  std::size_t from = 0;
  std::size_t to = 0;
  std::string detail;           ///< what exactly, where the rule's reason is too wide; a sentence
  bool holds_in_names = false;  ///< a sign that has no place in a registered name either: a link
  bool in_every_mode = false;   ///< refused, whatever mode and channel make of the rule
};

using Breaches = std::vector<Breach>;

/// Everything that the rules look at.
struct Speech {
  const MessageDraft& draft;
  const PolicyContext& context;
  const Policy::Data& policy;
  PlainText plain;
  std::vector<bool> is_name;  ///< by letter: part of a product title or the seller's name
  std::vector<LanguageReading> readings;
};

[[nodiscard]] Speech listen(const MessageDraft& draft, const PolicyContext& context,
                            const Policy::Data& policy);

}  // namespace enclosure::messaging::policy
