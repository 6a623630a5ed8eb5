#include "messaging/mime/encoded_word.h"

#include <algorithm>

#include "core/text.h"
#include "messaging/mime/transfer_encoding.h"

namespace enclosure::messaging::mime {
namespace {

constexpr std::size_t kLine = 76;
constexpr std::size_t kWord = 75;
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
