#include "messaging/policy/tokens.h"

#include <algorithm>
#include <array>

#include "messaging/policy/readings.h"

namespace enclosure::messaging::policy {
namespace {

bool is_apostrophe(char32_t code) {
  return code == '\'' || code == 0x2019 || code == 0x2018 || code == 0x02BC || code == 0x00B4 ||
         code == '`';
}

bool is_hyphen(char32_t code) {
  return code == '-' || code == '_' || code == 0x2010 || code == 0x2011 || code == 0xB7;
}

/// Signs that stand for letters inside of words: "di$count".
bool is_disguise(char32_t code) {
  return code == '$' || code == '@' || code == 0x20AC;
}

/// Words before a full stop that ends no sentence.
bool is_abbreviation(std::string_view word) {
  constexpr std::array<std::string_view, 42> kAll = {
      "abs", "approx", "art", "bzw", "ca",  "cf",  "dgl",  "dott", "dr",  "eg",  "env",
      "etc", "evtl",   "ex",  "fig", "ggf", "ie",  "inkl", "max",  "min", "mme", "mr",
      "mrs", "ms",     "nr",  "no",  "num", "pag", "prof", "sig",  "sr",  "sra", "ss",
      "st",  "str",    "tel", "usw", "vgl", "vol", "vs",   "zzgl", "zb"};
  return word.size() < 2 || word.ends_with("nr") ||  // USt-IdNr., Art.-Nr.
         std::find(kAll.begin(), kAll.end(), word) != kAll.end();
}

class Tokeniser {
 public:
  Tokeniser(const PlainText& text, const Folding& folding, Spelling spelling)
      : letters_(text.letters), folding_(folding), spelling_(spelling) {}

  TokenText run() && {
    std::size_t at = 0;
    while (at < letters_.size()) {
      const char32_t code = letters_[at].code;
      if (is_break(code)) {
        read_break(at);
      } else if (is_blank(code)) {
        ++at;
        glued_ = false;
      } else if (in_word(at)) {
        if (!read_link(at) && !read_spaced_out(at)) read_word(at);
      } else {
        read_sign(at);
      }
    }
    close_sentence();
    add_readings(text_.tokens, folding_, spelling_);
    return std::move(text_);
  }

 private:
  [[nodiscard]] char32_t code_at(std::size_t at) const {
    return at < letters_.size() ? letters_[at].code : U' ';
  }
  [[nodiscard]] bool in_word(std::size_t at) const {
    const char32_t code = code_at(at);
    return is_letter(code) || is_digit(code);
  }
  [[nodiscard]] bool between_letters(std::size_t at) const {
    return at > 0 && is_letter(code_at(at - 1)) && is_letter(code_at(at + 1));
  }

  void push(Token token) {
    token.sentence = static_cast<std::uint32_t>(text_.sentences.size());
    token.glued = glued_;
    glued_ = false;
    text_.tokens.push_back(std::move(token));
  }

  void close_sentence(bool is_question = false) {
    if (text_.tokens.size() > sentence_begin_)
      text_.sentences.push_back({sentence_begin_, text_.tokens.size(), is_question});
    sentence_begin_ = text_.tokens.size();
  }

  /// A line break ends the sentence unless the line was only too long.
  void read_break(std::size_t& at) {
    const char32_t before = at > 0 ? code_at(at - 1) : U'\n';
    std::size_t breaks = 0;
    while (at < letters_.size() && (is_break(code_at(at)) || is_blank(code_at(at)))) {
      breaks += code_at(at) == '\n' ? 1U : 0U;
      ++at;
    }
    glued_ = false;
    const bool wrapped = breaks < 2 && (is_lower(before) || before == ',' || is_blank(before)) &&
                         is_lower(code_at(at));
    if (!wrapped) close_sentence();
  }

  /// The words of an address say nothing: it is one token.
  bool read_link(std::size_t& at) {
    if (at > 0 && !is_blank(code_at(at - 1)) && !is_break(code_at(at - 1)) && in_word(at - 1))
      return false;
    std::size_t end = at;
    while (end < letters_.size() && is_letter(code_at(end))) ++end;
    const bool scheme = code_at(end) == ':' && code_at(end + 1) == '/' && code_at(end + 2) == '/';
    if (!scheme) return false;
    while (end < letters_.size() && !is_blank(code_at(end)) && !is_break(code_at(end))) ++end;
    // The full stop of the sentence is not part of it.
    while (end > at && (code_at(end - 1) == '.' || code_at(end - 1) == ',')) --end;
    Token token;
    token.word = "://";
    token.from = at;
    token.to = end;
    push(std::move(token));
    at = end;
    return true;
  }

