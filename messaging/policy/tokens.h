#pragma once
// Words and sentences of a plain text, folded for comparison.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "messaging/policy/letters.h"
#include "messaging/policy/plain_text.h"

namespace enclosure::messaging::policy {

/// Another way to read a word: without its disguise, or joined with what a hyphen cut off.
struct Reading {
  std::string word;
  std::uint32_t tokens = 1;  ///< how many it takes
};

/// A word, a number or a single sign.
struct Token {
  std::string word;               ///< folded
  std::vector<Reading> readings;  ///< besides `word`
  std::size_t from = 0;           ///< letters of the plain text
  std::size_t to = 0;
  std::uint32_t sentence = 0;
  bool is_word = false;
  bool is_number = false;
  bool is_upper = false;  ///< capital letters alone, two or more
  bool glued = false;     ///< a hyphen or the like stands before it, without blanks
};

struct Sentence {
  std::size_t first = 0;  ///< token
  std::size_t last = 0;   ///< behind the last one
  bool is_question = false;
};

struct TokenText {
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;  ///< none is empty
};

/// How a language writes: apostrophes end a word ("l'avis") or are left out ("don't"); "ue" may
/// stand for "ü".
struct Spelling {
  bool apostrophe_splits = false;
  bool german_digraphs = false;
  bool across_scripts = true;

  static Spelling of(std::string_view language);
};

[[nodiscard]] TokenText tokenise(const PlainText& text, const Folding& folding, Spelling spelling);

}  // namespace enclosure::messaging::policy
