// R18: emoji, capitals, repeated signs, ornament. R03: glyphs of stars.

#include <algorithm>

#include "core/text.h"
#include "messaging/policy/pictures.h"
#include "messaging/policy/rules.h"
#include "messaging/policy/scan.h"

namespace enclosure::messaging::policy {
namespace {

void find_pictures(const Speech& speech, const std::u32string& codes, Breaches& breaches) {
  for (std::size_t at = 0; at < codes.size(); ++at) {
    if (!is_picture(codes[at])) continue;
    const std::size_t end = run_end(codes, at, is_picture);
    const auto pictures = std::u32string_view(codes).substr(at, end - at);
    breaches.push_back({"R18", at, end, "A picture or ornament.",
                        std::any_of(pictures.begin(), pictures.end(), is_emoji)});
    at = end;
  }
  const std::string_view source = speech.draft.text;
  if (!speech.plain.well_formed) {
    breaches.push_back({"R18", 0, 0, "The text is not UTF-8."});
    return;
  }
  for (std::size_t at = 0; at < source.size();) {
    if (is_drawn_letter(next_code_point(source, at))) {
      breaches.push_back({"R18", 0, 0, "Letters drawn otherwise."});
      return;
    }
  }
}

bool is_ornament(char32_t code) {
  return code == '-' || code == '=' || code == '_' || code == '*' || code == '~' || code == '#' ||
         code == '+' || code == '<' || code == '>' || code == '|' || code == '^' || code == U'•' ||
         code == U'·' || code == U'–' || code == U'—' || code == U'»' || code == U'«';
}

void find_ornament(const std::u32string& codes, Breaches& breaches) {
  for (std::size_t at = 0; at < codes.size();) {
    if (is_ornament(codes[at])) {
      const std::size_t end = run_end(codes, at, is_ornament);
      if (end - at >= 3) breaches.push_back({"R18", at, end, "A line of ornament."});
      at = end;
    } else if (codes[at] == '!' || codes[at] == '?') {
      std::size_t end = at + 1;
      std::size_t marks = 1;
      for (std::size_t i = at + 1; i < codes.size(); ++i) {
        if (codes[i] == '!' || codes[i] == '?') {
          ++marks;
          end = i + 1;
        } else if (!is_blank(codes[i])) {
          break;
        }
      }
      if (marks > 1) breaches.push_back({"R18", at, end, "A sign is repeated."});
      at = end;
    } else if (codes[at] == '.') {
      const std::size_t end = run_end(codes, at, [](char32_t c) { return c == '.'; });
      if (end - at > 3) breaches.push_back({"R18", at, end, "A sign is repeated."});
      at = end;
    } else if (codes[at] == U'¡' || codes[at] == U'¿') {
      const std::size_t end = run_end(codes, at, [](char32_t c) { return c == U'¡' || c == U'¿'; });
      if (end - at > 1) breaches.push_back({"R18", at, end, "A sign is repeated."});
      at = end;
    } else {
      ++at;
    }
  }
}

void find_gaps(const PlainText& plain, const std::u32string& codes, Breaches& breaches) {
  if (!plain.tags.empty()) return;
  for (std::size_t at = 0; at < codes.size(); ++at) {
    if (codes[at] != '\n') continue;
    std::size_t breaks = 0;
    const std::size_t begin = at;
    while (at < codes.size() && (is_break(codes[at]) || is_blank(codes[at])))
      breaks += codes[at++] == '\n' ? 1U : 0U;
    if (breaks > 2) breaches.push_back({"R18", begin, at, "More than two line breaks in a row."});
  }
}

/// ":-)", "<3".
void find_smileys(const std::u32string& codes, Breaches& breaches) {
  for (const std::u32string_view face :
       {U":)", U":-)", U";)", U";-)", U":D", U":-D", U":P", U"<3", U"^^", U":(", U":-("}) {
    for (auto at = codes.find(face); at != std::u32string::npos; at = codes.find(face, at + 1)) {
      const char32_t before = at > 0 ? codes[at - 1] : U' ';
      const char32_t after = at_or_blank(codes, at + face.size());
      const bool alone = !is_word_letter(before) && before != '(' && !is_word_letter(after);
      if (alone) breaches.push_back({"R18", at, at + face.size(), "A picture made of signs."});
    }
  }
}

bool is_known(const Speech& speech, const std::string& word) {
  constexpr std::size_t kShortestWord = 4;  // shorter ones of the rules may be abbreviations
  if (speech.policy.abbreviations.contains(word)) return false;
  for (const auto& [language, words] : speech.policy.common_words) {
    const bool own = language == speech.draft.language.language();
    const bool full = speech.policy.lexicon(language) != nullptr && word.size() >= kShortestWord;
    if ((own || full) && words.contains(word)) return true;
  }
  if (word.size() < kShortestWord) return false;
  return std::any_of(speech.policy.lexicons.begin(), speech.policy.lexicons.end(),
                     [&](const auto& one) { return one.second.knows(word); });
}

bool has_vowel(std::string_view word) {
  return word.find_first_of("aeiouy") != std::string_view::npos;
}

/// How loud a word in capitals is: 0 an abbreviation or name, 1 perhaps a word, 2 a word.
int loudness(const Speech& speech, const Token& token) {
  const std::string& word = token.word;
  const bool has_digit = word.find_first_of("0123456789") != std::string::npos;
  if (!token.is_upper || has_digit || speech.is_name[token.from]) return 0;
  constexpr std::size_t kSurelyWord = 8;
  if (word.size() >= 3 && is_known(speech, word)) return 2;
  if (word.size() >= kSurelyWord && has_vowel(word)) return 2;
  if (word.size() == 2 && is_known(speech, word)) return 1;
  return word.size() >= 4 && has_vowel(word) ? 1U : 0U;
}

/// Registered names end in a form of firm: "NORDLICHT AUDIO GMBH".
bool is_firm(const Speech& speech, const std::vector<Token>& tokens, std::size_t from,
             std::size_t to) {
  return to - from >= 2 && speech.policy.firms.contains(tokens[to - 1].word);
}

/// "WARNING: hot surface.": the word by which safety notes begin.
bool is_signal_word(const Speech& speech, const std::vector<Token>& tokens, std::size_t from,
                    std::size_t to) {
  const bool begins = from == 0 || tokens[from - 1].sentence != tokens[from].sentence;
  const bool colon = to < tokens.size() && (tokens[to].word == ":" || tokens[to].word == "-");
  const auto signals = speech.policy.signals.find(speech.draft.language.language());
  return begins && colon && to - from == 1 && signals != speech.policy.signals.end() &&
         signals->second.contains(tokens[from].word);
}

/// "The switch is marked ON", "the label "DO NOT OPEN"": what stands on the thing itself.
bool is_label(const Speech& speech, std::size_t letter) {
  return std::any_of(
      speech.readings.begin(), speech.readings.end(),
      [&](const LanguageReading& reading) { return reading.leads_to("before_label", letter); });
}

void find_capitals(const Speech& speech, Breaches& breaches) {
  const TokenText text =
      tokenise(speech.plain, speech.policy.folding, Spelling::of(speech.draft.language.language()));
  const auto& tokens = text.tokens;
  std::size_t last_label = 0;  // behind it; "ON or OFF"
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    int sum = 0;
    int loudest = 0;
    std::size_t end = i;
    while (end < tokens.size() && tokens[end].is_upper) {
      const int one = loudness(speech, tokens[end]);
      sum += one;
      loudest = std::max(loudest, one);
      ++end;
    }
    if (end == i) continue;
    const bool loud = loudest >= 2 || (sum >= 3 && end - i >= 3);
    const bool next_one = last_label > 0 && i <= last_label + 2 &&
                          tokens[last_label - 1].sentence == tokens[i].sentence;
    if (next_one || is_label(speech, tokens[i].from))
      last_label = end;
    else if (loud && !is_firm(speech, tokens, i, end) && !is_signal_word(speech, tokens, i, end))
      breaches.push_back({"R18", tokens[i].from, tokens[end - 1].to, "Words in capitals."});
    i = end;
  }
}

}  // namespace

void find_style_faults(const Speech& speech, Breaches& breaches) {
  const std::u32string codes = codes_of(speech.plain);
  find_pictures(speech, codes, breaches);
  const std::u32string words = without_addresses(codes);
  find_ornament(words, breaches);
  find_gaps(speech.plain, codes, breaches);
  find_smileys(words, breaches);
  find_capitals(speech, breaches);
}

void find_signs_of_score(const Speech& speech, Breaches& breaches) {
  const std::u32string codes = codes_of(speech.plain);
  for (std::size_t at = 0; at < codes.size(); ++at) {
    if (!is_star(codes[at])) continue;
    const std::size_t end = run_end(codes, at, is_star);
    breaches.push_back({"R03", at, end, "", true});
    at = end;
  }
}

}  // namespace enclosure::messaging::policy
