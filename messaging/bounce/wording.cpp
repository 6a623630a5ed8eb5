#include "messaging/bounce/wording.h"

#include <algorithm>

#include "core/text.h"
#include "messaging/bounce/mail_reader.h"
#include "messaging/policy/entities.h"

namespace enclosure::messaging::bounce {
namespace {

constexpr std::size_t kWordsInAGap = 8;
constexpr std::size_t kBytesInAGap = 400;

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\0';
}

/// Whether a sign that ends a sentence stands in `gap`; "a@b.example" holds none.
bool ends_sentence(std::string_view gap) {
  for (std::size_t at = 0; at + 1 < gap.size(); ++at) {
    const bool sign = gap[at] == '.' || gap[at] == '!' || gap[at] == '?';
    if (sign && gap[at + 1] == ' ') return true;
  }
  return false;
}

bool is_gap(std::string_view between) {
  return static_cast<std::size_t>(std::count(between.begin(), between.end(), ' ')) <=
             kWordsInAGap + 1 &&
         !ends_sentence(between);
}

/// Where `pieces` end that begin with the one at `at`, or npos.
bool goes_on(std::string_view text, std::size_t end, std::string_view pieces) {
  while (!pieces.empty()) {
    const std::size_t star = pieces.find(" * ");
    const std::string_view piece = pieces.substr(0, star);
    pieces = star == std::string_view::npos ? std::string_view{} : pieces.substr(star + 3);
    const std::string_view window = text.substr(end, kBytesInAGap + piece.size());
    const std::size_t found = window.find(piece);
    if (found == std::string_view::npos || !is_gap(window.substr(0, found))) return false;
    end += found + piece.size();
  }
  return true;
}

/// The text of "=?UTF-8?Q?K=C3=B6ln?=" at the front of `value`, which loses it; or nothing.
bool take_encoded_word(std::string_view& value, std::string& into) {
  if (!value.starts_with("=?")) return false;
  const std::size_t charset_end = value.find('?', 2);
  if (charset_end == std::string_view::npos || charset_end + 2 >= value.size()) return false;
  const char kind = value[charset_end + 1];
  const std::size_t begin = charset_end + 3;
  const std::size_t end = value.find("?=", begin);
  if (value[charset_end + 2] != '?' || end == std::string_view::npos) return false;
  std::string word(value.substr(begin, end - begin));
  const bool quoted = kind == 'Q' || kind == 'q';
  if (quoted) std::replace(word.begin(), word.end(), '_', ' ');
  if (!quoted && kind != 'B' && kind != 'b') return false;
  into += as_utf8(decoded(word, quoted ? "quoted-printable" : "base64"),
                  value.substr(2, charset_end - 2));
  value.remove_prefix(end + 2);
  return true;
}

}  // namespace

std::string normalised(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    const auto second = rest.size() > 1 ? static_cast<unsigned char>(rest[1]) : 0U;
    if (rest.starts_with("\xE2\x80\x99")) {
      out.push_back('\'');
      i += 2;
    } else if (rest.starts_with("\xC2\xA0") || is_blank(rest.front())) {
      if (!is_blank(rest.front())) ++i;
      if (!out.empty() && out.back() != ' ') out.push_back(' ');
    } else if (rest.front() == '\xC3' && second >= 0x80 && second <= 0x9E && second != 0x97) {
      out.push_back('\xC3');  // "Ä" to "ä": capitals stand 32 before small letters
      out.push_back(static_cast<char>(second + 0x20));
      ++i;
    } else {
      out.push_back(rest.front());
    }
  }
  return to_lower_ascii(out);
}

std::string without_tags(std::string_view html) {
  std::string out;
  bool in_tag = false;
  for (std::size_t at = 0; at < html.size(); ++at) {
    const char c = html[at];
    std::size_t length = 0;
    const char32_t code = c == '&' && !in_tag ? policy::reference_at(html, at, length) : U'\0';
    if (code != U'\0') {
      append_utf8(out, code);
      at += length - 1;
      continue;
    }
    if (c == '<') in_tag = true;
    if (!in_tag) out.push_back(c);
    if (c == '>') in_tag = false, out.push_back(' ');
  }
  return out;
}

std::string without_encoded_words(std::string_view value) {
  std::string out;
  bool after_word = false;
  while (!value.empty()) {
    const std::size_t blanks = std::min(value.find_first_not_of(" \t"), value.size());
    std::string_view rest = value.substr(blanks);
    std::string word;
    if (take_encoded_word(rest, word)) {
      if (!after_word) out += value.substr(0, blanks);  // blanks between two of them are none
      out += word;
      after_word = true;
      value = rest;
      continue;
    }
    const std::size_t end = std::min(value.find_first_of(" \t", blanks), value.size());
    out += value.substr(0, end);
    after_word = false;
    value.remove_prefix(end);
  }
  return out;
}

std::string as_utf8(std::string_view bytes, std::string_view charset) {
  const std::string name = to_lower_ascii(trim(charset));
  if (name != "iso-8859-1" && name != "iso-8859-15" && name != "windows-1252")
    return std::string(bytes);
  std::string out;
  for (const char c : bytes) append_utf8(out, static_cast<unsigned char>(c));
  return out;
}

bool holds_pattern(std::string_view text, std::string_view pattern) {
  const std::size_t star = pattern.find(" * ");
  const std::string_view first = pattern.substr(0, star);
  if (star == std::string_view::npos) return text.find(first) != std::string_view::npos;
  const std::string_view others = pattern.substr(star + 3);
  for (std::size_t at = text.find(first); at != std::string_view::npos;
       at = text.find(first, at + 1)) {
    if (goes_on(text, at + first.size(), others)) return true;
  }
  return false;
}

}  // namespace enclosure::messaging::bounce