  /// "r e v i e w", "r-e-v-i-e-w": four or more single letters with the same between them.
  bool read_spaced_out(std::size_t& at) {
    if (at > 0 && in_word(at - 1)) return false;
    constexpr std::size_t kWidest = 3;
    std::vector<std::size_t> found{at};
    std::u32string between;
    std::size_t next = at;
    while (is_letter(code_at(next)) && !in_word(next + 1)) {
      std::u32string gap;
      std::size_t i = next + 1;
      while (i < letters_.size() && gap.size() < kWidest && !in_word(i) && !is_break(code_at(i)))
        gap += code_at(i++);
      if (found.size() == 1) between = gap;
      if (gap.empty() || gap != between || !is_letter(code_at(i)) || in_word(i + 1)) break;
      found.push_back(i);
      next = i;
    }
    if (found.size() < 4) return false;
    Token token;
    token.is_word = true;
    token.from = at;
    token.to = found.back() + 1;
    for (const std::size_t i : found)
      folding_.append(token.word, code_at(i), spelling_.across_scripts);
    push(std::move(token));
    at = found.back() + 1;
    return true;
  }

  void read_word(std::size_t& at) {
    Token token;
    token.from = at;
    std::size_t letters = 0;
    std::size_t capitals = 0;
    // A number ends where letters begin ("5star"): the word is a token of its own.
    const bool number = is_digit(code_at(at));
    while (at < letters_.size()) {
      const char32_t code = code_at(at);
      if (number ? is_digit(code) || is_decimal_point(at) : in_word(at)) {
        letters += is_letter(code) ? 1U : 0U;
        capitals += is_upper(code) ? 1U : 0U;
        folding_.append(token.word, code, spelling_.across_scripts);
      } else if (!number && is_disguise(code) && between_letters(at)) {
        if (code == 0x20AC)
          token.word += 'e';
        else
          token.word += static_cast<char>(code);
      } else if (!number && is_apostrophe(code) && between_letters(at) &&
                 (!spelling_.apostrophe_splits || token.word == "aujourd")) {
        // "don't" is read as "dont".
      } else {
        break;
      }
      ++at;
    }
    token.to = at;
    // An elided article ("l'avis", "d'achat") says nothing of its own.
    if (spelling_.apostrophe_splits && token.word.size() <= 2 && is_apostrophe(code_at(at)) &&
        is_letter(code_at(at + 1))) {
      ++at;
      return;
    }
    token.is_word = !number;
    token.is_number = number;
    token.is_upper = letters >= 2 && letters == capitals;
    push(std::move(token));
    if (is_hyphen(code_at(at)) && in_word(at + 1)) {
      ++at;
      glued_ = true;
    } else if (number && is_letter(code_at(at))) {
      glued_ = true;
    } else if (code_at(at) == '.' && between_letters(at)) {
      ++at;
      glued_ = true;
    } else if (is_apostrophe(code_at(at))) {
      ++at;
    }
  }

  [[nodiscard]] bool is_decimal_point(std::size_t at) const {
    const char32_t code = code_at(at);
    return (code == '.' || code == ',') && at > 0 && is_digit(code_at(at - 1)) &&
           is_digit(code_at(at + 1));
  }

  void read_sign(std::size_t& at) {
    const char32_t code = code_at(at);
    Token token;
    token.from = at;
    folding_.append(token.word, code, false);
    if (token.word.empty()) {
      ++at;
      return;
    }
    ++at;
    token.to = at;
    const bool stop = code == '.' || code == 0x2026;
    const bool mark = code == '?' || code == '!';
    const bool ends = mark || (stop && ends_sentence(at));
    push(std::move(token));
    if (!ends) return;
    bool question = code == '?';
    while (code_at(at) == '?' || code_at(at) == '!' || code_at(at) == '.') {
      question = question || code_at(at) == '?';
      ++at;
    }
    close_sentence(question);
  }

  /// Whether the full stop before `at` ends a sentence.
  [[nodiscard]] bool ends_sentence(std::size_t at) const {
    if (at < letters_.size() && !is_blank(code_at(at)) && !is_break(code_at(at)) && in_word(at))
      return false;
    std::size_t next = at;
    while (next < letters_.size() && is_blank(code_at(next))) ++next;
    if (next >= letters_.size() || text_.tokens.size() == sentence_begin_) return true;
    const Token& before = text_.tokens.back();
    if (before.is_word && is_abbreviation(before.word)) return false;
    if (before.is_number) return !is_lower(code_at(next));
    return !(is_lower(code_at(next)) && before.word.size() <= 3);
  }

  const std::vector<Letter>& letters_;
  const Folding& folding_;
  Spelling spelling_;
  TokenText text_;
  std::size_t sentence_begin_ = 0;
  bool glued_ = false;
};

}  // namespace

Spelling Spelling::of(std::string_view language) {
  Spelling spelling;
  spelling.apostrophe_splits = language == "fr" || language == "it" || language == "ca";
  spelling.german_digraphs = language == "de";
  return spelling;
}

TokenText tokenise(const PlainText& text, const Folding& folding, Spelling spelling) {
  return Tokeniser(text, folding, spelling).run();
}

}  // namespace enclosure::messaging::policy
