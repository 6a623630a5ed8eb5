#pragma once
// Inside of `Policy`.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "messaging/policy/letters.h"
#include "messaging/policy/lexicon.h"
#include "messaging/policy/policy.h"

namespace enclosure::messaging::policy {

/// Which concepts together break a rule. They stand in one sentence (`all`), in a run of so many
/// (`within`), or in one and the next (`first`, `second`); none of `none` stands there.
struct Detector {
  std::string rule;
  std::vector<std::string> all;
  std::vector<std::string> first;
  std::vector<std::string> second;
  std::vector<std::string> none;
  bool subject_only = false;
  std::size_t within = 1;  ///< sentences
};

/// What may be said instead, by rule.
using Advice = std::map<std::string, std::string, std::less<>>;

struct Policy::Data {
  std::vector<Rule> rules;
  std::vector<Detector> detectors;
  Folding folding;
  std::map<std::string, Lexicon, std::less<>> lexicons;
  std::map<std::string, Advice, std::less<>> advice;
  /// Frequent words of each language, folded without look-alikes.
  std::map<std::string, std::set<std::string, std::less<>>, std::less<>> common_words;

  /// Words in capitals that are no shouting, folded.
  std::set<std::string, std::less<>> abbreviations;
  /// Forms of firms that end a registered name, folded.
  std::set<std::string, std::less<>> firms;
  /// Words of each language in capitals by which safety notes begin ("WARNING: …"), folded.
  std::map<std::string, std::set<std::string, std::less<>>, std::less<>> signals;

  [[nodiscard]] const Lexicon* lexicon(std::string_view language) const {
    const auto found = lexicons.find(language);
    return found == lexicons.end() ? nullptr : &found->second;
  }
};

}  // namespace enclosure::messaging::policy
