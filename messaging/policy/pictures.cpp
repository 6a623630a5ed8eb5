#include "messaging/policy/pictures.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include "core/text.h"

namespace enclosure::messaging::policy {
namespace {

/// Signs that texts about products need.
bool is_plain_sign(char32_t code) {
  return code == U'©' || code == U'®' || code == U'™' || code == U'°' || code == U'№' ||
         code == U'•' || code == U'·' || code == U'‰' || (code >= 0x2190 && code <= 0x21FF) ||
         (code >= 0x2100 && code <= 0x214F);
}

/// What joins or colours emoji and is nothing without one: the joiner, the keycap, the selector of
/// emoji, tags.
bool belongs_to_emoji(char32_t code) {
  return code == 0x200D || code == 0x20E3 || code == 0xFE0F || (code >= 0xE0020 && code <= 0xE007F);
}

std::string made_plain(char32_t code) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfkc = icu::Normalizer2::getNFKCInstance(status);
  std::string plain;
  const icu::UnicodeString drawn(static_cast<UChar32>(code));
  if (U_SUCCESS(status) != 0) nfkc->normalize(drawn, status).toUTF8String(plain);
  return plain;
}

/// `text` with one blank where there were several, and without separators at its ends.
std::string tidied(const std::string& text) {
  constexpr std::string_view kSeparators = " -|/,;:+~*";
  std::string line;
  for (const char c : text)
    if (c != ' ' || (!line.empty() && line.back() != ' ')) line += c;
  const auto begin = line.find_first_not_of(kSeparators);
  if (begin == std::string::npos) return "";
  return line.substr(begin, line.find_last_not_of(kSeparators) - begin + 1);
}

}  // namespace

bool is_star(char32_t code) {
  return code == U'★' || code == U'☆' || code == U'⭐' || code == U'🌟' || code == U'✰' ||
         code == U'✮' || code == U'⋆' || code == U'✩' || code == U'✪' || code == U'✫' ||
         code == U'✭' || code == U'✯' || code == U'💯' || code == U'✦' || code == U'✧' ||
         code == U'👍';
}

bool is_emoji(char32_t code) {
  if (code < 0xA9 || is_plain_sign(code)) return false;
  const auto c = static_cast<UChar32>(code);
  return u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) != 0 ||
         u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION) != 0;
}

bool is_picture(char32_t code) {
  if (code < 0xA9 || is_plain_sign(code)) return false;
  return is_emoji(code) || u_charType(static_cast<UChar32>(code)) == U_OTHER_SYMBOL ||
         (code >= 0x2500 && code <= 0x25FF);
}

bool is_drawn_letter(char32_t code) {
  return (code >= 0x1D400 && code <= 0x1D7FF) || (code >= 0x2460 && code <= 0x24FF) ||
         (code >= 0x1F100 && code <= 0x1F1FF) || (code >= 0xFF21 && code <= 0xFF5A);
}

std::string without_pictures(const std::string& title) {
  std::string plain;
  bool changed = false;
  bool in_picture = false;
  for (std::size_t at = 0; at < title.size();) {
    const std::size_t begin = at;
    const char32_t code = next_code_point(title, at);
    if (is_star(code) || is_emoji(code) || (in_picture && belongs_to_emoji(code))) {
      in_picture = changed = true;
      plain += ' ';
      continue;
    }
    in_picture = false;
    changed = changed || is_drawn_letter(code);
    plain += is_drawn_letter(code) ? made_plain(code) : title.substr(begin, at - begin);
  }
  if (!changed) return title;
  plain = tidied(plain);
  return plain.empty() ? title : plain;
}

}  // namespace enclosure::messaging::policy
