#include "locales/respell.h"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <memory>

#include "core/text.h"
#include "locales/icu_support.h"
#include "locales/text.h"

namespace enclosure::locales {
namespace {

using IsShown = std::function<bool(char32_t)>;

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

/// Making one takes milliseconds; it must not be shared, so each thread keeps its own.
const icu::Transliterator& transliterator(const std::string& id) {
  thread_local std::map<std::string, std::unique_ptr<icu::Transliterator>> all;
  auto& one = all[id];
  if (!one) {
    use_root_as_default();
    UErrorCode status = U_ZERO_ERROR;
    UParseError where{};
    one.reset(icu::Transliterator::createInstance(icu::UnicodeString(id.c_str()), UTRANS_FORWARD,
                                                  where, status));
    expect_success(status, "transliteration");
  }
  return *one;
}

std::string transliterated(const std::string& utf8, const std::string& id) {
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(utf8);
  transliterator(id).transliterate(text);
  return to_nfc(to_utf8(text));
}

bool all_shown(std::string_view utf8, const IsShown& is_shown) {
  for (std::size_t at = 0; at < utf8.size();) {
    if (!is_shown(next_code_point(utf8, at))) return false;
  }
  return true;
}

/// In Latin letters, in ASCII, or in ASCII without the signs for ayn and hamza, which ASCII has no
/// letter for: whichever can be shown first; empty where none can.
std::string in_letters(const std::string& utf8, const IsShown& is_shown) {
  for (const char* id : {"Any-Latin", "Any-Latin; Latin-ASCII",
                         R"(Any-Latin; Latin-ASCII; [\u02BC\u02BE\u02BF] Remove)"}) {
    std::string text = transliterated(utf8, id);
    if (!trim(text).empty() && all_shown(text, is_shown)) return text;
  }
  return {};
}

/// "[U+E000]"
std::string by_number(char32_t c) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text;
  for (auto rest = static_cast<std::uint32_t>(c); rest != 0 || text.size() < 4; rest >>= 4U)
    text.insert(text.begin(), kDigits[rest & 0xFU]);
  return "[U+" + text + "]";
}

/// "[wrapped present]", or "[U+1F381]" for what has no name.
std::string by_name(char32_t c) {
  std::array<char, 128> name{};
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t size = u_charName(static_cast<UChar32>(c), U_EXTENDED_CHAR_NAME, name.data(),
                                       static_cast<std::int32_t>(name.size()), &status);
  expect_success(status, "names of characters");
  if (name[0] == '<') return by_number(c);
  return "[" + to_lower_ascii(std::string_view(name.data(), static_cast<std::size_t>(size))) + "]";
}

/// The letter of half a flag, or 0.
char flag_letter(char32_t c) {
  return c >= 0x1F1E6 && c <= 0x1F1FF ? static_cast<char>('A' + (c - 0x1F1E6)) : '\0';
}

/// Letters with what is set above and below them.
bool is_of_word(char32_t c) {
  const auto category = static_cast<std::uint32_t>(U_GET_GC_MASK(static_cast<UChar32>(c)));
  return (category & (U_GC_L_MASK | U_GC_M_MASK)) != 0;
}

/// Character by character; two halves of a flag are "[DE]".
std::string spelled_out(std::string_view piece, const IsShown& is_shown) {
  std::string text;
  for (std::size_t at = 0; at < piece.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(piece, at);
    std::size_t behind = at;
    const char second = flag_letter(c) != 0 && at < piece.size()
                            ? flag_letter(next_code_point(piece, behind))
                            : '\0';
    if (second != '\0') {
      text += {'[', flag_letter(c), second, ']'};
      at = behind;
      continue;
    }
    const std::string letters = in_letters(std::string(piece.substr(begin, at - begin)), is_shown);
    text += letters.empty() ? by_name(c) : letters;
  }
  return text;
}

/// A piece none of which is shown: as a whole, since letters depend on their neighbours, else word
/// by word, else one by one.
std::string respelled(const std::string& piece, const IsShown& is_shown) {
  std::string whole = in_letters(piece, is_shown);
  if (!whole.empty()) return whole;
  std::string text;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < piece.size();) {
    const bool is_word = is_of_word(next_code_point(piece, at));
    for (std::size_t next = at;
         next < piece.size() && is_of_word(next_code_point(piece, next)) == is_word;)
      at = next;
    const std::string run = piece.substr(begin, at - begin);
    const std::string word = is_word ? in_letters(run, is_shown) : std::string();
    text += word.empty() ? spelled_out(run, is_shown) : word;
    begin = at;
  }
  return text;
}

}  // namespace

std::string respell(std::string_view utf8, const std::function<bool(char32_t)>& is_shown) {
  std::string text;
  std::string piece;
  const auto flush = [&] {
    if (!piece.empty()) text += respelled(piece, is_shown);
    piece.clear();
  };
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t c = next_code_point(utf8, at);
    const bool stays = is_control(c) || is_shown(c);
    if (stays) flush();
    append_utf8(stays ? text : piece, c);
  }
  flush();
  return text;
}

std::string folded(std::string_view utf8) {
  const bool is_ascii = std::all_of(utf8.begin(), utf8.end(),
                                    [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  std::string latin(utf8);
  if (!is_ascii) {
    latin = transliterated(to_nfc(utf8), "NFKC; Any-Latin; Latin-ASCII");
  }
  std::string plain;
  for (const char c : to_lower_ascii(latin)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) plain += c;
  }
  return plain;
}

}  // namespace enclosure::locales
