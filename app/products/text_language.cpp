#include "app/products/text_language.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/products/data.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

constexpr std::size_t kMostBytes = std::size_t{200} << 10U;
constexpr std::size_t kFewestWords = 20;
/// Running text has a third of its words on its language's list; tables and names have fewer.
constexpr std::size_t kFewestHitsPercent = 10;
/// So much more often than those of the next language.
constexpr std::size_t kLeadPercent = 120;

/// Which languages, by their place, have a word on their list.
struct WordList {
  std::vector<LanguageTag> languages;
  std::unordered_map<std::string, std::vector<std::size_t>> words;
};

void take_line(std::string_view line, WordList& list) {
  const auto colon = line.find(':');
  if (line.starts_with('#') || colon == std::string_view::npos) return;
  const auto language = LanguageTag::parse(line.substr(0, colon));
  if (!language) return;
  const std::size_t place = list.languages.size();
  list.languages.push_back(*language);
  std::string_view rest = line.substr(colon + 1);
  while (!(rest = trim(rest)).empty()) {
    const std::string_view word = rest.substr(0, rest.find(' '));
    auto& places = list.words[std::string(word)];
    if (places.empty() || places.back() != place) places.push_back(place);
    rest.remove_prefix(word.size());
  }
}

const WordList& word_list() {
  static const WordList list = [] {
    WordList made;
    std::string_view text = frequent_words();
    while (!text.empty()) {
      const auto end = std::min(text.find('\n'), text.size());
      take_line(text.substr(0, end), made);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    return made;
  }();
  return list;
}

/// Letters, and the marks that Maltese writes inside of its articles.
bool is_of_word(char32_t c) {
  return u_isalpha(static_cast<UChar32>(c)) != 0 || c == U'\'' || c == U'’' || c == U'-';
}

/// The words of a text in small letters.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (is_of_word(c)) {
      append_utf8(word,
                  c == U'’' ? U'\'' : static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))));
    } else if (!word.empty()) {
      words.push_back(std::exchange(word, {}));
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

/// The beginning of a text, without a letter cut in two at its end; empty where it is no UTF-8.
std::string_view readable(std::string_view text) {
  if (text.size() > kMostBytes) {
    text = text.substr(0, kMostBytes);
    text = text.substr(0, text.rfind(' ') + 1);
  }
  return is_utf8(text) ? text : std::string_view();
}

}  // namespace

std::optional<LanguageTag> language_of_text(std::string_view text) {
  const std::vector<std::string> words = words_of(readable(text));
  if (words.size() < kFewestWords) return std::nullopt;
  const WordList& list = word_list();
  std::vector<std::size_t> hits(list.languages.size());
  for (const std::string& word : words) {
    const auto found = list.words.find(word);
    if (found == list.words.end()) continue;
    for (const std::size_t place : found->second) ++hits[place];
  }
  const auto best = std::max_element(hits.begin(), hits.end());
  const std::size_t most = *best;
  const auto place = static_cast<std::size_t>(best - hits.begin());
  *best = 0;
  const std::size_t next = *std::max_element(hits.begin(), hits.end());
  if (most * 100 < words.size() * kFewestHitsPercent || most * 100 < next * kLeadPercent)
    return std::nullopt;
  return list.languages[place];
}

}  // namespace enclosure::app
