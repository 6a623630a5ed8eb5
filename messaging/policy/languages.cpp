#include "messaging/policy/languages.h"

#include <algorithm>

#include "messaging/policy/rules.h"

namespace enclosure::messaging::policy {
namespace {

using Words = std::set<std::string, std::less<>>;

struct Count {
  std::size_t own = 0;      ///< words of the buyer's language
  std::size_t foreign = 0;  ///< words of the other one that the buyer's does not have
};

/// Parts of "www.shop.example" are no words.
bool in_host(const Speech& speech, const TokenText& text, std::size_t i) {
  const auto& letters = speech.plain.letters;
  const Token& token = text.tokens[i];
  const bool after = token.from > 1 && letters[token.from - 1].code == '.' && token.glued;
  const bool before = i + 1 < text.tokens.size() && text.tokens[i + 1].glued &&
                      token.to < letters.size() && letters[token.to].code == '.';
  return after || before;
}

Count count(const Speech& speech, const TokenText& text, std::size_t first, std::size_t last,
            const Words* own, const Words& other) {
  Count count;
  for (std::size_t i = first; i < last; ++i) {
    const Token& token = text.tokens[i];
    if (!token.is_word || speech.is_name[token.from] || in_host(speech, text, i)) continue;
    if (own != nullptr && own->contains(token.word))
      ++count.own;
    else if (other.contains(token.word))
      ++count.foreign;
  }
  return count;
}

std::size_t words_in(const Speech& speech, const TokenText& text, std::size_t first,
                     std::size_t last) {
  return static_cast<std::size_t>(std::count_if(
      text.tokens.begin() + static_cast<std::ptrdiff_t>(first),
      text.tokens.begin() + static_cast<std::ptrdiff_t>(last),
      [&](const Token& token) { return token.is_word && !speech.is_name[token.from]; }));
}

/// A part of a sentence: between signs that part it.
bool parts(const Token& token) {
  return !token.is_word && !token.is_number &&
         (token.word == "," || token.word == ";" || token.word == ":" || token.word == "(" ||
          token.word == ")" || token.word == "-" || token.word == "\u2013" ||
          token.word == "\u2014" || token.word == "/");
}

}  // namespace

std::string language_of(const Speech& speech, const TokenText& text, std::size_t first,
                        std::size_t last, bool one_word_tells) {
  const auto& all = speech.policy.common_words;
  const std::string& own_tag = speech.draft.language.language();
  const auto own = all.find(own_tag);
  const Words* own_words = own == all.end() ? nullptr : &own->second;
  std::string best = own_tag;
  std::size_t most = 0;
  for (const auto& [tag, words] : all) {
    if (tag == own_tag) continue;
    const Count found = count(speech, text, first, last, own_words, words);
    if (found.foreign <= found.own || found.foreign <= most) continue;
    constexpr std::size_t kShort = 4;
    const bool clear = found.foreign >= 2 || (one_word_tells && found.own == 0 &&
                                              words_in(speech, text, first, last) <= kShort);
    if (!clear) continue;
    most = found.foreign;
    best = tag;
  }
  return best;
}

LanguageTag guess_language(std::string_view text, const Policy& policy) {
  const PlainText plain = plain_text(text);
  const TokenText tokens = tokenise(plain, policy.data().folding, Spelling::of("fr"));
  std::string best = "en";
  std::size_t most = 0;
  for (const auto& [tag, lexicon] : policy.data().lexicons) {
    const auto words = policy.data().common_words.find(tag);
    if (words == policy.data().common_words.end()) continue;
    const auto hits = static_cast<std::size_t>(
        std::count_if(tokens.tokens.begin(), tokens.tokens.end(),
                      [&](const Token& token) { return words->second.contains(token.word); }));
    if (hits <= most) continue;
    most = hits;
    best = tag;
  }
  return *LanguageTag::parse(best);
}

void find_foreign_words(const Speech& speech, Breaches& breaches) {
  const std::string& own = speech.draft.language.language();
  Spelling spelling = Spelling::of(own);
  spelling.across_scripts = false;
  const TokenText text = tokenise(speech.plain, speech.policy.folding, spelling);
  const auto look = [&](std::size_t first, std::size_t last, bool whole) {
    const std::string language = language_of(speech, text, first, last, whole);
    if (language == own) return false;
    breaches.push_back({"R19", text.tokens[first].from, text.tokens[last - 1].to,
                        "Looks like " + language + ", not " + own + "."});
    return true;
  };
  for (const Sentence& sentence : text.sentences) {
    if (look(sentence.first, sentence.last, true)) continue;
    std::size_t begin = sentence.first;
    for (std::size_t i = sentence.first; i <= sentence.last; ++i) {
      if (i < sentence.last && !parts(text.tokens[i])) continue;
      // A part of one word may be a name.
      if (i > begin && words_in(speech, text, begin, i) >= 2) look(begin, i, false);
      begin = i + 1;
    }
  }
}

}  // namespace enclosure::messaging::policy
