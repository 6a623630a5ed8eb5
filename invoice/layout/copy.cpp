#include "invoice/layout/copy.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/text.h"
#include "locales/respell.h"
#include "locales/text.h"

namespace enclosure::invoice::layout {
namespace {

/// `utf8` without invisible characters.
std::string without_invisible(const std::string& utf8) {
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (std::all_of(utf8.begin(), utf8.end(), is_ascii)) return utf8;
  std::string visible;
  visible.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t c = next_code_point(utf8, at);
    if (!is_invisible(c)) append_utf8(visible, c);
  }
  return visible;
}

}  // namespace

bool is_invisible(char32_t c) {
  return c == 0x00AD || c == 0x034F || c == 0x061C || (c >= 0x180B && c <= 0x180F) ||
         (c >= 0x200B && c <= 0x200F) || (c >= 0x2060 && c <= 0x2064) ||
         (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || (c >= 0xE0100 && c <= 0xE01EF);
}

TextId Copy::add(std::string path, std::string_view utf8, std::string language) {
  if (!is_utf8(utf8)) {
    faults_.push_back({"RENDER-001", path, "the text is not UTF-8", "import it again as UTF-8"});
    utf8 = {};
  }
  std::string content = without_invisible(locales::to_nfc(utf8));
  content = std::string(trim(content));
  texts_.push_back({std::move(path), std::move(content), std::move(language)});
  if (!all_shown(texts_.back().content)) {
    respell(texts_.back());
    check(texts_.back());
  }
  return texts_.size() - 1;
}

bool Copy::is_shown(char32_t character) const {
  return typesetting_.regular.glyph(character) != kNoGlyph &&
         typesetting_.bold.glyph(character) != kNoGlyph;
}

bool Copy::all_shown(std::string_view text) const {
  for (std::size_t at = 0; at < text.size();) {
    if (!is_shown(next_code_point(text, at))) return false;
  }
  return true;
}

void Copy::respell(Text& text) {
  std::string shown = locales::respell(text.content, [&](char32_t c) { return is_shown(c); });
  if (shown == text.content) return;
  const auto same_path = [&](const Fault& notice) { return notice.path == text.path; };
  if (std::none_of(notices_.begin(), notices_.end(), same_path)) {
    notices_.push_back({"RENDER-005", text.path,
                        "no font shows \"" + text.content + "\"; printed as \"" + shown + "\"",
                        "write it in Latin, Greek or Cyrillic letters to choose the wording"});
  }
  text.content = std::move(shown);
}

void Copy::check(const Text& text) {
  std::set<char32_t> missing;
  for (std::size_t at = 0; at < text.content.size();) {
    const char32_t c = next_code_point(text.content, at);
    if (is_shown(c) || !missing.insert(c).second) continue;
    faults_.push_back({"RENDER-001", text.path, "no font shows " + describe_character(c),
                       "write the text without this character"});
  }
}

void Copy::note_too_long(std::string path, std::string place) {
  faults_.push_back({"RENDER-002", std::move(path), "the text is too long for " + std::move(place),
                     "shorten it"});
}

}  // namespace enclosure::invoice::layout
