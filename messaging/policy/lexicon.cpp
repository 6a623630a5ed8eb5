#include "messaging/policy/lexicon.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

namespace enclosure::messaging::policy {

namespace {

/// "5"; at most twenty, 0 when it is no number.
std::uint32_t gap_of(std::string_view digits) {
  constexpr std::uint32_t kWidest = 20;
  std::uint32_t gap = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return 0;
    gap = std::min(kWidest, gap * 10U + static_cast<std::uint32_t>(c - '0'));
  }
  return gap;
}

}  // namespace

/// Turns the patterns of a file into matchers and elements.
class LexiconReader {
 public:
  LexiconReader(const std::string& file, const Folding& folding, Spelling spelling)
      : file_(file), folding_(folding), spelling_(spelling) {
    lexicon_.concepts_.emplace_back();
  }

  Result<Lexicon> read(std::string_view json) && {
    const auto document = nlohmann::json::parse(json, nullptr, false);
    if (!document.is_object() || !document.contains("concepts") ||
        !document["concepts"].is_object())
      return Fault{"POLICY-001", file_, "no object with concepts", "see docs/policy.md, Words"};
    const auto& concepts = document["concepts"];
    for (const auto& [name, patterns] : concepts.items()) {
      lexicon_.by_name_[name] = static_cast<ConceptId>(lexicon_.concepts_.size());
      lexicon_.concepts_.push_back({name, {}, 0, {}});
    }
    for (const auto& [name, patterns] : concepts.items()) read_concept(name, patterns);
    for (Concept& one : lexicon_.concepts_) {
      const auto mask = lexicon_.by_name_.find(one.name + ".not");
      if (mask != lexicon_.by_name_.end()) one.mask = mask->second;
    }
    std::vector<int> state(lexicon_.concepts_.size(), 0);
    for (ConceptId id = 1; id < lexicon_.concepts_.size(); ++id) put_in_order(id, state);
    if (!faults_.empty()) return std::move(faults_);
    note_beginnings();
    return std::move(lexicon_);
  }

 private:
  void complain(const std::string& name, const std::string& message) {
    faults_.push_back({"POLICY-002", file_ + " " + name, message, "see docs/policy.md, Words"});
  }

  void read_concept(const std::string& name, const nlohmann::json& patterns) {
    if (!patterns.is_array()) return complain(name, "not a list of patterns");
    for (const auto& pattern : patterns) {
      if (!pattern.is_string()) {
        complain(name, "a pattern is no text");
        continue;
      }
      read_pattern(name, pattern.get<std::string>());
    }
  }

  void read_pattern(const std::string& name, const std::string& source) {
    Pattern pattern;
    std::istringstream parts(source);
    for (std::string part; parts >> part;) {
      for (const std::string& piece : split_apostrophes(part)) {
        pattern.elements.push_back(element_of(name, piece));
        if (pattern.elements.size() == 1 && elides_) pattern.elements.front().optional = false;
      }
    }
    // Only what stands between other words may have been elided.
    if (pattern.elements.size() > 1 && elides_ && !last_optional_)
      pattern.elements.back().optional = false;
    const bool anchored = !pattern.elements.empty() &&
                          (pattern.elements.front().kind == Element::Kind::kWord ||
                           pattern.elements.front().kind == Element::Kind::kStart) &&
                          !pattern.elements.front().optional;
    if (!anchored) return complain(name, "\"" + source + "\" begins with no word");
    const ConceptId id = lexicon_.by_name_[name];
    lexicon_.concepts_[id].patterns.push_back(std::move(pattern));
  }

  /// As the tokens of the language are: "don't" is "dont"; where apostrophes part words, "l'avis"
  /// is "avis" and "jusqu'a" two words.
  [[nodiscard]] std::vector<std::string> split_apostrophes(const std::string& part) const {
    std::vector<std::string> pieces{""};
    std::size_t letters = 0;  // since the alternative began
    for (const char c : part) {
      const bool begins = c == '|' || c == '?' || c == '!';
      if (c != '\'') {
        pieces.back() += c;
        letters = begins ? 0 : letters + 1;
      } else if (!spelling_.apostrophe_splits || pieces.back().ends_with("aujourd")) {
        continue;
      } else if (letters <= 2) {
        pieces.back().erase(pieces.back().size() - letters);
        letters = 0;
      } else {
        pieces.emplace_back();
        letters = 0;
      }
    }
    return pieces;
  }

  Element element_of(const std::string& name, std::string part) {
    Element element;
    elides_ = false;
    if (part == "^") element.kind = Element::Kind::kStart;
    if (part == "$") element.kind = Element::Kind::kEnd;
    if (part == "^" || part == "$") return element;
    if (part.front() == '~') {
      element.kind = Element::Kind::kGap;
      const std::string rest = part.substr(1);
      element.gap = rest.empty() ? 3U : rest == "~" ? 8U : gap_of(rest);
      if (element.gap == 0) complain(name, "\"" + part + "\" is no gap");
      return element;
    }
    last_optional_ = part.size() > 1 && part.front() == '?';
    if (last_optional_) {
      element.optional = true;
      part.erase(0, 1);
    } else if (part.size() > 1 && part.front() == '!') {
      element.kind = Element::Kind::kNotNext;
      part.erase(0, 1);
    }
    std::istringstream words(part);
    elides_ = false;
    for (std::string word; std::getline(words, word, '|');) add_word(name, word, element);
    std::sort(element.words.begin(), element.words.end());
    element.optional = element.optional || elides_;
    return element;
  }

