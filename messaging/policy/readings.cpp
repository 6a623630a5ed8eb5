#include "messaging/policy/readings.h"

#include <algorithm>

namespace enclosure::messaging::policy {
namespace {

/// "r3view" is read as "review" too, "g1ft" as "gift" and "glft".
void read_through_disguise(Token& token, const std::string& word, std::uint32_t tokens,
                           const Folding& folding) {
  constexpr std::size_t kLongest = 24;
  if (word.size() < 3 || word.size() > kLongest) return;
  const auto letters =
      std::count_if(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (letters < 2 || static_cast<std::size_t>(letters) == word.size()) return;
  for (std::size_t choice = 0; choice < 2; ++choice) {
    std::string read = word;
    for (char& c : read) {
      const std::string_view meant = folding.disguise_of(c);
      if (!meant.empty()) c = meant[std::min(choice, meant.size() - 1)];
    }
    if (read != word && (token.readings.empty() || token.readings.back().word != read))
      token.readings.push_back({std::move(read), tokens});
  }
}

/// "fuer" is read as "fur", which is "für" without its marks.
void add_undigraphed(Token& token) {
  std::string read;
  for (std::size_t i = 0; i < token.word.size(); ++i) {
    const char c = token.word[i];
    read += c;
    const bool digraph =
        (c == 'a' || c == 'o' || c == 'u') && i + 1 < token.word.size() && token.word[i + 1] == 'e';
    if (digraph) ++i;
  }
  if (read != token.word) token.readings.push_back({std::move(read), 1});
}

/// "freeeee" is read as "free" and "fre": three of a letter and more are one or two.
void add_unstretched(Token& token) {
  constexpr std::size_t kLoud = 3;
  std::string once;
  std::string twice;
  for (std::size_t i = 0; i < token.word.size();) {
    std::size_t end = i;
    while (end < token.word.size() && token.word[end] == token.word[i]) ++end;
    const std::size_t run = end - i;
    once.append(run >= kLoud ? 1 : run, token.word[i]);
    twice.append(run >= kLoud ? 2 : run, token.word[i]);
    i = end;
  }
  if (once == token.word) return;
  token.readings.push_back({std::move(once), 1});
  token.readings.push_back({std::move(twice), 1});
}

}  // namespace

void add_readings(std::vector<Token>& tokens, const Folding& folding, Spelling spelling) {
  constexpr std::size_t kMostParts = 4;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    Token& token = tokens[i];
    if (!token.is_word && !token.is_number) continue;
    std::string joined = token.word;
    read_through_disguise(token, joined, 1, folding);
    if (token.is_word && spelling.german_digraphs) add_undigraphed(token);
    if (token.is_word) add_unstretched(token);
    for (std::size_t part = 1; part < kMostParts && i + part < tokens.size(); ++part) {
      if (!tokens[i + part].glued) break;
      joined += tokens[i + part].word;
      const auto count = static_cast<std::uint32_t>(part + 1);
      if (token.is_word) token.readings.push_back({joined, count});
      read_through_disguise(token, joined, count, folding);
    }
  }
}

}  // namespace enclosure::messaging::policy
