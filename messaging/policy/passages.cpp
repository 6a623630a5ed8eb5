#include "messaging/policy/passages.h"

#include <algorithm>

namespace enclosure::messaging::policy {

namespace {

/// More ends than these of one concept at one word say nothing new.
constexpr std::size_t kMostEnds = 6;
/// Attempts for one pattern at one word.
constexpr int kMostSteps = 3000;

struct Fit {
  MatcherId matcher;
  std::uint32_t tokens;
};

}  // namespace

class PassageFinder {
 public:
  PassageFinder(const Lexicon& lexicon, const TokenText& text) : lexicon_(lexicon), text_(text) {
    fits_.resize(text.tokens.size());
    postings_.resize(lexicon.matcher_count());
    begun_.resize(lexicon.concepts().size());
    for (std::size_t i = 0; i < text.tokens.size(); ++i) note_fits(i);
    passages_.found_.resize(lexicon.concepts().size());
    at_.resize(lexicon.concepts().size());
  }

  Passages run() && {
    for (const ConceptId id : lexicon_.order()) find_concept(id);
    return std::move(passages_);
  }

 private:
  void note_fits(std::size_t i) {
    const Token& token = text_.tokens[i];
    const auto note = [&](std::string_view word, std::uint32_t tokens) {
      for (const MatcherId id : lexicon_.matchers_of(word)) {
        fits_[i].push_back({id, tokens});
        if (postings_[id].empty())
          for (const PatternPlace& place : lexicon_.beginning_at(id))
            begun_[place.owner].push_back(place.index);
        if (postings_[id].empty() || postings_[id].back() != i) postings_[id].push_back(i);
      }
    };
    note(token.word, 1);
    for (const Reading& reading : token.readings) note(reading.word, reading.tokens);
    if (token.is_number) numbers_.push_back(i);
  }

  void find_concept(ConceptId id) {
    const Concept& one = lexicon_.concepts()[id];
    std::vector<Passage>& found = passages_.found_[id];
    std::vector<std::uint32_t>& begun = begun_[id];
    begun.insert(begun.end(), one.open.begin(), one.open.end());
    std::sort(begun.begin(), begun.end());
    begun.erase(std::unique(begun.begin(), begun.end()), begun.end());
    for (const std::uint32_t index : begun) {
      const Pattern& pattern = one.patterns[index];
      for (const std::size_t start : starts_of(pattern.elements.front())) {
        steps_ = 0;
        sentence_end_ = text_.sentences[text_.tokens[start].sentence].last;
        ends_.clear();
        step(pattern, 0, start);
        for (const std::size_t end : ends_) found.push_back({start, end});
      }
    }
    std::sort(found.begin(), found.end(), [](const Passage& a, const Passage& b) {
      return a.first != b.first ? a.first < b.first : a.last < b.last;
    });
    found.erase(std::unique(found.begin(), found.end(),
                            [](const Passage& a, const Passage& b) {
                              return a.first == b.first && a.last == b.last;
                            }),
                found.end());
    if (one.mask != 0) take_off(found, passages_.found_[one.mask]);
    thin_out(found);
    if (found.empty()) return;
    at_[id].assign(text_.tokens.size() + 1, 0);
    // at_[i] .. at_[i+1]: the passages that begin at token i.
    for (const Passage& passage : found) ++at_[id][passage.first + 1];
    for (std::size_t i = 1; i < at_[id].size(); ++i) at_[id][i] += at_[id][i - 1];
  }

  static void take_off(std::vector<Passage>& found, const std::vector<Passage>& mask) {
    if (mask.empty()) return;
    // Masks are sorted by beginning; the furthest end so far tells whether one reaches over.
    std::vector<std::size_t> furthest;
    for (const Passage& one : mask)
      furthest.push_back(std::max(one.last, furthest.empty() ? 0 : furthest.back()));
    std::erase_if(found, [&](const Passage& one) {
      const auto behind =
          std::lower_bound(mask.begin(), mask.end(), one.last,
                           [](const Passage& a, std::size_t last) { return a.first < last; });
      if (behind == mask.begin()) return false;
      return furthest[static_cast<std::size_t>(behind - mask.begin()) - 1] > one.first;
    });
  }