  void add_word(const std::string& name, const std::string& word, Element& element) {
    if (word == "#") {
      element.number = true;
    } else if (word == "$$") {
      element.end = true;
    } else if (word.size() > 1 && word.front() == '@') {
      const auto found = lexicon_.by_name_.find(word.substr(1));
      if (found == lexicon_.by_name_.end()) return complain(name, "no concept " + word);
      element.concepts.push_back(found->second);
    } else if (!word.empty()) {
      // "de|d": the elided one is not among the tokens.
      elides_ = elides_ || (spelling_.apostrophe_splits &&
                            (word == "d" || word == "l" || word == "n" || word == "qu"));
      element.words.push_back(matcher_of(word));
    }
  }

  MatcherId matcher_of(const std::string& written) {
    std::string word = folding_.fold(written);
    if (word.size() > 1) std::erase(word, '-');  // words with hyphens are read without
    const bool open_front = word.size() > 1 && word.front() == '*';
    const bool open_back = word.size() > 1 && word.back() == '*';
    if (open_front) word.erase(0, 1);
    if (open_back) word.pop_back();
    if (open_front && open_back) {
      for (const auto& [part, id] : lexicon_.parts_)
        if (part == word) return id;
      lexicon_.parts_.emplace_back(word, lexicon_.next_matcher_);
      return lexicon_.next_matcher_++;
    }
    auto& table = open_front  ? lexicon_.endings_
                  : open_back ? lexicon_.beginnings_
                              : lexicon_.whole_;
    const auto [entry, is_new] = table.emplace(word, lexicon_.next_matcher_);
    if (is_new) ++lexicon_.next_matcher_;
    return entry->second;
  }

  void put_in_order(ConceptId id, std::vector<int>& state) {
    if (state[id] == 2) return;
    const Concept& one = lexicon_.concepts_[id];
    if (state[id] == 1) return complain(one.name, "is made of itself");
    state[id] = 1;
    if (one.mask != 0) put_in_order(one.mask, state);
    for (const Pattern& pattern : one.patterns)
      for (const Element& element : pattern.elements)
        for (const ConceptId part : element.concepts) put_in_order(part, state);
    state[id] = 2;
    lexicon_.order_.push_back(id);
  }

  /// By their first words patterns are found that a text may hold at all; most it does not.
  void note_beginnings() {
    lexicon_.beginning_at_.resize(lexicon_.next_matcher_);
    for (ConceptId id = 1; id < lexicon_.concepts_.size(); ++id) {
      Concept& one = lexicon_.concepts_[id];
      for (std::uint32_t i = 0; i < one.patterns.size(); ++i) {
        const Element& first = one.patterns[i].elements.front();
        for (const MatcherId word : first.words) lexicon_.beginning_at_[word].push_back({id, i});
        if (first.kind == Element::Kind::kStart || first.number || !first.concepts.empty())
          one.open.push_back(i);
      }
    }
  }

  const std::string& file_;
  const Folding& folding_;
  Spelling spelling_;
  bool last_optional_ = false;  ///< the element at hand was written with a question mark
  bool elides_ = false;         ///< the element at hand has an elided word among its alternatives
  Lexicon lexicon_;
  Faults faults_;
};

Result<Lexicon> Lexicon::parse(std::string_view json, const std::string& file,
                               const Folding& folding, Spelling spelling) {
  return LexiconReader(file, folding, spelling).read(json);
}

ConceptId Lexicon::find(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? 0 : found->second;
}

std::vector<MatcherId> Lexicon::matchers_of(std::string_view word) const {
  constexpr std::size_t kLongest = 40;  // of a word that a pattern may begin or end
  std::vector<MatcherId> fits;
  const auto look = [&](const auto& table, std::string_view part) {
    const auto found = table.find(std::string(part));
    if (found != table.end()) fits.push_back(found->second);
  };
  look(whole_, word);
  const std::size_t most = std::min(word.size(), kLongest);
  for (std::size_t size = 1; size <= most; ++size) {
    look(beginnings_, word.substr(0, size));
    look(endings_, word.substr(word.size() - size));
  }
  const std::string_view head = word.substr(0, 2 * kLongest);
  for (const auto& [part, id] : parts_)
    if (head.find(part) != std::string_view::npos) fits.push_back(id);
  std::sort(fits.begin(), fits.end());
  fits.erase(std::unique(fits.begin(), fits.end()), fits.end());
  return fits;
}

bool Lexicon::knows(std::string_view word) const {
  if (whole_.contains(std::string(word))) return true;
  constexpr std::size_t kShortest = 4;
  for (std::size_t size = kShortest; size <= word.size(); ++size)
    if (beginnings_.contains(std::string(word.substr(0, size)))) return true;
  return false;
}

}  // namespace enclosure::messaging::policy
