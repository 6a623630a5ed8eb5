#include "app/check/character_map.h"

#include <array>
#include <optional>
#include <vector>

#include "app/check/embedded_files.h"
#include "app/check/unpack.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

constexpr std::size_t kMostBytes = std::size_t{1} << 20U;
constexpr std::size_t kMostCharacters = 70'000;

/// 0x80 to 0x9F of WinAnsiEncoding; the others are those of Latin-1.
constexpr std::array<char32_t, 32> kWindows{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/// One word of a CMap: "<0041>" as its bytes, "[", "]" and keywords as they are.
struct Token {
  bool is_code = false;
  std::string text;
};

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::string bytes_of(std::string_view digits) {
  std::string bytes;
  int high = -1;
  for (const char c : digits) {
    const int value = hex_value(c);
    if (value < 0) continue;
    if (high < 0) {
      high = value;
    } else {
      bytes += static_cast<char>(high * 16 + value);
      high = -1;
    }
  }
  return bytes;
}

class Tokens {
 public:
  explicit Tokens(std::string_view text) : text_(text) {}

  std::optional<Token> next() {
    const auto begin = text_.find_first_not_of(" \t\r\n\f");
    if (begin == std::string_view::npos) return std::nullopt;
    text_.remove_prefix(begin);
    if (text_.front() == '<' && !text_.starts_with("<<")) {
      const auto end = std::min(text_.find('>'), text_.size() - 1);
      Token code{true, bytes_of(text_.substr(1, end - 1))};
      text_.remove_prefix(end + 1);
      return code;
    }
    const bool is_bracket = text_.front() == '[' || text_.front() == ']';
    const auto end =
        is_bracket ? 1 : std::min(text_.find_first_of(" \t\r\n\f<[]", 1), text_.size());
    Token word{false, std::string(text_.substr(0, end))};
    text_.remove_prefix(end);
    return word;
  }

 private:
  std::string_view text_;
};

unsigned number_of(std::string_view bytes) {
  unsigned value = 0;
  for (const char c : bytes.substr(0, 4)) value = value << 8U | static_cast<unsigned char>(c);
  return value;
}

/// UTF-16 in big endian as UTF-8.
std::string utf8_of(std::string_view bytes) {
  std::string text;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    char32_t c = number_of(bytes.substr(i, 2));
    if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size()) {
      c = 0x10000 + ((c - 0xD800) << 10U) + ((number_of(bytes.substr(i + 2, 2)) - 0xDC00) & 0x3FFU);
      i += 2;
    }
    if (c >= 0xD800 && c < 0xE000) continue;
    append_utf8(text, c);
  }
  return text;
}

/// The last character of a code's text, so many places further on.
std::string moved(std::string bytes, unsigned by) {
  if (bytes.size() < 2) return bytes;
  const unsigned last = number_of(std::string_view(bytes).substr(bytes.size() - 2)) + by;
  bytes[bytes.size() - 2] = static_cast<char>(last >> 8U);
  bytes[bytes.size() - 1] = static_cast<char>(last);
  return bytes;
}

}  // namespace

CharacterMap CharacterMap::of_font(QPDFObjectHandle font, ReadingBudget& budget) {
  CharacterMap map;
  QPDFObjectHandle table = entry(font, "/ToUnicode");
  if (table.isStream()) {
    const auto cmap =
        unpack(table, kMostBytes, "a table of characters is too large", kMostBytes, budget);
    if (cmap) map.read(cmap->first);
  }
  map.is_latin_ = map.characters_.empty() && name_of(entry(font, "/Subtype")) != "Type0";
  return map;
}

void CharacterMap::read(std::string_view cmap) {
  Tokens tokens(cmap);
  std::string section;
  std::vector<Token> codes;
  bool in_list = false;
  const auto put = [&](unsigned code, const std::string& utf16) {
    if (characters_.size() < kMostCharacters) characters_.emplace(code, utf8_of(utf16));
  };
  while (const auto token = tokens.next()) {
    if (!token->is_code) {
      in_list = token->text == "[";
      if (token->text == "]") codes.clear();
      if (token->text.starts_with("begin") || token->text.starts_with("end")) {
        section = token->text;
        codes.clear();
      }
      continue;
    }
    codes.push_back(*token);
    if (section == "begincodespacerange") {
      code_bytes_ = std::max<std::size_t>(1, std::min<std::size_t>(4, token->text.size()));
    } else if (section == "beginbfchar" && codes.size() == 2) {
      put(number_of(codes[0].text), codes[1].text);
      codes.clear();
    } else if (section == "beginbfrange" && codes.size() >= 3) {
      const unsigned first = number_of(codes[0].text);
      const unsigned last = number_of(codes[1].text);
      if (in_list) {
        put(first + static_cast<unsigned>(codes.size() - 3), codes.back().text);
      } else {
        for (unsigned i = 0; i <= last - first && i < 65'536 && first <= last; ++i)
          put(first + i, moved(codes[2].text, i));
        codes.clear();
      }
    }
  }
}

std::string CharacterMap::text_of(std::string_view codes) const {
  std::string text;
  for (std::size_t i = 0; i + code_bytes_ <= codes.size(); i += code_bytes_) {
    const unsigned code = number_of(codes.substr(i, code_bytes_));
    if (is_latin_) {
      const char32_t c = code >= 0x80 && code < 0xA0 ? kWindows[code - 0x80] : char32_t{code};
      if (c >= 0x20) append_utf8(text, c);
    } else if (const auto found = characters_.find(code); found != characters_.end()) {
      text += found->second;
    }
  }
  return text;
}

}  // namespace enclosure::app