  static void thin_out(std::vector<Passage>& found) {
    std::size_t run = 0;
    std::vector<Passage> kept;
    for (std::size_t i = 0; i < found.size(); ++i) {
      run = i > 0 && found[i].first == found[i - 1].first ? run + 1 : 0;
      if (run < kMostEnds) kept.push_back(found[i]);
    }
    found = std::move(kept);
  }

  [[nodiscard]] std::vector<std::size_t> starts_of(const Element& element) const {
    std::vector<std::size_t> starts;
    if (element.kind == Element::Kind::kStart) {
      for (const Sentence& sentence : text_.sentences) starts.push_back(sentence.first);
      return starts;
    }
    for (const MatcherId id : element.words)
      starts.insert(starts.end(), postings_[id].begin(), postings_[id].end());
    for (const ConceptId id : element.concepts)
      for (const Passage& passage : passages_.found_[id]) starts.push_back(passage.first);
    if (element.number) starts.insert(starts.end(), numbers_.begin(), numbers_.end());
    std::sort(starts.begin(), starts.end());
    starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
    return starts;
  }

  void step(const Pattern& pattern, std::size_t index, std::size_t at) {
    if (++steps_ > kMostSteps || ends_.size() >= kMostEnds) return;
    if (index == pattern.elements.size()) {
      if (std::find(ends_.begin(), ends_.end(), at) == ends_.end()) ends_.push_back(at);
      return;
    }
    const Element& element = pattern.elements[index];
    switch (element.kind) {
      case Element::Kind::kGap:
        for (std::size_t skip = 0; skip <= element.gap && at + skip <= sentence_end_; ++skip)
          step(pattern, index + 1, at + skip);
        return;
      case Element::Kind::kStart:
        return step(pattern, index + 1, at);
      case Element::Kind::kEnd:
        if (only_signs_left(at)) step(pattern, index + 1, at);
        return;
      case Element::Kind::kNotNext: {
        bool there = false;
        for_each_end(element, at, [&](std::size_t) { there = true; });
        if (!there) step(pattern, index + 1, at);
        return;
      }
      case Element::Kind::kWord:
        for_each_end(element, at, [&](std::size_t end) { step(pattern, index + 1, end); });
        if (element.optional) step(pattern, index + 1, at);
        return;
    }
  }

  [[nodiscard]] bool only_signs_left(std::size_t at) const {
    for (std::size_t i = at; i < sentence_end_; ++i)
      if (text_.tokens[i].is_word || text_.tokens[i].is_number) return false;
    return true;
  }

  template <typename Use>
  void for_each_end(const Element& element, std::size_t at, Use use) {
    if (element.end && only_signs_left(at)) use(at);
    if (at >= sentence_end_) return;
    for (const Fit& fit : fits_[at]) {
      if (std::binary_search(element.words.begin(), element.words.end(), fit.matcher) &&
          at + fit.tokens <= sentence_end_)
        use(at + fit.tokens);
    }
    if (element.number && text_.tokens[at].is_number) use(at + 1);
    for (const ConceptId id : element.concepts) {
      if (at_[id].empty()) continue;
      for (std::size_t i = at_[id][at]; i < at_[id][at + 1]; ++i) use(passages_.found_[id][i].last);
    }
  }

  const Lexicon& lexicon_;
  const TokenText& text_;
  std::vector<std::vector<Fit>> fits_;
  std::vector<std::vector<std::size_t>> postings_;
  std::vector<std::vector<std::uint32_t>> begun_;  ///< patterns of a concept that may begin
  std::vector<std::size_t> numbers_;
  std::vector<std::vector<std::size_t>> at_;
  Passages passages_;
  std::vector<std::size_t> ends_;
  std::size_t sentence_end_ = 0;
  int steps_ = 0;
};

Passages Passages::find(const Lexicon& lexicon, const TokenText& text) {
  return PassageFinder(lexicon, text).run();
}

}  // namespace enclosure::messaging::policy
