#include "messaging/policy/letters.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "core/text.h"

namespace enclosure::messaging::policy {
namespace {

const icu::Normalizer2& nfd() {
  static const icu::Normalizer2* const normalizer = [] {
    UErrorCode status = U_ZERO_ERROR;
    const auto* found = icu::Normalizer2::getNFDInstance(status);
    if (U_FAILURE(status) != 0) throw std::runtime_error("ICU has no normalisation data");
    return found;
  }();
  return *normalizer;
}

char32_t first_of(std::string_view utf8) {
  std::size_t at = 0;
  return utf8.empty() ? 0 : next_code_point(utf8, at);
}

/// Letters that are two, or that have no accent to lose.
std::string_view spelled_out(char32_t code) {
  switch (code) {
    case U'ß':
      return "ss";
    case U'œ':
      return "oe";
    case U'æ':
      return "ae";
    case U'ø':
      return "o";
    case U'ł':
      return "l";
    case U'đ':
      return "d";
    case U'ı':
      return "i";
    default:
      return {};
  }
}

}  // namespace

Result<Folding> Folding::parse(std::string_view json) {
  const auto document = nlohmann::json::parse(json, nullptr, false);
  const Fault fault{"POLICY-001", "letters.json", "no object with look_alikes and in_words",
                    "see messaging/policy/letters.h"};
  if (!document.is_object() || !document.contains("look_alikes") || !document.contains("in_words"))
    return fault;
  Folding folding;
  for (const auto& [from, to] : document["look_alikes"].items()) {
    if (!to.is_string()) return fault;
    folding.look_alikes_[first_of(from)] = to.get<std::string>();
  }
  for (const auto& [sign, letters] : document["in_words"].items()) {
    if (!letters.is_string() || sign.size() != 1) return fault;
    folding.disguises_[sign.front()] = letters.get<std::string>();
  }
  return folding;
}

void Folding::append(std::string& text, char32_t code, bool across_scripts) const {
  if (code < 0x80) {
    text += static_cast<char>(code >= 'A' && code <= 'Z' ? code + 32 : code);
    return;
  }
  const auto lower = static_cast<char32_t>(u_tolower(static_cast<UChar32>(code)));
  const std::string_view out = spelled_out(lower);
  if (!out.empty()) {
    text += out;
    return;
  }
  icu::UnicodeString decomposed;
  if (!nfd().getDecomposition(static_cast<UChar32>(lower), decomposed))
    decomposed = icu::UnicodeString(static_cast<UChar32>(lower));
  for (std::int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
    const auto part = static_cast<char32_t>(decomposed.char32At(i));
    if ((U_GET_GC_MASK(static_cast<UChar32>(part)) & U_GC_M_MASK) != 0) continue;
    const auto latin = across_scripts ? look_alikes_.find(part) : look_alikes_.end();
    if (latin != look_alikes_.end()) {
      text += latin->second;
    } else {
      append_utf8(text, part);
    }
  }
}

std::string Folding::fold(std::string_view utf8) const {
  std::string folded;
  for (std::size_t at = 0; at < utf8.size();) append(folded, next_code_point(utf8, at));
  return folded;
}

std::string_view Folding::disguise_of(char sign) const {
  const auto found = disguises_.find(sign);
  return found == disguises_.end() ? std::string_view() : std::string_view(found->second);
}

bool is_letter(char32_t code) {
  if (code < 0x80) return (code | 0x20U) >= 'a' && (code | 0x20U) <= 'z';
  return (U_GET_GC_MASK(static_cast<UChar32>(code)) & (U_GC_L_MASK | U_GC_M_MASK)) != 0;
}

bool is_digit(char32_t code) {
  return code >= '0' && code <= '9';
}

bool is_blank(char32_t code) {
  return code == ' ' || code == '\t' || code == 0xA0 ||
         (code > 0xA0 && u_charType(static_cast<UChar32>(code)) == U_SPACE_SEPARATOR);
}

bool is_break(char32_t code) {
  return code == '\n' || code == '\r' || code == 0x2028 || code == 0x2029 || code == 0x85 ||
         code == 0x0B || code == 0x0C;
}

bool is_upper(char32_t code) {
  return u_isUUppercase(static_cast<UChar32>(code)) != 0;
}

bool is_lower(char32_t code) {
  return u_isULowercase(static_cast<UChar32>(code)) != 0;
}

}  // namespace enclosure::messaging::policy
