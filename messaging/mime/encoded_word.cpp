#include "messaging/mime/encoded_word.h"

#include <algorithm>

#include "core/text.h"
#include "messaging/mime/transfer_encoding.h"

namespace enclosure::messaging::mime {
namespace {

constexpr std::size_t kLine = 76;
constexpr std::size_t kWord = 75;
constexpr std::size_t kLongestPlainWord = 60;
constexpr std::size_t kMostUsed = 48;  // leaves room for one character at least
constexpr std::size_t kFrame =
    std::string_view("=?UTF-8?Q?").size() + std::string_view("?=").size();

/// What may stand for itself in a phrase (RFC 2047, 5 (3)).
bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '!' ||
         c == '*' || c == '+' || c == '-' || c == '/';
}

std::string encode_q(std::string_view text) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == ' ') {
      out += '_';
    } else if (is_plain(c)) {
      out += c;
    } else {
      out += {'=', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return out;
}

std::string encode(std::string_view text, bool as_q) {
  return as_q ? encode_q(text) : base64(text);
}

/// `text` in a charset of one byte per letter, whose letters from `first` on stand `distance` below
/// their code points; empty when it holds none of them, or another one. `gaps` are code points
/// without a place.
std::string single_byte(std::string_view text, char32_t first, char32_t last, char32_t distance,
                        std::u32string_view gaps) {
  std::string out;
  bool any = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    const bool is_letter = c >= first && c <= last && gaps.find(c) == std::u32string_view::npos;
    if (c >= 0x80 && !is_letter) return {};
    out += static_cast<char>(static_cast<unsigned char>(is_letter ? c - distance : c));
    any = any || is_letter;
  }
  return any ? out : "";
}

/// The longest beginning of `text` whose encoding has at most `room` characters, at least one
/// character; it ends behind a blank where it can.
std::string_view head_of(std::string_view text, bool as_q, std::size_t room) {
  std::size_t fits = 0;
  std::size_t blank = 0;
  for (std::size_t at = 0; at < text.size();) {
    static_cast<void>(next_code_point(text, at));
    if (fits > 0 && encode(text.substr(0, at), as_q).size() > room) break;
    fits = at;
    if (text[at - 1] == ' ') blank = at;
  }
  return text.substr(0, fits < text.size() && blank > 0 ? blank : fits);
}

}  // namespace

bool is_plain_line(std::string_view text) {
  const auto is_printable = [](char c) { return c >= ' ' && c <= '~'; };
  if (!std::all_of(text.begin(), text.end(), is_printable)) return false;
  if (text.find("=?") != std::string_view::npos) return false;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    if (end == 0 || end > kLongestPlainWord) return false;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return true;
}

std::string one_encoded_word(std::string_view text, std::size_t room) {
  const std::string utf8 = encoded_words(text, 1);
  const std::string greek = single_byte(text, 0x0386, 0x03CE, 0x02D0, U"\u0387\u038B\u038D\u03A2");
  const std::string cyrillic = single_byte(text, 0x0401, 0x045F, 0x0360, U"\u040D\u0450\u045D");
  const std::string in_iso = greek.empty()
                                 ? (cyrillic.empty() ? "" : "=?ISO-8859-5?B?" + base64(cyrillic))
                                 : "=?ISO-8859-7?B?" + base64(greek);
  if (utf8.size() <= room && utf8.find('\n') == std::string::npos) return utf8;
  return !in_iso.empty() && in_iso.size() + 2 <= room ? in_iso + "?=" : "";
}

std::string encoded_words(std::string_view text, std::size_t used) {
  const bool as_q = encode_q(text).size() <= base64(text).size();
  std::string out;
  while (!text.empty()) {
    const std::size_t room = std::min(kLine - std::min(used, kMostUsed), kWord) - kFrame;
    const std::string_view head = head_of(text, as_q, room);
    out += (out.empty() ? "" : "\r\n ") + std::string(as_q ? "=?UTF-8?Q?" : "=?UTF-8?B?");
    out += encode(head, as_q) + "?=";
    text.remove_prefix(head.size());
    used = 1;
  }
  return out;
}

}  // namespace enclosure::messaging::mime
