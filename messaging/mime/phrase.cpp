#include "messaging/mime/phrase.h"

#include <algorithm>
#include <vector>

#include "messaging/mime/encoded_word.h"

namespace enclosure::messaging::mime {
namespace {

constexpr std::size_t kLine = 76;
constexpr std::size_t kWord = 75;
constexpr std::size_t kLongestQuoted = 60;

/// atext of RFC 5322, 3.2.3.
bool is_atext(char c) {
  constexpr std::string_view kMarks = "!#$%&'*+-/=?^_`{|}~";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         kMarks.find(c) != std::string_view::npos;
}

bool is_atom(std::string_view word) {
  return is_plain_line(word) && std::all_of(word.begin(), word.end(), is_atext);
}

std::string quoted(std::string_view name) {
  std::string text = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') text += '\\';
    text += c;
  }
  return text + '"';
}

/// The name in turns: single atoms, and runs of words that need encoding, with their blanks.
std::vector<std::string_view> turns_of(std::string_view name) {
  std::vector<std::string_view> turns;
  bool last_is_run = false;
  for (std::size_t begin = 0; begin < name.size();) {
    const auto end = std::min(name.find(' ', begin + 1), name.size());
    const std::string_view word = name.substr(begin, end - begin);
    const bool is_run = !is_atom(word);
    if (is_run && last_is_run) {
      const auto run_begin = static_cast<std::size_t>(turns.back().data() - name.data());
      turns.back() = name.substr(run_begin, end - run_begin);
    } else {
      turns.push_back(word);
    }
    last_is_run = is_run;
    begin = end + 1;
  }
  return turns;
}

/// A run as one encoded word where it fits, else as several.
std::string encoded_run(std::string_view run, std::size_t used) {
  const std::string word = one_encoded_word(run, std::min(kLine - used, kWord));
  return word.empty() ? encoded_words(run, used) : word;
}

}  // namespace

std::size_t last_line_size(std::string_view text) {
  return text.size() - (text.rfind('\n') + 1);  // npos + 1 is 0
}

std::string phrase(std::string_view name, std::size_t used) {
  used = std::min(used, kLine / 2);
  if (is_plain_line(name) && name.size() <= kLongestQuoted) {
    const bool is_atoms =
        std::all_of(name.begin(), name.end(), [](char c) { return is_atext(c) || c == ' '; });
    return is_atoms ? std::string(name) : quoted(name);
  }
  const bool has_double_blank = name.find("  ") != std::string_view::npos;
  if (has_double_blank || !one_encoded_word(name, kLine - used).empty()) {
    return encoded_run(name, used);
  }
  std::string out;
  for (const std::string_view turn : turns_of(name)) {
    const std::string text =
        is_atom(turn) ? std::string(turn) : encoded_run(turn, out.empty() ? used : 1);
    const std::size_t first_line = std::min(text.find('\r'), text.size());
    const std::size_t column =
        last_line_size(out) + (out.find('\n') == std::string::npos ? used : 0);
    if (!out.empty()) out += column + 1 + first_line > kLine ? "\r\n " : " ";
    out += text;
  }
  return out;
}

}  // namespace enclosure::messaging::mime
